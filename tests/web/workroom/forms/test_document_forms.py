"""Forms hold every field of a document, and give back what they were given."""

from typing import Annotated, Any, Literal, get_args, get_origin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import RootModel
from werkzeug.datastructures import MultiDict

from app.content.editing.rewriting import rewrite
from app.content.model.addressee import Addressee, OfficeKind
from app.content.model.addressee import State as StateOfAddressee
from app.content.model.case import Case, CaseState, DemandState, Wish
from app.content.model.localised import Localised, LocalisedParagraphs, Reviewed
from app.content.model.person import Status
from app.content.model.source import Record
from app.content.text.document import parse
from app.content.text.folder import read_folder
from app.web.workroom.editors.addressee_form import EDITOR as ADDRESSEE_EDITOR
from app.web.workroom.editors.addressee_form import AddresseeForm
from app.web.workroom.editors.case_form import EDITOR as CASE_EDITOR
from app.web.workroom.editors.case_form import CaseForm
from app.web.workroom.forms import value_names
from app.web.workroom.forms.document_fields import Flag, Lines, Ticks
from app.web.workroom.forms.document_forms import Group, Parts, lost, numbers, trail_in_words
from app.web.workroom.forms.localised_fields import (
    MarksByLanguage,
    ParagraphsByLanguage,
    TextByLanguage,
)
from tests.conftest import CONTENT
from tests.web.workroom.filled import typed_of

TEXTS = {path: text for path, text in read_folder(CONTENT).items() if path.endswith(".yaml")}
FIELDS = {path: parse(path, text).fields for path, text in TEXTS.items()}


def form_for(path: str) -> type:
    return CaseForm if path.startswith("cases/") else AddresseeForm


def names_of(annotation: Any) -> Any:
    """Return the names of a model's fields, and below each those of its parts."""
    for inner in get_args(annotation) if get_origin(annotation) is not Literal else ():
        if names := names_of(inner):
            return names
    if isinstance(annotation, type) and issubclass(annotation, Record):
        fields = annotation.model_fields.items()
        return {name: names_of(field.annotation) for name, field in fields}
    return None


def names_in(form: Any) -> Any:
    """Return the names of a form's fields, and below each those of its parts."""
    found = {}
    for name, field in form.document_fields().items():
        if isinstance(field, Parts):
            typed = MultiDict({f"{field.name}-0": ""})
            field.process(typed)
            field = field.entries[0]
        found[name] = names_in(field.form) if isinstance(field, Group) else None
    return found


@pytest.mark.parametrize(("form", "model"), [(CaseForm, Case), (AddresseeForm, Addressee)])
def test_a_form_has_every_field_of_its_model(form, model):
    wanted = names_of(model)
    del wanted["slug"]  # is the path
    assert names_in(form()) == wanted


@pytest.mark.parametrize(
    ("form", "model"), [(CaseForm, Case), (AddresseeForm, Addressee)], ids=["case", "addressee"]
)
def test_texts_in_several_languages_have_a_control_for_each(form, model):
    kinds = {
        Localised: TextByLanguage,
        LocalisedParagraphs: ParagraphsByLanguage,
        Reviewed: MarksByLanguage,
    }
    for name, field in model.model_fields.items():
        for annotation in (field.annotation, *get_args(field.annotation)):
            if isinstance(annotation, type) and issubclass(annotation, RootModel):
                assert type(form()[name]) is kinds[annotation]


@pytest.mark.parametrize("editor", [CASE_EDITOR, ADDRESSEE_EDITOR], ids=["case", "addressee"])
def test_every_field_stands_in_one_section(editor):
    in_sections = [name for section in editor.sections for name in section.fields]
    assert sorted(in_sections) == sorted(editor.form().document_fields())


