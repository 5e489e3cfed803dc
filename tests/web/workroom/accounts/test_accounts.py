"""What Flask-Security may do here, and what it may not."""

import re

import pytest
from sqlalchemy import select

from app.records.database import Model, db
from app.web.workroom.accounts.accounts import NoMail
from tests.web.workroom.conftest import ANNA, PASSWORD
from tests.web.workroom.visitor import SIGN_IN, Visitor


@pytest.mark.parametrize("name", ["auth_token"])
def test_no_token_lets_anybody_in(app, anna, organiser_now, name):
    with app.test_request_context():
        token = organiser_now().get_auth_token()
    stranger = app.test_client()
    assert stranger.get(f"/organisers/?{name}={token}").status_code == 302
    assert stranger.get("/organisers/", headers={"Authentication-Token": token}).status_code == 302


def test_json_is_not_read(visitor):
    visitor.open(SIGN_IN)
    token = re.search(r'name="csrf_token" value="([^"]+)"', visitor.page.text)[1]
    for body in ('{"email": 1}', "[]", "no JSON"):
        answer = visitor.client.post(
            SIGN_IN, data=body, content_type="application/json", headers={"X-CSRFToken": token}
        )
        assert answer.status_code == 400


@pytest.mark.parametrize(
    "path",
    [
        "/organisers/tf-rescue",
        "/organisers/account/app/token",
        "/organisers/fs-static/js/webauthn.js",
    ],
)
def test_pages_that_we_do_not_use_are_not_there(anna, path):
    anna.open("/organisers/account/")
    assert anna.send(path, help_setup="help").status_code in (404, 405)


def test_no_mail_is_ever_sent(app, anna):
    assert isinstance(app.extensions["security"]._mail_util, NoMail)
    with app.app_context(), pytest.raises(AssertionError):
        app.extensions["security"]._mail_util.send_mail("", "", "", "", "", "")


def test_no_network_address_is_kept_anywhere(app, add_organiser, clock, caplog):
    caplog.set_level("DEBUG")
    add_organiser("editor", ANNA)
    visitor = Visitor(app.test_client())
    visitor.client.environ_base["REMOTE_ADDR"] = "203.0.113.77"
    visitor.fail_to_sign_in(ANNA)
    clock.wait(minutes=1)
    visitor.type_password(ANNA, PASSWORD)
    visitor.scan()
    visitor.type_code(clock.now)
    with app.app_context():
        tables = Model.metadata.tables.values()
        dump = str([db.session.execute(select(table)).all() for table in tables])
    assert ANNA in dump
    assert "203.0.113.77" not in dump + caplog.text
