"""Messages for people, translated only where they are shown."""


def translatable(message: str) -> str:
    """Return the message unchanged; the catalogues are extracted by this function's name."""
    return message


class Terms(tuple[str, ...]):
    """Translatable words that a message lists."""

    __slots__ = ()

    def __str__(self) -> str:
        return ", ".join(self)


class Refusal(Exception):
    """What was asked for cannot be done, and the message says why and what to do.

    `template` is an English text with named placeholders; whoever shows it may translate it first
    and then fill in `values`.
    """

    template = ""

    def __init__(self, **values: object) -> None:
        self.values = values
        super().__init__(self.template % {name: _plain(each) for name, each in values.items()})


def _plain(value: object) -> object:
    return f"{value:g}" if isinstance(value, float) else value
