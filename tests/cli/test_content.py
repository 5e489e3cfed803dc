"""What commands work on: the documents that supporters see; and documents as files."""

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from app.config import Config
from app.content.text.folder import read_folder, write_files
from app.records import audit, publication, revision, served, setting
from app.records.database import migrate
from app.records.engines import engine_of
from app.records.settings import PostageNote, Settings
from tests.conftest import CONTENT
from tests.printed import texts_of
from tests.web.conftest import NOW

SHIPPED = read_folder(CONTENT)
ADDRESSEE = "addressees/nb/penal-committee.yaml"
OFFICE = "addressees/nb/prosecutor-general.yaml"
CASE = "cases/puffchat-nine.yaml"
LETTER = ("letter", "puffchat-nine", "nb/penal-committee", "-o")


@pytest.fixture
def run(run, monkeypatch, tmp_path):
    """Run a command on an installation of its own; returns exit code, output and errors."""
    monkeypatch.setenv("LETTERCASE_INSTANCE", str(tmp_path / "instance"))
    return run


@pytest.fixture
def session(run):
    """A session on that installation's database."""
    url = Config.from_environment().database
    migrate(url)
    engine = engine_of(url)
    with Session(engine) as session:
        yield session
    engine.dispose()


def publish(session, path, text):
    """Put a text before supporters."""
    saved = revision.save(session, path, text, base=0, author=None, note="", now=NOW)
    publication.publish(session, [saved], publisher=None, note="", now=NOW)
    session.commit()


def test_an_office_that_was_closed_in_the_browser_gets_no_letter(run, session, tmp_path):
    closed = SHIPPED[ADDRESSEE].replace(
        "state: in-use",
        "state: closed\nstate_reason:\n  en: Closed.\n  ru: Закрыто.\n  kk: Жабылды.",
    )
    assert run(*LETTER, tmp_path / "a.pdf")[0] == 0
    publish(session, ADDRESSEE, closed)
    code, _, says = run(*LETTER, tmp_path / "b.pdf")
    assert code == 2
    assert "can’t be written to" in says
    assert not (tmp_path / "b.pdf").exists()


def test_a_folder_that_is_named_counts_alone(run, session, tmp_path):
    publish(session, ADDRESSEE, None)
    assert run(*LETTER, tmp_path / "a.pdf")[0] == 2
    assert run("--content", CONTENT, *LETTER, tmp_path / "a.pdf")[0] == 0


def test_age_limits_of_the_settings_count(run, session, monkeypatch):
    monkeypatch.setattr("app.letters.proof.proof", lambda *arguments: iter(()))
    _, before, _ = run("check")
    setting.save(session, Settings(holder_months=1), author=None, now=NOW)
    session.commit()
    _, after, _ = run("check")
    assert after.count("the office alone is addressed") > before.count("office alone is addressed")


@pytest.fixture
def guide(run, tmp_path):
    """Return what the guide to a letter from Germany says."""

    def guide(*options):
        output = tmp_path / "guided.pdf"
        letter = (*LETTER, output, "--country", "DE", "--guide", *options)
        assert run(*letter)[0] == 0
        return " ".join(texts_of(output)[1].split())

    return guide


def test_the_guide_says_what_organisers_set_unless_options_say_otherwise(guide, session):
    assert "Ask at the counter" in guide()
    note = PostageNote(origin="DE", destination="AQ", texts={"en": "€1.25", "ru": "1,25 €"})
    made = Settings(contact="post@example.org", postage=(note,))
    setting.save(session, made, author=None, now=NOW)
    session.commit()
    text = guide()
    assert "Postage: €1.25." in text
    assert "tell post@example.org." in text
    assert "Стоимость пересылки: 1,25 €." in guide("--reader-language", "ru")
    text = guide("--postage", "€9", "--contact", "")
    assert "Postage: €9." in text
    assert "post@example.org" not in text
    assert "Ask at the counter" in guide("--postage", "")


