"""What becomes of the old holder and address when a new one is known."""

import copy

import pytest

from app.content.changes.succession import keep_former
from app.content.editing.rewriting import rewrite
from app.content.library.building import build
from tests.content.conftest import ADDRESSEE, DOCUMENTS
from tests.content.office import NEW_ADDRESS, NEW_HOLDER, OLD, PATH, with_name

FORMER_HOLDER = {
    "date": "2026-02-05",
    "holder": {"en": "Ada Holder", "ru": "Ада Холдер", "kk": "Ада Холдер"},
    "source": {"title": "A newspaper", "date": "2026-02-05"},
}
FORMER_ADDRESS = {
    "date": "2026-03-15",
    "address": ["Ombudsman", "8 Tin Whistle Avenue", "010000 Ostrana"],
    "source": {"title": "A list", "date": "2026-03-15"},
}
BEFORE = {"date": 2018, "holder": {"en": "C", "ru": "Ц", "kk": "Ц"}, "source": {"title": "B"}}
SAME_DAY = {**BEFORE, "date": "2026-02-05"}
LATER = {**BEFORE, "date": "2027-01"}


@pytest.mark.parametrize(
    ("old", "new", "history"),
    [
        pytest.param({}, {}, None, id="nothing changed"),
        pytest.param({}, {"holder": NEW_HOLDER}, [FORMER_HOLDER], id="another holder"),
        pytest.param({}, {"holder": None}, [FORMER_HOLDER], id="no holder any more"),
        pytest.param({"holder": None}, {"holder": NEW_HOLDER}, None, id="a first holder"),
        pytest.param({}, with_name(ru="Адель Холдер"), [FORMER_HOLDER], id="a name in Russian"),
        pytest.param({}, with_name(de="Ada Halter"), None, id="a name in a further language"),
        pytest.param(with_name(de="Ada Halter"), {}, None, id="a language less"),
        pytest.param({}, with_name(en=" Ada  Holder"), None, id="spaces in a name"),
        pytest.param(
            {}, {"holder": {**OLD["holder"], "verified_on": "2026-11-20"}}, None, id="verified anew"
        ),
        pytest.param({}, {"address": NEW_ADDRESS}, [FORMER_ADDRESS], id="another address"),
        pytest.param({}, {"address": None}, [FORMER_ADDRESS], id="no address any more"),
        pytest.param(
            {},
            {"address": {**OLD["address"], "compact": ["Office", "Ostrana"]}},
            None,
            id="another compact form of the same address",
        ),
        pytest.param(
            {"phone": "1", "address": {**OLD["address"], "cyrillic": ["А", "Б"]}},
            {"phone": "2", "address": NEW_ADDRESS},
            [{**FORMER_ADDRESS, "cyrillic": ["А", "Б"], "phone": "1"}],
            id="another address and telephone",
        ),
        pytest.param(
            {"phone": "1"},
            {"phone": "1", "address": NEW_ADDRESS},
            [FORMER_ADDRESS],
            id="another address with the same telephone",
        ),
        pytest.param(
            {},
            {"holder": NEW_HOLDER, "address": NEW_ADDRESS},
            [FORMER_HOLDER, FORMER_ADDRESS],
            id="both, known from different sources",
        ),
        pytest.param(
            {
                "address": {
                    **OLD["address"],
                    "verified_on": "2026-02-05",
                    "source": OLD["holder"]["source"],
                }
            },
            {"holder": NEW_HOLDER, "address": NEW_ADDRESS},
            [{**FORMER_HOLDER, "address": FORMER_ADDRESS["address"]}],
            id="both, known from the same source of the same day",
        ),
        pytest.param(
            {}, {"holder": NEW_HOLDER, "history": [BEFORE]}, [BEFORE, FORMER_HOLDER], id="the last"
        ),
        pytest.param(
            {},
            {"holder": NEW_HOLDER, "history": [BEFORE, LATER]},
            [BEFORE, FORMER_HOLDER, LATER],
            id="between an earlier and a later one",
        ),
        pytest.param(
            {},
            {"holder": NEW_HOLDER, "history": [BEFORE, SAME_DAY, LATER]},
            [BEFORE, SAME_DAY, FORMER_HOLDER, LATER],
            id="behind another of the same day",
        ),
        pytest.param(
            {},
            {"holder": NEW_HOLDER, "history": [FORMER_HOLDER]},
            [FORMER_HOLDER],
            id="one that stands there already",
        ),
        pytest.param(
            {}, {"holder": NEW_HOLDER, "history": "lost"}, [FORMER_HOLDER], id="a faulty history"
        ),
    ],
)
def test_what_was_known_before_goes_into_the_history(old, new, history):
    before, after = {**OLD, **old}, {**OLD, **new}
    copies = copy.deepcopy((before, after))
    kept = keep_former(before, after, holder=True, address=True)
    assert kept.get("history") == history
    assert {**kept, "history": None} == {**after, "history": None}
    assert (before, after) == copies, "nothing given is changed"


@pytest.mark.parametrize(
    ("holder", "address", "history"),
    [
        pytest.param(False, False, None, id="neither"),
        pytest.param(True, False, [FORMER_HOLDER], id="the holder alone"),
        pytest.param(False, True, [FORMER_ADDRESS], id="the address alone"),
    ],
)
def test_only_what_is_asked_for_is_kept(holder, address, history):
    new = {**OLD, "holder": NEW_HOLDER, "address": NEW_ADDRESS}
    assert keep_former(OLD, new, holder=holder, address=address).get("history") == history


def test_an_addressee_with_what_was_kept_is_a_document():
    new = {**OLD, "holder": NEW_HOLDER, "address": NEW_ADDRESS}
    text = rewrite(PATH, ADDRESSEE, keep_former(OLD, new, holder=True, address=True))
    library = build({**DOCUMENTS, PATH: text})
    assert library.errors == ()
    assert [str(past.date) for past in library.addressee("nb/ombudsman").history] == [
        "2026-02-05",
        "2026-03-15",
    ]
