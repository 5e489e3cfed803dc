"""The commands that list cases and addressees."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from app.cli.installation import Installation
    from app.content.model.addressee import Addressee
    from app.content.model.case import Case


@click.command()
@click.pass_obj
def cases(installation: Installation) -> None:
    """List the cases."""
    listed = installation.library().cases.values()
    width = max((len(case.slug) for case in listed), default=0) + 2
    for case in listed:
        click.echo(f"{case.slug:{width}}{case.state:8}{case.title}")


@click.command()
@click.argument("case")
@click.pass_obj
def addressees(installation: Installation, case: str) -> None:
    """List the addressees of a case: what each can be asked for, or why it can't be written to."""
    library, today = installation.library(), datetime.date.today()
    found = library.case(case)
    listed = library.addressees_of(found)
    width = max((len(addressee.slug) for addressee in listed), default=0) + 2
    for addressee in listed:
        click.echo(f"{addressee.slug:{width}}{_says(found, addressee, today)}")


def _says(case: Case, addressee: Addressee, today: datetime.date) -> str:
    """Return what it can be asked for, or why it can't be written to."""
    if addressee.is_postable:
        demands = [demand.slug for demand in case.open_demands(today, addressee.kind)]
        return ", ".join(demands) or "can only get a copy"
    says = f"{addressee.state}: {addressee.state_reason or ''}"
    return f"{says} → {addressee.successor}" if addressee.successor else says
