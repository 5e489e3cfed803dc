"""What is newest in the database, which every request asks first."""

from sqlalchemy import Connection, func, select
from sqlalchemy.orm import Session

from app.records.revision import Publication
from app.records.setting import SettingsRecord

_NEWEST = select(
    select(func.max(Publication.id)).scalar_subquery(),
    select(func.max(SettingsRecord.id)).scalar_subquery(),
)


def newest_ids(database: Session | Connection) -> tuple[int, int]:
    """Return the ids of the newest publication and settings, 0 if there is none: one query."""
    publication, settings = database.execute(_NEWEST).one()
    return publication or 0, settings or 0
