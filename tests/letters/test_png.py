"""Images of pages, for the site."""

import io

import pypdfium2
import pytest
from PIL import Image

from app.letters.png import page_images

NEAREST = [min(range(0, 256, 17), key=lambda step: abs(step - grey)) for grey in range(256)]
"""The nearest of sixteen even greys to each of 256."""


def test_page_images_show_each_page(pdf_with):
    images = page_images(pdf_with(addressees=("nb/prosecutor-general", "nb/ombudsman")), width=400)
    assert len(images) == 2
    assert all(image.startswith(b"\x89PNG") for image in images)
    assert all(len(image) < 60_000 for image in images)


@pytest.mark.parametrize("width", [400, 301], ids=["even", "odd"])
def test_a_page_image_shows_the_page_in_the_nearest_of_sixteen_greys(pdf_with, width):
    data = pdf_with()
    (image,) = page_images(data, width=width)
    with Image.open(io.BytesIO(image)) as shown:
        shown.verify()  # the check sums
    with Image.open(io.BytesIO(image)) as shown, pypdfium2.PdfDocument(data) as document:
        page = document[0]
        drawn = page.render(scale=width / page.get_width(), grayscale=True).to_pil()
        assert shown.convert("L").tobytes() == drawn.point(NEAREST).tobytes()
        assert shown.size == drawn.size
