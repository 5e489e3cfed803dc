"""The language of what a command prints, as an option."""

from collections.abc import Callable
from functools import cached_property
from typing import Any

import click

_ENGLISH = "en"
"""As in `app.content.languages`, which takes too long to import for a command that only lists."""


class _PrintedLanguage(click.Choice[str]):
    """One of the languages that can be printed; which these are is only read when it matters."""

    def __init__(self) -> None:
        self.case_sensitive = True

    @cached_property
    def choices(self) -> tuple[str, ...]:  # type: ignore[override] # an attribute of Choice
        """Their codes, in our usual order."""
        from app.content.texts import printed_languages

        return printed_languages()


def language_option(name: str, help_text: str | None = None) -> Callable[[Any], Any]:
    """Return the option of this name, English by default."""
    return click.option(
        name, type=_PrintedLanguage(), default=_ENGLISH, show_default=True, help=help_text
    )
