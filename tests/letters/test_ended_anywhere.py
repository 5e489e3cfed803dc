"""Wherever a letter is interrupted, the next one comes out as ever."""

import threading
from random import Random

import pytest
from cachetools import LRUCache

from app.letters import laid_out, press
from app.letters.height import heights
from app.letters.png import page_images
from app.letters.stationery import STATIONERIES
from app.letters.turns import LAYING_OUT, be_patient, give_back_all
from app.web.time_limit import Ended, raise_in
from tests.others import others_have
from tests.printed import texts_of

PAPER = STATIONERIES["din-5008-b"]
WORDS = "A sentence (with [brackets]) that is laid out. " * 20
TIMES = 15


@pytest.fixture
def interrupted():
    """Return a function that does something in a thread and ends it after so many seconds."""

    def run(work, seconds: float) -> str:
        how = []

        def inside() -> None:
            be_patient(30)
            try:
                while True:  # until it is ended, wherever that is
                    work()
            except Ended:
                how.append("ended")
            except BaseException as error:
                how.append(repr(error))
            finally:
                give_back_all()

        thread = threading.Thread(target=inside)
        thread.start()
        thread.join(seconds)
        while thread.is_alive():  # what is freed just then swallows it
            raise_in(thread.ident, Ended)
            thread.join(1)
        (found,) = how
        return found

    return run


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_the_next_letter_comes_out_as_ever(letters_with, interrupted, monkeypatch):
    monkeypatch.setattr(laid_out, "_TEXTS", LRUCache(5))  # so that things come and go
    usual, plain = letters_with(), letters_with(words=WORDS)

    def work() -> list[str]:
        heights(usual, PAPER)
        pdfs = [
            press.to_pdf([press.press(each, PAPER) for each in some]) for some in (usual, plain)
        ]
        page_images(pdfs[0])
        return [text for pdf in pdfs for text in texts_of(pdf)]

    before, random = work(), Random(0)
    ways = [interrupted(work, random.uniform(0, 0.6)) for _ in range(TIMES)]
    assert set(ways) == {"ended"}
    with others_have(LAYING_OUT):
        pass
    assert work() == before
