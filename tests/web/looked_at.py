"""What can be seen of a page: what axe says of it, on which screens."""

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
_AXE = Axe().axe_script + _CACHE_COLOURS


def violations(page: Page) -> list[dict]:
    """Return what axe finds wrong with the page as it stands, once it has come."""
    page.wait_for_load_state()
    page.evaluate(_AXE)
    # What it finds in order is left in the browser.
    return page.evaluate("axe.run({resultTypes: ['violations']}).then(found => found.violations)")


def fits(page: Page) -> bool:
    """Tell whether nothing on the page is wider than the screen, once it has come.

    After a click that sends a form, the next page may have begun and have no element yet.
    """
    page.wait_for_load_state()
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
