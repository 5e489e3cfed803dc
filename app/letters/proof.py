"""The proof: every letter that the content can give, held against its page and its window.

Variants and paper multiply to ten thousand letters, but a page is a stack: the height of the text
is the sum of its paragraphs. So each paragraph's longest variant is found once for every width of
text, and the heights of all longest variants are added up and held against the room that each
stationery leaves. What fits so fits with any other variants.

A holder who is named today won't be for ever: the letter to the office alone is proved along.

What was laid out, to be proved or printed, isn't laid out again (`laid_out`): when one paragraph is
changed, only that one is.
"""

import datetime
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from app.content.library.library import Library
from app.content.model.addressee import Addressee
from app.content.model.case import Case, Demand
from app.content.model.freshness import DEFAULT_LIMITS, AgeLimits
from app.content.model.letter_template import LetterTemplate
from app.letters.height import heights, pages, same_lines
from app.letters.pair import Pair, Wording
from app.letters.printable import printable_languages
from app.letters.sender import Sender
from app.letters.stationery import STATIONERIES, Stationery

OWN_WORDS = 400
"""Characters of own words, as running text, with which every letter must fit on one page."""

_SENDERS = (Sender("Name", ("Street", "Town"), "Town", "DE"), Sender("Name"))
"""With and without an address: what a template says may depend on it."""


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
    pages: int = 1
    address: str = ""
    """Which form of the address is printed, its lines and its size in pt."""
    address_error: str = ""
    missing: tuple[str, ...] = ()
    refusal: str = ""
    """Why there is no such letter at all."""

    @property
    def is_laid_out(self) -> bool:
        """Whether its length is known."""
        return not self.missing and not self.refusal

    @property
    def errors(self) -> list[str]:
        """What is wrong, each in words."""
        errors = [error for error in (self.refusal, self.address_error) if error]
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
    library: Library,
    today: datetime.date,
    limits: AgeLimits = DEFAULT_LIMITS,
    *,
    templates: Collection[tuple[str, str]] | None = None,
    cases: Collection[str] | None = None,
    addressees: Collection[str] | None = None,
) -> Iterator[Row]:
    """Yield a row for every combination that can be printed; each says what is wrong with it.

    A language in which a letter lacks anything is none of its languages: see `printable`.
    Where slugs are given (for templates with the language), only rows of these.
    """
    pairs = [
        (case, addressee)
        for case in library.cases.values()
        if cases is None or case.slug in cases
        if not case.is_outdated(today, limits)
        for addressee in library.askable(case, today)
        if addressees is None or addressee.slug in addressees
    ]
    for key, template in library.letter_templates.items():
        if templates is None or key in templates:
            asking = ((*pair, _asked_in(template.language, *pair, today)) for pair in pairs)
            yield from _Prover(template, today, limits).rows(
                [
                    asked
                    for asked in asking
                    if _is_printable(library, template, *asked, today, limits)
                ]
            )


def _asked_in(
    language: str, case: Case, addressee: Addressee, today: datetime.date
) -> list[Demand]:
    """Return what a letter in this language can ask for: a supporter may leave out the rest."""
    return [each for each in case.open_demands(today, addressee.kind) if language in each.text]


def _is_printable(
    library: Library,
    template: LetterTemplate,
    case: Case,
    addressee: Addressee,
    demands: Sequence[Demand],
    today: datetime.date,
    limits: AgeLimits,
) -> bool:
    return bool(demands) and template.language in printable_languages(
        library, case, addressee, template.slug, today, limits, demands
    )


class _Prover:
    """Proves the letters of one template."""

    def __init__(self, template: LetterTemplate, today: datetime.date, limits: AgeLimits) -> None:
        self.template = template
        self.today = today
        self.limits = limits
        self.first = tuple(0 for _ in template.variants)

    def rows(self, pairs: Sequence[tuple[Case, Addressee, Sequence[Demand]]]) -> Iterator[Row]:
        """Yield a row for each stationery of each case and addressee."""
        language = self.template.language
        proved = [
            Pair(
                self.template,
                case,
                addressee,
                demands,
                own_words(case, language),
                self.today,
                self.limits,
            )
            for case, addressee, demands in pairs
        ]
        for pair in proved:
            pair.find_missing([(self.first, sender) for sender in _SENDERS])
        for measure in {same_lines(each, language): None for each in STATIONERIES.values()}:
            self._measure([pair for pair in proved if pair.is_printable], measure)
        for pair in proved:
            for stationery in STATIONERIES.values():
                yield self._row(pair, stationery)

    def _measure(self, pairs: Sequence[Pair], measure: Stationery) -> None:
        """Find the height of each pair's longest letter; what is new is laid out together."""
        if not pairs:
            return
        wordings = self._longest(pairs[0], measure)
        letters = [pair.letters(wordings) for pair in pairs]
        high = iter(heights([each for of_pair in letters for each in of_pair], measure))
        for pair, of_pair in zip(pairs, letters, strict=True):
            pair.heights[measure.slug] = max((next(high) for _ in of_pair), default=0.0)

    def _longest(self, pair: Pair, measure: Stationery) -> list[Wording]:
        """Return the tallest variant of each choose block, by sender, whatever the case."""
        drawn = [
            ((*self.first[:block], variant, *self.first[block + 1 :]), sender)
            for sender in _SENDERS
            for block, count in enumerate(self.template.variants)
            for variant in range(count)
        ]
        letters = [pair.letters([wording]) for wording in drawn]
        if not all(letters):
            return [(self.first, sender) for sender in _SENDERS]  # refused, which the row will say
        high = iter(heights([with_words for with_words, *_ in letters], measure))
        wordings: list[Wording] = []
        for sender in _SENDERS:
            tall = [[next(high) for _ in range(count)] for count in self.template.variants]
            wordings.append((tuple(block.index(max(block)) for block in tall), sender))
        return wordings

    def _row(self, pair: Pair, stationery: Stationery) -> Row:
        high = pair.heights.get(same_lines(stationery, self.template.language).slug, 0.0)
        address, address_error = pair.address((self.first, _SENDERS[0]), stationery)
        return Row(
            pair.case.slug,
            pair.addressee.slug,
            self.template.slug,
            self.template.language,
            stationery.slug,
            stationery.body_bottom - stationery.body_top - high,
            pages(high, stationery),
            address,
            address_error,
            pair.missing,
            pair.refusal,
        )


def own_words(case: Case, language: str) -> str:
    """Return as many characters of the language's prose as own words may take."""
    # A case whose account isn't translated has its summary in every language of its letters.
    prose = " ".join((case.account if language in case.account else case.summary)[language])
    return (prose * (OWN_WORDS // len(prose) + 1))[:OWN_WORDS]
