"""The guide for supporters, as a page of the site."""

import re

import pytest
from lxml import html

from app.web.guides import slug_of
from tests.conftest import ROOT
from tests.web.conftest import LANGUAGES

GUIDE = (ROOT / "docs" / "supporters.md").read_text("utf-8")


@pytest.mark.parametrize("prefix", LANGUAGES.values(), ids=LANGUAGES)
def test_the_guide_is_there_in_every_language_and_says_which_it_is_in(client, prefix):
    page = client.get(f"{prefix}/guide")
    assert page.status_code == 200
    (article,) = html.fromstring(page.text).xpath("//main//article")
    assert len(article.xpath("h2")) == GUIDE.count("\n## ")
    assert article.get("lang") == ("en" if prefix else None)


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


def test_what_the_guide_calls_by_name_is_called_so_in_the_form(client):
    form = client.get("/cases/puffchat-nine/letter").text
    form += client.post(
        "/cases/puffchat-nine/letter", data={"preview": "1", "collected": "{}"}
    ).text
    for name in ("Print the calibration page", "Lay the envelope over it", "Show as text",
                 "Print envelopes or labels", "Letters for several cases in one PDF", "Copies",
                 "Collect this letter and go on", "Fill this in again for the next letter",
                 "Which envelope", "Try other wording", "Add a guide for you"):  # fmt: skip
        assert name in form
        assert f"*{name}*" in GUIDE
