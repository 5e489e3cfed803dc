"""What is wrong with a field, in words for whoever fills in forms."""

import re

from pydantic_core import ErrorDetails

from app.content.texts import printed_languages

_WORDS = {
    "missing": "is missing",
    "extra_forbidden": "isn't known here: remove it or correct its spelling",
    "invalid_key": "a field is named by a word",
    "literal_error": "must be one of: {choices}",
    "string_type": "must be a text: a number, true or false needs quotation marks",
    "string_too_short": "must not be empty",
    "string_pattern_mismatch": "must look like {pattern}",
    "list_type": "must be a list",
    "too_short": "needs at least {min_length}",
    "too_long": "has at most {max_length}",
    "dict_type": f"must stand by language: {', '.join(printed_languages())}",
    "model_type": "must be fields, each with a name and a value",
    "model_attributes_type": "must be fields, each with a name and a value",
    "bool_type": "must be true or false",
    "bool_parsing": "must be true or false",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "int_parsing_size": "must be a smaller number",
    "int_from_float": "must be a whole number",
    "finite_number": "must be a whole number",
    "greater_than": "must be more than {gt}",
}
"""By the name that pydantic gives to what is wrong."""

_IN_QUOTES = re.compile(r"'([^']*)'")
_LOOKS_LIKE = {r"^[A-Z]{2}$": "KZ: two capitals"}


def fault_in_words(error: ErrorDetails) -> str:
    """Return what is wrong with a field and what to do; pydantic's own words if we have none."""
    values = dict(error.get("ctx", {}))
    if "expected" in values:
        values["choices"] = ", ".join(_IN_QUOTES.findall(str(values["expected"])))
    if "pattern" in values:
        values["pattern"] = _LOOKS_LIKE.get(str(values["pattern"]), values["pattern"])
    words = _WORDS.get(error["type"])
    return words.format(**values) if words else error["msg"].removeprefix("Value error, ")
