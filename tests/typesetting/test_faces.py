"""The typefaces in use: that of the page against another reader of its files, that of slides against print."""

import pytest
from PIL import ImageFont

from scenarios.typesetting.face import Face
from scenarios.typesetting.faces import ARIAL, ARIAL_BOLD, FONTS, REGULAR, SEMIBOLD

LETTERS = [chr(code) for code in (*range(0x20, 0x7F), *range(0xC0, 0x180), *range(0x410, 0x450))]


@pytest.mark.parametrize(
    ("face", "cut"), [(REGULAR, "Regular"), (SEMIBOLD, "Semibold")], ids=["regular", "semibold"]
)
def test_every_letter_is_as_wide_as_another_reader_of_the_file_says(face, cut):
    font = ImageFont.truetype(FONTS / f"SourceSans3-{cut}.ttf", 1000, layout_engine=ImageFont.Layout.BASIC)
    other = {letter: font.getlength(letter) for letter in [*LETTERS, *"–—…·−±×≥→■◆○"]}
    assert {letter: face.width(letter, 1000) for letter in other} == pytest.approx(other, abs=0.51)


def test_numbers_have_one_width():
    assert {REGULAR.width(digit, 1) for digit in "0123456789"} == {0.497}


def test_a_word_on_a_slide_is_as_wide_as_its_published_letters():
    # W 944, h 556, a 556, l 222, e 556 thousandths of the size; é is as wide as e.
    assert ARIAL.width("Whale", 10) == pytest.approx(28.34)
    assert ARIAL.width("é", 10) == pytest.approx(5.56)
    # In the bold cut h is 611 and l 278.
    assert ARIAL_BOLD.width("Whale", 10) == pytest.approx(29.45)


@pytest.mark.parametrize("face", [ARIAL, ARIAL_BOLD], ids=["regular", "bold"])
def test_every_letter_of_a_keyboard_has_a_published_width(face):
    reckoned = Face({}).width("a", 1)
    assert all(face.width(chr(code), 1) != reckoned for code in range(0x20, 0x7F))
