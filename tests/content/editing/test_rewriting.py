"""Documents with other data in them: nothing that was written by hand is lost."""

import copy
import datetime
from collections import Counter
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from app.content.editing.rewriting import fresh, from_browser, rewrite
from app.content.library.building import build
from app.content.model.dates import PartialDate
from app.content.text.document import DocumentError, comments, node_tree, parse
from app.content.text.folder import read_folder
from tests.conftest import CONTENT
from tests.content.conftest import ADDRESSEE, CASE, DOCUMENTS, TEMPLATE, replaced

pytestmark = pytest.mark.usefixtures("first_schema")

SHIPPED = read_folder(CONTENT)
CASE_PATH = "cases/one.yaml"
ADDRESSEE_PATH = "addressees/nb/ombudsman.yaml"
TEMPLATE_PATH = "letter_templates/appeal/en.md"


def fields_of(path: str, text: str) -> dict[str, Any]:
    """Return a copy of a document's fields, to be changed."""
    return copy.deepcopy(dict(parse(path, text).fields))


def case_with(text: str, **changes: object) -> str:
    """Return a case's text with some fields changed."""
    return rewrite(CASE_PATH, text, {**parse(CASE_PATH, text).fields, **changes})


# Nothing changed


@pytest.mark.parametrize("path", SHIPPED)
def test_a_document_with_the_same_data_is_the_same_text(path):
    document = parse(path, SHIPPED[path])
    assert rewrite(path, SHIPPED[path], document.fields) == SHIPPED[path]
    assert rewrite(path, SHIPPED[path], document.fields, document.body) == SHIPPED[path]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("a:   1\nb:\n- x\n-   y", id="spaces and no end of line"),
        pytest.param("{b: 1,\n   a: 2}\n", id="brackets around all of it"),
        pytest.param("---\n# x\nb: 'y'\n...\n", id="marks of a document"),
        pytest.param("a: ~\nb: null\nc:\nd: 1\n", id="fields without a value"),
        pytest.param("since: '2018'\n", id="a year in quotation marks"),
    ],
)
def test_a_text_in_any_layout_stays_as_it_is_if_its_data_do(text):
    assert rewrite(CASE_PATH, text, parse(CASE_PATH, text).fields) == text


@pytest.mark.parametrize("since", ["2018", 2018, PartialDate(2018)], ids=repr)
def test_a_year_is_the_same_as_a_number_or_as_a_text(since):
    text = replaced(CASE, "since: 2018-10\n", "since: 2018\n")
    assert case_with(text, since=since) == text


# One thing changed, and the lines that differ

COMMENTED = """\
# About the document.
title: {en: "One", ru: 'Один',  kk: Бір}  # in three languages
subject:
    en: >-  # folded
        One: a case of
        one man
    ru: Один
    kk: 'Бір'

# About the people,
# in two lines.

# About the first field below.
since:   2018-10   # unsure
people:
  # The first.
  - slug: first
    # His name.
    name: {en: A, ru: А, kk: А}
    status: in-prison  # since then

  # The second.
  - slug: second
    name: {en: B, ru: Б, kk: Б}
    # At the end of the second.
  # At the end of the people.
languages: [kk,  # of the state
  'ru']
addressees:
- nb/a   # as of 2018
- nb/b

# The very last.
"""


def changed_lines(old: str, new: str) -> tuple[list[str], list[str]]:
    """Return the lines that are only in the old text, and those only in the new one."""
    before, after = Counter(old.splitlines()), Counter(new.splitlines())
    return sorted((before - after).elements()), sorted((after - before).elements())


def edited(edit: str) -> dict[str, Any]:
    """Return the commented document's fields after a statement about them, `it`."""
    it = fields_of(CASE_PATH, COMMENTED)
    exec(edit, {"it": it})
    return it


