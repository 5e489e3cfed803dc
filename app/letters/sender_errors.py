"""Why something that the supporter typed can't stand on the letter."""

from app.content.text.messages import Refusal, translatable


class SenderError(Refusal):
    """Something that the supporter typed can't stand on the letter; `field` says where."""

    def __init__(self, field: str, **values: object) -> None:
        self.field = field
        super().__init__(**values)


class LineTooWide(SenderError):
    """A line doesn't fit beside the address."""

    template = translatable(
        "Line %(line)s is %(width)s mm wide; there is room for %(room)s mm. "
        "Shorten it or break it in two."
    )


class NameTooWide(SenderError):
    """The name doesn't fit on its line."""

    template = translatable(
        "The name is %(width)s mm wide; there is room for %(room)s mm. Shorten it."
    )


class TownTooWide(SenderError):
    """Town and date don't fit on their line."""

    template = translatable(
        "Town and date are %(width)s mm wide together; there is room for %(room)s mm. "
        "Shorten the town."
    )


class TooManyLines(SenderError):
    """The address has more lines than fit beside the addressee's."""

    template = translatable("The address has %(lines)s lines; there is room for %(most)s.")


class NoGlyph(SenderError):
    """A character that the letter's font doesn't have."""

    template = translatable("The letter’s font lacks %(characters)s. Write it in other letters.")


class ControlCharacter(SenderError):
    """A character that can't be seen and changes how others read."""

    template = translatable(
        "An invisible control character stands here: %(characters)s. "
        "Delete it, or type the text anew."
    )


class NoInitials(SenderError):
    """The letter is to be signed with initials, but there is no name to take them from."""

    template = translatable("To sign with initials, type your name; only the initials are printed.")


class WordsTooLong(SenderError):
    """More own words than a letter takes."""

    template = translatable("%(length)s characters; a letter takes at most %(most)s.")


class TooManyLinesOfWords(SenderError):
    """Own words that run over more lines than a letter takes."""

    template = translatable(
        "%(lines)s lines; a letter takes at most %(most)s. Let sentences follow one another."
    )


class TooLong(SenderError):
    """More text in a field than could ever be printed of it."""

    template = translatable("%(length)s characters; there is room for %(most)s. Shorten it.")


class TooManyMarks(SenderError):
    """More accents on a letter than any language has."""

    template = translatable(
        "More than %(most)s accents or other marks stand on one letter here. "
        "Delete them, or type the text anew."
    )
