"""From the options of `lettercase letter` to the orders that they stand for."""

from __future__ import annotations

import datetime
import secrets
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from app.cli.paper import posting_country

if TYPE_CHECKING:
    from app.content.library.library import Library
    from app.letters.order import Order


def orders_of(options: dict[str, Any], library: Library, today: datetime.date) -> list[Order]:
    """Return the order for CASE and one for each other case, not checked yet.

    Demands and copies are CASE's alone, but for the copies to an embassy. Raises ClickException.
    """
    first = _order(options, today)
    others = _others(options["also"])
    if first.case in others:
        raise click.ClickException(
            f"“{first.case}” is the first case: name all its addressees behind it, not in --also."
        )
    orders = [first]
    for case, addressees in others.items():
        also = replace(first, case=case, addressees=tuple(addressees), copies=(), demands=None)
        orders.append(replace(also, seed=_seed(options)))
    if options["copy_embassy"]:
        orders = [_with_embassies(library, order, today) for order in orders]
    return orders


def _with_embassies(library: Library, order: Order, today: datetime.date) -> Order:
    from app.letters.copies import copies_for

    case = library.case(order.case)
    offered = copies_for(library, case, order.sender.country, today)
    embassies = [addressee.slug for addressee in offered if addressee.serves]
    if not embassies:
        raise click.ClickException(
            f"No embassy of the case “{order.case}” serves the country that you post from; "
            "say it with --country."
        )
    return replace(order, copies=(*order.copies, *embassies))


def _others(also: Iterable[str]) -> dict[str, list[str]]:
    """Return the addressees by their case, in the sequence in which they were given."""
    others: dict[str, list[str]] = {}
    for each in also:
        case, _, addressee = each.partition("=")
        if not case or not addressee:
            raise click.ClickException(f"“{each}”: write --also CASE=ADDRESSEE.")
        others.setdefault(case, []).append(addressee)
    return others


def _seed(options: dict[str, Any]) -> int:
    return secrets.randbelow(1_000_000) if options["seed"] is None else int(options["seed"])


def _order(options: dict[str, Any], today: datetime.date) -> Order:
    from app.letters.order import Order, stationery
    from app.letters.sender import Sender, typed_words

    return Order(
        case=options["case"],
        addressees=options["addressee"],
        language=options["language"],
        stationery=stationery(options["stationery"]),
        date=date_of(options["date"]) if options["date"] else today,
        seed=_seed(options),
        template=options["template"],
        copies=options["copy"],
        demands=options["demand"] or None,
        sender=Sender.typed(
            name=options["name"],
            address="\n".join(options["address"]),
            town=options["town"],
            country=posting_country(options["country"]),
            sign_as=options["sign_as"],
        ),
        words=typed_words(_words(options)),
    )


def date_of(text: str) -> datetime.date:
    """Return the date that was typed; raise ClickException."""
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise click.ClickException(f"“{text}” is not a date: write 2026-11-22.") from None


def _words(options: dict[str, Any]) -> str:
    file: Path | None = options["words_file"]
    if file is None:
        return str(options["words"])
    if options["words"]:
        raise click.ClickException("Give --words or --words-file, not both.")
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise click.ClickException(f"{file} is not a text in UTF-8.") from None
