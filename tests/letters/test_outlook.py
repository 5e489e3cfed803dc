"""The letters of the shipped documents, were nobody to touch them, on ten days until 2036."""

import datetime

import pytest

from app.content.library.building import build
from app.content.model.freshness import DEFAULT_LIMITS, AgeLimits
from app.content.text.folder import read_folder
from app.letters.order import Order, refusals
from app.letters.outlook import Outlook, outlook
from app.letters.stationery import STATIONERIES
from tests.conftest import ROOT

LIBRARY = build(read_folder(ROOT))
DAYS = [
    datetime.date.fromisoformat(day)
    for day in (
        "2026-11-30",
        "2027-02-17",
        "2027-02-18",
        "2027-07-01",
        "2027-07-02",
        "2028-07-01",
        "2028-07-02",
        "2029-06-20",
        "2032-11-30",
        "2036-11-30",
    )
]
LOOKED_AT = AgeLimits(case_check=1200, case_end=1200)
"""As if somebody had looked at each case again, and found nothing newer."""
DOCUMENT = ROOT / "docs" / "content.md"
HEAD = (
    "| Day | Case | Letters | Holders named | Withheld | Term ended | And |\n"
    "|---|---|---|---|---|---|---|\n"
)


def _row(day: datetime.date, case: str, found: Outlook) -> str:
    also = [
        "refused: nobody has checked it" if found.refusal else "",
        "“nobody has checked”" if found.is_unchecked and not found.refusal else "",
        f"{len(found.may_come_back)} may come back" if found.may_come_back else "",
    ]
    cells = (
        str(day),
        case,
        str(found.letters),
        *(", ".join(each) or "–" for each in (found.named, found.withheld, found.past_term)),
        "; ".join(filter(None, also)) or "–",
    )
    return f"| {' | '.join(cells)} |\n"


def _table(days: list[datetime.date], limits: AgeLimits) -> str:
    return HEAD + "".join(
        _row(day, case.slug, outlook(LIBRARY, case, day, limits))
        for day in days
        for case in LIBRARY.cases.values()
    )


def _written() -> list[str]:
    return [_table(DAYS, DEFAULT_LIMITS), _table(DAYS[6:], LOOKED_AT)]


def test_the_document_holds_what_the_content_gives_until_2036(pytestconfig):
    text = DOCUMENT.read_text("utf-8")
    known = [HEAD + each.partition("\n\n")[0] + "\n" for each in text.split(HEAD)[1:]]
    if pytestconfig.getoption("--renew"):
        for old, new in zip(known, _written(), strict=True):
            text = text.replace(old, new, 1)
        DOCUMENT.write_text(text, "utf-8")
        return
    assert known == _written(), "pytest tests/letters/test_outlook.py --renew writes it anew"


@pytest.mark.parametrize("day", DAYS, ids=str)
@pytest.mark.parametrize("slug", LIBRARY.cases)
def test_the_outlook_is_what_becomes_of_orders(slug, day):
    case = LIBRARY.case(slug)
    found = outlook(LIBRARY, case, day)
    written = 0
    for addressee in case.addressees:
        for language in ("en", "ru", "kk"):
            paper = STATIONERIES["din-5008-b"]
            order = Order(slug, (addressee,), language, paper, day, seed=1)
            written += not list(refusals(LIBRARY, order, day))
    assert written == found.letters
