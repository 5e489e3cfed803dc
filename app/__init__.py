"""Lettercase: appeal letters for prisoners, with the address in the envelope's window."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from app.config import Config


def create_app(config: Config | None = None) -> Flask:
    """Return the site; the environment configures it unless a config is given."""
    from app.config import Config
    from app.web.site import make_site

    return make_site(config or Config.from_environment())
