"""Letter templates whose languages don't have the same variants: what is read isn't what is signed.

Which variant is drawn of a block goes by its number, the same in every language.
"""

from collections.abc import Iterator, Sequence

from app.content.checks.ages import DocumentWarning
from app.content.languages import english_name, in_order
from app.content.library.library import Library
from app.content.model.kinds import LETTER_TEMPLATE, DocumentPath
from app.content.model.letter_template import LetterTemplate, read_template


def templates_of(library: Library) -> Iterator[LetterTemplate]:
    """Yield every sound letter template, in languages that aren't printed yet as well."""
    for path in sorted(filter(LETTER_TEMPLATE.has, library.sound)):
        named = DocumentPath.parse(path)
        slug, language = named.slug, str(named.language)
        known = library.letter_templates.get((slug, language))
        yield known or read_template(slug, language, library.documents[path])


def apart(library: Library, slug: str, language: str) -> str:
    """Return in words how a template's variants differ from another language's; "" if they don't.

    It is held against the languages in our order, English first, the first that differs counts.
    """
    languages = _languages(library, slug)
    if language not in languages:
        return ""
    ours = languages[language]
    for other, theirs in languages.items():
        if groups_apart(ours, theirs):
            return (
                f"{english_name(language)} has {_in_words(ours)}, {english_name(other)} "
                f"{_in_words(theirs)}: a letter and its translation don’t say the same there"
            )
    return ""


def groups_apart(ours: Sequence[int], theirs: Sequence[int]) -> frozenset[int]:
    """Return the blocks in which two languages of a template may draw another variant, from 0.

    With another number of blocks, nothing tells which belong together.
    """
    if len(ours) != len(theirs):
        return frozenset(range(max(len(ours), len(theirs))))
    pairs = enumerate(zip(ours, theirs, strict=True))
    return frozenset(block for block, (one, other) in pairs if one != other)


def unlike_variants(library: Library) -> list[DocumentWarning]:
    """Return a warning for each template whose variants aren't those of the first language."""
    found = []
    for slug in sorted({template.slug for template in templates_of(library)}):
        languages = _languages(library, slug)
        first = next(iter(languages.values()))
        for language, variants in languages.items():
            if variants != first:
                path = LETTER_TEMPLATE.path(slug, language)
                found.append(DocumentWarning(path, 1, apart(library, slug, language)))
    return found


def _languages(library: Library, slug: str) -> dict[str, tuple[int, ...]]:
    """Return language → variants of a template, in our order."""
    known = {it.language: it.variants for it in templates_of(library) if it.slug == slug}
    return {language: known[language] for language in in_order(known)}


def _in_words(variants: Sequence[int]) -> str:
    if not variants:
        return "no variants"
    return f"{' and '.join(map(str, variants))} variants"
