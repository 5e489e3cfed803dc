"""Documents as organisers work on them: lists, drafts, saving, conflicts, reviews, revisions.

Imports `access` and `forms`.
"""
