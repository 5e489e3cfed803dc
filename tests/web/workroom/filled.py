"""A page's form as a browser would send it back."""

from lxml import html
from werkzeug.datastructures import MultiDict

from app.web.workroom.forms.document_forms import DocumentForm, Group, Parts
from app.web.workroom.forms.localised_fields import ByLanguage, MarksByLanguage


def filled(page: str, form_id: str = "document") -> MultiDict:
    """Return what a browser sends of the form that was saved without a change."""
    form = html.fromstring(page).get_element_by_id(form_id)
    typed: MultiDict = MultiDict()
    for control in form.iter("input", "select", "textarea"):
        value = control.value or ""
        if control.tag == "textarea":
            value = value.removeprefix("\n")  # which browsers leave out, unlike lxml
        if control.get("type") != "checkbox" or control.checked:
            typed.add(control.name, value.replace("\n", "\r\n"))
    return typed


def messages(page: str) -> dict[str, str]:
    """Return the messages by the id of the field that they stand at."""
    found = html.fromstring(page).xpath("//*[@class='message' and @id]")
    return {each.get("id").removesuffix("-message"): each.text_content() for each in found}


def text_of(page: str) -> str:
    """Return what there is to read on a page."""
    return " ".join(html.fromstring(page).text_content().split())


def typed_of(form: DocumentForm) -> MultiDict:
    """Return what a page with this form would send, without the page."""
    typed: MultiDict = MultiDict()
    for field in form.document_fields().values():
        _type(field, typed)
    return typed


def _type(field: object, typed: MultiDict) -> None:
    if isinstance(field, Parts):
        for part in field.entries:
            typed.add(f"{part.name}-part", "")
            _type(part, typed)
    elif isinstance(field, Group):
        for below in field.form.document_fields().values():
            _type(below, typed)
    elif isinstance(field, MarksByLanguage):
        for language, mark in field.data.items():
            typed.setlist(f"{field.name}-{language}", ["", "on"] if mark else [""])
    elif isinstance(field, ByLanguage):
        typed.update({f"{field.name}-{language}": text for language, text in field.data.items()})
    elif isinstance(field.data, list):
        typed.setlist(field.name, field.data)
    elif isinstance(field.data, bool):
        typed.update({field.name: "on"} if field.data else {})
    else:
        typed.add(field.name, field.data)
