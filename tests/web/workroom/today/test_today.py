"""Today: what an organiser should look at."""

import dataclasses
import datetime
import re

import pytest
from lxml import html

from app.content.checks.ages import AgeingFact
from app.content.language_files import TextFault
from app.content.model.dates import PartialDate
from app.records import setting
from app.records.database import db
from app.records.revision import Publication, ShippedText
from app.records.settings import Settings
from app.web.workroom.today import tight_letters, today
from app.web.workroom.today.summing_up import lede
from tests.others import others_have
from tests.web.workroom.conftest import NOW
from tests.web.workroom.desk import CASE, EMBASSY, OFFICE, TEMPLATE, shipped
from tests.web.workroom.filled import text_of

TODAY = NOW.date()
PROSECUTOR = "addressees/nb/prosecutor-general.yaml"
PRESIDENT = "addressees/nb/president.yaml"


@pytest.fixture
def desk(desk_of):
    return desk_of("editor")


def part(page, heading):
    """Return what there is to read under a heading, each entry of its list apart."""
    (found,) = html.fromstring(page.text).xpath(f"//section[h2[normalize-space()='{heading}']]")
    return [
        " ".join(" ".join(each.itertext()).split()) for each in found.xpath("./ul/li|./div/ul/li")
    ]


def headings(page):
    found = html.fromstring(page.text).xpath("//section/h2")
    return [" ".join(each.text_content().split()) for each in found]


# Facts


def test_what_went_stale_and_what_will_is_said_in_a_sentence(desk):
    assert "Nine facts went stale and one will in 15 days. Letters go on, to the office alone." in (
        desk.read("/")
    )


def test_what_will_go_stale_first_stands_first_with_what_follows(desk):
    first, second, *_ = part(desk.open("/"), "Went stale, or will")
    assert first.startswith(
        "Prosecutor General: holder Wibrik Ozzelov, seen 6 Dec 2025. From 7 Dec"
    )
    assert "stale in 15 days" in first
    assert "Used in 3 cases" in first
    assert second.startswith("President of the Republic of Nebulonia: address and holder")
    assert "since 2 Jan 2026" in second
    assert "since 2 Jan 2024" in second


def test_a_case_without_news_stands_there(desk):
    (found,) = [
        entry
        for entry in html.fromstring(desk.open("/").text).xpath("//ul/li")
        if "PuffChat discussion group: case facts" in " ".join(entry.text_content().split())
    ]
    assert "last reported 26 Sept 2023" in found.text_content().replace("\xa0", " ")


def test_a_text_file_with_a_fault_stands_there(desk, monkeypatch):
    heading = "Languages that are not printed"
    assert heading not in desk.read("/")
    faults = (TextFault("eo", "guide.title is missing, or is no text"),)
    monkeypatch.setattr(today, "faults", lambda: faults)
    page = desk.read("/")
    assert heading in page
    assert "Esperanto" in page
    assert "app/content/texts/eo.toml: guide.title is missing, or is no text" in page


@pytest.mark.parametrize(
    ("path", "what", "said"),
    [
        (PROSECUTOR, "holder", "Holder"),
        (PRESIDENT, "address", "Address"),
        (CASE, "facts", "Facts of the case"),
    ],
)
def test_a_fact_can_be_verified_at_once(desk, path, what, said):
    page = html.fromstring(desk.open("/").text)
    (form,) = [
        each
        for each in page.forms
        if each.get("action") == f"/organisers/verify/{path}" and each.fields["what"] == what
    ]
    assert form.fields["base"] == "0"
    typed = {name: form.fields[name] for name in ("base", "what", what)}
    assert typed[what]
    desk.follow(f"/verify/{path}", source="A newspaper", **typed)
    (draft,) = part(desk.open("/"), "Drafts waiting")
    assert f"“{said} verified: A newspaper”" in draft
    entries = part(desk.open("/"), "Went stale, or will")
    assert len([each for each in entries if "A draft waits" in each]) == 1


def test_the_form_goes_on_from_the_newest_revision(desk, shelf):
    shelf.save(PROSECUTOR, shipped(PROSECUTOR) + "# seen\n")
    shelf.publish(PROSECUTOR)
    page = html.fromstring(desk.open("/").text)
    (form,) = [each for each in page.forms if each.get("action", "").endswith(PROSECUTOR)]
    assert form.fields["base"] == "1"


def test_of_a_draft_nothing_is_verified_that_is_not_shown(desk, shelf):
    shelf.save(PROSECUTOR, shipped(PROSECUTOR).replace("Wibrik Ozzelov", "Aigul A."))
    page = html.fromstring(desk.open("/").text)
    assert not [each for each in page.forms if each.get("action", "").endswith(PROSECUTOR)]
    assert "A draft waits" in part(desk.open("/"), "Went stale, or will")[0]


