"""What the form of a case is made of: its people, facts, demands, and what the law says."""

from app.content.text.prose import without_marks
from app.web.workroom.forms import value_names
from app.web.workroom.forms.document_fields import Choice, DateLine, Flag, Line, Ticks
from app.web.workroom.forms.document_forms import DocumentForm, Group
from app.web.workroom.forms.localised_fields import TextByLanguage
from app.web.workroom.forms.source_form import SourceForm

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