EDITS = [
    pytest.param(
        "it['since'] = '2018-11'",
        ["since:   2018-10   # unsure"],
        ["since:   2018-11   # unsure"],
        id="a date",
    ),
    pytest.param(
        "it['title']['ru'] = 'Он один'",
        ["title: {en: \"One\", ru: 'Один',  kk: Бір}  # in three languages"],
        ["title: {en: \"One\", ru: 'Он один', kk: Бір}  # in three languages"],
        id="a text in brackets, in its quotation marks",
    ),
    pytest.param(
        "it['subject']['en'] = 'Two: a case of two men'",
        ["        One: a case of", "        one man"],
        ["      Two: a case of two men"],
        id="a folded text",
    ),
    pytest.param(
        "it['subject']['kk'] = 'Екі'", ["    kk: 'Бір'"], ["    kk: 'Екі'"], id="a quoted text"
    ),
    pytest.param(
        "it['subject']['ru'] = 'Один: он'",
        ["    ru: Один"],
        ["    ru: >-", "      Один: он"],
        id="a text that can't stay plain",
    ),
    pytest.param(
        "it['subject']['de'] = 'Eins'", [], ["    de: Eins"], id="a further language at its place"
    ),
    pytest.param(
        "del it['subject']['ru']",
        ["    ru: Один"],
        [],
        id="a language less",
    ),
    pytest.param("it['goal'] = 500", [], ["goal: 500"], id="a further field"),
    pytest.param("it['goal'] = None", [], [], id="a field of nothing"),
    pytest.param(
        "it['people'][0]['status'] = 'died'",
        ["    status: in-prison  # since then"],
        ["    status: died  # since then"],
        id="a field of an item, before its comment",
    ),
    pytest.param(
        "it['people'][1]['status_on'] = '2026'",
        [],
        ["    status_on: 2026"],
        id="a further field of an item, a year",
    ),
    pytest.param(
        "it['people'][1]['feminine'] = True",
        [],
        ["    feminine: true"],
        id="a further field of an item, true or false",
    ),
    pytest.param("it['people'].reverse()", [], [], id="people moved"),
    pytest.param("it['addressees'].reverse()", [], [], id="addressees moved"),
    pytest.param(
        "it['addressees'].insert(1, 'nb/c')", [], ["- nb/c"], id="an addressee among the others"
    ),
    pytest.param(
        "it['addressees'][0] = 'nb/z'",
        ["- nb/a   # as of 2018"],
        ["- nb/z   # as of 2018"],
        id="another addressee in a place",
    ),
    pytest.param("del it['addressees'][1]", ["- nb/b"], [], id="an addressee less"),
    pytest.param(
        "del it['people'][0]",
        [
            "  # The first.",
            "  - slug: first",
            "    # His name.",
            "    name: {en: A, ru: А, kk: А}",
            "    status: in-prison  # since then",
            "",
        ],
        [],
        id="a person less, with the comments about them",
    ),
    pytest.param(
        "del it['people'][1]",
        [
            "  # The second.",
            "  - slug: second",
            "    name: {en: B, ru: Б, kk: Б}",
            "    # At the end of the second.",
            "",
        ],
        [],
        id="the last person less",
    ),
    pytest.param(
        "it['languages'].append('de')",
        ["languages: [kk,  # of the state", "  'ru']"],
        ["# of the state", "languages: [kk, 'ru', de]"],
        id="a language more in brackets, whose comment goes above",
    ),
    pytest.param(
        "del it['since']",
        ["# About the first field below.", "since:   2018-10   # unsure"],
        [],
        id="a field less, but not the comments parted from it",
    ),
    pytest.param(
        "it['people'] = []",
        COMMENTED[COMMENTED.index("people:") : COMMENTED.index("languages:")].splitlines(),
        [
            *(f"# {it}" for it in ("The first.", "His name.", "since then", "The second.")),
            *("# At the end of the second.", "# At the end of the people.", "people: []"),
        ],
        id="nobody left, and the comments go above",
    ),
]


@pytest.mark.parametrize(("edit", "removed", "added"), EDITS)
def test_only_the_lines_of_what_changed_differ(edit, removed, added):
    wanted = edited(edit)
    text = rewrite(CASE_PATH, COMMENTED, wanted)
    assert changed_lines(COMMENTED, text) == (sorted(removed), sorted(added))
    assert parse(CASE_PATH, text).fields == {
        name: 2026 if value == "2026" else value
        for name, value in edited(edit.replace("'2026'", "2026")).items()
        if value is not None
    }
    assert wanted == edited(edit), "what was asked for isn't changed"


