"""The page on security: every test and script that it names is there."""

import re

import pytest

from app.config import SHIPPED_CONTENT

_PAGE = (SHIPPED_CONTENT / "docs/security.md").read_text("utf-8")
_TESTS = sorted(set(re.findall(r"`(tests/[\w/]+\.py)`", _PAGE)))
_SCRIPTS = sorted(set(re.findall(r"python -m (bench\.\w+)", _PAGE)))


@pytest.mark.parametrize("path", _TESTS)
def test_a_test_that_shows_a_promise_is_there(path):
    assert (SHIPPED_CONTENT / path).is_file()


@pytest.mark.parametrize("module", _SCRIPTS)
def test_a_script_that_measures_is_there(module):
    path = SHIPPED_CONTENT / module.replace(".", "/")
    assert path.with_suffix(".py").is_file() or (path / "__main__.py").is_file()


def test_the_page_names_tests_and_scripts():
    assert len(_TESTS) > 10
    assert len(_SCRIPTS) > 2
