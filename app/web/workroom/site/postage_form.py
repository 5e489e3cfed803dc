"""The form for what a letter costs on one route; the settings have a row for each."""

from typing import Any

from wtforms import Field, Form
from wtforms.validators import ValidationError

from app.content.model.localised import FALLBACK
from app.records.settings import PostageNote
from app.web.countries import countries
from app.web.workroom.forms.plain_fields import line, printed_line, texts_of


class RouteForm(Form):
    """What a letter costs from one country to another."""

    origin = line("Posted from", 100)
    destination = line("Posted to", 100)
    text_en = printed_line("What it costs, in English", 300)
    text_ru = printed_line("In Russian", 300)
    text_kk = printed_line("In Kazakh", 300)

    def __init__(self, number: int, typed: Any = None, note: PostageNote | None = None) -> None:
        shown = {}
        if note:
            texts = {f"text_{language}": text for language, text in note.texts.items()}
            names = countries(FALLBACK)
            ends = {"origin": note.origin, "destination": note.destination}
            shown = {**texts, **{name: names.get(code, code) for name, code in ends.items()}}
        super().__init__(typed, prefix=f"routes-{number}-", data=shown)
        self.number = number

    @property
    def is_blank(self) -> bool:
        """Whether nothing was typed: then there is no such route."""
        return not any(field.data for field in self)

    @property
    def route(self) -> tuple[str, str]:
        """The two countries, by their two capitals; empty for one that isn't known."""
        return country_of(self.origin.data or ""), country_of(self.destination.data or "")

    def validate_origin(self, field: Field) -> None:
        """Ask for a country there is."""
        if not self.is_blank and not country_of(field.data):
            raise ValidationError("Choose a country from the list, or write its two letters.")

    validate_destination = validate_origin

    def validate_text_en(self, field: Field) -> None:
        """Ask for English, which stands in for the other languages."""
        if not self.is_blank and not field.data:
            raise ValidationError("Write what it costs, as: €1.25 up to 20 g.")

    def note(self) -> PostageNote:
        """Return what was typed, which must be valid."""
        origin, destination = self.route
        return PostageNote(origin=origin, destination=destination, texts=texts_of(self, "text"))


def country_of(typed: str) -> str:
    """Return the code of a country, named or given by its code in any case; "" if there is none."""
    names = countries(FALLBACK)
    if typed.upper() in names:
        return typed.upper()
    wanted = typed.casefold()
    return next((code for code, name in names.items() if name.casefold() == wanted), "")
