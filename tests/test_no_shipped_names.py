"""Tests of the program name nobody who is real: a new office-holder changes none of them."""

import re
from collections.abc import Iterator

import pytest

from app.content.library.building import build
from app.content.text.folder import read_folder
from tests.conftest import CONTENT, ROOT

LIBRARY = build(read_folder(ROOT))
KNOWING = "test_shipped_content.py"
"""The one file that is about the shipped documents."""
FILES = [
    path
    for ending in ("py", "yaml", "md")
    for path in sorted((ROOT / "tests").rglob(f"*.{ending}"))
    if path.name != KNOWING
]


def people() -> Iterator[str]:
    """Give the family name of everybody in each language: of prisoners, and in office once or now.

    A name in Cyrillic letters is found in its other cases too, which have it with an ending.
    """
    for case in LIBRARY.cases.values():
        for person in case.people:
            yield from (name.split()[-1] for _, name in person.name.texts())
    for addressee in LIBRARY.addressees.values():
        holders = [addressee.holder.name] if addressee.holder else []
        holders += [former.holder for former in addressee.history if former.holder]
        for holder in holders:
            yield from (re.split(r"\s", name)[-1] for _, name in holder.texts())


def streets() -> Iterator[str]:
    """Give the lines of addresses with a number, but for those with the town."""
    for addressee in LIBRARY.addressees.values():
        if addressee.address:
            for form in (addressee.address.full, addressee.address.cyrillic):
                yield from (line for line in form[:-1] if re.search(r"\d", line))


NAMES = {
    name.replace("\N{NO-BREAK SPACE}", " ")
    for name in (*LIBRARY.cases, *LIBRARY.addressees, *people(), *streets())
}
ANY = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(NAMES)))})")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_test_names_no_slug_person_or_street_of_the_shipped_documents(path):
    assert ANY.findall(path.read_text("utf-8").replace("\N{NO-BREAK SPACE}", " ")) == []


@pytest.mark.parametrize("slug", LIBRARY.cases)
def test_names_are_found_in_each_language_of_the_shipped_cases(slug):
    accounts = LIBRARY.case(slug).account.root.values()
    assert all(ANY.search(" ".join(paragraphs)) for paragraphs in accounts)


def test_the_fictional_documents_have_no_slug_of_a_shipped_one():
    assert not {*LIBRARY.cases, *LIBRARY.addressees} & {
        *build(read_folder(CONTENT)).cases,
        *build(read_folder(CONTENT)).addressees,
    }
