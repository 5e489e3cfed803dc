"""Who may come in: access control of views, sessions, and the pages that each role sees.

Imports no other package of the workroom.
"""
