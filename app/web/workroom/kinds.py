"""Where the workroom has each kind of document: its list, its editor, its name in addresses."""

from dataclasses import dataclass

from flask import url_for

from app.content.model.kinds import ADDRESSEE, CASE, LETTER_TEMPLATE, DocumentPath, Kind


@dataclass(frozen=True)
class Pages:
    """The pages of one kind of document."""

    heading: str
    """Of its list, and its name in the navigation."""
    list: str
    """The endpoint of its list."""
    editor: str
    """The endpoint of its form, or for a letter template of its editor."""
    word: str
    """What it is called in the address of a new one: /new/letter-template."""
    title_hint: str
    """What a new one's title is for."""


PAGES = {
    CASE: Pages(
        heading="Cases",
        list="workroom.documents.cases",
        editor="workroom.case_form.edit",
        word="case",
        title_hint="As it stands above the case on the site. The other languages come later.",
    ),
    ADDRESSEE: Pages(
        heading="Addressees",
        list="workroom.documents.addressees",
        editor="workroom.addressee_form.edit",
        word="addressee",
        title_hint="The office, such as Prosecutor General. The other languages come later.",
    ),
    LETTER_TEMPLATE: Pages(
        heading="Letter templates",
        list="workroom.documents.templates",
        editor="workroom.letter_templates.edit",
        word="letter-template",
        title_hint="For organisers alone: supporters don’t see it.",
    ),
}


def by_word(word: str) -> Kind | None:
    """Return the kind that is called so in addresses."""
    return next((kind for kind, pages in PAGES.items() if pages.word == word), None)


def edit_url(path: str) -> str:
    """Return where a document is edited; raise NotADocument."""
    return url_for(PAGES[DocumentPath.parse(path).kind].editor, path=path)


def list_url(kind: Kind) -> str:
    """Return the address of the list of such documents."""
    return url_for(PAGES[kind].list)
