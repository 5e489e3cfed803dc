"""How the cost of a letter grows: with letters in one PDF, own words, addressees, content."""

import time
from collections.abc import Callable
from dataclasses import replace
from itertools import islice
from statistics import median

from app.content.languages import ENGLISH
from app.letters.order import write
from bench import letters, ours
from bench.process import found, measure
from bench.senders import senders

Row = tuple[str, ...]


def letters_in_one_pdf(most: int) -> list[Row]:
    """Return by number of letters in a PDF the ms and bytes for each."""
    rows: list[Row] = []
    texts = letters.any_letters(languages=[ENGLISH])
    ours.fast(list(islice(texts, 30)), letters.PAPER)
    for number in (1, 10, 100, 1000):
        if number > most:
            break
        chosen = list(islice(texts, number))
        ms, size = _ms(lambda chosen=chosen: ours.fast(chosen, letters.PAPER))  # type: ignore[misc]
        rows.append((str(number), f"{ms / number:.2f}", f"{size / number / 1000:.2f}"))
    return rows


def own_words() -> list[Row]:
    """Return by characters of own words the ms of a letter on either path."""
    rows: list[Row] = []
    for length in (0, 100, 400, 1000):
        chosen = list(islice(letters.any_letters(words=length), 12))
        row = [str(length)]
        for way in (ours.fast, ours.full):
            times = [_ms(lambda one=one: way([one], letters.PAPER), 1)[0] for one in chosen]  # type: ignore[misc]  # noqa: B023
            row.append(f"{median(times):.2f}")
        rows.append(tuple(row))
    return rows


def addressees() -> list[Row]:
    """Return by addressees of an order the ms to compose its letters, and to print them."""
    rows: list[Row] = []
    order = letters.standard_order()
    library = letters.library()
    askable = [each.slug for each in library.askable(library.case(order.case), order.date)]
    for number in range(1, len(askable) + 1):
        chosen = replace(
            order, addressees=tuple(askable[:number]), sender=next(senders(("DE",), number))
        )
        texts = write(library, chosen, letters.TODAY)
        composing, _ = _ms(lambda chosen=chosen: write(library, chosen, letters.TODAY))  # type: ignore[misc]
        printing, _ = _ms(lambda texts=texts: ours.fast(texts, letters.PAPER))  # type: ignore[misc]
        rows.append((str(number), f"{composing:.2f}", f"{printing:.2f}"))
    return rows


def content() -> list[Row]:
    """Return by language the ms and MB that its first letter takes more than a second one."""
    first = found(measure("first", "fast", len(letters.LANGUAGES)))
    return [
        (language, f"{ms:.0f}", f"{mb:.1f}")
        for language, ms, mb in zip(letters.LANGUAGES, first["ms"], first["mb"], strict=True)
    ]


def _ms(do: Callable[[], object], times: int = 5) -> tuple[float, int]:
    """Return the median ms and the length of what came of it, after once untimed."""
    taken = []
    result = do()
    for _ in range(times):
        start = time.perf_counter()
        do()
        taken.append((time.perf_counter() - start) * 1000)
    return median(taken), len(result) if isinstance(result, (bytes, list)) else 0
