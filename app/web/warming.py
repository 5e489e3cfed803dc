"""Preparing the usual letters when a process begins to serve, so that no supporter waits for it."""

from collections.abc import Iterator
from threading import Thread

from flask import Flask

from app.content.messages import Refusal
from app.letters.letter import Letter, compose, draw
from app.letters.press import warm_up
from app.letters.sender import Sender
from app.letters.stationery import DEFAULT_STATIONERY, STATIONERIES, Stationery
from app.web.current import library, limits, today
from app.web.languages import offered

_SENDER = Sender("Name", ("Street", "Town"), "Town", "DE")


def usual_letters() -> Iterator[tuple[Letter, Stationery]]:
    """Yield a letter of each case in each language, with the stationery that most forms begin with.

    What can't be written or printed now is left out.
    """
    for case in library().cases.values():
        for addressee in library().askable(case)[:1] if case.takes_letters else []:
            for language in offered():
                template = library().letter_templates.get(("appeal", language))
                if template is None:
                    continue
                try:
                    yield (
                        compose(
                            case,
                            addressee,
                            template,
                            _SENDER,
                            date=today(),
                            today=today(),
                            choices=draw(template, 0),
                            limits=limits(),
                        ),
                        STATIONERIES[DEFAULT_STATIONERY],
                    )
                except Refusal:
                    continue


def warm_beside(app: Flask) -> None:
    """Prepare the usual letters while the process already answers."""
    Thread(target=_warm, args=(app,), daemon=True).start()


def _warm(app: Flask) -> None:
    with app.app_context():
        warm_up(usual_letters())