def test_a_draft_helps_no_letter_until_it_is_published(desk, shelf):
    text = shipped(PROSECUTOR).replace("verified_on: 2025-12-06", "verified_on: 2026-11-20")
    assert text != shipped(PROSECUTOR)
    shelf.save(PROSECUTOR, text)
    assert "one will in 15 days" in desk.read("/")
    shelf.publish(PROSECUTOR)
    assert "Nine facts went stale. Letters go on" in desk.read("/")


def test_other_limits_make_other_facts_stale(app, desk):
    with app.app_context():
        long = Settings(holder_months=120, address_months=120, case_fact_months=120)
        setting.save(db.session, long, author=None, now=NOW)
        db.session.commit()
    page = desk.open("/")
    assert "Nothing went stale, and no draft waits." in text_of(page.text)
    assert "Went stale, or will" not in headings(page)


# Offices


def test_offices_that_nothing_can_be_posted_to_are_told_with_the_reason(desk):
    entries = part(desk.open("/"), "Can’t be posted to")
    (minister,) = [each for each in entries if each.startswith("Minister of Foreign Affairs")]
    assert "The address has not been verified" in minister
    assert "unverified" in minister
    assert "Used in 2 cases" in minister
    assert len(entries) == 7
    assert not any("LO-777/1," in each for each in entries), "closed, with a successor"


# Drafts


def test_drafts_are_told_with_who_saved_them_and_what_is_wrong(desk, desk_of, shelf):
    anna = desk_of("editor", "anna@example.org")
    anna.follow(f"/text/{OFFICE}", base=0, text=shipped(OFFICE) + "# seen\n", note="Seen in office")
    shelf.save(CASE, shipped(CASE).replace("last_reported:", "last_reported: never\n#"))
    shelf.save(EMBASSY, None)
    page = desk.open("/")
    embassy, office, wrong = part(page, "Drafts waiting")
    assert "1 error" in wrong
    assert "by the command line" in wrong
    assert "Look and publish" not in wrong
    assert "Withdrawn by the command line" in embassy
    assert "anna@example.org" in office
    assert "“Seen in office”" in office
    assert "ready" in office
    assert "Look and publish" in office
    assert "Three drafts wait." in text_of(page.text)


# Upgrades


@pytest.fixture
def upgrade(app):
    """Return a function that records an upgrade of shipped files; forgotten afterwards."""
    ids = []

    def record(path, text):
        with app.app_context():
            publication = Publication(
                kind="shipped", published_at=NOW, shipped=[ShippedText(path=path, text=text)]
            )
            db.session.add(publication)
            db.session.commit()
            ids.append(publication.id)

    yield record
    with app.app_context():
        for number in ids:
            publication = db.session.get(Publication, number)
            for each in publication.shipped:
                db.session.delete(each)
            db.session.delete(publication)
        db.session.commit()


@pytest.fixture
def edited(shelf, upgrade):
    """A document that was edited here, and whose shipped file then changed."""
    shelf.save(OFFICE, shipped(OFFICE) + "# ours\n")
    shelf.publish(OFFICE)
    upgrade(OFFICE, shipped(OFFICE))
    return OFFICE


def test_a_shipped_file_that_changed_under_an_edit_is_to_be_decided(desk, edited):
    page = desk.open("/")
    (entry,) = part(page, "Changed under an edit")
    assert entry.startswith("Addressee: Commissioner for Human Rights")
    assert "Keep ours" not in entry, "an editor publishes nothing"
    assert "One shipped file changed under an edit made here." in text_of(page.text)
    (link,) = [
        each.get("href")
        for each in html.fromstring(page.text).iter("a")
        if each.text_content().startswith("The shipped file and ours")
    ]
    assert "# ours" in text_of(desk.client.get(link).text)


def test_keeping_ours_decides_it_and_changes_nothing(desk_of, edited, shelf, actions):
    publisher = desk_of("publisher", "p@example.org")
    before = shelf.live(edited)
    assert "Ours stays." in publisher.follow(f"/keep/{edited}")
    assert shelf.live(edited) == before
    assert "Changed under an edit" not in headings(publisher.open("/"))
    assert ("p@example.org", "published", f"{edited}, revision 2") in actions()


def test_a_draft_decides_it_instead(desk_of, edited, shelf):
    publisher = desk_of("publisher")
    shelf.save(edited, shipped(edited) + "# ours, and theirs\n")
    assert "Publishing the draft decides it" in publisher.read("/")
    assert "Nothing was done" in publisher.follow(f"/keep/{edited}")
    assert shelf.newest(edited).number == 2
    shelf.publish(edited)
    assert "Changed under an edit" not in headings(publisher.open("/"))


