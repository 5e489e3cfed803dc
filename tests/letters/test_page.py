"""Pages of our layouts: well-formed, and with no style but what they are given."""

from xml.etree.ElementTree import ParseError

import pypdfium2
import pytest
from weasyprint import CSS, HTML

from app.letters.page import Page
from app.letters.printing import ForbiddenAddress

SOURCE = (
    '<html lang="en"><head><title>A &amp; B</title></head><body><p>One <br/>two</p></body></html>'
)
BLOCKS = "head, title { display: none } html, body, p { display: block }"
DEFAULTS = CSS(string=BLOCKS)


def _fetch(url, *_args, **_options):
    raise ForbiddenAddress(url)


def _read(page):
    return [(each.tag, (each.text or "").strip()) for each in page.etree_element.iter()]


def test_a_page_is_read_as_a_browser_reads_it():
    assert _read(Page(SOURCE, DEFAULTS, _fetch)) == _read(HTML(string=SOURCE))


def test_what_is_not_well_formed_is_a_mistake():
    with pytest.raises(ParseError):
        Page(SOURCE.replace("<br/>", "<br>"), DEFAULTS, _fetch)


@pytest.mark.parametrize(("defaults", "shown"), [("", "One two"), ("p { display: none }", "")])
def test_it_is_styled_by_what_is_given(defaults, shown):
    document = Page(SOURCE, CSS(string=f"{BLOCKS} {defaults}"), _fetch).render()
    (page,) = pypdfium2.PdfDocument(document.write_pdf())
    assert " ".join(page.get_textpage().get_text_range().split()) == shown
