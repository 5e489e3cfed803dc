"""Sites made for tests, which leave no connection to their database open."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask

from app import create_app
from app.config import Config
from app.records.database import db


@contextmanager
def site_of(config: Config) -> Iterator[Flask]:
    """Give the site with these settings until the end of the block."""
    app = create_app(config)
    try:
        yield app
    finally:
        with app.app_context():
            db.engine.dispose()
