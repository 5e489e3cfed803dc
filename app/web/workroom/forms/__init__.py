"""Fields and forms for documents and settings: what was typed, and the value that it has.

No views. Imports no other package of the workroom.
"""
