"""What an organiser should look at: what has grown old, isn't said, reviewed or translated.

Each check takes documents and gives what it found; nothing is changed but what `verification`
gives back as new fields. Imports `library`, `model` and `text`.
"""
