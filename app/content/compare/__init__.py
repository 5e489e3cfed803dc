"""Two texts held against each other: what changed, by words; two edits put together.

Imports `editing`, which pairs the items of lists.
"""
