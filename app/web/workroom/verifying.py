"""“Verified today, by me, source …”: one action for the holder or the address of an addressee."""

from collections.abc import Mapping
from typing import Any, Literal

from flask import Blueprint, flash, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue
from wtforms import Form, HiddenField, StringField
from wtforms.validators import AnyOf, DataRequired, Length, Regexp, ValidationError

from app.content.document import NO_TEXT, DocumentError
from app.content.rewriting import rewrite
from app.content.succession import NothingToVerify, verified
from app.records.revision import Overtaken
from app.web.current import today
from app.web.workroom import drafts
from app.web.workroom.document_fields import tidy
from app.web.workroom.drafts import WorkingDocument
from app.web.workroom.room import needs
from app.web.workroom.saving import typed_base
from app.web.workroom.titles import name_of
from app.web.workroom.typed import readable, withdrawn_page

verifying = Blueprint("verifying", __name__)

WHAT = ("holder", "address")
MOST_CHARACTERS = 500


def shown(fields: Mapping[str, Any], what: str) -> str:
    """Return the holder's name or the address's lines, as one line; nothing if there is none."""
    part = fields.get(what)
    if not isinstance(part, Mapping):
        return ""
    found = part.get("name") if what == "holder" else part.get("full")
    if isinstance(found, Mapping):
        found = found.get("en")
    text = ", ".join(map(str, found)) if isinstance(found, list) else str(found or "")
    return " ".join(text.split())


def _is_text(_form: Form, field: StringField) -> None:
    """Raise ValidationError for what no document can hold."""
    if found := NO_TEXT.search(field.data or ""):
        raise ValidationError(f"U+{ord(found[0]):04X} is no sign of a text.")


class VerifyForm(Form):
    """Where the holder was seen in office, or the address was found again."""

    what = HiddenField(
        "What was verified", [AnyOf(WHAT, "Say what was verified: the holder or the address.")]
    )
    holder = HiddenField("The name that the page showed")
    address = HiddenField("The address that the page showed")
    source = StringField(
        "Source",
        [
            DataRequired("Say where you saw it: a source’s title."),
            Length(max=MOST_CHARACTERS, message=f"At most {MOST_CHARACTERS:,} characters."),
            _is_text,
        ],
        filters=[lambda text: " ".join((text or "").split())],
    )
    url = StringField(
        "Address on the web, if any",
        [
            Regexp(r"(https://\S+)?$", message="An address on the web begins with https://."),
            Length(max=MOST_CHARACTERS, message=f"At most {MOST_CHARACTERS:,} characters."),
            _is_text,
        ],
        filters=[lambda text: tidy(text or "")],
    )

    @property
    def which(self) -> Literal["holder", "address"]:
        """What was verified."""
        return "holder" if self.what.data == "holder" else "address"

    def fault_of_shown(self, fields: Mapping[str, Any]) -> str:
        """Return why it isn't what the page showed; nothing if it is, or if the page didn't say."""
        seen, known = self[self.which].data, shown(fields, self.which)
        if seen is None or " ".join(seen.split()) == known:
            return ""
        return (
            f"The {self.which} that you were shown, {seen or 'none'}, isn’t the one that the draft "
            f"has: {known or 'none'}. Look at it, then verify it again."
        )

    @property
    def title(self) -> str:
        """The source's title."""
        return self.source.data or ""


@verifying.post("/verify/<addressee_path:path>")
@needs("editor")
def verify(path: str) -> ResponseReturnValue:
    """Save that the holder or the address was verified today; it is a draft until published."""
    document = drafts.working(path)
    known = readable(path, document.text)
    if document.text is None:
        return withdrawn_page(document)
    form = VerifyForm(request.form)
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
    return _save(path, text, form)


def _save(path: str, text: str, form: VerifyForm) -> ResponseReturnValue:
    note = f"{form.which.capitalize()} verified: {form.title}"
    try:
        drafts.save(path, text, base=typed_base(), note=note)
    except Overtaken:
        form.form_errors.append("Somebody saved it meanwhile: look at it, then verify it again.")
        return _page(drafts.working(path), form)
    flash(f"{note}. Supporters see it once it is published.")
    return redirect(drafts.edit_url(path), 303)


def _page(document: WorkingDocument, form: VerifyForm) -> ResponseReturnValue:
    """Return the small form again, with what is wrong with it."""
    known = readable(document.path, document.text)
    page = render_template(
        "workroom/verifying.html",
        shown={what: shown(known.fields if known else {}, what) for what in WHAT},
        document=document,
        name=name_of(document.path, drafts.working_library()),
        form=form,
    )
    return make_response(page, 422)
