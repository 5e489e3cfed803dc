"""What is looked at: axe, which remembers colours here, and whether a page fits the screen."""

from tests.web.conftest import OpenPage
from tests.web.looked_at import PHONE, fits, violations

FAINT, CLEAR = "color: rgb(153, 153, 153)", "color: #333"
PAGE = f"""<!doctype html><html lang="en"><title>Words</title><main><h1>Words</h1>
<p style="{FAINT}">faint</p><p style="{CLEAR}">clear</p><p style="{FAINT}">faint again</p>
<p style="{FAINT}; background: black">clear on black</p>
<p style="{CLEAR}; background: rgb(0 0 0 / 0.5)">faint on grey</p></main>"""


def test_words_are_too_faint_by_their_colour_and_by_what_is_behind_them(open_page: OpenPage):
    page = open_page()
    page.set_content(PAGE)
    (found,) = violations(page)
    assert found["id"] == "color-contrast"
    ratios = [
        (node["html"].split(">")[1].split("<")[0], node["any"][0]["data"]["contrastRatio"])
        for node in found["nodes"]
    ]
    assert ratios == [("faint", 2.84), ("faint again", 2.84), ("faint on grey", 3.19)]


def test_a_page_fits_if_nothing_is_wider_than_the_screen(open_page: OpenPage):
    page = open_page(viewport=PHONE)
    page.set_content(PAGE)
    assert fits(page)
    page.set_content(f"{PAGE}<p style='width: {PHONE['width'] + 1}px'>wide</p>")
    assert not fits(page)
