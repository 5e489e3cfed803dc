"""What the request at hand works with: the library, the settings, the day."""

import datetime
from dataclasses import dataclass

from flask import Flask, current_app

from app.config import Config
from app.content.library import Library, build, read_folder

_KEY = "lettercase"


@dataclass(frozen=True)
class _Known:
    config: Config
    library: Library


def init_app(app: Flask, config: Config) -> None:
    """Read the documents once; what is wrong with any of them goes to the log."""
    library = build(read_folder(config.content))
    for error in library.errors:
        app.logger.error("%s", error)
    app.extensions[_KEY] = _Known(config, library)


def _known() -> _Known:
    known: _Known = current_app.extensions[_KEY]
    return known


def library() -> Library:
    """Return the documents that this process works with."""
    return _known().library


def config() -> Config:
    """Return the settings of this installation."""
    return _known().config


def today() -> datetime.date:
    """Return the day by which ages are counted and letters dated."""
    return _known().config.today()
