"""The organisers: who may sign in, what each may do, and how to let somebody in again."""

from collections.abc import Callable
from functools import partial

from flask import (
    Blueprint,
    abort,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_security import auth_required
from wtforms import EmailField, Form, SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined] # no types yet
from wtforms.validators import DataRequired

from app.content.text.messages import Refusal
from app.records import invitation, second_factor, team
from app.records.database import db
from app.records.organiser import Organiser
from app.web.current import now, settings
from app.web.workroom.access.guard import needs, note_done
from app.web.workroom.access.sessions import FRESH

organisers = Blueprint("organisers", __name__, url_prefix="/people")

soon_after_a_password = auth_required("session", within=lambda: FRESH, grace=lambda: FRESH)
"""Lets an admin change who may come in only so soon: a desk left open must not be enough."""

ROLE_NAMES = {
    "editor": "Editor: saves drafts",
    "publisher": "Publisher: publishes too",
    "admin": "Admin: manages organisers and settings too",
}


class RoleForm(Form):
    """What somebody may do."""

    role = SelectField(
        "Role", choices=[SelectChoice(role, name) for role, name in ROLE_NAMES.items()]
    )


class NewOrganiserForm(RoleForm):
    """Who comes in, and what they may do."""

    email = EmailField(
        "E-mail address",
        render_kw={"autocomplete": "off", "maxlength": 254},
        validators=[DataRequired("Type an e-mail address.")],
    )


@organisers.get("/")
@needs("admin")
def index() -> ResponseReturnValue:
    """List the organisers."""
    return _list(NewOrganiserForm())


@organisers.post("/")
@needs("admin")
@soon_after_a_password
def add() -> ResponseReturnValue:
    """Add an organiser, and show the link for them."""
    form = NewOrganiserForm(request.form)
    if not form.validate():
        return _list(form, 422)
    try:
        added = team.add(db.session, form.email.data or "", form.role.data, now())
    except Refusal as refusal:
        form.email.errors = [str(refusal)]
        return _list(form, 422)
    return _show_link(added, "added an organiser", f"{added.email}, {added.role}")


@organisers.get("/<int(max=2147483647):number>")
@needs("admin")
def person(number: int) -> ResponseReturnValue:
    """Show what can be changed of an organiser."""
    return _person(_found(number))


@organisers.get(
    "/<int(max=2147483647):number>/<any(role, link, 'second-factor', deactivate, reactivate):_>"
)
@needs("admin")
def back(number: int, _: str) -> ResponseReturnValue:
    """Lead to the organiser's page whoever had to type the password before a change of theirs."""
    return redirect(url_for("workroom.organisers.person", number=_found(number).id))


@organisers.post("/<int(max=2147483647):number>/role")
@needs("admin")
@soon_after_a_password
def change_role(number: int) -> ResponseReturnValue:
    """Give an organiser another role; it ends their sessions."""
    changed, form = _found(number), RoleForm(request.form)
    if not form.validate():
        return _person(changed, "Choose one of the roles offered.")
    before = changed.role
    change = partial(team.change_role, db.session, changed, form.role.data)
    return _do(changed, change, "changed a role", f"{changed.email}: {before} → {form.role.data}")


@organisers.post("/<int(max=2147483647):number>/link")
@needs("admin")
@soon_after_a_password
def new_link(number: int) -> ResponseReturnValue:
    """Show a new link, for somebody who forgot the password or let the first link lapse."""
    return _show_link(_active(number), "made a link", _found(number).email)


@organisers.post("/<int(max=2147483647):number>/second-factor")
@needs("admin")
@soon_after_a_password
def reset_second_factor(number: int) -> ResponseReturnValue:
    """Remove password and second factor, and show a new link."""
    reset = _active(number)
    second_factor.reset(reset)
    return _show_link(reset, "reset the second factor", reset.email)


@organisers.post("/<int(max=2147483647):number>/deactivate")
@needs("admin")
@soon_after_a_password
def deactivate(number: int) -> ResponseReturnValue:
    """Keep an organiser out, at once."""
    kept_out = _found(number)
    change = partial(team.deactivate, db.session, kept_out)
    return _do(kept_out, change, "deactivated an organiser", kept_out.email)


@organisers.post("/<int(max=2147483647):number>/reactivate")
@needs("admin")
@soon_after_a_password
def reactivate(number: int) -> ResponseReturnValue:
    """Let an organiser in again."""
    let_in = _found(number)
    return _do(let_in, partial(team.reactivate, let_in), "reactivated an organiser", let_in.email)


def _found(number: int) -> Organiser:
    return db.session.get(Organiser, number) or abort(404)


def _active(number: int) -> Organiser:
    """Return the organiser; abort with 409 if no link would let them in."""
    found = _found(number)
    return found if found.active else abort(409)


def _list(form: NewOrganiserForm, status: int = 200) -> ResponseReturnValue:
    people = team.everyone(db.session)
    page = render_template("workroom/organisers.html", people=people, form=form, now=now())
    return make_response(page, status)


def _person(who: Organiser, refusal: str = "") -> ResponseReturnValue:
    form = RoleForm(role=who.role)
    page = render_template(
        "workroom/organiser.html", person=who, form=form, refusal=refusal, now=now()
    )
    return make_response(page, 422 if refusal else 200)


def _show_link(who: Organiser, action: str, about: str) -> ResponseReturnValue:
    """Show a new link on the answer itself: nothing keeps it."""
    secret = invitation.open_link(who, now())
    note_done(action, about)
    link = invitation.address(settings().public_url or request.host_url, secret)
    return make_response(render_template("workroom/organiser_link.html", person=who, link=link))


def _do(who: Organiser, change: Callable[[], None], action: str, about: str) -> ResponseReturnValue:
    """Change something and write it down; say so if it can't be done."""
    try:
        change()
    except Refusal as refusal:
        db.session.rollback()
        return _person(who, str(refusal))
    note_done(action, about)
    flash(f"Done: {action}, {about}.")
    return redirect(url_for("workroom.organisers.person", number=who.id), 303)
