"""An organiser's own account."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import auth_required, logout_user
from flask_security.proxies import _security

from app.records import team
from app.web.workroom.access.guard import needs, note_done, organiser
from app.web.workroom.access.sessions import FRESH

account = Blueprint("account", __name__, url_prefix="/account")


@account.get("/")
@needs("editor")
def index() -> str:
    """Show what protects the account, and how to end all of its sessions."""
    return render_template("workroom/account.html")


@account.route("/recovery-codes", methods=["GET", "POST"])
@needs("editor")
@auth_required("session", within=lambda: FRESH, grace=lambda: FRESH)
def recovery_codes() -> str:
    """Show what recovery codes are for, and once when they are made, the codes."""
    codes = []
    if request.method == "POST":
        codes = _security.mf_recovery_codes_util.create_recovery_codes(organiser())
        note_done("made recovery codes")
    return render_template("workroom/recovery_codes.html", codes=codes)


@account.post("/sign-out-everywhere")
@needs("editor")
def sign_out_everywhere() -> ResponseReturnValue:
    """End every session of the account, this one too."""
    team.end_sessions(organiser())
    note_done("signed out everywhere")
    logout_user()
    flash("You are signed out everywhere.")
    return redirect(url_for("security.login"), 303)
