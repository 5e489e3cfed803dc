"""The locks: what nothing needs stays out of them, and what they pin is what is asked for."""

import re

import pytest

from app.config import SHIPPED_CONTENT

_REQUIREMENTS = SHIPPED_CONTENT / "requirements"
_NAME = re.compile(r"^[a-z][a-z0-9.-]*", re.MULTILINE)
_LOCKS = sorted(path.stem for path in _REQUIREMENTS.glob("*.in"))


def _names(file: str) -> set[str]:
    found = _NAME.findall((_REQUIREMENTS / file).read_text("utf-8"))
    return {name.replace(".", "-") for name in found}  # as PyPI takes them for the same


@pytest.mark.parametrize("lock", _LOCKS)
def test_nothing_excluded_is_in_a_lock(lock):
    excluded = _names("excluded.txt")
    assert excluded
    assert not excluded & _names(f"{lock}.txt")


@pytest.mark.parametrize("lock", _LOCKS)
def test_all_that_is_asked_for_is_pinned(lock):
    assert _names(f"{lock}.in") <= _names(f"{lock}.txt")


@pytest.mark.parametrize("lock", _LOCKS)
def test_every_pinned_package_has_its_digests(lock):
    text = (_REQUIREMENTS / f"{lock}.txt").read_text("utf-8")
    pinned = re.split(r"^(?=[a-z])", text, flags=re.MULTILINE)[1:]
    assert pinned
    assert [each.split()[0] for each in pinned if "--hash=sha256:" not in each] == []
