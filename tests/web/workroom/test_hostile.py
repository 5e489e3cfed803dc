"""Whatever is sent to the editors is refused with a message, or kept as text that does nothing."""

import re

import pytest
from werkzeug.datastructures import MultiDict

from app.content.editing.rewriting import fresh
from app.content.text.document import DocumentError, parse
from app.limits import LARGEST_REQUEST_OF_WORKROOM as LARGEST_REQUEST
from app.limits import LONGEST_DOCUMENT, MOST_LINES
from app.limits import MOST_FIELDS_OF_WORKROOM as MOST_FIELDS
from app.records import revision
from app.records.database import db
from app.web.workroom.editors.addressee_form import AddresseeForm
from app.web.workroom.editors.case_form import CaseForm
from app.web.workroom.forms.document_fields import DocumentField, Flag, Ticks
from app.web.workroom.forms.document_forms import DocumentForm, Group, Parts
from app.web.workroom.forms.localised_fields import MarksByLanguage, TextByLanguage
from tests.conftest import sample
from tests.web.workroom.filled import filled, text_of, typed_of

CASE = "cases/lantern18-five.yaml"
ADDRESSEE = "addressees/nb/ombudsman.yaml"
TEMPLATE = "letter_templates/appeal/en.md"
TO_GERMAN = f"/translate/{CASE}?from=en&to=de"
TO_FRENCH = f"/translate/{TEMPLATE}?from=en&to=fr"
FORMS = {CASE: CaseForm, ADDRESSEE: AddresseeForm}

KEPT = [
    "{{ 7*7 }}",
    "{% for x in range(9) %}x{% endfor %}",
    "{{ ''.__class__.__mro__ }}",
    "{# comment #}",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</textarea><h1>Hello</h1>",
    "<!-- comment -->",
    "&amp;&lt;",
    "[link](javascript:alert(1))",
    "![image](https://example.org/x.png)",
    "&a 1",
    "*a",
    "!!python/object/apply:os.system ['id']",
    "!tag value",
    "<<: *x",
    "{a: b}",
    "[a, b]",
    ": start",
    "- start",
    "# start",
    "? start",
    "| start",
    "> start",
    "% start",
    "@ start",
    "` start",
    "a: b # c",
    "--- a",
    "...",
    "'single' \"double\"",
    "it's \\n \\x00 \\u0000",
    "yes",
    "null",
    "~",
    "1e3",
    "0x1f",
    "2018-10-27",
    "\N{RIGHT-TO-LEFT OVERRIDE}txt.exe",
    "e\N{COMBINING ACUTE ACCENT}",
    "a\N{NEXT LINE}b",
    "a\N{LINE SEPARATOR}b\N{PARAGRAPH SEPARATOR}c",
    "\N{BYTE ORDER MARK}a",
    "\N{WOMAN}\N{ZERO WIDTH JOINER}\N{PERSONAL COMPUTER}",
    "a\tb",
    "../../etc/passwd",
    "x" * 400,
    "'; DROP TABLE revision; --",
]
"""Comes back as it was typed."""

REFUSED = ["a\0b", "\x1b[31m", "a\x7fb", "a\x08b", "a\ufffeb"]
"""No document holds it."""

INERT = ("<script>alert", "<img src=x", "<h1>Hello")


def names_of(form: DocumentForm) -> list[str]:
    """Return the names of every text control of a form, with one part in each list."""
    typed = MultiDict({f"{name}-0-part": "" for name in form.document_fields()})
    names: list[str] = []
    for field in type(form)(typed).document_fields().values():
        _gather(field, names)
    return names


def _gather(field: DocumentField, names: list[str]) -> None:
    if isinstance(field, Parts):
        _gather(field.entries[0], names)
    elif isinstance(field, Group):
        for below in field.form.document_fields().values():
            _gather(below, names)
    elif isinstance(field, TextByLanguage):
        names.extend(f"{field.name}-{language}" for language in ("en", "kk", "pl"))
    elif not isinstance(field, Flag | MarksByLanguage | Ticks):
        names.append(field.name)


