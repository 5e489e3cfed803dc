"""The fields of forms for documents: what was typed, and the value that it has in the document.

`data` is always what stands in the page's controls, so that it comes back as it was typed;
`written()` is the value for the document, None for what is left out of it.
"""

import re
from collections.abc import Mapping
from typing import Any, ClassVar

from wtforms import Field

from app.content.text.document import Location

_WHOLE_NUMBER = re.compile(r"-?[0-9]{1,15}")


def tidy(text: str) -> str:
    """Return a typed text with the usual line ends and no blanks around it."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def control_text(value: Any) -> str:
    """Return a value of a document as a control shows it; nothing for what it can't show."""
    if isinstance(value, bool):
        return str(value).lower()
    return str(value).strip() if isinstance(value, str | int | float) else ""


class DocumentField(Field):
    """A field of a document."""

    kind: ClassVar[str]
    """The macro of document_parts.html that shows it."""
    is_short = False
    """Whether others have room beside it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.faults: list[str] = []

    def written(self) -> Any:
        """Return the value for the document, None if it is left out."""
        raise NotImplementedError

    def trail(self, location: Location) -> "list[DocumentField]":  # noqa: ARG002 - others go on
        """Return this field and those below it on the way to a location of the document."""
        return [self]

    def shown_languages(self) -> set[str]:
        """Return the languages for which it has a control or a text."""
        return set()

    def is_wrong(self) -> bool:
        """Return whether anything is wrong with it, or with a field below it."""
        return bool(self.faults)


class Line(DocumentField):
    """A text in one control."""

    kind = "line"
    data: str

    def __init__(self, label: str, *, is_short: bool = True, **kwargs: Any) -> None:
        super().__init__(label, **kwargs)
        self.is_short = is_short

    def process_data(self, value: Any) -> None:
        """Take the value from a document."""
        self.data = control_text(value)

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take what was typed."""
        self.data = tidy(valuelist[0]) if valuelist else ""

    def written(self) -> Any:
        """Return the text, None if it is empty."""
        return self.data or None


class DateLine(Line):
    """A date as exact as the source is."""

    kind = "date"

    def __init__(self, label: str, **kwargs: Any) -> None:
        super().__init__(label, **{"description": "2018, 2018-10 or 2018-10-27", **kwargs})


class WholeNumber(Line):
    """A whole number; anything else goes into the document as typed, to be mended there."""

    kind = "number"

    def written(self) -> Any:
        """Return the number."""
        return int(self.data) if _WHOLE_NUMBER.fullmatch(self.data) else super().written()


class Lines(Line):
    """Several lines in one control, such as those of an address."""

    kind = "lines"

    def __init__(self, label: str, **kwargs: Any) -> None:
        super().__init__(label, is_short=False, **kwargs)

    def process_data(self, value: Any) -> None:
        """Take the lines from a document."""
        self.data = "\n".join(map(control_text, value)) if isinstance(value, list) else ""

    def written(self) -> Any:
        """Return the lines that aren't empty, None if none is left."""
        return [line.strip() for line in self.data.split("\n") if line.strip()] or None


class Choice(Line):
    """One of several values; an unknown one is kept, and offered beside them."""

    kind = "choice"

    def __init__(self, label: str, choices: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(label, **kwargs)
        self.choices = dict(choices)

    def offered(self) -> dict[str, str]:
        """Return value → words of everything that can be chosen; "" for nothing yet."""
        unknown = {self.data: f"{self.data} (unknown)"} if self.data not in self.choices else {}
        return {**unknown, "": "Not chosen", **self.choices}


class Ticks(DocumentField):
    """Several values out of many; unknown ones are kept, and offered beside them."""

    kind = "ticks"
    data: list[str]

    def __init__(self, label: str, choices: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(label, **kwargs)
        self.choices = dict(choices)

    def process_data(self, value: Any) -> None:
        """Take the values from a document."""
        self.data = [control_text(item) for item in value] if isinstance(value, list) else []

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take what was ticked."""
        self.data = [tidy(value) for value in valuelist]

    def offered(self) -> dict[str, str]:
        """Return value → words of everything that can be ticked."""
        return {**self.choices, **{each: f"{each} (unknown)" for each in self._unknown()}}

    def _unknown(self) -> list[str]:
        return [value for value in self.data if value and value not in self.choices]

    def written(self) -> Any:
        """Return the values, None if there are none."""
        return [value for value in self.data if value] or None


class Flag(DocumentField):
    """A box to tick, in the document only while ticked."""

    kind = "flag"
    data: bool

    def process_data(self, value: Any) -> None:
        """Take the value from a document."""
        self.data = value is True

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take what was ticked."""
        self.data = bool(valuelist)

    def written(self) -> Any:
        """Return true, or None if it isn't ticked."""
        return self.data or None
