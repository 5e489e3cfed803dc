"""The HTML and CSS of what is printed: how a layout is filled, and a letter on its stationery."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup, escape

from app.letters.letter import Letter
from app.letters.placement import (
    Placed,
    place_address,
    place_return_line,
    place_sender,
    size_of_date,
)
from app.letters.stationery import Paper, Stationery

LAYOUTS = Path(__file__).parent / "layouts"
CONTINUATION_TOP = 25.0
"""Where the text begins on a second page, in mm."""
MARK_ABOVE = 5.5
"""So many mm above the date begins the mark of a copy; there it is clear of every window."""


_COMPOUND = re.compile(r"(?<![\w–-])(\w{1,4}[–-]\w{1,20})(?![\w–-])")
"""A range (2017–2018), a number with its ending (14-бап), a name such as LA-155, or г-н.

Short, so that no line is wider than the page for it.
"""


def parted(text: str) -> list[tuple[str, bool]]:
    """Return the text in parts, and of each whether it is a short compound: no line ends in one."""
    parts = enumerate(_COMPOUND.split(text))
    return [(part, number % 2 == 1) for number, part in parts if part]


def _lines(text: str) -> Markup:
    """Return the text as HTML: line feeds as breaks, and no break inside a short compound."""
    html = Markup("<br/>").join(escape(line) for line in text.split("\n"))
    return Markup(_COMPOUND.sub(r'<span class="compound">\1</span>', str(html)))  # noqa: S704 - escaped above


def _joined(text: str) -> Markup:
    """Return the same for narrow columns, where WeasyPrint ends lines before such spans too early.

    A word joiner does as well, but whoever copies the text copies it too.
    """
    html = Markup("<br/>").join(escape(line) for line in text.split("\n"))
    return Markup(_COMPOUND.sub(_join, str(html)))  # noqa: S704 - escaped above


def _join(compound: re.Match[str]) -> str:
    return re.sub(r"[–-]", "\\g<0>\N{WORD JOINER}", compound[0])


@dataclass(frozen=True)
class Layout:
    """Printed HTML with its style sheet."""

    html: str
    css: str
    text: str
    """All that is printed; each of its characters must be in the type."""


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(LAYOUTS),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(lines=_lines, joined=_joined)
    return environment


def template(name: str) -> Template:
    """Return a layout's HTML without its values; read once."""
    return _environment().get_template(f"{name}.html")


def fill(name: str, /, **values: Any) -> str:
    """Return the HTML of a layout with these values in it."""
    return template(name).render(values)


@cache
def style(name: str, paper: Paper) -> str:
    """Return the style sheet of a layout that counts from the corner of its sheet."""
    page = f"@page{{size:{paper.width}mm {paper.height}mm;margin:0}}"
    return "".join((page, *map(_read, ("sheet.css", f"{name}.css"))))


@cache
def _read(name: str) -> str:
    return (LAYOUTS / name).read_text(encoding="utf-8")


def at(x: float, y: float, placed: Placed | None = None) -> str:
    """Return the declarations that put something at a place in mm, in the type of `placed`."""
    place = f"left:{x:.3f}mm;top:{y:.3f}mm"
    if placed is None:
        return place
    return f"{place};font-size:{placed.size}pt;line-height:{placed.leading:.3f}mm"


@dataclass(frozen=True)
class _Sheet:
    """Turns places on the sheet into places on the page area that CSS counts from."""

    stationery: Stationery

    def at(self, x: float, y: float, placed: Placed | None = None) -> str:
        """Return the declarations that put something at a place in mm of the sheet."""
        return at(x - self.stationery.margin_left, y - CONTINUATION_TOP, placed)


def html(letter: Letter, stationery: Stationery, *, is_measured: bool = False) -> str:
    """Return the letter's HTML, its blocks named to be measured; raise AddressDoesNotFit."""
    sheet = _Sheet(stationery)
    zone = stationery.address_zone
    address = place_address(letter.address_forms, stationery, letter.office)
    sender, sender_y = place_sender(letter.sender_lines, stationery)
    return_line = place_return_line(letter.return_parts, stationery)
    size = stationery.type_for(letter.language).size
    date_size = size_of_date(letter.place_and_date, stationery, size)
    values: dict[str, Any] = {
        "letter": letter,
        "is_measured": is_measured,
        "address": address.lines,
        "address_place": sheet.at(zone.x, zone.y, address),
        "sender_place": sheet.at(stationery.sender.x, sender_y, sender),
        "date_place": f"{sheet.at(stationery.date.x, stationery.date.y)};font-size:{date_size}pt",
        "mark_place": sheet.at(stationery.date.x, stationery.date.y - MARK_ABOVE),
        "return_line": return_line.lines if return_line else (),
    }
    if return_line and stationery.return_line:
        box = stationery.return_line
        values["return_place"] = sheet.at(box.x, box.y, return_line)
    return fill("letter", **values)


@cache
def css(stationery: Stationery, language: str) -> str:
    """Return the style sheet of a stationery."""
    paper, type_ = stationery.paper, stationery.type_for(language)
    variables = {
        "size": f"{type_.size}pt",
        "line": f"{type_.line}pt",
        "body-drop": f"{stationery.body_top - CONTINUATION_TOP:.3f}mm",
    }
    root = "".join(f"--{name}:{value};" for name, value in variables.items())
    margins = (
        f"{CONTINUATION_TOP}mm {stationery.margin_right}mm "
        f"{stationery.margin_bottom}mm {stationery.margin_left}mm"
    )
    return (
        f"@page{{size:{paper.width}mm {paper.height}mm;margin:{margins}}}"
        f":root{{{root}}}" + _read("letter.css")
    )