NAMES = {path: names_of(form()) for path, form in FORMS.items()}


@pytest.fixture
def editor(signed_in):
    return signed_in("editor")


@pytest.fixture
def post(editor, csrf_token):
    """Return a function that sends something to a page."""

    def send(url, typed=(), **more):
        data = MultiDict({"csrf_token": csrf_token, "base": "0", "whole": "yes", **more})
        data.update(MultiDict(typed))
        return editor.post(f"/organisers{url}", data=data)

    return send


@pytest.fixture
def newest(app):
    """Return a function that returns the newest revision of a document."""

    def find(path):
        with app.app_context():
            return revision.newest(db.session, path)

    return find


def test_both_forms_have_many_controls():
    assert {path: len(names) > 50 for path, names in NAMES.items()} == dict.fromkeys(NAMES, True)


@pytest.mark.parametrize("path", FORMS)
def test_a_text_stays_what_it_is_in_every_field(path):
    for offset in range(0, len(KEPT), 6):
        typed = {name: KEPT[(n + offset) % len(KEPT)] for n, name in enumerate(NAMES[path])}
        document = parse(path, fresh(path, FORMS[path](MultiDict(typed)).written()))
        again = typed_of(FORMS[path](data=document.fields))
        assert {name: again[name] for name in typed} == typed


@pytest.mark.parametrize("offset", range(0, len(KEPT), 16))
@pytest.mark.parametrize("path", FORMS)
def test_a_text_comes_back_as_it_was_typed_and_does_nothing(post, editor, newest, path, offset):
    typed = {name: KEPT[(n + offset) % len(KEPT)] for n, name in enumerate(NAMES[path])}
    answer = post(f"/edit/{path}", typed, note="<script>alert(2)</script>{{ 7*7 }}")
    assert answer.status_code == 303
    page = editor.get(f"/organisers/edit/{path}").text
    back = filled(page)
    assert {name: back[name] for name in typed} == typed
    assert "{{ 7*7 }}" in page
    for other in (f"/text/{path}", f"/translate/{path}?from=en&to=pl", "/cases/", "/addressees/"):
        page += editor.get(f"/organisers{other}").text
    assert not [markup for markup in INERT if markup in page]


@pytest.mark.parametrize("character", REFUSED, ids=repr)
@pytest.mark.parametrize("path", FORMS)
def test_a_character_that_no_text_may_hold_is_refused_in_every_field(path, character):
    for name in NAMES[path]:
        form = FORMS[path](MultiDict({name: character}))
        with pytest.raises(DocumentError, match=r"U\+\w{4} is no character of a text") as raised:
            fresh(path, form.written())
        assert name.startswith(form.trail(raised.value.location)[-1].name)


@pytest.mark.parametrize("character", sample([(each,) for each in REFUSED], every=3), ids=repr)
def test_it_is_refused_on_every_page(post, newest, character):
    answers = [
        post(f"/edit/{CASE}", {"people-0-name-en": character}),
        post(f"/edit/{CASE}", {"demands-0-grantable_by": character}),
        post(f"/edit/{ADDRESSEE}", {"address-full": character}),
        post(f"/text/{CASE}", {"text": character}),
        post(TO_GERMAN, {"text-title": character}),
        post(TO_FRENCH, {"block-0": character}),
        post(f"/verify/{ADDRESSEE}", {"what": "holder", "source": character}),
        post(f"/verify/{CASE}", {"what": "facts", "source": character}),
        post(f"/edit/{CASE}", note=character),
    ]
    assert [answer.status_code for answer in answers] == [422] * len(answers)
    assert all("Nothing was saved yet" in text_of(answer.text) for answer in answers)
    assert newest(CASE) is newest(ADDRESSEE) is None


