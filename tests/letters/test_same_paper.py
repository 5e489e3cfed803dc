"""A stacked letter is the same paper as the letter laid out as a whole, or isn't stacked."""

import io
from collections.abc import Callable
from dataclasses import replace
from random import Random

import pikepdf
import pypdfium2
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from app.content.library.library import Library
from app.content.text.messages import Refusal
from app.letters import press, printing
from app.letters.laid_out import laid_out
from app.letters.letter import Letter
from app.letters.order import Order, write
from app.letters.paragraphs import Paragraph, Span
from app.letters.printing import lay_out
from app.letters.sender import Sender
from app.letters.stacking.blocks import read_drawn
from app.letters.stacking.fragment import Fragment
from app.letters.stacking.shaping import NotStackable
from app.letters.stacking.stacked import Stacked, stack
from app.letters.stacking.words import broken
from app.letters.stationery import STATIONERIES, Stationery
from tests.conftest import LIBRARY, TODAY, sample_covering
from tests.letters.alphabets import NAMES
from tests.letters.conftest import ink_of, pages_of

pytestmark = pytest.mark.usefixtures("stacking")

DPI = 150
MOST_PIXELS = 20
"""Of 2 million: so many may differ by more than a sixteenth between white and black."""
WITHOUT_SHRINKING = [phase for phase in Phase if phase is not Phase.shrink]
"""A letter that fails says what differs, so that none is made smaller."""
LENGTHS_LEFT_OUT = 5
"""Every fifth length is tried in one test, those between in others."""
AT_ONCE = 40
"""Paragraphs on one endless sheet."""
PROSE = (
    "I write because this concerns me, and because nobody should be in prison for what they said "
    "in a chat. Please look at the opinion of the Working Group again; it is short, and it leaves "
    "no doubt. My grandfather, a judge, used to say that a court shows its strength where it "
    "corrects itself. I would be glad of an answer, in any language, and I thank you for reading "
    "this far. Nothing in it is meant to offend: affairs of office are difficult to fit in a life."
)
RUSSIAN = (
    "Я пишу вам, потому что это меня касается. Никто не должен сидеть в тюрьме за слова в чате, "
    "тем более за чужие. Прошу вас ещё раз прочитать мнение Рабочей группы: оно краткое и не "
    "оставляет сомнений. Мой дед был судьёй и говорил, что суд силён там, где исправляет себя."
)


def _image(data: bytes) -> list[Image.Image]:
    document = pypdfium2.PdfDocument(data)
    try:
        return [page.render(scale=DPI / 72, grayscale=True).to_pil() for page in document]
    finally:
        document.close()


