"""Letters of several cases in one pack.

The letters collected so far travel in the form itself: nothing is kept here, nor in the browser.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from app.content.model.localised import Localised
from app.content.text.messages import Refusal, translatable
from app.letters.order import Order, refusals
from app.limits import LONGEST_LINE, MOST_COLLECTED, MOST_DIGITS, MOST_LETTERS, MOST_WORDS
from app.web.current import library, limits, today
from app.web.offered import why_no_letter
from app.web.wording import message

_SLUG = Field(max_length=LONGEST_LINE)
_FEW = Field(max_length=MOST_LETTERS)


class Collected(BaseModel):
    """What one letter of a pack has of its own; sender and paper are the whole pack's."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    case: str = _SLUG
    addressees: tuple[str, ...] = _FEW
    copies: tuple[str, ...] = _FEW
    language: str = _SLUG
    demands: tuple[str, ...] | None = _FEW
    words: str = Field(max_length=MOST_WORDS)
    seed: int = Field(gt=-(10**MOST_DIGITS), lt=10**MOST_DIGITS)


class NotCollected(Refusal):
    """A letter of the pack came back in another form than it was sent in."""

    template = translatable(
        "A letter of the pack could not be read and was left out. Add it again."
    )


class PackIsFull(Refusal):
    """More cases than one pack holds."""

    template = translatable(
        "A pack holds letters of %(most)s cases. Download it, and begin another."
    )


class CaseTwice(Refusal):
    """The pack has letters for the case already."""

    template = translatable(
        "Letters for “%(case)s” are in the pack already. Take them out to write them anew."
    )


class TooManyLetters(Refusal):
    """More letters than are printed at once."""

    template = translatable(
        "%(count)s sheets are too many at once: print at most %(most)s. A copy takes two."
    )


class NotInPack(Refusal):
    """A letter that was collected can't be printed now."""

    template = translatable("Take the letters for “%(case)s” out of the pack: %(reason)s")


@dataclass(frozen=True)
class Pack:
    """The letters collected before, and the order at hand."""

    collected: tuple[Collected, ...] = ()
    is_broken: bool = False
    """Whether anything was left out because it couldn't be read."""

    @classmethod
    def read(cls, texts: Sequence[str]) -> "Pack":
        """Return the pack that a form was sent with; what can't be read is left out."""
        found: dict[str, Collected] = {}
        for text in texts[:MOST_COLLECTED]:
            try:
                each = Collected.model_validate_json(text)
            except ValidationError:
                continue
            if each.case in library().cases and library().case(each.case).state != "draft":
                found.setdefault(each.case, each)
        return cls(tuple(found.values()), is_broken=len(found) < len(texts))

    def __len__(self) -> int:
        """Return how many letters were collected, copies included."""
        return sum(len(each.addressees) + len(each.copies) for each in self.collected)

    def with_order(self, order: Order) -> "Pack":
        """Return the pack with one more case, whose order was checked; raise PackIsFull.

        That the pack has no letters for it yet was checked, too.
        """
        if len(self.collected) == MOST_COLLECTED:
            raise PackIsFull(most=MOST_COLLECTED + 1)
        added = Collected(
            case=order.case,
            addressees=tuple(dict.fromkeys(order.addressees)),
            copies=tuple(dict.fromkeys(order.copies)),
            language=order.language,
            demands=order.demands and tuple(dict.fromkeys(order.demands)),
            words=order.words,
            seed=order.seed,
        )
        return replace(self, collected=(*self.collected, added))

    def without(self, number: int) -> "Pack":
        """Return the pack without the letters of this number, from 0."""
        rest = [each for index, each in enumerate(self.collected) if index != number]
        return replace(self, collected=tuple(rest))

    def orders(self, order: Order) -> list[Order]:
        """Return all orders, that at hand last; sender, paper and date of all are its own."""
        return [*(replace(order, **each.model_dump()) for each in self.collected), order]

    def titles(self) -> list[tuple[str, Localised, int, str]]:
        """Return case, its title, how many letters, and the text for the form, of each."""
        return [
            (
                each.case,
                library().case(each.case).title,
                len(each.addressees) + len(each.copies),
                each.model_dump_json(),
            )
            for each in self.collected
        ]

    def refusals(self, order: Order) -> Iterator[Refusal]:
        """Yield why letters that were collected before can't be printed now."""
        if self.is_broken:
            yield NotCollected()
        if any(each.case == order.case for each in self.collected):
            yield CaseTwice(case=library().case(order.case).title)
        if (count := sum(map(_sheets, self.orders(order)))) > MOST_LETTERS:
            yield TooManyLetters(count=count, most=MOST_LETTERS)
        for each in self.orders(order)[:-1]:
            for name, refusal in refusals(library(), each, today(), limits()):
                if name not in ("name", "address", "town", "date"):  # said by the fields at hand
                    title = library().case(each.case).title
                    yield NotInPack(case=title, reason=message(refusal))
                    break


EMPTY = Pack()


def _sheets(order: Order) -> int:
    """Return how many letters are printed: a copy is two, its covering letter and itself."""
    return len(set(order.addressees)) + 2 * len(set(order.copies))


def others(case: str, pack: Pack) -> dict[str, Localised]:
    """Return the titles, by slug, of the cases for which letters can go into the pack, too."""
    taken = {case, *(each.case for each in pack.collected)}
    return {
        each.slug: each.title
        for each in library().cases.values()
        if each.slug not in taken and not why_no_letter(each)
    }
