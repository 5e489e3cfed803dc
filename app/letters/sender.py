"""What stands of the supporter on the letter, and what may stand there."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from math import ceil, floor
from typing import Literal, Protocol

from app.content.text.combining import too_many_marks
from app.letters.measure import missing_glyphs, named, width
from app.letters.sender_errors import (
    ControlCharacter,
    LineTooWide,
    NameTooWide,
    NoGlyph,
    NoInitials,
    TooLong,
    TooManyLines,
    TooManyLinesOfWords,
    TooManyMarks,
    TownTooWide,
    WordsTooLong,
)
from app.letters.stationery import Box, Stationery
from app.limits import (
    LONGEST_ADDRESS,
    LONGEST_LINE,
    MOST_ADDRESS_LINES,
    MOST_BYTES_OF_WORDS,
    MOST_LINES_OF_WORDS,
    MOST_MARKS,
    MOST_WORDS,
)

SignAs = Literal["full", "initials", "blank"]
SIGNATURES: tuple[SignAs, ...] = ("full", "initials", "blank")
_SMALLEST = 8.0
"""The font size in pt down to which the sender's lines are set smaller before they are too wide."""
_DROPPED = dict.fromkeys(map(ord, "\u200b\u2060\ufeff\u00ad\ufe0e\ufe0f"))
"""Invisible marks that come along when text is pasted, and mean nothing on paper."""
_LONGEST = {"name": LONGEST_LINE, "address": LONGEST_ADDRESS, "town": LONGEST_LINE}
"""Characters that a field takes at all; of what can be printed it has far fewer."""


@dataclass(frozen=True)
class Sender:
    """What the supporter gave: nothing is required, and nothing is kept."""

    name: str = ""
    address: tuple[str, ...] = ()
    town: str = ""
    country: str | None = None
    sign_as: SignAs = "full"

    @classmethod
    def typed(
        cls,
        name: str = "",
        address: str = "",
        town: str = "",
        country: str | None = None,
        sign_as: SignAs = "full",
    ) -> "Sender":
        """Return the sender as typed into fields: spaces tidied, empty lines left out.

        Raises TooLong or TooManyMarks.
        """
        for field, text in (("name", name), ("address", address), ("town", town)):
            check_size(field, text)
        lines = (_tidy(line) for line in clean(address).split("\n"))
        return cls(
            _tidy(clean(name)),
            tuple(line for line in lines if line),
            _tidy(clean(town)),
            country or None,
            sign_as,
        )

    @property
    def signature(self) -> str:
        """What is printed below the room for the signature."""
        if self.sign_as == "initials":
            return ", ".join(part for part in (self.initials, self.town) if part)
        return self.name if self.sign_as == "full" else ""

    @property
    def initials(self) -> str:
        """The initials of the name, each with a full stop: “A. B.”, “J.-L. S.”."""
        words = ("-".join(_initials(word.split("-"))) for word in self.name.split())
        return "\N{NO-BREAK SPACE}".join(word for word in words if word)

    def block(self, country_name: str) -> tuple[str, ...]:
        """Return the sender's lines, the last one `country_name`, "" for none.

        Only who signs with the full name gives name and street.
        """
        if self.sign_as == "blank":
            return ()
        if self.sign_as == "initials":
            lines: tuple[str, ...] = (self.initials, self.town) if self.initials else ()
        else:
            lines = (self.name, *self.address)
        lines = tuple(line for line in lines if line)
        return (*lines, country_name) if lines and country_name else lines

    def return_parts(self) -> tuple[str, ...]:
        """Return what may stand above the window; only a full address brings a letter back."""
        if self.sign_as != "full" or not self.address:
            return ()
        return tuple(part for part in (self.name, *self.address) if part)


def _initials(parts: Iterable[str]) -> list[str]:
    return [f"{part[0].upper()}." for part in parts if part and part[0].isalpha()]


