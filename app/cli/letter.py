"""The command that writes letters: as a PDF with copies and guide, to edit, or to mail."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from app.cli.options import orders_of
from app.cli.paper import write_file, write_sheets
from app.cli.printed_language import language_option

if TYPE_CHECKING:
    from app.cli.installation import Installation
    from app.content.library.library import Library
    from app.content.model.freshness import AgeLimits
    from app.letters.letter import Letter
    from app.letters.order import Order
    from app.letters.press import OnPaper
    from app.letters.printing import Rendered
    from app.letters.stationery import Stationery
    from app.records.settings import Settings


_WORTH_PREPARING = 4
"""So many letters are sooner printed with what they have in common prepared."""


@click.command()
@click.argument("case")
@click.argument("addressee", nargs=-1, required=True)
@click.option(
    "--also",
    multiple=True,
    metavar="CASE=ADDRESSEE",
    help="A letter of another case; give it for each. Sender and own words are the same.",
)
@click.option("-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--template", default="appeal", show_default=True)
@language_option("--language")
@click.option("--stationery", default="din-5008-b", show_default=True)
@click.option("--name", default="")
@click.option("--address", multiple=True, help="A line of your address; give it for each line.")
@click.option("--town", default="")
@click.option("--country", help="Where you post: DE, FR, US …")
@click.option("--sign-as", type=click.Choice(["full", "initials", "blank"]), default="full")
@click.option("--date", help="YYYY-MM-DD; today by default")
@click.option("--words", default="", help="Your own words.")
@click.option("--words-file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--demand", multiple=True, help="Ask of CASE for this alone; give it for each.")
@click.option("--seed", type=int, help="Which wording is drawn; by chance by default.")
@click.option("--copy", multiple=True, metavar="ADDRESSEE", help="Send a copy of the first letter.")
@click.option(
    "--copy-embassy", is_flag=True, help="Send the embassy where you post a copy of each case."
)
@click.option("--guide", is_flag=True, help="Add how to print, fold and post, and a translation.")
@language_option("--reader-language", "Your language, for the guide.")
@click.option("--postage", help="For the guide: what a letter there costs; else as organisers set.")
@click.option("--contact", help="For the guide: where to report a reply; else as organisers set.")
@click.option("--mailto", is_flag=True, help="With a .txt: print what opens it as an e-mail.")
@click.pass_obj
def letter(installation: Installation, /, output: Path, **options: Any) -> None:
    """Write a letter of CASE to each ADDRESSEE into one PDF, or into a .docx or .txt to edit."""
    today, suffix = datetime.date.today(), output.suffix.lower()
    if options["guide"] and suffix in (".docx", ".txt"):
        raise click.ClickException("The guide is printed: write it and the letters to a .pdf.")
    if options["mailto"] and suffix != ".txt":
        raise click.ClickException("An e-mail is plain text: with --mailto, write to a .txt.")
    library, limits = installation.library(), installation.limits()
    orders = orders_of(options, library, today)
    letters = _letters(library, orders, today, limits)
    if suffix in (".docx", ".txt"):
        write_file(_to_edit(letters, orders[0].stationery, suffix), output)
        if options["mailto"]:
            _print_mails(library, letters, output)
        return
    may_stack = installation.config.stacking and not options["guide"]
    prepared = installation.config.prepared if may_stack else None
    printed = _printed(letters, orders[0].stationery, prepared)
    if options["guide"]:
        printed.append(_guide(library, orders, options, today, installation.settings()))
    write_sheets(printed, output)


def _letters(
    library: Library, orders: Sequence[Order], today: datetime.date, limits: AgeLimits
) -> list[Letter]:
    """Return the letters of all orders; a refusal says which of several cases it is about."""
    from app.content.text.messages import Refusal
    from app.letters.order import write

    letters = write(library, orders[0], today, limits)
    for order in orders[1:]:
        try:
            letters += write(library, order, today, limits)
        except Refusal as refusal:
            raise click.ClickException(f"--also {order.case}: {refusal}") from None
    return letters


def _to_edit(letters: Sequence[Letter], stationery: Stationery, suffix: str) -> bytes:
    if suffix == ".txt":
        from app.letters.plain_text import plain_text

        return ("\n\n\n\n".join(map(plain_text, letters)) + "\n").encode()
    from app.letters.word_document import docx_of

    return docx_of(letters, stationery)


def _print_mails(library: Library, letters: Sequence[Letter], output: Path) -> None:
    """Print each letter's `mailto:` address, and say of which there is none or not a whole one."""
    from app.letters.plain_text import mailto

    for letter, following in zip_longest(letters, letters[1:]):
        if letter.mark:
            continue  # a copy goes out with its covering letter
        enclosed = following if following and following.mark else None
        mail = mailto(letter, library.addressee(letter.addressee), enclosed)
        if mail is None:
            click.echo(f"No e-mail address of {letter.addressee} is known.", err=True)
            continue
        click.echo(mail.url)
        if not mail.holds_text:
            says = f"The letter to {letter.addressee} is too long for a mailto: address"
            click.echo(f"{says}: paste it from {output}.", err=True)


def _printed(
    letters: Sequence[Letter], stationery: Stationery, prepared: Path | None
) -> list[OnPaper | Rendered]:
    """Return the letters on their paper, with what is prepared; few are sooner laid out."""
    from app.letters.press import press, take_prepared
    from app.letters.printing import lay_out

    is_pressed = prepared and (
        take_prepared(letters, stationery, prepared) or len(letters) >= _WORTH_PREPARING
    )
    way = press if is_pressed else lay_out
    printed = [way(each, stationery) for each in letters]
    for each in printed:
        if each.pages > 1 and not each.letter.mark:
            click.echo(f"The letter to {each.letter.addressee} takes {each.pages} pages.", err=True)
    return [*printed]


def _guide(
    library: Library,
    orders: Sequence[Order],
    options: dict[str, Any],
    today: datetime.date,
    known: Settings,
) -> Rendered:
    """Return the guide; of postage and contact, options say more than the settings."""
    from app.content.model.localised import Said
    from app.letters.guide import guide
    from app.letters.printing import render
    from app.letters.recipient import postal_address

    language, order = options["reader_language"], orders[0]
    contact, postage = known.contact, known.postage_from(order.sender.country, language)
    if options["contact"] is not None:
        contact = options["contact"]
    if options["postage"] is not None:
        there = postal_address(library.addressee(order.addressees[0])).country
        postage[there] = Said(options["postage"], language)
    layout = guide(
        library, orders, language, today, postage=postage, contact=contact, limits=known.limits
    )
    return render(layout)