def test_the_guide_to_a_folders_letter_knows_nothing_of_the_settings(run, session, tmp_path):
    setting.save(session, Settings(contact="post@example.org"), author=None, now=NOW)
    session.commit()
    output = tmp_path / "guided.pdf"
    assert run("--content", CONTENT, *LETTER, output, "--guide")[0] == 0
    assert "post@example.org" not in texts_of(output)[1]


def test_everything_is_written_and_comes_back_as_it_was(run, session, tmp_path):
    folder = tmp_path / "content"
    code, out, _ = run("content", "export", folder)
    assert (code, out) == (
        0,
        f"{len(SHIPPED)} documents in {folder}, {len(SHIPPED)} of them written.\n",
    )
    assert read_folder(folder) == SHIPPED
    code, out, _ = run("content", "import", folder)
    assert code == 0
    assert out.startswith(f"0 drafts, 0 withdrawals, {len(SHIPPED)} documents unchanged.")


def test_what_was_published_is_written_and_drafts_only_if_asked_for(run, session, tmp_path):
    publish(session, ADDRESSEE, SHIPPED[ADDRESSEE] + "# published\n")
    draft = SHIPPED[ADDRESSEE] + "# draft\n"
    revision.save(session, ADDRESSEE, draft, base=1, author=None, note="", now=NOW)
    session.commit()
    run("content", "export", tmp_path / "live")
    run("content", "export", "--drafts", tmp_path / "drafts")
    assert (tmp_path / "live" / ADDRESSEE).read_text().endswith("# published\n")
    assert (tmp_path / "drafts" / ADDRESSEE).read_text().endswith("# draft\n")


def test_files_that_differ_become_drafts_that_are_listed(run, session, tmp_path):
    run("content", "export", tmp_path / "content")
    file = tmp_path / "content" / ADDRESSEE
    file.write_text(file.read_text() + "# checked\n")
    code, out, _ = run("content", "import", tmp_path / "content")
    assert code == 0
    assert out.splitlines()[0] == f"draft     {ADDRESSEE}"
    (entry,) = audit.entries(session)
    assert (entry.action, entry.about) == ("imported files", "1 drafts, 0 withdrawals")


def test_faults_are_listed_with_their_lines_and_nothing_is_imported(run, session, tmp_path):
    run("content", "export", tmp_path / "content")
    file = tmp_path / "content" / ADDRESSEE
    file.write_text(file.read_text().replace("state: in-use", "state: open"))
    code, out, _ = run("content", "import", tmp_path / "content")
    assert code == 1
    assert f"{ADDRESSEE}:" in out
    assert "Nothing was imported" in out
    assert revision.newest(session, ADDRESSEE) is None


def test_a_folder_with_other_files_is_refused_in_one_line(run, tmp_path):
    (tmp_path / "diary.txt").write_text("private")
    code, _, says = run("content", "export", tmp_path)
    assert code == 2
    assert says.startswith("lettercase: ")
    assert "diary.txt" in says


def test_lists_show_at_once_what_was_published(run, session):
    assert "nb/penal-committee" in run("addressees", "puffchat-nine")[1]
    publish(session, ADDRESSEE, None)
    assert "nb/penal-committee" not in run("addressees", "puffchat-nine")[1]
    publish(session, CASE, SHIPPED[CASE].replace("state: open", "state: opne", 1))
    hint = "lettercase: left out, see “lettercase check”: cases/puffchat-nine.yaml\n"
    code, listed, says = run("cases")
    assert "puffchat-nine" not in listed
    assert (code, says) == (0, hint)
    code, _, says = run("addressees", "puffchat-nine")
    assert (code, says) == (2, f"{hint}lettercase: There is no case “puffchat-nine”.\n")


@pytest.mark.parametrize(
    "arguments",
    [
        ("cases",),
        ("addressees", "puffchat-nine"),
        ("content", "export", "files"),
        (*LETTER, "letter.pdf"),
        ("--content", str(CONTENT), "cases"),
    ],
    ids=" ".join,
)
def test_a_command_that_reads_leaves_nothing_behind(run, tmp_path, monkeypatch, arguments):
    monkeypatch.chdir(tmp_path)
    assert run(*arguments)[0] == 0
    assert not (tmp_path / "instance").exists()


