"""The page for an error that needs nothing: no database, no template, no settings, no catalogue."""

from functools import cache
from http import HTTPStatus

_TITLE = "This cannot be answered now"
_TEXT = "What you typed is still in your browser: go back, and try again in some seconds."


@cache
def static_page(status: int, _language: str) -> bytes:
    """Return the page for a status."""
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_TITLE} – Lettercase</title>\n</head>\n<body>\n"
        f"<h1>{_TITLE}</h1>\n<p>{_TEXT}</p>\n"
        f"<p>{status} {HTTPStatus(status).phrase}</p>\n</body>\n</html>\n"
    ).encode()
