"""The guide for supporters, as a page of the site."""

import re

import pytest
from flask_babel import gettext
from lxml import html

from app.web import guides
from app.web.guides import slug_of
from tests.conftest import ROOT
from tests.web.conftest import LANGUAGES

GUIDE = (ROOT / "docs" / "supporters.md").read_text("utf-8")
TRANSLATED = sorted((ROOT / "docs").glob("supporters.*.md"))


@pytest.mark.parametrize("prefix", LANGUAGES.values(), ids=LANGUAGES)
def test_the_guide_is_there_in_every_language_and_says_which_it_is_in(client, prefix):
    page = client.get(f"{prefix}/guide")
    assert page.status_code == 200
    (article,) = html.fromstring(page.text).xpath("//main//article")
    assert len(article.xpath("h2")) == GUIDE.count("\n## ")
    assert article.get("lang") is None


def test_a_guide_that_is_not_translated_stands_in_english_and_says_so(
    client, tmp_path, monkeypatch
):
    (tmp_path / "supporters.md").write_text("# Guide\n\n## Choose\n", "utf-8")
    monkeypatch.setattr(guides, "DOCS", tmp_path)
    (article,) = html.fromstring(client.get("/kk/guide").text).xpath("//main//article")
    assert article.get("lang") == "en"
    assert '(<span lang="en">English</span>)' in client.get("/kk/how-this-works").text


@pytest.mark.parametrize("path", TRANSLATED, ids=lambda path: path.name)
def test_a_translated_guide_has_the_parts_pictures_and_marks_of_the_english_one(path):
    text = path.read_text("utf-8")
    for pattern in (r"^#+ ", r"^- ", r"^!\[[^]]+\]\(pictures/[\w-]+\.png\)$", r"^\S"):
        found = re.findall(pattern, text, re.MULTILINE)
        assert len(found) == len(re.findall(pattern, GUIDE, re.MULTILINE))


@pytest.mark.parametrize("prefix", LANGUAGES.values(), ids=LANGUAGES)
def test_the_guide_is_linked_from_every_foot_and_from_how_this_works(client, prefix):
    link = f'//a[@href="{prefix}/guide"]'
    for path in ("/", "/cases/puffchat-nine/letter", "/ties", "/guide"):
        assert html.fromstring(client.get(prefix + path).text).xpath(f"//footer{link}")
    page = html.fromstring(client.get(f"{prefix}/how-this-works").text)
    assert page.xpath(f"//main{link}")


@pytest.mark.parametrize("prefix", LANGUAGES.values(), ids=LANGUAGES)
def test_every_picture_of_the_guide_is_served_and_described(client, prefix):
    page = client.get(f"{prefix}/guide").text
    sources = re.findall(r'<img src="([^"]+)" alt="([^"]+)"', page)
    assert len(sources) == GUIDE.count("![") > 3
    for source, _ in sources:
        with client.get(source) as answer:
            assert (answer.status_code, answer.mimetype) == (200, "image/png")


@pytest.mark.parametrize(
    "name",
    ["letter.png", "organisers-today.png", "../design.md", "supporters-none.png",
     "supporters-../../design.md"],
)  # fmt: skip
def test_no_other_file_is_served(client, name):
    assert client.get(f"/guide/pictures/{name}").status_code == 404


def test_headings_can_be_linked_to(client):
    page = html.fromstring(client.get("/guide").text)
    ids = page.xpath("//article//h2/@id")
    assert ids == [slug_of(heading) for heading in re.findall("\n## (.*)", GUIDE)]
    assert len(set(ids)) == len(ids)


NAMES = (
    "Print the calibration page",
    "Lay the envelope over it",
    "Show as text",
    "Print envelopes or labels",
    "Letters for several cases in one PDF",
    "Copies",
    "Collect this letter and go on",
    "Fill this in again for the next letter",
    "Which envelope",
    "Try other wording",
    "Add a guide for you",
)


@pytest.mark.parametrize("prefix", LANGUAGES.values(), ids=LANGUAGES)
def test_what_the_guide_calls_by_name_is_called_so_in_the_form(app, client, prefix):
    form = client.get(f"{prefix}/cases/puffchat-nine/letter").text
    form += client.post(
        f"{prefix}/cases/puffchat-nine/letter", data={"preview": "1", "collected": "{}"}
    ).text
    guide = client.get(f"{prefix}/guide").text
    with app.test_request_context(f"{prefix}/"):
        names = [str(gettext(name)) for name in NAMES]
    for name in names:
        assert name in form
        assert f"<em>{name}</em>" in guide
