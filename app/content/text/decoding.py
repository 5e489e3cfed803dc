"""Texts as people's programs save them."""

import codecs

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def decoded(data: bytes) -> str:
    """Return the text of a file: UTF-8, or UTF-16 that says so, without byte order mark.

    Every line ends with a line feed. A byte that isn't UTF-8 becomes a lone surrogate, which no
    document may hold: reading one says where it stands.
    """
    try:
        text = data.decode("utf-16" if data.startswith(_UTF_16) else "utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("utf-8", errors="surrogateescape")
    return text.replace("\r\n", "\n").replace("\r", "\n")
