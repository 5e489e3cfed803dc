"""What turns the fields of an older schema into those of the next one."""

from typing import Any


def case_with_sourced_sentences(fields: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of a case of schema 1 in schema 2: a sentence is a record with its source.

    Until then the source of somebody's status stood for the sentence, too.
    """
    for person in fields.get("people") or ():
        if (text := person.get("sentence")) is not None:
            person["sentence"] = {"text": text, "source": dict(person["source"])}
    return fields
