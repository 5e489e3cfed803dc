"""What a running site does when something fails: the table in docs/security.md."""
