"""The letters that are printed: endless streams of them, the same on every run."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import count
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from app.content.languages import ENGLISH
from app.content.library.building import build
from app.content.library.library import Library
from app.content.model.freshness import DEFAULT_LIMITS
from app.content.text.folder import read_folder
from app.content.texts import printed_languages
from app.letters import press
from app.letters.letter import Letter
from app.letters.order import Order, write
from app.letters.stationery import DEFAULT_STATIONERY, STATIONERIES
from app.letters.usual import usual_letters
from bench.senders import COUNTRIES, senders

ROOT = Path(__file__).parent.parent
TODAY = datetime.date(2026, 11, 22)
LANGUAGES = printed_languages()
PAPER = STATIONERIES[DEFAULT_STATIONERY]
SEEDS = 10_000


@cache
def library() -> Library:
    """Return the shipped content."""
    return build(read_folder(ROOT))


def prepare_usual() -> None:
    """Lay out the blocks of the usual letters, as is done before a site or a command prints."""
    with TemporaryDirectory() as folder:
        press.prepare_file(
            usual_letters(library(), TODAY, DEFAULT_LIMITS), Path(folder) / "prepared"
        )


def standard_order() -> Order:
    """Return the order of the standard letter."""
    case = library().case("whatsapp-nine")
    addressee = library().askable(case, datetime.date.today())[0].slug
    return Order(case.slug, (addressee,), ENGLISH, PAPER, TODAY, seed=1)


def standard_letters(languages: Sequence[str] = LANGUAGES) -> Iterator[Letter]:
    """Yield one letter for ever, the languages in turn, with another sender each time."""
    order = standard_order()
    for number, sender in enumerate(senders(("DE",))):
        language = languages[number % len(languages)]
        yield _written(replace(order, language=language, sender=sender))


def any_letters(
    *, words: int = 0, seed: int = 5, languages: Sequence[str] = LANGUAGES
) -> Iterator[Letter]:
    """Yield letters for ever, no two of one combination as long as there are others.

    The languages come in turn; case, addressee, demands, variants and posting country by chance,
    and so many characters of own words.
    """
    random, seen = Random(seed), set[int]()
    orders = _orders(random, languages)
    for order, sender in zip(orders, senders(COUNTRIES, seed), strict=False):
        for _ in range(20):
            letter = _written(replace(order, sender=sender, words=_words(order, random, words)))
            if (key := _combination(letter)) not in seen:
                break
            order = replace(order, seed=random.randrange(SEEDS))
        seen.add(key)
        yield letter


def _orders(random: Random, languages: Sequence[str]) -> Iterator[Order]:
    cases = [case for case in library().cases.values() if case.takes_letters]
    for number in count():
        case = random.choice(cases)
        addressee = random.choice(library().askable(case, datetime.date.today()))
        demands = [
            demand.slug for demand in case.open_demands(datetime.date.today(), addressee.kind)
        ]
        kept = set(random.sample(demands, random.randint(1, len(demands))))
        yield Order(
            case.slug,
            (addressee.slug,),
            languages[number % len(languages)],
            PAPER,
            TODAY,
            seed=random.randrange(SEEDS),
            demands=tuple(demand for demand in demands if demand in kept),
        )


def _combination(letter: Letter) -> int:
    """Return what tells a letter from others that have another sender, short to remember."""
    return hash((letter.language, letter.address_forms, letter.blocks))


def _written(order: Order) -> Letter:
    (letter,) = write(library(), order, TODAY)
    return letter


def _words(order: Order, random: Random, length: int) -> str:
    """Return running text of so many characters, of words of the case in the letter's language."""
    if not length:
        return ""
    words = " ".join(library().case(order.case).summary[order.language]).split()
    text = " ".join(random.choice(words) for _ in range(length))
    return text[: length - 1].rstrip().ljust(length - 1, "a") + "."
