"""What is said when a command can't read the database."""

from app.content.text.messages import Refusal


class DatabaseUnreadable(Refusal):
    """The database can't be reached, or its tables aren't those of this version."""

    template = "The database can't be read: %(reason)s. Starting the site brings it up to date."
