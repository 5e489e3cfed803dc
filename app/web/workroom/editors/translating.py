"""Translating a document from another of its languages, side by side."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from flask import (
    Blueprint,
    abort,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from app.content.checks.gaps import source_language
from app.content.checks.reviewing import review_marks
from app.content.checks.translatable_texts import texts_by_language
from app.content.editing.rewriting import fresh, rewrite
from app.content.languages import in_order, is_known, listed
from app.content.model.kinds import ADDRESSEE, CASE, DocumentPath, Kind, language_of_path
from app.content.text.document import Document, DocumentError
from app.web.workroom.access.guard import needs
from app.web.workroom.access.keeping import typed_texts
from app.web.workroom.documents import drafts
from app.web.workroom.documents.drafts import WorkingDocument
from app.web.workroom.documents.reviewing import settled
from app.web.workroom.documents.titles import name_of
from app.web.workroom.documents.typed import (
    fault_of_note,
    readable,
    save_typed,
    text_at_base,
    typed_note,
    withdrawn_page,
)
from app.web.workroom.editors.addressee_form import AddresseeForm
from app.web.workroom.editors.case_form import CaseForm
from app.web.workroom.editors.side_by_side import TextSideBySide, pairs, translated
from app.web.workroom.editors.template_blocks import MOST_BLOCKS, block_pairs, blocks_of, typed_body
from app.web.workroom.forms.document_forms import DocumentForm, numbers, trail_in_words
from app.web.workroom.kinds import edit_url

translating = Blueprint("translating", __name__)

_FORMS: dict[Kind, type[DocumentForm]] = {CASE: CaseForm, ADDRESSEE: AddresseeForm}


@dataclass(frozen=True)
class Translation:
    """What is translated: from one language into another."""

    path: str
    """Of the document that the address names, and the original's language stands in."""
    source: str
    target: str

    @property
    def is_template(self) -> bool:
        """Whether each language has a document of its own."""
        return DocumentPath.parse(self.path).kind.is_by_language

    def path_in(self, language: str) -> str:
        """Return the path of the document with the texts in a language."""
        if not self.is_template:
            return self.path
        return str(replace(DocumentPath.parse(self.path), language=language))

    @property
    def url(self) -> str:
        """The address of its page."""
        values = {"path": self.path, "from": self.source, "to": self.target}
        return url_for("workroom.translating.edit", **values)  # type: ignore[arg-type] # “from”


@translating.route("/translate/<document_path:path>", methods=["GET", "POST"])
@needs("editor")
def edit(path: str) -> ResponseReturnValue:
    """Show a document's texts in two languages, or save what was typed in one of them."""
    source = request.args.get("from") or _own_language(path)
    target = request.args.get("to", next(each for each in listed() if each != source))
    are_two = source != target and is_known(source) and is_known(target)
    if not are_two or _is_too_much():
        abort(422 if request.method == "POST" else 404)
    translation = Translation(path, source, target)
    return _template(translation) if translation.is_template else _document(translation)


def _own_language(path: str) -> str:
    """Return the language of a letter template; of another document English, if it has that."""
    return language_of_path(path) or source_language(drafts.working_library(), path, "")


def _is_too_much() -> bool:
    return max(numbers("block", request.form), default=0) > MOST_BLOCKS


def _document(translation: Translation) -> ResponseReturnValue:
    """Return the page of a case or addressee, or save what was typed into it."""
    path, source, target = translation.path, translation.source, translation.target
    document = drafts.working(path)
    if document.text is None:
        return withdrawn_page(document)
    known = readable(path, document.text)
    if known is None:
        return _to_be_mended(path)
    form, fault = _FORMS[DocumentPath.parse(path).kind](data=known.fields), ""
    if request.method == "POST":
        old = readable(path, text_at_base(path)) or known
        new = Document(path, translated(old.fields, target, request.form))
        try:
            fields, notices = settled(old, new)
            return _save(translation, document, rewrite(path, old.yaml, fields), notices)
        except DocumentError as error:
            trail = form.trail(error.location)
            fault = f"{trail_in_words(trail)}: {error.fault}" if trail else error.message
    shown = list(pairs(form, known.fields, source, target, request.form))
    return _page(translation, document, shown, fault)


def _template(translation: Translation) -> ResponseReturnValue:
    """Return the page of a letter template, or save what was typed into it."""
    source = translation.path_in(translation.source)
    target = translation.path_in(translation.target)
    original = readable(source, drafts.working(source).text)
    document = _working_or_new(target)
    known = readable(target, document.text)
    if original is None or (known is None and document.text is not None):
        return _to_be_mended(target if original else source)
    title = TextSideBySide(
        "title",
        "Title",
        str(original.fields.get("title", "")),
        request.form.get("title", str(known.fields.get("title", "")) if known else ""),
    )
    blocks = block_pairs(
        blocks_of(original.body), blocks_of(known.body) if known else (), request.form
    )
    fault = ""
    if request.method == "POST":
        try:
            text, notices = _typed_template(target, title, blocks)
            return _save(translation, document, text, notices)
        except DocumentError as error:
            fault = error.message
    return _page(translation, document, [title, *blocks], fault)


def _working_or_new(path: str) -> WorkingDocument:
    """Return the document, or one that begins with nothing."""
    try:
        return drafts.working(path)
    except NotFound:
        return WorkingDocument(path, saved=None, live=None, newest=None)


def _typed_template(
    path: str, title: TextSideBySide, blocks: Sequence[TextSideBySide]
) -> tuple[str, list[str]]:
    """Return the text of the translated template, and notices; raise DocumentError."""
    base = text_at_base(path)
    old = readable(path, base)
    fields = {"reviewed": False, **(old.fields if old else {}), "title": title.translation.strip()}
    body = typed_body(blocks, old.body if old else "")
    fields, notices = settled(old, Document(path, fields, body))
    text = rewrite(path, base, fields, body) if old and base else fresh(path, fields, body)
    return text, notices


def _save(
    translation: Translation, document: WorkingDocument, text: str, notices: list[str]
) -> ResponseReturnValue:
    """Return the answer to a saved text; raise DocumentError if the note can't be saved."""
    if fault := fault_of_note():
        raise DocumentError(document.path, 1, fault)
    return save_typed(document, text, notices, then=translation.url)


def _to_be_mended(path: str) -> ResponseReturnValue:
    """Lead to the text that can't be read; with a translation typed already, give it back."""
    if request.method == "POST":
        page = render_template("workroom/unreadable.html", path=path, typed=typed_texts())
        return make_response(page, 422)
    flash("This document can’t be read as it is: mend it first, then translate it.")
    return redirect(url_for("workroom.text_editor.edit", path=path), 303)


def _page(
    translation: Translation, document: WorkingDocument, shown: list[TextSideBySide], fault: str
) -> ResponseReturnValue:
    saved = readable(document.path, document.text)
    has_texts = saved is not None and bool(texts_by_language(saved).get(translation.target))
    page = render_template(
        "workroom/translating.html",
        translation=translation,
        document=document,
        name=name_of(document.path, drafts.working_library()),
        pairs=shown,
        languages=in_order({*listed(), translation.source, translation.target}),
        missing=sum(pair.is_missing for pair in shown),
        is_reviewed=review_marks(saved).get(translation.target, False) if has_texts else None,
        fault=fault,
        note=typed_note(),
        edit_url=edit_url(translation.path),
    )
    return make_response(page, 422 if fault else 200)
