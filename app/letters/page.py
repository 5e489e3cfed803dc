"""A page of our layouts as WeasyPrint takes it in; imported only where something is laid out."""

from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

from cssselect2 import ElementWrapper
from weasyprint import CSS, HTML


class Page(HTML):  # type: ignore[misc] # it has no types
    """HTML that is well-formed XML, with no style but `defaults` beneath its own.

    To read it as leniently as a browser does takes a thirtieth of a letter's time, and to match
    WeasyPrint's own sheet for all of HTML a tenth. Raises ParseError if it isn't well-formed.
    """

    def __init__(self, source: str, defaults: CSS, fetch: Callable[..., Any]) -> None:
        root = ElementTree.fromstring(source)  # noqa: S314 - of our layouts, where all is escaped
        self.base_url = None
        self.url_fetcher = fetch
        self.media_type = "print"
        self.wrapper_element = ElementWrapper.from_html_root(root, content_language=None)
        self.etree_element = self.wrapper_element.etree_element
        self._defaults = defaults

    def _ua_stylesheets(self, forms: bool = False) -> list[CSS]:  # noqa: ARG002 - WeasyPrint hands it over
        return [self._defaults]
