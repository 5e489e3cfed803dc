"""Letters stacked from blocks that were laid out once, instead of laid out as a whole.

WeasyPrint draws each block of our texts once; from then on a letter is a stack of such blocks, with
the sender's lines shaped by HarfBuzz in their places, written as PDF. README.md says how, on what
inside of WeasyPrint it relies, and when it gives up: then, and at any surprise, it raises
NotStackable, and the letter goes the plain way through `app.letters.printing`. Nothing of a
supporter is cached.

`stack` a letter, write what was stacked (`write_pdf`, `write_bulk_pdf`), `prepare` what letters
will need. `app.letters.press` alone asks here.
"""

from app.letters.stacking.bulk_pdf import write_bulk_pdf
from app.letters.stacking.preparation import Prepared, prepare
from app.letters.stacking.shaping import NotStackable
from app.letters.stacking.stacked import Stacked, stack
from app.letters.stacking.tagged_pdf import write_pdf

__all__ = ["NotStackable", "Prepared", "Stacked", "prepare", "stack", "write_bulk_pdf", "write_pdf"]
