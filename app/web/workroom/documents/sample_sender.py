"""The sender who stands on the letters that organisers look at."""

from app.letters.sender import Sender

SENDER = Sender(
    "Your name", ("Your street and number", "Your postcode and town"), "Your town", "DE"
)