def test_a_moved_item_takes_the_comments_directly_above_along():
    text = rewrite(CASE_PATH, COMMENTED, edited("it['people'].reverse()"))
    assert (
        text[text.index("people:") : text.index("languages:")]
        == """\
people:
  # The second.
  - slug: second
    name: {en: B, ru: Б, kk: Б}
    # At the end of the second.

  # The first.
  - slug: first
    # His name.
    name: {en: A, ru: А, kk: А}
    status: in-prison  # since then
  # At the end of the people.
"""
    )


WHOLE = [
    pytest.param(
        "# About all.\ntitle: a\n\nplace: b\n",
        {"place": "b"},
        "# About all.\n\nplace: b\n",
        id="the first field left out, above which all of it is described",
    ),
    pytest.param(
        "list:\n  - a\n\n  - b\n",
        {"list": ["a", "x", "b", "y"]},
        "list:\n  - a\n\n  - x\n\n  - b\n\n  - y\n",
        id="items added between empty lines",
    ),
    pytest.param(
        "list:\n  - a\n  - b\n",
        {"list": ["a", "x", "b"]},
        "list:\n  - a\n  - x\n  - b\n",
        id="an item added where there are no empty lines",
    ),
    pytest.param(
        "list:\n  - a\n  # From here on.\n\n  - b\n  - c\n",
        {"list": ["b", "c", "a"]},
        "list:\n  # From here on.\n\n  - b\n  - c\n  - a\n",
        id="an item moved, with a comment that an empty line parts from it",
    ),
    pytest.param(
        "list:\n  - a\n  # From here on.\n\n  - b\n  - c\n",
        {"list": ["a", "c"]},
        "list:\n  - a\n  # From here on.\n\n  - c\n",
        id="an item left out, but not the comment that an empty line parts from it",
    ),
    pytest.param(
        "list:\n  - a: 1\n    # On b.\n    b: 2\n    c: 3\n",
        {"list": [{"b": 2, "c": 3}]},
        "list:\n  - b: 2\n    # On b.\n    c: 3\n",
        id="the first field of an item left out, and the second has a comment",
    ),
    pytest.param(
        "list:\n  - a: 1\n\n    b: 2\n",
        {"list": [{"b": 2}]},
        "list:\n  - b: 2\n\n",
        id="the first field of an item left out, and the second has an empty line",
    ),
    pytest.param(
        "# Top.\na: 1  # One.\nb:\n  - |+\n    x\n\n  - y\nc: 2  # Two.\n",
        {"a": 1, "b": ["y", "x\n\n"], "c": 2},
        '# Top.\na: 1  # One.\nb:\n  - y\n  - "x\\n\\n"\nc: 2  # Two.\n',
        id="one part written anew, since its empty lines count, and the others as they were",
    ),
]


@pytest.mark.parametrize(("text", "fields", "expected"), WHOLE)
def test_comments_and_empty_lines_come_out_where_they_belong(text, fields, expected):
    assert rewrite(CASE_PATH, text, fields) == expected


@pytest.mark.parametrize(
    ("changes", "before", "after"),
    [
        pytest.param({"goal": 9}, "  wanted: not-known", "people:", id="between two"),
        pytest.param({"history": []}, "  - nb/ombudsman", "reviewed: {en", id="before the last"),
    ],
)
def test_a_new_field_stands_where_the_model_has_it(changes, before, after):
    (name,) = changes
    lines = case_with(CASE, **changes).splitlines()
    place = next(number for number, line in enumerate(lines) if line.startswith(f"{name}:"))
    assert lines[place - 1].startswith(before)
    assert lines[place + 1].startswith(after)


def test_a_new_section_of_a_spaced_case_has_an_empty_line_before_it():
    path = "cases/lantern18-five.yaml"
    fields = fields_of(path, SHIPPED[path])
    past = {**fields["facts"][0], "state": "open", "state_on": 2018, "why": fields["title"]}
    text = rewrite(path, SHIPPED[path], {**fields, "history": [past]})
    assert "\n\nhistory:\n  - date: " in text
    assert changed_lines(SHIPPED[path], text)[0] == []


