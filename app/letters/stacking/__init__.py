"""Letters stacked from blocks that were laid out once, instead of laid out as a whole.

WeasyPrint draws each block of our texts once; from then on a letter is a stack of such blocks, with
the sender's lines shaped by HarfBuzz in their places, written as PDF. README.md says how, on what
inside of WeasyPrint it relies, and when it gives up: then, and at any surprise, it raises
NotStackable, and the letter goes the plain way through `app.letters.printing`. Nothing of a
supporter is cached.

`stack` a letter, `write_pdf` or `pack` what was stacked, `prepare` what letters will need.
`app.letters.press` alone asks here.
"""

from app.letters.stacking.packing import pack
from app.letters.stacking.preparation import Prepared, prepare
from app.letters.stacking.shaping import NotStackable
from app.letters.stacking.stacked import Stacked, stack
from app.letters.stacking.tagged_pdf import write_pdf

__all__ = ["NotStackable", "Prepared", "Stacked", "pack", "prepare", "stack", "write_pdf"]
