"""The wordings of letter templates: how many there are, and whether any connects twice alike.

Variants are drawn block by block, and none changes what another block says. So what holds of all
combinations follows from drawing each block's variants alone.
"""

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import prod

from app.content.checks.ages import DocumentWarning
from app.content.checks.variants import templates_of
from app.content.languages import english_name, in_order, language_of
from app.content.library.library import Library
from app.content.model.addressee import Addressee
from app.content.model.case import Case, Demand
from app.content.model.kinds import CASE
from app.content.model.letter_template import LetterTemplate
from app.content.text.prose import Typed


@dataclass(frozen=True)
class Wordings:
    """What a letter template says itself, in each variant, around so many demands."""

    template: LetterTemplate
    demands: int

    @property
    def count(self) -> int:
        """How many different letters it gives, with the sender's address or without: the fewer."""
        return min(
            prod(len(set(block)) for block in blocks)
            for blocks in (self._with_address, self._without_address)
        )

    def most(self, word: re.Pattern[str]) -> int:
        """Return how often a word stands in the wording that says it most often."""
        return max(
            _most_often(word, self._fill(self._first, has_address=True), self._with_address),
            _most_often(word, self._fill(self._first, has_address=False), self._without_address),
        )

    @cached_property
    def _with_address(self) -> list[list[str]]:
        return self._texts(has_address=True)

    @cached_property
    def _without_address(self) -> list[list[str]]:
        return self._texts(has_address=False)

    @cached_property
    def _first(self) -> tuple[int, ...]:
        return (0,) * len(self.template.variants)

    def _texts(self, *, has_address: bool) -> list[list[str]]:
        """Return, by block, the text with each of its variants, and the first ones of others."""
        return [
            [
                self._fill(
                    (*self._first[:block], variant, *self._first[block + 1 :]),
                    has_address=has_address,
                )
                for variant in range(count)
            ]
            for block, count in enumerate(self.template.variants)
        ]

    def _fill(self, choices: tuple[int, ...], *, has_address: bool) -> str:
        texts = dict.fromkeys(("salutation", "hook", "words", "office"), Typed("x"))
        lists = {"summary": [Typed("x")], "demands": [Typed("x")] * self.demands}
        values = {**texts, **lists, "has_address": has_address}
        return " ".join(self.template.fill(values, choices).markdown.split())


def _most_often(word: re.Pattern[str], plain: str, blocks: Sequence[Sequence[str]]) -> int:
    """Return how often a word stands in the text of the variants that say it most often.

    `plain` is the text of all first variants, `blocks` what each variant of a block makes of it.
    """
    first = len(word.findall(plain))
    return first + sum(max(len(word.findall(text)) for text in block) - first for block in blocks)


def counted(template: LetterTemplate) -> str:
    """Return in words in how many wordings a template gives a letter; facts never vary."""
    several, one = (Wordings(template, demands).count for demands in (2, 1))
    wordings = "1 wording" if several == 1 else f"{several} different wordings"
    return wordings if several == one else f"{wordings}, {one} if it asks for one thing alone"


def wordings_in_words(library: Library) -> list[str]:
    """Return how many wordings each letter template has, languages with as many together."""
    languages: dict[tuple[str, str], list[str]] = {}
    for template in templates_of(library):
        languages.setdefault((template.slug, counted(template)), []).append(template.language)
    return [
        f"Each letter by “{slug}” in {', '.join(map(english_name, in_order(codes)))}: {count}"
        for (slug, count), codes in languages.items()
    ]


def repetitions(library: Library, today: datetime.date) -> list[DocumentWarning]:
    """Return a warning for each word of connection that a letter of today may say twice.

    It is said of the template if that does so by itself, else of the case that it is put around.
    """
    found: dict[tuple[str, int, str], None] = {}
    for template in templates_of(library):
        one, several = Wordings(template, 1), Wordings(template, 2)
        for words, word in language_of(template.language).connectives.items():
            in_template = {1: one.most(word), 2: several.most(word)}
            if max(in_template.values()) > 1:
                found[template.path, 1, _twice(words, template, "by itself")] = None
                continue
            for asked in _letters(library, today):
                if _most_around(asked, template.language, word, in_template) > 1:
                    path = CASE.path(asked[0].slug)
                    line = library.documents[path].line_of(("summary", template.language))
                    found[path, line, _twice(words, template, "around this case")] = None
    return [DocumentWarning(*each) for each in found]


_Asked = tuple[Case, Addressee, Sequence[Demand]]


def _letters(library: Library, today: datetime.date) -> Iterator[_Asked]:
    """Yield each case and addressee that can be asked, with what it is asked for."""
    for case in library.cases.values():
        for addressee in library.askable(case, today):
            yield case, addressee, case.open_demands(today, addressee.kind)


def _most_around(
    asked: _Asked, language: str, word: re.Pattern[str], in_template: Mapping[int, int]
) -> int:
    """Return how often a word stands in a letter, with all demands or one, that has it most."""
    case, addressee, demands = asked

    def said(printed: Sequence[Demand]) -> int:
        texts = [case.hook_for(addressee.kind).text, *(demand.text for demand in printed)]
        prose = [text[language] for text in texts if language in text]
        if language in case.summary:
            prose += case.summary[language]
        return len(word.findall("\n".join(prose)))

    singly = max(said([demand]) for demand in demands) + in_template[1]
    together = said(demands) + in_template[2] if len(demands) > 1 else 0
    return max(singly, together)


def _twice(words: str, template: LetterTemplate, where: str) -> str:
    return (
        f"a letter in {english_name(template.language)} by “{template.slug}” may connect twice "
        f"{where} with the same ({words.replace('|', ', ')}): say one of them otherwise"
    )
