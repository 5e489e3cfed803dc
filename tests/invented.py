"""A language that nobody prints, put into a copy of the application from files alone.

Its texts are the English ones with other vowels, so that none is taken for a text of another
language, and none is as long as the page that it must fit.
"""

import json
import re
import shutil
import subprocess
import sys
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from app.content.languages import ENGLISH
from app.content.texts import printed_table
from tests.conftest import ROOT

LANGUAGE = "ia"
"""Interlingua, in which CLDR has dates and names of countries."""
IN_DOCUMENTS = (LANGUAGE,)
"""The languages of its case and its addressee."""

TEMPLATE = """---
title: Appello
reviewed: true
---
{{ salutation }}

{% for paragraph in summary %}
{{ paragraph }}

{% endfor %}
Io vos pete:

{% for demand in demands %}
1. {{ demand }}{% if loop.last %}.{% else %};{% endif %}

{% endfor %}

{{ hook }}

{{ words }}
"""
_KEPT = re.compile(r"(%\(\w+\)[sd]|%%|<[^>]*>|&\w+;)")
_OTHER_VOWELS = str.maketrans("aeiouAEIOU", "eiouaEIOUA")
_SOURCE = {"title": "Le Gazetta", "date": "2026-11-01"}
_TABLES = ("copy", "ended", "paper", "stationery", "calibration", "guide")


def invented(text: str) -> str:
    """Return the text with other vowels; placeholders and marks stay."""
    parts = _KEPT.split(text)
    return "".join(
        part if number % 2 else part.translate(_OTHER_VOWELS) for number, part in enumerate(parts)
    )


def _said(text: str) -> dict[str, str]:
    return dict.fromkeys(IN_DOCUMENTS, text)


def _paragraph(text: str) -> dict[str, list[str]]:
    return {language: [text] for language in IN_DOCUMENTS}


def _reviewed() -> dict[str, bool]:
    return dict.fromkeys(IN_DOCUMENTS, True)


def case() -> dict[str, object]:
    """Return the fields of a case."""
    return {
        "title": _said("Le bibliothecario de Lumina"),
        "subject": _said("Le caso del bibliothecario"),
        "place": _said("Lumina"),
        "since": "2025-03",
        "state": "open",
        "as_of": "2026-11-01",
        "last_reported": "2026-11-01",
        "wish": {"wanted": "not-known"},
        "people": [
            {
                "slug": "fictio",
                "name": _said("Adam Fictio"),
                "status": "in-prison",
                "status_on": "2026-11-01",
                "source": _SOURCE,
            }
        ],
        "account": _paragraph("Ille prestava libros a omnes."),
        "summary": _paragraph("Adam Fictio es in prision proque ille legeva."),
        "hooks": [{"text": _said("Le lege permitte leger.")}],
        "facts": [],
        "demands": [
            {
                "slug": "liberation",
                "text": _said("liberar Adam Fictio"),
                "grantable_by": ["prosecutor-general"],
                "state": "open",
                "state_on": "2026-11-01",
            }
        ],
        "addressees": ["li/officio"],
        "reviewed": _reviewed(),
    }


def addressee() -> dict[str, object]:
    """Return the fields of an addressee."""
    lines = ["Officio del Procurator", "Strata del Lumine 1", "9490 Vaduz"]
    greeting, closing = _said("Honorate senior o seniora,"), _said("Con respecto,")
    return {
        "kind": "prosecutor-general",
        "office": _said("Procurator General"),
        "state": "in-use",
        "salutation": {"titled": greeting, "neutral": greeting},
        "closing": {"titled": closing, "neutral": closing},
        "address": {
            "country": "LI",
            "full": lines,
            "compact": lines,
            "verified_on": "2026-11-01",
            "confidence": "high",
            "source": _SOURCE,
        },
        "languages": [LANGUAGE],
        "reviewed": _reviewed(),
    }


def build_copy(copy: Path) -> None:
    """Copy the application into a folder, and add the language and its documents as files."""
    leave_out = shutil.ignore_patterns("__pycache__")
    for folder in ("app", "migrations"):
        shutil.copytree(ROOT / folder, copy / folder, ignore=leave_out)
    for path, text in {
        f"app/content/texts/{LANGUAGE}.toml": _texts(),
        f"letter_templates/appeal/{LANGUAGE}.md": TEMPLATE,
        "cases/fictio.yaml": json.dumps(case()),
        "addressees/li/officio.yaml": json.dumps(addressee()),
    }.items():
        (copy / path).parent.mkdir(parents=True, exist_ok=True)
        (copy / path).write_text(text, "utf-8")
    _compile_catalogue(copy / "app" / "web" / "translations" / LANGUAGE / "LC_MESSAGES")


def _texts() -> str:
    """Return the file of printed texts; what is one text of JSON is one of TOML."""
    lines = ["[language]\nday = \"d'-e die de' MMMM y\"\n"]
    for table in _TABLES:
        lines.append(f"[{table}]")
        for key, text in printed_table(table, ENGLISH).items():
            lines.append(f"{key} = {json.dumps(invented(text))}")
    return "\n".join(lines)


def _compile_catalogue(folder: Path) -> None:
    """Write the catalogue, and compile it as `make setup` does."""
    known = ROOT / "app" / "web" / "translations" / "ru" / "LC_MESSAGES" / "messages.po"
    catalogue = Catalog(locale=LANGUAGE, fuzzy=False)
    for message in read_po(BytesIO(known.read_bytes())):
        if isinstance(message.id, str) and message.id:
            catalogue.add(message.id, invented(message.id), flags=message.flags)
        elif message.id:
            catalogue.add(message.id, tuple(map(invented, message.id)), flags=message.flags)
    folder.mkdir(parents=True)
    with (folder / "messages.po").open("wb") as file:
        write_po(file, catalogue)
    pybabel = (sys.executable, "-m", "babel.messages.frontend", "--quiet", "compile")
    files = ("-i", folder / "messages.po", "-o", folder / "messages.mo")
    subprocess.run([*pybabel, *files], check=True)
