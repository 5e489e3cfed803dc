"""One-time links: whoever holds one sets the password, and goes on to sign in."""

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user, hash_password, logout_user
from flask_security.proxies import _security
from wtforms import Form
from wtforms.validators import EqualTo

from app.records import invitation, throttle
from app.records.audit import note_action
from app.records.database import db
from app.web.current import now
from app.web.workroom.access.guard import open_to_all
from app.web.workroom.accounts.sign_in import password_field, strangers_to

welcome = Blueprint("welcome", __name__, url_prefix="/welcome")


class FirstPasswordForm(Form):
    """A password, twice."""

    password = password_field("Password", "new-password")
    again = password_field(
        "Password again",
        "new-password",
        EqualTo("password", message="The two are not the same."),
    )


@welcome.route("/<secret>", methods=["GET", "POST"])
@open_to_all
def set_password(secret: str) -> ResponseReturnValue:
    """Ask for a password and set it; only then is the link used up.

    A link that doesn't hold, for whatever reason, gets the same answer: it tells nobody anything.
    """
    invited = invitation.invited(db.session, secret, now())
    if invited is None:
        return make_response(render_template("workroom/no_link.html"), 404)
    form = FirstPasswordForm(request.form)
    if request.method == "POST" and form.validate():
        typed = form.password.data or ""
        faults, password = _security.password_util.validate(typed, False, user=invited)
        if not faults:
            return _use(secret, password)
        form.password.errors = faults
    page = render_template("workroom/welcome.html", form=form, invited=invited)
    return make_response(page, 422 if form.errors else 200)


def _use(secret: str, password: str) -> ResponseReturnValue:
    organiser = invitation.use(db.session, secret, hash_password(password), now())
    if organiser is None:
        return make_response(render_template("workroom/no_link.html"), 404)
    throttle.forget_failures(db.session, strangers_to(organiser.email))
    note_action(db.session, "set the password", organiser=organiser, now=now())
    db.session.commit()
    if current_user.is_authenticated:  # whoever was here before
        logout_user()
    flash("Your password is set. Sign in with it.")
    return redirect(url_for("security.login"), 303)