def test_texts_do_nothing_in_translations(post, editor, newest):
    names = re.findall('name="(text-[^"]+)"', editor.get(f"/organisers{TO_GERMAN}").text)
    texts = (KEPT * 3)[: len(names)]
    typed = dict(zip(names, texts, strict=False))
    assert post(TO_GERMAN, typed).status_code == 303
    page = editor.get(f"/organisers{TO_GERMAN}").text
    back = filled(page, "translation")
    assert {name: back[name] for name in typed} == typed
    assert not [markup for markup in INERT if markup in page]


def test_texts_do_nothing_in_blocks_of_letter_templates(post, editor):
    typed = {f"block-{number}": text for number, text in enumerate(KEPT)}
    assert post(TO_FRENCH, {"title": KEPT[5], **typed}).status_code == 303
    page = editor.get(f"/organisers{TO_FRENCH}").text
    back = filled(page, "translation")
    assert {name: back[name] for name in typed} == typed
    page += editor.get("/organisers/edit/letter_templates/appeal/fr.md").text
    assert not [markup for markup in INERT if markup in page]


@pytest.mark.parametrize("text", KEPT[::4], ids=lambda text: repr(text[:30]))
def test_a_text_does_nothing_as_a_source(post, editor, newest, text):
    post(f"/verify/{ADDRESSEE}", {"what": "holder", "source": text})
    fields = parse(ADDRESSEE, newest(ADDRESSEE).text).fields
    assert fields["holder"]["source"]["title"] == " ".join(text.split())
    page = editor.get(f"/organisers/edit/{ADDRESSEE}").text
    assert not [markup for markup in INERT if markup in page]


NO_DOCUMENTS = [
    "a: &x [1]\nb: *x\n",
    "a: &x {b: *x}\n",
    "a: !!python/object/apply:os.system ['id']\n",
    "base: &b {a: 1}\nc:\n  <<: *b\n",
    "[" * 5_000,
    "? [a, b]\n: c\n",
    "? {a: b}\n: c\n",
    "? \n: c\n",
    "1: 2\n",
    "%YAML 1.1\n---\ntitle: no\n",
    "a: 1\n---\nb: 2\n",
    "<script>alert(1)</script>",
    "a" * (LONGEST_DOCUMENT - 1),
    "\n" * 5_000,
]
ODD_DOCUMENTS = [
    "title: {en: 1, ru: 2, kk: 3}\nreviewed: {en: maybe, ru: [], kk: {}}\n",
    "reviewed: true\n",
    "state: open\npeople: [{slug: x, name: [1], status: []}]\nlast_reported: []\nreport: 5\n",
    "people: {a: b}\ndemands: 5\nhistory: x\naddressees: {a: b}\nwish: []\n",
    "demands: [{slug: [a], state: met}]\n",
    "title: .nan\nplace: .inf\n",
    "title: 0o777\nplace: 1_000\n",
    "\u202etitle: {en: x}\n",
    "title: {en: '{{ 7*7 }}<script>alert(1)</script>'}\n",
]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        *((ADDRESSEE, text) for text in NO_DOCUMENTS),
        *((CASE, text) for text in ODD_DOCUMENTS),
    ],
    ids=lambda text: repr(text[:40]),
)
def test_a_text_that_is_no_document_is_kept_as_it_is(post, editor, newest, path, text):
    assert post(f"/text/{path}", {"text": text}).status_code == 303
    assert newest(path).text == text.rstrip("\n") + "\n"
    pages = [
        editor.get(f"/organisers/text/{path}"),
        editor.get(f"/organisers/edit/{path}"),
        editor.get(f"/organisers/translate/{path}"),
        post(f"/review/{path}/en", base="1"),
        post(f"/verify/{path}", {"what": "holder", "source": "x"}, base="1"),
        post(f"/verify/{path}", {"what": "facts", "source": "x"}, base="1"),
        post(f"/verify/{path}", {"what": "person-x", "source": "x"}, base="1"),
        post(f"/translate/{path}?from=en&to=de", {"text-title": "x"}, base="1"),
    ]
    assert all(page.status_code < 500 for page in pages)
    assert not [markup for markup in INERT for page in pages if markup in page.text]


