"""In which scripts texts are written, so that no address mixes them up."""

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+(?:[/.-][^\W_]+)*")


def foreign_letters(text: str, script: str) -> str:
    """Return the letters of a text that aren't of the script, such as LATIN, in order."""
    return "".join(each for each in text if _script(each) not in ("", script))


def mixed_word(text: str) -> str | None:
    """Return the first word of a text with letters of two scripts, None if there is none."""
    return next((word for word in _words(text) if len(_scripts(word)) > 1), None)


def is_without(text: str, script: str) -> bool:
    """Return whether a text has words, but none with a letter of the script."""
    words = _words(text)
    return bool(words) and not any(script in _scripts(word) for word in words)


def _words(text: str) -> list[str]:
    """Return the words of a text, without codes: those with digits, and one capital or two."""
    found = (word[0] for word in _WORD.finditer(text))
    return [
        word
        for word in found
        if not any(map(str.isdigit, word)) and not (word.isupper() and len(word) <= 2)
    ]


def _scripts(word: str) -> set[str]:
    return {_script(each) for each in word} - {""}


def _script(letter: str) -> str:
    """Return the script of a letter by its Unicode name; nothing of what goes with any script."""
    if unicodedata.category(letter) not in ("Lu", "Ll", "Lt", "Lo"):
        return ""
    plain = unicodedata.normalize("NFKC", letter)  # an ordinal's raised letter is a letter
    return unicodedata.name(plain[0], "?").split()[0]
