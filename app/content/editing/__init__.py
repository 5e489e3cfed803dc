"""Fields written back into a document's text, with its comments, order and style kept.

`rewriting` is the way in, and `lifting` for texts of an older schema; what else is here is their
inside. Imports `model` and `text`.
"""
