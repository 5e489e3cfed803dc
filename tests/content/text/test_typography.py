"""No-break spaces where a line must not end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.content.text.typography import NBSP, set_spaces


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "They were detained on 21~December~2018 in the city."),
        ("en", "It was in September~2021 that Mr~Ibbishev spoke publicly."),
        ("en", "Articles~12 and 14 of the said Convention"),
        ("en", "as Opinion~33/2021 said of their detention"),
        ("en", "sentenced to 7½~years of imprisonment"),
        ("en", "The chairman was K.~K.~Mazumov in those times."),
        ("ru", "задержаны 27~ноября 2017~года сотрудниками полиции"),
        ("ru", "В~сентябре 2023~года их~держали"),
        ("ru", "сказано, что г-н~Зумпалов отбывает наказание"),
        ("ru", "в~Мнении №~33/2021 об~этом сказано подробнее"),
        ("ru", "Это~— давно известное обстоятельство"),
        ("kk", "2018~жылғы~21~желтоқсанда соттың үкімі шығарылды"),
        ("kk", "бұл туралы Зұмпалов~мырза хабарлаған болатын"),
        ("kk", "осы туралы №~33/2021~тұжырымында айтылған болатын"),
        ("de", "am 21.~Dezember~2018 wurden beide verurteilt"),
        ("de", "Dann sagte Herr~Ibbishev öffentlich aus, dass nichts geschehe"),
    ],
)
def test_words_that_belong_together_stay_on_one_line(language, text):
    expected = text.replace("~", NBSP)
    phrases = [part for part in expected.split(" ") if NBSP in part]
    result = set_spaces(text.replace("~", " "), language)
    assert [phrase for phrase in phrases if phrase not in result] == []


@pytest.mark.parametrize(
    ("text", "last"),
    [
        pytest.param("They can be asked for it.", f"for{NBSP}it.", id="at the end"),
        pytest.param("They asked for it.\n\nNobody answered them.", f"for{NBSP}it.\n", id="within"),
    ],
)
def test_no_paragraph_ends_in_a_line_of_one_short_word(text, last):
    assert last in set_spaces(text, "en")


def test_a_long_last_word_may_stand_alone():
    assert NBSP not in set_spaces("They can ask for compensation.", "en")


@pytest.mark.parametrize("language", ["en", "ru", "kk", "de"])
@given(text=st.text(alphabet=st.sampled_from("aБқ12.№§—-жыл yearsг \nмырза"), max_size=60))
def test_nothing_but_spaces_changes(language, text):
    assert set_spaces(text, language).replace(NBSP, " ") == text


def test_a_template_keeps_the_spaces_between_its_words():
    assert " " in set_spaces("I therefore ask you to do this", "en")
