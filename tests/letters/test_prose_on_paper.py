"""What organisers type into documents stands in letters as typed, and is never Markdown there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.content.model.localised import Localised, LocalisedParagraphs
from app.content.text.prose import Prose, folded, without_marks
from app.letters.letter import Letter, compose
from app.letters.paragraphs import ItemList, Paragraph, Span
from app.letters.printing import lay_out, pdf
from app.letters.stationery import STATIONERIES
from tests.conftest import LANGUAGES, LIBRARY, TODAY
from tests.content.text.test_prose import AS_TYPED, BOLD, FOLDED, TEXT
from tests.letters.conftest import ANNA
from tests.printed import texts_of

CASE = LIBRARY.case("puffchat-nine")
OFFICE = LIBRARY.addressee("nb/prosecutor-general")
TYPED = [*AS_TYPED, *(text for text, _ in FOLDED), *(text for text, _ in BOLD)]
LANGUAGE = st.sampled_from(LANGUAGES)
SOME_TEXT = TEXT.filter(str.strip).filter(folded)


def _everywhere(text: str) -> Localised:
    return Localised(dict.fromkeys(LANGUAGES, text))


def _letter(text: str, language: str) -> Letter:
    """Compose a letter of a case and an office in all of whose texts the text stands."""
    texts = _everywhere(text)
    demands = [each.model_copy(update={"text": texts}) for each in CASE.demands]
    hooks = [each.model_copy(update={"text": texts}) for each in CASE.hooks]
    summary = LocalisedParagraphs({each: [text, text] for each in LANGUAGES})
    changes = {"subject": texts, "summary": summary, "hooks": hooks, "demands": demands}
    lines = {"titled": texts, "neutral": texts}
    greeting = OFFICE.salutation.model_copy(update=lines)
    closing = OFFICE.closing.model_copy(update=lines)
    template = LIBRARY.letter_template("appeal", language)
    return compose(
        CASE.model_copy(update=changes),
        OFFICE.model_copy(update={"salutation": greeting, "closing": closing, "office": texts}),
        template,
        ANNA,
        date=TODAY,
        today=TODAY,
        choices=tuple(0 for _ in template.variants),
    )


def _spaced(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def _plain(text: str) -> list[str]:
    return [_spaced(paragraph) for paragraph in without_marks(text)]


def _assert_stands_as_typed(text: str, language: str) -> None:
    letter = _letter(text, language)
    usual = _letter("usual", language)
    paragraphs = _plain(text)
    assert _spaced(letter.subject) == _spaced(text)
    assert letter.closing == text
    salutation, opening, *others = letter.blocks
    assert salutation == Paragraph((Span(" ".join(folded(text))),))
    assert opening == usual.blocks[1]
    assert [_spaced(block.text) for block in others[: 2 * len(paragraphs)]] == paragraphs * 2
    request, demands, *hook = others[2 * len(paragraphs) : -1]
    assert request == usual.blocks[4]
    assert isinstance(demands, ItemList)
    first, last = ("\n".join(paragraphs) + end for end in (";", "."))
    assert [_spaced(item.text) for item in demands.items] == [first, last]
    assert [_spaced(block.text) for block in hook] == paragraphs
    assert others[-1] == usual.blocks[-1]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("text", TYPED)
def test_the_prose_of_documents_stands_in_a_letter_as_typed(text, language):
    _assert_stands_as_typed(text, language)


@given(SOME_TEXT, LANGUAGE)
def test_any_prose_stands_in_a_letter_as_typed(text, language):
    _assert_stands_as_typed(text, language)


@given(SOME_TEXT, LANGUAGE)
def test_bold_in_a_letter_is_what_stands_between_two_asterisks(text, language):
    # The salutation and the opening come before the case's paragraphs.
    blocks = _letter(text, language).blocks[2 : 2 + len(without_marks(text))]
    spans = [[(_spaced(span.text), span.bold) for span in block.spans] for block in blocks]
    typed = Prose(text).paragraphs()
    assert spans == [[(_spaced(run), bold) for run, bold in runs] for runs in typed]


def test_a_date_typed_on_two_lines_is_not_parted_on_paper():
    letter = _letter("on 12\nMarch\n2020 he was tried", "en")
    assert letter.blocks[2].text.startswith("on 12\xa0March\xa02020 he")


def test_what_is_typed_stands_on_paper():
    text = "12. März: 2*3*4 _x_ **a ** b\n- c\n\n# d <b>&amp;</b> [e](f) | g\\"
    laid_out = lay_out(_letter(text, "en"), STATIONERIES["din-5008-b"])
    printed = " ".join(texts_of(pdf([laid_out])))
    for paragraph in ("12. März: 2*3*4 _x_ **a ** b - c", "# d <b>&amp;</b> [e](f) | g\\"):
        # Twice in the summary, once in each of the two demands, once as the hook.
        assert "".join(printed.split()).count("".join(paragraph.split())) >= 5
