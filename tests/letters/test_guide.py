"""The guide, measured: never taken for a letter, complete, and beside no letter's ink."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pytest

from app.content.model.dates import date_in_words
from app.content.model.freshness import DEFAULT_LIMITS
from app.content.model.localised import Said
from app.content.texts import printed_languages, printed_table, printed_text
from app.letters.aligned import AlignedPart, aligned
from app.letters.folding import way_of
from app.letters.guide import BAR, FRAME, guide
from app.letters.guide_letters import AIR_MAIL
from app.letters.order import Order, write
from app.letters.printing import GlyphMissing, lay_out, pdf, render
from app.letters.sender import Sender
from app.letters.stationery import INK_MARGIN, STATIONERIES, Box
from tests.conftest import LANGUAGES, LIBRARY, TODAY
from tests.letters.conftest import ANNA, MM, ink_of, pages_of
from tests.printed import texts_of

BERLIN = "nb/embassy-berlin"
PROSECUTOR, PENAL = "nb/prosecutor-general", "nb/penal-committee"


def _order(**changes: object) -> Order:
    din = STATIONERIES["din-5008-b"]
    plain = {"language": "en", "stationery": din, "date": TODAY, "seed": 1, "sender": ANNA}
    return Order(**{"case": "puffchat-nine", "addressees": (PROSECUTOR,), **plain, **changes})


def _printed(order: Order, language: str = "en", **given: object) -> bytes:
    return pdf([render(guide(LIBRARY, [order], language, TODAY, **given))])


@cache
def _one_of_everything() -> bytes:
    """Return a guide in Russian to two letters in Kazakh, a copy, and own words."""
    order = _order(
        language="kk",
        addressees=(PROSECUTOR, PENAL),
        copies=(BERLIN,),
        words="Мен мұғаліммін.\n\nI teach.",
    )
    return _printed(order, "ru", postage={"AQ": Said("1,25 €", "ru")}, contact="post@example.org")


def _said(text: str) -> str:
    """Return the text with plain spaces and without line breaks."""
    return " ".join(text.replace("\N{WORD JOINER}", "").split())


def _texts(data: bytes) -> list[str]:
    return list(map(_said, texts_of(data)))


def _text(order: Order, language: str = "en", **given: object) -> str:
    """Return what the guide says, as it was composed."""
    return _said(guide(LIBRARY, [order], language, TODAY, **given).text)


def _guide_texts(language: str) -> list[tuple[str, str]]:
    tables = ("guide", "paper")
    return [each for name in tables for each in printed_table(name, language).items()]


def _has(text: str, name: str, language: str = "en") -> bool:
    """Return whether a text of ours stands there, whatever is filled in."""
    [said] = [each for key, each in _guide_texts(language) if key.rpartition(".")[2] == name]
    start = said.split("%(")[0]
    return _said(start) in text


# On paper


def test_every_page_is_marked_as_not_to_be_posted():
    with pages_of(_one_of_everything()) as pages:
        assert len(pages) > 4
        for number, page in enumerate(pages, start=1):
            bar = Box(FRAME, FRAME, float(page.width) / MM - 2 * FRAME, BAR)
            in_bar = [
                each
                for each in page.chars
                if bar.y < each["top"] / MM and each["bottom"] / MM < bar.bottom
            ]
            said = "".join(each["text"] for each in in_bar)
            assert said == f"Не для отправкиПамятка {number}/{len(pages)}"
            assert all(set(each["non_stroking_color"]) == {1} for each in in_bar)
            shapes = [each for each in ink_of(page) if not each.text]
            assert any(
                abs(each.left - bar.x) < 0.3
                and abs(each.top - bar.y) < 0.3
                and abs(each.right - bar.right) < 0.3
                and abs(each.bottom - bar.bottom) < 0.3
                for each in shapes
            )


def test_all_ink_stays_off_the_edges_and_all_text_in_the_frame():
    with pages_of(_one_of_everything()) as pages:
        for page in pages:
            width, height = float(page.width) / MM, float(page.height) / MM
            sheet = Box(INK_MARGIN, INK_MARGIN, width - 2 * INK_MARGIN, height - 2 * INK_MARGIN)
            frame = Box(FRAME, FRAME, width - 2 * FRAME, height - 2 * FRAME)
            for each in ink_of(page):
                assert each.is_inside(frame if each.text else sheet), each


def test_only_the_two_fonts_are_used():
    with pages_of(_one_of_everything()) as pages:
        fonts = {each["fontname"].split("+")[-1] for page in pages for each in page.chars}
    assert len(fonts) == 2
    assert all("Source-Serif" in font or "SourceSerif" in font for font in fonts)


def test_letters_are_printed_as_if_there_were_no_guide(library):
    order = _order(copies=(BERLIN,))
    letters = [lay_out(each, order.stationery) for each in write(library, order, TODAY)]
    sheets = [*letters, render(guide(library, [order], "ru", TODAY))]
    with pages_of(pdf(letters)) as alone, pages_of(pdf(sheets)) as together:
        assert len(together) > len(alone) == 3
        for page, same in zip(alone, together, strict=False):
            assert ink_of(page) == ink_of(same)


@pytest.mark.parametrize(
    ("language", "readers", "addressee"),
    [("kk", "ru", PROSECUTOR), ("ru", "en", PENAL), ("en", "kk", "nb/president")],
)
def test_each_part_stands_beside_its_translation(language, readers, addressee):
    order = _order(language=language, addressees=(addressee,), words="Own words. Сөзім.")
    [found] = aligned(LIBRARY, order, readers, TODAY)
    with pages_of(_printed(order, readers)) as pages:
        words = [
            {**word, "page": number}
            for number, page in enumerate(pages[1:])
            for word in page.extract_words()
        ]
        middle = float(pages[0].width) / 2
    left = iter([word for word in words if word["x0"] < middle])
    right = iter([word for word in words if word["x0"] >= middle])
    edges = set()
    for pair in found.pairs:
        theirs = _beginning(left, pair.theirs)
        if pair.is_own:
            continue
        mine = _beginning(right, pair.mine)
        assert theirs["page"] == mine["page"]
        assert theirs["top"] == pytest.approx(mine["top"], abs=0.5)
        edges.add((round(theirs["x0"]), round(mine["x0"])))
    assert len(edges) == 2  # of paragraphs and of points


def _beginning(words: Iterator[dict], part: AlignedPart) -> dict:
    """Return the first word of a part, found by the words that it begins with, and read on."""
    wanted = part.paragraph.text.split()[:3]
    read: list[dict] = []
    for word in words:
        read = [*read, word][-len(wanted) :]
        if [each["text"] for each in read] == wanted:
            return read[0]
    raise AssertionError(wanted)


def test_own_words_stand_there_once_with_a_mark():
    text = " ".join(_texts(_one_of_everything()))
    assert text.count("Мен мұғаліммін.") == 2  # once in each of the two letters
    assert text.count("Ваши собственные слова, без перевода Мен мұғаліммін. I teach.") == 2


def test_several_letters_share_the_checklist_and_no_address_is_split():
    texts = _texts(_one_of_everything())
    assert sum(_has(text, "sign_full", "ru") for text in texts) == 1
    assert sum(_has(text, "copy", "ru") for text in texts) == 1
    for line, last in (("14 Tin Whistle Avenue", "ANTARKTIS"), ("Nirgendstraße", "00156 Berlin")):
        [page] = [text for text in texts if line in text]
        assert last in page[page.index(line) :]
    assert "Копия. Адресат: Посольство Республики Небулония в Берлине" in texts[0]


LONGEST = {
    "words": ("Registered letter of up to 20 g. " * 10, "Friends of Freedom, 12 Long Street, " * 6),
    "Cyrillic": ("Заказное письмо до двадцати г. " * 10, "Комитет, улица Длинная, дом 12, " * 7),
    "without a space": ("W" * 300, "W" * 200),
}
"""Postage and contact as long as the settings take them."""


@pytest.mark.parametrize(
    ("language", "stationery", "text"),
    [
        ("en", "plain-letter", "without a space"),
        ("ru", "us-10", "Cyrillic"),
        ("kk", "din-5008-b", "words"),
    ],
)
def test_the_longest_postage_and_contact_are_printed_whole(language, stationery, text):
    costs, contact = LONGEST[text][0][:300].strip(), LONGEST[text][1][:200].strip()
    order = _order(language=language, stationery=STATIONERIES[stationery])
    with pages_of(
        _printed(order, language, postage={"AQ": Said(costs, "en")}, contact=contact)
    ) as pages:
        assert len(pages) <= 2
        everything = "".join(each["text"] for page in pages for each in page.chars)
        for page in pages:
            width, height = float(page.width) / MM, float(page.height) / MM
            frame = Box(FRAME, FRAME, width - 2 * FRAME, height - 2 * FRAME)
            assert all(each.is_inside(frame) for each in ink_of(page) if each.text)
    for whole in (costs.removesuffix("."), contact):
        assert "".join(whole.split()) in "".join(everything.split())


@pytest.mark.parametrize("language", printed_languages())
def test_a_guide_for_one_letter_takes_one_page(language):
    order = _order(language=language if language in LANGUAGES else "en")
    assert render(guide(LIBRARY, [order], language, TODAY, contact="a@b.org")).pages == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_translation_of_one_letter_takes_one_page_more(language):
    other = next(each for each in LANGUAGES if each != language)
    assert render(guide(LIBRARY, [_order(language=language)], other, TODAY)).pages == 2


def test_the_address_is_large_for_writing_by_hand():
    with pages_of(_printed(_order())) as pages:
        lines = pages[0].extract_text_lines()
    [line] = [each for each in lines if each["text"].startswith("14 Tin Whistle")]
    assert line["chars"][0]["size"] > 13.9
    assert [each["text"] for each in lines if "ANTARKTIS" in each["text"]] == ["ANTARKTIS"]


# What it says


SIGNED = {way: {"sender": replace(ANNA, sign_as=way)} for way in ("initials", "blank")}
GIVEN = {"postage": {"AQ": Said("€ 1.25.", "en")}, "contact": "us"}
INLAND = {"sender": replace(ANNA, country="AQ")}
CHANGES = [
    ("abroad", {}, {}, ["by_air", "ask_abroad"], ["ask_inland", "costs", "report"]),
    ("postage and contact", {}, GIVEN, ["costs", "report"], ["ask_abroad"]),
    ("from within", INLAND, {}, ["ask_inland"], ["by_air", "ask_abroad"]),
    ("full name", {}, {}, ["sign_full", "reply"], ["no_reply", "sign_initials"]),
    ("initials", SIGNED["initials"], {}, ["sign_initials", "no_reply"], ["reply"]),
    ("blank", SIGNED["blank"], {}, ["sign_blank", "no_reply"], ["sign_full"]),
    ("no translation", {}, {}, ["read"], ["read_beside", "signed", "own"]),
    ("translation", {"language": "kk"}, {}, ["read_beside", "signed"], ["own"]),
    ("named", {}, {}, ["until_text", "last_reported"], ["unconfirmed"]),
    ("office", {"addressees": (PENAL,)}, {}, ["unconfirmed", "last_reported"], ["until_text"]),
    ("copy", {"copies": (BERLIN,)}, {}, ["copy", "copy_to"], []),
]


@pytest.mark.parametrize(
    ("changes", "given", "says", "is_silent_on"),
    [case[1:] for case in CHANGES],
    ids=[case[0] for case in CHANGES],
)
def test_it_says_what_holds_for_this_order(changes, given, says, is_silent_on):
    text = _text(_order(**changes), **given)
    for name in ("not_posted", "for_you", "print", "ties_text", *says):
        assert _has(text, name), name
    for name in is_silent_on:
        assert not _has(text, name), name


@pytest.mark.parametrize("stationery", STATIONERIES.values(), ids=lambda each: each.slug)
def test_it_tells_how_to_fold_this_stationery(stationery):
    text = _text(_order(stationery=stationery))
    for way in ("marks", "half", "free"):
        assert _has(text, f"fold_{way}") == (way == way_of(stationery))
    has_window = stationery.window is not None
    assert _has(text, "slide") == _has(text, "no_window_text") == has_window
    assert _has(text, "write") == _has(text, "address_text") == (not has_window)


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_says_until_when_a_holder_may_be_named_and_since_when_an_address_is_unconfirmed(
    language,
):
    text = _text(_order(addressees=(PROSECUTOR, PENAL)), language)
    holder = LIBRARY.addressee(PROSECUTOR).holder
    assert holder.name[language] in text
    assert _said(date_in_words(holder.verified_on, language)) in text
    assert (
        _said(date_in_words(DEFAULT_LIMITS.last_day_of_name(holder.verified_on), language)) in text
    )
    assert "2018" in text
    reported = LIBRARY.case("puffchat-nine").last_reported
    assert _said(date_in_words(reported, language)) in text


def test_postage_is_said_by_the_country_that_a_letter_goes_to():
    order = _order(copies=(BERLIN,))
    text = _text(order, postage={"AQ": Said("€ 1.25", "en"), "FR": Said("€ 9", "en")})
    assert text.count("Postage: € 1.25.") == 1
    assert "€ 9" not in text
    assert _has(text, "ask_inland")
    assert text.count(_said(AIR_MAIL)) == 1
    text = _text(order, postage={"AQ": Said("€ 1.25", "en"), "DE": Said("95 cents.", "en")})
    assert text.count("Postage: 95 cents. ") == text.count("Postage: € 1.25. ") == 1
    assert not _has(text, "ask_inland")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_note_on_postage_bears_its_language(language):
    order = _order(language=language)
    for note in (Said("Up to 20 g: € 1.25.", "en"), Said("1,25 €", language)):
        html = guide(LIBRARY, [order], language, TODAY, postage={"AQ": note}).html
        said = _said(note.text.removesuffix("."))
        assert f'<span lang="{note.language}">{said}</span>.' in _said(html)


def test_who_does_not_say_from_where_is_told_of_post_abroad():
    text = _text(_order(sender=Sender.typed("Anna Beispiel")))
    assert _has(text, "ask_abroad")
    assert "ANTARCTICA" in text


def test_what_organisers_give_is_printed_as_it_is():
    order = _order()
    contact = "<b>post@example.org</b> & 100 %s"
    postage = {"AQ": Said('"1" & %(x)s', "en")}
    layout = guide(LIBRARY, [order], "en", TODAY, contact=contact, postage=postage)
    assert "&lt;b&gt;post@example.org&lt;/b&gt; &amp; 100" in layout.html
    assert "&#34;1&#34; &amp;" in layout.html
    assert "%(x)s" in layout.text
    with pytest.raises(GlyphMissing):
        render(guide(LIBRARY, [order], "en", TODAY, contact="✉"))


def test_own_words_are_text_in_the_guide_too():
    order = _order(language="kk", words="<script>x</script> & 2018–2019")
    assert "<script>" not in guide(LIBRARY, [order], "en", TODAY).html


# Several orders


NINE, FIVE = LIBRARY.case("puffchat-nine"), LIBRARY.case("lantern18-five")


def _pack(language: str = "en") -> list[Order]:
    """Return orders for two cases, the second with two letters."""
    return [
        _order(language=language, words="Own words."),
        _order(case=FIVE.slug, addressees=(PROSECUTOR, PENAL), language=language),
    ]


@cache
def _guide_to_pack() -> bytes:
    """Return a guide in Russian to letters in Kazakh for two cases."""
    return pdf([render(guide(LIBRARY, _pack("kk"), "ru", TODAY))])


@pytest.mark.parametrize("language", LANGUAGES)
def test_titles_have_the_case_where_there_are_several(language):
    html = _said(guide(LIBRARY, _pack(), language, TODAY).html)
    for order in _pack():
        case = LIBRARY.case(order.case).title[language]
        for slug in order.addressees:
            label = LIBRARY.addressee(slug).label[language]
            office = printed_text("guide.letter_to", language, office=label)
            assert _said(f"{office} · {case}</span>") in html
            assert _said(f'<h1>{office}</h1> <p class="for">{case}</p>') in html
    alone = guide(LIBRARY, _pack()[1:], language, TODAY)
    assert FIVE.title[language] not in alone.text


def test_letters_of_several_cases_share_one_checklist_and_one_advice():
    texts = _texts(_guide_to_pack())
    for name in ("title", "print", "read_beside", "sign_full", "fold_marks", "reply", "ties_text"):
        assert [_has(text, name, "ru") for text in texts] == [True] + [False] * (len(texts) - 1)
    assert sum(text.count("14 Tin Whistle Avenue") for text in texts) == 2
    assert sum(text.count("2 Teapot Street") for text in texts) == 1


def test_each_case_has_its_last_report():
    text = _said(guide(LIBRARY, _pack(), "en", TODAY).text)
    for case in (NINE, FIVE):
        assert _said(f"{case.title['en']}: {date_in_words(case.last_reported, 'en')}") in text
    assert _has(text, "cases_last_reported")
    assert not _has(text, "last_reported")
    same = _said(guide(LIBRARY, [_order(), _order(addressees=(PENAL,))], "en", TODAY).text)
    assert _has(same, "last_reported")
    assert not _has(same, "cases_last_reported")


def test_each_letter_of_each_case_stands_beside_its_translation():
    texts = [text for text in _texts(_guide_to_pack()) if _has(text, "signed", "ru")]
    found = [each for order in _pack("kk") for each in aligned(LIBRARY, order, "ru", TODAY)]
    assert len(texts) == len(found) == 3
    for text, each, case in zip(texts, found, (NINE, FIVE, FIVE), strict=True):
        assert _said(case.title["ru"]) in text
        assert each.pairs[1].mine.paragraph.text.replace("\N{NO-BREAK SPACE}", " ") in text
        assert ("Own words." in text) == (case is NINE)


def test_only_letters_in_another_language_are_translated_and_then_all_are_to_be_read_beside():
    orders = [_order(language="kk"), _order(case=FIVE.slug, language="en")]
    text = guide(LIBRARY, orders, "en", TODAY).html
    assert text.count("<table>") == 1
    assert _has(_said(text), "read_beside")


def test_copies_in_several_languages_are_told_by_each_mark():
    orders = [_order(language=each, copies=(BERLIN,)) for each in ("kk", "ru", "kk")]
    assert "“Көшірме / Копия”" in guide(LIBRARY, orders, "en", TODAY).text
