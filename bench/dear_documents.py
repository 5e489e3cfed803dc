"""The dearest requests of organisers: documents as long as they may be, and forms."""

from __future__ import annotations

import copy
from collections.abc import Iterator

from bench.desk import EMAIL, SIGN_IN, Desk
from bench.kinds import PILE, PROSE, Requests, Send, kind

CASE, ADDRESSEE = "cases/whatsapp-nine.yaml", "addressees/kz/president.yaml"
TEMPLATE = "letter_templates/appeal/en.md"
ROOM = "/organisers"
LISTS = ("people", "facts", "demands", "history")


def published(desk: Desk, path: str) -> str:
    """Return the text that supporters see of a document."""
    from app.web.current import live_texts

    with desk.app.test_request_context("/"):
        return live_texts()[path]


def great_text(desk: Desk, path: str) -> str:
    """Return a document as long as they may be that can be read, made of the one at a path."""
    from app.content.editing.rewriting import fresh
    from app.content.text.document import DocumentError, parse

    text = published(desk, path)
    document, longest = parse(path, text), text
    for times in range(2, 60):
        fields = copy.deepcopy(dict(document.fields))
        for name in ("facts", "history"):
            if name in fields:
                fields[name] = fields[name] * times
        try:
            longest = fresh(path, fields, document.body)
        except DocumentError:
            break
        if not {"facts", "history"} & fields.keys():
            break
    return longest


