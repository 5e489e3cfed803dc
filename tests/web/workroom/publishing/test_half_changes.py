"""What was changed in one language alone is published with the others, or without them."""

import re

import pytest
from lxml import html

from app.content.text.document import parse
from tests.web.workroom.desk import OTHER_CASE, shipped
from tests.web.workroom.filled import text_of

OFFICE = "addressees/nb/prosecutor-general.yaml"
NAMES = {"en": "Wibrik Ozzelov", "ru": "Вибрик Оззелов", "kk": "Вибрік Оззелов"}
NEW_NAMES = {"en": "Ada Byron", "ru": "Ада Байрон", "kk": "Ада Байрон"}
HALF = "half-nb/prosecutor-general-holder"
GREETING = "greeting-nb/prosecutor-general-"
SENTENCE = "half-lantern18-five-person-muffenov"
LETTER = {"addressee": "nb/prosecutor-general", "country": "DE", "text": "1"}


def new_holder(*languages):
    """Return the office with another holder in these languages, seen two days ago."""
    text = shipped(OFFICE).replace("Mr Wibrik Ozzelov", "Ms Ada Byron")
    text = text.replace("2025-12-06", "2026-11-20")
    for language in languages:
        text = text.replace(f"{language}: {NAMES[language]}", f"{language}: {NEW_NAMES[language]}")
    return text


@pytest.fixture
def publisher(desk_of):
    return desk_of("publisher", "publisher@example.org")


def look(desk, path):
    return desk.client.get("/organisers/publish/", query_string={"path": path}).text


def sent(page):
    """Return what a browser sends of the form for publishing as it stands."""
    tree = html.fromstring(page)
    typed = dict(tree.get_element_by_id("publish").form_values())
    ticked = tree.xpath("//input[@type='radio' and @form='publish' and @checked]")
    return {**typed, **{each.name: each.get("value") for each in ticked}}


def choices(page, name):
    """Return what can be decided: the word before the hyphen → the value that is sent."""
    values = html.fromstring(page).xpath("//input[@name=$name]/@value", name=name)
    return {value.partition("-")[0]: value for value in values}


def publish(desk, page, **typed):
    return desk.client.post("/organisers/publish/", data={**sent(page), **typed})


FITS = {f"{GREETING}fits": "on"}


def names_in(shelf):
    return parse(OFFICE, shelf.live(OFFICE)).fields["holder"]["name"]


def test_a_holder_who_is_new_in_english_alone_is_not_published(publisher, shelf):
    shelf.save(OFFICE, new_holder("en"))
    page = look(publisher, OFFICE)
    words = text_of(page)
    assert "Changed in one language alone" in words
    assert "English Wibrik Ozzelov Ada Byron" in words
    assert "Russian Вибрик Оззелов still as before" in words
    assert f"/organisers/translate/{OFFICE}?from=en&to=ru" in page.replace("&amp;", "&")
    answer = publish(publisher, page, **FITS)
    assert answer.status_code == 422
    assert "Change the others as well, leave them out" in text_of(answer.text)
    assert shelf.live(OFFICE) == shipped(OFFICE)


def test_an_editor_reads_so_but_decides_nothing(desk_of, shelf):
    shelf.save(OFFICE, new_holder("en"))
    page = look(desk_of("editor"), OFFICE)
    assert "Russian Вибрик Оззелов still as before" in text_of(page)
    assert choices(page, HALF) == {}


def test_with_every_language_it_is_published(publisher, shelf):
    text = new_holder(*NAMES).replace("de: Wibrik Ozzelov", "de: Ada Byron")
    shelf.save(OFFICE, text)
    page = look(publisher, OFFICE)
    assert "Changed in one language alone" not in page
    assert publish(publisher, page, **FITS).status_code == 303
    assert shelf.live(OFFICE) == text


