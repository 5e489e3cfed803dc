"""A start that serves fewer documents than the last one says so, on Today and in the log."""

import shutil

import pytest

from app import create_app
from app.config import Config
from app.records import served
from app.records.database import db
from tests.conftest import CONTENT
from tests.web.workroom.conftest import NOW, client_for, organiser_of, token_for
from tests.web.workroom.desk import CASE, EMBASSY, Desk, Shelf

MISSING = "missing that supporters saw before"


@pytest.fixture
def start(tmp_path):
    """Return a function that starts one more process on an installation of its own."""
    folder, sites = tmp_path / "content", []
    for name in ("cases", "addressees", "letter_templates"):
        shutil.copytree(CONTENT / name, folder / name)
    config = Config(instance=tmp_path / "instance", content=folder, today=NOW.date, now=lambda: NOW)

    def one():
        sites.append(create_app(config))
        return sites[-1]

    yield one
    for site in sites:
        with site.app_context():
            db.engine.dispose()


@pytest.fixture
def spoil(tmp_path):
    """Return a function that changes a shipped file, or removes it."""

    def change(path, old="", new=""):
        file = tmp_path / "content" / path
        if not old:
            file.unlink()
            return
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), "utf-8")

    return change


def desk_at(site, role="publisher"):
    return Desk(client_for(site, organiser_of(site, role)), token_for(site))


def logged(caplog):
    return [each.getMessage() for each in caplog.records if "served before" in each.getMessage()]


def test_starts_that_serve_the_same_say_nothing(start, caplog):
    start()
    assert MISSING not in desk_at(start()).read("/")
    assert logged(caplog) == []


def test_what_an_upgrade_made_unreadable_is_said_with_its_fault(start, spoil, caplog):
    start()
    spoil(CASE, "\nstate: open", "\nstate: ajar")
    for site in (start(), start()):
        page = desk_at(site).read("/")
        assert f"One document is {MISSING}" in page
        assert "Supporters saw it before." in page
        assert "state: must be one of" in page
    says = logged(caplog)
    assert len(says) == 2
    assert all(each.startswith(f"{CASE}: served before and no longer: line ") for each in says)


def test_a_file_that_is_gone_is_said_until_a_publisher_leaves_it_out(start, spoil, caplog):
    start()
    spoil(EMBASSY)
    site = start()
    assert logged(caplog) == [f"{EMBASSY}: served before and no longer: {served.GONE}"]
    publisher = desk_at(site)
    assert "there is no text of it any more" in publisher.read("/")
    assert "It is left out" in publisher.follow("/leave-out/", document=EMBASSY)
    assert MISSING not in publisher.read("/")
    caplog.clear()
    start()
    assert logged(caplog) == []


def test_an_editor_reads_of_it_and_leaves_nothing_out(start, spoil):
    start()
    spoil(EMBASSY)
    editor = desk_at(start(), "editor")
    assert "there is no text of it any more" in editor.read("/")
    assert "Leave it out" not in editor.read("/")
    assert editor.send("/leave-out/", document=EMBASSY).status_code == 403


@pytest.mark.parametrize("path", [CASE, EMBASSY, "cases/none.yaml", ""])
def test_nothing_is_left_out_that_is_there_or_can_be_mended(start, spoil, path):
    start()
    spoil(CASE, "\nstate: open", "\nstate: ajar")
    publisher = desk_at(start())
    assert "Nothing was done" in publisher.follow("/leave-out/", document=path)
    assert f"One document is {MISSING}" in publisher.read("/")


BAD = "cases/Bad Name.yaml"


@pytest.mark.parametrize("address", ["/", "/cases/", "/publications/", "/publications/1"])
def test_a_file_whose_name_is_no_documents_breaks_no_page(start, tmp_path, address):
    (tmp_path / "content" / BAD).write_text("title: Bad\n", "utf-8")
    page = desk_at(start()).read(address)
    assert (BAD in page) == (address in ("/", "/publications/1"))


def test_what_was_withdrawn_knowingly_is_not_missed(start, caplog):
    site = start()
    shelf = Shelf(site, NOW)
    shelf.save(EMBASSY, None)
    shelf.publish(EMBASSY)
    assert MISSING not in desk_at(site).read("/")
    start()
    assert logged(caplog) == []
