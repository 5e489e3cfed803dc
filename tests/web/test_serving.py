"""What a process that serves does before it begins."""

import gc
from collections.abc import Iterator

import pytest

from app.cli.commands import serve
from app.web.serving import settings_for, spare_what_stays


@pytest.fixture
def _garbage_as_it_was() -> Iterator[None]:
    """Leave the collector to other tests as they found it."""
    before = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*before)


@pytest.mark.usefixtures("_garbage_as_it_was")
def test_what_is_there_is_looked_through_no_more_and_what_comes_is():
    before = [[] for _ in range(1000)]
    spare_what_stays()
    assert gc.get_freeze_count() > len(before)
    after = [[]]
    looked_through = {id(each) for each in gc.get_objects()}
    assert id(after[0]) in looked_through
    assert looked_through.isdisjoint(map(id, before))


@pytest.mark.usefixtures("_garbage_as_it_was")
def test_everything_else_is_still_collected_but_rarely():
    young, middle, old = gc.get_threshold()
    spare_what_stays()
    assert gc.isenabled()
    assert gc.get_threshold()[:2] == (young, middle)
    assert gc.get_threshold()[2] > old


def test_the_site_listens_on_this_machine_alone_unless_told_otherwise():
    (host,) = (each.default for each in serve.params if each.name == "host")
    assert host == "127.0.0.1"
    assert settings_for(host, 8000, 2)["bind"] == "127.0.0.1:8000"
