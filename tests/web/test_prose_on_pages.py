"""What organisers type into documents stands on the pages as typed, as it does in letters."""

import json
import re
from html import unescape

import pytest

from app.config import Config
from app.content.text.prose import folded, without_marks
from tests.content.conftest import ADDRESSEE, CASE, DOCUMENTS, replaced
from tests.content.text.test_prose import AS_TYPED, BOLD, FOLDED
from tests.sites import site_of
from tests.web.conftest import NOW

TYPED = [*AS_TYPED, *(text for text, _ in FOLDED), *(text for text, _ in BOLD)]
PAST = slice(None, None, 3)
"""Of all texts those of facts and former demands: with more, the document would be too large."""
LINES = [" ".join(folded(text)) for text in TYPED]
"""As a browser shows what has no marks: on one line."""


def _texts(text: object) -> str:
    return json.dumps(dict.fromkeys(("en", "ru", "kk"), text))


def _case() -> str:
    """Return a case in which each text stands everywhere."""
    facts = "".join(
        f"  - {{date: 2020, text: {_texts(text)}, source: {{title: A list, date: 2020}}}}\n"
        for text in TYPED[PAST]
    )
    demands = "".join(
        f"  - {{slug: d{number}, text: {_texts(text)}, grantable_by: [ombudsman], state: open, "
        "state_on: 2026-03-15}\n"
        for number, text in enumerate(TYPED)
    )
    past = "".join(
        f"  - {{date: 2020, text: {_texts(text)}, state: met, state_on: 2021, why: {_texts(text)}, "
        "source: {title: A list, date: 2020}}\n"
        for text in TYPED[PAST]
    )
    text = replaced(CASE, "facts: []\n", f"facts:\n{facts}")
    before, _, after = text.partition("demands:\n")
    text = f"{before}history:\n{past}demands:\n{demands}{after[after.index('addressees:') :]}"
    # A character that can't be printed, so that the form comes without a preview.
    text = replaced(text, "subject: {en: One man", "subject: {en: 漢")
    account = re.search("account: .*", text)[0]
    return replaced(text, account, f"account: {_texts(TYPED)}")


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    """Something that asks a site of this content."""
    folder = tmp_path_factory.mktemp("content")
    office = replaced(ADDRESSEE, "{en: Ombudsman, ru: Омбудсмен, kk: Омбудсмен}", _texts(TYPED[0]))
    for path, text in {
        **DOCUMENTS,
        "cases/one.yaml": _case(),
        "addressees/nb/ombudsman.yaml": office,
    }.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    config = Config(content=folder, instance=folder / "instance", today=NOW.date, now=lambda: NOW)
    with site_of(config) as site:
        yield site.test_client()


def _shown(html: str) -> list[str]:
    """Return the paragraphs of a piece of a page."""
    return [" ".join(unescape(line).split()) for line in html.split("<br>")]


def _between(page: str, before: str, after: str) -> list[list[str]]:
    return [_shown(found) for found in re.findall(f"{before}(.*?){after}", page, re.DOTALL)]


def _sections(page: str) -> list[str]:
    return page.partition("<section")[2].split("</section>")


def _spaced(texts: list[str]) -> list[str]:
    return [" ".join(text.split()) for text in texts]


@pytest.mark.parametrize("prefix", ["", "/ru", "/kk"])
def test_the_prose_of_a_case_stands_on_its_page_as_typed(client, prefix):
    page = client.get(f"{prefix}/cases/one").text
    typed = [_spaced(without_marks(text)) for text in TYPED]
    account, _, offices, known, former = _sections(page)[:5]
    paragraphs = [paragraph for text in typed for paragraph in text]
    assert [text for (text,) in _between(account, "<p>", "</p>")] == paragraphs
    assert _between(known, "</time><div>", '<cite class="source"') == typed[PAST]
    assert _between(offices, '<li id="demand-[^>]*>', "</li>") == typed
    assert _between(former, "<li>", '<p class="small"') == typed[PAST]


def test_the_demands_of_a_case_stand_in_the_form_as_typed(client):
    page = client.get("/cases/one/letter").text
    shown = _between(page, r'name="demand"[^>]*><span>', '<span class="hint"')
    assert shown == [_spaced(without_marks(text)) for text in TYPED]


def test_what_is_no_prose_stands_on_the_page_with_its_asterisks(client):
    page = client.get("/cases/one").text
    why = re.findall(r'<p class="small"><b>.*?</b>, .*?\. (.*?)</p>', page, re.DOTALL)
    assert [" ".join(unescape(text).split()) for text in why] == _spaced(LINES)[PAST]
