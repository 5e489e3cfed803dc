"""The dearest requests of supporters, of the largest sizes that are taken."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import partial
from typing import Any

from bench.desk import Desk
from bench.kinds import PILE, PROSE, Requests, Send, kind


def letter(desk: Desk, case: str, *, in_parts: bool = True, **typed: Any) -> Send:
    """Return what sends the form of a case, with this typed into it."""
    usual = {
        "name": "Anna Beispiel",
        "address": "Musterstraße 12\n12345 Musterstadt",
        "town": "Musterstadt",
        "country": "DE",
        "seed": "7",
    }
    # In parts, a request of one size holds three times as many letters that aren't Latin.
    kind = "multipart/form-data" if in_parts else "application/x-www-form-urlencoded"
    return desk.ask(f"/cases/{case}/letter", data={**usual, **typed}, content_type=kind)


def offices_of(desk: Desk) -> dict[str, tuple[list[str], list[str]]]:
    """Return by case to whom letters and copies can go."""
    from app.letters.copies import copies_for
    from app.web.current import library, today
    from app.web.offered import why_no_letter, writable

    with desk.app.test_request_context("/"):
        known = library()
        return {
            case.slug: (
                list(writable(case)),
                [each.slug for each in copies_for(known, case, "DE", today())],
            )
            for case in known.cases.values()
            if not why_no_letter(case)
        }


def collected_of(
    offices: Mapping[str, tuple[list[str], list[str]]], case: str, words: str
) -> list[str]:
    others = {slug: found for slug, found in offices.items() if slug != case}
    return [
        json.dumps(
            {
                "case": slug,
                "addressees": addressees,
                "copies": copies,
                "language": "en",
                "demands": None,
                "words": words,
                "seed": 3,
            }
        )
        for slug, (addressees, copies) in others.items()
    ]


@kind("writing.send")
def letters(desk: Desk) -> Requests:
    """Yield letters, packs and what goes with them, of the largest sizes that are taken."""
    from app.limits import MOST_LABELS, MOST_LINES_OF_WORDS, MOST_PAGES

    offices = offices_of(desk)
    case = max(offices, key=lambda slug: len(offices[slug][0]))
    addressees, copies = offices[case]
    send = partial(letter, desk, case)
    lines = "\n".join(["a"] * MOST_LINES_OF_WORDS)
    prose = PROSE[:2_990]
    whole: dict[str, Any] = {"addressee": addressees, "copy": copies}
    half: dict[str, Any] = {"addressee": addressees[: MOST_PAGES // 2]}
    collected = collected_of(offices, case, "")
    for name, words in (("lines", lines), ("prose", prose)):
        yield f"a letter, {name}", send(addressee=addressees[:1], words=words)
        yield f"letters of two pages, {name}", send(**half, words=words)
        yield f"the same with a guide, {name}", send(**half, words=words, guide="1")
        yield f"preview of all, {name}", send(**whole, words=words, preview="1")
        yield f"docx of all, {name}", send(**whole, words=words, docx="1")
        yield f"text of all, {name}", send(**whole, words=words, text="1")
        many: dict[str, Any] = {
            **whole,
            "words": words,
            "collected": collected_of(offices, case, words),
        }
        yield f"pack, {name}", send(**many)
        yield f"pack with guide, {name}", send(**many, guide="1")
        yield f"pack as docx, {name}", send(**many, docx="1")
        yield f"pack as text, {name}", send(**many, text="1")
    yield "all with copies", send(**whole)
    yield "all with copies and guide", send(**whole, guide="1")
    yield "pack, stacked", send(**whole, collected=collected)
    yield "pack, stacked, on other paper", send(**whole, collected=collected, stationery="us-10")
    yield "preview on other paper", send(**whole, preview="1", stationery="french")
    yield "envelopes of a pack", send(**whole, collected=collected, envelopes="1")
    for sheet in ("l7163", "5160"):
        yield (
            f"{MOST_LABELS} labels, {sheet}",
            send(addressee=addressees[:1], labels="1", labels_each=str(MOST_LABELS), sheet=sheet),
        )
    yield "calibration page", send(calibration="1")
    yield (
        "collect",
        send(**whole, words=prose, collect="1", next_case=next(iter(set(offices) - {case}))),
    )
    yield from _refused(desk, case)


def _refused(desk: Desk, case: str) -> Requests:
    from app.limits import MOST_FIELDS

    send = partial(letter, desk, case)
    for name in ("addressee", "copy", "demand", "collected"):
        values = [f"nobody/{number}" for number in range(MOST_FIELDS - 10)]
        yield f"as many {name} as are taken", send(in_parts=True, **{name: values})
    for name in ("name", "address", "town", "words", "date", "seed", "country"):
        yield f"{name} of 280 KB of marks", send(in_parts=True, **{name: PILE})
        yield f"{name} of 280 KB of figures", send(in_parts=True, **{name: "9" * 280_000})


@kind("cases.index", "cases.case", "offices.office", "writing.form", "about.how")
def pages(desk: Desk) -> Requests:
    """Yield the supporters' pages."""
    case, (addressees, _) = next(iter(offices_of(desk).items()))
    office = f"/offices/{addressees[0]}"
    for path in (
        "/",
        f"/cases/{case}",
        f"/cases/{case}/letter",
        office,
        "/how-this-works",
        "/guide",
    ):
        yield path, desk.ask(path)
        yield f"{path} with a query of 7 KB", desk.ask(f"{path}?addressee=" + "&addressee=a" * 600)
        many = ",".join(f"l{number};q=0.{number}" for number in range(900))
        yield f"{path} with 900 languages", desk.ask(path, headers={"Accept-Language": many})
