"""Cases, edited in a form with every field of their documents."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from app.content.checks.ended import undecided_at_end
from app.content.checks.undecided import NO_DATE, NO_REASON, undecided_demands
from app.content.library.library import Library
from app.content.model.kinds import DocumentPath
from app.content.text.document import DocumentError, Fields
from app.content.text.prose import without_marks
from app.web.workroom.access.guard import needs
from app.web.workroom.editors import editing
from app.web.workroom.editors.form_page import (
    Editor,
    Section,
    nothing_changed,
    offer_addressees,
)
from app.web.workroom.editors.reports import reports_of
from app.web.workroom.forms import value_names
from app.web.workroom.forms.document_fields import Choice, DateLine, Flag, Line, Ticks, WholeNumber
from app.web.workroom.forms.document_forms import DocumentForm, Group, Parts
from app.web.workroom.forms.localised_fields import (
    MarksByLanguage,
    ParagraphsByLanguage,
    TextByLanguage,
)
from app.web.workroom.forms.source_form import SourceForm

case_form = Blueprint("case_form", __name__)

_SLUG_HINT = "Small letters, figures and hyphens; names it within the case"


class WishForm(DocumentForm):
    """Whether the family or the lawyers want letters."""

    wanted = Choice("Do the family and the lawyers want letters?", value_names.WISHES)
    said_by = TextByLanguage("Who said so", description="Needed once it is known")
    date = DateLine("When", description="Needed once it is known: 2018, 2018-10 or 2018-10-27")


class TermEndForm(DocumentForm):
    """When a term ends."""

    on = DateLine("Term ends")
    basis = Choice("Known from", value_names.TERM_BASES)


class SentenceForm(DocumentForm):
    """What a court imposed."""

    text = TextByLanguage("Sentence", description="As 7½ years")
    source = Group(SourceForm, "Source of the sentence")
    held_since = DateLine("Held since")
    term_ends = Group(TermEndForm, "End of the term")

    def heading(self) -> str:
        """Return the sentence."""
        return self.text.heading()


class PersonForm(DocumentForm):
    """Someone whose case it is."""

    slug = Line("Short name", description=_SLUG_HINT)
    name = TextByLanguage("Name")
    feminine = Flag("Texts speak of her in the feminine")
    status = Choice("Status", value_names.STATUSES)
    status_on = DateLine("Status as of")
    source = Group(SourceForm, "Source of the status")
    sentence = Group(SentenceForm, "Sentence", description="May be left out")
    why_ended = TextByLanguage(
        "Why it is over",
        description="Needed where the case is won or closed, and the status “in prison”",
    )

    def heading(self) -> str:
        """Return the person's name."""
        return self.name.heading() or self.slug.data


class FactForm(DocumentForm):
    """Something that happened."""

    date = DateLine("Date")
    text = TextByLanguage("What happened", is_long=True)
    source = Group(SourceForm, "Source")

    def heading(self) -> str:
        """Return date and text."""
        return " ".join((self.date.data, self.text.heading())).strip()


class HookForm(DocumentForm):
    """One sentence on the law."""

    text = TextByLanguage("Sentence", is_long=True)
    for_kinds = Ticks(
        "In letters to",
        value_names.OFFICE_KINDS,
        description="A letter prints one sentence: the first for its kind of office, or else the "
        "first without a tick, which there must be",
    )
    checked_on = DateLine(
        "Held against the law on", description="2018, 2018-10 or 2018-10-27; may be left out"
    )

    def heading(self) -> str:
        """Return the sentence."""
        return self.text.heading()


class DemandForm(DocumentForm):
    """One thing asked for."""

    slug = Line("Short name", description=_SLUG_HINT)
    text = TextByLanguage(
        "Demand",
        is_long=True,
        description="Begins with a small letter, has no full stop; names stand in **bold**",
    )
    grantable_by = Ticks("Who can grant it", value_names.OFFICE_KINDS)
    state = Choice("State", value_names.STATES_OF_DEMANDS)
    state_on = DateLine("State as of")
    why = TextByLanguage(
        "Why it is no longer open", is_long=True, description="Needed unless it is open"
    )
    of = Ticks("About whom", {}, description="Nobody ticked means everybody")
    before_term_ends = Flag("Asked for only until the term of one of them may have ended")

    def heading(self) -> str:
        """Return the demand, and its state unless it is open."""
        state = f"{self.state.data}: " if self.state.data not in ("", "open") else ""
        return state + " ".join(without_marks(self.text.heading()))


