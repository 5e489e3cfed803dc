"""What documents say, as values: cases, addressees, letter templates and their parts.

Imports `postal` and `text`.
"""
