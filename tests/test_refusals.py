"""What is told of something wrong: short whatever it is, worded late, and exact about letters that only look right."""

import difflib

import pytest

from scenarios import refusals
from scenarios.engine.scenario import ScenarioError
from scenarios.refusals import Fault, Unknown

KNOWN = ["us_fee", "us_odds"]


@pytest.mark.parametrize(
    "value", ["x" * 10**6, "\0" * 10**6, 16**5000, -(10**4000), [0] * 10**5, {"a": "b" * 10**5},
              [10**5000]],
    ids=["text", "codes", "number", "negative", "list", "table", "list of a number"],
)  # fmt: skip
def test_a_value_is_repeated_with_eighty_letters_at_most(value):
    told = refusals.quoted(value)
    # A letter that cannot be seen takes up to four as a code.
    assert len(told) <= 4 * refusals.LETTERS + 2


def test_what_is_short_is_repeated_whole():
    assert refusals.quoted("us_fee") == "'us_fee'"
    assert refusals.quoted("x" * 80) == repr("x" * 80)
    assert refusals.quoted("x" * 81) == repr("x" * 79 + "…")
    assert refusals.quoted(None) == "None"
    assert refusals.quoted("caf\udce9\u202e") == r"'caf\udce9\u202e'"


def test_names_are_compared_by_eighty_letters_at_most(monkeypatch):
    seen = []

    class Counting(difflib.SequenceMatcher):
        def __init__(self, junk, one, other):
            seen.append(max(len(one), len(other)))
            super().__init__(junk, one, other)

    monkeypatch.setattr(difflib, "SequenceMatcher", Counting)
    assert refusals.nearest("us_fee" + "x" * 10**6, KNOWN) == "'us_fee'"
    assert seen == [80, 80]


def test_of_many_faults_ten_are_worded_and_the_others_counted():
    worded = []

    class Late:
        def __str__(self):
            worded.append(1)
            return "wrong"

    error = ScenarioError(*(Late() for _ in range(9001)))
    assert str(error).splitlines() == ["wrong"] * 10 + ["and 8,991 more"]
    assert len(worded) == 10
    assert str(ScenarioError(*["wrong"] * 10)).splitlines() == ["wrong"] * 10


def test_a_fault_takes_one_line_whatever_it_repeats():
    assert str(ScenarioError("two\nlines", Fault("one", before="a\tb: "))).splitlines() == [
        "two lines",
        "a b: one",
    ]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("us_fe", "unknown lever 'us_fe'; the nearest is 'us_fee'"),
        ("us_f\u0435e", "unknown lever 'us_f\u0435e' (its letter 5 is U+0435, CYRILLIC SMALL LETTER IE);"
                        " the nearest is 'us_fee'"),
        ("us＿fee", "unknown lever 'us＿fee' (its letter 3 is U+FF3F, FULLWIDTH LOW LINE); the nearest is 'us_fee'"),
        ("us_fee\u200b", "unknown lever 'us_fee\\u200b' (its letter 7 is U+200B, ZERO WIDTH SPACE);"
                         " the nearest is 'us_fee'"),
        ("us_fee\udcff", "unknown lever 'us_fee\\udcff' (its letter 7 is U+DCFF, a letter without a name);"
                         " the nearest is 'us_fee'"),
    ],
)  # fmt: skip
def test_a_name_that_there_is_not_is_told_with_the_nearest_and_the_letter_that_only_looks_right(name, told):
    assert str(Unknown("lever", name, KNOWN)) == told


def test_a_fault_says_where_it_is_in_a_file():
    fault = Fault("is odd", ("levers", "us_fee")).under("steps", 1).after("line 3: ")
    assert (str(fault), fault.where) == ("line 3: steps.1: is odd", ("steps", 1, "levers", "us_fee"))


def test_a_path_is_cut_at_its_beginning():
    assert refusals.path("/home/x/plan.toml") == "/home/x/plan.toml"
    told = refusals.path("/" + "a" * 5000 + "/plan.toml")
    assert (len(told), told[0], told[-10:]) == (255, "…", "/plan.toml")