def _documents(desk: Desk) -> Iterator[tuple[str, str]]:
    from app.limits import LONGEST_DOCUMENT, MOST_LINES, MOST_NODES

    keys = "".join(f"k{number}: 1\n" for number in range(MOST_NODES // 2 - 10))
    yield "unknown keys", "title:\n  en: A\n" + keys
    yield "a list on one line", "title: [" + "a, " * (MOST_NODES - 20) + "a]"
    yield "comments behind values", "".join(f"k{n}: 1 # c\n" for n in range(MOST_NODES // 2 - 10))
    yield "one long line", "title:\n  en: " + "a b" * (LONGEST_DOCUMENT // 3 - 20)
    yield "lines that are alike", "title:\n  en: |\n" + "    a\n" * (MOST_LINES - 20)
    yield "asterisks", "title:\n  en: '" + "**a" * (LONGEST_DOCUMENT // 3 - 20) + "'"
    yield "brackets", "[" * (LONGEST_DOCUMENT - 1)
    yield "the longest that can be read", great_text(desk, CASE)


@kind("workroom.text_editor.edit", "workroom.today.index", "workroom.publishing.index")
def documents(desk: Desk) -> Requests:
    """Yield saving of the dearest documents, and every page on which a draft of them stands."""
    looks = {
        "today": f"{ROOM}/",
        "cases": f"{ROOM}/cases/",
        "text": f"{ROOM}/text/{CASE}",
        "form": f"{ROOM}/edit/{CASE}",
        "translating": f"{ROOM}/translate/{CASE}?from=en&to=ru",
        "revisions": f"{ROOM}/revisions/{CASE}",
        "proof": f"{ROOM}/proof/{CASE}",
        "publishing": f"{ROOM}/publish/?path={CASE}",
        "publishing with proof": f"{ROOM}/publish/?path={CASE}&proof=1",
        "withdrawing": f"{ROOM}/withdraw/{CASE}",
    }
    for name, text in _documents(desk):
        yield f"save: {name}", save(desk, CASE, text)
        for page, path in looks.items():
            yield f"{page}: {name}", desk.ask(path)


def save(desk: Desk, path: str, text: str) -> Send:
    """Return what saves a text over the newest one."""
    from app.records import revision
    from app.records.database import db

    with desk.app.app_context():
        newest = revision.newest(db.session, path)
        base = newest.number if newest else 0
    data = {"text": text, "note": "", "base": str(base), "opened": ""}
    return desk.ask(f"{ROOM}/text/{path}", data=data)


@kind(
    "workroom.conflict_resolution.settle",
    "workroom.proofs.of_document",
    "workroom.letter_templates.edit",
)
def editors(desk: Desk) -> Requests:
    """Yield what the editors are asked with texts as long as they may be."""
    from app.limits import LONGEST_DOCUMENT

    great = great_text(desk, CASE)
    other = "\n".join(f"# {number}\n{line}" for number, line in enumerate(great.split("\n")))
    yield (
        "a save over another's",
        desk.ask(
            f"{ROOM}/text/{CASE}",
            data={"text": other[:LONGEST_DOCUMENT], "base": "0", "opened": "0" * 64, "note": ""},
        ),
    )
    yield (
        "settle",
        desk.ask(
            f"{ROOM}/settle/{CASE}",
            data={"mine": other[:LONGEST_DOCUMENT], "base": "1", "origin": "", "note": ""},
        ),
    )
    for name, text in _documents(desk):
        yield f"proof: {name}", desk.ask(f"{ROOM}/proof/{CASE}", data={"text": text})
    letter = published(desk, TEMPLATE)
    bodies = {
        "as it is": "",
        "long": "\n\n" + PROSE[:3_000],
        "emphasis": "\n\n" + "**a" * 5_000,
        "brackets": "\n\n" + "[" * 15_000,
        "nested lists": "\n\n" + "".join("  " * depth + "1. a\n" for depth in range(100)),
        "blocks": "\n\n" + "{% choose %}a{% or %}b{% endchoose %}" * 400,
        "braces": "\n\n" + "{{" * 7_000,
    }
    for name, body in bodies.items():
        for button in ("preview", "reword"):
            data = {"text": letter + body, button: "1", "words": "y", "address": "y"}
            yield f"template {button}: {name}", desk.ask(f"{ROOM}/edit/{TEMPLATE}", data=data)


@kind("security.login", "workroom.settings.save", "workroom.publishing.publish")
def forms(desk: Desk) -> Requests:
    """Yield the forms that normalise or print what is typed."""
    for name in ("email", "password", "next"):
        data = {"email": EMAIL, "password": "a", name: f"//{PILE}"}
        yield (
            f"sign in: {name} of marks",
            desk.ask(SIGN_IN, data=data, content_type="multipart/form-data"),
        )
    settings = {
        f"{name}-{language}": PROSE[:9_990]
        for name in ("imprint", "privacy", "prepared")
        for language in ("en", "ru", "kk", "de", "fr", "pl")
    }
    yield "settings: long texts", desk.ask(f"{ROOM}/settings/", data=settings)
    yield (
        "settings: marks",
        desk.ask(f"{ROOM}/settings/", data={"contact": PILE, "imprint-en": PILE}),
    )
    routes = {f"routes-{number}-origin": "a" for number in range(900)}
    yield "settings: 900 routes", desk.ask(f"{ROOM}/settings/", data=routes)
    publish = {"key": [str(number) for number in range(5_000)], "note": "a", "seen": "1"}
    yield "publish: 5,000 keys", desk.ask(f"{ROOM}/publish/", data=publish)


@kind("workroom.case_form.edit", "workroom.addressee_form.edit", "workroom.translating.edit")
def document_forms(desk: Desk) -> Requests:
    """Yield forms with as many parts and fields as are taken."""
    from app.limits import MOST_FIELDS_OF_WORKROOM, MOST_PARTS

    parts = {
        f"{part}-{number}-{name}": "a b c"
        for part in LISTS
        for number in range(MOST_PARTS // len(LISTS))
        for name in ("slug", "date", "text-en", "text-ru", "text-kk", "name-en", "status")
    }
    most = dict(list(parts.items())[: MOST_FIELDS_OF_WORKROOM - 20])
    prose = {f"{name}-en": PROSE for name in ("title", "subject", "account", "summary")}
    for path in (CASE, ADDRESSEE):
        for name, typed in (("parts", most), ("prose", prose)):
            page = f"{ROOM}/edit/{path}"
            yield f"form, {name}: {path}", desk.ask(page, data={**typed, "whole": "1"})
            yield (
                f"form, {name}, a part added: {path}",
                desk.ask(page, data={**typed, "do": "facts-add"}),
            )
    blocks = {f"block-{number}": PROSE[:200] for number in range(500)}
    texts = {f"text-{name}": PROSE for name in ("title", "subject", "account", "summary")}
    for path, typed in ((TEMPLATE, blocks), (CASE, texts)):
        page = f"{ROOM}/translate/{path}?from=en&to=ru"
        yield f"translating: {path}", desk.ask(page, data=typed)
