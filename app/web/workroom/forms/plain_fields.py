"""Fields for plain texts of the settings, in one language or in several."""

from wtforms import Field, Form, StringField
from wtforms.fields.simple import TextAreaField
from wtforms.validators import Length, ValidationError

from app.content.model.localised import LANGUAGES
from app.content.text.document import NO_TEXT
from app.letters.measure import missing_glyphs, named
from app.records.settings import Texts
from app.web.workroom.forms.document_fields import tidy
from app.web.workroom.forms.one_line import one_line

MOST_PROSE = 10_000


def is_text(_form: Form, field: Field) -> None:
    """Raise ValidationError for what neither page nor document can hold."""
    if found := NO_TEXT.search(field.data or ""):
        raise ValidationError(f"U+{ord(found[0]):04X} is no sign of a text.")


def _is_printable(_form: Form, field: Field) -> None:
    """Raise ValidationError for what the letters' type lacks: no guide could be printed."""
    if missing := missing_glyphs(field.data or ""):
        signs = ", ".join(map(named, missing[:5]))
        raise ValidationError(f"The guide prints this, and its type has no sign for {signs}.")


def line(label: str, most: int) -> StringField:
    """Return a field for one line of at most so many characters."""
    length = Length(max=most, message=f"At most {most} characters.")
    return StringField(label, [length, is_text], filters=[one_line])


def printed_line(label: str, most: int) -> StringField:
    """Return a field for one line that is printed in the guide, too."""
    length = Length(max=most, message=f"At most {most} characters.")
    return StringField(label, [length, is_text, _is_printable], filters=[one_line])


def prose(label: str) -> TextAreaField:
    """Return a field for paragraphs."""
    length = Length(max=MOST_PROSE, message=f"At most {MOST_PROSE:,} characters.")
    return TextAreaField(label, [length, is_text], filters=[lambda text: tidy(text or "")])


def texts_of(form: Form, name: str) -> Texts:
    """Return what was typed of a text, by language; blank ones are left out."""
    typed = {language: form[f"{name}_{language}"].data for language in LANGUAGES}
    return {language: text for language, text in typed.items() if text}
