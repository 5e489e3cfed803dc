"""A small content of three documents, to change one line of and see what is said about it."""

from collections.abc import Mapping

from app.content.library.library import Library, build

ADDRESSEE = """\
kind: ombudsman
office: {en: Ombudsman, ru: Омбудсмен, kk: Омбудсмен}
state: in-use
holder:
  name: {en: Ada Holder, ru: Ада Холдер, kk: Ада Холдер}
  printed: Ms Ada Holder
  verified_on: 2026-02-05
  source: {title: A newspaper, date: 2026-02-05}
salutation:
  titled: {en: "Dear Ombudsman,", ru: Уважаемый омбудсмен!, kk: Құрметті омбудсмен!}
  neutral: {en: "Dear Sir or Madam,", ru: Уважаемые господа!, kk: Құрметті мырзалар!}
closing:
  titled: {en: "Yours sincerely,", ru: "С уважением,", kk: "Құрметпен,"}
  neutral: {en: "Yours faithfully,", ru: "С уважением,", kk: "Құрметпен,"}
address:
  country: AQ
  full: [Ombudsman, 8 Tin Whistle Avenue, 010000 Ostrana]
  compact: [Ombudsman, 010000 Ostrana]
  verified_on: 2026-03-15
  confidence: high
  source: {title: A list, date: 2026-03-15}
languages: [kk, ru]
reviewed: {en: false, ru: false, kk: false}
"""
CASE = """\
title: {en: One man, ru: Один человек, kk: Бір адам}
subject: {en: One man, ru: Один человек, kk: Бір адам}
place: {en: Ombaty, ru: Омбаты, kk: Омбаты}
since: 2018-10
state: open
as_of: 2026-03-15
last_reported: 2026-03-01
wish:
  wanted: not-known
people:
  - slug: somebody
    name: {en: Some Body, ru: Сам Боди, kk: Сам Боди}
    status: in-prison
    status_on: 2026-03-01
    source: {title: A newspaper, date: 2026-03-01}
account: {en: [He is held.], ru: [Он в заключении.], kk: [Ол түрмеде.]}
summary: {en: [He is held.], ru: [Он в заключении.], kk: [Ол түрмеде.]}
hooks:
  - text: {en: The law., ru: Закон., kk: Заң.}
facts: []
demands:
  - slug: visit
    text: {en: visit him, ru: посетить его, kk: оған баруды}
    grantable_by: [ombudsman]
    state: open
    state_on: 2026-03-15
  - slug: review
    text: {en: review it, ru: пересмотреть, kk: қайта қарауды}
    grantable_by: [president]
    state: open
    state_on: 2026-03-15
addressees:
  - nb/ombudsman
reviewed: {en: false, ru: false, kk: false}
"""
TEMPLATE = """\
---
title: Appeal
reviewed: false
---
{{ salutation }}

{% for paragraph in summary %}
{{ paragraph }}

{% endfor %}
{% for demand in demands %}
1. {{ demand }}

{% endfor %}
{{ words }}
"""
DOCUMENTS = {
    "cases/one.yaml": CASE,
    "addressees/nb/ombudsman.yaml": ADDRESSEE,
    **{f"letter_templates/appeal/{language}.md": TEMPLATE for language in ("en", "ru", "kk")},
}


def built(changes: Mapping[str, str]) -> Library:
    """Return the library of the small content with these documents put in or replaced."""
    return build({**DOCUMENTS, **changes})


def replaced(text: str, old: str, new: str) -> str:
    """Return the text with the one place of `old` changed."""
    assert text.count(old) == 1, f"{old!r} stands there {text.count(old)} times"
    return text.replace(old, new)


def line_of(text: str, part: str) -> int:
    """Return the 1-based line on which a part of a text begins."""
    assert text.count(part) == 1, f"{part!r} stands there {text.count(part)} times"
    return text[: text.index(part)].count("\n") + 1
