"""Plain texts that organisers type, such as an imprint, as paragraphs with links."""

import re

from markupsafe import Markup, escape

_LINK = re.compile(
    r"(?P<url>https://[^\s<>\"]+[^\s<>\"().,;:!?»”’])"
    r"|(?<![\w.+-])(?P<email>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)",
    re.ASCII,
)


def with_links(text: str) -> Markup:
    """Return a line as HTML: addresses on the web and of e-mail are links, all else is text."""
    parts, end = [], 0
    for match in _LINK.finditer(text):
        parts += [escape(text[end : match.start()]), _link(match)]
        end = match.end()
    return Markup().join([*parts, escape(text[end:])])


def paragraphs(text: str) -> Markup:
    """Return a text as HTML: an empty line begins a paragraph, line breaks stay."""
    blocks = re.split(r"\n[^\S\n]*\n\s*", text.replace("\r\n", "\n").strip())
    return Markup("\n").join(
        Markup("<p>%s</p>") % Markup("<br>\n").join(map(with_links, block.split("\n")))
        for block in blocks
        if block.strip()
    )


def _link(match: re.Match[str]) -> Markup:
    if address := match["email"]:
        return Markup('<a href="mailto:%s">%s</a>') % (address, address)
    return Markup('<a href="%s" rel="noreferrer">%s</a>') % (match["url"], match["url"])
