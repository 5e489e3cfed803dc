"""What a laid out PDF still needs before it is written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def finish(marked: Mapping[int, bytes], _document: Any, target: Any) -> None:
    """Finish a PDF of WeasyPrint's; what draws the marks of its pages comes by their number."""
    _ask_for_true_size(target)
    _draw_marks(target, marked)


def _ask_for_true_size(target: Any) -> None:
    """Ask the print dialog not to scale and to print on one side: the window depends on it."""
    import pydyf

    preferences = target.catalog.setdefault("ViewerPreferences", pydyf.Dictionary())
    preferences["PrintScaling"] = "/None"
    preferences["Duplex"] = "/Simplex"


def _draw_marks(target: Any, marked: Mapping[int, bytes]) -> None:
    """Draw the marks on these pages before anything else."""
    import pydyf

    for number, drawn in marked.items():
        page = target.objects[target.pages["Kids"][3 * number]]
        stream = pydyf.Stream([drawn])
        target.add_object(stream)
        page["Contents"] = pydyf.Array([stream.reference, page["Contents"]])
