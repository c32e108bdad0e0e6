"""The size at which a text fits on a slide, in Arial: a digit takes 0.556 and a space 0.278 of the size."""

import pytest

from scenarios.exports.pptx import fitting

# At 10 points five digits and a space are 30.58 wide.
WORDS = "12345 12345 12345"


@pytest.mark.parametrize(("room", "high"), [(90, 12), (62, 24), (30, 36)])
def test_a_text_is_as_high_as_its_lines(room, high):
    # One line is 88.96 wide, two words 58.38.
    assert fitting.height(WORDS, 10, room) == pytest.approx(high)


@pytest.mark.parametrize(
    ("free", "size"),
    # At 20 points it is 177.9 wide and takes two lines of 24; at 10 one line of 12.
    [(50, 20), (30, 10), (5, 10)],
)
def test_a_text_takes_the_largest_size_that_fits_or_the_last(free, size):
    assert fitting.fitting(WORDS, (20, 10), 120, free) == size


def test_a_short_word_alone_on_the_last_line_is_worth_a_size_if_it_goes_away():
    # At 10 points 20 digits and " 12" are 125.1 wide, at 9 points 112.6.
    text = "12345678901234567890 12"
    assert fitting.fitting(text, (10, 9), 115, 50) == 9
    # At 9.5 points it would still stand alone.
    assert fitting.fitting(text, (10, 9.5), 115, 50) == 10
    # Two short words are not alone.
    assert fitting.fitting(text + " 1", (10, 9), 120, 50) == 10
