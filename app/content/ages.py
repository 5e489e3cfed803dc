"""What has grown old since it was verified, document by document."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from app.content.addressee import Addressee
from app.content.case import Case
from app.content.freshness import DEFAULT_LIMITS, AgeLimits
from app.content.library import Library


@dataclass(frozen=True)
class DocumentWarning:
    """Something that an organiser should look at; letters are printed all the same."""

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: warning: {self.message}"


def old_facts(
    library: Library, today: datetime.date, limits: AgeLimits = DEFAULT_LIMITS
) -> list[DocumentWarning]:
    """Return a warning for each holder, address and case that wasn't verified lately."""
    return [
        DocumentWarning(path, library.documents[path].line_of(field), message)
        for path, field, message in (
            *_of_cases(library, today, limits),
            *_of_addressees(library, today, limits),
        )
    ]


_Found = tuple[str, tuple[str, ...], str]


def _of_cases(library: Library, today: datetime.date, limits: AgeLimits) -> Iterator[_Found]:
    for case in library.cases.values():
        if case.state == "open" and not limits.is_recent(case.last_reported, today):
            yield (
                _path(case),
                ("last_reported",),
                f"last reported {case.last_reported}: letters and page say so",
            )


def _of_addressees(library: Library, today: datetime.date, limits: AgeLimits) -> Iterator[_Found]:
    for addressee in library.addressees.values():
        if not addressee.is_postable:
            continue
        holder, address = addressee.holder, addressee.address
        if holder and not addressee.names_holder(today, limits):
            message = f"holder last verified {holder.verified_on}: the office alone is addressed"
            yield _path(addressee), ("holder", "verified_on"), message
        if address and not addressee.has_confirmed_address(today, limits):
            message = f"address unconfirmed since {address.verified_on}"
            yield _path(addressee), ("address", "verified_on"), message


def _path(document: Case | Addressee) -> str:
    folder = "cases" if isinstance(document, Case) else "addressees"
    return f"{folder}/{document.slug}.yaml"