@pytest.mark.parametrize(
    ("values", "known"),
    [
        (OfficeKind, value_names.OFFICE_KINDS),
        (StateOfAddressee, value_names.STATES_OF_ADDRESSEES),
        (CaseState, value_names.STATES_OF_CASES),
        (DemandState, value_names.STATES_OF_DEMANDS),
        (Status, value_names.STATUSES),
        (Wish.model_fields["wanted"].annotation, value_names.WISHES),
        (
            get_args(Addressee.model_fields["address"].annotation)[0]
            .model_fields["confidence"]
            .annotation,
            value_names.CONFIDENCE,
        ),
    ],
    ids=lambda each: "",
)
def test_every_value_to_choose_has_words(values, known):
    assert list(get_args(values)) == list(known)


@pytest.mark.parametrize("path", TEXTS)
def test_a_document_comes_back_byte_for_byte(path):
    form = form_for(path)(data=FIELDS[path])
    assert lost(FIELDS[path], form.written()) is None
    sent = form_for(path)(typed_of(form))
    assert rewrite(path, TEXTS[path], sent.written()) == TEXTS[path]


WORDS = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1).filter(
    lambda text: text != "[…]"
)
TRICKY = st.sampled_from(["- a", "a: b", "# c", "? d", "|", ">", "&a", "*a", "'", '"', "{{ 7 }}"])
A_TEXT = st.one_of(WORDS, TRICKY, st.lists(WORDS, min_size=1, max_size=4).map(" ".join))


def strategy_of(annotation: Any) -> st.SearchStrategy:
    """Return what stands in a document for a field of the model, right or not."""
    kind, arguments = get_origin(annotation), get_args(annotation)
    if kind is Literal:
        return st.sampled_from(arguments)
    if kind is Annotated:
        return strategy_of(arguments[0])
    if kind is list:
        return st.lists(strategy_of(arguments[0]), min_size=1, max_size=2)
    if arguments:
        return strategy_of(arguments[0])
    if annotation is bool:
        return st.just(True)
    if annotation is int:
        return st.integers(1, 10**9)
    if issubclass(annotation, Record):
        return fields_of(annotation)
    if annotation is Localised:
        return by_language(A_TEXT)
    if annotation is LocalisedParagraphs:
        return by_language(st.lists(A_TEXT, min_size=1, max_size=3))
    if annotation is Reviewed:
        return by_language(st.booleans())
    return A_TEXT


def by_language(values: st.SearchStrategy) -> st.SearchStrategy:
    return st.dictionaries(st.sampled_from(["en", "ru", "kk", "de", "fr"]), values, min_size=1)


def fields_of(model: type[Record]) -> st.SearchStrategy:
    fields = {name: strategy_of(field.annotation) for name, field in model.model_fields.items()}
    optional = {each for each, field in model.model_fields.items() if not field.is_required()}
    needed = {name: each for name, each in fields.items() if name not in optional | {"slug"}}
    return st.fixed_dictionaries(needed, optional={name: fields[name] for name in optional})


@pytest.mark.parametrize(
    ("form", "model"), [(CaseForm, Case), (AddresseeForm, Addressee)], ids=["case", "addressee"]
)
def test_whatever_a_document_says_its_form_says_back(form, model):
    @settings(max_examples=6)  # each is a whole document
    @given(fields_of(model))
    def check(fields):
        shown = form(data=fields)
        assert lost(fields, shown.written()) is None
        assert form(typed_of(shown)).written() == fields

    check()


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"unknown": 1}, "unknown"),
        ({"title": "a text"}, "title"),
        ({"title": {"en": ["a list"]}}, "title"),
        ({"title": {"xx": "a language that isn't carried"}}, "title"),
        ({"people": "none"}, "people"),
        ({"people": 5}, "people"),
        ({"people": {"a": "mapping"}}, "people"),
        ({"people": [{"slug": "a", "unknown": "b"}]}, "people"),
        ({"demands": [{"grantable_by": "president"}]}, "demands"),
        ({"account": {"en": ["one\n\nthat is two"]}}, "account"),
        ({"wish": {"meta": {"csrf": True}}}, "wish"),
    ],
    ids=str,
)
def test_a_form_says_what_it_has_no_place_for(change, name):
    fields = {**FIELDS["cases/puffchat-nine.yaml"], **change}
    assert lost(fields, CaseForm(data=fields).written()) == name