def test_an_empty_list_is_filled_line_by_line_and_a_short_one_stays_in_brackets():
    fact = {"date": "2019", "text": {"en": "A", "ru": "А", "kk": "А"}, "source": {"title": "B"}}
    text = case_with(CASE, facts=[fact])
    expected = "facts:\n  - date: 2019\n    text:\n      en: A\n      ru: А\n      kk: А\n"
    assert expected + "    source:\n      title: B\ndemands:" in text
    demands = fields_of(CASE_PATH, CASE)["demands"]
    demands[0]["grantable_by"].append("president")
    assert "    grantable_by: [ombudsman, president]\n" in case_with(CASE, demands=demands)


def test_a_front_matter_and_a_body_are_changed_each_for_itself():
    fields = {"title": "Call", "reviewed": False}
    with_fields = rewrite(TEMPLATE_PATH, TEMPLATE, fields)
    assert with_fields == TEMPLATE.replace("title: Appeal", "title: Call")
    with_body = rewrite(TEMPLATE_PATH, TEMPLATE, parse(TEMPLATE_PATH, TEMPLATE).fields, "---\nHi\n")
    assert with_body == "---\ntitle: Appeal\nreviewed: false\n---\n---\nHi\n"
    assert rewrite(TEMPLATE_PATH, "---\na: 1\n---", {"a": 2}, "Hi") == "---\na: 2\n---\nHi"


# Texts that YAML would read otherwise

NASTY = [
    *("no", "yes", "true", "null", "~", "", " ", "12", "012", "0x1F", "1e3", "1_000", "2018", ".5"),
    *("2018-10", "2018-10-27", "2018-02-30", "12:30:45", ".inf", ".nan", "=", "<<", "- ", "-", "?"),
    *(
        "# x",
        "a # b",
        "a: b",
        "a:",
        ": a",
        "- a",
        "? a",
        "& a",
        "*a",
        "**a** b",
        "!a",
        "|",
        ">",
        "%a",
    ),
    *(
        "@a",
        "`a",
        "'a",
        '"a',
        "a'b",
        'a"b',
        "\\n",
        "\\",
        "{{ a }}",
        "{% a %}",
        "{a",
        "[a",
        "a]",
        "a, b",
    ),
    *(" leading", "trailing ", "  two ", "a  b", "\ttab", "a\tb", "a\nb", "a\n", "\na", "a\n\nb\n"),
    *(
        "a\n\n\n",
        "\n",
        "  a\n b",
        "a\n  b",
        "---",
        "--- a",
        "...",
        "a\n---\nb",
        "a\u2028b",
        "a\x85b",
    ),
    *("a\u00a0b", "\ufeffa", "Қазақ: тіл", "🕊", "…", "x" * 300, "word " * 60, "word " * 60 + "end"),
    *("a  b " * 40 + "c", "w: " * 60 + "e", "# " * 70 + "e", "\n".join(["line " * 30] * 3)),
]


STYLES = ["plain", "'single'", '"double"', ">-\n    folded", "|\n    literal", ""]
STYLED = "".join(
    [
        "# A\nplace:\n",
        *(f"  in{number}: {style}\n" for number, style in enumerate(STYLES)),
        "  ru: [{a: b}]  # B\nlist:\n",
        *(f"  - slug: s{number}\n  - {style}\n" for number, style in enumerate(STYLES)),
        "# C\n",
    ]
)


@pytest.mark.parametrize("text", NASTY, ids=lambda text: repr(text[:20]))
def test_a_text_reads_as_it_was_typed_whatever_yaml_makes_of_such(text):
    fields = fields_of(CASE_PATH, STYLED)
    fields["place"] = {**dict.fromkeys(fields["place"], text), "ru": [{"a": text}]}
    fields["list"] = [text if isinstance(it, str | None) else it for it in fields["list"]]
    rewritten = rewrite(CASE_PATH, STYLED, fields)
    assert parse(CASE_PATH, rewritten).fields == fields
    assert comments(rewritten) == ["# A", "# B", "# C"]
    assert parse(CASE_PATH, fresh(CASE_PATH, fields)).fields == fields


