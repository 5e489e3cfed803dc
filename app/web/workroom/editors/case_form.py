"""Cases, edited in a form with every field of their documents."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from app.content.changes.undecided import NO_DATE, NO_REASON, undecided_demands
from app.content.checks.ended import undecided_at_end
from app.content.library.library import Library
from app.content.model.kinds import DocumentPath
from app.content.text.document import DocumentError, Fields
from app.web.workroom.access.guard import needs
from app.web.workroom.editors import editing
from app.web.workroom.editors.case_parts import (
    DemandForm,
    FactForm,
    HookForm,
    PastDemandForm,
    PersonForm,
    WishForm,
)
from app.web.workroom.editors.form_page import (
    Editor,
    Section,
    nothing_changed,
    offer_addressees,
)
from app.web.workroom.editors.reports import reports_of
from app.web.workroom.forms import value_names
from app.web.workroom.forms.document_fields import Choice, DateLine, WholeNumber
from app.web.workroom.forms.document_forms import DocumentForm, Group, Parts
from app.web.workroom.forms.localised_fields import (
    MarksByLanguage,
    ParagraphsByLanguage,
    TextByLanguage,
)
from app.web.workroom.forms.source_form import SourceForm

case_form = Blueprint("case_form", __name__)


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
