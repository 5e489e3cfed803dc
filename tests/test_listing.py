"""The lists that are kept: quick to show, and never those of something else."""

import os

import pytest

from app import listing
from app.content.library.library import NoSuchDocument, read_folder
from app.listing import kept, listing_of
from tests.conftest import CONTENT, LIBRARY

TEXTS = read_folder(CONTENT)
CASE = "cases/lantern18-five.yaml"


@pytest.fixture
def file(tmp_path):
    """Where the lists are kept, in a folder that isn't there yet."""
    return tmp_path / "instance" / "listing.json"


@pytest.fixture
def show(file):
    """Show the lists for these documents; returns them, and whether they were made anew."""

    def show(texts):
        made = []

        def make():
            made.append(listing_of(LIBRARY))
            return made[-1]

        return kept(file, texts, make), bool(made)

    return show


def test_the_lists_are_made_once_and_come_back_as_they_were(show, file):
    assert show(TEXTS) == (listing_of(LIBRARY), True)
    assert show(TEXTS) == (listing_of(LIBRARY), False)
    assert [each.name for each in file.parent.iterdir()] == ["listing.json"]


@pytest.mark.parametrize(
    "texts",
    [
        pytest.param({**TEXTS, CASE: TEXTS[CASE] + "\n"}, id="a text"),
        pytest.param({**TEXTS, "cases/new.yaml": ""}, id="a document more"),
        pytest.param({path: TEXTS[path] for path in TEXTS if path != CASE}, id="one less"),
        pytest.param(dict(reversed(TEXTS.items())), id="their order"),
        pytest.param({**TEXTS, CASE: "\udcff"}, id="a byte that is no UTF-8"),
    ],
)
def test_when_a_document_differs_the_lists_are_made_anew(show, texts):
    show(TEXTS)
    assert show(texts)[1]
    assert not show(texts)[1]
    assert show(TEXTS)[1]


def test_when_our_code_differs_the_lists_are_made_anew(show, tmp_path, monkeypatch):
    (tmp_path / "content").mkdir()
    sources = [tmp_path / "listing.py", tmp_path / "content" / "case.py"]
    for source in sources:
        source.write_text("old")
    monkeypatch.setattr(listing, "_HERE", sources[0])
    show(TEXTS)
    assert not show(TEXTS)[1]
    for source in sources:
        source.write_text("new")
        assert show(TEXTS)[1]


def test_when_something_was_installed_the_lists_are_made_anew(show, tmp_path, monkeypatch):
    packages = tmp_path / "packages"
    packages.mkdir()
    monkeypatch.setattr(listing, "_PACKAGES", packages)
    show(TEXTS)
    assert not show(TEXTS)[1]
    os.utime(packages, (0, 0))
    assert show(TEXTS)[1]


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda data: b"", id="empty"),
        pytest.param(lambda data: data[:-1], id="cut"),
        pytest.param(lambda data: data.replace(b"open", b"shut"), id="changed"),
        pytest.param(lambda data: data.partition(b"\n")[2], id="without its digest"),
        pytest.param(lambda data: b"\xff" + data, id="no text"),
    ],
)
def test_a_damaged_file_is_not_believed(show, file, damage):
    show(TEXTS)
    file.write_bytes(damage(file.read_bytes()))
    assert show(TEXTS) == (listing_of(LIBRARY), True)
    assert not show(TEXTS)[1]


def test_where_nothing_can_be_kept_the_lists_are_shown_all_the_same(show, file):
    file.parent.write_text("A file is no folder.")
    assert show(TEXTS) == show(TEXTS) == (listing_of(LIBRARY), True)


def test_what_fails_keeps_nothing(file):
    def fail():
        raise LookupError

    with pytest.raises(LookupError):
        kept(file, TEXTS, fail)
    assert not file.exists()


def test_there_are_no_addressees_of_a_case_that_there_is_not():
    with pytest.raises(NoSuchDocument, match="no case “nobody”"):
        listing_of(LIBRARY).addressees_of("nobody")
