"""Texts as such: documents as text under a path, prose, messages; nothing of what they say.

Imports `languages`.
"""
