"""How long what is typed into a field may be."""

from collections.abc import Callable

from wtforms import Field, Form
from wtforms.validators import StopValidation

from app.content.text.combining import too_many_marks
from app.limits import MOST_MARKS


def at_most(most: int) -> Callable[[Form, Field], None]:
    """Return what refuses more characters, and more marks on a letter than any language has.

    It stands before whatever normalises or searches the text, and nothing looks at what it refuses.
    """

    def check(_form: Form, field: Field) -> None:
        typed = field.data or ""
        if len(typed) > most:
            raise StopValidation(f"At most {most:,} characters.")
        if too_many_marks(typed) is not None:
            raise StopValidation(f"More than {MOST_MARKS} accents or marks stand on one letter.")

    return check