def _text(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def structure_of(data: bytes) -> object:
    """Return the structure tree; raise AssertionError where the way back from a text is wrong."""
    with pikepdf.open(io.BytesIO(data)) as document:
        root = document.Root.StructTreeRoot
        parents = list(root.ParentTree.Nums)[1::2]
        pages = {page.objgen: number for number, page in enumerate(document.pages)}

        def read(element: pikepdf.Dictionary) -> tuple[str, list]:
            kids = []
            for kid in element.get("/K", []):
                if isinstance(kid, int):
                    number = pages[element.Pg.objgen]
                    assert parents[number][kid].objgen == element.objgen
                    kids.append(number)
                else:
                    kids.append(read(kid))
            return str(element.S), kids

        return [read(element) for element in root.K]


def assert_same_paper(fast: bytes, full: bytes, letters: list[Letter]) -> None:
    """Assert the same picture, text, structure and list of contents."""
    pictures = list(zip(_image(fast), _image(full), strict=True))
    for one, other in pictures:
        assert sum(ImageChops.difference(one, other).histogram()[16:]) <= MOST_PIXELS
    assert _text(fast) == _text(full)
    assert structure_of(fast) == structure_of(full)
    with pikepdf.open(io.BytesIO(fast)) as document, document.open_outline() as outline:
        assert [entry.title for entry in outline.root] == [each.subject for each in letters]
        assert str(document.docinfo.Title) == letters[0].subject
        assert str(document.Root.Lang) == letters[0].language


def _sides(letters: list[Letter], paper: Stationery) -> tuple[bytes, bytes]:
    """Return both PDFs; raise NotStackable."""
    stacked = [stack(letter, paper) for letter in letters]
    laid_out = [lay_out(letter, paper) for letter in letters]
    for one, other in zip(stacked, laid_out, strict=True):
        assert one.pages == other.pages
        assert one.millimetres_left == pytest.approx(other.millimetres_left, abs=0.01)
    return press.to_pdf(stacked), printing.pdf(laid_out)


_COMBINATIONS = [
    (language, slug, words, copies)
    for language in ("en", "ru", "kk")
    for slug in STATIONERIES
    for words in ("", "One line.\nAnother.\n\nOne more paragraph.", PROSE)
    for copies in ((), ("nb/embassy-berlin",))
]


@pytest.mark.parametrize(("language", "slug", "words", "copies"), sample_covering(_COMBINATIONS, 1))
def test_letters_and_copies_are_the_same_paper(
    letters_with: Callable[..., list[Letter]],
    language: str,
    slug: str,
    words: str,
    copies: tuple[str, ...],
):
    letters = letters_with(language=language, stationery=slug, words=words, copies=copies)
    try:
        fast, full = _sides(letters, STATIONERIES[slug])
    except NotStackable as reason:
        assert str(reason) == "a second page"  # noqa: PT017 - a letter may be longer on some paper
    else:
        assert_same_paper(fast, full, letters)


@st.composite
def _orders(draw: st.DrawFn) -> Order:
    """Return the order of a random sender for a random letter."""
    case = draw(st.sampled_from([case for case in LIBRARY.cases.values() if case.takes_letters]))
    askable = [each.slug for each in LIBRARY.askable(case, TODAY)]
    sender = Sender.typed(
        name=draw(NAMES),
        address="\n".join(draw(st.lists(NAMES, max_size=4))),
        town=draw(st.one_of(st.just(""), NAMES)),
        country=draw(st.sampled_from([None, "DE", "AQ", "FR", "US"])),
        sign_as=draw(st.sampled_from(["full", "initials", "blank"])),
    )
    return Order(
        case=case.slug,
        addressees=(draw(st.sampled_from(askable)),),
        language=draw(st.sampled_from(["en", "ru", "kk"])),
        stationery=draw(st.sampled_from(list(STATIONERIES.values()))),
        date=TODAY,
        seed=draw(st.integers(0, 1000)),
        sender=sender,
        words=draw(st.one_of(st.just(""), NAMES, st.integers(1, 400).map(lambda n: PROSE[:n]))),
    )


def _assert_same(order: Order) -> None:
    try:
        letters = write(LIBRARY, order, TODAY)
    except Refusal:  # what can't be printed is refused before
        return
    try:
        fast, full = _sides(letters, order.stationery)
    except NotStackable:
        return
    assert_same_paper(fast, full, letters)
    with pages_of(fast) as (page,):
        zone = order.stationery.address_zone
        address = letters[0].address_forms
        inside = [ink for ink in ink_of(page) if ink.is_inside(zone)]
        shown = "".join(ink.text for ink in inside)
        assert any(all(line.replace(" ", "") in shown for line in form) for form in address)


@settings(max_examples=20, phases=WITHOUT_SHRINKING)
@given(_orders())
def test_any_sender_and_letter_are_the_same_paper(order: Order):
    _assert_same(order)


@pytest.mark.only_with_all
@settings(max_examples=400, phases=WITHOUT_SHRINKING)
@given(_orders())
def test_hundreds_of_senders_and_letters_are_the_same_paper(order: Order):
    _assert_same(order)


_PROSES = [("en", PROSE, "din-5008-b"), ("ru", RUSSIAN, "us-10"), ("kk", RUSSIAN, "french")]
_LENGTHS = [(*each, rest) for each in _PROSES for rest in range(LENGTHS_LEFT_OUT)]


def _assert_same_lines(texts: list[str], language: str, paper: Stationery) -> None:
    """Assert that texts break into the same lines in both ways, and nearly all of them in ours."""
    size, width = paper.font_for(language).size * 96 / 72, paper.body_width * 96 / 25.4
    texts = list(dict.fromkeys(texts))
    made: list[Fragment] = []
    for start in range(0, len(texts), AT_ONCE):
        blocks = [Paragraph((Span(text),)) for text in texts[start : start + AT_ONCE]]
        made += [each.drawn for each in laid_out(blocks, language, paper, read_drawn)]
    left_out = 0
    for text, fragment in zip(texts, made, strict=True):
        try:
            (lines,) = broken(text, language, size, width)
        except NotStackable:
            left_out += 1
            continue
        pieces = [piece for line in lines for piece in line]
        assert [each.operands for each in pieces] == [run.operands for run in fragment.runs], text
        places = [each.x for each in pieces if each.operands]
        assert places == pytest.approx([run.x for run in fragment.runs if run.operands], abs=0.001)
    assert left_out < len(texts) / 40


@pytest.mark.parametrize(("language", "prose", "slug", "rest"), sample_covering(_LENGTHS, 1))
def test_own_words_of_every_length_break_into_the_same_lines(
    language: str, prose: str, slug: str, rest: int
):
    lengths = range(60 + rest, len(prose), LENGTHS_LEFT_OUT)
    texts = [prose[:length].strip() for length in lengths]
    _assert_same_lines(texts, language, STATIONERIES[slug])


_WORDS = (
    "the a of in for-ever 2017–2018 (2019–2020) anti-war e-mail, “co-op”, LO-777. —ex-wife A/B-C "
    "nobody should be mid-2018–2019 /9-10/ imprisoned. из-за того что кто-то (14-бап) «кое-как» "
    "г-н Оззелов, во-вторых; по-русски: никто не должен сидеть за слова в"
)


@pytest.mark.parametrize(("language", "slug"), [("en", "us-10"), ("ru", "din-5008-b")])
def test_own_words_with_compounds_break_into_the_same_lines(language: str, slug: str):
    random, words = Random(slug), _WORDS.split()
    texts = [" ".join(random.choices(words, k=random.randint(8, 40))) for _ in range(2 * AT_ONCE)]
    _assert_same_lines(texts, language, STATIONERIES[slug])


_IN_TWO_SCRIPTS = (
    (
        "en",
        "us-10",
        "say that (Азаттық) a court shows its strength where it corrects itself. I would be glad "
        "of an “Радио Азаттық” answer, in any language, and I thank you for reading (2019) this "
        "far. Nothing in (2019) it is (Азаттық) meant to offend:",
    ),
    (
        "en",
        "swiss-left",
        "is meant to offend: affairs (2019) of office Айгүл Утепова are difficult to fit «Азаттық» "
        "in Айгүл Утепова a life. I write because this concerns me, and because nobody should be "
        "in (Азаттық) prison for «Қазақстан — 2050» what (Азаттық) they said in a chat.",
    ),
    (
        "ru",
        "us-10",
        "Я пишу вам, потому Telegram что это меня касается. Никто не должен сидеть в тюрьме за "
        "“Human Rights Watch” слова TikTok. в чате, тем более за “Human Rights Watch” чужие. "
        "Telegram Прошу вас ещё раз прочитать мнение Рабочей группы: оно краткое.",
    ),
)


@pytest.mark.parametrize(("language", "slug", "prose"), _IN_TWO_SCRIPTS)
def test_own_words_in_two_scripts_break_into_the_same_lines(language: str, slug: str, prose: str):
    words = prose.split()
    texts = [" ".join((*words[start:], *words[:start])) for start in range(len(words))]
    _assert_same_lines([prose, *texts], language, STATIONERIES[slug])


_BY_CONTEXT = ("Gal·la Marcel·lí", "GAL·LA", "Бо\u0306ря", "о́ О\u0327я", "α \u0301 β")


@pytest.mark.parametrize("text", _BY_CONTEXT)
def test_what_is_set_by_its_context_is_laid_out(
    letters_with: Callable[..., list[Letter]], text: str
):
    (letter,) = letters_with()
    own = Paragraph((Span(text),))
    for changed in (
        replace(letter, sender_lines=(text,)),
        replace(
            letter,
            blocks=(*letter.blocks, own),
            own=range(len(letter.blocks), len(letter.blocks) + 1),
        ),
    ):
        with pytest.raises(NotStackable):
            stack(changed, STATIONERIES["din-5008-b"])


def test_a_block_with_a_mark_by_itself_is_laid_out():
    block = Paragraph((Span("и \u0306 и"),))
    (made,) = laid_out([block], "ru", STATIONERIES["din-5008-b"], read_drawn)
    assert isinstance(made.drawn, NotStackable)
    assert made.height > 0


@pytest.mark.parametrize("closing", ["", "Yours  sincerely,", "Yours sincerely, " * 9, "Yours,"])
def test_any_closing_takes_the_room_that_it_takes(
    letters_with: Callable[..., list[Letter]], closing: str
):
    paper = STATIONERIES["din-5008-b"]
    (letter,) = letters_with()
    changed = replace(letter, closing=closing)
    one, other = press.press(changed, paper), lay_out(changed, paper)
    assert isinstance(one, Stacked) == (closing == "Yours,")
    assert one.millimetres_left == pytest.approx(other.millimetres_left, abs=0.01)


_AROUND = [(language, over) for language in ("en", "ru") for over in range(-3, 4)]


@pytest.mark.parametrize(("language", "over"), sample_covering(_AROUND, 1))
def test_a_letter_goes_on_to_a_second_page_where_the_whole_one_does(
    letters_with: Callable[..., list[Letter]], language: str, over: int
):
    (plain,) = letters_with(language=language)
    paper = STATIONERIES["din-5008-b"]
    lines = int(press.press(plain, paper).millimetres_left / paper.font_for(language).line / 0.3528)
    words = "\n".join(["A line."] * (lines + over))
    (letter,) = letters_with(language=language, words=words)
    pressed, full = press.press(letter, paper), lay_out(letter, paper)
    assert pressed.pages == full.pages
    assert pressed.millimetres_left == pytest.approx(full.millimetres_left, abs=0.01)


@pytest.mark.parametrize(
    "name",
    [
        "Anna Müller",
        "Özgür Yıldız-Şahin",
        "Zoë O’Neill",
        "Łukasz Żółć",
        "Ботагөз Әбдірахманқызы",
        "Олександр Ґонґадзе",
        "Cafe\N{COMBINING ACUTE ACCENT} Weiß",
        "Affiffi Fjord 3rd",
    ],
)
def test_usual_names_are_stacked(letters_with: Callable[..., list[Letter]], name: str):
    (letter,) = letters_with(sender=Sender.typed(name, "Street 1\n12345 Town", "Town", "DE"))
    assert isinstance(press.press(letter, STATIONERIES["din-5008-b"]), Stacked)


def test_a_pdf_with_anything_laid_out_keeps_its_tags(
    library: Library, letters_with: Callable[..., list[Letter]]
):
    paper = STATIONERIES["din-5008-b"]
    (short,), (long,) = letters_with(), letters_with(words="A line.\n" * 60)
    pressed = [press.press(letter, paper) for letter in (short, long)]
    assert [each.pages for each in pressed] == [1, 2]
    full = printing.pdf([lay_out(letter, paper) for letter in (short, long)])
    assert structure_of(press.to_pdf(pressed)) == structure_of(full)