def test_a_file_that_is_no_database_is_said_in_one_line(run, tmp_path):
    (tmp_path / "instance").mkdir()
    (tmp_path / "instance" / "lettercase.sqlite").write_bytes(b"no database" * 100)
    code, out, err = run("cases")
    assert (code, out) == (2, "")
    assert err.startswith("lettercase: The database ")


@pytest.fixture
def database(databases, monkeypatch):
    """The address of an empty database that the environment names, of each kind in turn."""
    url = databases.create()
    monkeypatch.setenv("DATABASE_URL", url)
    yield url
    databases.drop(url)


def test_a_database_that_no_site_was_started_with_changes_nothing(run, database):
    code, out, err = run("cases")
    assert (code, err) == (0, "")
    assert "puffchat-nine" in out


def test_what_was_published_counts_on_either_database(run, database, tmp_path):
    migrate(database)
    engine = engine_of(database)
    with Session(engine) as session:
        publish(session, ADDRESSEE, None)
    engine.dispose()
    code, _, says = run(*LETTER, tmp_path / "a.pdf")
    assert code == 2
    assert "nb/penal-committee" in says


def test_a_database_that_cannot_be_reached_is_said_in_one_line(run, monkeypatch, tmp_path):
    monkeypatch.setenv("DATABASE_URL", f"postgresql://anna:secret@/none?host={tmp_path}")
    code, out, err = run("cases")
    assert (code, out) == (2, "")
    assert err.startswith("lettercase: The database ")
    assert "secret" not in err
    assert len(err.splitlines()) == 1


def test_check_says_what_was_served_before_and_is_no_longer(run, session):
    gone, path = "no longer: there is no text of it any more", "addressees/nb/none.yaml"
    assert gone not in run("check")[1]
    served.note_served(session, [ADDRESSEE, path])
    session.commit()
    code, out, _ = run("check")
    assert code == 1
    assert f"{path}: served before and {gone}" in out
    assert "1 errors" in out


def test_check_bears_with_a_database_from_before_that_was_noted(run, session):
    session.execute(text("DROP TABLE served_document"))
    session.commit()
    assert run("check")[0] == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ("cases",),
        ("addressees", "puffchat-nine"),
        ("letter", "puffchat-nine", "nb/ombudsman", "-o", "{}/letter.pdf"),
        ("envelopes", "nb/ombudsman", "-o", "{}/envelope.pdf"),
        ("labels", "nb/ombudsman", "-o", "{}/labels.pdf"),
    ],
    ids=lambda arguments: arguments[0],
)
def test_every_command_that_misses_a_broken_document_points_to_the_check(run, tmp_path, arguments):
    folder = tmp_path / "content"
    texts = {**SHIPPED, "addressees/nb/ombudsman.yaml": "kind: ombudsman # wrong\n"}
    write_files(texts, folder, tmp_path / "none")
    _, _, says = run("--content", folder, *(each.format(tmp_path) for each in arguments))
    assert "left out, see “lettercase check”: addressees/nb/ombudsman.yaml" in says
    code, listed, says = run("--content", folder, "check")
    assert (code, says) == (1, "")
    assert "addressees/nb/ombudsman.yaml:1: what stands behind # is left out here" in listed


def test_an_import_tells_what_was_changed_in_one_language_alone(run, session, tmp_path):
    folder = tmp_path / "content"
    run("content", "export", folder)
    (folder / ADDRESSEE).write_text(SHIPPED[ADDRESSEE] + "# seen\n", "utf-8")
    assert "half " not in run("content", "import", folder)[1]
    renamed = SHIPPED[OFFICE].replace("en: Wibrik Ozzelov", "en: Ada Byron")
    (folder / OFFICE).write_text(renamed, "utf-8")
    code, out, _ = run("content", "import", folder)
    assert code == 0
    assert (
        f"half      {OFFICE}: The holder: changed in English, "
        "still as before in Russian, Kazakh, German, as printed in the address. "
        "Whoever publishes it has to decide."
    ) in out
