"""Fields written back into a document's text, with its comments, order and style kept.

`rewriting` is the way in; what else is here is its inside. Imports `model` and `text`.
"""
