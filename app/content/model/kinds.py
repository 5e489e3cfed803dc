"""The kinds of documents as values: where their files lie, what they hold, what they held before.

Database, addresses and files have plain paths. What has to know what a path names reads it with
`DocumentPath.parse`, and writes one with `Kind.path`.
"""

import copy
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Self

from app.content.model.addressee import Addressee
from app.content.model.blank import New, blank_addressee, blank_case, blank_letter_template
from app.content.model.case import Case
from app.content.model.letter_template import FrontMatter
from app.content.model.source import Record
from app.content.model.upgrades import case_with_sourced_sentences
from app.content.text.document import MARKDOWN, YAML_FILE, Fields
from app.content.text.folder import ADDRESSEES, CASES, LETTER_TEMPLATES
from app.content.text.messages import Refusal, translatable

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

Upgrade = Callable[[dict[str, Any]], dict[str, Any]]
"""From the fields of one schema to those of the next. It may change those that it is given."""


Blank = Callable[[New], tuple[Fields, str]]
"""Returns the fields and the body of a new document: all that it needs, nothing said in it."""


class NotADocument(Refusal):
    """The path isn't one that a document can have."""

    template = "“%(path)s” is not the path of a document: small letters and hyphens."


class Unliftable(Exception):
    """A document of an older schema doesn't hold what its upgrade looks for."""


@dataclass(frozen=True, eq=False)
class Kind:
    """A kind of document."""

    name: str
    """In a sentence: letter template."""
    folder: str
    """Where its files lie."""
    model: type[Record]
    """What its fields must be, today."""
    title_field: str
    blank: Blank
    has_places: bool = False
    """Whether folders lie between, as in kz/ombudsman."""
    is_by_language: bool = False
    """Whether each language has a file of its own, in Markdown below its fields."""
    upgrades: tuple[Upgrade, ...] = ()
    """From schema 1 to 2, from 2 to 3, and so on."""

    @property
    def schema(self) -> int:
        """The number of today's schema, which documents carry; one without a number has 1."""
        return 1 + len(self.upgrades)

    @property
    def regex(self) -> str:
        """What the paths of such documents look like; without groups, as addresses need it."""
        places = f"(?:{SLUG.pattern}/)+" if self.has_places else ""
        language = "/[a-z]{2}" if self.is_by_language else ""
        return rf"{self.folder}/{places}{SLUG.pattern}{language}{re.escape(self.ending)}"

    @property
    def ending(self) -> str:
        """How the names of its files end."""
        return MARKDOWN if self.is_by_language else YAML_FILE

    def has(self, path: str) -> bool:
        """Return whether the path is one of such a document."""
        return re.fullmatch(self.regex, path) is not None

    def path(self, slug: str, language: str | None = None) -> str:
        """Return the path of a document, in a language if each has a file of its own."""
        return str(DocumentPath(self, slug, language))

    def lifted(self, fields: Fields, schema: int) -> dict[str, Any]:
        """Return the fields of an older schema as those of today's; raise Unliftable.

        Nobody has checked what they hold: an upgrade may well fail over it.
        """
        lifted = copy.deepcopy(dict(fields))
        try:
            for upgrade in self.upgrades[schema - 1 :]:
                lifted = upgrade(lifted)
        except (LookupError, TypeError, ValueError, AttributeError) as error:
            raise Unliftable from error
        return lifted


@dataclass(frozen=True)
class DocumentPath:
    """What a path names; `str()` gives the path."""

    kind: Kind
    slug: str
    """Tells it from the others of its kind: kz/ombudsman."""
    language: str | None = None
    """Of a kind that has a file for each language; of others None."""

    def __str__(self) -> str:
        language = f"/{self.language}" if self.language else ""
        return f"{self.kind.folder}/{self.slug}{language}{self.kind.ending}"

    @classmethod
    def find(cls, path: str) -> Self | None:
        """Return what the path names, None if it isn't the path of a document."""
        kind = next((kind for kind in KINDS if kind.has(path)), None)
        if kind is None:
            return None
        slug = path.removeprefix(f"{kind.folder}/").removesuffix(kind.ending)
        if not kind.is_by_language:
            return cls(kind, slug)
        slug, _, language = slug.rpartition("/")
        return cls(kind, slug, language)

    @classmethod
    def parse(cls, path: str) -> Self:
        """Return what the path names; raise NotADocument."""
        found = cls.find(path)
        if found is None:
            raise NotADocument(path=path)
        return found


CASE = Kind(
    translatable("case"),
    CASES,
    Case,
    "title",
    blank_case,
    upgrades=(case_with_sourced_sentences,),
)
ADDRESSEE = Kind(
    translatable("addressee"), ADDRESSEES, Addressee, "office", blank_addressee, has_places=True
)
LETTER_TEMPLATE = Kind(
    translatable("letter template"),
    LETTER_TEMPLATES,
    FrontMatter,
    "title",
    blank_letter_template,
    is_by_language=True,
)

KINDS = (CASE, ADDRESSEE, LETTER_TEMPLATE)


def language_of_path(path: str) -> str | None:
    """Return the language of a document that has one of its own, by its path; None of others."""
    found = DocumentPath.find(path)
    return found.language if found else None
