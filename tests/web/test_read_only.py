"""An installation that can't be written serves everything that can be shown, and saves nothing."""

import shutil
from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from app.config import Config
from app.keys import Keys
from app.records import publication, revision
from app.records.database import alone, db
from app.records.engines import engine_of
from app.records.unusable import DatabaseNewer, DatabaseUnusable
from app.web import preparing
from tests.conftest import CONTENT
from tests.sites import site_of
from tests.web.conftest import NOW, TYPED
from tests.web.workroom.conftest import RAW_TOKEN, client_for, organiser_of, token_for

EMBASSY = "addressees/nb/embassy-berlin.yaml"
CASE = "cases/puffchat-nine.yaml"
WORDS = "Words that were typed here and must not be lost."
KEYS = Keys("0123456789abcdef" * 2, "p" * 32, "f" * 32)


ON_SQLITE = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
"""For what is the same whatever database it is: each of these begins an installation of its own."""


@pytest.fixture
def begun(tmp_path, database_url):
    """The settings of an installation that has begun, with an edit and a draft, by its own keys."""
    config = Config(
        content=CONTENT,
        instance=tmp_path / "kept",
        database_url=database_url,
        today=NOW.date,
        now=lambda: NOW,
    )
    with site_of(config):
        pass
    before = (CONTENT / EMBASSY).read_text("utf-8")
    after = before.replace("Nirgendstraße", "Other Street")
    with alone(database_url) as session:
        more = {"author": None, "note": "", "now": NOW}
        saved = revision.save(session, EMBASSY, after, base=0, **more)
        publication.publish(session, [saved], publisher=None, note="", now=NOW)
    return replace(config, read_only=True)


@pytest.fixture
def app(begun):
    """The site, where nothing is written."""
    with site_of(begun) as app:
        yield app


@pytest.fixture
def publisher(begun):
    """An organiser who signed in before nothing could be written any more."""
    with site_of(replace(begun, read_only=False)) as writable:
        return organiser_of(writable, "publisher")


@pytest.fixture
def signed_in(publisher, begun):
    """A client of theirs, and the token of their forms."""
    with site_of(begun) as app:
        yield client_for(app, publisher), token_for(app)


def counted(url):
    """Return how many rows each table has."""
    engine = engine_of(url)
    with engine.connect() as connection:
        tables = ("publication", "shipped_text", "served_document", "audit_entry", "revision")
        found = {
            each: connection.execute(text(f"SELECT count(*) FROM {each}")).scalar()
            for each in (*tables, "failed_sign_ins", "ended_session", "finished_proof")
        }
    engine.dispose()
    return found


@ON_SQLITE
def test_supporters_are_shown_everything_and_write_letters(app):
    client = app.test_client()
    for path in ("/", "/cases/puffchat-nine", "/cases/puffchat-nine/letter", "/guide", "/healthz"):
        assert client.get(path).status_code == 200, path
    assert "Other Street" in app.extensions["lettercase"].state.live.texts[EMBASSY]
    letter = client.post("/cases/puffchat-nine/letter", data=TYPED)
    assert letter.mimetype == "application/pdf"


def test_the_start_writes_nothing(begun, tmp_path):
    """Though the content has changed, which another start would record."""
    content = tmp_path / "content"
    shutil.copytree(CONTENT, content)
    (content / CASE).write_text((content / CASE).read_text("utf-8") + "\n# changed\n", "utf-8")
    files, rows = sorted(begun.instance.iterdir()), counted(begun.database)
    with site_of(replace(begun, content=content)) as app:
        assert app.extensions["lettercase"].shipped[CASE].endswith("# changed\n")
    assert counted(begun.database) == rows
    assert sorted(begun.instance.iterdir()) == files


def test_the_database_itself_refuses_to_be_written(app):
    with app.app_context(), pytest.raises(DBAPIError, match=r"readonly|read-only"):
        db.session.execute(text("DELETE FROM publication"))


PAGES = ("/", "/cases/", f"/edit/{CASE}", f"/text/{CASE}", "/publish/", "/revisions/")


@ON_SQLITE
def test_who_is_signed_in_is_shown_the_workroom(signed_in, monkeypatch):
    monkeypatch.setattr("app.web.workroom.today.tight_letters.proof", lambda *_: [])
    client, _ = signed_in
    for path in (*PAGES, "/account/", "/?prove=1"):
        answer = client.get(f"/organisers{path}", follow_redirects=True)
        assert answer.status_code == 200, path


FORMS = (
    f"/edit/{CASE}",
    f"/text/{CASE}",
    "/edit/letter_templates/appeal/en.md",
    "/publish/",
    "/leave-out/",
    "/lift/",
    "/settings/",
    "/organisers/",
    "/account/sign-out-everywhere",
    f"/discard/{CASE}",
    "/sign-in",
    "/sign-in/code",
    "/account/password",
)


