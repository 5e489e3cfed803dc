"""Addressees, edited in a form with every field of their documents."""

from typing import Any, Literal

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from app.content.changes.succession import has_same, keep_former
from app.content.changes.unchecked import text_and_language
from app.content.library.library import Library
from app.content.model.addressee import Holder, HolderChange, PostalAddress
from app.content.model.kinds import DocumentPath
from app.content.text.document import DocumentError, Fields
from app.web.current import limits, today
from app.web.workroom.access.guard import needs
from app.web.workroom.editors import editing
from app.web.workroom.editors.form_page import (
    Editor,
    Section,
    offer_addressees,
)
from app.web.workroom.editors.windows import read_part, window_of
from app.web.workroom.forms import value_names
from app.web.workroom.forms.document_fields import Choice, DateLine, Line, Lines
from app.web.workroom.forms.document_forms import DocumentForm, Group, Parts
from app.web.workroom.forms.localised_fields import MarksByLanguage, TextByLanguage
from app.web.workroom.forms.source_form import SourceForm

addressee_form = Blueprint("addressee_form", __name__)

STILL_NAMED = (
    "“{office}” sends writers here (“Write instead to”): name another office there, too, and "
    "publish both together."
)


class HolderForm(DocumentForm):
    """The person in the office."""

    name = TextByLanguage("Name")
    printed = Line("As printed in the address", description="As Mr Berik Asylov")
    verified_on = DateLine("Seen in office on")
    source = Group(SourceForm, "Source")


class HolderChangeForm(DocumentForm):
    """The day from which somebody else may be in the office."""

    date = DateLine("From")
    why = TextByLanguage("Why", is_long=True, description="May be left out")
    source = Group(SourceForm, "Source")


class SalutationForm(DocumentForm):
    """How a letter greets."""

    titled = TextByLanguage("While the holder is verified")
    neutral = TextByLanguage("To the office alone")


class ClosingForm(DocumentForm):
    """How a letter ends."""

    titled = TextByLanguage("While the holder is verified")
    neutral = TextByLanguage("To the office alone")


class PostalAddressForm(DocumentForm):
    """A postal address, without holder and country line."""

    country = Line("Country", description="Two capitals, as KZ")
    full = Lines("Full", description="One line each, without the holder and without the country")
    compact = Lines("Compact", description="Two or three lines, for small windows")
    cyrillic = Lines("In Cyrillic", description="May be left out")
    verified_on = DateLine("Verified on")
    confidence = Choice("Confidence", value_names.CONFIDENCE)
    source = Group(SourceForm, "Source")
    note = TextByLanguage("Note", is_long=True, description="May be left out")


class PastEntryForm(DocumentForm):
    """What was once known of the office."""

    date = DateLine("Date")
    holder = TextByLanguage("Holder")
    address = Lines("Address", description="One line each")
    cyrillic = Lines("Address in Cyrillic")
    phone = Line("Telephone")
    note = TextByLanguage("Note", is_long=True)
    source = Group(SourceForm, "Source")

    def heading(self) -> str:
        """Return the date, and whom or what it is about."""
        texts = (self.holder.heading(), self.address.data, self.note.heading())
        return " ".join((self.date.data, next(filter(None, texts), ""))).strip()


class AddresseeForm(DocumentForm):
    """Every field of an addressee."""

    kind = Choice(
        "Kind", value_names.OFFICE_KINDS, description="Decides which demands it can grant"
    )
    office = TextByLanguage("Office", is_long=True)
    institution = TextByLanguage("Institution", is_long=True, description="May be left out")
    state = Choice("State", value_names.STATES_OF_ADDRESSEES)
    state_since = DateLine("State since")
    state_reason = TextByLanguage("Reason", is_long=True, description="Needed unless it is in use")
    successor = Choice("Write instead to", {})
    holder = Group(HolderForm, "Holder")
    holder_changes_on = Group(
        HolderChangeForm,
        "Filled anew",
        description="Nobody who was seen in office before that day is named from it on",
    )
    salutation = Group(SalutationForm, "Salutation")
    closing = Group(ClosingForm, "Closing")
    address = Group(PostalAddressForm, "Address")
    phone = Line("Telephone")
    email = Line("E-mail address")
    languages = Parts(
        Line("Language"),
        "Languages that it reads",
        description="Two small letters, as kk",
        one="a language",
        is_needed=True,
    )
    serves = Parts(
        Line("Country"),
        "Countries that an embassy serves",
        description="Two capitals, as DE",
        one="a country",
    )
    history = Parts(Group(PastEntryForm, "Former state"), "History", one="a former state")
    reviewed = MarksByLanguage(
        "Reviewed by a native speaker",
        description="Changed texts lose their mark; whoever wrote the newest can’t set it",
    )

    def offer(self, library: Library) -> None:
        """Offer the addressees that there are."""
        offer_addressees([self.successor], library)


