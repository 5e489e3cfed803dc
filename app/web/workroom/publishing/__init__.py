"""What changes for supporters: proved, looked at, published, undone.

Imports `documents`, `forms` and `access`.
"""
