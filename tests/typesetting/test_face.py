"""Widths, lines and cuts, in a toy typeface whose letters are half a size wide and whose spaces a quarter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.typesetting.face import Face

# At size 10 a letter is 5 wide, a space 2.5 and the ellipsis 10.
TOY = Face({**dict.fromkeys("abcdefghijklmnopqrstuvwxyze", 0.5), " ": 0.25, "…": 1.0, "\u00ad": 0.5})

texts = st.text(st.sampled_from("ab é字人\u0301\u200d\U0001f600"), max_size=40)


@pytest.mark.parametrize(
    ("told", "wide"),
    [("", 0), ("ab", 10), ("a b", 12.5), ("é", 5), ("e\u0301", 5), ("字", 10), ("a\u00adb", 10), ("Ж", 7.2)],
)
def test_a_text_is_as_wide_as_its_letters(told, wide):
    assert TOY.width(told, 10) == pytest.approx(wide)


@pytest.mark.parametrize(
    ("told", "lines"),
    [
        ("", [""]),
        # 4 letters and a space are 22.5 wide; one letter more is 27.5.
        ("ab cd", ["ab cd"]),
        ("abc de", ["abc", "de"]),
        ("a b c d", ["a b c", "d"]),
        ("ab\ncd", ["ab", "cd"]),
        ("ab\n\ncd", ["ab", "", "cd"]),
        # Five letters fill a line.
        ("abcdefgh", ["abcde", "fgh"]),
        ("ab cdefghi", ["ab", "cdefg", "hi"]),
        ("字字字", ["字字", "字"]),
        ("a字b字", ["a字b", "字"]),
        ("字 字", ["字 字"]),
        ("ee\u0301ee\u0301ee\u0301", ["ee\u0301ee\u0301e", "e\u0301"]),
    ],
)
def test_lines_break_where_twenty_five_are_full(told, lines):
    assert TOY.lines(told, 10, 25) == lines


def test_the_last_of_a_number_of_lines_is_cut():
    assert TOY.lines("ab cd ab cd ab", 10, 25, most=3) == ["ab cd", "ab cd", "ab"]
    assert TOY.lines("ab cd ab cd ab", 10, 25, most=2) == ["ab cd", "ab…"]


@pytest.mark.parametrize(
    ("told", "room", "cut"),
    [
        ("abcd", 20, "abcd"),
        ("abcde", 20, "ab…"),
        # The space before the ellipsis goes.
        ("a bcde", 18, "a…"),
        ("字字字", 20, "字…"),
        ("ee\u0301eee", 20, "ee\u0301…"),
        ("abc", 5, "…"),
    ],
)
def test_a_text_is_cut_to_a_width(told, room, cut):
    assert TOY.cut(told, 10, room) == cut


@given(texts, st.integers(10, 60))
def test_no_line_is_wider_than_its_room_and_no_letter_is_lost(told, room):
    lines = TOY.lines(told, 10, room)
    assert all(TOY.width(line, 10) <= room for line in lines)
    assert "".join(lines).replace(" ", "") == told.replace(" ", "")


@given(texts, st.integers(10, 60))
def test_what_is_cut_fits(told, room):
    assert TOY.width(TOY.cut(told, 10, room), 10) <= room


def test_a_letter_that_is_wider_than_a_line_stands_alone():
    assert TOY.lines("字字", 10, 5) == ["字", "字"]
