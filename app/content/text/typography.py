"""No-break spaces where a line must not end, in the texts of our documents.

A phrase whose words belong together (a date, an initial and its surname, a title and its name, an
article and its number) gets no-break spaces inside. Texts of the supporter are never touched.
"""

import re
from functools import lru_cache

NBSP = "\N{NO-BREAK SPACE}"

_EVERYWHERE = (
    r"[№§] (?=\S)",
    r"(?<!\w)(?:[^\W\d_]\. ?)+(?=[^\W\d_]{2})",  # initials before a surname
    r" (?=[–—] )",
)
_BY_LANGUAGE = {
    "en": (
        r"(?:\b\d{1,2} )?\b(?:January|February|March|April|May|June|July|August|September|October"
        r"|November|December) \d{4}\b",
        r"\b(?:Mr|Mrs|Ms|Dr) (?=\S)",
        r"\bI (?=[a-z])",
        r"\b(?:Articles?|Opinion|Rules?|No\.) (?=\d)",
        r"(?<=[\d½]) (?=(?:years?|months?|men)\b)",
    ),
    "ru": (
        r"(?:\b\d{1,2} )?(?:январ|феврал|март|апрел|ма[йяе]|июн|июл|август|сентябр|октябр|ноябр"
        r"|декабр)\w* \d{4}(?: г(?:ода|оду|од|\.))?",
        r"\d{4} г(?:ода|оду|одах|оды|од|\.)",
        r"\bг-(?:н|жа) (?=\S)",
        r"\b(?:[Сс]тать[а-я]+|[Чч]аст[а-я]+|[Мм]нени[а-я]+|ООН) (?=[\d№])",
        r"(?<=[\d½]) (?=(?:лет|года?|месяц[а-я]*)\b)",
        r"(?<![\w-])(?:[АаВвИиКкОоСсУу]|[Нн]а|[Зз]а|[Пп]о|[Дд]о|[Оо]б|[Оо]т|[Ии]з|[Нн]е) (?=\w)",
    ),
    "kk": (
        r"\d{4} жыл\w*(?: \d{1,2})?(?: (?:қаңтар|ақпан|наурыз|сәуір|мамыр|маусым|шілде|тамыз"
        r"|қыркүйек|қазан|қараша|желтоқсан)\w*)?",
        r"\w+ (?=мырза\b)",
        r"(?<=[\d½]) (?=(?:жыл|ай|адам)\w*)",
        r"№ \S+ (?=тұжырым|құжат)",
    ),
    "de": (
        r"(?:\b\d{1,2}\. )?\b(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober"
        r"|November|Dezember) \d{4}\b",
        r"\b(?:Herrn?|Frau|Nr\.|Artikel|Absatz) (?=\S)",
        r"(?<=[\d½]) (?=(?:Jahren?|Monaten?)\b)",
    ),
}
_PHRASES = {
    language: re.compile("|".join((*phrases, *_EVERYWHERE)))
    for language, phrases in _BY_LANGUAGE.items()
}
_PHRASES_OF_OTHERS = re.compile("|".join(_EVERYWHERE))
_SHORT_LAST_WORD = re.compile(r"(?<=\S) (?=\S{1,8}\s*(?:\n\n|\Z))")
"""Bound to the word before it, so that no paragraph ends in a line of one short word."""


@lru_cache(maxsize=4096)
def set_spaces(text: str, language: str) -> str:
    """Return the text with no-break spaces where the language wants no line to end."""
    text = _PHRASES.get(language, _PHRASES_OF_OTHERS).sub(
        lambda phrase: phrase[0].replace(" ", NBSP), text
    )
    return _SHORT_LAST_WORD.sub(NBSP, text)
