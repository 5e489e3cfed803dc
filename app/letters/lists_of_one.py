"""Letter templates that number a single demand: a list of one reads as if one were missing."""

from collections.abc import Iterator

from app.content.checks.ages import DocumentWarning
from app.content.library.library import Library
from app.content.model.letter_template import LetterTemplate
from app.content.text.prose import Typed
from app.letters.paragraphs import ItemList, body_of

_STANDING = Typed("–")


def numbers_one_demand(template: LetterTemplate) -> bool:
    """Return whether a letter with a single demand has it as a list of one."""
    values: dict[str, object] = dict.fromkeys(template.placeholders, _STANDING)
    values |= {"summary": [_STANDING], "demands": [_STANDING], "has_address": True}
    filled = template.fill(values, (0,) * len(template.variants))
    return any(
        isinstance(each, ItemList) and len(each.items) == 1 for each in body_of(filled).blocks
    )


def lists_of_one(library: Library) -> Iterator[DocumentWarning]:
    """Yield a warning for each letter template that numbers a single demand."""
    for template in library.letter_templates.values():
        if numbers_one_demand(template):
            yield DocumentWarning(
                template.path,
                1,
                "a single demand is printed as a list of one: write it as a sentence, between "
                "{% if loop.first and loop.last %} and {% else %}",
            )
