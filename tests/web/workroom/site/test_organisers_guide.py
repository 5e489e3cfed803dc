"""The guide for organisers, read before or after signing in."""

import re

from tests.conftest import ROOT

GUIDE = (ROOT / "docs" / "organisers.md").read_text("utf-8")


def test_the_guide_is_there_for_those_who_cannot_sign_in(client):
    page = client.get("/organisers/guide/")
    assert page.status_code == 200
    assert "<h2" in page.text


def test_every_picture_of_the_guide_is_served(client):
    page = client.get("/organisers/guide/").text
    sources = re.findall(r'<img src="([^"]+)" alt="([^"]+)"', page)
    assert len(sources) == GUIDE.count("![") > 4
    for source, _ in sources:
        with client.get(source) as answer:
            assert (answer.status_code, answer.mimetype) == (200, "image/png")


def test_no_other_file_is_served(client):
    for name in ("letter.png", "../design.md", "organisers-../../design.md", "organisers-none.png"):
        assert client.get(f"/organisers/guide/pictures/{name}").status_code == 404


def test_headings_can_be_linked_to(client):
    assert 'id="signing-in"' in client.get("/organisers/guide/").text


def test_the_guide_is_linked_from_every_page(client, signed_in):
    for page in (client.get("/organisers/sign-in"), signed_in("editor").get("/organisers/")):
        assert 'href="/organisers/guide/"' in page.text
