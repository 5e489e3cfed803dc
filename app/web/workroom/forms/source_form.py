"""The form for where something is known from, a part of both cases and addressees."""

from app.web.workroom.forms.document_fields import DateLine, Line
from app.web.workroom.forms.document_forms import DocumentForm


class SourceForm(DocumentForm):
    """A publication and its date."""

    title = Line("Title")
    date = DateLine("Date")
    url = Line("Address on the web", is_short=False, description="https://…, where it is certain")
