"""A letter beside its translation: the same parts, the same variants, own words once."""

import dataclasses
from itertools import permutations

import pytest

from app.content.library.building import build
from app.content.text.folder import read_folder
from app.letters.aligned import aligned, aligned_pairs
from app.letters.guide import guide
from app.letters.letter import Letter
from app.letters.order import Order, write
from app.letters.paragraphs import ItemList, Paragraph, Span
from app.letters.stationery import STATIONERIES
from tests.conftest import CONTENT, LANGUAGES, LIBRARY, TODAY

ASKABLE = [
    (case.slug, addressee.slug)
    for case in LIBRARY.cases.values()
    for addressee in LIBRARY.askable(case, TODAY)
]
WORDS = "My pupils asked me.\nI had no answer.\n\n1. This is no list, *at all*."


def _kinds(pairs) -> list[tuple[str, str]]:
    return [
        (pair.theirs.kind if pair.theirs else "–", pair.mine.kind if pair.mine else "–")
        for pair in pairs
    ]


@pytest.mark.parametrize(("case", "addressee"), ASKABLE)
@pytest.mark.parametrize(("language", "readers"), list(permutations(LANGUAGES, 2)))
def test_every_letter_aligns_exactly(order_with, case, addressee, language, readers):
    for seed in range(3):
        order = order_with(
            case=case, addressees=(addressee,), language=language, seed=seed, words=WORDS
        )
        [found] = aligned(LIBRARY, order, readers, TODAY)
        assert found.letter == write(LIBRARY, order, TODAY)[0]
        assert all(pair.is_exact for pair in found.pairs)
        assert all(pair.theirs.number == pair.mine.number for pair in found.pairs)
        assert [pair.theirs.kind for pair in found.pairs if pair.is_own] == ["own", "own"]
        assert [pair.theirs for pair in found.pairs if pair.is_own] == [
            pair.mine for pair in found.pairs if pair.is_own
        ]
        demands = LIBRARY.case(case).open_demands(TODAY, LIBRARY.addressee(addressee).kind)
        numbers = [pair.theirs.number for pair in found.pairs if pair.theirs.kind == "item"]
        assert numbers == list(range(1, len(demands) + 1))


def test_both_sides_have_the_demands_and_variants_of_the_order(order_with):
    order = order_with(language="ru", demands=("quash",), seed=4)
    [found] = aligned(LIBRARY, order, "en", TODAY)
    english = write(LIBRARY, dataclasses.replace(order, language="en"), TODAY)[0]
    mine = [pair.mine.paragraph for pair in found.pairs]
    assert mine[0].text == english.subject
    assert found.pairs[-1].mine.paragraph.text == english.closing
    in_letter = [
        paragraph
        for block in english.blocks
        for paragraph in (block.items if isinstance(block, ItemList) else [block])
    ]
    assert mine[1:-1] == in_letter
    assert english.blocks[1].text in found.text
    assert found.letter.subject in found.text


def test_own_words_are_neither_translated_nor_sought_where_there_are_none(order_with):
    [with_words] = aligned(LIBRARY, order_with(language="kk", words="Сәлем."), "en", TODAY)
    [own] = [pair for pair in with_words.pairs if pair.is_own]
    assert own.theirs.paragraph == Paragraph((Span("Сәлем."),))
    [without] = aligned(LIBRARY, order_with(language="kk"), "en", TODAY)
    assert not any(pair.is_own for pair in without.pairs)
    assert len(with_words.pairs) == len(without.pairs) + 1


def library_with(path, old, new):
    texts = read_folder(CONTENT)
    assert old in texts[path]
    return build({**texts, path: texts[path].replace(old, new, 1)})


def marked(library, order, readers):
    """Return the pairs that are worded apart, as the reader has them, and how many others."""
    [found] = aligned(library, order, readers, TODAY)
    apart = [pair.mine.paragraph.text for pair in found.pairs if pair.is_worded_apart]
    return apart, len(found.pairs) - len(apart)


@pytest.mark.parametrize(("posted", "readers"), [("ru", "en"), ("en", "ru"), ("ru", "kk")])
def test_a_variant_more_in_one_language_is_marked_where_it_would_be_drawn(
    order_with, posted, readers
):
    more = "{% or %}\nНовый вариант.\n{% endchoose %}"
    library = library_with("letter_templates/appeal/ru.md", "{% endchoose %}", more)
    for seed in range(12):
        order = order_with(language=posted, seed=seed)
        [found] = aligned(library, order, readers, TODAY)
        (pair,) = [pair for pair in found.pairs if pair.is_worded_apart]
        russian = pair.theirs if posted == "ru" else pair.mine
        drawn = write(library, dataclasses.replace(order, language="ru"), TODAY)[0]
        assert russian.paragraph == drawn.blocks[1]


