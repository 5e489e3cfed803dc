"""What organisers published stays before supporters when the form of documents changes."""

import pytest
from lxml import html

from app.content.model.case import Case
from app.content.text.document import parse
from app.web import current
from tests.content.new_form import DISTRICT, SCHEMA, cases_of_a_new_form
from tests.web.workroom.desk import CASE, OTHER_CASE, shipped
from tests.web.workroom.filled import filled, text_of

WISH = "wish-puffchat-nine-wanted"
OURS = shipped(CASE).replace("\nsince:", "\n# Ours.\nsince:")


@pytest.fixture
def published(shelf):
    """Our own text of a case is before supporters."""
    shelf.save(CASE, OURS)
    shelf.publish(CASE)


@pytest.fixture
def new_form(app, published):
    """Lettercase was upgraded since."""
    known = app.extensions["lettercase"]
    with cases_of_a_new_form():
        known.state = None
        yield
    known.state = None


@pytest.fixture
def publisher(desk_of):
    return desk_of("publisher", "publisher@example.org")


def waiting(desk):
    """Return the paths of the documents that Today shows as lifted."""
    page = html.fromstring(desk.open("/").text)
    (section,) = page.xpath("//section[h2='Lifted to the new form']")
    return set(section.xpath(".//li//input[@name='document']/@value"))


def library_of(app):
    with app.app_context():
        return current.library()


def test_what_was_published_in_the_old_form_is_served(app, client, new_form):
    library = library_of(app)
    assert library.errors == ()
    assert library.case("puffchat-nine").district == DISTRICT
    assert client.get("/cases/puffchat-nine").status_code == 200
    assert client.get("/cases/puffchat-nine/letter").status_code == 200


def test_nothing_is_said_of_lifting_while_no_form_changed(publisher, published):
    assert "Lifted to the new form" not in publisher.read("/")


def test_today_shows_what_was_lifted_shipped_files_as_well(publisher, new_form):
    paths = waiting(publisher)
    assert {CASE, OTHER_CASE} <= paths
    assert all(path.startswith("cases/") for path in paths)


def test_a_lifted_document_is_looked_at_and_published(app, publisher, shelf, new_form):
    page = publisher.follow("/lift/", document=CASE)
    assert parse(CASE, shelf.newest(CASE).text).schema == SCHEMA
    assert f"district: {DISTRICT}" in page
    assert shelf.drafts() == [CASE]
    assert shelf.live(CASE) == OURS
    typed = {
        "key": shelf.newest(CASE).key,
        "seen": shelf.seen(),
        WISH: "not-known",
    }
    publisher.follow("/publish/", **typed)
    live = shelf.live(CASE)
    assert "\n# Ours.\nsince:" in live
    assert parse(CASE, live).schema == SCHEMA
    assert CASE not in waiting(publisher)
    assert library_of(app).case("puffchat-nine").district == DISTRICT


def test_several_are_saved_at_once_and_others_are_left(publisher, shelf, new_form):
    publisher.follow("/lift/", document=[CASE, OTHER_CASE, "cases/none.yaml"])
    assert shelf.drafts() == sorted([CASE, OTHER_CASE])
    assert "Nothing was lifted" in publisher.follow("/lift/", document=[CASE])
    assert shelf.newest(CASE).number == 2


def test_a_draft_of_the_old_form_is_lifted_too(publisher, shelf, new_form):
    draft = OURS.replace("# Ours.", "# Ours, again.")
    shelf.save(CASE, draft)
    publisher.follow("/lift/", document=CASE)
    assert "# Ours, again." in shelf.newest(CASE).text
    assert parse(CASE, shelf.newest(CASE).text).schema == SCHEMA


def test_who_opens_it_as_text_sees_it_lifted_and_saves_it_so(publisher, shelf, new_form):
    page = publisher.open(f"/text/{CASE}").text
    assert "lifted to today’s form" in text_of(page)
    typed = filled(page, "text-form")
    assert f"schema: {SCHEMA}" in typed["text"]
    assert "Saved as revision 2" in publisher.follow(f"/text/{CASE}", **typed)
    assert parse(CASE, shelf.newest(CASE).text).schema == SCHEMA
    assert "lifted to today’s form" not in publisher.read(f"/text/{CASE}")


def test_who_opens_its_form_sees_it_lifted_and_saves_it_so(app, publisher, shelf, published):
    class Counted(Case):
        goal: int

    with cases_of_a_new_form(Counted, lambda fields: {**fields, "goal": 7}):
        app.extensions["lettercase"].state = None
        page = publisher.open(f"/edit/{CASE}").text
        assert "lifted to today’s form" in text_of(page)
        typed = filled(page)
        assert typed["goal"] == "7"
        publisher.follow(f"/edit/{CASE}", **typed.to_dict(flat=False))
    saved = parse(CASE, shelf.newest(CASE).text)
    assert (saved.schema, saved.fields["goal"]) == (SCHEMA, 7)
    assert "\n# Ours.\nsince:" in shelf.newest(CASE).text


def test_a_translation_is_written_into_the_lifted_text(publisher, shelf, new_form):
    address = f"/translate/{CASE}?from=en&to=ru"
    typed = filled(publisher.open(address).text, "translation")
    typed["text-headline"] = "Девять"
    publisher.follow(address, **typed)
    saved = parse(CASE, shelf.newest(CASE).text)
    assert (saved.schema, saved.fields["headline"]["ru"]) == (SCHEMA, "Девять")
    assert "\n# Ours.\nsince:" in shelf.newest(CASE).text


def test_what_is_verified_is_written_into_the_lifted_text(publisher, shelf, new_form):
    publisher.follow(f"/verify/{CASE}", what="facts", source="A call", base=1)
    saved = parse(CASE, shelf.newest(CASE).text)
    assert (saved.schema, saved.fields["district"]) == (SCHEMA, DISTRICT)


def settling(page):
    """Return what a browser sends of the page of a conflict."""
    (form,) = html.fromstring(page).xpath("//form[contains(@action, '/settle/')]")
    return {name: (value or "").removeprefix("\n") for name, value in form.fields.items()}


def test_two_who_edit_it_at_once_are_merged_in_the_new_form(publisher, desk_of, shelf, new_form):
    pages = [publisher.open(f"/text/{CASE}").text, desk_of("editor").open(f"/text/{CASE}").text]
    first, second = (filled(page, "text-form") for page in pages)
    first["text"] = first["text"].replace("# Ours.", "# Ours, one.")
    second["text"] += "# Two.\n"
    publisher.follow(f"/text/{CASE}", **first)
    answer = desk_of("editor").send(f"/text/{CASE}", **second)
    assert answer.status_code == 409
    publisher.follow(f"/settle/{CASE}", **settling(answer.text))
    text = shelf.newest(CASE).text
    assert "# Ours, one." in text
    assert text.endswith("# Two.\n")
    assert text.count(f"schema: {SCHEMA}\n") == 1


def test_an_older_revision_comes_back_lifted(publisher, shelf, new_form):
    publisher.follow("/lift/", document=CASE)
    publisher.send(f"/restore/shipped?path={CASE}", base=2)
    assert shelf.newest(CASE).text == shipped(CASE)
    assert "lifted to today’s form" in publisher.read(f"/text/{CASE}")
