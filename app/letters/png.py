"""Page images as small PNGs."""

from __future__ import annotations

import io
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

_STEPS = [round(grey / 17) for grey in range(256)]
"""The nearest of sixteen even steps for each of 256 greys."""
_PALETTE = [17 * step for step in range(16) for _ in "rgb"]

_ONE_AT_A_TIME = Lock()
"""PDFium isn't safe in threads."""


def page_images(pdf_bytes: bytes, width: int = 620) -> list[bytes]:
    """Return each page of a PDF as a grey PNG, `width` pixels wide."""
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
    return [_in_sixteen_greys(image) for image in rendered]


def _in_sixteen_greys(image: Image) -> bytes:
    """Return the grey image as a PNG of four bits a pixel."""
    image = image.point(_STEPS, "P")
    image.putpalette(_PALETTE)
    target = io.BytesIO()
    image.save(target, "PNG", bits=4, compress_level=1)  # more deflating saves little
    return target.getvalue()
