"""What is measured, in which order and how often."""

import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from bench import commands, contest, scaling, serving
from bench.contest import FAST, FULL, NAIVE, TYPST, Result
from bench.process import found, measure
from bench.rounds import ratio
from bench.scaling import Row


@dataclass(frozen=True)
class Extent:
    """How much is measured."""

    rounds: int = 25
    grown: int = 5_000
    many: int = 1_000
    times: int = 3
    """How often what takes a process of its own is measured."""
    commands: int = 7


WHOLE = Extent()
QUICK = Extent(rounds=5, grown=500, many=50, times=1, commands=3)


@dataclass(frozen=True)
class Measured:
    """All that was measured: `figures` by key, the contests, what stands beside the figures."""

    figures: dict[str, float]
    contests: dict[str, Result]
    beside: list[Row]
    scales: dict[str, list[Row]]


def measure_all(extent: Extent) -> Measured:
    """Return everything; it takes some minutes."""
    speeds = [_additions_ms()]
    _say("letters in rounds")
    contests = {
        "The standard letter": contest.standard(extent.rounds),
        "Any combination": contest.any_combination(extent.rounds),
        "Any combination, 400 characters of own words": contest.any_combination(
            extent.rounds, contest.OWN_WORDS
        ),
    }
    figures = _ratios(*contests.values())
    _say("many letters in one PDF, the first letter of a process")
    many = _many(extent)
    firsts = [found(measure("first", "fast", 1))["ms"][0] for _ in range(extent.times)]
    _say("the site and the commands")
    posts, preview = serving.posts(), serving.preview_ms()
    seconds = commands.seconds(extent.commands)
    speeds.append(_additions_ms())
    _say("how cost grows")
    scales = _scales(extent.many)
    _say(f"memory over {extent.grown} letters on either path")
    figures |= _growth(extent.grown) | {
        "bytes_per_extra_letter": median(many["ours"]["bytes_per_extra_letter"]),
        "peak_mb_1000_letters": max(many["ours"]["peak_mb"]),
        "typst_over_ours_1000_letters": ratio(
            many["Typst"]["seconds"], many["ours"]["seconds"]
        ).median,
        "posts_per_second": posts["posts_per_second"],
        "post_p99_ms": posts["p99_ms"],
        "preview_ms": preview,
        "prepare_ms": median(firsts),
        "cli_letter_s": seconds["letter"],
    }
    beside = [*_beside(many, posts, seconds), _speed(speeds)]
    return Measured(figures, contests, beside, scales)


def _additions_ms() -> float:
    """Return the ms that a million additions take: how fast the machine is at the moment."""
    start, total = time.perf_counter(), 0
    for number in range(1_000_000):
        total += number
    return (time.perf_counter() - start) * 1000


def _speed(speeds: Sequence[float]) -> Row:
    return (
        "A million additions in Python, before the contests and after the site",
        " and ".join(f"{ms:.0f} ms" for ms in speeds),
    )


def _say(what: str) -> None:
    print(f"Measuring {what} …", file=sys.stderr, flush=True)


def _ratios(standard: Result, any_combination: Result, with_words: Result) -> dict[str, float]:
    def over(result: Result, rival: str, mine: str) -> float:
        return ratio(result.seconds[rival], result.seconds[mine]).median

    return {
        "typst_over_standard": over(standard, TYPST, FAST),
        "typst_over_any_combination": over(any_combination, TYPST, FAST),
        "typst_over_with_words": over(with_words, TYPST, FAST),
        "naive_over_standard": over(standard, NAIVE, FAST),
        "naive_over_full": over(standard, NAIVE, FULL),
    }


def _many(extent: Extent) -> dict[str, dict[str, list[float]]]:
    """Return by printer what many letters in one PDF took, the printers in turn."""
    printers = {
        "ours": ("bulk", "any"),
        "one combination": ("bulk", "standard"),
        "Typst": ("typst", "any"),
    }
    taken: dict[str, dict[str, list[float]]] = {name: {} for name in printers}
    for _ in range(extent.times):
        for name, (way, kind) in printers.items():
            for key, value in found(measure("many", way, extent.many, kind)).items():
                taken[name].setdefault(key, []).append(value)
    return taken


def _by_processor_time(many: dict[str, dict[str, list[float]]]) -> float:
    """Return how many times as long processors work for Typst, which sets pages side by side."""
    return ratio(many["Typst"]["processor_seconds"], many["ours"]["processor_seconds"]).median


def _growth(number: int) -> dict[str, float]:
    """Return the growth on either path: at the same time, since no clock runs."""
    full = measure("growth", "full", number)
    fast = measure("growth", "fast", number)
    grown = {"full": found(full), "fast": found(fast)}
    return {f"rss_growth_mb_per_1000_{way}": each["mb_per_1000"] for way, each in grown.items()}


def _scales(many: int) -> dict[str, list[Row]]:
    return {
        "Letters in one PDF | ms a letter | KB a letter": scaling.letters_in_one_pdf(many),
        "Characters of own words | ms, prepared | ms, full path": scaling.own_words(),
        "Addressees of an order | ms to compose | ms to print": scaling.addressees(),
        "First letter in a language | ms more | MB more": scaling.content(),
    }


def _beside(many: dict[str, Any], posts: dict[str, float], seconds: dict[str, float]) -> list[Row]:
    one = many["one combination"]
    return [
        (
            "A letter more in one PDF, all of one combination",
            f"{median(one['bytes_per_extra_letter']):.0f} bytes",
        ),
        *(
            (
                f"Many letters in one PDF, {name}",
                f"{median(each['seconds']):.2f} s, {median(each['processor_seconds']):.2f} s of "
                f"processors, {median(each['bytes']) / 1e6:.2f} MB, "
                f"peak {max(each['peak_mb']):.0f} MB",
            )
            for name, each in many.items()
        ),
        ("Typst / ours, such a PDF, by processor time", f"{_by_processor_time(many):.1f} ×"),
        ("POST …/letter, median", f"{posts['p50_ms']:.1f} ms"),
        *(
            (f"`lettercase {name}` as a process", f"{seconds[name]:.2f} s")
            for name in ("cases", "--help")
        ),
    ]
