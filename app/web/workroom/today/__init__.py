"""Today, the start page: what an organiser should look at.

Imports `documents`, `forms` and `access`.
"""
