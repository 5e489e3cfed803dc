"""What a PDF says: its text alone, as PDFium reads it.

For where things stand there is `pages_of` in `tests/letters/conftest.py`.
"""

from pathlib import Path

from pypdfium2 import PdfDocument

from app.letters.turns import LAYING_OUT


def texts_of(pdf: bytes | Path) -> list[str]:
    """Return the text of each page, line by line, in the order in which it is drawn."""
    with LAYING_OUT.one():  # a site that a test has started may be at it too
        document = PdfDocument(pdf)
        try:
            texts = [page.get_textpage().get_text_range() for page in document]
        finally:
            document.close()
    return ["\n".join(line.strip() for line in text.splitlines()) for text in texts]
