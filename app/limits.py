"""How much one request may hold: every limit, what it counts and why it stands where it does.

Imports nothing, so that everything may import it. The table in docs/security.md lists each.
"""

# What is typed for a letter

LONGEST_LINE = 200
"""Characters of a supporter's name, town, and of anything chosen: no line that fits has more."""
LONGEST_ADDRESS = 1_000
"""Characters of a supporter's address: six lines that fit have fewer than 500."""
MOST_ADDRESS_LINES = 6
"""Lines of a supporter's address: as many stand beside the addressee's."""
MOST_WORDS = 3_000
"""Characters of own words, composed: about a page of them."""
MOST_BYTES_OF_WORDS = 9_000
"""Bytes in UTF-8 of own words as they come, before anything is done with them."""
MOST_LINES_OF_WORDS = 60
"""Lines of own words, empty ones too: with the letter around them two pages."""
MOST_MARKS = 30
"""Combining marks in a row: putting them in order takes the square of their number. Written
languages have up to six.
"""
MOST_DIGITS = 9
"""Digits of a whole number in a form."""

# Packs

MOST_COLLECTED = 12
"""Cases of a pack beside the one at hand: as much of own words as a request takes."""

MOST_LETTERS = 60
"""Letters that are printed at once, and envelopes: four cases with all their offices."""
MOST_PAGES = 12
"""Pages of letters in a file in which anything must be laid out, such as a guide or a second page:
each takes a hundred times as long as one that is stacked. One case has up to 11.
"""
MOST_PREVIEWED = 4
"""Pages of letters that a preview shows, but for the last letter's: each is an image of 30 KB."""
MOST_LABELS = 120
"""Labels that are printed at once: each of them is laid out."""

# Forms

LARGEST_REQUEST = 288 * 1024
"""Bytes of a request to supporters' pages: 3,000 Cyrillic characters of own words are 18 KB,
percent-encoded; a full pack of letters has thirteen times as many.
"""
MOST_FIELDS = 200
"""Fields of a supporter's form: of all cases known, the largest has 60."""
LONGEST_QUERY = 8_000
"""Bytes of a query; the server itself takes no longer line either."""

# What organisers send

LARGEST_REQUEST_OF_WORKROOM = 2 * 1024 * 1024
"""Bytes of a request to the workroom: 200,000 characters of Cyrillic, percent-encoded, are
1.2 MB.
"""
MOST_FIELDS_OF_WORKROOM = 8_000
"""Fields of a form in the workroom: a long case has a thousand."""
LONGEST_EMAIL = 254
"""Characters of an e-mail address, as RFC 5321 has it."""
LONGEST_DOCUMENT = 200_000
"""Characters of a document: the longest real one has a quarter of that."""
MOST_DEPTH = 20
"""Lists within lists of a document: the loader in C has no limit of its own, and would end the
process.
"""
MOST_LINES = 5_000
"""Lines of a document: the longest real one has 1,100."""
MOST_NODES = 5_000
"""Names, values and lists of a document: the longest real one has 1,700."""
MOST_PARTS = 150
"""Parts of all lists of a document that its form shows: each has a dozen fields to be made. The
longest real one has 50; of one with more the text is edited.
"""
MOST_ROUTES = 50
"""Routes of postage in the settings."""
MOST_FAULTS = 30
"""Faults of one kind in a document that are looked for and shown; the last one counts the rest."""
LONGEST_SLUG = 60
"""Characters of a short name in an address."""
LONGEST_SAID = 300
"""Characters of who said what, in each language."""
LONGEST_SOURCE = 500
"""Characters of a source, and of its address."""
MOST_PROSE = 10_000
"""Characters of a text of the settings, in each language."""
LONGEST_PASSWORD = 1_000
"""Characters of a password, or of a code."""
LONGEST_NEXT = 2_000
"""Characters of the address to which signing in leads."""

# Turns and times

LAYING_OUT_AT_ONCE = 1
"""Threads of a process that lay out at a time: the map of fonts isn't safe in threads."""
PROOFS_AT_ONCE = 2
"""Proofs that a process makes at a time: its other threads are the supporters'."""
MS_FOR_A_TURN = 800
"""Milliseconds that a request waits for its turn, so that it is answered within a second."""
SECONDS_TO_READ = 10
"""Seconds until a connection has begun to ask, and again until the head of its request is there."""
SECONDS_TO_WORK = 10
"""Seconds for which a request is worked on: five times what the dearest takes."""
SECONDS_TO_PUBLISH = 30
"""Seconds for which a form of the workroom is: a publication proves every letter."""
SECONDS_TO_ANSWER = 60
"""Seconds until an answer has been taken: a pack, over the net of a telephone."""
SECONDS_TO_END = 5
"""Seconds in which a request that was told to end must do so, or its process ends."""
SECONDS_HELD = 20
"""Seconds for which one call may hold the interpreter of a process, until it is ended."""

# What the server takes

MOST_CONNECTIONS = 400
"""Connections to one process: many systems let it open 1,024 files."""
LONGEST_REQUEST_LINE = 8_190
"""Bytes of method, address and query: organisers can ask for a hundred documents at once. It is the
most that gunicorn takes.
"""
MOST_HEADERS = 64
"""Headers of a request: browsers and a web server in front send some thirty."""
LONGEST_HEADER = 4_096
"""Bytes of a header: the longest is a session's cookie."""

# Files of documents

MOST_FILES = 5_000
"""Files in a folder of content; the shipped one has some thirty."""
LARGEST_FILE = 1024 * 1024
"""Bytes of a file of content: the longest document has fewer, even with four for each character."""
MOST_BYTES_OF_FILES = 64 * 1024 * 1024
"""Bytes of all files of a folder of content together."""
DEEPEST_FILE = 4
"""Parts of the path of a file of content: addressees/kz/name.yaml has three."""