def test_what_needs_no_decision_is_kept_by_nobody(desk_of, shelf):
    publisher = desk_of("publisher")
    assert "Nothing was done" in publisher.follow(f"/keep/{OFFICE}")
    assert shelf.newest(OFFICE) is None
    assert publisher.send("/keep/addressees/nb/nobody.yaml").status_code == 404


def test_the_same_text_on_both_sides_needs_no_decision(desk, shelf, upgrade):
    shelf.save(OFFICE, shipped(OFFICE) + "# ours\n")
    shelf.publish(OFFICE)
    shelf.save(OFFICE, shipped(OFFICE))
    shelf.publish(OFFICE)
    upgrade(OFFICE, shipped(OFFICE))
    assert "Changed under an edit" not in headings(desk.open("/"))


def test_a_draft_from_before_an_upgrade_is_to_be_saved_again(desk_of, shelf, upgrade):
    publisher = desk_of("publisher")
    ours = shipped(OFFICE) + "# ours\n"
    draft = shelf.save(OFFICE, ours)
    upgrade(OFFICE, shipped(OFFICE) + "# theirs\n")
    page = publisher.open("/")
    (entry,) = part(page, "Changed under an edit")
    assert "The shipped file and the draft" in entry
    assert "Keep ours" not in entry
    assert "1 error" in part(page, "Drafts waiting")[0]
    answer = publisher.send("/publish/", key=draft.key, seen=shelf.seen())
    assert answer.status_code == 422
    assert "The shipped text changed since this draft was saved" in text_of(answer.text)
    publisher.follow(f"/text/{OFFICE}", base=1, text=ours, note="")
    assert shelf.newest(OFFICE).number == 2
    assert "Changed under an edit" not in headings(publisher.open("/"))
    key = shelf.newest(OFFICE).key
    assert publisher.send("/publish/", key=key, seen=shelf.seen()).status_code == 303


def test_a_dropped_draft_shows_the_new_shipped_file(app, desk, shelf, upgrade, monkeypatch):
    shelf.save(OFFICE, shipped(OFFICE) + "# ours\n")
    shelf.save(OFFICE, shipped(OFFICE))
    theirs = shipped(OFFICE) + "# theirs\n"
    known = app.extensions["lettercase"]
    monkeypatch.setattr(known, "shipped", {**known.shipped, OFFICE: theirs})
    upgrade(OFFICE, theirs)
    assert shelf.drafts() == []
    assert "# theirs" in desk.open(f"/text/{OFFICE}").text


# Errors


def test_what_supporters_miss_stands_first_with_where_to_mend_it(desk, shelf):
    assert "Supporters miss this" not in headings(desk.open("/"))
    shelf.save(OFFICE, shipped(OFFICE).replace("state: in-use", "state: perfect"))
    shelf.publish(OFFICE)
    page = desk.open("/")
    assert headings(page)[0] == "Supporters miss this"
    entries = part(page, "Supporters miss this")
    assert any(each.startswith(f"{OFFICE} line ") and "state" in each for each in entries)
    assert f'href="/organisers/edit/{OFFICE}"' in page.text


def test_a_case_of_which_no_letter_can_be_printed_is_told_with_what_lacks(desk, shelf):
    assert "No letter can be printed" not in headings(desk.open("/"))
    shelf.save(CASE, re.sub(r"(?ms)^subject:\n.*?(?=^\w)", "subject: {de: Neun}\n", shipped(CASE)))
    shelf.publish(CASE)
    page = desk.open("/")
    assert headings(page)[0] == "No letter can be printed"
    (entry,) = part(page, "No letter can be printed")
    assert (
        "No letter can be printed: English lacks the subject; Russian lacks the subject; "
        "Kazakh lacks the subject." in entry
    )


# Languages


def test_what_nobody_has_read_is_counted_by_language_and_linked(desk):
    page = desk.open("/")
    english, russian, kazakh, others = part(page, "Not reviewed")
    assert "21 texts" in english
    assert russian.startswith("Russian 3 cases, 17 addressees, 1 letter template.")
    assert kazakh.startswith("Kazakh")
    assert others.startswith("Languages that supporters don’t see: German")
    assert f'href="/organisers/translate/{CASE}?from=en&amp;to=kk"' in page.text
    assert f'href="/organisers/translate/{CASE}?from=ru&amp;to=en"' in page.text


def test_a_language_that_is_not_offered_stands_apart(app, desk):
    with app.app_context():
        setting.save(db.session, Settings(languages=("en", "kk")), author=None, now=NOW)
        db.session.commit()
    _, _, others = part(desk.open("/"), "Not reviewed")
    assert others.startswith("Languages that supporters don’t see: Russian 21, German")


