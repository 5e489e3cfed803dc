"""Texts that are one line."""

import re


def one_line(text: str | None) -> str:
    """Return a text without line breaks and outer spaces; no-break spaces within are kept."""
    return re.sub(r"[ \t\r\n]+", " ", text or "").strip(" ")
