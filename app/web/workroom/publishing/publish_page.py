"""The page on which a publication is looked at, decided and done."""

from collections.abc import Callable
from dataclasses import dataclass, field

from flask import make_response, render_template, request
from flask.typing import ResponseReturnValue

from app.content.changes.half_changed import in_words
from app.content.languages import known_languages
from app.content.text.document import DocumentError
from app.web import current
from app.web.workroom.access.guard import organiser
from app.web.workroom.documents.titles import titles
from app.web.workroom.kinds import edit_url
from app.web.workroom.publishing import letters_before_and_after
from app.web.workroom.publishing.looking import Look
from app.web.workroom.publishing.questions import Questions


@dataclass
class Hindrances:
    """What stands in the way of a publication, beside errors of documents."""

    refusals: list[str] = field(default_factory=list)
    proof_errors: list[str] | None = None
    """None if the letters weren't held against their pages."""
    questions: Questions | None = None
    """None if they are still to be asked, with what was typed."""
    status: int = 422


def publish_page(look: Look, hindrances: Hindrances) -> ResponseReturnValue:
    """Return what would change for supporters, with what is asked and what stands in the way."""
    questions, title_of = hindrances.questions, titles()
    if questions is None:
        questions = Questions.about(look, request.form or None)
    page = render_template(
        "workroom/publish.html",
        look=look,
        hindrances=hindrances,
        questions=questions,
        seen=current.publication_id(),
        may_publish=organiser().may("publisher"),
        title_of=title_of,
        kept=_kept(look, questions, title_of),
        mends=_by_document(look),
        in_words=in_words,
        languages=known_languages(),
        edit_url=edit_url,
        **letters_before_and_after.page_values(look),
    )
    return make_response(page, hindrances.status)


def _kept(look: Look, questions: Questions, title_of: Callable[[str], str]) -> dict[str, str]:
    """Return what was typed and stands in no form of the page, to be given back."""
    has_form = bool(look.chosen) and not look.errors
    kept = (questions if has_form else Questions()).typed_besides(request.form, title_of)
    note = request.form.get("note", "").strip()
    return kept if has_form or not note else {**kept, "Note": note}


def _by_document(look: Look) -> dict[str, list[DocumentError]]:
    """Return the errors of a look by the path of their document."""
    found: dict[str, list[DocumentError]] = {}
    for error in look.errors:
        found.setdefault(error.path, []).append(error)
    return found
