"""The commands of `lettercase`.

What takes long to import is imported by the command that needs it.
"""

from __future__ import annotations

import datetime
import secrets
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from app.content_cli import content
from app.installation import Installation
from app.organisers_cli import organiser

if TYPE_CHECKING:
    from app.content.library import Library
    from app.letters.order import Order

_NO_CHOICE = 2
"""Exit code for what cannot be done as asked."""


@click.group(no_args_is_help=False, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--content",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder whose documents alone count; by default, those that supporters see.",
)
@click.pass_context
def cli(context: click.Context, content: Path | None) -> None:
    """Letters for people in prison, ready to print, sign and post."""
    context.obj = Installation(content)


cli.add_command(content)
cli.add_command(organiser)


def _library(installation: Installation) -> Library:
    library = installation.library()
    if not library.documents:
        folder = installation.folder or installation.config.content
        raise click.ClickException(f"There are no documents in {folder}.")
    return library


@cli.command()
@click.pass_obj
def cases(installation: Installation) -> None:
    """List the cases."""
    for case in _library(installation).cases.values():
        click.echo(f"{case.slug:24}{case.state:8}{case.title['en']}")


@cli.command()
@click.argument("case")
@click.pass_obj
def addressees(installation: Installation, case: str) -> None:
    """List the addressees of a case: what each can be asked for, or why it can't be written to."""
    library = _library(installation)
    found = library.case(case)
    for addressee in library.addressees_of(found):
        demands = [demand.slug for demand in found.open_demands(addressee.kind)]
        if not addressee.is_postable:
            says = f"{addressee.state}: {addressee.state_reason or ''}"
            if addressee.successor:
                says += f" → {addressee.successor}"
        else:
            says = ", ".join(demands) or "can only get a copy"
        click.echo(f"{addressee.slug:32}{says}")


@cli.command()
@click.pass_obj
def check(installation: Installation) -> None:
    """Check every document and every letter; exit 1 if anything is wrong."""
    from app.content.ages import old_facts
    from app.content.future import future_dates
    from app.letters.proof import proof

    library = _library(installation)
    today = datetime.date.today()
    errors = [str(error) for error in (*library.errors, *future_dates(library, today))]
    limits = installation.limits()
    for warning in old_facts(library, today, limits):
        click.echo(warning)
    rows = list(proof(library, today, limits))
    for row in rows:
        if row.errors:
            path = f"cases/{row.case}.yaml"
            line = library.documents[path].line_of(("summary",))
            errors += [f"{path}:{line}: {row}: {error}" for error in row.errors]
    for error in errors:
        click.echo(error)
    click.echo(_summary(library, rows, len(errors)))
    sys.exit(1 if errors else 0)


def _summary(library: Library, rows: Sequence[Any], errors: int) -> str:
    counts = (
        f"{len(library.cases)} cases, {len(library.addressees)} addressees, "
        f"{len(library.letter_templates)} letter templates, {len(rows)} kinds of letter: "
    )
    if not rows:
        return counts + f"{errors} errors"
    least = min(rows, key=lambda row: row.millimetres_left)
    return (
        f"{counts}{errors} errors. Least room on the page, with the longest wording and 400 "
        f"characters of running text as own words: {least.millimetres_left:.1f} mm ({least})"
    )


@cli.command()
@click.argument("case")
@click.argument("addressee", nargs=-1, required=True)
@click.option("-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--template", default="appeal", show_default=True)
@click.option("--language", type=click.Choice(["en", "ru", "kk"]), default="en", show_default=True)
@click.option("--stationery", default="din-5008-b", show_default=True)
@click.option("--name", default="")
@click.option("--address", multiple=True, help="A line of your address; give it for each line.")
@click.option("--town", default="")
@click.option("--country", help="Where you post: DE, FR, US …")
@click.option("--sign-as", type=click.Choice(["full", "initials", "blank"]), default="full")
@click.option("--date", help="YYYY-MM-DD; today by default")
@click.option("--words", default="", help="Your own words.")
@click.option("--words-file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--demand", multiple=True, help="Ask for this alone; give it for each demand.")
@click.option("--seed", type=int, help="Which wording is drawn; by chance by default.")
@click.pass_obj
def letter(installation: Installation, /, output: Path, **options: Any) -> None:
    """Write a letter of CASE to each ADDRESSEE into one PDF."""
    from app.letters.order import write
    from app.letters.printing import lay_out, pdf

    today = datetime.date.today()
    order = _order(options, today)
    letters = write(_library(installation), order, today, installation.limits())
    printed = [lay_out(each, order.stationery) for each in letters]
    for each in printed:
        if each.pages > 1:
            click.echo(f"The letter to {each.letter.addressee} takes {each.pages} pages.", err=True)
    try:
        output.write_bytes(pdf(printed))
    except OSError as error:
        raise click.ClickException(f"{output} can't be written: {error.strerror}.") from None


def _order(options: dict[str, Any], today: datetime.date) -> Order:
    from app.letters.order import Order, stationery
    from app.letters.sender import Sender, clean

    return Order(
        case=options["case"],
        addressees=options["addressee"],
        language=options["language"],
        stationery=stationery(options["stationery"]),
        date=_date(options["date"]) if options["date"] else today,
        seed=secrets.randbelow(1_000_000) if options["seed"] is None else options["seed"],
        template=options["template"],
        demands=options["demand"] or None,
        sender=Sender.typed(
            name=options["name"],
            address="\n".join(options["address"]),
            town=options["town"],
            country=_country(options["country"]),
            sign_as=options["sign_as"],
        ),
        words=clean(_words(options)),
    )


def _date(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise click.ClickException(f"“{text}” is not a date: write 2026-11-22.") from None


def _country(code: str | None) -> str | None:
    from babel import Locale

    if code and (len(code) != 2 or code.upper() not in Locale("en").territories):
        raise click.ClickException(f"“{code}” is not a country: write its two letters, as DE.")
    return code.upper() if code else None


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


@cli.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.option("--workers", type=click.IntRange(1), default=2, show_default=True)
@click.pass_obj
def serve(installation: Installation, host: str, port: int, workers: int) -> None:
    """Serve the site.

    With --content, what organisers save is forgotten at the end, and nothing that was published
    before counts, unless LETTERCASE_INSTANCE or DATABASE_URL says where to keep it.
    """
    click.echo(f"Lettercase on http://{host}:{port}")
    if installation.is_forgotten:
        click.echo(f"It shows {installation.folder} alone and forgets at the end what is saved.")
    from app.web.serving import run

    with installation.served() as config:
        run(host, port, workers, config)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command; exit with 2 and one line on stderr for what cannot be done."""
    from app.content.messages import Refusal

    try:
        sys.exit(cli.main(arguments, prog_name="lettercase", standalone_mode=False) or 0)
    except (click.ClickException, Refusal) as error:
        message = error.format_message() if isinstance(error, click.ClickException) else str(error)
        click.echo(f"lettercase: {' '.join(message.split())}", err=True)
        sys.exit(_NO_CHOICE)
    except click.Abort:
        sys.exit(130)
