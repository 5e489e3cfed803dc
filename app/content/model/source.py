"""Where something is known from."""

from pydantic import BaseModel, ConfigDict, field_validator

from app.content.model.dates import Date


class Record(BaseModel):
    """A part of a document: immutable, and strict about the names of its fields."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class Source(Record):
    """A publication and its date."""

    title: str
    date: Date
    url: str | None = None

    @field_validator("url")
    @classmethod
    def _is_web_address(cls, url: str | None) -> str | None:
        if url is not None and not url.startswith("https://"):
            raise ValueError("an address on the web begins with https://")
        return url
