"""The commands of `lettercase`.

What takes long to import is imported by the command that needs it.
"""

from __future__ import annotations

import datetime
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from app.cli.content import content
from app.cli.error_pages import error_pages
from app.cli.installation import Installation
from app.cli.letter import letter
from app.cli.lists import addressees, cases
from app.cli.options import date_of
from app.cli.organisers import organiser
from app.cli.paper import calibration, envelopes, labels

if TYPE_CHECKING:
    from app.content.library.library import Library

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


for command in (
    cases,
    addressees,
    letter,
    envelopes,
    labels,
    calibration,
    content,
    organiser,
    error_pages,
):
    cli.add_command(command)


@cli.command()
@click.option("--date", "day", metavar="YYYY-MM-DD", help="What will be said that day; or was.")
@click.pass_obj
def check(installation: Installation, day: str | None) -> None:
    """Check every document, text file and letter; exit 1 if anything is wrong."""
    from app.content.checks.ages import old_facts
    from app.content.checks.ended import undecided_ends
    from app.content.checks.future import future_dates
    from app.content.checks.gaps import missing_translations
    from app.content.checks.hooks import unprinted_hooks
    from app.content.checks.postcodes import without_postcode
    from app.content.checks.variants import unlike_variants
    from app.content.checks.wordings import repetitions
    from app.content.model.kinds import CASE
    from app.content.texts import faults
    from app.letters.lists_of_one import lists_of_one
    from app.letters.outlook import refused
    from app.letters.proof import proof
    from app.letters.unprintable import unprintable

    library = installation.library(says_faults=True)
    today = date_of(day) if day else datetime.date.today()
    missing = installation.missing(library)
    found = (*faults(), *library.errors, *future_dates(library, today), *missing)
    errors = [str(each) for each in found]
    limits = installation.limits()
    warnings = (
        *old_facts(library, today, limits),
        *missing_translations(library),
        *undecided_ends(library),
        *unprinted_hooks(library, today),
        *lists_of_one(library),
        *without_postcode(library),
        *unlike_variants(library),
        *repetitions(library, today),
    )
    for warning in warnings:
        click.echo(warning)
    for each in unprintable(library, today, limits):
        path = CASE.path(each.case.slug)
        click.echo(f"{path}:{library.documents[path].line_of(('title',))}: warning: {each}")
    for path, refusal in refused(library, today, limits):
        click.echo(f"{path}:{library.documents[path].line_of(('title',))}: no letter: {refusal}")
    rows = list(proof(library, today, limits))
    for row in rows:
        if row.errors:
            path = CASE.path(row.case)
            line = library.documents[path].line_of(("summary",))
            errors += [f"{path}:{line}: {row}: {error}" for error in row.errors]
    for error in errors:
        click.echo(error)
    click.echo(_summary(library, rows, len(errors)))
    sys.exit(1 if errors else 0)


def _summary(library: Library, rows: Sequence[Any], errors: int) -> str:
    from app.content.checks.wordings import wordings_in_words

    counts = (
        f"{len(library.cases)} cases, {len(library.addressees)} addressees, "
        f"{len(library.letter_templates)} letter templates, {len(rows)} kinds of letter: "
    )
    if not rows:
        return counts + f"{errors} errors"
    wordings = " ".join(f"{each}." for each in wordings_in_words(library))
    least = min(rows, key=lambda row: row.millimetres_left)
    return (
        f"{counts}{errors} errors. Least room on the page, with the longest wording and 400 "
        f"characters of running text as own words: {least.millimetres_left:.1f} mm ({least}). "
        f"{wordings}"
    )


@cli.command()
@click.pass_obj
def prepare(installation: Installation) -> None:
    """Lay out the usual letters once, so that writing one takes less time."""
    from app.letters.press import prepare_file
    from app.letters.usual import usual_letters

    if installation.folder:
        raise click.ClickException("Of a folder that was named nothing is kept: omit --content.")
    if not installation.config.stacking:
        raise click.ClickException("LETTERCASE_STACKING is off: nothing is laid out beforehand.")
    installation.refuse_if_read_only()
    library, limits = installation.library(), installation.limits()
    letters = usual_letters(library, datetime.date.today(), limits)
    file = installation.config.prepared
    click.echo(f"{prepare_file(letters, file)} blocks in {file}")


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
    from app.private import keep_private
    from app.scratch import scratch_folder
    from app.web.serving import run

    keep_private()
    with scratch_folder(), installation.served() as config:
        run(host, port, workers, config)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command; exit with 2 and one line on stderr for what cannot be done."""
    from app.content.text.messages import Refusal

    try:
        sys.exit(cli.main(arguments, prog_name="lettercase", standalone_mode=False) or 0)
    except (click.ClickException, Refusal) as error:
        message = error.format_message() if isinstance(error, click.ClickException) else str(error)
        click.echo(f"lettercase: {' '.join(message.split())}", err=True)
        sys.exit(_NO_CHOICE)
    except click.Abort:
        sys.exit(130)
