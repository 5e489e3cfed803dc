"""Organisers' accounts: signing in, second factors, invitations, who may do what.

Imports `access`.
"""
