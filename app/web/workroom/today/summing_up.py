"""What is to be done today, summed up in words."""

from collections.abc import Sequence
from datetime import date

from app.content.checks.ageing import AgeingFact

_NUMBERS = (
    *("no", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)


def counted(number: int, one: str, many: str) -> str:
    """Return a number and its noun: one fact, two facts, 13 facts."""
    return f"{number_in_words(number)} {one if number == 1 else many}"


def number_in_words(number: int) -> str:
    """Return the number as a word, as far as twelve."""
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def in_days(days: int) -> str:
    """Return when something happens: tomorrow, in 14 days."""
    return "tomorrow" if days == 1 else f"in {days} days"


def facts_in_words(
    stale: Sequence[AgeingFact], soon: Sequence[AgeingFact], today: date
) -> list[str]:
    """Return the sentences on what went stale and what will; none if nothing does."""
    sentences = []
    will = ""
    if soon:
        when = in_days(soon[0].days_left(today))
        will = when if len(soon) == 1 else f"within {soon[-1].days_left(today)} days"
    if stale and soon:
        went = f"{counted(len(stale), 'fact', 'facts')} went stale"
        sentences.append(f"{went} and {number_in_words(len(soon))} will {will}")
    elif stale:
        sentences.append(f"{counted(len(stale), 'fact', 'facts')} went stale")
    elif soon:
        sentences.append(f"{counted(len(soon), 'fact', 'facts')} will go stale {will}")
    if any(fact.what == "end" for fact in stale):
        sentences.append("No letters are written about cases that nobody checked")
    elif any(fact.what == "holder" for fact in stale):
        sentences.append("Letters go on, to the office alone")
    elif stale:
        sentences.append("Letters go on")
    return sentences


def lede(
    stale: Sequence[AgeingFact],
    soon: Sequence[AgeingFact],
    today: date,
    *,
    drafts: int,
    upgraded: int,
    missing: int = 0,
) -> str:
    """Return what stands first on the page."""
    sentences = facts_in_words(stale, soon, today)
    if missing:
        gone = counted(missing, "document is", "documents are")
        sentences.insert(0, f"{gone} missing that supporters saw before")
    if drafts:
        sentences.append(f"{counted(drafts, 'draft waits', 'drafts wait')}")
    if upgraded:
        files = counted(upgraded, "shipped file", "shipped files")
        sentences.append(f"{files} changed under an edit made here")
    if not sentences:
        sentences = ["Nothing went stale, and no draft waits"]
    return " ".join(f"{each[0].upper()}{each[1:]}." for each in sentences)
