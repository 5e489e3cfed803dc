"""How postcodes look, country by country; nothing is claimed of a country that isn't here.

Source: Universal Postal Union, addressing systems of its member countries. Of Kazakhstan both the
old form and that of 2015 are in use.
"""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Postcodes:
    """The postcodes of a country, as they stand in an address."""

    pattern: str
    example: str

    def of(self, line: str) -> str | None:
        """Return the postcode at either end of a line, None if there is none."""
        found = re.match(rf"(?:{self.pattern})(?![\w-])", line)
        found = found or re.search(rf"(?<![\w-])(?:{self.pattern})$", line)
        return found[0] if found else None

    def anywhere(self, lines: list[str]) -> set[str]:
        """Return everything in the lines that looks like one."""
        found = re.findall(rf"(?<![\w-])(?:{self.pattern})(?![\w-])", "\n".join(lines))
        return set(found)


_FOUR, _FIVE = Postcodes(r"\d{4}", "1000"), Postcodes(r"\d{5}", "10000")

POSTCODES = {
    "AT": _FOUR,
    "BE": _FOUR,
    "CA": Postcodes(r"[A-Z]\d[A-Z] \d[A-Z]\d", "K1A 0B1"),
    "CH": _FOUR,
    "CZ": Postcodes(r"\d{3} \d{2}", "110 00"),
    "DE": _FIVE,
    "ES": _FIVE,
    "FR": _FIVE,
    "GB": Postcodes(r"[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}", "SW1A 1AA"),
    "IT": _FIVE,
    "KZ": Postcodes(r"\d{6}|[A-Z]\d{2}[A-Z]\d[A-Z]\d", "010000 or A15E3C8"),
    "LT": Postcodes(r"LT-\d{5}", "LT-01100"),
    "NL": Postcodes(r"\d{4} [A-Z]{2}", "2500 AA"),
    "PL": Postcodes(r"\d{2}-\d{3}", "00-001"),
    "SE": Postcodes(r"\d{3} \d{2}", "100 05"),
    "US": Postcodes(r"\d{5}(?:-\d{4})?", "20001"),
}
"""By the code of the country. One more is one more line."""

_ATTEMPT = re.compile(r"(?=\w*\d)\w{4,}|\d-\d{3}")
"""What somebody may have meant as a postcode; a house has a shorter number."""


def is_attempted(line: str) -> bool:
    """Return whether something in the line may be meant as a postcode."""
    return _ATTEMPT.search(line) is not None
