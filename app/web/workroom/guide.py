"""The guide for organisers: docs/organisers.md as a page."""

from flask import Blueprint, render_template

from app.web.workroom.room import needs

guide = Blueprint("guide", __name__, url_prefix="/guide")


@guide.get("/")
@needs("editor")
def index() -> str:
    """Show the guide."""
    return render_template("workroom/guide.html")