def test_the_others_are_left_out_of_the_draft_and_looked_at_again(
    publisher, client, shelf, actions
):
    shelf.save(OFFICE, new_holder("en"))
    page = look(publisher, OFFICE)
    leave = choices(page, HALF)["leave"]
    answer = publish(publisher, page, **FITS, **{HALF: leave}, note="She was appointed")
    assert answer.status_code == 200
    words = text_of(answer.text)
    assert "Nothing was published yet" in words
    assert "Changed in one language alone" not in words
    assert shelf.live(OFFICE) == shipped(OFFICE)
    saved = shelf.newest(OFFICE)
    assert saved.note.endswith("The holder: Russian, Kazakh, German")
    assert ("publisher@example.org", "left languages out", f"{OFFICE}, revision 2") in actions()
    assert sent(answer.text)["note"] == "She was appointed"
    assert f"{GREETING}fits" in sent(answer.text)
    assert publish(publisher, answer.text).status_code == 303
    assert names_in(shelf) == {"en": "Ada Byron"}
    for language, greets in (
        ("en", "Dear Prosecutor General"),
        ("ru", "Уважаемые господа!"),
        ("kk", "Құрметті мырзалар мен ханымдар!"),
    ):
        letter = client.post("/cases/puffchat-nine/letter", data={**LETTER, "language": language})
        assert greets in text_of(letter.text)
        assert "Ozzelov" not in letter.text


def test_a_correction_is_published_as_one_and_noted(publisher, shelf, actions):
    text = shipped(OFFICE).replace("ru: Вибрик Оззелов", "ru: Вибрик Озелов")
    shelf.save(OFFICE, text)
    page = look(publisher, OFFICE)
    assert "A new holder" not in text_of(page)
    assert publish(publisher, page, **{HALF: choices(page, HALF)["same"]}).status_code == 303
    assert shelf.live(OFFICE) == text
    assert actions()[-1] == (
        "publisher@example.org",
        "published as a correction",
        f"{OFFICE}, revision 1: The holder: changed in Russian, "
        "still as before in English, Kazakh, German, as printed in the address",
    )


def test_a_decision_holds_for_the_texts_that_were_shown(publisher, shelf):
    shelf.save(OFFICE, shipped(OFFICE).replace("ru: Вибрик Оззелов", "ru: Вибрик Озелов"))
    page = look(publisher, OFFICE)
    same = choices(page, HALF)["same"]
    shelf.save(OFFICE, shipped(OFFICE).replace("ru: Вибрик Оззелов", "ru: Вибрик Обелов"))
    answer = publish(publisher, page, **{HALF: same})
    assert answer.status_code == 409
    assert HALF not in sent(answer.text)
    assert publish(publisher, answer.text, **{HALF: same}).status_code == 422


def test_what_a_document_needs_can_not_be_left_out(publisher, shelf):
    shelf.save(OFFICE, shipped(OFFICE).replace("Mr Wibrik Ozzelov", "Mr W. Ozzelov"))
    page = look(publisher, OFFICE)
    found = choices(page, HALF)
    assert found.keys() == {"same"}
    forged = found["same"].replace("same", "leave")
    answer = publish(publisher, page, **{HALF: forged})
    assert answer.status_code == 422
    assert "can’t be left out" in text_of(answer.text)


def test_a_sentence_left_out_in_a_language_withholds_its_letters(publisher, client, shelf):
    text = shipped(OTHER_CASE).replace("en: nearly 8", "en: nearly 9")
    assert text != shipped(OTHER_CASE)
    shelf.save(OTHER_CASE, text)
    page = look(publisher, OTHER_CASE)
    wish = {"wish-lantern18-five-wanted": "not-known"}
    answer = publish(publisher, page, **wish, **{SENTENCE: choices(page, SENTENCE)["leave"]})
    words = text_of(answer.text)
    assert re.search(r"\d+ can no longer be written", words)
    assert "Russian: no longer written" in words
    assert publish(publisher, answer.text).status_code == 303
    for language, status in (("en", 200), ("ru", 422)):
        typed = {**LETTER, "language": language}
        assert client.post("/cases/lantern18-five/letter", data=typed).status_code == status


