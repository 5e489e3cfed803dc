"""The settings page: what is set, what is refused, and two admins at once."""

import pytest
from lxml import html
from werkzeug.datastructures import MultiDict

from app.records import setting
from app.records.database import db
from app.records.settings import PostageNote, Settings
from tests.web.workroom.conftest import NOW
from tests.web.workroom.filled import filled, messages, text_of

DE_AQ = {
    "routes-0-origin": "Germany",
    "routes-0-destination": "aq",
    "routes-0-text-en": "€1.25 up to 20 g",
}


@pytest.fixture
def admin(desk_of):
    return desk_of("admin", "anna@example.org")


@pytest.fixture
def save(admin):
    """Return a function that opens the page, types, and saves."""

    def save(**typed):
        return send(admin, filled(admin.open("/settings/").text, "settings"), **typed)

    return save


def send(desk, form, **typed):
    """Send the form with some of it typed otherwise."""
    data = MultiDict(form)
    for name, value in typed.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return desk.client.post("/organisers/settings/", data=data)


@pytest.fixture
def now_set(app):
    """Return a function that returns the settings."""

    def load():
        with app.app_context():
            return setting.load(db.session)

    return load


@pytest.fixture
def count(app):
    """Return a function that counts the states that are kept."""

    def count():
        with app.app_context():
            return db.session.query(setting.SettingsRecord).count()

    return count


def test_everything_can_be_set(save, now_set):
    answer = save(
        organisation="  Letters  e. V. ",
        contact="post@example.org",
        **{"imprint-en": "Letters e. V.\r\nSome Street 1\r\n\r\nBerlin\r\n"},
        **{"imprint-ru": "Письма"},
        **{"privacy-en": "Nothing is kept."},
        public_url="https://letters.example.org/",
        languages=["kk"],
        holder_months="6",
        address_months=" 24 ",
        case_fact_months="120",
        content_confirmed="y",
        **DE_AQ,
        **{"routes-0-text-kk": "20 г дейін 1,25 €"},
    )
    assert (answer.status_code, answer.location) == (303, "/organisers/settings/")
    assert now_set() == Settings(
        organisation="Letters e. V.",
        contact="post@example.org",
        imprint={"en": "Letters e. V.\nSome Street 1\n\nBerlin", "ru": "Письма"},
        privacy={"en": "Nothing is kept."},
        public_url="https://letters.example.org",
        languages=("en", "kk"),
        holder_months=6,
        address_months=24,
        case_fact_months=120,
        postage=(
            PostageNote(
                origin="DE",
                destination="AQ",
                texts={"en": "€1.25 up to 20 g", "kk": "20 г дейін 1,25 €"},
            ),
        ),
        content_confirmed=True,
    )


def test_what_is_set_stands_in_the_form_again(save, admin, count):
    typed = {"imprint-en": "One\r\n\r\nTwo", **DE_AQ}
    save(content_confirmed="y", languages=["ru"], **typed)
    again = filled(admin.open("/settings/").text, "settings")
    assert again["routes-0-origin"] == "Germany"
    assert again["routes-0-destination"] == "Antarctica"
    assert again.getlist("languages") == ["ru"]
    assert send(admin, again).status_code == 303
    assert "Nothing was changed, so nothing was saved." in admin.read("/settings/")
    assert count() == 1


def test_texts_in_a_language_that_the_site_lacks_now_outlast_what_is_set(save, app, now_set):
    note = PostageNote(origin="DE", destination="AQ", texts={"en": "€1.25", "de": "1,25 €"})
    before = Settings(
        imprint={"en": "Name", "de": "Name, auf Deutsch"}, languages=("de",), postage=(note,)
    )
    with app.app_context():
        setting.save(db.session, before, author=None, now=NOW)
        db.session.commit()
    save(organisation="One")
    assert now_set() == before.model_copy(update={"organisation": "One"})


def test_the_audit_list_says_what_was_set_and_not_to_what(save, actions):
    save(contact="secret@example.org", holder_months="6")
    entry = ("anna@example.org", "changed settings", "contact, age limit of holders")
    assert actions() == [entry]


def test_every_state_is_kept(save, app, count):
    save(organisation="One")
    save(organisation="Two")
    assert count() == 2
    with app.app_context():
        newest = setting.newest_settings(db.session)
        assert setting.state(db.session, newest - 1).organisation == "One"


def test_the_page_says_who_set_it_last(save, admin):
    save(organisation="One")
    page = admin.read("/settings/")
    assert "Last changed by anna@example.org, 22 November 2026, 09:30 UTC." in page


