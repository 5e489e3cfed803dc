"""A request that is ended leaves nothing behind: no turn, no half row, no half an answer."""

import socket
from collections.abc import Callable, Iterator

import pytest
from werkzeug.test import Client

from app.letters.turns import LAYING_OUT
from app.records import audit
from app.records.database import db
from app.web.in_time import InTime
from app.web.time_limit import Ended, Patience, Phase, Watch
from tests.others import others_have
from tests.web.conftest import NOW

Ask = Callable[..., "object"]


class _Log:
    def __init__(self) -> None:
        self.lines: list[str] = []

    def error(self, text: str, *values: object) -> None:
        """Keep what would be logged."""
        self.lines.append(text % values)


@pytest.fixture
def log() -> _Log:
    """What the server logs."""
    return _Log()


@pytest.fixture
def watch() -> Watch:
    """A watch that looks at nothing by itself."""

    def give_up(_requests: object) -> None:
        pytest.fail("The worker would end")

    return Watch(Patience(), give_up)


@pytest.fixture
def asked(app, monkeypatch, log, watch) -> Iterator[Ask]:
    """Return a function that asks the site, one of whose pages does as it is told."""
    ours, theirs = socket.socketpair()

    def ask(view: Callable[[], str], path: str = "/healthz", **how: object) -> object:
        monkeypatch.setitem(app.view_functions, "healthz", view)
        with watch.watched(ours):
            return Client(InTime(app, watch, log)).open(path, **how)

    with ours, theirs:
        yield ask


def test_its_turn_is_given_back(asked):
    def view() -> str:
        with LAYING_OUT.one():
            raise Ended

    assert asked(view).status_code == 503
    with others_have(LAYING_OUT):
        pass


def test_nothing_of_what_it_wrote_is_kept_and_others_can_write(app, asked, log, watch):
    def view() -> str:
        db.session.add(audit.AuditEntry(at=NOW, action="was ended"))
        db.session.flush()
        watch.at_hand().is_late = True
        raise Ended

    answer = asked(view)
    assert answer.status_code == 503
    assert len(log.lines) == 1
    with app.app_context():
        assert "was ended" not in [each.action for each in audit.entries(db.session)]
        audit.note_action(db.session, "goes on", "", organiser=None, now=NOW)
        db.session.commit()


def test_an_answer_that_was_begun_is_not_sent(asked):
    def view() -> str:
        raise Ended

    answer = asked(view)
    names = [name for name, _ in answer.headers]
    assert len(names) == len(set(names))
    assert answer.headers["Retry-After"]
    assert int(answer.headers["Content-Length"]) == len(answer.data)


@pytest.mark.parametrize(
    ("path", "method", "may_end"),
    [
        ("/healthz", "GET", True),
        ("/cases/puffchat-nine/letter", "POST", True),
        ("/organisers/", "GET", True),
        ("/organisers", "POST", False),
        ("/organisers/publish/", "POST", False),
        ("/organisers/publish/", "PUT", False),
        ("/organisersx", "POST", True),
    ],
)
def test_what_may_write_for_organisers_goes_on_without_its_client(
    app, watch, log, path, method, may_end
):
    seen = []

    def site(_environ: object, start: Callable[..., object]) -> list[bytes]:
        seen.append((watch.at_hand().may_end, watch.at_hand().phase))
        start("200 OK", [])
        return [b""]

    ours, theirs = socket.socketpair()
    with ours, theirs, watch.watched(ours) as request:
        Client(InTime(site, watch, log)).open(path, method=method)
    assert seen == [(may_end, Phase.WORKING)]
    assert request.phase is Phase.ANSWERING


def test_a_request_that_no_watch_knows_is_answered_as_ever(app, watch, log):
    assert Client(InTime(app, watch, log)).get("/healthz").status_code == 200
