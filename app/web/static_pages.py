"""Pages for errors that need nothing: made with the site, and kept in memory.

Neither database, settings, templates, catalogues nor the disk are asked for one, since any of them
may be what is wrong. The style sheet is the site's; without it the page can be read all the same.
"""

import gettext
import struct
from collections.abc import Iterable
from html import escape
from pathlib import Path

from app.content.languages import ENGLISH
from app.web.error_texts import ERROR_TEXTS, known_status

_ALL_CASES = "All cases"
_pages: dict[tuple[int, str], bytes] = {}


def make_pages(languages: Iterable[str], catalogues: Path) -> None:
    """Make the pages in each language; a language whose catalogue can't be read has none."""
    _pages.update(_in_language(ENGLISH, gettext.NullTranslations()))
    for language in languages:
        try:
            found = gettext.translation("messages", catalogues, [language])
        except (OSError, ValueError, LookupError, struct.error):
            continue
        _pages.update(_in_language(language, found))


def static_page(status: int, language: str) -> bytes:
    """Return the page for a status in a language, in English where there is none in that."""
    status = known_status(status)
    return _pages.get((status, language)) or _pages[status, ENGLISH]


def _in_language(
    language: str, texts: gettext.NullTranslations
) -> Iterable[tuple[tuple[int, str], bytes]]:
    home = "/" if language == ENGLISH else f"/{language}/"
    for status, (title, text) in ERROR_TEXTS.items():
        page = _page(
            language, home, *(escape(texts.gettext(each)) for each in (title, text, _ALL_CASES))
        )
        yield (status, language), page.encode()


def _page(language: str, home: str, title: str, text: str, all_cases: str) -> str:
    return f"""<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} – Lettercase</title>
<link rel="stylesheet" href="/static/site.css">
</head>
<body>
<header class="head"><a href="{home}">Lettercase</a></header>
<main id="main">
<div class="part opening">
<h1>{title}</h1>
<p class="lede">{text}</p>
<p class="actions"><a class="button" href="{home}">{all_cases}</a></p>
</div>
</main>
</body>
</html>
"""


make_pages((), Path())  # in English they are there whatever happens at the start
