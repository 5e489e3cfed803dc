"""Texts on pages: in the language of each request, and what is put into them escaped."""

import pytest
from flask import Flask, render_template_string

from app.web import languages

PATHS = {"en": "/", "ru": "/ru/", "kk": "/kk/"}


def shown(app, path: str, template: str, **values: object) -> str:
    with app.test_request_context(path):
        return render_template_string(template, **values)


def test_each_request_has_its_own_language(app):
    found = [shown(app, PATHS[each], "{{ _('Cases') }}") for each in ("en", "ru", "kk", "en")]
    assert found == ["Cases", "Дела", "Істер", "Cases"]


@pytest.mark.parametrize("language", PATHS)
def test_what_is_put_into_a_text_is_escaped_and_the_text_is_not(app, language):
    template = "{{ _('%(name)s, seen in office %(date)s', name=name, date='<i>'|safe) }}"
    said = shown(app, PATHS[language], template, name="<b>&")
    assert "&lt;b&gt;&amp;" in said
    assert "<i>" in said


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("en", ["1 page.", "2 pages.", "5 pages."]),
        ("ru", ["1 страница.", "2 страницы.", "5 страниц."]),
    ],
)
def test_a_number_has_the_form_that_its_language_asks_for(app, language, forms):
    template = "{{ ngettext('%(num)d page.', '%(num)d pages.', count) }}"
    said = [shown(app, PATHS[language], template, count=each) for each in (1, 2, 5)]
    assert [each.replace("\N{NO-BREAK SPACE}", " ") for each in said] == forms


def test_a_value_may_have_the_name_of_what_takes_it(app):
    template = "{{ ngettext('%(num)d page.', '%(num)d pages.', 2, text='a', one='b', many='c') }}"
    assert shown(app, "/", template) == "2 pages."


def test_a_percent_sign_is_written_twice_in_a_text(app):
    said = shown(app, "/", "{{ _('Print at 100%% size') }}")
    assert said == "Print at 100% size"


@pytest.mark.parametrize("content", [b"", b"no catalogue", b"\xde\x12\x04\x95 begins like one"])
def test_a_catalogue_that_cannot_be_read_is_refused_at_the_start(tmp_path, monkeypatch, content):
    file = tmp_path / "ru" / "LC_MESSAGES" / "messages.mo"
    file.parent.mkdir(parents=True)
    file.write_bytes(content)
    monkeypatch.setattr(languages, "_CATALOGUES", tmp_path)
    monkeypatch.setattr(languages, "site_languages", lambda: ("en", "ru"))
    with pytest.raises(languages.CatalogueUnusable, match="make setup"):
        languages.init_app(Flask("app"), [])
