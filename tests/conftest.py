"""What the whole suite shares: a fictional content, a fixed day, and one warm printer."""

import datetime
import gc
import os
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import combinations
from pathlib import Path

import pytest
from cachetools import LRUCache
from hypothesis import settings
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

from app.cli.commands import main
from app.content.library.building import build
from app.content.library.library import Library
from app.content.model.case import Case
from app.content.text.folder import read_folder
from app.letters import laid_out, press
from app.letters.stacking import blocks, standing, tagged_pdf
from app.letters.stacking.fence import SURPRISES
from tests.content.new_form import cases_of_a_new_form, only_the_first_schema

pytest_plugins = ["tests.databases"]

ROOT = Path(__file__).parent.parent
CONTENT = Path(__file__).parent / "fiction"
"""Documents that are made up, so that no change of the shipped ones changes a test."""
TODAY = datetime.date(2026, 11, 22)
LANGUAGES = ("en", "ru", "kk")
"""In which these documents are whole; the program may print more."""

settings.register_profile("default", deadline=None, max_examples=25, derandomize=True)
settings.register_profile("all", settings.get_profile("default"), max_examples=200)
settings.load_profile("default")


@pytest.fixture
def first_schema() -> Iterator[None]:
    """Documents have one schema, however many there are by now."""
    with only_the_first_schema():
        yield


@pytest.fixture
def new_form() -> Iterator[None]:
    """Cases have another form than today's, to which older ones are lifted."""
    with cases_of_a_new_form():
        yield


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--renew", action="store_true", help="write anew what documents show by tests")
    parser.addoption("--pages", type=Path, help="write each page that a test asked for there")
    parser.addoption("--all", action="store_true", help="run the widest matrices whole")
    parser.addoption("--stacking", choices=["on", "off"], default="on", help="off: lay all out")


def sample(cases: Sequence[tuple], every: int) -> list[pytest.param]:
    """Return all of a matrix, marked so that only each `every`th runs without --all.

    An `every` that shares a divisor with the length of a column would skip some of its values.
    """
    return _marked(cases, set(cases[::every]))


def sample_covering(
    cases: Sequence[tuple], together: int, paired: Collection[int] = ()
) -> list[pytest.param]:
    """Return all of a matrix, marked so that only as few run without --all as cover its values.

    With 1, each value of a column is in at least one of those that run; with 2, each two values of
    two columns are together in one, as far as any case has both, and so are in any case those of
    the columns that are `paired`. Other values come in turn.
    """
    parts = {
        case: frozenset(combinations(enumerate(case), together))
        | frozenset(combinations([(column, case[column]) for column in paired], 2))
        for case in cases
    }
    unseen = set().union(*parts.values())
    used: Counter[tuple[int, object]] = Counter()
    kept = set()

    def gain(case: tuple) -> tuple[int, int]:
        return len(parts[case] & unseen), -sum(used[value] for value in enumerate(case))

    while unseen:
        best = max(cases, key=gain)
        kept.add(best)
        unseen -= parts[best]
        used.update(enumerate(best))
    return _marked(cases, kept)


def _marked(cases: Sequence[tuple], kept: set[tuple]) -> list[pytest.param]:
    return [
        pytest.param(*case, marks=[] if case in kept else [pytest.mark.only_with_all])
        for case in cases
    ]


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "only_with_all: runs only with --all")
    if config.getoption("--all"):
        settings.load_profile("all")
    if config.getoption("--stacking") == "off":
        press.stop_stacking()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--all"):
        return
    left_out = [item for item in items if item.get_closest_marker("only_with_all")]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if not item.get_closest_marker("only_with_all")]


def pytest_collection_finish() -> None:
    """Let the collector of cycles pass by what stays till the end, and come seldom.

    Again and again it would look whether any of a million modules, tests and documents can go.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 10)


class _Together(LoadScopeScheduling):
    """Shares the tests among the workers, but keeps those of a file together that share much.

    A browser, LibreOffice and a site of its own are so started once, the proof of every letter made
    once, and the pages that many tests look at are printed and read once. Of other tests the cases
    of each stay together, since the scheduler counts its groups after every test. What takes long
    comes first, since these are the largest groups. (The groups of `loadgroup` aren't seen: pytest
    9.2 has another way to name a test than pytest-xdist 3.8 knows.)
    """

    def _split_scope(self, nodeid: str) -> str:
        path, _, name = nodeid.partition("::")
        is_whole = "[chromium" in name or path.endswith(_SHARING)
        return path if is_whole else nodeid.partition("[")[0]


_SHARING = (
    "letters/test_calibration.py",
    "letters/test_guide.py",
    "letters/test_proof.py",
    "letters/test_word_document.py",
    "tests/test_web_servers.py",
    "web/test_privacy.py",
    "web/test_worker.py",
)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> _Together:
    return _Together(config, log)


LIBRARY = build(read_folder(CONTENT))
"""Built once, at collection: tests are made of its cases and addressees."""


@pytest.fixture
def library() -> Library:
    """The fictional content."""
    return LIBRARY


@pytest.fixture
def today() -> datetime.date:
    """The day on which the suite lives."""
    return TODAY


@pytest.fixture
def case(library: Library) -> Case:
    """A case of it."""
    return library.case("puffchat-nine")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Run a command; returns exit code, what it printed, and what it said to the shell's user."""

    def run(*arguments: object) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            main([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        return ended.value.code, printed.out, printed.err

    return run


@pytest.fixture(scope="session", autouse=True)
def _no_environment(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> None:
    """Settings of the machine must not change what is tested, nor tests what they lead to."""
    for name in list(os.environ):
        if name.startswith(("LETTERCASE_", "PG")) or name == "DATABASE_URL":
            del os.environ[name]
    os.environ["LETTERCASE_CONTENT"] = str(CONTENT)
    os.environ["LETTERCASE_INSTANCE"] = str(tmp_path_factory.mktemp("instance"))
    os.environ["LETTERCASE_STACKING"] = pytestconfig.getoption("--stacking")


@pytest.fixture
def stacking(monkeypatch: pytest.MonkeyPatch) -> None:
    """Letters are stacked where they can be, even if the suite runs without."""
    monkeypatch.setattr(press, "_stacks", True)
    monkeypatch.delenv("LETTERCASE_STACKING")


@pytest.fixture(autouse=True)
def _no_surprise() -> Iterator[None]:
    """Nothing may go wrong in stacking unnoticed, only because letters come out all the same."""
    yield
    surprises = dict(SURPRISES)
    SURPRISES.clear()
    assert not surprises


@pytest.fixture
def surprises() -> Iterator[Counter[str]]:
    """Return what goes wrong in stacking, in a test in which it may."""
    yield SURPRISES
    SURPRISES.clear()


@pytest.fixture
def nothing_prepared(monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin as a new process does, with nothing of a letter in any cache."""
    monkeypatch.setattr(laid_out, "_TEXTS", LRUCache(100))
    for function in (blocks._set_on_first_page, tagged_pdf._known, standing.draw_address):
        function.cache_clear()
