"""The HTML and CSS of what is printed: how a layout is filled, and a letter on its stationery."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup, escape

from app.letters.placement import Placed
from app.letters.sheet import (
    CONTINUATION_TOP,
    LINES_BETWEEN,
    LINES_TO_SIGN,
    Sheet,
    Standing,
)
from app.letters.stationery import Paper, Stationery

LAYOUTS = Path(__file__).parent / "layouts"

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
    """All that is printed; each of its characters must be in the font."""


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
    """Return the declarations that put something at a place in mm, in the font size of `placed`."""
    place = f"left:{x:.3f}mm;top:{y:.3f}mm"
    if placed is None:
        return place
    return f"{place};font-size:{placed.size}pt;line-height:{placed.leading:.3f}mm"


def html(sheet: Sheet, *, is_measured: bool = False) -> str:
    """Return the letter's HTML, its blocks named if they are to be measured."""
    standing = [(each, _place(each, sheet.stationery)) for each in sheet.standing]
    return fill("letter", letter=sheet.letter, standing=standing, is_measured=is_measured)


def _place(each: Standing, stationery: Stationery) -> str:
    """Return the declarations that put lines where they stand; CSS counts from the page area."""
    place = at(each.x - stationery.margin_left, each.y - CONTINUATION_TOP)
    return f"{place};font-size:{each.size}pt;line-height:{each.leading}mm"


@cache
def css(stationery: Stationery, language: str) -> str:
    """Return the style sheet of a stationery."""
    paper, font = stationery.paper, stationery.font_for(language)
    variables = {
        "size": f"{font.size}pt",
        "line": f"{font.line}pt",
        "body-drop": f"{stationery.body_top - CONTINUATION_TOP:.3f}mm",
        "between": f"{LINES_BETWEEN}lh",
        "to-sign": f"{LINES_TO_SIGN}lh",
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
