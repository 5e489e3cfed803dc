"""Pages on the site itself: how it works, and whom writing may endanger."""

from flask import Blueprint, render_template

about = Blueprint("about", __name__)


@about.get("/how-this-works")
def how() -> str:
    """Show what happens with what is typed, and how to print, fold and post."""
    return render_template("how.html")


@about.get("/ties")
def ties() -> str:
    """Show advice for supporters with ties to the country."""
    return render_template("ties.html")