def test_a_missing_translation_is_told(desk, shelf):
    shelf.save(TEMPLATE.replace("en.md", "kk.md"), None)
    missing, _ = part(desk.open("/"), "Translations missing")
    assert missing.startswith("Kazakh 1 letter template.")
    address = f"/translate/{TEMPLATE.replace('en.md', 'kk.md')}?from=en&to=kk"
    assert desk.open(address).status_code == 200


# Room


def test_letters_are_proved_when_asked_and_known_until_something_changes(desk, shelf):
    assert "Prove all letters now" in desk.read("/")
    page = desk.open("/?prove=yes")
    assert "4.2 mm left with 400 characters of own words" in text_of(page.text)
    assert part(page, "Little room left")[0].startswith("Nine members of a PuffChat")
    assert "384 kinds of letter were held against their pages" in desk.read("/")
    shelf.save(EMBASSY, shipped(EMBASSY) + "# seen\n")
    assert "384 kinds of letter" in desk.read("/"), "a draft changes no letter"
    shelf.publish(EMBASSY)
    assert "Prove all letters now" in desk.read("/")


def test_what_was_proved_holds_for_a_day(app, desk, monkeypatch):
    desk.open("/?prove=yes")
    assert "Prove all letters now" not in desk.read("/")
    known = app.extensions["lettercase"]
    tomorrow = TODAY + datetime.timedelta(days=1)
    monkeypatch.setattr(known, "config", dataclasses.replace(known.config, today=lambda: tomorrow))
    assert "Prove all letters now" in desk.read("/")


def test_of_two_who_ask_at_once_one_is_asked_to_look_again(app, desk):
    with others_have(tight_letters._TURNS):
        assert "are just being held against their pages" in desk.read("/?prove=yes")


# Wishes


def test_the_familys_wish_is_told_where_it_is_not_known(desk, shelf):
    assert "Not known in any case." in desk.read("/")
    wish = "wanted: yes\n  said_by: {en: His wife, ru: Жена, kk: Әйелі}\n  date: 2026-11-01"
    text = shipped(CASE).replace("wanted: not-known", wish)
    assert text != shipped(CASE)
    shelf.save(CASE, text)
    shelf.publish(CASE)
    assert "Not known in two cases." in desk.read("/")


# Words


def facts(*days, what="holder"):
    return [
        AgeingFact("a", what, PartialDate(2025), TODAY + datetime.timedelta(days=day))
        for day in days
    ]


@pytest.mark.parametrize(
    ("stale", "soon", "counts", "says"),
    [
        ([], [], {}, "Nothing went stale, and no draft waits."),
        (facts(0), [], {}, "One fact went stale. Letters go on, to the office alone."),
        (facts(-1, what="address"), [], {}, "One fact went stale. Letters go on."),
        ([], facts(1), {}, "One fact will go stale tomorrow."),
        ([], facts(3, 20), {}, "Two facts will go stale within 20 days."),
        (
            facts(-1, -2, -3, -4),
            facts(14),
            {"drafts": 2},
            "Four facts went stale and one will in 14 days. Letters go on, to the office alone. "
            "Two drafts wait.",
        ),
        ([], [], {"drafts": 1}, "One draft waits."),
        ([], [], {"upgraded": 13}, "13 shipped files changed under an edit made here."),
    ],
)
def test_the_day_is_summed_up_in_words(stale, soon, counts, says):
    assert lede(stale, soon, TODAY, **{"drafts": 0, "upgraded": 0, **counts}) == says


def test_a_variant_more_in_one_language_is_told_as_soon_as_it_is_saved(desk, shelf):
    def told():
        return [each for each in part(desk.open("/"), "Wordings") if "variants" in each]

    assert told() == []
    more = shipped(TEMPLATE).replace("{% endchoose %}", "{% or %}\nMore.\n{% endchoose %}", 1)
    shelf.save(TEMPLATE, more)
    assert len(told()) == 3  # each other language has fewer than English
    assert all("English 4 and 3 and 3 variants" in each for each in told())


def test_a_word_of_connection_that_may_come_twice_is_told(desk):
    told = part(desk.open("/"), "Wordings")
    assert any("may connect twice by itself with the same (therefore," in each for each in told)


def test_an_editor_keeps_nothing(desk):
    assert desk.send(f"/keep/{OFFICE}").status_code == 403


def test_links_of_every_kind_lead_somewhere(desk, edited, shelf):
    shelf.save(CASE, shipped(CASE) + "# newer\n")
    page = html.fromstring(desk.open("/?prove=yes").text)
    links = [each.get("href") for each in page.xpath("//main//a[@href]")]
    kinds = {link.split("/")[2]: link for link in links if link.startswith("/organisers/")}
    assert {"edit", "publish", "difference", "translate", "proof"} <= set(kinds)
    for link in kinds.values():
        assert desk.client.get(link).status_code == 200, link
