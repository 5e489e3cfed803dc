"""The commands of `lettercase`: what can be asked for at a prompt.

`commands` holds them together. What takes long to import is imported by the command that needs
it. May import every other package but `web`, which `serve` alone starts.
"""
