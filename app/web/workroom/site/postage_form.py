"""The form for what a letter costs on one route; the settings have a row for each."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from wtforms import Field, Form
from wtforms.validators import ValidationError

from app.content.languages import ENGLISH
from app.records.settings import PostageNote
from app.web.countries import countries
from app.web.workroom.forms.plain_fields import by_language, controls_of, line, printed_line


class RouteForm(Form):
    """What a letter costs from one country to another."""

    origin = line("Posted from", 100)
    destination = line("Posted to", 100)
    text = by_language(partial(printed_line, most=300), "What it costs, in {}", "In {}")

    def __init__(self, number: int, typed: Any = None, note: PostageNote | None = None) -> None:
        shown: dict[str, Any] = {}
        if note:
            names = countries(ENGLISH)
            shown = {
                "origin": names.get(note.origin, note.origin),
                "destination": names.get(note.destination, note.destination),
                "text": note.texts,
            }
        super().__init__(typed, prefix=f"routes-{number}-", data=shown)
        self.number = number

    @property
    def is_blank(self) -> bool:
        """Whether nothing was typed: then there is no such route."""
        return not any(field.data for field in controls_of(self))

    @property
    def route(self) -> tuple[str, str]:
        """The two countries, by their two capitals; empty for one that isn't known."""
        return country_of(self.origin.data or ""), country_of(self.destination.data or "")

    def validate_origin(self, field: Field) -> None:
        """Ask for a country there is."""
        if not self.is_blank and not country_of(field.data):
            raise ValidationError("Choose a country from the list, or write its two letters.")

    validate_destination = validate_origin

    def validate(self, extra_validators: Mapping[str, Any] | None = None) -> bool:
        """Return whether it is a route; English is asked for, which stands in for the others."""
        is_valid = super().validate(extra_validators)
        if not self.is_blank and not self.text.english.data:
            self.text.english.errors = ["Write what it costs, as: €1.25 up to 20 g."]
            return False
        return is_valid

    def note(self, known: Sequence[PostageNote]) -> PostageNote:
        """Return what was typed, which must be valid; what is known had texts without a control."""
        origin, destination = self.route
        before = (note.texts for note in known if (note.origin, note.destination) == self.route)
        texts = self.text.texts_beside(next(before, {}))
        return PostageNote(origin=origin, destination=destination, texts=texts)


def country_of(typed: str) -> str:
    """Return the code of a country, named or given by its code in any case; "" if there is none."""
    names = countries(ENGLISH)
    if typed.upper() in names:
        return typed.upper()
    wanted = typed.casefold()
    return next((code for code, name in names.items() if name.casefold() == wanted), "")