def test_where_a_block_of_variants_is_missing_none_counts_as_translated(order_with):
    kazakh = read_folder(CONTENT)["letter_templates/appeal/kk.md"]
    block = kazakh[kazakh.rindex("{% choose %}") :]
    library = library_with("letter_templates/appeal/kk.md", block, "Рақмет.\n")
    apart, others = marked(library, order_with(language="kk"), "en")
    assert len(apart) == 3
    assert others > 3


def test_the_same_variants_are_marked_nowhere(order_with):
    for readers in ("ru", "kk"):
        assert marked(LIBRARY, order_with(), readers)[0] == []


def test_a_greeting_that_names_the_holder_in_one_language_alone_is_marked(order_with):
    name = "    kk: Вибрік Оззелов\n"
    library = library_with("addressees/nb/prosecutor-general.yaml", name, "")
    order = order_with(addressees=("nb/prosecutor-general",))
    assert marked(library, order, "kk")[0] == ["Құрметті мырзалар мен ханымдар!"]
    assert marked(library, order, "ru")[0] == []


def test_the_guide_says_so_beside_them(order_with):
    more = "{% or %}\nНовый вариант.\n{% endchoose %}"
    library = library_with("letter_templates/appeal/ru.md", "{% endchoose %}", more)
    order = order_with(language="ru")
    says = "No translation: the letter that is posted says this in other words."
    for known, count in ((library, 1), (LIBRARY, 0)):
        html = guide(known, [order], "en", TODAY).html.replace("\N{NO-BREAK SPACE}", " ")
        assert html.count(says) == count


def test_who_reads_the_letters_language_needs_no_other(order_with):
    assert aligned(LIBRARY, order_with(language="kk"), "kk", TODAY) == []


def test_the_covering_letter_of_a_copy_is_aligned_too_but_the_copy_is_not(order_with):
    order = order_with(language="kk", copies=("nb/embassy-berlin",))
    letter, cover = aligned(LIBRARY, order, "en", TODAY)
    assert letter.letter.addressee == "nb/prosecutor-general"
    assert cover.letter.addressee == "nb/embassy-berlin"
    assert all(pair.is_exact for pair in cover.pairs)
    assert "authorities of your country" in cover.pairs[3].mine.paragraph.text


def _letter(*texts: str | list[str]) -> Letter:
    order = Order(
        "puffchat-nine",
        ("nb/president",),
        "en",
        STATIONERIES["din-5008-b"],
        TODAY,
        seed=1,
    )

    def paragraph(text: str) -> Paragraph:
        return Paragraph((Span(text),))

    blocks = tuple(
        paragraph(text) if isinstance(text, str) else ItemList(tuple(map(paragraph, text)))
        for text in texts
    )
    own = range(texts.index("Own"), texts.index("Own") + 1) if "Own" in texts else None
    return dataclasses.replace(write(LIBRARY, order, TODAY)[0], blocks=blocks, own=own)


def test_a_paragraph_more_stands_alone_and_the_rest_keeps_its_partner():
    theirs = _letter("Dear", "One", ["a", "b"], "Law", "Own", "Thanks")
    mine = _letter("Dear", "One", "Two", ["a", "b"], "Law", "Own", "Thanks")
    assert _kinds(aligned_pairs(theirs, mine)) == [
        ("subject", "subject"),
        ("paragraph", "paragraph"),
        ("paragraph", "paragraph"),
        ("–", "paragraph"),
        ("item", "item"),
        ("item", "item"),
        ("paragraph", "paragraph"),
        ("own", "own"),
        ("paragraph", "paragraph"),
        ("closing", "closing"),
    ]


def test_a_list_beside_a_paragraph_is_no_pair():
    kinds = _kinds(aligned_pairs(_letter("Dear", ["a"]), _letter("Dear", "a")))
    assert kinds[2:-1] == [("–", "paragraph"), ("item", "–")]


def test_own_words_inside_a_paragraph_of_the_template_are_not_taken_for_own():
    pairs = aligned_pairs(_letter("Dear", "P. S. Own"), _letter("Dear", "P. S. Own"))
    assert not any(pair.is_own for pair in pairs)
