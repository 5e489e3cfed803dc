"""“Verified today, by me, source …”: one action for what an addressee or a case says."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, flash, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict
from wtforms import Form, HiddenField, StringField
from wtforms.validators import DataRequired, Regexp, ValidationError

from app.content.checks.verification import NothingToVerify, verified
from app.content.editing.rewriting import rewrite
from app.content.text.document import DocumentError
from app.limits import LONGEST_SOURCE
from app.records.revision import Overtaken
from app.web.current import today
from app.web.workroom.access.guard import needs
from app.web.workroom.documents import drafts
from app.web.workroom.documents.drafts import WorkingDocument
from app.web.workroom.documents.parts_to_verify import (
    called,
    may_be_verified,
    noun,
    part_in_words,
    parts_to_verify,
    say_what,
)
from app.web.workroom.documents.saving import typed_base
from app.web.workroom.documents.titles import name_of
from app.web.workroom.documents.typed import readable, withdrawn_page
from app.web.workroom.forms.document_fields import tidy
from app.web.workroom.forms.plain_fields import is_text
from app.web.workroom.forms.size import at_most
from app.web.workroom.kinds import edit_url

verifying = Blueprint("verifying", __name__)


class VerifyForm(Form):
    """What was verified, and where it was seen."""

    what = HiddenField("What was verified")
    source = StringField(
        "Source",
        [
            DataRequired("Say where you saw it: a source’s title."),
            at_most(LONGEST_SOURCE),
            is_text,
        ],
        filters=[lambda text: " ".join((text or "").split())],
    )
    url = StringField(
        "Address on the web, if any",
        [
            at_most(LONGEST_SOURCE),
            Regexp(r"(https://\S+)?$", message="An address on the web begins with https://."),
            is_text,
        ],
        filters=[lambda text: tidy(text or "")],
    )

    def __init__(self, path: str, typed: MultiDict[str, str]) -> None:
        super().__init__(typed)
        self.path = path
        self.seen = typed.get(self.what.data or "")
        """What the page showed of it; None if it didn't say."""

    def validate_what(self, field: HiddenField) -> None:
        """Ask for what there can be in such a document."""
        if not may_be_verified(self.path, field.data or ""):
            raise ValidationError(say_what(self.path))

    def fault_of_shown(self, fields: Mapping[str, Any]) -> str:
        """Return why it isn't what the page showed; nothing if it is, or if the page didn't say."""
        known = part_in_words(fields, self.which)
        if self.seen is None or " ".join(self.seen.split()) == known:
            return ""
        return (
            f"The {noun(self.which)} that you were shown, {self.seen or 'none'}, isn’t the one "
            f"that the draft has: {known or 'none'}. Look at it, then verify it again."
        )

    @property
    def which(self) -> str:
        """What was verified."""
        return self.what.data or ""

    @property
    def title(self) -> str:
        """The source's title."""
        return self.source.data or ""


@verifying.post("/verify/<case_path:path>")
@verifying.post("/verify/<addressee_path:path>")
@needs("editor")
def verify(path: str) -> ResponseReturnValue:
    """Save that something in the document was verified today; it is a draft until published."""
    document = drafts.working(path)
    known = readable(path, document.text)
    if document.text is None:
        return withdrawn_page(document)
    form = VerifyForm(path, request.form)
    if not form.validate():
        return _page(document, form)
    known_fields = known.fields if known else {}
    if fault := form.fault_of_shown(known_fields):
        form.form_errors.append(fault)
        return _page(document, form)
    try:
        fields = verified(known_fields, form.which, today(), form.title, form.url.data)
        text = rewrite(path, document.text, fields)
    except (NothingToVerify, DocumentError) as error:
        form.form_errors.append(getattr(error, "message", str(error)))
        return _page(document, form)
    return _save(path, text, form, f"{called(fields, form.which)} verified: {form.title}")


def _save(path: str, text: str, form: VerifyForm, note: str) -> ResponseReturnValue:
    try:
        drafts.save(path, text, base=typed_base(), note=note, action="verified")
    except Overtaken:
        form.form_errors.append("Somebody saved it meanwhile: look at it, then verify it again.")
        return _page(drafts.working(path), form)
    flash(f"{note}. Supporters see it once it is published.")
    return redirect(edit_url(path), 303)


def _page(document: WorkingDocument, form: VerifyForm) -> ResponseReturnValue:
    """Return the small form again, with what is wrong with it."""
    known = readable(document.path, document.text)
    page = render_template(
        "workroom/verifying.html",
        parts=parts_to_verify(document.path, known.fields if known else {}),
        edit_url=edit_url(document.path),
        document=document,
        name=name_of(document.path, drafts.working_library()),
        form=form,
    )
    return make_response(page, 422)