def check_size(field: str, text: str) -> None:
    """Raise TooLong, WordsTooLong or TooManyMarks for what is not even looked at.

    Whatever is done with a text after this takes no time that anybody would notice.
    """
    if field == "words":
        # Typed with marks of their own, as many characters as a letter takes can be more.
        if len(text) > MOST_WORDS and len(text.encode(errors="replace")) > MOST_BYTES_OF_WORDS:
            raise WordsTooLong(field, length=len(text), most=MOST_WORDS)
    elif len(text) > _LONGEST[field]:
        raise TooLong(field, length=len(text), most=_LONGEST[field])
    if too_many_marks(text) is not None:
        raise TooManyMarks(field, most=MOST_MARKS)


def typed_words(text: str) -> str:
    """Return own words as they were typed, cleaned; raise WordsTooLong or TooManyMarks."""
    check_size("words", text)
    return clean(text)


def clean(text: str) -> str:
    """Return the text composed (NFC), with one kind of line break and without pasted marks.

    Its size was checked before.
    """
    text = unicodedata.normalize("NFC", text.translate(_DROPPED))
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")


def _tidy(line: str) -> str:
    """Return the line with a single plain space wherever spaces of any kind stand."""
    spaced = "".join(" " if unicodedata.category(each) == "Zs" else each for each in line)
    return " ".join(word for word in spaced.split(" ") if word)


@lru_cache(maxsize=5_000)
def _is_invisible(character: str) -> bool:
    categories = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
    return character != "\n" and unicodedata.category(character) in categories


def refuse_unprintable(field: str, text: str) -> None:
    """Raise ControlCharacter or NoGlyph for what can't be printed in this field."""
    invisible = [character for character in dict.fromkeys(text) if _is_invisible(character)]
    # The seen ones first: an emoji may hold invisible joiners that nobody could delete alone.
    lacking = [character for character in missing_glyphs(text) if character not in invisible]
    if lacking:
        raise NoGlyph(field, characters=", ".join(map(named, lacking[:5])))
    if invisible:
        raise ControlCharacter(field, characters=", ".join(map(named, invisible)))


def check_words(words: str) -> None:
    """Raise SenderError for own words that can't be printed."""
    if len(words) > MOST_WORDS:
        raise WordsTooLong("words", length=len(words), most=MOST_WORDS)
    if (lines := words.strip().count("\n") + 1) > MOST_LINES_OF_WORDS:
        raise TooManyLinesOfWords("words", lines=lines, most=MOST_LINES_OF_WORDS)
    refuse_unprintable("words", words)


class HasSender(Protocol):
    """Paper with a place for the sender: stationery, or an envelope."""

    @property
    def sender(self) -> Box:
        """The place of the sender's lines."""


def check_name(sender: Sender, paper: HasSender) -> None:
    """Raise SenderError for a name that can't stand on this paper, or its initials can't."""
    if sender.sign_as == "blank":
        return
    if sender.sign_as == "initials" and not sender.initials:
        raise NoInitials("name")
    shown = sender.initials if sender.sign_as == "initials" else sender.name
    refuse_unprintable("name", f"{sender.name}\n{shown}")
    room = paper.sender.width
    wide = width(shown, _SMALLEST, semibold=True)
    if wide > room:
        raise NameTooWide("name", width=ceil(wide), room=floor(room))


def check_address(sender: Sender, paper: HasSender) -> None:
    """Raise SenderError for an address that can't stand on this paper.

    Only who signs with the full name has it printed.
    """
    if sender.sign_as != "full":
        return
    refuse_unprintable("address", "\n".join(sender.address))
    if len(sender.address) > MOST_ADDRESS_LINES:
        raise TooManyLines("address", lines=len(sender.address), most=MOST_ADDRESS_LINES)
    room = paper.sender.width
    for number, line in enumerate(sender.address, start=1):
        is_first_of_block = number == 1 and not sender.name
        if (wide := width(line, _SMALLEST, semibold=is_first_of_block)) > room:
            raise LineTooWide("address", line=number, width=ceil(wide), room=floor(room))


def check_town(sender: Sender, line: str, stationery: Stationery) -> None:
    """Raise SenderError for a town that can't stand before the date, as it does in `line`."""
    refuse_unprintable("town", sender.town)
    room = stationery.date.width
    wide = width(line, _SMALLEST)
    if sender.town and wide > room:
        raise TownTooWide("town", width=ceil(wide), room=floor(room))
