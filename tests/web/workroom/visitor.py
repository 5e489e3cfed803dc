"""Somebody with a browser: follows links, fills in forms, scans the image with an app."""

import datetime
import html
import re
from dataclasses import dataclass, field

from flask.testing import FlaskClient
from passlib.totp import TOTP
from werkzeug.test import TestResponse

SIGN_IN = "/organisers/sign-in"
CODE = "/organisers/sign-in/code"
RECOVERY = "/organisers/sign-in/recovery-code"
CONFIRM = "/organisers/confirm"
APP = "/organisers/account/app"
CODES = "/organisers/account/recovery-codes"
NEW_PASSWORD = "/organisers/account/password"


@dataclass
class Visitor:
    """What a browser does with forms: it sends the hidden fields back."""

    client: FlaskClient
    page: TestResponse | None = None
    secret: str = ""
    """What the authenticator app knows."""
    recovery_codes: list[str] = field(default_factory=list)

    def open(self, path: str) -> TestResponse:
        """Open a page, and follow where it leads."""
        self.page = self.client.get(path, follow_redirects=True)
        return self.page

    def send(self, path: str, **typed: str) -> TestResponse:
        """Send a form with the token of the page that is open, and follow where it leads."""
        token = re.search(r'name="csrf_token" value="([^"]+)"', self.page.text)[1]
        self.page = self.client.post(
            path, data={"csrf_token": token, **typed}, follow_redirects=True
        )
        return self.page

    def type_password(self, email: str, password: str, path: str = SIGN_IN) -> TestResponse:
        """Open the sign-in page and send it."""
        self.open(path)
        return self.send(path, email=email, password=password)

    def fail_to_sign_in(self, email: str, times: int = 5) -> TestResponse:
        """Type so many wrong passwords; returns the last answer."""
        for _ in range(times):
            self.type_password(email, "wrong horse battery")
        return self.page

    def type_code(self, now: datetime.datetime, code: str = "") -> TestResponse:
        """Send the code that the app shows, or another."""
        return self.send(CODE, code=code or self.code(now))

    def scan(self) -> None:
        """Ask for an image to scan, and scan it: the page for it must be open."""
        self.send(APP, setup="authenticator")
        self.secret = re.search(r'class="secret">([^<]+)<', self.page.text)[1].replace("-", "")

    def code(self, now: datetime.datetime) -> str:
        """Return the code that the app shows."""
        return TOTP(key=self.secret, format="base32").generate(time=now).token

    def make_recovery_codes(self) -> None:
        """Make new ones, and write them down: the page for it must be open."""
        self.send(CODES)
        self.recovery_codes = re.findall(r"<li><code>([^<]+)", self.page.text)

    @property
    def heading(self) -> str:
        """What the page is called."""
        return html.unescape(re.search("<h1[^>]*>([^<]*)</h1>", self.page.text)[1])

    @property
    def says(self) -> str:
        """The page's text without its markup."""
        return html.unescape(" ".join(re.sub("<[^>]+>", " ", self.page.text).split()))

    def without_tokens(self) -> str:
        """Return the page without what differs each time."""
        return re.sub(r'name="csrf_token" value="[^"]+"', "", self.page.text)
