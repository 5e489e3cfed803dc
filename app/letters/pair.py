"""The letters of one case to one addressee by one letter template, for their proof."""

import datetime
from collections.abc import Iterable, Sequence
from functools import cache

from app.content.model.addressee import Addressee
from app.content.model.case import Case, Demand
from app.content.model.freshness import AgeLimits
from app.content.model.letter_template import LetterTemplate
from app.content.text.messages import Refusal
from app.letters.contents import greeting_of
from app.letters.length import check_length
from app.letters.letter import Letter, compose
from app.letters.measure import missing_glyphs, named
from app.letters.placement import AddressDoesNotFit, place_address
from app.letters.sender import Sender
from app.letters.stationery import Stationery

Wording = tuple[tuple[int, ...], Sender]
"""The variants drawn, and the sender, on whom it depends what is said."""

_FORMS = ("full with holder", "full", "compact")


class Pair:
    """A case and an addressee: their letters, each composed once, and what is found out of them."""

    def __init__(
        self,
        template: LetterTemplate,
        case: Case,
        addressee: Addressee,
        demands: Sequence[Demand],
        words: str,
        today: datetime.date,
        limits: AgeLimits,
    ) -> None:
        self.template, self.case, self.addressee = template, case, addressee
        self.demands, self.words, self.today, self.limits = demands, words, today, limits
        self.missing: tuple[str, ...] = ()
        """The characters that can't be printed, named."""
        self.refusal = ""
        """Why there is no letter at all."""
        self.heights: dict[str, float] = {}
        """The mm of the longest letter, by the stationery that it was measured on."""
        self._namings = [addressee]
        if addressee.names_holder(
            today, limits, template.language
        ):  # one day no longer: then the office alone
            neutral = greeting_of(addressee, named=False)
            if all(template.language in text for text in neutral):  # else there is no such letter
                self._namings.append(addressee.model_copy(update={"holder": None}))
        self._letter = cache(self._compose)

    @property
    def is_printable(self) -> bool:
        """Whether it can be laid out: what lacks a glyph can't."""
        return not self.missing and not self.refusal

    def letters(self, wordings: Iterable[Wording]) -> list[Letter]:
        """Return each letter with and without own words, to the holder and to the office alone.

        The first of a wording has own words and names the holder, if that may be named today.
        None, noting why, if one is refused.
        """
        try:
            return [
                self._letter(*wording, words, naming)
                for wording in wordings
                for naming in range(len(self._namings))
                for words in (self.words, "")
            ]
        except Refusal as refusal:
            self.refusal = str(refusal)
            return []

    def find_missing(self, wordings: Iterable[Wording]) -> None:
        """Find the characters that can't be printed; the template's in any of its wordings."""
        texts = [self.template.prose, *(letter.everything for letter in self.letters(wordings))]
        self.missing = tuple(map(named, missing_glyphs("\n".join(texts))))

    def address(self, wording: Wording, stationery: Stationery) -> tuple[str, str]:
        """Return how the address stands in the window, or else why it doesn't."""
        for letter in self.letters([wording])[:1]:
            forms = letter.address_forms
            try:
                placed = place_address(forms, stationery, letter.office)
            except AddressDoesNotFit as error:
                return "", str(error)
            form = _FORMS[-len(forms) :][forms.index(placed.lines)]
            return f"{form}, {len(placed.lines)} lines, {placed.size:g} pt", ""
        return "", ""

    def _compose(self, choices: tuple[int, ...], sender: Sender, words: str, naming: int) -> Letter:
        letter = compose(
            self.case,
            self._namings[naming],
            self.template,
            sender,
            date=self.today,
            today=self.today,
            choices=choices,
            words=words,
            demands=self.demands,
            limits=self.limits,
        )
        check_length(letter)
        return letter
