"""An organiser's own account."""

from flask import Blueprint, render_template

from app.web.workroom.room import needs

account = Blueprint("account", __name__, url_prefix="/account")


@account.get("/")
@needs("editor")
def index() -> str:
    """Show what protects the account, and how to end all of its sessions."""
    return render_template("workroom/account.html")
