"""Page images as small PNGs."""

from __future__ import annotations

import struct
import zlib
from itertools import starmap
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

_STEPS = [round(grey / 17) for grey in range(256)]
"""The nearest of sixteen even steps for each of 256 greys."""

_ONE_AT_A_TIME = Lock()
"""PDFium isn't safe in threads."""


def page_images(pdf_bytes: bytes, width: int = 620) -> list[bytes]:
    """Return each page as a grey PNG so many pixels wide."""
    import pypdfium2  # not sooner: commands that only print don't need it

    with _ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(pdf_bytes)
        try:
            rendered = [
                page.render(scale=width / page.get_width(), grayscale=True).to_pil()
                for page in document
            ]
        finally:
            document.close()
    return [in_sixteen_greys(image) for image in rendered]


def in_sixteen_greys(image: Image) -> bytes:
    """Return the grey image as a PNG of four bits a pixel.

    Even steps are found many times faster than the best ones, and more deflating saves little.
    Pillow takes twice as long to write such a PNG itself.
    """
    packed = image.point(_STEPS, "P").tobytes("raw", "P;4")  # two pixels a byte
    across = (image.width + 1) // 2
    lines = (packed[start : start + across] for start in range(0, len(packed), across))
    header = struct.pack(">IIBBBBB", *image.size, 4, 0, 0, 0, 0)  # four bits, grey, not interlaced
    parts = (
        (b"IHDR", header),
        (b"IDAT", zlib.compress(b"".join(b"\0" + line for line in lines), 1)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(starmap(_chunk, parts))


def _chunk(kind: bytes, data: bytes) -> bytes:
    """Return a part of a PNG, with its length and its check sum."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
