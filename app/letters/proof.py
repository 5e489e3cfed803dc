"""The proof: every letter that the content can give, held against its page and its window.

Variants and paper multiply to ten thousand letters, but a page is a stack: the height of the text
is the sum of its paragraphs. So each paragraph's longest variant is found once for every width of
text, the letter of all longest variants is laid out on an endless sheet, and its height is held
against the room that each stationery leaves. What fits so fits with any other variants.
"""

import dataclasses
import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from app.content.addressee import Addressee
from app.content.case import Case
from app.content.freshness import DEFAULT_LIMITS, AgeLimits
from app.content.letter_template import LetterTemplate
from app.content.library import Library
from app.letters.letter import Letter, compose
from app.letters.measure import missing_glyphs, named
from app.letters.placement import AddressDoesNotFit, place_address
from app.letters.printing import lay_out
from app.letters.sender import Sender
from app.letters.stationery import STATIONERIES, Stationery, Type

OWN_WORDS = 400
"""Characters of own words, as running text, with which every letter must fit on one page."""
_ENDLESS = 2_000.0


@dataclass(frozen=True)
class Row:
    """One case × addressee × language × stationery, with the longest variants and own words."""

    case: str
    addressee: str
    template: str
    language: str
    stationery: str
    millimetres_left: float
    """Room below the signature; less than nothing if the letter goes on to a second page."""
    address_error: str = ""
    missing: tuple[str, ...] = ()

    @property
    def errors(self) -> list[str]:
        """What is wrong, each in words."""
        errors = [self.address_error] if self.address_error else []
        if self.millimetres_left < 0:
            over = -self.millimetres_left
            errors.append(
                f"{over:.1f} mm longer than one page with {OWN_WORDS} characters of own words"
            )
        if self.missing:
            errors.append(f"no glyph for {', '.join(self.missing)}")
        return errors

    def __str__(self) -> str:
        return (
            f"{self.case} to {self.addressee} in {self.language} "
            f"by “{self.template}” on {self.stationery}"
        )


def proof(
    library: Library, today: datetime.date, limits: AgeLimits = DEFAULT_LIMITS
) -> Iterator[Row]:
    """Yield a row for every combination that can be posted; each says what is wrong with it."""
    for template in library.letter_templates.values():
        prover = _Prover(template, today, limits)
        for case in library.cases.values():
            for addressee in library.askable(case):
                yield from prover.rows(case, addressee)


class _Prover:
    """Proves the letters of one template, and remembers its longest variants."""

    def __init__(self, template: LetterTemplate, today: datetime.date, limits: AgeLimits) -> None:
        self.template = template
        self.today = today
        self.limits = limits
        self.longest: dict[_Type, tuple[int, ...]] = {}

    def rows(self, case: Case, addressee: Addressee) -> Iterator[Row]:
        """Yield a row for each stationery."""
        heights: dict[_Type, float] = {}
        first = self._letter(case, addressee, tuple(0 for _ in self.template.variants))
        missing = self._missing(case, addressee)
        for stationery in STATIONERIES.values():
            type_ = (stationery.body_width, stationery.type_for(self.template.language))
            if missing:
                heights[type_] = 0.0  # what lacks a glyph can't be laid out
            elif type_ not in heights:
                longest = self._longest(type_, case, addressee, stationery)
                heights[type_] = _height(self._letter(case, addressee, longest), stationery)
            yield Row(
                case.slug,
                addressee.slug,
                self.template.slug,
                self.template.language,
                stationery.slug,
                stationery.body_bottom - stationery.body_top - heights[type_],
                _address_error(first, stationery),
                missing,
            )

    def _missing(self, case: Case, addressee: Addressee) -> tuple[str, ...]:
        """Return the characters that no wording could print, named."""
        wordings = (
            tuple(min(drawn, count - 1) for count in self.template.variants)
            for drawn in range(max(self.template.variants, default=1))
        )
        letters = [self._letter(case, addressee, choices) for choices in wordings]
        return tuple(map(named, missing_glyphs("\n".join(each.everything for each in letters))))

    def _longest(
        self, type_: "_Type", case: Case, addressee: Addressee, stationery: Stationery
    ) -> tuple[int, ...]:
        """Return the tallest variant of each choose block, whatever the case."""
        if type_ not in self.longest:
            self.longest[type_] = tuple(
                self._tallest(case, addressee, stationery, block)
                for block in range(len(self.template.variants))
            )
        return self.longest[type_]

    def _tallest(self, case: Case, addressee: Addressee, stationery: Stationery, block: int) -> int:
        """Return which variant of a block makes the letter longest."""

        def height(drawn: int) -> float:
            choices = [0] * len(self.template.variants)
            choices[block] = drawn
            return _height(self._letter(case, addressee, tuple(choices)), stationery)

        return max(range(self.template.variants[block]), key=height)

    def _letter(self, case: Case, addressee: Addressee, choices: tuple[int, ...]) -> Letter:
        return compose(
            case,
            addressee,
            self.template,
            Sender("Name", ("Street", "Town"), "Town", "DE"),
            date=self.today,
            today=self.today,
            choices=choices,
            words=_filler(case, self.template.language),
            limits=self.limits,
        )


_Type = tuple[float, Type]
"""The text's width in mm and its type: what line breaks depend on."""


def _height(letter: Letter, stationery: Stationery) -> float:
    """Return the mm from the subject to the end of the signature, whatever the address."""
    letter = dataclasses.replace(letter, address_forms=(("",),))
    endless = dataclasses.replace(
        stationery, paper=dataclasses.replace(stationery.paper, height=_ENDLESS)
    )
    return endless.body_bottom - endless.body_top - lay_out(letter, endless).millimetres_left


def _address_error(letter: Letter, stationery: Stationery) -> str:
    try:
        place_address(letter.address_forms, stationery, letter.office)
    except AddressDoesNotFit as error:
        return str(error)
    return ""


def _filler(case: Case, language: str) -> str:
    """Return as many characters of the language's prose as own words may take."""
    prose = " ".join(case.account[language])
    return (prose * (OWN_WORDS // len(prose) + 1))[:OWN_WORDS]
