"""Pages on the site itself: how it works, whom writing may endanger, and who answers for it."""

from flask import Blueprint, Response, abort, render_template, url_for
from flask_babel import gettext

from app.content.languages import ENGLISH
from app.content.model.localised import Said
from app.records.settings import SettingTexts, text_of_setting
from app.web.countries import countries
from app.web.current import settings
from app.web.guides import guide_for, guide_language, picture_for
from app.web.languages import current_language

about = Blueprint("about", __name__)


@about.get("/how-this-works")
def how() -> str:
    """Show what happens with what is typed, and how to print, fold and post."""
    return render_template("how.html", postage=_postage(), guide_language=_guide_language())


@about.get("/ties")
def ties() -> str:
    """Show advice for supporters with ties to the country."""
    return render_template("ties.html")


@about.get("/guide")
def supporters_guide() -> str:
    """Show the guide for supporters, in English where it isn't translated."""
    language = _guide_language()
    text = guide_for("supporters", _picture_url, language)
    return render_template("supporters_guide.html", text=text, guide_language=language)


def _guide_language() -> str:
    return guide_language("supporters", current_language())


@about.get("/guide/pictures/<name>")
def picture(name: str) -> Response:
    """Return a picture of the guide for supporters."""
    return picture_for("supporters", name)


def _picture_url(name: str) -> str:
    return url_for(f"{ENGLISH}.about.picture", name=name)


@about.get("/imprint")
def imprint() -> str:
    """Show who answers for the site, once the organisers have written it."""
    return _text(gettext("Legal notice"), settings().imprint)


@about.get("/privacy")
def privacy() -> str:
    """Show what becomes of personal data, once the organisers have written it."""
    return _text(gettext("Privacy"), settings().privacy)


def _text(title: str, texts: SettingTexts) -> str:
    text = text_of_setting(texts, current_language())
    if text is None:
        abort(404)
    return render_template("text.html", title=title, text=text)


def _postage() -> list[tuple[str, str, Said]]:
    """Return what the organisers know of postage: from where, to where, and what they say."""
    names = countries(current_language())
    return [
        (names.get(note.origin, note.origin), names.get(note.destination, note.destination), text)
        for note in settings().postage
        if (text := text_of_setting(note.texts, current_language()))
    ]
