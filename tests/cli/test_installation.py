"""What a command works on."""

import os
from pathlib import Path

import pytest

from app.cli.installation import Installation
from app.config import INSTANCE
from app.records import publication, revision
from app.web import current
from tests.conftest import CONTENT
from tests.sites import site_of

EMBASSY = "addressees/nb/embassy-berlin.yaml"
SHIPPED = (CONTENT / EMBASSY).read_text("utf-8")


@pytest.fixture
def folder(tmp_path):
    """A folder of content that has one document."""
    (tmp_path / EMBASSY).parent.mkdir(parents=True)
    (tmp_path / EMBASSY).write_text(SHIPPED, "utf-8")
    return tmp_path


@pytest.fixture
def _nothing_said(monkeypatch):
    """Say nowhere where to keep things."""
    monkeypatch.delenv("LETTERCASE_INSTANCE")


@pytest.fixture
def kept(monkeypatch, tmp_path_factory):
    """The folder in which an installation keeps things, as the environment says."""
    instance = tmp_path_factory.mktemp("kept")
    monkeypatch.setenv("LETTERCASE_INSTANCE", str(instance))
    return instance


def publish(text):
    """Publish another text of the document in the installation."""
    with Installation().session() as (session, now):
        more = {"author": None, "note": "", "now": now}
        saved = revision.save(session, EMBASSY, text, base=0, **more)
        publication.publish(session, [saved], publisher=None, note="", now=now)
        session.commit()


def served_text(installation):
    """Return the document as supporters would be served it."""
    with installation.served() as config, site_of(config) as site, site.app_context():
        return current.live_texts()[EMBASSY]


@pytest.mark.usefixtures("_nothing_said")
def test_a_folder_that_is_named_is_served_with_a_database_that_goes_at_the_end(folder):
    with Installation(folder).served() as config, site_of(config):
        assert config.content == folder
        assert config.instance != INSTANCE
        assert (config.instance / "lettercase.sqlite").is_file()
    assert not config.instance.exists()
    assert Installation(folder).is_forgotten


@pytest.mark.usefixtures("_nothing_said")
def test_a_forked_process_that_ends_leaves_the_database_to_the_others(folder, monkeypatch):
    with Installation(folder).served() as config:
        monkeypatch.setattr(os, "getpid", lambda: -1)
    assert config.instance.is_dir()
    config.instance.rmdir()


@pytest.mark.parametrize(
    ("name", "value"), [("LETTERCASE_INSTANCE", "/srv/kept"), ("DATABASE_URL", "sqlite:////srv/x")]
)
def test_who_says_where_to_keep_things_keeps_them(folder, monkeypatch, name, value):
    monkeypatch.delenv("LETTERCASE_INSTANCE")
    monkeypatch.setenv(name, value)
    installation = Installation(folder)
    assert not installation.is_forgotten
    with installation.served() as config:
        assert config.content == folder
        assert config.database == installation.config.database


def test_without_a_folder_the_installation_is_served(kept):
    with Installation().served() as config:
        assert config == Installation().config
    assert not Installation().is_forgotten


def test_what_an_installation_published_lies_over_no_folder_that_was_named(
    folder, kept, monkeypatch
):
    publish(SHIPPED.replace("Nirgendstraße", "Other Street"))
    assert "Other Street" in served_text(Installation())
    monkeypatch.setattr("app.config.INSTANCE", Path(kept))
    assert served_text(Installation(folder)) == SHIPPED
