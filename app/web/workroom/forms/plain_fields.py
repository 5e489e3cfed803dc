"""Fields for plain texts of the settings, in one language or in several."""

from collections.abc import Callable, Iterator

from wtforms import Field, Form, FormField, StringField
from wtforms.fields.simple import TextAreaField
from wtforms.form import BaseForm
from wtforms.validators import StopValidation, ValidationError

from app.content.languages import ENGLISH, english_name
from app.content.text.document import NO_TEXT
from app.content.texts import printed_languages
from app.letters.measure import missing_glyphs, named
from app.limits import MOST_PROSE
from app.records.settings import SettingTexts
from app.web.workroom.forms.document_fields import tidy
from app.web.workroom.forms.one_line import one_line
from app.web.workroom.forms.size import at_most


def is_text(_form: Form, field: Field) -> None:
    """Raise StopValidation for what neither page nor document can hold."""
    if found := NO_TEXT.search(field.data or ""):
        raise StopValidation(f"U+{ord(found[0]):04X} is no character of a text.")


def _is_printable(_form: Form, field: Field) -> None:
    """Raise ValidationError for what the letters' font lacks: no guide could be printed."""
    if missing := missing_glyphs(field.data or ""):
        characters = ", ".join(map(named, missing[:5]))
        raise ValidationError(f"The guide prints this, and its font lacks {characters}.")


def line(label: str, most: int) -> StringField:
    """Return a field for one line of at most so many characters."""
    return StringField(label, [at_most(most), is_text], filters=[one_line])


def printed_line(label: str, most: int) -> StringField:
    """Return a field for one line that is printed in the guide, too."""
    return StringField(label, [at_most(most), is_text, _is_printable], filters=[one_line])


def prose(label: str) -> TextAreaField:
    """Return a field for paragraphs."""
    fits = at_most(MOST_PROSE)
    return TextAreaField(label, [fits, is_text], filters=[lambda text: tidy(text or "")])


class InPrintedLanguages(FormField):  # type: ignore[type-arg]  # generic for mypy alone
    """A text in several languages, most often those printed, in a control each: `imprint-en`."""

    @property
    def texts(self) -> SettingTexts:
        """What was typed, by language; blank ones are left out."""
        return {field.short_name: field.data for field in self.form if field.data}

    def texts_beside(self, known: SettingTexts) -> SettingTexts:
        """Return them with those of what is known whose language has no control now."""
        hidden = {code: text for code, text in known.items() if code not in self.form}
        return {**hidden, **self.texts}

    @property
    def english(self) -> Field:
        """The control for English, which stands in for the other languages."""
        control: Field = self.form[ENGLISH]
        return control


def by_language(make: Callable[[str], Field], label: str, others: str = "") -> InPrintedLanguages:
    """Return such a field; `{}` in its labels is the language, `others` for all but the first."""
    first, *rest = printed_languages()
    labels = {first: label, **dict.fromkeys(rest, others or label)}
    controls = {code: make(text.format(english_name(code))) for code, text in labels.items()}
    return InPrintedLanguages(type("TextsForm", (Form,), controls))


def controls_of(form: BaseForm) -> Iterator[Field]:
    """Yield the fields of a form, and of one with several controls each of these."""
    for field in form:
        if isinstance(field, FormField):
            yield from controls_of(field.form)
        else:
            yield field