@pytest.mark.parametrize(
    ("typed", "field", "message"),
    [
        ({"holder_months": "0"}, "holder_months", "Write a whole number from 1 to 120."),
        ({"holder_months": "121"}, "holder_months", "Write a whole number from 1 to 120."),
        ({"address_months": ""}, "address_months", "Write a whole number from 1 to 120."),
        ({"address_months": "12.5"}, "address_months", "Write a whole number from 1 to 120."),
        ({"case_fact_months": "-1"}, "case_fact_months", "Write a whole number from 1 to 120."),
        ({"case_fact_months": "²"}, "case_fact_months", "Write a whole number from 1 to 120."),
        ({"case_fact_months": "9" * 5000}, "case_fact_months", "from 1 to 120."),
        ({"public_url": "letters.example.org"}, "public_url", "Write https:// and the name"),
        ({"public_url": "http://letters.example.org"}, "public_url", "Write https://"),
        ({"public_url": "https://letters.example.org/here"}, "public_url", "without a path"),
        ({"public_url": "https://anna:secret@example.org"}, "public_url", "Write https://"),
        ({"public_url": "https://example.org?a=b"}, "public_url", "Write https://"),
        ({"public_url": "https://"}, "public_url", "Write https://"),
        ({"public_url": "javascript:alert(1)"}, "public_url", "Write https://"),
        ({"organisation": "a" * 121}, "organisation", "At most 120 characters."),
        ({"organisation": "a\0b"}, "organisation", "U+0000 is no character of a text."),
        ({"contact": "a" * 201}, "contact", "At most 200 characters."),
        ({"contact": "✉ post@example.org"}, "contact", "font lacks ✉ (U+2709, envelope)."),
        ({"imprint-en": "a" * 10_001}, "imprint-en", "At most 10,000 characters."),
        ({"privacy-en": "a\x1bb"}, "privacy-en", "U+001B is no character of a text."),
        ({"imprint-ru": "Письма"}, "imprint-en", "Write it in English too"),
        ({"privacy-kk": "Хат"}, "privacy-en", "Write it in English too"),
        ({"routes-0-origin": "Germany"}, "routes-0-destination", "Choose a country"),
        ({**DE_AQ, "routes-0-origin": "Narnia"}, "routes-0-origin", "Choose a country"),
        ({**DE_AQ, "routes-0-text-en": ""}, "routes-0-text-en", "Write what it costs"),
        ({**DE_AQ, "routes-0-text-ru": "a" * 301}, "routes-0-text-ru", "At most 300 characters."),
        ({**DE_AQ, "routes-0-text-kk": "1 ✉"}, "routes-0-text-kk", "font lacks ✉"),
        (
            {**DE_AQ, **{name.replace("0", "7"): typed for name, typed in DE_AQ.items()}},
            "routes-7-destination",
            "This route stands above.",
        ),
    ],
    ids=lambda each: str(each)[:50],
)
def test_what_is_wrong_is_said_by_the_field_and_nothing_is_saved(
    save, count, typed, field, message
):
    answer = save(**typed)
    assert answer.status_code == 422
    assert message in messages(answer.text)[field]
    assert f'href="#{field}"' in answer.text
    assert count() == 0


def test_everything_typed_is_still_there(save):
    typed = {
        "organisation": "Letters <b>e. V.</b>",
        "imprint-en": "One\r\n\r\nTwo",
        "public_url": "nowhere",
        "holder_months": "many",
        "languages": ["ru"],
        "content_confirmed": "y",
        "routes-3-origin": "Narnia",
        "routes-3-destination": "AQ",
        "routes-3-text-en": "free",
    }
    again = filled(save(**typed).text, "settings")
    for name, value in typed.items():
        assert again.getlist(name) == (value if isinstance(value, list) else [value]), name


def test_a_language_that_there_is_not_is_refused(save, count):
    answer = save(languages=["kk", "de"])
    assert answer.status_code == 422
    assert "Choose among those offered." in answer.text
    assert count() == 0


def test_a_request_without_any_field_is_refused(admin, count):
    assert admin.send("/settings/").status_code == 422
    assert count() == 0


@pytest.mark.parametrize("number", ["²", "9" * 400, "-1", "x", "1" * 4])
def test_a_row_of_no_number_counts_for_nothing(save, count, number):
    assert save(organisation="One", **{f"routes-{number}-origin": "Narnia"}).status_code == 303
    assert count() == 1


