"""Devices that signed in before: failures of strangers keep nobody waiting there.

Such a device holds a cookie with a random number and the day alone, signed for one organiser. It
opens nothing: it only has the attempts made with it counted apart. Whatever ends all sessions of
the organiser, as another password does, ends it too.
"""

import datetime
import secrets

from flask import Response, after_this_request, current_app, request
from itsdangerous import BadData, URLSafeTimedSerializer

from app.records.organiser import Organiser
from app.web.workroom.access.guard import PREFIX

COOKIE = "known_device"
HOLDS = datetime.timedelta(days=180)
"""Counted from the last time that somebody signed in on the device."""
_BYTES = 16


def remember(organiser: Organiser) -> None:
    """Send the cookie with the answer at hand, in place of another organiser's."""
    value = _signer(organiser).dumps(secrets.token_urlsafe(_BYTES))

    @after_this_request
    def _send(response: Response) -> Response:
        response.set_cookie(
            COOKIE,
            value,
            max_age=HOLDS,
            path=PREFIX,
            secure=request.is_secure,
            httponly=True,
            samesite="Lax",
        )
        return response


def number(organiser: Organiser | None) -> str:
    """Return the number of the device if this organiser signed in on it before, else nothing."""
    if organiser is None:
        return ""
    try:
        found = _signer(organiser).loads(
            request.cookies.get(COOKIE, ""), max_age=int(HOLDS.total_seconds())
        )
    except BadData:
        return ""
    return str(found)


def _signer(organiser: Organiser) -> URLSafeTimedSerializer:
    salt = f"known device {organiser.fs_uniquifier}"
    return URLSafeTimedSerializer(str(current_app.secret_key), salt=salt)
