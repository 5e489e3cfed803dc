"""Access control of the workroom."""


def test_an_organiser_who_is_signed_in_sees_today(signed_in):
    answer = signed_in("editor").get("/organisers/")
    assert answer.status_code == 200
    assert "<h1>Today</h1>" in answer.text


def test_nobody_else_does(client):
    answer = client.get("/organisers/")
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/organisers/sign-in?next=/organisers/"


def test_an_address_without_its_slash_leads_to_the_page(signed_in):
    answer = signed_in("editor").get("/organisers/account")
    assert answer.status_code == 308
    assert answer.headers["Location"] == "/organisers/account/"


def test_whoever_signs_in_comes_back_to_what_was_asked_for(client):
    answer = client.get("/organisers/revisions/?before=3")
    assert (
        answer.headers["Location"] == "/organisers/sign-in?next=/organisers/revisions/?before%3D3"
    )