def _changed(old: Fields, new: Fields) -> tuple[Fields, list[str]]:
    """Return the new fields with what they replace in the history, as ticked, and a notice."""
    kept = keep_former(
        old, new, holder="keep_holder" in request.form, address="keep_address" in request.form
    )
    known = new.get("history", ())
    return kept, [_notice(entry) for entry in kept.get("history", ()) if entry not in known]


def _still_named_as_successor(path: str, _old: Fields, library: Library) -> list[DocumentError]:
    """Return an error for each office that sends writers here, if nobody can be written to here."""
    named = library.addressees.get(DocumentPath.parse(path).slug)
    if named is None or named.is_postable:
        return []
    return [
        DocumentError(path, 1, STILL_NAMED.format(office=other.label), ("state",))
        for other in library.addressees.values()
        if other.successor == named.slug
    ]


def _notice(entry: Fields) -> str:
    """Return what was put into the history."""
    names = entry.get("holder") or {}
    name = text_and_language(names)[0] or "unnamed"
    holder = f"the former holder, {name}" if names else ""
    address = "the former address" if entry.get("address") else ""
    kept = " and ".join(filter(None, (holder, address)))
    return f"{kept[:1].upper()}{kept[1:]}, now stands in the history."


def _about(saved: Fields, live: Fields) -> dict[str, Any]:
    """Return how letters have the holder and the address, and whether what was so far is kept.

    By default it is, if supporters see the same name or lines: who goes on changing those of a
    draft most likely corrects them.
    """
    holder = read_part(Holder, saved.get("holder"))
    address = read_part(PostalAddress, saved.get("address"))
    change = read_part(HolderChange, saved.get("holder_changes_on"))
    is_overtaken = bool(holder and change and change.overtakes(holder, today()))
    is_recent = holder is not None and limits().names_holder(holder.verified_on, today())
    is_named = is_recent and not is_overtaken
    is_confirmed = address is not None and limits().confirms_address(address.verified_on, today())
    return {
        "holder": holder,
        "is_holder_named": is_named,
        "change_of_holder": change if is_overtaken else None,
        "postal_address": address,
        "window": window_of(address, holder if is_named else None) if address else None,
        "is_address_confirmed": is_confirmed,
        "keeps": {
            "holder": _keeps("holder", saved, live),
            "address": _keeps("address", saved, live),
        },
    }


def _keeps(part: Literal["holder", "address"], saved: Fields, live: Fields) -> bool:
    if request.method == "POST":
        return f"keep_{part}" in request.form
    return bool(live) and has_same(part, saved, live)


EDITOR = Editor(
    form=AddresseeForm,
    offer=AddresseeForm.offer,
    changed=_changed,
    undecided=_still_named_as_successor,
    about=_about,
    page="workroom/addressee_form.html",
    sections=(
        Section(
            "The office",
            (
                "kind",
                "office",
                "institution",
                "state",
                "state_since",
                "state_reason",
                "successor",
            ),
        ),
        Section("Holder", ("holder", "holder_changes_on")),
        Section("Address", ("address",)),
        Section("Salutation and closing", ("salutation", "closing")),
        Section("How to reach it", ("languages", "serves", "phone", "email")),
        Section("History", ("history",)),
        Section("Reviewed", ("reviewed",)),
    ),
)


@addressee_form.route("/edit/<addressee_path:path>", methods=["GET", "POST"])
@needs("editor")
def edit(path: str) -> ResponseReturnValue:
    """Show the form of an addressee, or take what was typed into it."""
    return editing.edit_document(EDITOR, path)
