"""What can be seen of a page: what axe says of it, what is too small, on which screens."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
SCREENS = {"phone": PHONE, "desk": DESK}
SCHEMES = ("light", "dark")

# Axe parses a page's few colours anew for every word: here each is parsed once.
_CACHE_COLOURS = """
(() => {
  const { Color } = axe.commons.color, read = Color.prototype.parseString, known = new Map();
  Color.prototype.parseString = function (text) {
    if (!known.has(text)) known.set(text, read.call(new Color(0, 0, 0), text));
    const { r, g, b, alpha } = known.get(text);
    return Object.assign(this, { r, g, b, alpha });
  };
})();
"""
_FOUND = """axe.run({resultTypes: ['violations'], rules: {'target-size': {enabled: true}}})
    .then(found => found.violations)"""
_SMALL = """() => {
  const isInText = (each) => {
    if (getComputedStyle(each).display !== "inline") return false;
    const block = each.closest("p, li, dd, dt, td, th, h1, h2, h3, label, cite, figcaption, div");
    const others = [...(block?.querySelectorAll("a, button") ?? [])];
    const pressed = others.reduce((sum, other) => sum + other.textContent.trim().length, 0);
    return block && block.textContent.trim().length > pressed;
  };
  return [...document.querySelectorAll("a, button, summary, input, select, textarea")]
    .filter((each) => each.checkVisibility() && each.type !== "hidden")
    .filter((each) => !each.closest(".unseen, .skip") && !isInText(each))
    .map((each) => [each, (each.closest("label") ?? each).getBoundingClientRect()])
    .filter(([, { width, height }]) => width < 24 || height < 24)
    .map(([each, { width, height }]) => `${width} x ${height}: ${each.outerHTML}`);
}"""
_AXE = Axe().axe_script + _CACHE_COLOURS


def violations(page: Page) -> list[dict]:
    """Return what axe finds wrong with the page as it stands, once it has come."""
    page.wait_for_load_state()
    page.evaluate(_AXE)
    # What it finds in order is left in the browser.
    return page.evaluate(_FOUND)


def small_targets(page: Page) -> list[str]:
    """Return what can be pressed and is less than 24 px wide or high, but for links in a text.

    Nearer to each other than so, whoever trembles hits the wrong one (WCAG 2.2, 2.5.8).
    """
    page.wait_for_load_state()
    return page.evaluate(_SMALL)


def fits(page: Page) -> bool:
    """Tell whether nothing on the page is wider than the screen, once it has come.

    After a click that sends a form, the next page may have begun and have no element yet.
    """
    page.wait_for_load_state()
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
