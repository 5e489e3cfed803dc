"""Envelopes, measured: the address and the sender in their zones, and no other ink."""

import io
from dataclasses import replace
from itertools import pairwise

import pikepdf
import pytest
from babel import Locale

from app.content.postal.address import country_line
from app.letters.envelope import (
    ENVELOPE_SENDER_SIZES,
    ENVELOPES,
    EnvelopeTooSmall,
    NoEnvelope,
    NoSuchEnvelope,
    TooManyEnvelopes,
    envelope,
    envelope_of,
    envelopes,
)
from app.letters.measure import width
from app.letters.placement import place_recipient
from app.letters.printing import GlyphMissing, pdf, render
from app.letters.recipient import Recipient, recipient_of
from app.letters.sender import Sender
from app.letters.sender_errors import LineTooWide, NameTooWide
from app.letters.stationery import INK_MARGIN, STATIONERIES, Box
from app.limits import MOST_LETTERS
from tests.conftest import LIBRARY, TODAY, sample
from tests.letters.conftest import ANNA, MM, ink_of, pages_of
from tests.printed import texts_of

# From GEOMETRY: ISO 269, DIN 678 and the US trade sizes, not from the code.
SIZES = {
    "dl": (220, 110),
    "c6": (162, 114),
    "c6-5": (229, 114),
    "c5": (229, 162),
    "c4": (324, 229),
    "b6": (176, 125),
    "us-10": (241.3, 104.8),
    "us-9": (225.4, 98.4),
}
POSTABLE = [each for each in LIBRARY.addressees.values() if each.is_postable]
PRESIDENT = recipient_of(LIBRARY.addressee("nb/president"), "DE", TODAY)
DL = ENVELOPES["dl"]
LONG_SENDER = Sender.typed("M. Beispiel", "\n".join(["Hinterhaus links"] * 6), "", "GS")

every_envelope = pytest.mark.parametrize(
    "envelope", ENVELOPES.values(), ids=lambda envelope: envelope.slug
)


def _recipients(country: str | None) -> list[Recipient]:
    return [recipient_of(addressee, country, TODAY) for addressee in POSTABLE]


def _printed(*arguments: object) -> bytes:
    return pdf([render(envelopes(*arguments))])


def _zone_of_recipient(slug: str) -> Box:
    """Return what is at least 40 from the top, 15 from the right and 16 from the bottom."""
    width, height = SIZES[slug]
    left = width / 2 - 4
    return Box(left, 40, width - 15 - left, height - 16 - 40)


def _squeezed(text: str) -> str:
    return "".join(text.split())


# The records


def test_there_is_a_record_of_every_size_and_no_other():
    assert {slug: (each.width, each.height) for slug, each in ENVELOPES.items()} == SIZES
    assert all(slug == each.slug for slug, each in ENVELOPES.items())


@every_envelope
def test_the_address_keeps_clear_of_stamps_and_of_the_codes_of_machines(envelope):
    zone = envelope.recipient
    assert zone.y >= 40
    assert zone.right <= envelope.width - 15
    assert zone.bottom <= envelope.height - 16
    assert zone.x == pytest.approx(envelope.width / 2, abs=4)


@every_envelope
def test_a_compact_address_has_room(envelope):
    assert envelope.recipient.width >= 69
    assert envelope.recipient.height >= 4 * 8 * 1.22 / MM


@every_envelope
def test_the_sender_stands_at_the_top_left_clear_of_stamp_and_address(envelope):
    sender, stamp = envelope.sender, envelope.stamp
    assert (stamp.width, stamp.height) == (74, 40)
    assert (stamp.right, stamp.y) == (envelope.width, 0)
    assert min(sender.x, sender.y) >= INK_MARGIN
    assert sender.right < stamp.x
    assert sender.bottom < min(envelope.recipient.y, stamp.bottom)


@every_envelope
def test_the_longest_country_of_a_sender_has_room(envelope):
    codes = [code for code in Locale("en").territories if len(code) == 2]
    widest = max(width(country_line(code, None), ENVELOPE_SENDER_SIZES[-1]) for code in codes)
    assert widest <= envelope.sender.width


@pytest.mark.parametrize("stationery", STATIONERIES.values(), ids=lambda each: each.slug)
def test_the_usual_envelope_of_a_stationery_holds_it_with_its_field_inside(stationery):
    usual = envelope_of(stationery)
    field = usual.place(stationery)
    assert (field is None) == (stationery.window is None)
    if field:
        assert 0 < field.x < field.right < usual.width
        assert 0 < field.y < field.bottom < usual.height


