"""The settings: made by admins, in force at once, every state kept."""

from dataclasses import dataclass

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.content.languages import ENGLISH, english_name, in_order
from app.records import setting
from app.records.database import db
from app.records.setting import SettingsOvertaken
from app.records.settings import Settings, SettingTexts, changed
from app.web import current
from app.web.countries import countries
from app.web.workroom.access.guard import needs, note_done, organiser
from app.web.workroom.documents.saving import typed_base
from app.web.workroom.site.settings_form import SettingsForm

settings = Blueprint("settings", __name__, url_prefix="/settings")

NAMES = {
    "organisation": "organisation",
    "contact": "contact",
    "imprint": "legal notice",
    "privacy": "privacy",
    "public_url": "public address",
    "languages": "languages",
    "holder_months": "age limit of holders",
    "address_months": "age limit of addresses",
    "case_fact_months": "age limit of case facts",
    "case_end_months": "age limit of cases",
    "postage": "postage",
    "content_confirmed": "content confirmed",
}
"""What each setting is called in sentences."""


@dataclass(frozen=True)
class Differing:
    """A setting that two admins set otherwise."""

    name: str
    mine: str
    theirs: str
    is_mine: bool
    """Whether the form goes on with mine: I changed it, they perhaps did too."""


@settings.get("/")
@needs("admin")
def edit() -> ResponseReturnValue:
    """Show the settings as they are."""
    return _page(SettingsForm(settings=current.settings()), setting.newest_settings(db.session))


@settings.post("/")
@needs("admin")
def save() -> ResponseReturnValue:
    """Save the settings; add or remove a row; or show again what was typed, with what is wrong."""
    form, base = SettingsForm(request.form), typed_base()
    if "do" in request.form:
        place = form.rearrange(request.form["do"])
        return _page(form, base, is_typed=True, place=place)
    if not form.validate():
        return _page(form, base, is_typed=True, status=422)
    known = setting.load(db.session)
    mine = form.settings(known)
    names = changed(known, mine)
    if not names:
        flash("Nothing was changed, so nothing was saved.")
        return redirect(url_for(".edit"), 303)
    try:
        setting.save(db.session, mine, author=organiser(), now=current.now(), base=base)
    except SettingsOvertaken:
        return _overtaken(mine, base)
    note_done("changed settings", ", ".join(NAMES[name] for name in names))
    current.refresh()
    flash(f"Saved: {', '.join(NAMES[name] for name in names)}. It holds from now on.")
    return redirect(url_for(".edit"), 303)


def _overtaken(mine: Settings, base: int) -> ResponseReturnValue:
    """Return the form with what each changed, mine where both did, and every difference (409)."""
    opened, theirs = setting.state(db.session, base), setting.load(db.session)
    by_me = changed(opened, mine)
    merged = theirs.model_copy(update={name: getattr(mine, name) for name in by_me})
    differing = [
        Differing(NAMES[name], _said(mine, name), _said(theirs, name), name in by_me)
        for name in changed(mine, theirs)
    ]
    newest = setting.newest_settings(db.session)
    form = SettingsForm(settings=merged)
    return _page(form, newest, is_typed=True, differing=differing, status=409)


def _said(made: Settings, name: str) -> str:
    """Return a setting as a text to be read."""
    value = getattr(made, name)
    if name == "languages":
        return ", ".join(english_name(language) for language in value)
    if name == "content_confirmed":
        return "yes" if value else "no"
    if name == "postage":
        names = countries(ENGLISH)
        return "\n".join(
            f"{names.get(note.origin)} → {names.get(note.destination)}: {_by_language(note.texts)}"
            for note in value
        )
    return _by_language(value) if isinstance(value, dict) else str(value)


def _by_language(texts: SettingTexts) -> str:
    return "\n".join(f"{english_name(each)}: {texts[each]}" for each in in_order(texts))


def _page(
    form: SettingsForm,
    base: int,
    *,
    is_typed: bool = False,
    place: int | None = None,
    differing: list[Differing] | None = None,
    status: int = 200,
) -> ResponseReturnValue:
    page = render_template(
        "workroom/settings.html",
        form=form,
        base=base,
        is_typed=is_typed,
        place=place,
        differing=differing,
        newest=setting.newest_record(db.session),
        countries=countries(ENGLISH),
        confirmed_elsewhere=current.config().content_confirmed,
        address_now=request.host_url.rstrip("/"),
    )
    return make_response(page, status)
