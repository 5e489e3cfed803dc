"""Nobody who is slow, has gone or asks for what never ends holds up the others.

Told by what happened in a real server, never by how long it took.
"""

from collections.abc import Iterator

import pytest

from app.web.security import HEADERS
from tests.web.tried import Tried, all_of, is_there, tried_server, until

MARK = "Zyxwvutsra"
LETTER = "/cases/zyxwvutsra/letter"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tried]:
    """The server, for all tests."""
    with tried_server(tmp_path_factory.mktemp("tried")) as served:
        yield served


@pytest.fixture
def tried(served: Tried) -> Iterator[Tried]:
    """The server with no notes; after each test it still answers on every thread."""
    (served.folder / "notes").write_text("")
    yield served
    assert all(b"True" in served.get("/free") for _ in range(4))


def _is_static(answer: bytes, status: int) -> bool:
    head, _, page = answer.partition(b"\r\n\r\n")
    lines = head.decode("latin-1").split("\r\n")
    names = {line.partition(":")[0] for line in lines}
    wanted = {f"{name}: {value}" for name, value in HEADERS.items()}
    return (
        f" {status} " in lines[0]
        and wanted <= set(lines)
        and "Server" not in names
        and {"Cache-Control: no-store", f"Content-Length: {len(page)}"} <= set(lines)
        and b"<h1>" in page
        and MARK.lower().encode() not in answer.lower()
    )


def test_what_loops_is_ended_with_its_lock_free_and_one_line_in_the_log(tried):
    before = tried.log.count("\n")
    answer = tried.get("/loops")
    assert _is_static(answer, 503)
    assert b"Retry-After: " in answer
    assert tried.notes == ["loops began", "loops: Ended"]
    assert tried.log.count("\n") == before + 1
    assert "Ended at " in tried.log


def test_what_holds_on_ends_its_process_and_another_takes_over(tried):
    process = tried.get("/free").split()[-1]
    assert _is_static(tried.get("/holds"), 503)
    assert tried.notes == ["holds began"]
    until(lambda: is_there(tried))
    assert tried.get("/free").split()[-1] != process


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_work_for_a_client_that_has_gone_is_ended_without_a_word(tried, method):
    before = tried.log
    with tried.connect() as connection:
        connection.sendall(f"{method} {LETTER} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        tried.wait_for("loops began")
    tried.wait_for("loops: Ended")
    assert tried.log == before


def test_what_is_being_written_for_organisers_is_done_though_the_client_has_gone(tried):
    with tried.connect() as connection:
        connection.sendall(
            b"POST /organisers/write HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n"
        )
        tried.wait_for("write began")
    tried.wait_for("write was done")
    assert tried.notes == ["write began", "write was done"]


GET = b"GET /free HTTP/1.1\r\nHost: x\r\n\r\n"


def test_connections_without_a_request_take_no_thread(tried):
    with tried.many(300) as idle:
        assert b"200" in tried.get("/free")
        for connection in idle[::50]:
            connection.sendall(GET)
        assert all(b"200 OK" in all_of(connection) for connection in idle[::50])


def test_an_answer_that_nobody_closes_takes_no_thread(tried):
    with tried.many(20, GET) as held:
        assert all(b"200 OK" in all_of(connection) for connection in held)
        assert b"200" in tried.get("/free")


@pytest.mark.parametrize(
    "begun",
    [
        f"GET {LETTER} HTTP/1.1\r\nHost: x\r\nA: {MARK}",
        f"POST /typed HTTP/1.1\r\nHost: x\r\nContent-Length: 99\r\n\r\nname={MARK}",
        f"POST /typed HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n9\r\n{MARK[:9]}\r\n",
    ],
    ids=["its head", "what was typed", "what was typed, in chunks"],
)
def test_a_request_that_does_not_come_whole_is_given_up(tried, begun):
    before = tried.log
    with tried.many(4, begun.encode()) as slow:
        answers = [all_of(connection) for connection in slow]
    assert [answer for answer in answers if not _is_static(answer, 408)] == []
    assert tried.log == before


def test_an_answer_that_is_not_taken_is_given_up(tried):
    before = tried.log
    with tried.many(2, b"GET /much/20000000 HTTP/1.1\r\nHost: x\r\n\r\n"):
        assert b"200" in tried.get("/free")
    assert tried.log == before


LONG = "a" * 9_000


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (f"{MARK}", 400),
        (f"GET {LETTER}?{MARK}", 400),
        (f"GET {LETTER} HTTP/1.1\r\n{MARK} : x", 400),
        (f"GET {LETTER} HTTP/1.1\r\n{MARK}", 400),
        (f"GET {LETTER} HTTP/1.1\r\nA: {MARK}\r\n folded", 400),
        (f"GET {LETTER} HTTP/1.1\r\nA: {MARK}\x00", 400),
        (f"GET {LETTER} HTTP/9.1", 400),
        (f"G({MARK} {LETTER} HTTP/1.1", 400),
        (f"GET {LETTER}\u00e9 HTTP/1.1\r\nContent-Length: {MARK}", 400),
        (f"GET {LETTER} HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2", 400),
        (f"GET http://[{MARK} HTTP/1.1", 400),
        (f"GET {LETTER} HTTP/1.1\r\nTransfer-Encoding: {MARK}", 501),
        (f"POST {LETTER} HTTP/1.1\r\nTransfer-Encoding: chunked\r\nContent-Length: 1", 400),
        (f"GET {LETTER} HTTP/1.1\r\nExpect: {MARK}", 417),
        (f"GET {LETTER}?{LONG} HTTP/1.1", 414),
        (f"GET {LETTER} HTTP/1.1\r\nA: {LONG}", 431),
        (f"GET {LETTER} HTTP/1.1\r\n" + f"A: {MARK}\r\n" * 80, 431),
        (f"GET {LETTER} HTTP/1.1\r\nX-Forwarded-Proto: https\r\nX-Forwarded-Proto: http", 400),
    ],
)
def test_what_is_no_request_is_answered_by_the_static_page_and_not_logged(tried, request_, status):
    before = tried.log
    answer = tried.send(f"{request_}\r\n\r\n")
    assert _is_static(answer, status), answer
    assert tried.log == before


@pytest.mark.parametrize("chunks", ["zz\r\n", "5\r\nabcdefgh\r\n", f"3;{MARK}\x00\r\nabc\r\n"])
def test_a_mistake_in_what_was_typed_is_the_client_s(tried, chunks):
    before = tried.log
    answer = tried.send(
        f"POST /typed HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n{chunks}"
    )
    assert b" 400 " in answer.partition(b"\r\n")[0]
    assert MARK.encode() not in answer
    assert tried.log == before


def test_more_than_the_site_takes_is_answered_though_it_is_still_being_sent(tried):
    answer = tried.send(
        b"POST /typed HTTP/1.1\r\nHost: x\r\nContent-Length: 900000\r\n\r\n" + b"a" * 900_000
    )
    assert b" 413 " in answer.partition(b"\r\n")[0]
