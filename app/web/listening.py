"""The socket at which the site is asked, opened before anything else is done."""

import socket

from app.content.text.messages import Refusal

_BACKLOG = 2048
"""Connections that wait to be taken; as many as gunicorn lets wait by itself."""


class PortTaken(Refusal):
    """Nobody could reach the site."""

    template = (
        "Port %(port)s of %(host)s can't be opened: %(reason)s. Stop what listens there, or name "
        "another one by --port or --host."
    )


def listener(host: str, port: int) -> int:
    """Return the number of a socket that listens there; raise PortTaken.

    gunicorn would find out after all else, and try five times. So only one of several starts goes
    on, and whoever asks meanwhile waits for the answer instead of getting none.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=_BACKLOG).detach()
    except OSError as error:
        reason = str(error.strerror).partition(" (while")[0]
        raise PortTaken(host=host, port=port, reason=reason) from None