@pytest.mark.parametrize(
    "value", [0, -1, 10**30, True, False, 1.5, 1e300, 1e-7, float("inf"), float("-inf")], ids=repr
)
def test_a_number_stays_the_number_that_it_is(value):
    said = parse(CASE_PATH, case_with("a: 1\nb: [2]\n", a=value, b=[value])).fields
    assert (said["a"], type(said["a"])) == (value, type(value))
    assert said["b"] == [value]


DATES = [
    pytest.param("2018", "2018", id="a year"),
    pytest.param("2018-10", "2018-10", id="a month"),
    pytest.param("2018-10-27", "2018-10-27", id="a day"),
    pytest.param(PartialDate(2018), "2018", id="a partial date"),
    pytest.param(datetime.date(2018, 10, 27), "2018-10-27", id="a date of Python's"),
    pytest.param("lately", "lately", id="no date at all"),
]


@pytest.mark.parametrize(("typed", "written"), DATES)
def test_a_date_that_may_be_missing_is_a_date(typed, written):
    wish = {"wanted": "yes", "date": typed}
    assert f"\n  date: {written}\n" in case_with(CASE, wish=wish)


def test_characters_that_nobody_sees_are_written_as_escapes():
    fields = {"subject": {"en": "\ufeffa\u2028b"}}
    assert 'subject: {en: "\\ufeffa\\u2028b"}\n' in case_with(CASE, **fields)
    assert fresh(CASE_PATH, fields) == 'subject:\n  en: "\\ufeffa\\u2028b"\n'


def test_a_name_of_a_field_reads_as_it_was_typed():
    fields = dict.fromkeys(
        ["\ufeffa", "- a", "? b", "--- c", "<<", "no", "12", "", "d: e", "f #"], 1
    )
    assert parse(CASE_PATH, rewrite(CASE_PATH, "a: 1\n", fields)).fields == fields
    assert parse(CASE_PATH, fresh(CASE_PATH, fields)).fields == fields


@pytest.mark.parametrize(("typed", "written"), DATES)
def test_a_date_is_written_without_quotation_marks(typed, written):
    assert f"\nsince: {written}\n" in case_with(CASE, since=typed)
    assert f"since: {written}\n" in fresh(CASE_PATH, {"since": typed})


# What browsers send


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        pytest.param("a\r\nb\r\n", "a\nb\n", id="line ends of Windows"),
        pytest.param("a\rb", "a\nb\n", id="line ends of old Macs, and none at the end"),
        pytest.param("a\r\n\r\n\r\n", "a\n", id="empty lines at the end"),
        pytest.param("\ufeffa\n", "a\n", id="a mark of byte order"),
        pytest.param("", "\n", id="nothing"),
        pytest.param(" a \n\tb", " a \n\tb\n", id="spaces, which stay"),
        pytest.param("a\n", "a\n", id="a text as files have it"),
    ],
)
def test_a_text_from_a_browser_ends_its_lines_as_files_do(typed, text):
    assert from_browser(typed) == text
    assert from_browser(text) == text


# New documents


@pytest.mark.parametrize("path", SHIPPED)
def test_a_document_written_anew_says_the_same(path):
    document = parse(path, SHIPPED[path])
    text = fresh(path, document.fields, document.body)
    assert parse(path, text).fields == document.fields
    assert parse(path, text).body == document.body


def test_a_new_document_stands_in_the_order_of_the_model_whatever_that_of_the_form():
    fields = fields_of(ADDRESSEE_PATH, ADDRESSEE)
    text = fresh(ADDRESSEE_PATH, dict(reversed(fields.items())))
    assert list(parse(ADDRESSEE_PATH, text).fields) == list(fields)
    assert build({ADDRESSEE_PATH: text}).errors == ()
    assert "\nlanguages: [kk, ru]\n" in text


def test_a_new_document_of_nothing_can_be_filled_later():
    empty = fresh(CASE_PATH, {})
    assert rewrite(CASE_PATH, empty, {"state": "open"}) == "state: open\n"


def test_long_texts_are_folded_as_in_the_files():
    text = fresh(CASE_PATH, {"title": {"en": "word " * 40 + "end"}})
    assert text.startswith("title:\n  en: >-\n    word word")
    assert max(map(len, text.splitlines())) <= 104


# What can't be written

DEEP: list[Any] = []
for _ in range(30):
    DEEP = [DEEP]


