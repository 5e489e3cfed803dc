"""What one process publishes, every other one shows on its next request: on both databases."""

import pytest

from app.config import Config
from app.records import past
from app.records.database import db
from tests.conftest import CONTENT
from tests.sites import site_of
from tests.web.workroom.conftest import NOW, client_for, organiser_of, token_for
from tests.web.workroom.desk import EMBASSY, Desk, Shelf, shipped

NEW_NAME = shipped(EMBASSY).replace("Nebulonia in Berlin", "Nebulonia, Berlin")


@pytest.fixture
def processes(migrated_database_url, tmp_path):
    """Two sites on the same database and with the same secrets."""
    config = Config(
        content=CONTENT,
        instance=tmp_path,
        database_url=migrated_database_url,
        today=NOW.date,
        now=lambda: NOW,
    )
    with site_of(config) as one, site_of(config) as another:
        yield [one, another]


@pytest.fixture
def desks(processes):
    """A publisher, who is sent now to the one, now to the other."""
    identifier = organiser_of(processes[0], "publisher")
    return [Desk(client_for(site, identifier), token_for(site)) for site in processes]


def names_of(sites):
    """Return by which name each of them lists the embassy."""
    pages = [site.test_client().get("/cases/puffchat-nine").text for site in sites]
    return ["Berlin, new" if "Nebulonia, Berlin" in page else "Berlin, old" for page in pages]


def test_a_second_process_shows_what_the_first_one_publishes(processes, desks):
    assert names_of(processes) == ["Berlin, old"] * 2
    first, second = desks
    assert first.send(f"/text/{EMBASSY}", text=NEW_NAME, base=0, note="").status_code == 303
    assert names_of(processes) == ["Berlin, old"] * 2
    shelf = Shelf(processes[1], NOW)
    typed = {"key": shelf.newest(EMBASSY).key, "seen": shelf.seen()}
    assert second.send("/publish/", **typed).status_code == 303
    assert names_of(processes) == ["Berlin, new"] * 2
    undo = f"/publications/{shelf.seen()}/undo"
    assert first.send(undo).status_code == 303
    typed = {"key": shelf.newest(EMBASSY).key, "seen": shelf.seen()}
    assert first.send("/publish/", **typed).status_code == 303
    assert names_of(processes) == ["Berlin, old"] * 2


def test_who_saves_in_another_process_is_told_too(processes, desks):
    first, second = desks
    assert first.send(f"/text/{EMBASSY}", text=NEW_NAME, base=0, note="").status_code == 303
    again = shipped(EMBASSY) + "# more\n"
    assert second.send(f"/text/{EMBASSY}", text=again, base=0, note="").status_code == 409


def test_the_installation_is_recorded_once(processes):
    with processes[1].app_context():
        assert [each.kind for each in past.publications(db.session)] == ["shipped"]
