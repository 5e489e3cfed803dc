"""Today, the start page: what an organiser should look at."""

from flask import Blueprint, render_template

from app.web.workroom.room import needs

today = Blueprint("today", __name__)


@today.get("/")
@needs("editor")
def index() -> str:
    """Show what went stale, and what waits."""
    return render_template("workroom/today.html")
