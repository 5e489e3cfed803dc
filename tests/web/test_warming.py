"""The usual letters are prepared when a process begins to serve."""

from app.letters.prepared.stacked import Stacked
from app.letters.press import press, warm_up
from app.web.warming import usual_letters


def test_there_is_a_usual_letter_of_each_case_in_each_language(app, library):
    with app.app_context():
        found = [(letter.case, letter.language) for letter, _ in usual_letters()]
    cases = [case.slug for case in library.cases.values() if case.takes_letters]
    assert found == [(case, language) for case in cases for language in ("en", "ru", "kk")]


def test_the_usual_letters_can_be_prepared(app):
    with app.app_context():
        letters = list(usual_letters())[:2]
    warm_up(letters)
    assert all(isinstance(press(*each), Stacked) for each in letters)