def test_the_field_of_form_a_shows_in_the_window_of_a_dl_envelope():
    field = ENVELOPES["dl"].place(STATIONERIES["din-5008-a"])
    window = Box(20, 50, 90, 45)  # DIN 680
    assert field is not None
    assert (field.x, field.right, field.bottom) == (25, 110, 92.5)
    assert window.x <= field.x < field.right <= window.right
    assert field.bottom <= window.bottom
    assert field.y == ENVELOPES["dl"].place(STATIONERIES["din-5008-b"]).y


def test_a_sheet_without_marks_is_folded_in_equal_parts():
    assert ENVELOPES["dl"].panels(STATIONERIES["plain-a4"]) == (99, 99, 99)
    assert ENVELOPES["c5"].panels(STATIONERIES["din-5008-b"]) == (148.5, 148.5)
    assert ENVELOPES["dl"].panels(STATIONERIES["din-5008-a"]) == (87, 105, 105)


@pytest.mark.parametrize("name", ["DL", "dl", "C6/5", "c6/5", "c6-5", "#10", "us-10"])
def test_an_envelope_is_found_by_slug_and_by_name(name):
    assert name.lower() in (envelope(name).slug, envelope(name).name.lower())


def test_an_envelope_that_is_not_known_is_refused_with_those_that_are():
    with pytest.raises(NoSuchEnvelope) as refused:
        envelope("C7")
    assert "C6/5, C5" in str(refused.value)


# On paper


@pytest.mark.parametrize(
    ("slug", "sender"),
    sample([(slug, sender) for sender in (ANNA, None, LONG_SENDER) for slug in ENVELOPES], every=3),
)
def test_every_envelope_has_address_and_sender_in_their_zones_and_no_other_ink(slug, sender):
    record, recipients = ENVELOPES[slug], _recipients("DE")
    with pages_of(_printed(recipients, record, sender)) as pages:
        assert len(pages) == len(recipients)
        for page, recipient in zip(pages, recipients, strict=True):
            assert float(page.width) / MM == pytest.approx(record.width, abs=0.1)
            assert float(page.height) / MM == pytest.approx(record.height, abs=0.1)
            ink = ink_of(page)
            zone = _zone_of_recipient(slug)
            addressed = [each for each in ink if each.is_inside(zone)]
            sent = [each for each in ink if each.is_inside(record.sender)]
            assert len(addressed) + len(sent) == len(ink)
            assert not any(each.touches(record.stamp) for each in ink)
            printed = _squeezed("".join(each.text for each in addressed))
            latin = [_squeezed("".join(form)) for form in recipient.forms]
            both = [form + _squeezed("".join(recipient.cyrillic)) for form in latin]
            assert printed in {*latin, *both}
            assert bool(sent) == bool(sender)


@every_envelope
@pytest.mark.parametrize("country", ["DE", "FR", "TR", "AQ", None])
def test_every_address_fits_every_envelope_wherever_it_is_posted(envelope, country):
    for recipient in _recipients(country):
        placed = place_recipient(recipient, envelope.recipient)
        top = envelope.address_top(placed)
        assert top >= envelope.recipient.y
        assert top + placed.height <= envelope.recipient.bottom + 1e-9
        if country and country != recipient.country:
            assert placed.latin.lines[-1] == country_line(recipient.country, country)


def test_the_sender_stands_as_on_the_letter_with_the_country_in_english(today):
    london = recipient_of(LIBRARY.addressee("nb/embassy-london"), "DE", today)
    with pages_of(_printed([london], DL, ANNA)) as pages:
        box = DL.sender
        crop = pages[0].crop((0, 0, box.right * MM, box.bottom * MM))
        assert crop.extract_text().splitlines() == [
            "Anna Beispiel",
            "Musterstraße 12",
            "12345 Musterstadt",
            "GERMANY",
        ]


def test_the_sender_of_a_letter_within_the_country_names_none(today):
    berlin = recipient_of(LIBRARY.addressee("nb/embassy-berlin"), "DE", today)
    (text,) = texts_of(_printed([berlin], DL, ANNA))
    assert "GERMANY" not in text
    assert "DEUTSCHLAND" not in text