@pytest.mark.parametrize(
    ("fields", "location"),
    [
        pytest.param({"place": {"en": "a\x07"}}, ("place", "en"), id="a control character"),
        pytest.param({"people": [{"a": "\ud83d"}]}, ("people", 0, "a"), id="half a character"),
        pytest.param({"a": "x" * 5_000_000}, ("a",), id="five megabytes"),
        pytest.param({"a": b"x"}, ("a",), id="bytes"),
        pytest.param({("a", "b"): "x"}, (), id="a name in two parts"),
        pytest.param({"a\x00": "x"}, (), id="a name with a nought byte"),
    ],
)
def test_what_no_document_holds_is_refused_at_its_field(fields, location):
    for write in (
        lambda: rewrite(CASE_PATH, CASE, fields),
        lambda: fresh(CASE_PATH, fields),
    ):
        with pytest.raises(DocumentError) as refused:
            write()
        assert refused.value.location == location


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"a": DEEP}, id="lists in lists"),
        pytest.param({"a": ["x" * 1000] * 250}, id="too much altogether"),
        pytest.param({"a": ["word: word "] * 50_000}, id="too many texts"),
        pytest.param({"a": [{"b": 1}] * 190_000}, id="too many numbers"),
    ],
)
def test_what_is_too_much_is_refused(fields):
    with pytest.raises(DocumentError, match=r"lists within lists|longer than 200,000"):
        rewrite(CASE_PATH, CASE, fields)


def test_a_text_that_cannot_be_parsed_cannot_be_rewritten():
    with pytest.raises(DocumentError, match="not readable as YAML"):
        rewrite(CASE_PATH, "a: [", {"a": 1})


# Layouts that nobody uses


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("{a: 1, b: [x, y]}  # note\n", id="all in brackets"),
        pytest.param("? a\n: 1\nb:\n  - x\n  - y\n# note\n", id="a name behind a question mark"),
        pytest.param("a: 1\nb:\n  - - x\n  # note\n  - y\n", id="a list behind a dash"),
        pytest.param("a: 1  # note\nb:\n  -\n    c: x\n  - y\n", id="a dash above its fields"),
        pytest.param("a:\n  1\nb:\n  # note\n  'x\n\n  y'\n", id="values below their names"),
        pytest.param("a: |+\n  1\n\nb: |\n  x\n\n# note\n", id="empty lines that count"),
        pytest.param("%YAML 1.1\n---\na: no\nb: x\n# note\n", id="an older YAML"),
        pytest.param("\ufeffa: 1\nb: x # note\n", id="a mark of byte order"),
        pytest.param("a: 1\r\nb: x\r\n# note\r\n", id="line ends of Windows"),
        pytest.param("  a: 1\n  b: x\n  # note\n", id="everything indented"),
        pytest.param("a: 1\t# note\nb:\tx\n", id="tabs"),
        pytest.param("a: 1\n'b': x\n\"c\": y # note\n", id="names in quotation marks"),
        pytest.param("2: a\nnull: b\ntrue: c # note\n", id="names that are no texts"),
    ],
)
@pytest.mark.parametrize("new", ["x: y", ["p", "q"], {"r": "s"}, 7, []], ids=repr)
def test_a_layout_that_nobody_uses_is_changed_without_loss(text, new):
    fields = fields_of(CASE_PATH, text)
    for name in fields:
        wanted = {**fields, name: new}
        rewritten = rewrite(CASE_PATH, text, wanted)
        assert parse(CASE_PATH, rewritten).fields == wanted
        assert [each.rstrip() for each in comments(rewritten)] == ["# note"]
        without = {other: fields[other] for other in fields if other != name}
        assert parse(CASE_PATH, rewrite(CASE_PATH, text, without)).fields == without


# Any edit of any document

Path = tuple[str | int, ...]
ALL_TEXTS = {path: text for path, text in {**SHIPPED, **DOCUMENTS}.items() if text.strip()}


def nodes_of(node: Any, at: Path = ()) -> list[tuple[Path, Any, Any]]:
    """Return path, name or item, and value of every field and item below a node, in order."""
    found = []
    if isinstance(node.value, str) or node.flow_style:
        return found
    for index, part in enumerate(node.value):
        head, value = part if isinstance(part, tuple) else (part, part)
        here = (*at, head.value if isinstance(part, tuple) else index)
        found += [(here, head, value), *nodes_of(value, here)]
    return found


