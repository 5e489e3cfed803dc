"""The form for a letter, its preview, and the PDF."""

import secrets
from collections.abc import Mapping
from functools import partial
from typing import Any

from flask import Blueprint, Response, make_response, render_template, request
from flask_babel import gettext, ngettext
from werkzeug.datastructures import MultiDict
from wtforms import (
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
from wtforms.validators import Optional

from app.content.case import Case
from app.content.messages import Refusal, translatable
from app.letters.envelope import envelope_of
from app.letters.order import Order, refusals
from app.letters.printing import pdf
from app.letters.sender import SIGNATURES, Sender, clean
from app.letters.stationery import DEFAULT_STATIONERY, STATIONERIES
from app.web.cases import public_case
from app.web.countries import countries
from app.web.current import library, limits, today
from app.web.languages import NATIVE_NAMES, current_language, offered
from app.web.preview import preview, print_order
from app.web.wording import mark_of_address, message

writing = Blueprint("writing", __name__)

SEEDS = 1_000_000

_INSTEAD = {
    "Not a valid choice.": translatable("Choose one of those offered."),
    "Not a valid date value.": translatable("Write the date as year-month-day: 2026-11-22."),
    "Not a valid integer value.": translatable("The number of the wording is a whole number."),
}


STATIONERY_NAMES = {
    "din-5008-b": translatable("DL, C6/5, C5: window left"),
    "din-5008-a": translatable("DL, C6/5: window left, high"),
    "swiss-right": translatable("Swiss C6/5: window right"),
    "swiss-left": translatable("Swiss C5: window left"),
    "french": translatable("French DL: window right"),
    "us-10": translatable("US #10, Letter paper"),
    "plain-a4": translatable("No window, A4 paper"),
    "plain-letter": translatable("No window, Letter paper"),
}


def _choices(names: Mapping[str, str]) -> list[SelectChoice]:
    return [SelectChoice(value, name) for value, name in names.items()]


class _Messages:
    """Says what WTForms finds in our words, and in the language of the page."""

    def gettext(self, text: str) -> str:
        return str(gettext(_INSTEAD.get(text, text)))

    def ngettext(self, one: str, many: str, number: int) -> str:
        return str(ngettext(one, many, number))


class LetterForm(Form):
    """What a supporter chooses and types; it knows shapes, and the domain knows the rest."""

    class Meta:
        def get_translations(self, _form: Form) -> _Messages:
            return _Messages()

    addressee = SelectMultipleField(translatable("To whom"), validate_choice=False)
    language = RadioField(translatable("In which language"))
    demand = SelectMultipleField(translatable("What to ask for"), validate_choice=False)
    words = TextAreaField(translatable("Own words"), default="")
    name = StringField(translatable("Your name"), default="")
    address = TextAreaField(translatable("Address"), default="")
    town = StringField(translatable("Town"), default="")
    country = SelectField(translatable("Country you post from"), default="")
    date = DateField(translatable("Date on the letter"), validators=[Optional()])
    sign_as = RadioField(
        translatable("How to sign"), choices=list(map(SelectChoice, SIGNATURES)), default="full"
    )
    stationery = RadioField(
        translatable("Which envelope"),
        choices=_choices(STATIONERY_NAMES),
        default=DEFAULT_STATIONERY,
    )
    seed = IntegerField(translatable("Wording"), validators=[Optional()])

    def __init__(self, typed: MultiDict[str, str] | None = None, **defaults: Any) -> None:
        super().__init__(
            typed,
            **{
                "language": current_language(),
                "date": today(),
                "seed": secrets.randbelow(SEEDS),
                **defaults,
            },
        )
        self.language.choices = _choices({code: NATIVE_NAMES[code] for code in offered()})
        self.country.choices = [
            SelectChoice("", gettext("Not said")),
            *_choices(countries(current_language())),
        ]

    @property
    def kept_demands(self) -> tuple[str, ...] | None:
        """The demands kept; None, for all, if the form was sent without any such field."""
        if not self.demand.raw_data:
            return None
        return tuple(slug for slug in self.demand.raw_data if slug)

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
            language=_value(self.language),
            stationery=STATIONERIES[_value(self.stationery)],
            date=_value(self.date) or today(),
            seed=_value(self.seed) or 0,
            demands=self.kept_demands,
            sender=Sender.typed(
                name=self.name.data or "",
                address=self.address.data or "",
                town=self.town.data or "",
                country=_value(self.country),
                sign_as=_value(self.sign_as),
            ),
            words=clean(self.words.data or ""),
        )


def _value(field: Field) -> Any:
    """Return what was sent, or the default for what can't be read."""
    return field.object_data if field.errors or field.data is None else field.data


@writing.get("/cases/<slug>/letter")
def form(slug: str) -> str:
    """Show the form, with the addressee that the address names and a preview."""
    case = public_case(slug)
    askable = [addressee.slug for addressee in library().askable(case)]
    asked = [each for each in request.args.getlist("addressee") if each in askable]
    return _page(case, LetterForm(addressee=asked or askable[:1]))


@writing.post("/cases/<slug>/letter")
def send(slug: str) -> Response:
    """Answer with the PDF; with the page, if a preview is asked for or something is wrong."""
    case = public_case(slug)
    typed = LetterForm(request.form)
    typed.validate()
    if "reword" in request.form:
        typed.seed.data = secrets.randbelow(SEEDS)
    order = typed.order(case)
    for name, refusal in refusals(library(), order, today()):
        typed.refuse(name, message(refusal))
    is_preview = "preview" in request.form or "reword" in request.form
    if not typed.errors and not is_preview:
        try:
            return _download(order)
        except Refusal as refusal:
            typed.refuse("", message(refusal))
    return make_response(_page(case, typed), 422 if typed.errors else 200)


def _page(case: Case, form: LetterForm) -> str:
    of_case = library().addressees_of(case)
    askable = library().askable(case)
    order, language = form.order(case), current_language()
    return render_template(
        "letter.html",
        case=case,
        form=form,
        order=order,
        askable=askable,
        names={slug: each.label[language] for slug, each in library().addressees.items()},
        native_names=NATIVE_NAMES,
        stationeries=STATIONERIES,
        stationery_names=STATIONERY_NAMES,
        envelope_of=envelope_of,
        mark_of_address=partial(mark_of_address, today=today(), limits=limits()),
        unpostable=[addressee for addressee in of_case if not addressee.is_postable],
        reviewed=_reviewed(case),
        preview=preview(library(), order, form.errors, today(), limits()),
    )


def _reviewed(case: Case) -> Mapping[str, bool]:
    """Return, by language offered, whether a native speaker has read the texts of the letter."""
    templates = library().letter_templates
    return {
        language: case.reviewed[language] and templates["appeal", language].reviewed
        for language in offered()
        if ("appeal", language) in templates
    }


def _download(order: Order) -> Response:
    printed = print_order(library(), order, today(), limits())
    response = Response(pdf(printed), mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{_file_name(order)}"'
    return response


def _file_name(order: Order) -> str:
    chosen = dict.fromkeys(order.addressees)
    if len(chosen) > 1:
        return f"letters-{order.case}.pdf"
    return f"letter-{order.case}-{next(iter(chosen)).rpartition('/')[2]}.pdf"
