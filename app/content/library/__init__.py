"""All documents together: read, and checked against each other.

Imports `model` and `text`.
"""
