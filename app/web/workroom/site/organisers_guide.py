"""The guide for organisers."""

from flask import Blueprint, Response, render_template, url_for

from app.web.guides import guide_for, picture_for
from app.web.workroom.access.guard import open_to_all

organisers_guide = Blueprint("organisers_guide", __name__, url_prefix="/guide")


@organisers_guide.get("/")
@open_to_all
def index() -> str:
    """Show the guide, to those as well who can't sign in yet."""
    return render_template(
        "workroom/organisers_guide.html", text=guide_for("organisers", _picture_url)
    )


@organisers_guide.get("/pictures/<name>")
@open_to_all
def picture(name: str) -> Response:
    """Return a picture of the guide."""
    return picture_for("organisers", name)


def _picture_url(name: str) -> str:
    return url_for("workroom.organisers_guide.picture", name=name)