def test_too_many_routes_are_refused(save, count):
    names = [f"routes-{number}-origin" for number in range(51)]
    answer = save(**dict.fromkeys(names, "DE"))
    assert answer.status_code == 422
    assert "At most 50 routes." in text_of(answer.text)
    assert count() == 0


def test_rows_are_added_and_removed_and_nothing_is_saved_by_it(admin, save, count):
    answer = save(**DE_AQ, do="routes-add", holder_months="many")
    assert answer.status_code == 200
    form = filled(answer.text, "settings")
    assert form["routes-0-origin"] == "Germany"
    assert form["routes-1-origin"] == ""
    assert form["holder_months"] == "many"
    answer = send(admin, form, do="routes-0-remove", **{"routes-1-origin": "France"})
    form = filled(answer.text, "settings")
    assert [name for name in form if "-origin" in str(name)] == ["routes-1-origin"]
    assert form["routes-1-origin"] == "France"
    assert count() == 0


@pytest.mark.parametrize("action", ["", "routes-9-remove", "nothing", "routes-²-remove"])
def test_an_action_that_there_is_not_does_nothing(save, count, action):
    answer = save(**DE_AQ, do=action)
    assert answer.status_code == 200
    assert filled(answer.text, "settings")["routes-0-origin"] == "Germany"
    assert count() == 0


def test_no_more_rows_than_can_be_saved_are_added(save):
    names = [f"routes-{number}-origin" for number in range(50)]
    answer = save(**dict.fromkeys(names, "DE"), do="routes-add")
    assert "routes-50-origin" not in answer.text


def test_an_empty_row_is_no_route(save, now_set):
    save(**dict.fromkeys(DE_AQ, " "), organisation="One")
    assert now_set().postage == ()


# Two admins at once


@pytest.fixture
def opened(admin):
    """The form as Anna opened it."""
    return filled(admin.open("/settings/").text, "settings")


@pytest.fixture
def meanwhile(app):
    """Return a function by which somebody else saves settings."""

    def save(**values):
        with app.app_context():
            setting.save(db.session, Settings(**values), author=None, now=NOW)
            db.session.commit()

    return save


def rows_of(answer):
    """Return the rows of what differs."""
    rows = html.fromstring(answer.text).xpath("//tbody/tr")
    return [[cell.text_content() for cell in row.iter("th", "td")] for row in rows]


def test_who_saves_second_sees_both_and_loses_nothing(admin, opened, meanwhile, now_set, count):
    meanwhile(organisation="Theirs", contact="they@example.org", holder_months=3)
    answer = send(admin, opened, organisation="Mine", address_months="9")
    assert answer.status_code == 409
    assert rows_of(answer) == [
        ["Organisation", "Mine", "Theirs", "yours"],
        ["Contact", "(nothing)", "they@example.org", "theirs"],
        ["Age limit of holders", "12", "3", "theirs"],
        ["Age limit of addresses", "9", "36", "yours"],
    ]
    assert (now_set().organisation, count()) == ("Theirs", 1)
    merged = filled(answer.text, "settings")
    assert send(admin, merged).status_code == 303
    made = now_set()
    assert (made.organisation, made.contact) == ("Mine", "they@example.org")
    assert (made.holder_months, made.address_months) == (3, 9)


def test_values_of_every_kind_can_be_compared(admin, opened, meanwhile):
    note = PostageNote(origin="DE", destination="AQ", texts={"en": "€1", "ru": "1 €"})
    meanwhile(imprint={"en": "Theirs"}, languages=("en",), content_confirmed=True, postage=(note,))
    rows = rows_of(send(admin, opened, organisation="Mine"))
    for row in (
        ["Legal notice", "(nothing)", "English: Theirs", "theirs"],
        ["Languages", "English, Russian, Kazakh", "English", "theirs"],
        ["Content confirmed", "no", "yes", "theirs"],
        ["Postage", "(nothing)", "Germany → Antarctica: English: €1\nRussian: 1 €", "theirs"],
    ):
        assert row in rows


def test_the_same_change_by_two_is_no_conflict(admin, opened, meanwhile, count):
    meanwhile(organisation="Same")
    assert send(admin, opened, organisation="Same").status_code == 303
    assert count() == 1


# Who may


@pytest.mark.parametrize("role", ["editor", "publisher"])
def test_only_admins_may(desk_of, role, count):
    desk = desk_of(role)
    assert desk.open("/settings/").status_code == 403
    assert desk.send("/settings/", organisation="One").status_code == 403
    assert count() == 0
    assert "/organisers/settings/" not in desk.open("/").text


def test_admins_find_the_page(admin):
    assert 'href="/organisers/settings/"' in admin.open("/").text
