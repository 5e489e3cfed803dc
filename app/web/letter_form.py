"""The form for a letter: what a supporter chooses and types."""

import re
import secrets
from collections.abc import Mapping
from typing import Any

from flask_babel import gettext, ngettext
from werkzeug.datastructures import MultiDict
from wtforms import (
    BooleanField,
    DateField,
    Field,
    Form,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined] # no types yet
from wtforms.validators import Optional, ValidationError

from app.content.languages import language_of
from app.content.model.case import Case
from app.content.text.messages import Refusal, translatable
from app.letters.envelope import ENVELOPES, envelope_of
from app.letters.label_sheet import LABEL_SHEETS
from app.letters.order import Order
from app.letters.sender import SIGNATURES, Sender, check_size, typed_words
from app.letters.stationery import DEFAULT_STATIONERY, STATIONERIES
from app.limits import LONGEST_LINE, MOST_DIGITS
from app.web.countries import countries
from app.web.current import today
from app.web.languages import current_language, offered
from app.web.wording import message

SEEDS = 1_000_000

_NO_CHOICE = "Not a valid choice."
_INSTEAD = {
    _NO_CHOICE: translatable("Choose one of those offered."),
    "Not a valid date value.": translatable("Write the date as year-month-day: 2026-11-22."),
    "Not a valid integer value.": translatable("Write a whole number."),
}
_WHOLE = re.compile(rf" *-?[0-9]{{1,{MOST_DIGITS}}} *")


def _choices(names: Mapping[str, str]) -> list[SelectChoice]:
    return [SelectChoice(value, name) for value, name in names.items()]


class _Messages:
    """Says what WTForms finds in our words, and in the language of the page."""

    def gettext(self, text: str) -> str:
        return str(gettext(_INSTEAD.get(text, text)))

    def ngettext(self, one: str, many: str, number: int) -> str:
        return str(ngettext(one, many, number))


class _WholeNumber(IntegerField):
    """A whole number with no more digits than anybody means."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take what was typed; raise ValueError for what is no such number."""
        numbers = [each if _WHOLE.fullmatch(each) else "" for each in valuelist]
        super().process_formdata(numbers)


class _Date(DateField):
    """A date; what is too long for one isn't read."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take what was typed; raise ValueError for what is no date."""
        super().process_formdata([each[:LONGEST_LINE] for each in valuelist])


class _Several(SelectMultipleField):
    """Some of many, each once and none that is too long for one of ours."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take what was ticked."""
        found = dict.fromkeys(each for each in valuelist if len(each) <= LONGEST_LINE)
        super().process_formdata(list(found))


def _has_size(_form: Form, field: Field) -> None:
    """Raise ValidationError for more than is even looked at."""
    try:
        check_size(field.name, field.data or "")
    except Refusal as refusal:
        raise ValidationError(message(refusal)) from None


class LetterForm(Form):
    """What a supporter chooses and types; it knows shapes, and the domain knows the rest."""

    class Meta:
        def get_translations(self, _form: Form) -> _Messages:
            return _Messages()

    addressee = _Several(translatable("To whom"), validate_choice=False)
    copy = _Several(translatable("Copies"), validate_choice=False)
    language = RadioField(translatable("In which language"))
    demand = _Several(translatable("What to ask for"), validate_choice=False)
    words = TextAreaField(translatable("Own words"), validators=[_has_size], default="")
    name = StringField(translatable("Your name"), validators=[_has_size], default="")
    address = TextAreaField(translatable("Address"), validators=[_has_size], default="")
    town = StringField(translatable("Town"), validators=[_has_size], default="")
    country = StringField(translatable("Country you post from"), default="")
    date = _Date(translatable("Date on the letter"), validators=[Optional()])
    sign_as = RadioField(
        translatable("How to sign"), choices=list(map(SelectChoice, SIGNATURES)), default="full"
    )
    stationery = RadioField(
        translatable("Which envelope"),
        choices=list(map(SelectChoice, STATIONERIES)),
        default=DEFAULT_STATIONERY,
    )
    seed = _WholeNumber(translatable("Wording"), validators=[Optional()])
    guide = BooleanField(translatable("With a guide"), default=True)
    envelope = SelectField(
        translatable("Size of the envelopes"),
        choices=_choices({slug: each.name for slug, each in ENVELOPES.items()}),
    )
    with_sender = BooleanField(translatable("With your address at the top left"), default=True)
    sheet = SelectField(
        translatable("Sheet of labels"),
        choices=_choices({slug: each.code for slug, each in LABEL_SHEETS.items()}),
        default=next(iter(LABEL_SHEETS)),
    )
    labels_each = _WholeNumber(translatable("Labels for each"), default=1, validators=[Optional()])
    first_label = _WholeNumber(translatable("First free label"), default=1, validators=[Optional()])

    def __init__(self, typed: MultiDict[str, str] | None = None, **defaults: Any) -> None:
        super().__init__(
            typed,
            **{
                "language": current_language(),
                "date": today(),
                "seed": secrets.randbelow(SEEDS),
                "envelope": envelope_of(STATIONERIES[DEFAULT_STATIONERY]).slug,
                **defaults,
            },
        )
        self.is_sent = typed is not None
        """Whether it came back from a browser."""
        self.language.choices = _choices({code: language_of(code).name for code in offered()})

    def validate_country(self, field: Field) -> None:
        """Raise ValidationError for what is no country."""
        if field.data and field.data not in countries(current_language()):
            raise ValidationError(field.gettext(_NO_CHOICE))

    @property
    def kept_demands(self) -> tuple[str, ...] | None:
        """The demands kept; None, for all, if the form was sent without any such field."""
        if not self.demand.raw_data:
            return None
        return tuple(slug for slug in self.demand.data or () if slug)

    def refuse(self, name: str, text: str) -> None:
        """Put a message by its field, or before the form for the name ""."""
        field = self._fields.get(name)
        if field is None:
            self.form_errors.append(text)
        elif text not in field.errors:
            field.errors = [*field.errors, text]

    def order(self, case: Case) -> Order:
        """Return the order; a field of the wrong shape counts as not sent."""
        return Order(
            case=case.slug,
            addressees=tuple(slug for slug in self.addressee.data or () if slug),
            copies=tuple(slug for slug in self.copy.data or () if slug),
            language=value_of(self.language),
            stationery=STATIONERIES[value_of(self.stationery)],
            date=value_of(self.date) or today(),
            seed=value_of(self.seed) or 0,
            demands=self.kept_demands,
            sender=Sender.typed(
                name=value_of(self.name),
                address=value_of(self.address),
                town=value_of(self.town),
                country=value_of(self.country),
                sign_as=value_of(self.sign_as),
            ),
            words=typed_words(value_of(self.words)),
        )


def value_of(field: Field) -> Any:
    """Return what was sent, or the default for what can't be read."""
    return field.object_data if field.errors or field.data is None else field.data
