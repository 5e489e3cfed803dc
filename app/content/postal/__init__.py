"""What a postal address may be: its lines, and the postcode, script and name of its country.

Imports no other package of the content.
"""