@ON_SQLITE
def test_what_would_be_saved_is_refused_and_given_back(signed_in, begun):
    client, token = signed_in
    before = counted(begun.database)
    typed = {"text": WORDS, "password": "my password, which is long", "csrf_token": token}
    for path in FORMS:
        answer = client.post(f"/organisers{path}", data=typed)
        page = answer.get_data(as_text=True)
        assert answer.status_code == 403, path
        assert "Nothing can be saved here" in page, path
        assert WORDS in page, path
        assert "my password" not in page, path
    assert counted(begun.database) == before


@ON_SQLITE
def test_nobody_is_asked_for_a_password_in_vain(app):
    for path in ("/sign-in", "/welcome/some-secret"):
        answer = app.test_client().get(f"/organisers{path}")
        assert answer.status_code == 403
        assert "nobody can sign in" in answer.get_data(as_text=True)
        assert 'type="password"' not in answer.get_data(as_text=True)


@ON_SQLITE
@pytest.mark.parametrize("button", ["preview", "reword"])
def test_what_is_typed_is_shown_on_its_letter(signed_in, button):
    client, token = signed_in
    typed = (CONTENT / "letter_templates/appeal/en.md").read_text("utf-8")
    data = {"text": typed, button: "1", "csrf_token": token}
    answer = client.post("/organisers/edit/letter_templates/appeal/en.md", data=data)
    assert answer.status_code == 200


@ON_SQLITE
def test_who_signs_out_is_signed_out_in_that_browser(signed_in, begun):
    client, token = signed_in
    before = counted(begun.database)
    answer = client.post("/organisers/sign-out", data={"csrf_token": token})
    assert (answer.status_code, answer.location) == (303, "/organisers/sign-in")
    assert client.get("/organisers/").location.startswith("/organisers/sign-in")
    assert counted(begun.database) == before


@ON_SQLITE
def test_a_forged_form_signs_nobody_out(signed_in):
    client, _ = signed_in
    assert client.post("/organisers/sign-out", data={"csrf_token": RAW_TOKEN}).status_code == 400
    assert client.get("/organisers/").status_code == 200


@ON_SQLITE
def test_where_there_are_no_keys_they_are_made_for_the_process_alone(begun):
    (begun.instance / "keys.json").unlink()
    with site_of(begun) as app:
        assert len(app.secret_key) == 64
        assert app.test_client().get("/").status_code == 200
    assert not (begun.instance / "keys.json").exists()


@ON_SQLITE
def test_the_environments_keys_are_taken(begun):
    with site_of(replace(begun, keys=KEYS)) as app:
        assert app.secret_key == KEYS.session


@ON_SQLITE
def test_nothing_is_prepared_into_a_file(begun, app, monkeypatch):
    monkeypatch.setattr(preparing, "usual_letters", lambda *_: [])
    monkeypatch.setattr(preparing.press, "take_prepared", lambda *_: False)
    monkeypatch.setattr(preparing, "_prepare_apart", lambda *_: pytest.fail("laid out"))
    with app.app_context():
        preparing.prepare_usual_letters(begun)
    assert not begun.prepared.exists()


def test_an_empty_database_is_refused(tmp_path, databases):
    url = databases.create()
    config = Config(content=CONTENT, instance=tmp_path, database_url=url, read_only=True)
    with pytest.raises(DatabaseUnusable, match=r"no tables yet|unable to open"), site_of(config):
        pass
    databases.drop(url)


@pytest.mark.parametrize(
    ("version", "refusal"), [("0001", DatabaseUnusable), ("9999", DatabaseNewer)]
)
def test_tables_of_another_version_are_refused(begun, version, refusal):
    engine = engine_of(begun.database)
    with engine.begin() as connection:
        connection.execute(text(f"UPDATE alembic_version SET version_num = '{version}'"))
    engine.dispose()
    with pytest.raises(refusal), site_of(begun):
        pass


# PostgreSQL, as somebody who may only read


@pytest.mark.parametrize("databases", ["postgresql"], indirect=True)
def test_a_role_that_may_only_read_is_enough(begun, databases):
    engine = engine_of(begun.database)
    with engine.begin() as connection:
        connection.execute(text("CREATE ROLE reader LOGIN"))
        connection.execute(text("GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader"))
    try:
        url = begun.database.replace("tests@", "reader@").replace("user=tests", "user=reader")
        assert url != begun.database
        with site_of(replace(begun, database_url=url)) as app:
            assert app.test_client().get("/").status_code == 200
    finally:
        with engine.begin() as connection:
            connection.execute(text("DROP OWNED BY reader"))
            connection.execute(text("DROP ROLE reader"))
        engine.dispose()
