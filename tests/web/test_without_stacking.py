"""The site without stacking, or with stacking broken: everything works the same."""

from collections import Counter

import pytest

from app import create_app
from app.config import Config
from app.letters import stacking
from tests.conftest import CONTENT, sample
from tests.letters.breaks import BREAKS, Break
from tests.printed import texts_of
from tests.web.conftest import FORM, NOW, TYPED

pytestmark = pytest.mark.usefixtures("stacking", "nothing_prepared")


def _answers(client) -> list[object]:
    """Return what a supporter gets: the letters with a guide as texts, and the preview."""
    sent = {**TYPED, "addressee": ["nb/prosecutor-general", "nb/ombudsman"]}
    letters = client.post(FORM, data={**sent, "guide": "1"})
    alone = client.post(FORM, data=sent)
    preview = client.post(FORM, data={**sent, "preview": "1"})
    assert [each.status_code for each in (letters, alone, preview)] == [200] * 3
    images = preview.text.count("data:image/png")
    assert images == 2
    return [texts_of(letters.data), texts_of(alone.data)]


@pytest.mark.parametrize("broken", sample([(each,) for each in BREAKS], every=5), ids=repr)
def test_a_surprise_is_no_fault_of_the_site(
    client, broken: Break, surprises: Counter[str], monkeypatch
):
    before = _answers(client)
    broken.bring_about(monkeypatch)
    assert _answers(client) == before
    assert surprises


def test_switched_off_the_site_gives_the_same(client, tmp_path, monkeypatch):
    before = _answers(client)
    off = create_app(
        Config(content=CONTENT, instance=tmp_path, stacking=False, today=NOW.date, now=lambda: NOW)
    )
    off.testing = True
    monkeypatch.setattr(stacking, "stack", lambda *_: pytest.fail("stacked"))
    assert _answers(off.test_client()) == before
