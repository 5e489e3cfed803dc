"""The requests that once stopped a site, as large whatever the limits are."""

from __future__ import annotations

from functools import partial
from typing import Any

from bench.dear_documents import CASE, ROOM, save
from bench.dear_letters import collected_of, letter, offices_of
from bench.desk import SIGN_IN, Desk
from bench.kinds import PILE, Requests


def attacks(desk: Desk) -> Requests:
    """Yield the requests of the review, of which each is as large whatever the limits are."""
    offices = offices_of(desk)
    case = max(offices, key=lambda slug: len(offices[slug][0]))
    addressees, copies = offices[case]
    send = partial(letter, desk, case)
    for name in ("name", "address", "town", "words"):
        yield (
            f"{name}: a letter and 70,000 marks",
            send(in_parts=True, addressee=addressees[:1], **{name: PILE}),
        )
    sign_in = {"email": f"{PILE}@example.org", "password": "a"}
    yield (
        "sign-in: a letter and 70,000 marks",
        desk.ask(SIGN_IN, data=sign_in, content_type="multipart/form-data"),
    )
    lines = "a\n" * 1_500
    yield "3 KB of own words as lines", send(addressee=addressees[:1], words=lines)
    paragraphs = "a\n\n" * 1_000
    yield "the same as paragraphs", send(addressee=addressees[:1], words=paragraphs)
    yield (
        "pack of 10 cases of lines",
        send(
            addressee=addressees, words=lines, collected=collected_of(offices, case, lines)[:1] * 10
        ),
    )
    pack = collected_of(offices, case, "") * 6
    whole: dict[str, Any] = {"addressee": addressees, "copy": copies, "collected": pack[:12]}
    yield "full pack with a guide", send(**whole, guide="1")
    yield "300 labels", send(addressee=addressees[:1], labels="1", labels_each="300")
    yield "20,000 fields", send(in_parts=False, copy=[f"a{number}" for number in range(20_000)])
    keys = "".join(f"k{number}: 1\n" for number in range(18_000))
    yield "save a draft of 18,000 keys", save(desk, CASE, keys)
    for page in ("", "cases/", "publish/", f"text/{CASE}"):
        yield f"then /organisers/{page}", desk.ask(f"{ROOM}/{page}")
