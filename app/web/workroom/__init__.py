"""The workroom: the pages of those who sign in to edit."""

from flask import Flask

from app.config import Config


def init_app(app: Flask, config: Config) -> None:
    """Add the workroom to the site."""
    from app.web.workroom import (
        account,
        accounts,
        guide,
        room,
        today,
    )

    accounts.init_app(app, config)
    room.init_app(
        app,
        (
            today.today,
            account.account,
            guide.guide,
        ),
    )
