"""The settings of an installation."""

import datetime
from pathlib import Path

import pytest

from app.config import INSTANCE, SHIPPED_CONTENT, Config
from app.keys import Keys


def test_without_an_environment_every_setting_has_a_default():
    config = Config.from_environment({})
    assert config.content == SHIPPED_CONTENT
    assert config.instance == INSTANCE
    assert config.database == f"sqlite:///{INSTANCE}/lettercase.sqlite"
    assert config.keys == Keys()
    assert not config.content_confirmed


def test_an_empty_variable_counts_as_not_set():
    names = ("LETTERCASE_CONTENT", "LETTERCASE_INSTANCE", "DATABASE_URL", "LETTERCASE_SESSION_KEY")
    assert Config.from_environment(dict.fromkeys(names, "")) == Config.from_environment({})


@pytest.mark.parametrize(
    ("name", "value", "setting", "expected"),
    [
        ("LETTERCASE_CONTENT", "/srv/content", "content", Path("/srv/content")),
        ("LETTERCASE_INSTANCE", "/srv/kept", "instance", Path("/srv/kept")),
        ("LETTERCASE_INSTANCE", "/srv/kept", "database", "sqlite:////srv/kept/lettercase.sqlite"),
        ("DATABASE_URL", "postgres://host/name", "database", "postgres://host/name"),
        ("LETTERCASE_CONTENT_CONFIRMED", "1", "content_confirmed", True),
        ("LETTERCASE_CONTENT_CONFIRMED", "0", "content_confirmed", False),
        ("LETTERCASE_READ_ONLY", "1", "read_only", True),
        ("LETTERCASE_READ_ONLY", "0", "read_only", False),
        ("LETTERCASE_STACKING", "off", "stacking", False),
        ("LETTERCASE_STACKING", "on", "stacking", True),
        ("LETTERCASE_PASSWORD_KEY", "secret", "keys", Keys(password="secret")),
    ],
)
def test_a_variable_sets_its_setting(name, value, setting, expected):
    assert getattr(Config.from_environment({name: value}), setting) == expected


def test_secrets_do_not_stand_in_what_is_printed_of_the_settings():
    assert "secret" not in repr(Config(keys=Keys(session="secret")))


def test_now_has_its_time_zone():
    assert Config().now().utcoffset() == datetime.timedelta(0)
