"""The commands of `lettercase organiser`: the way in for the first, and for those locked out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    import datetime

    from app.cli.installation import Installation
    from app.records.organiser import Organiser, RoleName


@click.group(no_args_is_help=False)
def organiser() -> None:
    """Let people edit, or keep them out."""


@organiser.command()
@click.argument("email")
@click.option("--role", type=click.Choice(["editor", "publisher", "admin"]), required=True)
@click.pass_obj
def add(installation: Installation, email: str, role: RoleName) -> None:
    """Add an organiser; print the one-time link with which they set their password."""
    from app.records import team

    with installation.session() as (session, now):
        added = team.add(session, email, role, now)
        _note(session, now, "added an organiser", f"{added.email}, {role}", added)


@organiser.command()
@click.argument("email")
@click.option(
    "--reset-second-factor",
    is_flag=True,
    help="Remove app, recovery codes, passkeys and password as well.",
)
@click.pass_obj
def link(installation: Installation, email: str, reset_second_factor: bool) -> None:
    """Print a new one-time link, for a forgotten password or a lost device."""
    from app.records import second_factor, team

    with installation.session() as (session, now):
        found = team.find(session, email)
        if not found.active:
            raise click.ClickException(f"{found.email} is deactivated.")
        if reset_second_factor:
            second_factor.reset(found)
        action = "reset the second factor" if reset_second_factor else "made a link"
        _note(session, now, action, found.email, found)


@organiser.command("list")
@click.pass_obj
def list_organisers(installation: Installation) -> None:
    """List the organisers."""
    from app.records import team

    now = installation.config.now()
    with installation.looking() as session:
        for each in team.everyone(session):
            click.echo(f"{each.email:40}{each.role:12}{_state(each, now)}")


@organiser.command()
@click.argument("email")
@click.pass_obj
def deactivate(installation: Installation, email: str) -> None:
    """Keep an organiser out; they are signed out at once."""
    from app.records import team

    with installation.session() as (session, now):
        found = team.find(session, email)
        team.deactivate(session, found)
        _note(session, now, "deactivated an organiser", found.email)


def _note(
    session: Any,
    now: datetime.datetime,
    action: str,
    about: str,
    invited: Organiser | None = None,
) -> None:
    """Write down what was done, and print a link for the one who is invited."""
    from app.records import invitation, setting
    from app.records.audit import note_action

    secret = invitation.open_link(invited, now) if invited else ""
    note_action(session, action, about, organiser=None, now=now)
    session.commit()  # before the link is shown: it must hold
    if invited:
        site = setting.load(session).public_url
        click.echo(invitation.address(site, secret))
        click.echo("Hand it over yourself: it holds for three days, and one use.", err=True)


def _state(organiser: Organiser, now: datetime.datetime) -> str:
    if not organiser.active:
        return "deactivated"
    says = "second factor" if organiser.has_second_factor else "no second factor"
    says = says if organiser.password else "no password"
    if organiser.link_ends_at and organiser.link_ends_at > now:
        says += f", link until {organiser.link_ends_at:%Y-%m-%d %H:%M} UTC"
    return says
