"""The door of the workroom."""


def test_an_organiser_who_is_signed_in_sees_today(signed_in):
    answer = signed_in("editor").get("/organisers/")
    assert answer.status_code == 200
    assert "<h1>Today</h1>" in answer.text


def test_nobody_else_does(client):
    answer = client.get("/organisers/")
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/organisers/sign-in?next=/organisers/"
