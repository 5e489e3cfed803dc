"""The audit list as a page: who did what, and when."""

from flask import Blueprint, render_template, request

from app.records.audit import entries
from app.records.database import db
from app.web.workroom.access.guard import needs

PAGE = 100
"""Entries on a page."""

audit = Blueprint("audit", __name__, url_prefix="/audit")


@audit.get("/")
@needs("admin")
def index() -> str:
    """Show the newest entries, or those before one."""
    before = request.args.get("before", type=int)
    found = entries(db.session, before if before and before < 2**31 else None, PAGE + 1)
    return render_template("workroom/audit.html", entries=found[:PAGE], has_older=len(found) > PAGE)
