"""An installation that can't be written: its pages are shown, and whatever would save is refused.

Nobody can sign in there, since signing in is written down; an organiser who is signed in already,
by a cookie from before or from another machine with the same keys, may look around.
"""

from collections.abc import Callable
from typing import TypeVar

from flask import current_app, request

from app.web.current import config

SIGN_OUT = "security.logout"
_TYPED_IN_VAIN = ("security.", "workroom.welcome.")
"""How the endpoints begin whose pages ask for what could only be used by saving something."""

View = TypeVar("View", bound=Callable[..., object])


def only_shows(*buttons: str) -> Callable[[View], View]:
    """Mark a view whose POSTs save nothing: all of them, or those sent with one of the buttons."""

    def mark(view: View) -> View:
        view.only_shows = buttons  # type: ignore[attr-defined]
        return view

    return mark


def would_save() -> bool:
    """Return whether the request is refused because nothing can be saved here."""
    endpoint = request.endpoint or ""
    if not config().read_only or endpoint == SIGN_OUT:
        return False
    if endpoint.startswith(_TYPED_IN_VAIN):
        return True
    if request.method in ("GET", "HEAD", "OPTIONS"):
        return False
    buttons = getattr(current_app.view_functions.get(endpoint), "only_shows", None)
    return buttons is None or (bool(buttons) and not any(each in request.form for each in buttons))