@pytest.mark.parametrize("base", ["-1", "5", "9" * 30, "²"])
@pytest.mark.parametrize(
    ("url", "typed"),
    [
        (f"/edit/{ADDRESSEE}", {"phone": "1"}),
        (f"/text/{ADDRESSEE}", {"text": "a: 1"}),
        (f"/translate/{ADDRESSEE}?from=en&to=de", {"text-office": "x"}),
        (f"/verify/{ADDRESSEE}", {"what": "holder", "source": "x"}),
    ],
    ids=["form", "text", "translation", "verification"],
)
def test_a_wrong_base_makes_a_first_revision_all_the_same(post, newest, base, url, typed):
    assert post(url, typed, base=base).status_code == 303
    assert newest(ADDRESSEE).number == 1
    assert post(url, {**typed, "phone": "2", "text": "b: 1"}, base=base).status_code < 500


def test_a_huge_number_makes_one_part(post, newest):
    post(f"/edit/{CASE}", {"people-999999-name-en": "A"})
    assert parse(CASE, newest(CASE).text).fields["people"] == [{"name": {"en": "A"}}]


@pytest.mark.parametrize(
    "typed",
    [
        {f"people-{number}-name-en": "A" for number in range(300)},
        {f"facts-{number}-part": "" for number in range(0, 900_000, 3_000)},
        {f"field-{number}": "" for number in range(10_000)},
        {f"block-{number}": "" for number in range(0, 999_999, 200_000)},
    ],
    ids=["300 people", "300 facts", "10,000 fields", "block 800,000"],
)
def test_too_many_fields_are_refused(post, newest, typed):
    is_block = "block-0" in typed
    urls = (f"/edit/{CASE}", TO_GERMAN) if not is_block else ()
    answers = [post(url, typed) for url in (*urls, TO_FRENCH)]
    assert answers[0].status_code in (413, 422)
    assert all(answer.status_code < 500 for answer in answers)
    assert newest(CASE) is None


def test_the_most_fields_are_still_taken_in(post):
    typed = {f"field-{number}": "" for number in range(MOST_FIELDS - 10)}
    assert post(f"/edit/{CASE}", typed).status_code == 303


@pytest.mark.parametrize(
    ("url", "name"),
    [
        (f"/edit/{CASE}", "title-en"),
        (f"/text/{CASE}", "text"),
        (TO_GERMAN, "text-title"),
        (f"/verify/{ADDRESSEE}", "source"),
    ],
)
@pytest.mark.parametrize("count", [LONGEST_DOCUMENT + 1, LARGEST_REQUEST, 5_000_000])
def test_too_much_text_is_refused(post, newest, url, name, count):
    answer = post(url, {name: "a" * count, "what": "holder"})
    assert answer.status_code in (413, 422)
    assert "<h1>" in answer.text
    assert newest(CASE) is newest(ADDRESSEE) is None


@pytest.mark.parametrize(
    "url",
    [
        f"/edit/{CASE}",
        f"/edit/{ADDRESSEE}",
        f"/text/{CASE}",
        TO_GERMAN,
        TO_FRENCH,
        f"/verify/{ADDRESSEE}",
        f"/verify/{CASE}",
        f"/review/{CASE}/en",
    ],
)
def test_a_form_without_fields_is_answered(editor, csrf_token, url):
    answer = editor.post(f"/organisers{url}", data={"csrf_token": csrf_token})
    assert answer.status_code in (303, 422)


