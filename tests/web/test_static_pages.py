"""The pages that need nothing."""

import pytest

from app.web.error_texts import ERROR_TEXTS
from app.web.languages import site_languages
from app.web.static_pages import make_pages, static_page


@pytest.mark.parametrize("status", [*ERROR_TEXTS, 414, 431, 502])
def test_there_is_a_page_for_every_status_in_every_language(app, status):
    pages = {language: static_page(status, language).decode() for language in site_languages()}
    assert len(set(pages.values())) == len(site_languages())
    for language, page in pages.items():
        assert f'<html lang="{language}">' in page


def test_in_another_language_it_is_said_in_english(app):
    assert static_page(503, "xx") == static_page(503, "en")


def test_a_catalogue_that_cannot_be_read_costs_its_language_alone(app, tmp_path):
    file = tmp_path / "yy" / "LC_MESSAGES" / "messages.mo"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"\xde\x12\x04\x95 no catalogue at all")
    make_pages(["yy", "zz"], tmp_path)
    assert static_page(500, "yy") == static_page(500, "zz") == static_page(500, "en")


@pytest.mark.parametrize(("prefix", "language"), [("", "en"), ("/ru", "ru"), ("/kk", "kk")])
def test_where_no_page_can_be_made_the_static_one_is_answered(app, monkeypatch, prefix, language):
    def fail(*_args, **_values):
        raise OSError("no templates")

    monkeypatch.setattr("app.web.errors.render_template", fail)
    monkeypatch.setattr("app.web.cases.render_template", fail)
    monkeypatch.setattr(app, "testing", False)
    answer = app.test_client().get(f"{prefix}/")
    assert answer.status_code == 500
    assert answer.data == static_page(500, language)
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_a_failure_has_one_line_in_the_log_though_its_page_fails_too(app, monkeypatch, caplog):
    def fail(*_args, **_values):
        raise OSError("no templates")

    monkeypatch.setattr("app.web.errors.render_template", fail)
    monkeypatch.setattr("app.web.cases.render_template", fail)
    monkeypatch.setattr(app, "testing", False)
    app.test_client().get("/")
    assert len(caplog.records) == 1
    assert "\n" not in caplog.text.strip()
