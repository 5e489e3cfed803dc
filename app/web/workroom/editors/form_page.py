"""The page with the form of a case or an addressee, and what it shows besides."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.content.library.library import Library
from app.content.library.links import dependants
from app.content.text.document import DocumentError, Fields
from app.content.texts import printed_languages
from app.web.workroom.documents.drafts import WorkingDocument
from app.web.workroom.documents.mending import Mend, errors_of, marked
from app.web.workroom.documents.titles import name_of, title_of
from app.web.workroom.documents.typed import readable, typed_note
from app.web.workroom.forms.document_fields import Choice, DocumentField
from app.web.workroom.forms.document_forms import DocumentForm
from app.web.workroom.kinds import edit_url

WHOLE = "whole"
"""The last field of the page's form: without it, the form arrived incomplete."""


@dataclass(frozen=True)
class Section:
    """A part of the form under one heading."""

    heading: str
    fields: tuple[str, ...]

    @property
    def id(self) -> str:
        """What the table of contents leads to."""
        return f"part-{self.fields[0]}"


@dataclass(frozen=True)
class Editor:
    """What is special about the form for one kind of document."""

    form: type[DocumentForm]
    page: str
    sections: tuple[Section, ...]
    offer: Callable[[Any, Library], None]
    """Fills the form's selects with what there is to choose from."""
    changed: Callable[[Fields, Fields], tuple[Fields, list[str]]]
    """From old and new fields to those to be saved, with a notice of what else has changed."""
    undecided: Callable[[str, Fields, Library], list[DocumentError]]
    """From a path, the fields that supporters see and the new documents to what isn't decided."""
    about: Callable[[Fields, Fields], Mapping[str, Any]]
    """From the saved fields, and those that supporters see, to what the page shows besides."""


def nothing_changed(_old: Fields, new: Fields) -> tuple[Fields, list[str]]:
    """Return the fields as they were typed."""
    return new, []


def offer_addressees(fields: Iterable[DocumentField], library: Library) -> None:
    """Offer the library's addressees in these fields, by name."""
    names = {slug: f"{each.label} ({slug})" for slug, each in library.addressees.items()}
    for field in fields:
        if isinstance(field, Choice):
            field.choices = dict(sorted(names.items(), key=lambda item: item[1]))


def what_to_mend(
    editor: Editor, document: WorkingDocument, form: DocumentForm, library: Library
) -> list[Mend]:
    """Put what is wrong with the library's document by its field in the form; return all of it."""
    path, errors = document.path, errors_of(document.path, library)
    live = readable(path, document.live)
    if live and path in library.documents:
        undecided = editor.undecided(path, live.fields, library)
        # Says the same, less exactly; what is said of the whole document is another matter.
        around = {error.location[:-1] for error in undecided} - {()}
        errors = [error for error in errors if error.location not in around] + undecided
    return marked(form, errors, url_for("workroom.text_editor.edit", path=path))


def page(
    editor: Editor,
    document: WorkingDocument,
    form: DocumentForm,
    library: Library,
    mends: list[Mend],
    *,
    status: int = 200,
    place: str = "",
) -> ResponseReturnValue:
    """Return the page; with a status other than 200, it says that nothing was saved.

    `place` is the part that was moved or added, to be seen at once.
    """
    editor.offer(form, library)
    saved = readable(document.path, document.text)
    live = readable(document.path, document.live)
    shown = render_template(
        editor.page,
        document=document,
        name=name_of(document.path, library),
        form=form,
        sections=editor.sections,
        headings=[section.heading for section in editor.sections],
        site_languages=printed_languages(),
        languages=form.shown_languages(),
        mends=mends,
        is_refused=status != 200,
        is_typed=request.method == "POST",
        place=place,
        note=typed_note(),
        whole=WHOLE,
        used_in=[
            (edit_url(path), title_of(path, library)) for path in dependants(library, document.path)
        ],
        **editor.about(saved.fields if saved else {}, live.fields if live else {}),
    )
    return make_response(shown, status)