@pytest.mark.parametrize(
    "body",
    [
        b"title-en=%ED%A0%80",
        b"title-en=%FF%FE",
        b"title-en=%C0%80",
        b"people-0-%00-en=a",
        b"%ff=%ff",
        b"&&&==&=a&a",
        b"people-0-name-en=a&people-0-name-en=b&people-0=c",
    ],
    ids=repr,
)
def test_bytes_that_are_no_text_are_answered(editor, csrf_token, body):
    start = f"csrf_token={csrf_token}&base=0&whole=yes&".encode()
    for url in (f"/edit/{CASE}", f"/text/{CASE}", TO_GERMAN):
        answer = editor.post(
            f"/organisers{url}",
            data=start + body,
            content_type="application/x-www-form-urlencoded",
        )
        assert answer.status_code in (303, 409, 422)


@pytest.mark.parametrize(
    "text",
    ["{{ ", "\t[", "x, {", "\n \n"],
    ids=repr,
)
def test_a_text_made_to_take_long_or_to_nest_deep_does_neither(post, editor, text):
    text = text * (30_000 // len(text))
    typed = {"account-en": text, "addressees-0": text, "title-ru": text}
    assert post(f"/edit/{CASE}", {**typed, "do": "people-add"}).status_code == 200
    assert post(f"/edit/{CASE}", typed).status_code == 303
    too_much = text.count("\n") > MOST_LINES
    said = post(f"/text/{ADDRESSEE}", {"text": f"office: {text}"})
    assert said.status_code == (422 if too_much else 303)
    post(f"/edit/{TEMPLATE}", {"text": f"---\ntitle: a\nreviewed: false\n---\n{text}"})
    for url in (f"/edit/{CASE}", f"/text/{CASE}", f"/text/{ADDRESSEE}", TO_FRENCH, TO_GERMAN):
        assert editor.get(f"/organisers{url}").status_code == 200
    assert editor.get(f"/organisers/edit/{TEMPLATE}").status_code == 200


@pytest.mark.parametrize("do", ["people-0-up", "people-add", "title-add", "x", "", "people-²-up"])
def test_rearranging_nothing_saves_nothing(post, newest, do):
    assert post(f"/edit/{CASE}", {"do": do}).status_code in (200, 422)
    assert newest(CASE) is None


@pytest.mark.parametrize(
    "path",
    [
        "cases/../addressees/nb/ombudsman.yaml",
        "cases/..%2F..%2Fetc%2Fpasswd",
        "cases/%2e%2e/x.yaml",
        "../../x",
        "cases/Lantern18-five.yaml",
        "cases/forum18.five.yaml",
        "cases/lantern18-five.yaml%00",
        "cases/lantern18-five.yaml/",
        "cases/.yaml",
        "addressees/nb/.yaml",
        "letter_templates/appeal/EN.md",
        "cases/фorum.yaml",
    ],
)
def test_other_paths_lead_nowhere(post, editor, path):
    for page in ("edit", "text", "translate", "verify"):
        assert post(f"/{page}/{path}").status_code == 404
        assert editor.get(f"/organisers/{page}/{path}").status_code in (404, 405)
    assert post(f"/review/{path}/en").status_code in (308, 404)


def test_a_document_with_more_parts_than_its_form_shows_is_shown_as_text(post, editor, newest):
    text = "".join(f"- {{slug: p{number}, name: {{en: A}}}}\n" for number in range(300))
    assert post(f"/text/{CASE}", {"text": f"people:\n{text}"}).status_code == 303
    answer = editor.get(f"/organisers/edit/{CASE}")
    assert answer.status_code == 303
    assert answer.location.endswith(f"/text/{CASE}")
    assert editor.get(TO_GERMAN.join(("/organisers", ""))).status_code == 200


@pytest.mark.parametrize("path", FORMS)
def test_a_pile_of_marks_is_refused_in_every_field_with_its_place(path):
    for name in NAMES[path]:
        form = FORMS[path](MultiDict({name: "a" + "\N{COMBINING ACUTE ACCENT}" * 31}))
        with pytest.raises(DocumentError, match="more than 30 accents") as raised:
            fresh(path, form.written())
        assert raised.value.location
