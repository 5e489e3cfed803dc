"""What makes the documents' pictures finds everything that it asks of the program."""

import runpy

from tests.conftest import ROOT


def test_the_pictures_can_still_be_made():
    made = runpy.run_path(str(ROOT / "setup" / "make-pictures"), run_name="pictures")
    assert {"writing.png", "letter.png", "phone.png"} <= {
        picture.name for picture in made["PICTURES"].glob("*.png")
    }
    assert made["_order"]().case in made["LIBRARY"].cases
