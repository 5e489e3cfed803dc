"""Documents saved, published and upgraded, without what a test needn't say."""

from app.records import overlay, publication, revision
from tests.records.conftest import NOW

CASE, OTHER = "cases/five.yaml", "addressees/nb/office.yaml"
SHIPPED = {CASE: "case: shipped\n", OTHER: "office: shipped\n"}


def save(session, text, path=CASE, base=None, **values):
    newest = revision.newest(session, path)
    saved = revision.save(
        session,
        path,
        text,
        base=base if base is not None else newest.number if newest else 0,
        **{"author": None, "note": "", "now": NOW, **values},
    )
    session.commit()
    return saved


def publish(session, *chosen, **values):
    made = publication.publish(
        session, chosen, **{"publisher": None, "note": "", "now": NOW, **values}
    )
    session.commit()
    return made


def upgrade(session, shipped):
    found = publication.record_shipped(session, shipped, NOW)
    session.commit()
    return found


def live(session, shipped=SHIPPED):
    return overlay.live_texts(session, shipped)
