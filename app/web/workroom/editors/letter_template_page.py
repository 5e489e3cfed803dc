"""Letter templates, edited as text beside the letter that comes of them."""

import secrets
from typing import Any

from flask import Blueprint, Response, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import BooleanField, Form, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined] # no types yet

from app.content.checks.variants import apart
from app.content.checks.wordings import counted
from app.content.editing.rewriting import from_browser
from app.content.languages import ENGLISH, in_order
from app.content.library.library import Library
from app.content.model.kinds import LETTER_TEMPLATE, DocumentPath
from app.content.model.template_rules import EXAMPLES
from app.content.texts import printed_table
from app.letters.proof import OWN_WORDS
from app.letters.stationery import DEFAULT_STATIONERY, STATIONERIES
from app.records import overlay
from app.records.database import db
from app.web import busy
from app.web.current import live_texts
from app.web.letter_form import SEEDS
from app.web.workroom.access.guard import needs
from app.web.workroom.access.read_only import only_shows
from app.web.workroom.documents import drafts
from app.web.workroom.documents.drafts import WorkingDocument
from app.web.workroom.documents.mending import errors_of
from app.web.workroom.documents.reviewing import may_review, settled_text
from app.web.workroom.documents.typed import (
    fault_of_note,
    fault_of_text,
    readable,
    save_typed,
    withdrawn_page,
)
from app.web.workroom.editors.template_preview import Wanted, template_preview, to_show
from app.web.workroom.forms.marked_line import marked_line
from app.web.workroom.forms.whole_number import whole_number

letter_templates = Blueprint("letter_templates", __name__)


class TemplateForm(Form):
    """The text of a letter template, and which letter of it is shown beside."""

    text = TextAreaField("Text", default="")
    note = StringField("What did you change, and why?", default="")
    case = SelectField("Case", validate_choice=False)
    addressee = SelectField("Addressee", validate_choice=False)
    stationery = SelectField(
        "Stationery",
        choices=[SelectChoice(*each) for each in printed_table("stationery", ENGLISH).items()],
        default=DEFAULT_STATIONERY,
        validate_choice=False,
    )
    seed = StringField("Wording", default="0")
    words = BooleanField(f"With {OWN_WORDS} characters of own words")
    address = BooleanField("With the sender’s address", default=True)

    def wanted(self, library: Library, path: str) -> Wanted | None:
        """Return the letter to show, None if there is none; offer what there is to choose from."""
        found = to_show(library, path)
        cases = [library.cases[slug] for slug in found]
        self.case.choices = [SelectChoice(case.slug, str(case.title)) for case in cases]
        if not cases:
            self.addressee.choices = []
            return None
        case = next((case for case in cases if case.slug == self.case.data), cases[0])
        askable = found[case.slug]
        self.addressee.choices = [SelectChoice(each.slug, str(each.label)) for each in askable]
        addressee = next((it for it in askable if it.slug == self.addressee.data), askable[0])
        slug = self.stationery.data
        stationery = STATIONERIES[slug if slug in STATIONERIES else DEFAULT_STATIONERY]
        self.case.data, self.addressee.data = case.slug, addressee.slug
        self.stationery.data = stationery.slug
        return Wanted(case, addressee, stationery, self._seed(), self.words.data, self.address.data)

    def _seed(self) -> int:
        return whole_number(self.seed.data or "") or 0

    def choices(self) -> dict[str, Any]:
        """Return which letter is shown, for the address of the page."""
        return {
            "case": self.case.data,
            "addressee": self.addressee.data,
            "stationery": self.stationery.data,
            "seed": self._seed(),
            **{name: "y" for name in ("words", "address") if self[name].data},
        }


@letter_templates.route("/edit/<template_path:path>", methods=["GET", "POST"])
@needs("editor")
@only_shows("preview", "reword")
def edit(path: str) -> ResponseReturnValue:
    """Show the editor of a letter template, or save what was typed: with errors, too."""
    document = drafts.working(path)
    if document.text is None and (request.method == "GET" or "preview" in request.form):
        return withdrawn_page(document)
    if request.method == "GET":
        form = TemplateForm(request.args if "case" in request.args else None, text=document.text)
        form.text.data, form.note.data = document.text, ""
        return _page(document, form)
    form = TemplateForm(request.form)
    form.text.data = typed = from_browser(form.text.data or "")
    if "reword" in request.form:
        form.seed.data = str(secrets.randbelow(SEEDS))
    if "preview" in request.form or "reword" in request.form:
        return _page(document, form)
    if fault := fault_of_text() or fault_of_note():
        return make_response(_page(document, form, fault), 422)
    text, notices = settled_text(path, typed)
    then = url_for("workroom.letter_templates.edit", path=path, **form.choices())
    return save_typed(document, text, notices, then=then)


def _page(document: WorkingDocument, form: TemplateForm, fault: str = "") -> Response:
    """Return the page; with a fault, it says that nothing was saved."""
    path, text = document.path, form.text.data or ""
    library = drafts.working_library({path: text})
    errors = errors_of(path, library)
    named = DocumentPath.parse(path)
    slug, language = named.slug, named.language or ""
    published = _published(path)
    languages = _languages(library, slug)
    known = readable(path, text) or readable(path, document.live)
    fields = known.fields if known else {}
    shown = template_preview(document, form.wanted(library, path), library, published)
    page = render_template(
        "workroom/letter_template.html",
        document=document,
        form=form,
        fault=fault,
        slug=slug,
        language=language,
        title=fields.get("title") or slug,
        is_reviewed=fields.get("reviewed") is True,
        may_review=request.method == "GET" and may_review(path, language),
        lines=[(error, marked_line(text, error)) for error in errors],
        shown=shown,
        published=published,
        apart=apart(library, slug, language),
        counted=counted(library.letter_templates[slug, language])
        if (slug, language) in library.letter_templates
        else "",
        others=[each for each in in_order(languages) if each != language],
        is_typed=text != document.text,
        examples=EXAMPLES,
    )
    return busy.answer(page) if shown.is_busy else make_response(page)


def _languages(library: Library, slug: str) -> set[str]:
    """Return the languages in which there is a text of the letter template."""
    named = map(DocumentPath.parse, filter(LETTER_TEMPLATE.has, library.documents))
    return {each.language for each in named if each.language and each.slug == slug}


def _published(path: str) -> str:
    """Return which state of the document supporters see; empty if none."""
    if path not in live_texts():
        return ""
    published = overlay.published(db.session).get(path)
    return f"revision {published.number}" if published else "as it was installed"
