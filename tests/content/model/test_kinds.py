"""The kinds of documents, and the paths that name them."""

import pytest

from app.content.model.kinds import (
    ADDRESSEE,
    CASE,
    KINDS,
    LETTER_TEMPLATE,
    DocumentPath,
    NotADocument,
    Unliftable,
    language_of_path,
)
from app.content.text.folder import FOLDERS

PATHS = {
    "cases/one.yaml": (CASE, "one", None),
    "addressees/nb/ombudsman.yaml": (ADDRESSEE, "nb/ombudsman", None),
    "addressees/nb/ombaty/prison-2.yaml": (ADDRESSEE, "nb/ombaty/prison-2", None),
    "letter_templates/standard/kk.md": (LETTER_TEMPLATE, "standard", "kk"),
}


@pytest.mark.parametrize("path", PATHS)
def test_a_path_names_a_document_and_is_given_back(path):
    named = DocumentPath.parse(path)
    assert (named.kind, named.slug, named.language) == PATHS[path]
    assert str(named) == path
    assert named.kind.path(named.slug, named.language) == path
    assert [kind for kind in KINDS if kind.has(path)] == [named.kind]
    assert language_of_path(path) == named.language


@pytest.mark.parametrize(
    "path",
    [
        "",
        "cases",
        "cases/one",
        "cases/one.md",
        "cases/One.yaml",
        "cases/a/one.yaml",
        "cases/one.yaml\n",
        "cases/../one.yaml",
        "addressees/ombudsman.yaml",
        "letter_templates/standard.md",
        "letter_templates/standard/kaz.md",
        "letter_templates/standard/kk.yaml",
        "people/one.yaml",
    ],
)
def test_what_names_no_document_is_said_to_whoever_gave_it(path):
    assert DocumentPath.find(path) is None
    assert language_of_path(path) is None
    with pytest.raises(NotADocument, match="is not the path of a document"):
        DocumentPath.parse(path)


def test_each_kind_has_a_folder_of_its_own():
    assert tuple(kind.folder for kind in KINDS) == FOLDERS


def test_upgrades_lift_one_schema_after_the_other(monkeypatch):
    def headline(fields):
        fields["headline"] = fields.pop("title")
        return fields

    def shout(fields):
        return {**fields, "headline": fields["headline"].upper()}

    monkeypatch.setitem(vars(CASE), "upgrades", (headline, shout))
    assert CASE.schema == 3
    old = {"title": "one", "goal": 1}
    assert CASE.lifted(old, 1) == {"headline": "ONE", "goal": 1}
    assert old == {"title": "one", "goal": 1}
    assert CASE.lifted({"headline": "one"}, 2) == {"headline": "ONE"}
    assert CASE.lifted({"headline": "one"}, 3) == {"headline": "one"}


@pytest.mark.parametrize("fields", [{}, {"title": None}, {"title": 1}], ids=str)
def test_an_upgrade_may_fail_over_what_nobody_checked(monkeypatch, fields):
    monkeypatch.setitem(vars(CASE), "upgrades", (lambda it: {"title": it["title"].upper()},))
    with pytest.raises(Unliftable):
        CASE.lifted(fields, 1)