def annotated(text: str) -> str:
    """Return a YAML text with a comment, made of its path, at every field and item."""
    lines = text.splitlines()
    above: dict[int, list[str]] = {}
    for path, head, value in nodes_of(node_tree(text)):
        note = "# at " + ".".join(map(str, path))
        line, column = head.start_mark.line, head.start_mark.column
        if not lines[line][:column].strip():
            above.setdefault(line, []).append(" " * column + note)
        elif isinstance(path[-1], int):
            above.setdefault(line, []).append(" " * lines[line].index("-") + note)
        if isinstance(value.value, str) and value.style is None:
            lines[line] += "  # behind " + ".".join(map(str, path))
    return "".join(
        f"{each}\n" for number, line in enumerate(lines) for each in (*above.get(number, []), line)
    )


YAML_TEXTS = {path: annotated(text) for path, text in ALL_TEXTS.items() if not path.endswith(".md")}
TEXTS = st.one_of(
    st.sampled_from([text for text in NASTY if text != "2018"]),  # which may become a number
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"]), max_size=30),
)
VALUES = st.recursive(
    TEXTS | st.booleans() | st.integers(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=5,
)


def containers(value: Any, at: Path = ()) -> list[tuple[Path, Any]]:
    """Return path and value of every mapping and list in a value that isn't empty."""
    if not isinstance(value, (dict, list)) or not value:
        return []
    parts = value.items() if isinstance(value, dict) else enumerate(value)
    return [(at, value), *(each for name, part in parts for each in containers(part, (*at, name)))]


def edit(draw: st.DrawFn, fields: dict[str, Any]) -> Path | None:
    """Change a document's fields in one place; return the path of what is left out or replaced."""
    at, place = draw(st.sampled_from(containers(fields)))
    if isinstance(place, dict):
        name = draw(st.sampled_from(list(place)))
        kind = draw(st.sampled_from(["change", "remove", "add"]))
        if kind == "add":
            name = draw(st.sampled_from(["note", "phone", "why", "de", "x y"]) | TEXTS)
            assume(name not in place)
    else:
        name = draw(st.integers(0, len(place) - 1))
        kind = draw(st.sampled_from(["change", "remove", "add", "move", "shuffle"]))
    if kind == "change":
        place[name] = draw(TEXTS if isinstance(place[name], str) else VALUES)
    elif kind == "remove":
        del place[name]
    elif kind == "shuffle":
        place[:] = draw(st.permutations(place))
    elif kind == "move":
        place.insert(draw(st.integers(0, len(place) - 1)), place.pop(name))
    elif isinstance(place, list):
        place.insert(name, draw(VALUES | st.sampled_from(place)))
    else:
        place[name] = draw(VALUES)
    return (*at, name) if kind in ("change", "remove") else None


@pytest.mark.parametrize("path", YAML_TEXTS)
def test_a_comment_everywhere_changes_nothing(path):
    text = YAML_TEXTS[path]
    assert parse(path, text).fields == parse(path, ALL_TEXTS[path]).fields
    assert rewrite(path, text, parse(path, text).fields) == text


@settings(max_examples=25)  # each is a whole document
@given(st.data())
def test_whatever_is_edited_reads_as_asked_for_and_the_other_comments_stay(data):
    path = data.draw(st.sampled_from(sorted(YAML_TEXTS)))
    text = YAML_TEXTS[path]
    fields = fields_of(path, text)
    gone = edit(data.draw, fields)
    rewritten = rewrite(path, text, fields)
    assert parse(path, rewritten).fields == fields
    lost = Counter(comments(text)) - Counter(comments(rewritten))
    inside = ".".join(map(str, gone or ()))
    assert not [note for note in lost if not is_within(note.split(" ", 2)[2], inside)]
    again = rewrite(path, rewritten, parse(path, text).fields)
    assert parse(path, again).fields == parse(path, text).fields


def is_within(place: str, gone: str) -> bool:
    return bool(gone) and (place == gone or place.startswith(gone + "."))
