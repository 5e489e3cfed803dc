"""The site behind the web servers, as docs/deploying.md sets them up."""

import gzip
import http.client
import socket
import ssl
from collections.abc import Iterator
from contextlib import suppress

import pytest

from app.web.security import HEADERS
from bench.web_servers import HOST, Front, free_port, front
from tests.web.tried import Tried, tried_server

NAMES = ("nginx", "caddy")
MARK = "Zyxwvutsra"
HSTS = "max-age=63072000"


@pytest.fixture(scope="module")
def tried(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tried]:
    """A site behind them."""
    with tried_server(tmp_path_factory.mktemp("tried")) as served:
        yield served


@pytest.fixture(scope="module", params=NAMES)
def before(request, tried, tmp_path_factory) -> Iterator[Front]:
    """A web server in front of the site."""
    folder = tmp_path_factory.mktemp(request.param) / "front"
    with front(request.param, folder, tried.port) as running:
        yield running


@pytest.fixture(scope="module", params=NAMES)
def alone(request, tmp_path_factory) -> Iterator[Front]:
    """A web server whose site isn't there."""
    folder = tmp_path_factory.mktemp(request.param) / "front"
    with front(request.param, folder, free_port()) as running:
        yield running


class Answer:
    """An answer, whole."""

    def __init__(self, answer: http.client.HTTPResponse) -> None:
        self.status = answer.status
        self.headers = answer.headers
        self.data = answer.read()


def connect(front: Front) -> ssl.SSLSocket:
    """Return a connection to it."""
    context = ssl.create_default_context(cafile=str(front.certificate))
    plain = socket.create_connection(("127.0.0.1", front.https), timeout=60)
    return context.wrap_socket(plain, server_hostname=HOST)


def ask(front: Front, path: str, typed: bytes | None = None, **headers: str) -> Answer:
    """Return the answer to a request."""
    context = ssl.create_default_context(cafile=str(front.certificate))
    connection = http.client.HTTPSConnection(HOST, front.https, context=context, timeout=60)
    try:
        connection.request("GET" if typed is None else "POST", path, typed, headers)
        return Answer(connection.getresponse())
    finally:
        connection.close()


def is_ours(front: Front, answer: Answer, status: int, language: str) -> bool:
    """Return whether it is our own page, with the headers that all our pages have."""
    wanted = {**HEADERS, "Strict-Transport-Security": HSTS, "Cache-Control": "no-store"}
    return (
        answer.status == status
        and answer.data == (front.folder / "pages" / language / f"{status}.html").read_bytes()
        and answer.headers["Content-Type"].startswith("text/html")
        and {name: answer.headers.get_all(name) for name in wanted}
        == {name: [value] for name, value in wanted.items()}
    )


def test_whoever_comes_without_tls_is_led_to_the_same_page_with_it(before):
    connection = http.client.HTTPConnection(HOST, before.http, timeout=60)
    connection.request("GET", "/ru/cases/x?y=z")
    answer = Answer(connection.getresponse())
    connection.close()
    assert answer.status == 308
    port = "" if before.name == "caddy" else f":{before.https}"  # of 443 it says nothing either
    assert answer.headers["Location"] == f"https://{HOST}{port}/ru/cases/x?y=z"


def test_a_page_comes_with_its_own_headers_and_says_to_come_with_tls_ever_after(before):
    answer = ask(before, "/page")
    assert answer.status == 200
    assert f"https {HOST}".encode() in answer.data
    wanted = {**HEADERS, "Strict-Transport-Security": HSTS, "Cache-Control": "no-cache"}
    assert {name: answer.headers.get_all(name) for name in wanted} == {
        name: [value] for name, value in wanted.items()
    }
    assert answer.headers.get("Server") in (None, "nginx")


