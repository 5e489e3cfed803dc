"""New documents: from nothing, or from another one's text."""

from flask import Blueprint, abort, flash, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict
from wtforms import Form, SelectField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined] # no types yet
from wtforms.validators import DataRequired, Regexp, ValidationError

from app.content.changes.unchecked import text_and_language
from app.content.checks.reviewing import unmark_changed
from app.content.editing.rewriting import fresh, rewrite
from app.content.languages import ENGLISH, english_name, listed
from app.content.model.blank import New
from app.content.model.kinds import ADDRESSEE, SLUG, DocumentPath, Kind
from app.content.text.document import Document, DocumentError, parse
from app.limits import LONGEST_LINE, LONGEST_SLUG
from app.records import revision
from app.records.database import db
from app.records.revision import Overtaken
from app.web.current import live_texts, today
from app.web.workroom.access.guard import needs
from app.web.workroom.documents import drafts
from app.web.workroom.documents.titles import titles
from app.web.workroom.forms.one_line import one_line
from app.web.workroom.forms.size import at_most
from app.web.workroom.forms.value_names import OFFICE_KINDS
from app.web.workroom.kinds import PAGES, by_word, edit_url, list_url

making = Blueprint("making", __name__)

_PORTS = (f"{port}{number}" for port in ("com", "lpt") for number in range(10))
_RESERVED = {"con", "prn", "aux", "nul", *_PORTS}
"""No Windows keeps a file under these names."""


class _Slug(StringField):
    """A field for small letters, figures and hyphens; it says itself what is wrong."""

    def pre_validate(self, _form: object) -> None:
        text = self.data or ""
        if not text:
            raise ValidationError("Write a short name.")
        if len(text) > LONGEST_SLUG:
            raise ValidationError(f"At most {LONGEST_SLUG} characters; this has {len(text):,}.")
        if not SLUG.fullmatch(text):
            raise ValidationError(
                "Only small letters a to z, figures, and single hyphens between them."
            )
        if text in _RESERVED:
            raise ValidationError("Some computers can’t keep a file of this name: choose another.")


class NewForm(Form):
    """What a new document is called; it has the fields that its kind needs."""

    title = StringField(
        "Title",
        validators=[
            DataRequired("Write a title."),
            at_most(LONGEST_LINE),
        ],
        filters=[one_line],
    )
    slug = _Slug("Short name")
    country = StringField(
        "Folder", validators=[Regexp(r"[a-z]{2}\Z", message="Two small letters, as kz.")]
    )
    kind = SelectField("What it is", choices=[SelectChoice(*each) for each in OFFICE_KINDS.items()])
    language = SelectField(
        "Language", choices=[SelectChoice(each, english_name(each)) for each in listed()]
    )

    def __init__(self, of: Kind, typed: MultiDict[str, str] | None = None, **known: str) -> None:
        super().__init__(typed, data={"country": "kz", "language": ENGLISH, **known})
        self.of = of
        needed = {
            "country": of.has_places,
            "kind": of is ADDRESSEE,
        }
        for name in needed:
            if not needed[name]:
                del self[name]

    @property
    def path(self) -> str:
        """The path of the document; of a form that is valid."""
        place = f"{self.country.data}/" if self.country else ""
        return self.of.path(
            f"{place}{self.slug.data}", self.language.data if self.of.is_by_language else None
        )

    def is_free(self) -> bool:
        """Return whether there is no document under this path; says by the field if there is."""
        newest, live = revision.newest(db.session, self.path), live_texts().get(self.path)
        if newest is None and live is None:
            return True
        is_gone = newest is not None and newest.withdraws
        self.slug.errors = [
            "There was one under this name. Restore it from its revisions, or choose another."
            if is_gone
            else "There is one under this name already: choose another."
        ]
        return False


@making.route("/new/<word>", methods=["GET", "POST"])
@needs("editor")
def new(word: str) -> ResponseReturnValue:
    """Ask what a new document is called; save its first draft."""
    kind = by_word(word)
    if kind is None:
        abort(404)
    form = NewForm(kind, request.form if request.method == "POST" else None)
    heading = f"New {kind.name}"
    if request.method == "POST" and form.validate() and form.is_free():
        office_kind = form.kind.data if form.kind else ""
        new = New(form.title.data or "", form.language.data, today(), office_kind)
        fields, body = kind.blank(new)
        try:
            return _first_draft(form, fresh(form.path, fields, body), "New")
        except (DocumentError, Overtaken) as error:
            _refuse(form, error)
    return _page(form, heading)


@making.route("/duplicate/<document_path:path>", methods=["GET", "POST"])
@needs("editor")
def duplicate(path: str) -> ResponseReturnValue:
    """Ask what a copy of a document is called; save its first draft."""
    text = drafts.working(path).text
    if text is None:
        abort(404)
    named = DocumentPath.parse(path)
    title, language = _title(path, text)
    known = {"title": title, "language": named.language or language or ENGLISH}
    if named.kind.has_places:
        known["country"] = named.slug.split("/")[0]
    form = NewForm(named.kind, request.form if request.method == "POST" else None, **known)
    if form.kind:
        del form.kind
    if request.method == "POST" and form.validate() and form.is_free():
        try:
            copied = _copied(form.path, text, form.title.data or "", form.language.data)
            return _first_draft(form, copied, f"Copy of {path}")
        except (DocumentError, Overtaken) as error:
            _refuse(form, error)
    return _page(form, titles()(path), "Duplicate")


def _first_draft(form: NewForm, text: str, note: str) -> ResponseReturnValue:
    drafts.save(form.path, text, base=0, note=note)
    flash("A first draft is saved. Supporters see nothing of it until it is published.")
    return redirect(edit_url(form.path), 303)


def _refuse(form: NewForm, error: DocumentError | Overtaken) -> None:
    if isinstance(error, Overtaken):
        form.slug.errors = ["Somebody has just taken this name: choose another."]
    else:
        form.title.errors = [f"{error.fault[:1].upper()}{error.fault[1:]}."]


def _page(form: NewForm, heading: str, action: str = "") -> ResponseReturnValue:
    page = render_template(
        "workroom/new.html",
        form=form,
        heading=heading,
        action=action,
        title_hint=PAGES[form.of].title_hint,
        back=list_url(form.of),
    )
    return make_response(page, 422 if form.errors else 200)


def _parsed(path: str, text: str) -> Document | None:
    try:
        return parse(path, text)
    except DocumentError:
        return None


def _title(path: str, text: str) -> tuple[str, str]:
    """Return a document's title and its language, English if it can be; empty if unreadable."""
    document = _parsed(path, text)
    title = document.fields.get(DocumentPath.parse(path).kind.title_field) if document else None
    if isinstance(title, str):
        return title, ""
    return text_and_language(title)


def _copied(path: str, text: str, title: str, language: str) -> str:
    """Return the text under another title; what can't be read is copied as it is.

    Raises DocumentError if the title can't be written.
    """
    original = _parsed(path, text)
    if original is None or _title(path, text)[0] == title:
        return text
    name = DocumentPath.parse(path).kind.title_field
    known = original.fields.get(name)
    texts = {**known, language: title} if isinstance(known, dict) else title
    fields = {**original.fields, name: texts}
    copy = Document(path, fields, original.body)
    return rewrite(path, text, unmark_changed(original, copy), original.body)