@pytest.mark.parametrize(
    "change",
    [
        {"goal": None},
        {"facts": []},
        {"place": {"en": "", "ru": ""}},
        {"account": {"en": ["one", "", "three"]}},
        {"since": 2018},
        {"since": "2018"},
    ],
    ids=str,
)
def test_what_says_nothing_need_not_be_kept(change):
    fields = {**FIELDS["cases/puffchat-nine.yaml"], **change}
    assert lost(fields, CaseForm(data=fields).written()) is None


def test_a_paragraph_that_is_not_translated_keeps_its_place():
    fields = {"account": {"de": ["Eins", "", "Drei"], "kk": ["", ""]}}
    form = CaseForm(data=fields)
    assert form.account.data == {"de": "Eins\n\n[…]\n\nDrei", "kk": ""}
    assert form.written()["account"] == {"de": ["Eins", "", "Drei"]}


def test_what_is_empty_is_absent():
    form = AddresseeForm(
        MultiDict({"holder-name-en": " ", "address-full": "\r\n \r\n", "phone": ""})
    )
    assert form.written() == {"languages": []}


def test_an_unknown_value_stays_chosen():
    form = CaseForm(data={"state": "stalled"})
    assert form.state.offered()["stalled"] == "stalled (unknown)"
    form = CaseForm(data={"demands": [{"grantable_by": ["mayor"]}]})
    ticks = form.demands.entries[0].form.grantable_by
    assert isinstance(ticks, Ticks)
    assert ticks.offered()["mayor"] == "mayor (unknown)"


def test_a_box_counts_only_ticked():
    assert isinstance(CaseForm(data={"people": [{"feminine": True}]}).people[0].form.feminine, Flag)
    assert CaseForm(MultiDict({"people-0-feminine": "on"})).written()["people"] == [
        {"feminine": True}
    ]


def test_lines_come_without_the_empty_ones():
    form = AddresseeForm(MultiDict({"address-full": " One \r\n\r\nTwo\r\n"}))
    assert isinstance(form.address.form.full, Lines)
    assert form.written()["address"] == {"full": ["One", "Two"]}


@pytest.mark.parametrize("number", ["²", "٣", "-1", "1e3", "9999999", "", "+1", "１"])
def test_only_plain_numbers_count_parts(number):
    typed = MultiDict({f"people-{number}-slug": "a"})
    assert numbers("people", typed) == set()
    assert CaseForm(typed).people.entries == []


def test_a_huge_number_makes_one_part():
    form = CaseForm(MultiDict({"people-999999-slug": "a"}))
    assert form.written()["people"] == [{"slug": "a"}]


def test_an_error_finds_its_field():
    form = CaseForm(MultiDict({"people-0-part": "", "people-1-slug": "a", "people-2-slug": "b"}))
    trail = form.trail(("people", 1, "sentence", "ru"))
    assert trail[-1].name == "people-2-sentence"  # the first one is empty, so not in the document
    assert trail_in_words(trail) == "Person 3, sentence"


@pytest.mark.parametrize(
    ("location", "name"),
    [
        (("people", 7, "name"), "people"),
        (("people", 0, "unknown"), "people-0"),
        (("wish",), "wish"),
        (("wish", "date"), "wish-date"),
        (("title", "en"), "title"),
    ],
)
def test_an_error_finds_the_nearest_field(location, name):
    form = CaseForm(MultiDict({"people-0-slug": "a"}))
    assert form.trail(location)[-1].name == name


@pytest.mark.parametrize("location", [(), ("unknown",), (5,)])
def test_an_error_of_no_field_finds_none(location):
    assert CaseForm().trail(location) == []
