"""The form for the settings: fields for all of them, and a row for each route of postage."""

import re
from collections.abc import Mapping
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, Field, Form, IntegerField, SelectMultipleField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined] # no types yet
from wtforms.form import BaseForm
from wtforms.validators import ValidationError
from wtforms.widgets import TextInput

from app.content.languages import ENGLISH, english_name
from app.limits import MOST_ROUTES
from app.records.settings import LEAST_MONTHS, MOST_MONTHS, Settings, is_site
from app.web.languages import site_languages
from app.web.workroom.forms.plain_fields import (
    by_language,
    controls_of,
    line,
    printed_line,
    prose,
)
from app.web.workroom.forms.whole_number import whole_number
from app.web.workroom.site.postage_form import RouteForm

_ROUTE = re.compile(r"routes-([0-9]{1,3})-[a-z_]+")
_OTHER_LANGUAGES = [language for language in site_languages() if language != ENGLISH]


class _Months(IntegerField):
    """A field for an age in months; it says itself what is wrong."""

    widget = TextInput()  # a field for numbers would drop what isn't one, instead of showing it

    def process_formdata(self, valuelist: list[Any]) -> None:
        typed = str(valuelist[0]).strip() if valuelist else ""
        self.data = whole_number(typed)

    def pre_validate(self, _form: BaseForm) -> None:
        if self.data is None or not LEAST_MONTHS <= self.data <= MOST_MONTHS:
            raise ValidationError(f"Write a whole number from {LEAST_MONTHS} to {MOST_MONTHS}.")


class SettingsForm(Form):
    """What an admin sets; the routes of postage stand in `routes`."""

    organisation = line("Organisation", 120)
    contact = printed_line("Contact", 200)
    imprint = by_language(prose, "Legal notice, in {}")
    privacy = by_language(prose, "Privacy, in {}")
    public_url = line("Public address of the site", 200)
    languages = SelectMultipleField(
        "Languages",
        choices=[SelectChoice(each, english_name(each)) for each in _OTHER_LANGUAGES],
        validate_choice=False,
    )
    holder_months = _Months("Holder of an office, in months")
    address_months = _Months("Postal address, in months")
    case_fact_months = _Months("Facts of a case, in months")
    case_end_months = _Months("Letters about a case, in months")
    content_confirmed = BooleanField("The content is confirmed")

    def __init__(
        self, typed: MultiDict[str, str] | None = None, settings: Settings | None = None
    ) -> None:
        super().__init__(typed, data=settings.model_dump(exclude={"postage"}) if settings else {})
        numbers = sorted({int(match[1]) for key in typed or () if (match := _ROUTE.fullmatch(key))})
        # No browser sends more rows than one too many: the rest isn't even looked at.
        self.routes = [RouteForm(number, typed) for number in numbers[: MOST_ROUTES + 1]]
        for number, note in enumerate(settings.postage if settings else ()):
            self.routes.append(RouteForm(number, note=note))

    def rearrange(self, action: str) -> int | None:
        """Add or remove a row as the button says; return the place to look at, if there is one."""
        if action == "routes-add" and len(self.routes) < MOST_ROUTES:
            number = self.routes[-1].number + 1 if self.routes else 0
            self.routes.append(RouteForm(number))
        self.routes = [row for row in self.routes if action != f"routes-{row.number}-remove"]
        return self.routes[-1].number if action == "routes-add" and self.routes else None

    def validate(self, extra_validators: Mapping[str, Any] | None = None) -> bool:
        """Return whether all of it can be saved; each message stands at its field."""
        is_valid = super().validate(extra_validators)
        for field in (self.imprint, self.privacy):
            if field.texts and not field.english.data:
                says = "Write it in English too: it stands in for other languages."
                field.english.errors = [says]
        rows = [row.validate() for row in self.routes]
        if len(self.routes) > MOST_ROUTES:
            self.form_errors.append(f"At most {MOST_ROUTES} routes.")
        known: set[tuple[str, str]] = set()
        for row in self.routes:
            if all(row.route) and row.route in known:
                row.destination.errors = [*row.destination.errors, "This route stands above."]
            known.add(row.route)
        return is_valid and all(rows) and not self.mends()

    def mends(self) -> list[tuple[str, str]]:
        """Return the address of each field that must be mended, with its label and message."""
        rows = [(f"Postage, row {place}: ", row) for place, row in enumerate(self.routes, start=1)]
        return [("", message) for message in self.form_errors] + [
            (f"#{field.id}", f"{where}{field.label.text}: {message}")
            for where, form in [("", self), *rows]
            for field in controls_of(form)
            for message in field.errors
        ]

    def validate_public_url(self, field: Field) -> None:
        """Ask for the name of a site."""
        field.data = (field.data or "").rstrip("/")
        if field.data and not is_site(field.data):
            raise ValidationError(
                "Write https:// and the name of the site in small letters, without a path: "
                "https://letters.example.org. To try it out, http://localhost:8000 serves."
            )

    def validate_languages(self, field: Field) -> None:
        """Take no language in which there is no site."""
        if not set(field.data or ()) <= set(_OTHER_LANGUAGES):
            raise ValidationError("Choose among those offered.")

    def settings(self, known: Settings) -> Settings:
        """Return what was typed, which must be valid.

        What is known in a language that the site lacks now, as after an upgrade without its texts,
        has no control, and stays; so does what a newer program has set.
        """
        hidden = set(known.languages) - set(site_languages())
        return Settings(
            organisation=self.organisation.data or "",
            contact=self.contact.data or "",
            imprint=self.imprint.texts_beside(known.imprint),
            privacy=self.privacy.texts_beside(known.privacy),
            public_url=self.public_url.data or "",
            languages=(*(self.languages.data or ()), *hidden),
            holder_months=self.holder_months.data or 0,
            address_months=self.address_months.data or 0,
            case_fact_months=self.case_fact_months.data or 0,
            case_end_months=self.case_end_months.data or 0,
            postage=tuple(row.note(known.postage) for row in self.routes if not row.is_blank),
            content_confirmed=bool(self.content_confirmed.data),
            **(known.model_extra or {}),
        )
