"""The letters that can be printed in no language, though each text is there in one or another."""

import datetime
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from app.content.library.library import Library
from app.content.model.case import Case
from app.content.model.freshness import DEFAULT_LIMITS, AgeLimits
from app.content.model.localised import LanguageNames
from app.content.texts import printed_languages
from app.letters.order import Order
from app.letters.printable import Lacking, complete, letter_lacking


@dataclass(frozen=True)
class Unprintable:
    """A case that takes letters, and offices to which none of it can be printed."""

    case: Case
    offices: tuple[str, ...]
    """Their slugs; none if it is every office that can be asked."""
    lacking: Lacking
    """What the letters lack, by language."""

    def __str__(self) -> str:
        to = f" to {', '.join(self.offices)}" if self.offices else ""
        lacks = (
            f"{LanguageNames([language])} lacks {', '.join(names)}"
            for language, names in self.lacking.items()
        )
        return f"no letter{to} can be printed: {'; '.join(lacks)}"


def unprintable(
    library: Library,
    today: datetime.date,
    limits: AgeLimits = DEFAULT_LIMITS,
    languages: Collection[str] | None = None,
) -> Iterator[Unprintable]:
    """Yield the cases with letters that can't be printed in any of the languages, and what lacks.

    Offices whose letters lack the same stand together.
    """
    languages = languages or printed_languages()
    for case in library.cases.values():
        is_written = case.takes_letters and not case.is_outdated(today, limits)
        asked = library.askable(case, today) if is_written else []
        found: list[tuple[Lacking, list[str]]] = []
        for addressee in asked:
            lacking = letter_lacking(library, case, addressee, Order.template, today, limits)
            offered = {each: names for each, names in lacking.items() if each in languages}
            if complete(offered):
                continue
            same = next((slugs for lacks, slugs in found if lacks == offered), None)
            if same is None:
                found.append((offered, [addressee.slug]))
            else:
                same.append(addressee.slug)
        for lacks, slugs in found:
            is_every_office = len(slugs) == len(asked)
            yield Unprintable(case, () if is_every_office else tuple(slugs), lacks)