def test_pages_are_compressed_for_supporters_alone(before):
    answer = ask(before, "/page", **{"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(answer.data).startswith(b"<p>")
    theirs = ask(before, "/organisers/page", **{"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in theirs.headers
    assert theirs.data.startswith(b"<p>")


@pytest.mark.parametrize(
    ("path", "most"),
    [("/typed", 290_000), ("/organisers/typed", 1_900_000)],
    ids=["300 KB", "2 MB"],
)
def test_as_much_is_taken_as_the_site_takes_and_none_of_it_gets_into_a_file(before, path, most):
    kept = [before.bodies, *before.bodies.iterdir()]
    changed = [each.stat().st_mtime_ns for each in kept]
    answer = ask(before, path, b"a" * most)
    assert (answer.status, answer.data) == (200, str(most).encode())
    chunked = ask(before, path, iter([b"a" * 100_000, b"a" * (most - 100_000)]))
    assert (chunked.status, chunked.data) == (200, str(most).encode())
    assert len(ask(before, "/much/3000000").data) == 3_000_000
    assert [each.stat().st_mtime_ns for each in kept] == changed


@pytest.mark.parametrize(
    ("path", "size"),
    [("/typed", 310_000), ("/ru/typed", 310_000), ("/organisers/typed", 2_200_000)],
)
def test_more_is_refused_with_our_page(before, path, size):
    language = "ru" if path.startswith("/ru") else "en"
    assert is_ours(before, ask(before, path, b"a" * size), 413, language)


@pytest.mark.parametrize(
    ("path", "language"),
    [("/", "en"), ("/ru/", "ru"), ("/kk?x", "kk"), ("/xx/", "en"), ("/cases/kk", "en")],
)
@pytest.mark.parametrize("typed", [None, MARK.encode() * 1000], ids=["GET", "POST"])
def test_while_the_site_restarts_a_page_says_so_in_its_language(alone, path, language, typed):
    assert is_ours(alone, ask(alone, path, typed), 502, language)


def test_what_organisers_typed_is_no_reason_for_another_page(alone):
    assert is_ours(alone, ask(alone, "/organisers/typed", b"a" * 1_900_000), 502, "en")


@pytest.mark.parametrize(
    "request_",
    [
        f"{MARK}\r\n\r\n",
        f"GET /{MARK} HTTP/1.1\r\nHost: {HOST}\r\n{MARK}\r\n\r\n",
        f"GET /{MARK} HTTP/1.1\r\nHost: {HOST}\r\nA: {MARK * 4000}\r\n\r\n",
        f"GET /{MARK * 4000} HTTP/1.1\r\nHost: {HOST}\r\n\r\n",
        f"POST /{MARK} HTTP/1.1\r\nHost: {HOST}\r\nContent-Length: 999\r\n\r\n{MARK}",
        f"GET /{MARK} HTTP/1.1\r\nHost: {HOST}\r\nExpect: {MARK}\r\n\r\n",
    ],
    ids=["nothing", "a header", "a long header", "a long address", "half of it", "what it expects"],
)
def test_nothing_of_a_failure_is_logged(before, alone, request_):
    for each in (before, alone):
        # It may have closed the connection before all is sent.
        with connect(each) as connection, suppress(OSError):
            connection.sendall(request_.encode())
            if "Content-Length" not in request_:
                connection.recv(1)
        ask(each, f"/cases/{MARK}")
        ask(each, "/typed", MARK.encode() * 40_000)
        assert MARK not in each.log
        assert "127.0.0.1" not in each.log.replace(f'"127.0.0.1:{each.https}"', "").replace(
            f'"127.0.0.1:{each.http}"', ""
        )


def test_whoever_is_slow_has_no_thread_of_the_site(before):
    slow = (
        b"GET /page HTTP/1.1\r\nHost: localhost\r\nA: b",
        b"POST /typed HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99\r\n\r\nname=",
        b"GET /page HTTP/1.1\r\nHost: localhost\r\n\r\n",
    )
    held = [connect(before) for _ in range(60)]
    try:
        for number, connection in enumerate(held):
            connection.sendall(slow[number % len(slow)])
        assert ask(before, "/free").data.startswith(b"True")
    finally:
        for connection in held:
            connection.close()
