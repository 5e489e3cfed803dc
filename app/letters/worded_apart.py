"""What of a letter in one language isn't the translation of the same letter in another.

A variant is drawn by its number. Where the languages of a letter template offer other numbers of
them, the same seed draws sentences that don't say the same; and where one language lacks the name
of the holder, its letters greet the office alone.
"""

import datetime
from collections.abc import Iterator
from dataclasses import replace

from app.content.checks.variants import groups_apart
from app.content.library.library import Library
from app.content.model.freshness import AgeLimits
from app.content.model.letter_template import LetterTemplate
from app.letters.contents import greeting_of
from app.letters.letter import Letter, draw
from app.letters.order import Order, composed
from app.letters.paragraphs import ItemList


def texts_apart(
    library: Library, order: Order, language: str, today: datetime.date, limits: AgeLimits
) -> frozenset[str]:
    """Return the paragraphs of a checked order's letters, and of them in another language, that
    aren't translations of each other.
    """
    both = (order, replace(order, language=language))
    return frozenset(
        (
            *_greetings(library, both, today, limits),
            *_variants(library, both, today, limits),
        )
    )


def _greetings(
    library: Library, both: tuple[Order, Order], today: datetime.date, limits: AgeLimits
) -> Iterator[str]:
    for slug in (*both[0].addressees, *both[0].copies):
        addressee = library.addressee(slug)
        day = max(both[0].date, today)
        named = [addressee.names_holder(day, limits, each.language) for each in both]
        if named[0] != named[1]:
            for each, is_named in zip(both, named, strict=True):
                yield greeting_of(addressee, named=is_named)[0][each.language]


def _variants(
    library: Library, both: tuple[Order, Order], today: datetime.date, limits: AgeLimits
) -> Iterator[str]:
    templates = [library.letter_template(each.template, each.language) for each in both]
    groups = groups_apart(*(template.variants for template in templates))
    if not groups:
        return

    def drawn_otherwise(template: LetterTemplate, seed: int) -> tuple[int, ...]:
        return tuple(
            (choice + (block in groups)) % count
            for block, (choice, count) in enumerate(
                zip(draw(template, seed), template.variants, strict=True)
            )
        )

    for each in both:
        letters = composed(library, each, today, limits)
        others = composed(library, each, today, limits, drawn_otherwise)
        for letter, other in zip(letters, others, strict=True):
            yield from _paragraphs(letter) - _paragraphs(other)


def _paragraphs(letter: Letter) -> set[str]:
    blocks = (block.items if isinstance(block, ItemList) else (block,) for block in letter.blocks)
    return {paragraph.text for block in blocks for paragraph in block}
