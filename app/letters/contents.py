"""What of the documents gets on a letter, in every language that it has.

A letter is composed of these texts alone, and so whether it can be in a language is asked of them.
"""

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from app.content.model.addressee import Addressee
from app.content.model.case import Case, Demand
from app.content.model.letter_template import LetterTemplate
from app.content.model.localised import Localised, LocalisedParagraphs
from app.content.model.person import Person
from app.content.text.messages import translatable
from app.content.text.prose import Prose, Typed, folded
from app.content.text.typography import set_spaces
from app.letters.ended_terms import ended_terms

THE_LETTER_TEMPLATE = translatable("the letter template")
SUBJECT = translatable("the subject")
SALUTATION = translatable("the salutation")
SUMMARY = translatable("the summary")
DEMANDS = translatable("a demand")
HOOK = translatable("the sentence on the law")
OFFICE = translatable("the name of the office")
CLOSING = translatable("the closing")
NAME = translatable("the name of a person")
SENTENCE = translatable("the sentence of a person")

_PUT_IN = {
    "salutation": SALUTATION,
    "summary": SUMMARY,
    "demands": DEMANDS,
    "hook": HOOK,
    "office": OFFICE,
}
"""What the placeholders of letter templates are called."""


@dataclass(frozen=True)
class Contents:
    """The texts of a case and its addressee that get on one letter."""

    case: Case
    subject: Localised
    salutation: Localised
    summary: LocalisedParagraphs
    demands: tuple[Localised, ...]
    hook: Localised
    office: Localised
    closing: Localised
    past_term: tuple[Person, ...] = ()
    """Those of whose ended terms the first paragraph of the summary says something at its end."""

    def lacking(self, language: str, template: LetterTemplate | None) -> Iterator[str]:
        """Yield the names of what a letter by this template lacks in a language.

        None of it may stand there in another: it is refused, never left out. A sentence that isn't
        said in the language lacks, too: what the letter says of the person may then be out of date.
        """
        if template is None:
            yield THE_LETTER_TEMPLATE
        if language not in self.subject:
            yield SUBJECT
        for placeholder, name in _PUT_IN.items():
            is_printed = template is None or placeholder in template.placeholders
            if is_printed and not self._has(placeholder, language):
                yield name
            if is_printed and placeholder == "summary" and not self._has_names(language):
                yield NAME
        sentences = (person.sentence for person in self.case.people)
        if not all(language in sentence.text for sentence in sentences if sentence):
            yield SENTENCE
        if language not in self.closing:
            yield CLOSING

    def _has(self, placeholder: str, language: str) -> bool:
        texts = getattr(self, placeholder)
        return all(language in text for text in (texts if placeholder == "demands" else (texts,)))

    def _has_names(self, language: str) -> bool:
        return all(language in person.name for person in self.past_term)

    def _summary(self, language: str) -> list[Prose]:
        first, *others = self.summary[language]
        ended = ended_terms(self.case, self.past_term, language)
        paragraphs = (f"{first} {ended}" if ended else first, *others)
        return [_prose(text, language) for text in paragraphs]

    def put_in(self, language: str, placeholders: frozenset[str]) -> dict[str, object]:
        """Return what stands for these placeholders of a letter template; raise NotInLanguage."""
        values: dict[str, Callable[[], object]] = {
            "salutation": lambda: Typed(self.salutation[language]),
            "summary": lambda: self._summary(language),
            "demands": lambda: [_prose(demand[language], language) for demand in self.demands],
            "hook": lambda: _prose(self.hook[language], language),
            "office": lambda: Typed(self.office[language]),
        }
        return {name: value() for name, value in values.items() if name in placeholders}


def contents_of(
    case: Case, addressee: Addressee, demands: Sequence[Demand], day: datetime.date, *, named: bool
) -> Contents:
    """Return the contents of a letter with these demands on a day, the holder `named` or not."""
    salutation, closing = greeting_of(addressee, named=named)
    return Contents(
        case,
        case.subject,
        salutation,
        case.summary,
        tuple(demand.text for demand in demands),
        case.hook_for(addressee.kind).text,
        addressee.office,
        closing,
        tuple(case.past_term(day)),
    )


def greeting_of(addressee: Addressee, *, named: bool) -> tuple[Localised, Localised]:
    """Return salutation and closing: those to the holder by title if that is `named`."""
    if named:
        return addressee.salutation.titled, addressee.closing.titled
    return addressee.salutation.neutral, addressee.closing.neutral


@lru_cache(maxsize=4096)
def _prose(text: str, language: str) -> Prose:
    # Folded first: a phrase that must not be parted may have been typed on two lines.
    return Prose(set_spaces("\n\n".join(folded(text)), language))
