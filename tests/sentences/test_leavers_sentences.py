"""Sentences on leavers: printed people add up to a hundred and agree between labels; every state has its own."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios import sentences
from scenarios.analysis import leavers
from scenarios.engine import group, scenario

BANNED = re.compile(
    r"\b(will|(un)?likely|expect\w*|predict\w*|probab\w*|chances?|forecast\w*)\b", re.IGNORECASE
)
BROKEN = re.compile(r"\bnan\b|None|[{}]|  |\.\.|,,")
NAN = float("nan")
ALL_NEW = {"fee_scope": "all_new"}
FEE = {"us_fee": 100000}
ENGLISH = ("CA", "UK", "AU", "NZ")


@pytest.fixture
def found(inputs):
    """Leavers of a group from lever values and readings."""

    def follow(segment, levers, readings=None, destination="US", draws=0):
        return leavers.leavers(inputs, scenario.make(inputs, levers, readings), segment, destination, draws)

    return follow


def made(people, segment="IND_YOUNG", **changed):
    """Leavers of the US in given numbers, of 100; the other destinations get nobody."""
    goings = {"HOME": 0, **dict.fromkeys(ENGLISH, 0), "DE": 0, "KR": 0, "CN": 0, "OTH": 0, **people}
    near = sum(goings[name] for name in ENGLISH)
    return leavers.Leavers(
        segment=segment, destination="US", state="defined", change_pp=-1.0,
        going=tuple(leavers.Going(name, value, NAN, NAN) for name, value in goings.items()),
        together=leavers.Going("ANGLO", near, NAN, NAN), nest=ENGLISH,
        **{"loss_pp": 1.0, "rising": (), "draws": 0, "undefined": 0, **changed},
    )  # fmt: skip


def numbers(told):
    """The whole numbers of people that a sentence prints, and how many parts are told as fewer than 1."""
    parts = told.split(", ", 1)[1]
    return [int(number) for number in re.findall(r"(?<!than )\b(\d+) would", parts)], parts.count(
        "fewer than 1"
    )


# --- the headline ------------------------------------------------------------------------------------


def test_young_indians_turn_away_from_the_us_to_other_english_speaking_destinations(inputs, words):
    """15.3 + 17.6 + 20 + 4 are 56.9; Germany and all others 12.6; the .4 for China are fewer than 1."""
    people = {"HOME": 30.1, "CA": 15.3, "UK": 17.6, "AU": 20, "NZ": 4, "DE": 7, "CN": 0.4, "OTH": 5.6}
    assert sentences.left(inputs, words, made(people)) == (
        "Of 100 young Indian graduates who would turn away from the US, 57 would go to other English-speaking "
        "destinations, 30 would stay home, 13 would go elsewhere and fewer than 1 would go to China."
    )


@pytest.mark.parametrize(
    ("segment", "place", "start", "first"),
    [
        (
            "CHN_IN_US",
            "CN",
            "Of 100 Chinese graduates in the US who would leave the US, ",
            "60 would go to China, ",
        ),
        (
            "IND_IN_US",
            "HOME",
            "Of 100 Indian graduates in the US who would leave the US, ",
            "60 would go home, ",
        ),
        (
            "OTH_IN_US",
            "HOME",
            "Of 100 other international graduates in the US who would leave the US, ",
            "60 would go home, ",
        ),
        (
            "SENIOR_RES",
            "HOME",
            "Of 100 senior researchers who would turn away from the US, ",
            "60 would stay home, ",
        ),
        (
            "TOTAL",
            "HOME",
            "Of 100 people of all groups, weighted by size, who would turn away from the US, ",
            "60 would stay or go home, ",
        ),
    ],
)
def test_every_group_leaves_or_stays_in_words_of_its_own(inputs, words, segment, place, start, first):
    told = sentences.left(inputs, words, made({place: 60, "CA": 25, "DE": 15}, segment))
    assert told.startswith(start + first), told


def test_a_group_that_is_where_others_go_stays_there(inputs, words, found):
    result = found("CHN_IN_US", {"cn_research": 50}, destination="CN")
    told = sentences.left(inputs, words, result)
    stay, go = re.search(
        r"from China, (\d+) would stay in the US and (\d+) would go elsewhere\.", told
    ).groups()
    assert abs(int(stay) - result.people["US"]) < 1 and int(stay) + int(go) == 100
    everybody = sentences.left(inputs, words, found("TOTAL", {"cn_research": 50}, destination="CN"))
    assert "would stay in or go to the US" in everybody


def test_only_a_nest_that_has_words_of_its_own_is_told_as_one(inputs, words, found):
    """Korea stands in the nest of China, which has none: it is elsewhere."""
    told = sentences.left(inputs, words, found("IND_YOUNG", {"cn_research": 50}, destination="CN"))
    assert "English-speaking" not in told and "Korea" not in told
    assert told.endswith("would go elsewhere.")


def test_what_is_left_of_a_hundred_is_elsewhere_and_one_place_alone_goes_by_its_name(inputs, words):
    several = sentences.left(inputs, words, made({"HOME": 60, "CN": 20, "DE": 12, "KR": 8}))
    assert several.endswith("60 would stay home, 20 would go to China and 20 would go elsewhere.")
    one = sentences.left(inputs, words, made({"HOME": 60, "CN": 25, "DE": 15}))
    assert one.endswith("60 would stay home, 25 would go to China and 15 would go to Germany.")
    alone = sentences.left(inputs, words, made({"CN": 100}, "CHN_IN_US"))
    assert alone.endswith("leave the US, 100 would go to China.")


@pytest.mark.parametrize(
    ("levers", "destination", "told"),
    [
        (
            {"us_odds": 1},
            "US",
            "What is changed for the US itself would draw young Indian graduates towards it",
        ),
        (
            {},
            "US",
            "Nothing that is changed for the US itself would turn young Indian graduates away from it",
        ),
        ({"us_fee": 1e5}, "CN", "Nothing that is changed for China itself would turn young Indian graduates"),
    ],
)
def test_where_nobody_leaves_the_sentence_says_why(inputs, words, found, levers, destination, told):
    result = found("IND_YOUNG", levers, destination=destination)
    assert sentences.left(inputs, words, result).startswith(told)
    assert sentences.left_how(inputs, words, result) == ""
    assert sentences.hundred(inputs, words, result) == {}


def test_a_group_without_the_destination_is_told_so(inputs, words, found):
    result = found("CHN_IN_US", FEE, destination="HOME")
    assert sentences.left(inputs, words, result) == sentences.lacks(inputs, words, "CHN_IN_US", "HOME")


def test_a_home_that_is_a_destination_of_its_own_is_named(inputs, words):
    told = sentences.lacks(inputs, words, "CHN_IN_US", "HOME")
    assert told == "For Chinese graduates in the US, home is China, and it is shown as China."
    told = sentences.lacks(inputs, words, "CHN_IN_US", "DE")
    assert told == "For Chinese graduates in the US, Germany is no choice here, so nothing moves that share."


# --- rounding ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("people", "printed", "few"),
    [
        # Three thirds: the remainders are alike, one is rounded up.
        ({"HOME": 100 / 3, "CN": 100 / 3, "DE": 100 / 3}, [34, 33, 33], 0),
        # 57.14, 29.29, 13.21 and .36: nothing needs to be rounded up, the rest is the one of fewer than 1.
        ({"HOME": 57.14, "CA": 29.29, "DE": 13.21, "CN": 0.36}, [57, 29, 13], 1),
        # 59.6, 39.6: both up would leave nothing below 100 for the .8, and they do not exceed it.
        ({"HOME": 59.6, "DE": 39.6, "CN": 0.8}, [60, 40], 1),
        # 50.5, 30.5, 18.6 are 51, 31 and 19 to the nearest, more than 100: the smallest remainder goes down.
        ({"HOME": 50.5, "DE": 18.6, "CA": 30.5, "CN": 0.4}, [51, 30, 19], 1),
        # Nearly all to one place.
        ({"HOME": 99.7, "CN": 0.3}, [100], 1),
    ],
)
def test_printed_people_add_up_to_a_hundred_or_leave_what_those_of_fewer_than_one_fill(
    inputs, words, people, printed, few
):
    told = sentences.left(inputs, words, made(people))
    assert numbers(told) == (printed, few)


def test_numbers_of_destinations_add_up_to_the_number_of_their_nest(inputs, words):
    """15.4, 17.4, 19.4 and 4.4 are 56.6, 57 in the headline: one more than 15, 17, 19, 4 and the first remainder."""
    result = made({"HOME": 43.4, "CA": 15.4, "UK": 17.4, "AU": 19.4, "NZ": 4.4})
    assert numbers(sentences.left(inputs, words, result)) == ([57, 43], 0)
    shown = sentences.hundred(inputs, words, result)
    assert sum(int(shown[name]) for name in ENGLISH) == 57
    assert list(shown) == ["HOME", *ENGLISH]


def test_fewer_than_one_is_told_in_signs_on_a_chart_and_nobody_not_at_all(inputs, words):
    shown = sentences.hundred(inputs, words, made({"HOME": 98.9, "CN": 0.7, "KR": 0.4}))
    assert shown == {"HOME": "99", "KR": "<1", "CN": "<1"}


@settings(max_examples=80)
@given(
    sizes=st.lists(st.floats(0, 1) | st.floats(0, 1e-2), min_size=9, max_size=9).filter(
        lambda all_: sum(all_) > 0.1
    ),
    segment=st.sampled_from(["IND_YOUNG", "IND_IN_US", "CHN_IN_US", "TOTAL"]),
)
def test_whatever_leaves_the_labels_agree(inputs, words, sizes, segment):
    names = ("HOME", *ENGLISH, "DE", "KR", "CN", "OTH")
    people = {name: 100 * size / sum(sizes) for name, size in zip(names, sizes, strict=True)}
    result = made(people, segment)
    printed, few = numbers(sentences.left(inputs, words, result))
    assert 100 - few <= sum(printed) <= 100
    shown = sentences.hundred(inputs, words, result)
    assert shown.keys() == {name for name in names if people[name]}
    for name, label in shown.items():
        if label == "<1":
            assert people[name] < 1
        else:
            assert abs(int(label) - people[name]) < 2
            assert int(label) >= 1
    whole = sum(int(label) for label in shown.values() if label != "<1")
    assert whole <= sum(printed) <= whole + list(shown.values()).count("<1")


# --- the line under it -------------------------------------------------------------------------------


def test_the_line_under_it_names_loss_and_range_of_the_largest_part(inputs, words, found):
    result = found("IND_YOUNG", FEE, ALL_NEW, draws=1024)
    told = sentences.left_how(inputs, words, result)
    loss = f"{result.loss_pp:.2f}"
    assert told.startswith(f"What is changed for the US itself would take {loss} points off its share. ")
    low, high = map(int, re.search(r"Over the assumptions, (\d+) to (\d+) of the 100 would", told).groups())
    assert (low, high) == (round(result.together.low), round(result.together.high))
    assert low < result.together.people < high
    assert told.endswith("would go to other English-speaking destinations.")


def test_numbers_that_no_assumption_moves_are_said_to_be_built_in(inputs, words, found):
    told = sentences.left_how(inputs, words, found("CHN_IN_US", {"us_scrutiny": -0.5}, draws=1024))
    assert "in proportion to their shares before the change" in told
    assert "Over the assumptions" not in told


def test_draws_without_leavers_and_groups_that_rise_are_not_hidden(inputs, words):
    result = made({"HOME": 100.0}, "TOTAL", rising=("IND_YOUNG", "SENIOR_RES"), draws=1024, undefined=1024)
    told = sentences.left_how(inputs, words, result)
    assert "In 1,024 of 1,024 draws nobody leaves" in told
    assert "Over the assumptions" not in told
    assert told.endswith(
        "Not counted, because their share rises: Young Indian graduates; Senior researchers."
    )


def test_without_draws_there_is_the_loss_alone(inputs, words):
    told = sentences.left_how(inputs, words, made({"HOME": 100}, loss_pp=2.816))
    assert told == "What is changed for the US itself would take 2.82 points off its share."


@settings(max_examples=40)
@given(data=st.data())
def test_no_sentence_on_leavers_promises_or_breaks(inputs, words, box, data):
    segment = data.draw(st.sampled_from([*(row.id for row in inputs.segments), group.TOTAL]))
    destination = data.draw(st.sampled_from([row.id for row in inputs.destinations]))
    result = leavers.leavers(inputs, data.draw(box), segment, destination, 128)
    headline = sentences.left(inputs, words, result)
    told = f"{headline} {sentences.left_how(inputs, words, result)}"
    assert not BANNED.findall(told)
    assert not BROKEN.findall(told.rstrip())
    assert headline.endswith(".")
    assert len(headline) < 260
