"""Where a document is edited: as a form, as text, beside another language, or verified.

Imports `documents`, `forms` and `access`.
"""
