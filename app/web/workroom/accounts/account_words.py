"""What the pages of accounts say where Flask-Security would choose the words."""

_NAME = "A name has letters, figures, spaces and hyphens."

_WORDS = {
    "API_ERROR": "The answer could not be read. Try again.",
    "GENERIC_AUTHN_FAILED": "This e-mail address and password don’t belong together.",
    "INVALID_INPUT": _NAME,
    "INVALID_INPUT_LENGTH": "A name has at most 64 characters.",
    "INVALID_EMAIL_ADDRESS": "This is not an e-mail address.",
    "INVALID_PASSWORD": "The password is wrong.",
    "INVALID_RECOVERY_CODE": "This recovery code is wrong, or was used already.",
    "PASSWORD_CHANGE": "The new password is set. Everywhere else you are signed out.",
    "PASSWORD_INVALID_LENGTH": "The password needs %(length)s to 128 characters.",
    "PASSWORD_IS_THE_SAME": "That is the password of today. Choose another.",
    "PASSWORD_NOT_PROVIDED": "Type your password.",
    "REAUTHENTICATION_REQUIRED": "This matters, so type your password once more.",
    "REAUTHENTICATION_SUCCESSFUL": "Thank you. Now do it again.",
    "TWO_FACTOR_CHANGE_METHOD_SUCCESSFUL": "The new app is set up; the old one holds no longer.",
    "TWO_FACTOR_LOGIN_SUCCESSFUL": "You are signed in.",
    "TWO_FACTOR_INVALID_TOKEN": (
        "This code is wrong, or was used already. Wait for the next one, and look whether the "
        "clock of your device is right."
    ),
    "TWO_FACTOR_METHOD_NOT_AVAILABLE": "Only an authenticator app can be set up.",
    "TWO_FACTOR_PERMISSION_DENIED": "Signing in took too long. Begin again.",
    "UNAUTHENTICATED": "Sign in first.",
    "WEBAUTHN_CREDENTIAL_DELETED": "The passkey “%(name)s” is removed.",
    "WEBAUTHN_CREDENTIAL_ID_INUSE": "This passkey is here already.",
    "WEBAUTHN_CREDENTIAL_WRONG_USAGE": "This passkey was added for the other way of signing in.",
    "WEBAUTHN_EXPIRED": "That took longer than %(within)s. Begin again.",
    "WEBAUTHN_NAME_DISALLOWED_CHARACTERS": _NAME,
    "WEBAUTHN_NAME_INUSE": "You have a passkey called “%(name)s” already.",
    "WEBAUTHN_NAME_NOT_FOUND": "You have no passkey called “%(name)s”.",
    "WEBAUTHN_NAME_REQUIRED": "Give the passkey a name.",
    "WEBAUTHN_NO_VERIFY": "This passkey could not be checked. Try again.",
    "WEBAUTHN_REGISTER_SUCCESSFUL": "The passkey “%(name)s” is added.",
    "WEBAUTHN_UNKNOWN_CREDENTIAL_ID": "Nobody here has this passkey.",
}
_DONE = {
    "PASSWORD_CHANGE",
    "REAUTHENTICATION_REQUIRED",
    "REAUTHENTICATION_SUCCESSFUL",
    "TWO_FACTOR_CHANGE_METHOD_SUCCESSFUL",
    "TWO_FACTOR_LOGIN_SUCCESSFUL",
    "WEBAUTHN_CREDENTIAL_DELETED",
    "WEBAUTHN_REGISTER_SUCCESSFUL",
}

MESSAGES = {
    f"SECURITY_MSG_{name}": (words, "done" if name in _DONE else "error")
    for name, words in _WORDS.items()
}
"""Flask's settings, each a text and what kind it is."""
