"""Pages of what isn't translated everywhere: another language's text, with a word about it."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html

from app import create_app
from app.config import Config
from app.content.library.building import build
from app.content.text.folder import write_files
from tests.conftest import LANGUAGES
from tests.partly_translated import CASE, CLOSED, EMBASSY, MARKS, OFFICE, PRISON, documents, without
from tests.web.conftest import LANGUAGES as PREFIXES
from tests.web.conftest import NOW

CASE_PAGE, FORM = f"/cases/{CASE}", f"/cases/{CASE}/letter"
TYPED = {"addressee": [OFFICE], "language": "en", "country": "DE", "seed": "1"}


@pytest.fixture(scope="session")
def partly(tmp_path_factory):
    """The site with the made-up content, complete."""
    folder = tmp_path_factory.mktemp("content")
    write_files(documents(), folder, folder / "none")
    config = Config(content=folder, instance=folder / "instance", today=NOW.date, now=lambda: NOW)
    app = create_app(config)
    app.testing = True
    return app


@pytest.fixture
def show(partly):
    """Return a function that has the site show the content with texts in these languages."""
    known = partly.extensions["lettercase"]

    def show(languages_of):
        with partly.app_context():
            state, _ = known.up_to_date()
        texts = documents(languages_of)
        library = build(texts)
        assert library.errors == ()
        known.state = replace(state, live=replace(state.live, texts=texts), library=library)
        return partly.test_client()

    yield show
    known.state = None


def page_of(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    return html.fromstring(answer.text)


def said(page):
    return " ".join(page.text_content().split())


def unmarked(page):
    """Return texts of a document that stand there without the language that they are in."""
    wrong = []
    for element in page.iter():
        if not isinstance(element.tag, str) or element.tag in ("title", "script"):
            continue
        own = [element.text, *(child.tail for child in element)]
        around = (element, *element.iterancestors())
        lang = next(each.get("lang") for each in around if each.get("lang"))
        words = " ".join(filter(None, own)).casefold()
        wrong += [words for language, mark in MARKS.items() if mark in words and lang != language]
    return wrong


def choices(page, name):
    return [
        each.get("value")
        for each in page.xpath(f"//input[@name='{name}'][not(@disabled)][@type!='hidden']")
    ]


# Pages


@pytest.mark.parametrize("language", PREFIXES)
@pytest.mark.parametrize("path", ["/", CASE_PAGE, FORM])
def test_pages_of_a_complete_content_say_nothing_of_languages(show, language, path):
    page = page_of(show(lambda _name: LANGUAGES), PREFIXES[language] + path)
    assert unmarked(page) == []
    assert {each.get("lang") for each in page.xpath("//main//*[@lang][contains(., ' ')]")} <= {
        language,
        "en",  # addresses
    }
    assert "so far only in" not in said(page)


@pytest.mark.parametrize("path", ["/", CASE_PAGE])
def test_a_text_without_kazakh_is_shown_in_english_with_a_word(show, path):
    page = page_of(show(without("kk", "title", "account")), f"/kk{path}")
    assert unmarked(page) == []
    assert f"title {MARKS['en']}" in said(page)
    assert "(әзірге тек мына тілде: ағылшын тілі)" in said(page)


@pytest.mark.parametrize("language", PREFIXES)
@pytest.mark.parametrize("path", ["/", CASE_PAGE])
def test_a_case_in_russian_alone_is_read_on_every_page(show, language, path):
    page = page_of(show(lambda _name: ["ru"]), PREFIXES[language] + path)
    assert unmarked(page) == []
    assert f"title {MARKS['ru']}" in said(page)
    word = {
        "en": "so far only in Russian",
        "ru": "только на языке",
        "kk": "тек мына тілде: орыс тілі",
    }
    assert (word[language] in said(page)) is (language != "ru")


def test_each_part_of_a_page_says_once_what_it_says_in_another_language(show):
    page = page_of(show(without("en", "fact", "review", "gone")), CASE_PAGE)
    assert said(page).count("(so far only in Russian)") == 3  # facts, two offices


# Letters


def test_letters_of_a_case_without_kazakh_stay_in_the_other_languages(show):
    client = show(without("kk", "title", "subject", "account", "summary", "visit"))
    for prefix in PREFIXES.values():
        page = page_of(client, prefix + FORM)
        assert choices(page, "language") == ["en", "ru"]
        assert choices(page, "addressee") == [OFFICE, PRISON]
        assert page.xpath("//input[@name='language'][@checked]/@value") == [
            "ru" if prefix == "/ru" else "en"
        ]
        assert page.xpath("//img[starts-with(@src, 'data:')]")
    for language, status in (("en", 200), ("ru", 200), ("kk", 422)):
        answer = client.post(f"/kk{FORM}", data={**TYPED, "language": language})
        assert answer.status_code == status
        assert answer.data.startswith(b"%PDF") is (status == 200)


def test_a_refused_language_is_said_with_what_lacks_and_the_letter_shown_in_another(show):
    client = show(without("kk", "hook"))
    page = client.post(f"/ru{FORM}", data={**TYPED, "language": "kk", "preview": "1"})
    assert page.status_code == 422
    shown = html.fromstring(page.text)
    (message,) = shown.xpath("//*[@id='language-message']")
    assert "Не переведено: ссылка на закон. Можно напечатать на языке: английский, русский." in (
        message.text_content()
    )
    assert shown.xpath("//img[starts-with(@src, 'data:')]")


def test_an_office_says_in_which_languages_it_can_be_written_to(show):
    client = show(without("kk", "prison-dear"))
    page = page_of(client, FORM)
    assert choices(page, "language") == ["en", "ru", "kk"]
    offices = {
        each.xpath(".//input/@value")[0]: said(each)
        for each in page.xpath("//label[.//input[@name='addressee']]")
    }
    assert "only in: English, Русский" in offices[PRISON]
    assert "only in" not in offices[OFFICE]
    assert "only in" not in offices[CLOSED]


def test_an_office_without_any_letter_is_not_offered(show):
    languages_of = {"prison-dear": ["ru"], "prison-end": ["kk"]}
    client = show(lambda name: languages_of.get(name, LANGUAGES))
    page = page_of(client, FORM)
    assert choices(page, "addressee") == [OFFICE]
    assert "No letter to it can be printed yet" in said(page)
    assert not page_of(client, CASE_PAGE).xpath(f"//a[contains(@href, '={PRISON}')]")


def test_a_case_without_any_letter_says_so(show):
    languages_of = {"visit": ["ru"], "summary": ["en"]}
    client = show(lambda name: languages_of.get(name, LANGUAGES))
    for path in (CASE_PAGE, FORM):
        assert "No letter can be printed for this case yet" in said(page_of(client, path))
    page = page_of(client, "/")
    assert not page.xpath(f"//a[@href='{FORM}']")
    assert page.xpath(f"//a[@href='{CASE_PAGE}']")
    assert client.post(FORM, data=TYPED).status_code == 422


def test_what_the_supporter_leaves_out_need_not_be_translated(show):
    client = show(without("kk", "review"))
    kept = {**TYPED, "language": "kk", "demand": ["", "visit"]}
    assert client.post(FORM, data={**kept, "demand": ["", "visit", "review"]}).status_code == 422
    assert client.post(FORM, data=kept).data.startswith(b"%PDF")
    page = html.fromstring(client.post(FORM, data={**kept, "preview": "1"}).text)
    assert page.xpath("//input[@name='language'][@checked]/@value") == ["kk"]


def test_a_copy_is_offered_in_the_languages_of_its_covering_letter(show):
    client = show(without("kk", "embassy-end"))
    page = html.fromstring(client.post(FORM, data={**TYPED, "preview": "1"}).text)
    (copy,) = page.xpath("//label[.//input[@name='copy']]")
    assert "only in: English, Русский" in said(copy)
    typed = {**TYPED, "copy": [EMBASSY]}
    assert client.post(FORM, data=typed).data.startswith(b"%PDF")
    assert client.post(FORM, data={**typed, "language": "kk"}).status_code == 422


@pytest.mark.parametrize(
    ("posted", "columns", "says"),
    [("ru", ["ru", "en"], True), ("en", [], False)],
)
def test_a_letter_is_read_beside_another_translation_if_the_reader_has_none(
    show, posted, columns, says
):
    client = show(without("kk", "hook"))
    answer = client.post(f"/kk{FORM}", data={**TYPED, "language": posted, "preview": "1"})
    page = html.fromstring(answer.text)
    assert page.xpath("//table[@class='beside-table']//th/@lang") == columns
    assert ("қасында басқа аудармасы тұр" in said(page)) is says


def test_the_text_view_marks_an_office_in_another_language(show):
    client = show(without("en", "prison"))
    answer = client.post(FORM, data={**TYPED, "addressee": [PRISON], "text": "1"})
    (heading,) = html.fromstring(answer.text).xpath("//section/h2")
    assert said(heading) == f"prison {MARKS['ru']} (so far only in Russian)"
    assert unmarked(heading.getparent()) == []


# Whatever lacks

SOME = st.lists(st.sampled_from(LANGUAGES), min_size=1, unique=True)
MOSTLY_ALL = st.one_of(*[st.just(LANGUAGES)] * 6, SOME)


@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_no_page_fails_whatever_lacks_and_what_is_offered_is_printed(show, data):
    drawn = {}

    def languages_of(name):
        if name not in drawn:
            drawn[name] = data.draw(MOSTLY_ALL, label=name)
        return drawn[name]

    client = show(languages_of)
    for prefix in PREFIXES.values():
        for path in ("/", CASE_PAGE, FORM):
            assert unmarked(page_of(client, prefix + path)) == []
    page = page_of(client, FORM)
    for addressee in choices(page, "addressee"):
        for language in choices(page, "language"):
            typed = {**TYPED, "addressee": [addressee], "language": language}
            answer = client.post(FORM, data=typed)
            assert answer.status_code in (200, 422)
            assert answer.data.startswith(b"%PDF") is (answer.status_code == 200)
