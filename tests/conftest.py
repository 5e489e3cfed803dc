"""What the whole suite shares: the shipped content, a fixed day, and one warm printer."""

import datetime
import os
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import settings

from app.content.case import Case
from app.content.library import Library, build, read_folder

ROOT = Path(__file__).parent.parent
TODAY = datetime.date(2026, 11, 22)

settings.register_profile("default", deadline=None, max_examples=60, derandomize=True)
settings.load_profile("default")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--all", action="store_true", help="run the widest matrices whole")


def sample(cases: Sequence, every: int) -> list[pytest.param]:
    """Return all of a matrix, marked so that only each `every`th runs without --all."""
    return [
        pytest.param(*case, marks=[] if number % every == 0 else [pytest.mark.only_with_all])
        for number, case in enumerate(cases)
    ]


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "only_with_all: runs only with --all")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--all"):
        return
    kept = [item for item in items if not item.get_closest_marker("only_with_all")]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
    items[:] = kept


LIBRARY = build(read_folder(ROOT))
"""Built once, at collection: tests are made of its cases and addressees."""


@pytest.fixture
def library() -> Library:
    """The shipped content."""
    return LIBRARY


@pytest.fixture
def today() -> datetime.date:
    """The day on which the suite lives."""
    return TODAY


@pytest.fixture
def case(library: Library) -> Case:
    """A shipped case."""
    return library.case("whatsapp-nine")


@pytest.fixture(scope="session", autouse=True)
def _no_environment() -> None:
    """Settings of the machine must not change what is tested."""
    for name in [name for name in os.environ if name.startswith("LETTERCASE_")]:
        del os.environ[name]
