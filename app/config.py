"""The settings of an installation."""

import datetime
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

SHIPPED_CONTENT = Path(__file__).parent.parent


@dataclass(frozen=True)
class Config:
    """What an installation may set; every setting has a default that works."""

    content: Path = SHIPPED_CONTENT
    """The folder with `cases`, `addressees` and `letter_templates`."""
    content_confirmed: bool = False
    """Whether an organiser has confirmed the content, so that no page calls it starter content."""
    today: Callable[[], datetime.date] = datetime.date.today

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> "Config":
        """Return the settings of the variables LETTERCASE_CONTENT and …_CONTENT_CONFIRMED."""
        return cls(
            content=Path(environment.get("LETTERCASE_CONTENT") or SHIPPED_CONTENT),
            content_confirmed=environment.get("LETTERCASE_CONTENT_CONFIRMED") == "1",
        )
