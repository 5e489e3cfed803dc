"""The site, asked directly or through one warm browser."""

import datetime
import logging
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask, Response, request_finished
from flask.testing import FlaskClient
from playwright.sync_api import Browser, Page
from werkzeug.serving import make_server

from app.config import Config
from app.content.languages import ENGLISH
from app.content.library.building import build
from tests.conftest import CONTENT
from tests.conftest import LANGUAGES as CODES
from tests.sites import site_of
from tests.web.looked_at import SCREENS
from tests.web.markup import Reader

LANGUAGES = {code: "" if code == ENGLISH else f"/{code}" for code in CODES}
"""The languages of the made-up documents, and how the addresses of the site in them begin."""


FORM = "/cases/puffchat-nine/letter"
TYPED = {
    "addressee": ["nb/prosecutor-general"],
    "name": "Anna Beispiel",
    "address": "Musterstraße 12\n12345 Musterstadt",
    "town": "Musterstadt",
    "country": "DE",
    "words": "I teach history.",
    "seed": "7",
}
"""A letter's form as a supporter fills it in; a test adds to it or types something else."""

Edit = Callable[[str, str, str], None]
OpenPage = Callable[..., Page]
See = Callable[..., Page]
PATIENCE = 8_000
"""How long, in ms, the browser waits for what should be there at once."""


NOW = datetime.datetime(2026, 11, 22, 9, 30, tzinfo=datetime.UTC)


@pytest.fixture(scope="session")
def proofreader(pytestconfig: pytest.Config) -> Iterator[Reader]:
    """Who reads the markup of every page that any test asks for."""
    proofreader = Reader(pytestconfig.getoption("--pages"))

    def read(_app: Flask, response: Response, **_others: object) -> None:
        # Where a redirect leads is said by Werkzeug.
        if response.mimetype == "text/html" and not 300 <= response.status_code < 400:
            proofreader.read(response.data)

    with request_finished.connected_to(read):
        yield proofreader


@pytest.fixture(autouse=True)
def _no_fault_of_markup(proofreader: Reader) -> Iterator[None]:
    """A page must be sound whatever a test asked it for."""
    yield
    found = proofreader.take()
    assert not found


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The site on the suite's day."""
    instance = tmp_path_factory.mktemp("instance")
    with site_of(
        Config(content=CONTENT, instance=instance, today=NOW.date, now=lambda: NOW)
    ) as app:
        app.testing = True
        yield app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """Something that asks the site without a browser."""
    return app.test_client()


@pytest.fixture
def edit(app: Flask) -> Iterator[Edit]:
    """Return a function that replaces what a pattern finds first in a document, as published."""
    known = app.extensions["lettercase"]

    def edit(path: str, pattern: str, new: str) -> None:
        with app.app_context():
            state, _ = known.up_to_date()
        text, count = re.subn(pattern, new, state.live.texts[path], count=1, flags=re.DOTALL)
        assert count == 1
        texts = {**state.live.texts, path: text}
        library = build(texts)
        assert not library.errors
        live = replace(state.live, texts=texts)
        known.state = replace(state, live=live, library=library)

    yield edit
    known.state = None


@pytest.fixture(scope="session")
def site(app: Flask) -> Iterator[str]:
    """The address under which the site is served to the browser."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Use the system's Chromium, which asks nobody but this machine."""
    names = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
    return {
        "executable_path": next(path for name in names if (path := shutil.which(name))),
        "args": ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
    }


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
    """Return a function that opens a page of a browser nobody has used before."""
    contexts = []

    def open_one(**options: Any) -> Page:
        context = browser.new_context(**options)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        return context.new_page()

    yield open_one
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def _screen(browser: Browser) -> Iterator[Page]:
    """A page that is used again and again: it has read axe and the style sheets already."""
    context = browser.new_context()
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


@pytest.fixture
def see(site: str, _screen: Page) -> Iterator[See]:
    """Return a function that shows a page of the site, to be looked at on one screen or another.

    For what a browser has to be new to, there is `open_page`.
    """

    def show(
        path: str, size: str, scheme: str = "light", client: FlaskClient | None = None
    ) -> Page:
        if client:
            cookie = client.get_cookie("organiser", path="/organisers")
            place = {"domain": "127.0.0.1", "path": cookie.path}
            _screen.context.add_cookies([{"name": cookie.key, "value": cookie.value, **place}])
        _screen.set_viewport_size(SCREENS[size])
        _screen.emulate_media(color_scheme=scheme)
        _screen.goto(site + path)
        return _screen

    yield show
    _screen.evaluate("stop()")
    _screen.context.clear_cookies()
