"""The commands of `lettercase content`: everything as files, and files as drafts."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from app.cli.installation import Installation

_FOLDER = click.Path(file_okay=False, path_type=Path)


@click.group(no_args_is_help=False)
def content() -> None:
    """Write the content as files, or make drafts of files."""


@content.command()
@click.argument("folder", type=_FOLDER)
@click.option("--drafts", is_flag=True, help="With every draft over what supporters see.")
@click.pass_obj
def export(installation: Installation, folder: Path, drafts: bool) -> None:
    """Write every document into FOLDER, as supporters see it."""
    from app.content.text.folder import can_be_written, write_files

    found = installation.texts(with_drafts=drafts)
    texts = {path: text for path, text in found.items() if can_be_written(path)}
    for path in sorted(found.keys() - texts.keys()):
        click.echo(f"lettercase: left out, no name of a file: {path[:100]!r}", err=True)
    try:
        written = write_files(texts, folder, installation.source)
    except OSError as error:
        raise click.ClickException(f"{folder} can't be written: {error.strerror}.") from None
    click.echo(f"{len(texts)} documents in {folder}, {len(written)} of them written.")


@content.command("import")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--withdraw-missing", is_flag=True, help="Withdraw the documents FOLDER lacks.")
@click.pass_obj
def import_(installation: Installation, folder: Path, withdraw_missing: bool) -> None:
    """Make drafts of what differs in FOLDER; exit 1 if a document of it has a fault."""
    from app.records.audit import note_action
    from app.records.transfer import FaultsInFiles, import_files

    with installation.session() as (session, now):
        try:
            done = import_files(
                session,
                folder,
                installation.shipped(),
                now=now,
                withdraw_missing=withdraw_missing,
            )
        except FaultsInFiles as faults:
            for error in faults.errors:
                click.echo(error)
            click.echo(f"Nothing was imported: {len(faults.errors)} faults to mend first.")
            sys.exit(1)
        about = f"{len(done.drafts)} drafts, {len(done.withdrawn)} withdrawals"
        note_action(session, "imported files", about, organiser=None, now=now)
        session.commit()
    for path in done.drafts:
        covers = ", over a draft that waited" if path in done.covered else ""
        click.echo(f"draft     {path}{covers}")
    for path, half in done.half_changed:
        click.echo(f"half      {path}: {half}. Whoever publishes it has to decide.")
    for path in done.withdrawn:
        click.echo(f"withdraws {path}")
    click.echo(f"{about}, {done.unchanged} documents unchanged. Publish them in the workroom.")
