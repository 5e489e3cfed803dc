"""An office as it was, and what is new of it."""

from app.content.text.document import parse
from tests.content.conftest import ADDRESSEE

PATH = "addressees/nb/ombudsman.yaml"
OLD = dict(parse(PATH, ADDRESSEE).fields)
NEW_HOLDER = {
    "name": {"en": "Bo Next", "ru": "Бо Некст", "kk": "Бо Некст"},
    "printed": "Ms Bo Next",
    "verified_on": "2026-11-20",
    "source": {"title": "A call", "date": "2026-11-20"},
}
NEW_ADDRESS = {
    **OLD["address"],
    "full": ["Ombudsman", "1 New Street", "010000 Ostrana"],
    "verified_on": "2026-11-20",
}


def with_name(**names: str) -> dict:
    """Return the office’s holder under other names."""
    return {"holder": {**OLD["holder"], "name": {**OLD["holder"]["name"], **names}}}
