"""What axe says of every page of the workroom, on one screen; with --all on each."""

from itertools import product

import pytest

from app.records import publication, revision
from app.records.database import db
from tests.conftest import sample_covering
from tests.web.looked_at import SCHEMES, SCREENS, fits, small_targets, violations
from tests.web.workroom.conftest import NOW
from tests.web.workroom.desk import CASE, OFFICE, TEMPLATE, shipped

PAGES = {
    "workroom.today.index": "",
    "workroom.documents.cases": "cases/",
    "workroom.documents.addressees": "addressees/",
    "workroom.documents.templates": "letter-templates/",
    "workroom.making.new": "new/addressee",
    "workroom.making.duplicate": f"duplicate/{CASE}",
    "workroom.withdrawing.withdraw": f"withdraw/{OFFICE}",
    "workroom.letter_templates.edit": f"edit/{TEMPLATE}",
    "workroom.text_editor.edit": f"text/{CASE}",
    "workroom.proofs.of_document": f"proof/{OFFICE}",
    "workroom.translating.edit": f"translate/{CASE}?from=en&to=fr",
    "workroom.revisions.index": "revisions/",
    "workroom.revisions.of": f"revisions/{OFFICE}",
    "workroom.revisions.show": "revision/{draft}",
    "workroom.revisions.difference": "difference/{live}/{draft}",
    "workroom.letters.of_revision": "letters/{draft}",
    "workroom.publishing.index": f"publish/?path={OFFICE}",
    "workroom.publications.index": "publications/",
    "workroom.publications.publication": "publications/{publication}",
    "workroom.settings.edit": "settings/",
    "workroom.organisers_guide.index": "guide/",
}
ELSEWHERE = {
    # Looked at in test_form_in_browser.
    "workroom.case_form.edit",
    "workroom.addressee_form.edit",
    # Shown and looked at in test_account_pages.
    "workroom.account.index",
    "workroom.account.recovery_codes",
    "workroom.audit.index",
    "workroom.organisers.index",
    "workroom.organisers.person",
    "workroom.welcome.set_password",
    # Leads on to a page.
    "workroom.organisers.back",
    # Pictures.
    "workroom.organisers_guide.picture",
    "workroom.letters.image",
}


@pytest.fixture
def found(app):
    """A publication, and a draft over it."""
    with app.app_context():
        first, second = (shipped(OFFICE).replace("010000", code) for code in ("010001", "010002"))
        live = revision.save(db.session, OFFICE, first, base=0, author=None, note="a", now=NOW)
        published = publication.publish(db.session, [live], publisher=None, note="b", now=NOW)
        draft = revision.save(db.session, OFFICE, second, base=1, author=None, note="c", now=NOW)
        db.session.commit()
        return {"live": live.key, "draft": draft.key, "publication": published.id}


def test_every_page_is_looked_at(app):
    shown = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("workroom.") and "GET" in rule.methods
    }
    assert shown == PAGES.keys() | ELSEWHERE


SEEN = sample_covering(list(product(PAGES.values(), SCREENS, SCHEMES)), together=1, paired=(1, 2))


@pytest.mark.parametrize(("path", "size", "scheme"), SEEN)
def test_axe_finds_nothing_and_nothing_overflows(path, size, scheme, found, see, signed_in):
    page = see(f"/organisers/{path.format(**found)}", size, scheme, signed_in("admin"))
    assert page.evaluate("performance.getEntriesByType('navigation')[0].responseStatus") == 200
    assert fits(page)
    assert small_targets(page) == []
    assert violations(page) == []
