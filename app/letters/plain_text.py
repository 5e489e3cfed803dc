"""A letter as plain text to copy, and as an e-mail where the addressee has an address for it."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from app.content.model.addressee import Addressee
from app.letters.letter import Letter
from app.letters.paragraphs import ItemList

LONGEST_MAILTO = 1_900
"""Characters of an address that every browser and mail program takes (Windows: 2,048)."""


def plain_text(letter: Letter, enclosed: Letter | None = None) -> str:
    """Return the whole letter as it stands on paper, the fullest address in it.

    What it encloses follows.
    """
    sender, address = "\n".join(letter.sender_lines), "\n".join(letter.address_forms[0])
    head = (letter.mark, sender, address, letter.place_and_date, letter.subject)
    return _parts(*head, *_body(letter), *_enclosed(enclosed))


@dataclass(frozen=True)
class Mail:
    """A `mailto:` address with the subject, and with the text if it isn't too long for one."""

    url: str
    holds_text: bool
    """If not, the supporter pastes `text` themselves."""
    text: str


def mailto(letter: Letter, addressee: Addressee, enclosed: Letter | None = None) -> Mail | None:
    """Return the letter as an e-mail, or None where the addressee has no address for it.

    What it encloses follows in the same mail.
    """
    if not addressee.email:
        return None
    sender = (line for line in letter.sender_lines if line not in letter.signature)
    text = _parts(*_body(letter), "\n".join(sender), *_enclosed(enclosed))
    short = f"mailto:{quote(addressee.email, safe='@')}?subject={quote(_parts(letter.subject))}"
    body = text.replace("\n", "\r\n")  # as RFC 6068 wants it
    whole = f"{short}&body={quote(body)}"
    if len(whole) > LONGEST_MAILTO:
        return Mail(short, holds_text=False, text=text)
    return Mail(whole, holds_text=True, text=text)


def _enclosed(letter: Letter | None) -> tuple[str, ...]:
    return (plain_text(letter),) if letter else ()


def _body(letter: Letter) -> Iterator[str]:
    for block in letter.blocks:
        if isinstance(block, ItemList):
            items = enumerate(block.items, start=1)
            yield "\n".join(f"{number}. {item.text}" for number, item in items)
        else:
            yield block.text
    yield letter.closing
    yield letter.signature


def _parts(*parts: str) -> str:
    """Return those that aren't empty, an empty line between them, with plain spaces."""
    return "\n\n".join(part for part in parts if part).replace("\N{NO-BREAK SPACE}", " ")
