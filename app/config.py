"""The settings of an installation."""

import datetime
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from app.keys import Keys

SHIPPED_CONTENT = Path(__file__).parent.parent
INSTANCE = SHIPPED_CONTENT / "instance"


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)


@dataclass(frozen=True)
class Config:
    """What an installation may set; every setting has a default that works."""

    content: Path = SHIPPED_CONTENT
    """The folder with `cases`, `addressees` and `letter_templates`."""
    content_confirmed: bool = False
    """Whether the content counts as confirmed even before an organiser says so in the settings."""
    instance: Path = INSTANCE
    """The folder for what this installation keeps: its secrets, and SQLite's file."""
    database_url: str = ""
    """Where the database is; SQLite's file in the instance folder unless given."""
    keys: Keys = field(default_factory=Keys, repr=False)
    """Secrets given from outside; those that are empty are kept in the instance folder."""
    read_only: bool = False
    """Whether nothing is written at all: neither database nor any file."""
    stacking: bool = True
    """Whether letters are stacked from blocks where they can be, instead of laid out as a whole."""
    today: Callable[[], datetime.date] = datetime.date.today
    now: Callable[[], datetime.datetime] = _now

    @property
    def database(self) -> str:
        """The address of the database."""
        return self.database_url or f"sqlite:///{self.sqlite_file.absolute()}"

    @property
    def sqlite_file(self) -> Path:
        """SQLite's file, for an installation that names no other database."""
        return self.instance / "lettercase.sqlite"

    @property
    def files_of_database(self) -> tuple[Path, ...]:
        """SQLite's files, wherever the database is; none of another."""
        if not self.database.startswith("sqlite:///"):
            return ()
        file = self.database.removeprefix("sqlite:///")
        return Path(file), Path(f"{file}-wal"), Path(f"{file}-shm")

    @property
    def prepared(self) -> Path:
        """The file with what was laid out of the usual letters."""
        return self.instance / "prepared.sqlite"

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> "Config":
        """Return the settings of DATABASE_URL and the variables that begin with LETTERCASE_."""
        return cls(
            content=Path(environment.get("LETTERCASE_CONTENT") or SHIPPED_CONTENT),
            content_confirmed=environment.get("LETTERCASE_CONTENT_CONFIRMED") == "1",
            instance=Path(environment.get("LETTERCASE_INSTANCE") or INSTANCE),
            database_url=environment.get("DATABASE_URL", ""),
            keys=Keys.from_environment(environment),
            read_only=environment.get("LETTERCASE_READ_ONLY") == "1",
            stacking=environment.get("LETTERCASE_STACKING") != "off",
        )
