"""What an installation keeps is for its own user alone."""

import os

import pytest

from app.config import Config
from app.private import tighten
from tests.conftest import CONTENT
from tests.sites import site_of
from tests.web.workroom.conftest import NOW


def modes(folder):
    return {oct(path.stat().st_mode & 0o777) for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def loose(tmp_path):
    """A folder that everybody may read."""
    folder = tmp_path / "instance"
    folder.mkdir(mode=0o755)
    folder.chmod(0o755)
    for name in ("keys.json", "lettercase.sqlite", "lettercase.sqlite-wal", "prepared.sqlite"):
        (folder / name).touch()
        (folder / name).chmod(0o664)
    return folder


def test_a_start_takes_what_is_kept_away_from_everybody_else(tmp_path):
    folder = tmp_path / "instance"
    with site_of(Config(content=CONTENT, instance=folder, today=NOW.date, now=lambda: NOW)):
        assert folder.stat().st_mode & 0o777 == 0o700
        assert {"keys.json", "lettercase.sqlite"} <= {each.name for each in folder.iterdir()}
        assert modes(folder) == {"0o600"}


def test_what_was_loose_is_tightened(loose):
    assert tighten(loose) == []
    assert loose.stat().st_mode & 0o777 == 0o700
    assert modes(loose) == {"0o600"}


def test_a_database_elsewhere_is_tightened_and_its_folder_is_left(loose, tmp_path):
    file = tmp_path / "elsewhere.sqlite"
    file.touch()
    before = tmp_path.stat().st_mode
    config = Config(instance=loose, database_url=f"sqlite:///{file}")
    tighten(loose, *config.files_of_database)
    assert file.stat().st_mode & 0o777 == 0o600
    assert tmp_path.stat().st_mode == before


def test_what_is_stricter_stays_so(loose):
    (loose / "keys.json").chmod(0o400)
    tighten(loose)
    assert (loose / "keys.json").stat().st_mode & 0o777 == 0o400


def test_what_is_not_ours_stays_and_is_told(loose, monkeypatch):
    monkeypatch.setattr(os, "getuid", lambda: 12345)
    told = tighten(loose)
    assert len(told) == 5
    assert f"chmod go= {loose / 'keys.json'}" in " ".join(told)
    assert (loose / "keys.json").stat().st_mode & 0o777 == 0o664


def test_a_link_is_not_followed(loose, tmp_path):
    outside = tmp_path / "outside"
    outside.touch()
    outside.chmod(0o644)
    (loose / "link").symlink_to(outside)
    tighten(loose)
    assert outside.stat().st_mode & 0o777 == 0o644
