"""The fields of forms for what a document has in several languages."""

import re
from collections.abc import Mapping
from typing import Any

from app.content.changes.unchecked import text_and_language
from app.content.languages import in_order
from app.content.texts import printed_languages
from app.web.workroom.forms.document_fields import DocumentField, control_text, tidy

_NO_PARAGRAPH = "[…]"
"""Stands in the page for a paragraph that has no text yet."""

_EMPTY_LINE = re.compile(r"\n[^\S\n]*\n\s*")


def split_paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a text with empty lines between them."""
    return _EMPTY_LINE.split(text)


class ByLanguage(DocumentField):
    """A field with a control for each language; `data` holds those that the page has."""

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        """Take what was typed, or the value from a document."""
        del extra_filters
        if formdata is None:
            known = data if isinstance(data, Mapping) else {}
            self.data = {code: self._shown(known[code]) for code in in_order(known)}
            return
        before = f"{self.name}-"
        sent = [name.removeprefix(before) for name in formdata if name.startswith(before)]
        self.data = {
            code: self._typed(formdata.getlist(f"{before}{code}")) for code in in_order(sent)
        }

    def _shown(self, value: Any) -> Any:
        raise NotImplementedError

    def _typed(self, values: list[str]) -> Any:
        raise NotImplementedError


class TextByLanguage(ByLanguage):
    """One text by language."""

    kind = "texts"
    data: dict[str, str]

    def __init__(self, label: str, *, is_long: bool = False, **kwargs: Any) -> None:
        super().__init__(label, **kwargs)
        self.is_long = is_long

    def _shown(self, value: Any) -> str:
        return control_text(value)

    def _typed(self, values: list[str]) -> str:
        return tidy(values[0])

    def written(self) -> Any:
        """Return language → text, None if there is no text at all."""
        return {language: text for language, text in self.data.items() if text} or None

    def shown_languages(self) -> set[str]:
        """Return the languages for which it has a control or a text."""
        return set(self.data)

    def heading(self) -> str:
        """Return its text in English, or in the first language that has one."""
        return text_and_language(self.data)[0]

    def missing(self) -> list[str]:
        """Return the languages that are printed in which it has no text."""
        return [language for language in printed_languages() if not self.data.get(language)]


class ParagraphsByLanguage(TextByLanguage):
    """Paragraphs by language, with an empty line between them."""

    kind = "paragraphs"

    def _shown(self, value: Any) -> str:
        paragraphs = [control_text(each) for each in value] if isinstance(value, list) else []
        return "\n\n".join(each or _NO_PARAGRAPH for each in paragraphs) if any(paragraphs) else ""

    def written(self) -> Any:
        """Return language → paragraphs, None if there is no text at all."""
        paragraphs = {
            language: ["" if each == _NO_PARAGRAPH else each for each in split_paragraphs(text)]
            for language, text in self.data.items()
            if text
        }
        return paragraphs or None


class MarksByLanguage(ByLanguage):
    """Whether the texts were reviewed, by language.

    A page sends an empty value for each mark that there is, and another if it is ticked.
    """

    kind = "marks"
    data: dict[str, bool]

    def _shown(self, value: Any) -> bool:
        return value is True

    def _typed(self, values: list[str]) -> bool:
        return any(values)

    def written(self) -> Any:
        """Return language → mark."""
        return self.data or None
