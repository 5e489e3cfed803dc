"""What a change of a document leaves unsaid: the old and the new fields, held against each other.

Works on fields as they are parsed, which nobody has validated; `unchecked` reads them. Nothing is
changed but what `succession` gives back as new fields. Imports `model` and `text`.
"""
