"""Whole numbers as they come in forms and addresses."""


def whole_number(typed: str, digits: int = 8) -> int | None:
    """Return the number typed in at most so many digits from 0 to 9, None if it isn't one."""
    is_number = typed.isascii() and typed.isdigit() and len(typed) <= digits
    return int(typed) if is_number else None