class PastDemandForm(DocumentForm):
    """A demand of former years, and what became of it."""

    date = DateLine("Date")
    text = TextByLanguage("Demand", is_long=True)
    state = Choice("State", value_names.STATES_OF_DEMANDS)
    state_on = DateLine("State as of")
    why = TextByLanguage("What became of it", is_long=True)
    continues_as = Choice("Continued by today’s demand", {})
    source = Group(SourceForm, "Source")

    def heading(self) -> str:
        """Return date and demand."""
        return " ".join((self.date.data, self.text.heading())).strip()


class CaseForm(DocumentForm):
    """Every field of a case."""

    title = TextByLanguage("Title", is_long=True)
    subject = TextByLanguage(
        "Subject of the letter",
        is_long=True,
        description="Printed in semibold above the salutation",
    )
    place = TextByLanguage("Place")
    since = DateLine("Since")
    state = Choice("State", value_names.STATES_OF_CASES)
    as_of = DateLine("Facts as of")
    last_reported = DateLine("Last reported")
    report = Group(SourceForm, "Source of the last report")
    wish = Group(WishForm, "The family’s wish")
    outcome = TextByLanguage(
        "Outcome", is_long=True, description="Needed once the case is won or closed"
    )
    goal = WholeNumber("Letters wanted", description="A whole number; may be left out")
    people = Parts(Group(PersonForm, "Person"), "People", one="a person", is_needed=True)
    account = ParagraphsByLanguage("Account", description="The longer text on the case’s page")
    summary = ParagraphsByLanguage(
        "Summary", description="The two paragraphs that stand in the letter"
    )
    hooks = Parts(
        Group(HookForm, "Sentence on the law"),
        "The law",
        one="a sentence on the law",
        is_needed=True,
    )
    facts = Parts(Group(FactForm, "Fact"), "Facts", one="a fact", is_needed=True)
    demands = Parts(Group(DemandForm, "Demand"), "Demands", one="a demand", is_needed=True)
    addressees = Parts(Choice("Addressee", {}), "Addressees", one="an addressee", is_needed=True)
    history = Parts(
        Group(PastDemandForm, "Former demand"), "Demands of former years", one="a former demand"
    )
    reviewed = MarksByLanguage(
        "Reviewed by a native speaker",
        description="Changed texts lose their mark; whoever wrote the newest can’t set it",
    )

    def offer(self, library: Library) -> None:
        """Offer the addressees, demands and people that there are."""
        offer_addressees(self.addressees.entries, library)
        people = [each.form.slug.data for each in self.people.entries]
        for demand in self.demands.entries:
            demand.form.of.choices = {slug: slug for slug in people if slug}
        demands = [each.form.slug.data for each in self.demands.entries]
        for past in self.history.entries:
            past.form.continues_as.choices = {slug: slug for slug in demands if slug}


def _undecided(path: str, old: Fields, library: Library) -> list[DocumentError]:
    """Return an error for each demand that ended without date and reason, and for a case that did.

    A case in which more is wrong is left to the errors that say so.
    """
    names = {NO_REASON: "why", NO_DATE: "state_on"}
    found = [
        DocumentError(path, 1, fault, ("demands", index, names[fault]))
        for index, fault in undecided_demands(old, library.documents[path].fields)
    ]
    case = library.cases.get(DocumentPath.parse(path).slug)
    at_end = undecided_at_end(case) if case else ()
    return found + [DocumentError(path, 1, fault, location) for location, fault in at_end]


EDITOR = Editor(
    form=CaseForm,
    offer=CaseForm.offer,
    changed=nothing_changed,
    undecided=_undecided,
    about=lambda saved, _live: {"reports": reports_of(saved)},
    page="workroom/case_form.html",
    sections=(
        Section(
            "The case",
            (
                "title",
                "subject",
                "place",
                "since",
                "state",
                "as_of",
                "last_reported",
                "report",
                "outcome",
                "goal",
            ),
        ),
        Section("The family’s wish", ("wish",)),
        Section("People", ("people",)),
        Section("Account", ("account",)),
        Section("Summary", ("summary",)),
        Section("The law", ("hooks",)),
        Section("Facts", ("facts",)),
        Section("Demands", ("demands",)),
        Section("Addressees", ("addressees",)),
        Section("Demands of former years", ("history",)),
        Section("Reviewed", ("reviewed",)),
    ),
)


@case_form.route("/edit/<case_path:path>", methods=["GET", "POST"])
@needs("editor")
def edit(path: str) -> ResponseReturnValue:
    """Show the form of a case, or take what was typed into it."""
    return editing.edit_document(EDITOR, path)
