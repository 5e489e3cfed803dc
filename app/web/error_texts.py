"""What is said when something goes wrong, by the status of the answer."""

from app.content.text.messages import translatable

ERROR_TEXTS = {
    400: (
        translatable("This request could not be read"),
        translatable("Please go back and try again."),
    ),
    403: (
        translatable("That is not for your account"),
        translatable("Ask a publisher or an administrator of this site to do it."),
    ),
    404: (
        translatable("There is no such page"),
        translatable("The address may be mistyped, or the case may no longer be public."),
    ),
    405: (
        translatable("That cannot be done here"),
        translatable("Please begin at the list of cases."),
    ),
    408: (
        translatable("That took too long to arrive"),
        translatable(
            "The connection is slow just now. Go back and try again: what you typed is still in "
            "your browser. Nothing of it is kept here."
        ),
    ),
    413: (
        translatable("That is too much text"),
        translatable(
            "A letter takes at most 3,000 characters of your own words. Go back: what you typed "
            "is still in your browser. Nothing of it is kept here."
        ),
    ),
    422: (
        translatable("Something in the form cannot be printed"),
        translatable("Please go back and mend it."),
    ),
    500: (
        translatable("Something went wrong here"),
        translatable(
            "The fault is ours. Go back and try again: what you typed is still in your browser. "
            "Nothing of it is kept here."
        ),
    ),
    503: (
        translatable("This can’t be answered just now"),
        translatable(
            "Too much is going on here, or a part of the site is away. Go back and try again in "
            "some seconds: what you typed is still in your browser. Nothing of it is kept here."
        ),
    ),
}
"""Title and text by status, to be translated."""


def known_status(status: int) -> int:
    """Return the status whose texts stand for this one, for which there may be none."""
    if status in ERROR_TEXTS:
        return status
    if status in (502, 504):  # what a web server in front says of a site that isn't there
        return 503
    return 400 if status < 500 else 500
