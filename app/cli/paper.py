"""The commands that print what goes with letters: envelopes, labels, the calibration page."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from app.cli.printed_language import language_option

if TYPE_CHECKING:
    from app.cli.installation import Installation
    from app.letters.layout import Layout
    from app.letters.press import OnPaper
    from app.letters.printing import Rendered
    from app.letters.recipient import Recipient


@click.command()
@click.argument("addressee", nargs=-1, required=True)
@click.option("-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--size", default="DL", show_default=True, help="DL, C6, C6/5, C5, C4, B6, #10, #9")
@click.option("--name", default="")
@click.option("--address", multiple=True, help="A line of your address; give it for each line.")
@click.option("--country", help="Where you post: DE, FR, US …")
@click.option("--no-sender", is_flag=True, help="Print the addressee alone.")
@click.pass_obj
def envelopes(
    installation: Installation, /, addressee: Sequence[str], output: Path, **options: Any
) -> None:
    """Print an envelope for each ADDRESSEE into one PDF."""
    from app.letters.envelope import envelope, envelopes
    from app.letters.sender import Sender

    country = posting_country(options["country"])
    address = "\n".join(options["address"])
    sender = None if options["no_sender"] else Sender.typed(options["name"], address, "", country)
    recipients = _recipients(installation, addressee, country)
    _write_pdf(envelopes(recipients, envelope(options["size"]), sender), output)


@click.command()
@click.argument("addressee", nargs=-1, required=True, metavar="ADDRESSEE[=COUNT]...")
@click.option("-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--sheet", default="L7163", show_default=True, help="The code on the labels' pack.")
@click.option("--start", type=int, default=1, show_default=True, help="The first free label.")
@click.option("--country", help="Where you post: DE, FR, US …")
@click.pass_obj
def labels(
    installation: Installation,
    /,
    addressee: Sequence[str],
    output: Path,
    sheet: str,
    start: int,
    country: str,
) -> None:
    """Print labels for each ADDRESSEE, one or as many as it says after “=”, into one PDF."""
    from app.letters.label_sheet import label_sheet, labels

    slugs, counts = zip(*map(_counted, addressee), strict=True)
    recipients = _recipients(installation, slugs, posting_country(country))
    wanted = list(zip(recipients, counts, strict=True))
    _write_pdf(labels(wanted, label_sheet(sheet), start), output)


@click.command()
@click.option("-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--stationery", default="din-5008-b", show_default=True)
@language_option("--language")
def calibration(output: Path, stationery: str, language: str) -> None:
    """Print a page that shows whether printer and envelope keep their measures."""
    from app.letters import order
    from app.letters.calibration import calibration

    _write_pdf(calibration(order.stationery(stationery), language), output)


def _recipients(
    installation: Installation, slugs: Sequence[str], country: str | None
) -> list[Recipient]:
    from app.letters.recipient import postable, recipient_of

    library, limits = installation.library(), installation.limits()
    today = datetime.date.today()
    return [recipient_of(postable(library, slug), country, today, limits) for slug in slugs]


def _counted(argument: str) -> tuple[str, int]:
    slug, is_counted, count = argument.partition("=")
    try:
        return slug, int(count) if is_counted else 1
    except ValueError:
        raise click.ClickException(f"“{argument}”: write {slug}=12 for 12 labels.") from None


def posting_country(code: str | None) -> str | None:
    """Return the two capitals of the country posted from; raise ClickException if there is none."""
    from app.content.postal.address import is_country

    if not code:
        return None
    if not (code.isascii() and is_country(code.upper())):  # ß in capitals would be South Sudan
        raise click.ClickException(f"“{code}” is not a country: write its two letters, as DE.")
    return code.upper()


def _write_pdf(layout: Layout, output: Path) -> None:
    from app.letters.printing import render

    write_sheets([render(layout)], output)


def write_sheets(sheets: Sequence[OnPaper | Rendered], output: Path) -> None:
    """Write one PDF of what is to be printed; raise ClickException if it can't be written."""
    from app.letters.press import to_pdf

    write_file(to_pdf(sheets), output)


def write_file(data: bytes, output: Path) -> None:
    """Write the file; raise ClickException if it can't be written."""
    try:
        output.write_bytes(data)
    except OSError as error:
        raise click.ClickException(f"{output} can't be written: {error.strerror}.") from None
