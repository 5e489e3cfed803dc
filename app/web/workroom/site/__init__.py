"""What counts for the whole site: settings, the audit list, the organisers' guide.

Imports `documents`, `forms` and `access`.
"""
