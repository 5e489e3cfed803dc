"""The navigation of the workroom: which pages stand in it, and where the page at hand belongs."""

from typing import NamedTuple

from flask import request

from app.content.model.kinds import DocumentPath
from app.records.organiser import Organiser, RoleName
from app.web.workroom.kinds import PAGES, by_word


class NavigationEntry(NamedTuple):
    """A page of the navigation."""

    section: str
    """The folder of the documents that are edited there, or else the blueprint."""
    endpoint: str
    name: str
    least_role: RoleName = "editor"


CONTENT = [
    NavigationEntry("today", "workroom.today.index", "Today"),
    *(NavigationEntry(kind.folder, each.list, each.heading) for kind, each in PAGES.items()),
    NavigationEntry("publishing", "workroom.publishing.index", "Publish"),
    NavigationEntry("revisions", "workroom.revisions.index", "Revisions"),
]
SITE = [
    NavigationEntry("settings", "workroom.settings.edit", "Settings", "admin"),
    NavigationEntry("organisers", "workroom.organisers.index", "Organisers", "admin"),
    NavigationEntry("audit", "workroom.audit.index", "Audit list", "admin"),
    NavigationEntry("account", "workroom.account.index", "Account"),
]

_BELONGS_TO = {"publications": "publishing"}
"""By blueprint, where its pages are others than those of the navigation."""


def pages_for(organiser: Organiser) -> dict[str, list[NavigationEntry]]:
    """Return the pages that an organiser may open: of the content, and of the site."""
    return {
        "content_pages": [page for page in CONTENT if organiser.may(page.least_role)],
        "site_pages": [page for page in SITE if organiser.may(page.least_role)],
    }


def here() -> str:
    """Return the section that the page at hand belongs to: of a document, that of its folder."""
    values = request.view_args or {}
    if path := values.get("path"):
        return DocumentPath.parse(path).kind.folder
    if word := values.get("word"):
        kind = by_word(word)
        return kind.folder if kind else ""
    blueprint = (request.endpoint or "").removeprefix("workroom.").partition(".")[0]
    return _BELONGS_TO.get(blueprint, blueprint)