def test_a_demand_that_moved_in_one_language_is_asked_about(publisher, shelf):
    text = shipped(OTHER_CASE).replace("have the refusals of early", "have all refusals of early")
    shelf.save(OTHER_CASE, text)
    page = look(publisher, OTHER_CASE)
    assert choices(page, "half-lantern18-five-demand-refusals").keys() == {"leave", "same"}
    assert (
        publish(publisher, page, **{"wish-lantern18-five-wanted": "not-known"}).status_code == 422
    )


# Salutations


def test_a_new_holder_is_not_published_before_somebody_says_that_the_salutations_fit(
    publisher, shelf, actions
):
    shelf.save(OFFICE, new_holder(*NAMES).replace("de: Wibrik Ozzelov", "de: Ada Byron"))
    page = look(publisher, OFFICE)
    assert "A new holder: Ada Byron" in text_of(page)
    shown = sent(page)
    assert shown[f"{GREETING}salutation-ru"] == "Уважаемый господин Генеральный прокурор!"
    assert shown[f"{GREETING}salutation-pl"] == "Szanowny Panie Prokuratorze Generalny,"
    assert shown[f"{GREETING}closing-kk"] == "Құрметпен,"
    answer = publish(publisher, page)
    assert answer.status_code == 422
    assert "Say that they fit the new holder" in text_of(answer.text)
    typed = {f"{GREETING}salutation-ru": "Уважаемая госпожа Генеральный прокурор!"}
    answer = publish(publisher, answer.text, **typed)
    assert sent(answer.text)[f"{GREETING}salutation-ru"] == typed[f"{GREETING}salutation-ru"]
    assert publish(publisher, answer.text, **FITS).status_code == 303
    saved = shelf.newest(OFFICE)
    assert (saved.number, saved.note) == (2, "For the new holder")
    titled = parse(OFFICE, shelf.live(OFFICE)).fields["salutation"]["titled"]
    assert titled["ru"] == "Уважаемая госпожа Генеральный прокурор!"
    assert titled["pl"] == "Szanowny Panie Prokuratorze Generalny,"
    assert actions()[-1][1:] == (
        "said that salutations fit",
        f"{OFFICE}, revision 2: Ada Byron",
    )


@pytest.mark.parametrize("text", ["", " ", "a\0b", "a" * 301])
def test_a_salutation_that_can_not_be_written_is_refused(publisher, shelf, text):
    shelf.save(OFFICE, new_holder(*NAMES).replace("de: Wibrik Ozzelov", "de: Ada Byron"))
    page = look(publisher, OFFICE)
    blank = {name: text for name in sent(page) if name.startswith(f"{GREETING}salutation-")}
    answer = publish(publisher, page, **FITS, **blank)
    assert answer.status_code == 422
    assert shelf.newest(OFFICE).number == 1


def test_a_holder_where_there_was_none_is_asked_about_and_a_spelling_is_not(publisher, shelf):
    empty = re.sub(r"^holder:\n(  .*\n)+", "", shipped(OFFICE), flags=re.MULTILINE)
    shelf.save(OFFICE, empty)
    shelf.publish(OFFICE)
    shelf.save(OFFICE, new_holder(*NAMES))
    assert "A new holder: Ada Byron" in text_of(look(publisher, OFFICE))
    shelf.publish(OFFICE)
    shelf.save(OFFICE, shelf.live(OFFICE).replace("Ada Byron", "Ada Byronn"))
    assert "A new holder" not in text_of(look(publisher, OFFICE))


def test_salutations_typed_for_another_holder_are_given_back_and_not_written(publisher, shelf):
    new = new_holder(*NAMES).replace("de: Wibrik Ozzelov", "de: Ada Byron")
    shelf.save(OFFICE, new)
    page = look(publisher, OFFICE)
    shelf.save(OFFICE, new.replace("Ada Byron", "Grace Hopper"))
    typed = {f"{GREETING}salutation-en": "Dear Madam Prosecutor General,"}
    answer = publish(publisher, page, **FITS, **typed)
    assert answer.status_code == 409
    assert "A new holder: Grace Hopper" in text_of(answer.text)
    again = sent(answer.text)
    assert again[f"{GREETING}salutation-en"] == "Dear Prosecutor General,"
    assert f"{GREETING}fits" not in again
    assert "Dear Madam Prosecutor General," in answer.text