@pytest.mark.parametrize(
    ("sign_as", "stands", "is_silent_on"),
    [("initials", "A. B.", "Musterstraße"), ("blank", "", "Beispiel")],
)
def test_who_does_not_sign_with_the_full_name_is_not_named_on_the_envelope_either(
    sign_as, stands, is_silent_on
):
    (text,) = texts_of(_printed([PRESIDENT], DL, replace(ANNA, sign_as=sign_as)))
    text = text.replace("\N{NO-BREAK SPACE}", " ")
    assert stands in text
    assert is_silent_on not in text


def test_the_lines_of_an_address_follow_each_other_and_the_cyrillic_ones_half_a_line_lower():
    with pages_of(_printed([PRESIDENT], DL)) as pages:
        lines = pages[0].extract_text_lines()
    assert [line["text"] for line in lines] == [*PRESIDENT.forms[0], *PRESIDENT.cyrillic]
    tops = [line["top"] for line in lines]
    steps = [below - above for above, below in pairwise(tops)]
    leading = place_recipient(PRESIDENT, DL.recipient).latin.leading * MM
    seam = len(PRESIDENT.forms[0]) - 1
    assert steps[seam] == pytest.approx(1.5 * leading, abs=0.3)
    assert steps[:seam] + steps[seam + 1 :] == pytest.approx([leading] * (len(steps) - 1), abs=0.3)


def test_the_cyrillic_address_is_left_out_where_the_type_would_be_too_small():
    low = replace(DL, height=90)
    assert place_recipient(PRESIDENT, DL.recipient).cyrillic
    assert place_recipient(PRESIDENT, low.recipient).cyrillic is None
    assert place_recipient(PRESIDENT, low.recipient).latin.size == 12


# The file


def test_the_file_asks_for_true_size_is_tagged_and_says_nothing_of_the_sender():
    data = _printed([PRESIDENT], DL, ANNA, "ru")
    with pikepdf.open(io.BytesIO(data)) as document:
        assert document.Root.ViewerPreferences.PrintScaling == pikepdf.Name("/None")
        assert str(document.Root.Lang) == "ru"
        assert "/StructTreeRoot" in document.Root
        with document.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"] == "Конверты DL"
            told = str(metadata)
        told += str(dict(document.docinfo))
        for font in document.pages[0].Resources.Font.values():
            assert "/FontFile2" in font.DescendantFonts[0].FontDescriptor
    assert "Beispiel" not in told
    assert "President" not in told


def test_each_script_is_tagged_with_its_language():
    html = envelopes([PRESIDENT], DL).html
    assert html.index('<p lang="en">') < html.index("President") < html.index('<p lang="ru"')


def test_what_the_sender_typed_comes_out_as_it_was_typed():
    typed = Sender.typed("<b>x</b> {{ y }}", "&amp; *z*")
    (text,) = texts_of(_printed([PRESIDENT], DL, typed))
    assert "<b>x</b> {{ y }}" in text
    assert "&amp; *z*" in text


# Refusals


def _with_line(line: str) -> Recipient:
    return replace(PRESIDENT, forms=(("President", line),), cyrillic=())


@pytest.mark.parametrize(
    ("recipients", "sender", "refusal", "says"),
    [
        ([], None, NoEnvelope, "at least one addressee"),
        ([PRESIDENT] * (MOST_LETTERS + 1), None, TooManyEnvelopes, "at most 60"),
        ([_with_line("m" * 60)], None, EnvelopeTooSmall, "DL envelope. Choose a larger one"),
        ([PRESIDENT], Sender.typed("m" * 60), NameTooWide, "room for 80 mm"),
        ([PRESIDENT], Sender.typed("M", "m" * 60), LineTooWide, "room for 80 mm"),
    ],
    ids=["none", "too many", "too wide", "a long name", "a long line"],
)
def test_what_cannot_be_printed_is_refused_with_what_to_do(recipients, sender, refusal, says):
    with pytest.raises(refusal) as refused:
        envelopes(recipients, DL, sender)
    assert says in str(refused.value)


def test_a_character_that_the_font_lacks_is_refused():
    with pytest.raises(GlyphMissing):
        _printed([_with_line("北京")], DL)


def test_a_line_as_wide_as_the_zone_fits_and_a_wider_one_does_not():
    zone = DL.recipient
    line = "n" * int(zone.width / width("n", 8))
    assert place_recipient(_with_line(line), zone).latin.size == 8
    narrower = Box(zone.x, zone.y, width(line, 8) - 0.01, zone.height)
    assert place_recipient(_with_line(line), narrower) is None
