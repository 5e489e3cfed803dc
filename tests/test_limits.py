"""The page on security lists every limit that there is, with its figure."""

import re
from pathlib import Path

from app import limits

PAGE = Path(__file__).parent.parent / "docs" / "security.md"
ROW = re.compile(r"^\| `([A-Z_]+)` \| ([^|]+) \| ([0-9,]+) \| ([^|]+) \|$", re.MULTILINE)
STATED = {name: value for name, value in vars(limits).items() if name.isupper()}
SOURCE = Path(limits.__file__).read_text(encoding="utf-8")


def test_every_limit_stands_on_the_page_once_with_its_figure():
    rows = ROW.findall(PAGE.read_text(encoding="utf-8"))
    assert sorted(name for name, *_ in rows) == sorted(STATED)
    for name, what, figure, seen in rows:
        assert figure == f"{STATED[name]:,}", name
        assert what.strip()
        assert seen.strip()


def test_every_limit_says_what_it_counts_and_why():
    for name in STATED:
        assert re.search(rf'^{name} = [^\n]+\n"""[A-Z][^"]+\.\s?"""', SOURCE, re.MULTILINE), name


def test_limits_import_nothing():
    assert not re.search(r"^\s*(import|from) ", SOURCE, re.MULTILINE)
