"""The secrets of an installation."""

import stat
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from threading import Barrier

import pytest

from app.keys import Keys, KeysUnusable

SESSION = "from the environment, and long enough"
GIVEN = Keys(
    session="0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
    password="p" * 40,
    second_factor="f" * 40,
)


def test_keys_are_made_once_and_kept(tmp_path):
    made = Keys().kept_in(tmp_path)
    assert made.is_complete
    assert Keys().kept_in(tmp_path) == made


def test_every_key_is_long_and_like_no_other(tmp_path):
    made = [*asdict(Keys().kept_in(tmp_path / "a")).values()]
    made += asdict(Keys().kept_in(tmp_path / "b")).values()
    assert len(set(made)) == 6
    assert all(len(key) == 64 for key in made)


def test_nobody_else_on_the_machine_can_read_them(tmp_path):
    Keys().kept_in(tmp_path / "instance")
    (file,) = (tmp_path / "instance").iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_processes_that_start_at_once_agree_and_leave_nothing_behind(tmp_path):
    together = Barrier(8)

    def start(_number):
        together.wait(timeout=10)
        return Keys().kept_in(tmp_path)

    with ThreadPoolExecutor(8) as pool:
        made = set(pool.map(start, range(8)))
    assert len(made) == 1
    assert [file.name for file in tmp_path.iterdir()] == ["keys.json"]


def test_what_the_environment_gives_wins_over_what_is_kept(tmp_path):
    kept = Keys().kept_in(tmp_path)
    given = Keys.from_environment({"LETTERCASE_SESSION_KEY": SESSION})
    keys = given.kept_in(tmp_path)
    assert keys.session == SESSION
    assert (keys.password, keys.second_factor) == (kept.password, kept.second_factor)


def test_the_environment_never_gets_into_the_file(tmp_path):
    Keys(session=SESSION).kept_in(tmp_path)
    assert SESSION not in (tmp_path / "keys.json").read_text()


def test_if_the_environment_gives_all_of_them_nothing_is_written(tmp_path):
    environment = {f"LETTERCASE_{name.upper()}_KEY": key for name, key in asdict(GIVEN).items()}
    assert Keys.from_environment(environment).kept_in(tmp_path / "none") == GIVEN
    assert not (tmp_path / "none").exists()


def test_keys_that_cannot_be_read_are_an_error_and_not_made_anew(tmp_path):
    """New ones would lock out every organiser."""
    (tmp_path / "keys.json").write_text("{")
    with pytest.raises(KeysUnusable):
        Keys().kept_in(tmp_path)
    assert (tmp_path / "keys.json").read_text() == "{"
