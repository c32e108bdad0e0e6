"""Grounds: every number that moves a part is listed for it, and the meter adds up as worked by hand."""

import shutil
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios import inputs as data
from scenarios.analysis import attribution, grounds
from scenarios.engine import policy, scenario
from tests import added

NUDGE = 0.01
"""By how much a number is moved: this, and this times its size if that is more."""


def split_of(inputs, sizes, segment="STUDENTS", destination="NORTH"):
    """A hand-made split: (id, points) of each part, whatever the model says."""
    readings = inputs.reading_options()
    parts = tuple(
        attribution.Part(name, "reading" if name in readings else "lever", "any", size, size, size)
        for name, size in sizes
    )
    change = sum(size for _, size in sizes)
    return attribution.Attribution(
        segment, destination, attribution.SPLIT, 0.15, 0.15 + change / 100, change, parts
    )


def listed(inputs, chosen, name, segment):
    """The numbers that are listed for one part, as (table, id, grade)."""
    split = split_of(inputs, [(name, 1.0)], segment)
    (ground,) = grounds.meter(inputs, chosen, split).grounds
    return {(number.table, number.id, number.grade) for number in ground.numbers}


def middle(row):
    """A value of a lever that is neither its baseline nor an end of its range."""
    return row.baseline + 0.4 * ((row.max if row.max > row.baseline else row.min) - row.baseline)


# --- held against the model --------------------------------------------------------------------------


_TABLES = {
    "AttributeLevel": ("attribute_levels", "value"),
    "CoefficientValue": ("coefficient_values", "value"),
    "Parameter": ("parameters", "value"),
    "Exposure": ("exposure", "share"),
}


def nudged(inputs, row, way):
    """The inputs with one number moved; a belief lever starts where its parameter stands."""
    table, column = _TABLES[type(row).__name__]
    value = getattr(row, column)
    value += way * NUDGE * max(1.0, abs(value))
    if table == "exposure":
        value = min(max(value, 0.0), 1.0)
    rows = tuple(
        other.model_copy(update={column: value}) if other is row else other
        for other in getattr(inputs, table)
    )
    changed = {table: rows}
    if table == "parameters":
        changed["levers"] = tuple(
            lever.model_copy(update={"baseline": value}) if lever.attribute == row.id else lever
            for lever in inputs.levers
        )
    return replace(inputs, **changed)


def numbers(inputs):
    """Every number that can stand under a part: (table, id, grade), as grounds name it, and its row."""
    grades = {row.id: row.grade for row in inputs.coefficients}
    for row in inputs.attribute_levels:
        yield "attribute_levels", row.attribute, row.grade, row
    for row in inputs.coefficient_values:
        yield "coefficients", row.coefficient, grades[row.coefficient], row
    for row in inputs.parameters:
        yield "parameters", row.id, row.grade, row
    for row in inputs.exposure:
        yield "exposure", row.lever, row.grade, row


def effects(inputs, pairs):
    """(pair, S, J) utility with a change minus utility without it."""
    with_, without = (
        policy.utility_change(
            inputs, policy.settings(inputs, [pair[side] for pair in pairs]), policy.central(inputs)
        )
        for side in (0, 1)
    )
    return with_ - without


def without(chosen, name):
    """The scenario with one lever or reading back at the baseline."""
    return scenario.Scenario(
        tuple(pair for pair in chosen.levers if pair[0] != name),
        tuple(pair for pair in chosen.readings if pair[0] != name),
    )


def parts_to_try(inputs):
    """(scenario, name of the part): each lever alone and with its companion; then each beside all others."""
    policies = [row for row in inputs.levers if not row.belief]
    for row in policies:
        for value in (row.max if row.max != row.baseline else row.min, middle(row)):
            levers = {row.id: value}
            if row.companion:
                levers[row.companion] = middle(inputs.lever(row.companion))
            yield scenario.make(inputs, levers), row.id
    fee = next(row for row in inputs.levers if row.kind == "fee")
    hardest = {row.id: row.max for row in inputs.levers if row is fee or row.kind == "fee_passthrough"}
    yield scenario.make(inputs, hardest, {"fee_basis": "annual"}), fee.id
    rows = {row.id: middle(row) for row in inputs.levers}
    other = {name: options[-1].option for name, options in inputs.reading_options().items()}
    for levers in (rows, {row.id: middle(row) for row in policies}):
        for readings in ({}, other):
            chosen = scenario.make(inputs, levers, readings)
            yield from ((chosen, name) for name, _ in (*chosen.levers, *chosen.readings))


@pytest.fixture(scope="module")
def grown(tmp_path_factory):
    """Data with one more lever of each kind."""
    folder = tmp_path_factory.mktemp("grown") / "data"
    shutil.copytree(data.data_folder(), folder)
    added.new_levers(folder)
    added.new_reading(folder)
    return data.load(folder)


@pytest.mark.parametrize("which", ["inputs", "grown"])
def test_every_number_that_moves_what_a_change_does_is_listed_for_it(request, which):
    inputs = request.getfixturevalue(which)
    tried = list(parts_to_try(inputs))
    pairs = [(chosen, without(chosen, name)) for chosen, name in tried]
    segments = [row.id for row in inputs.segments]
    before = effects(inputs, pairs)
    missing, cache = set(), {}
    for table, name, grade, row in numbers(inputs):
        moved = np.zeros(before.shape[:2], dtype=bool)
        for way in (1, -1):
            after = effects(nudged(inputs, row, way), pairs)
            moved |= (np.abs(after - before) > 1e-12).any(axis=2)
        for case, place in zip(*np.nonzero(moved), strict=True):
            key = (*tried[case], segments[place])
            if key not in cache:
                cache[key] = listed(inputs, *key)
            if (table, name, grade) not in cache[key]:
                missing.add((key[1], table, name, grade, key[2]))
    assert not missing, sorted(missing)[:20]


def test_the_nudges_are_felt(toy):
    """Each kind of number moves something that the fee with a pass-through does, so that the test above can fail."""
    fee = scenario.make(toy, {"north_fee": 100000, "north_passed": 50}, {"fee_scope": "all_new"})
    pairs = [(fee, scenario.Scenario())]
    before = effects(toy, pairs)
    felt = {
        (table, name)
        for table, name, _, row in numbers(toy)
        if (effects(nudged(toy, row, -1), pairs) != before).any()
    }
    parameters = ("offer_elasticity", "tenure_years", "real_rate", "labour_cost_markup")
    assert felt == {
        ("attribute_levels", "gross_pay"), ("coefficients", "b_acc"), ("coefficients", "b_inc"),
        ("exposure", "north_fee"), *(("parameters", name) for name in parameters),
    }  # fmt: skip


# --- what is listed, by hand -------------------------------------------------------------------------


def test_a_lever_that_scales_a_level_runs_through_value_level_and_weight(toy):
    chosen = scenario.make(toy, {"south_language": 50})
    assert listed(toy, chosen, "south_language", "STUDENTS") == {
        ("levers", "south_language", "judgement"),
        ("attribute_levels", "language", "secondary"),
        ("coefficients", "b_lang", "judgement"),
    }


def test_the_segments_own_level_goes_before_the_general_one(toy):
    """Nobody has verified pay in Northland in general, and that of guests is published."""
    chosen = scenario.make(toy, {"north_fee": 100000})
    for segment, grade in (("GUESTS", "secondary"), ("STUDENTS", "unverified")):
        found = listed(toy, chosen, "north_fee", segment)
        assert {row for row in found if row[0] == "attribute_levels"} == {
            ("attribute_levels", "gross_pay", grade)
        }


def test_a_disputed_fact_runs_only_through_the_levers_that_it_bears_on(toy):
    chosen = scenario.make(
        toy,
        {"north_fee": 100000, "south_permit": 0},
        {"permit_for": "everybody", "fee_basis": "annual"},
    )
    permit = {name for table, name, _ in listed(toy, chosen, "permit_for", "GUESTS") if table != "readings"}
    assert permit == {"permit", "south_permit", "b_permit"}
    fee = {name for _, name, _ in listed(toy, chosen, "fee_basis", "GUESTS")}
    assert "north_fee" in fee and "permit" not in fee


def test_a_belief_runs_through_the_policy_that_it_bears_on_and_no_other(toy):
    chosen = scenario.make(toy, {"north_fee": 100000, "south_language": 50, "weight_language": 2})
    assert listed(toy, chosen, "weight_language", "STUDENTS") == {
        ("levers", "weight_language", "judgement"),
        ("attribute_levels", "language", "secondary"),
        ("coefficients", "b_lang", "judgement"),
    }


@pytest.mark.parametrize(
    ("value", "grade"), [(100000, "document"), (500000, "judgement"), (62345, "judgement")]
)
def test_a_named_value_has_its_own_grade_and_one_set_by_hand_is_judgement(toy, value, grade):
    chosen = scenario.make(toy, {"north_fee": value})
    assert ("levers", "north_fee", grade) in listed(toy, chosen, "north_fee", "STUDENTS")


def test_every_number_is_listed_once_and_in_the_order_of_the_steps(toy):
    chosen = scenario.make(toy, {"north_fee": 100000}, {"fee_scope": "all_new"})
    (ground,) = grounds.meter(toy, chosen, split_of(toy, [("north_fee", 1.0)], "TOTAL")).grounds
    steps = [grounds.STEPS.index(number.step) for number in ground.numbers]
    assert steps == sorted(steps)
    assert len(set(ground.numbers)) == len(ground.numbers)
    assert {number.grade for number in ground.numbers if number.id == "gross_pay"} == {
        "secondary",
        "unverified",
    }


# --- the meter ---------------------------------------------------------------------------------------


def test_grades_are_shown_in_four_classes():
    shown = ("document", "primary", "secondary", "judgement", "weak", "unverified")
    assert [grounds.shown_as(grade) for grade in shown] == [
        "document", "published", "published", "judgement", "unverified", "unverified"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("grades", "whole"),
    [
        (("document", "document", "document"), "document"),
        (("document", "primary", "secondary"), "published"),
        (("judgement", "document", "primary"), "judgement"),
        (("document", "weak", "judgement"), "unverified"),
        (("primary", "judgement", "unverified"), "unverified"),
    ],
)
def test_the_weakest_grade_wins(grades, whole):
    numbers_ = tuple(
        grounds.Number(step, "any", "any", grade) for step, grade in zip(grounds.STEPS, grades, strict=True)
    )
    ground = grounds.Ground("any", "lever", 1.0, numbers_)
    assert ground.weakest() == whole
    assert [ground.weakest(step) for step in grounds.STEPS] == [grounds.shown_as(grade) for grade in grades]


def test_a_step_without_numbers_has_the_weakest_of_all():
    numbers_ = (
        grounds.Number(grounds.SET, "any", "any", "document"),
        grounds.Number(grounds.COUNTS, "any", "any", "weak"),
    )
    assert grounds.Ground("any", "lever", 1.0, numbers_).weakest(grounds.LEVEL) == "unverified"


def test_the_meter_of_two_parts_by_hand(toy):
    """Guests: pay in Southland (+3 points) and the fee (-1), three quarters and one of the sizes.

    "Doubled" is judgement and stands on a pay that nobody has verified, counted by a published weight; "as
    announced" is a document's and stands on a published pay, counted by judgement.
    """
    chosen = scenario.make(toy, {"south_pay": 200, "north_fee": 100000})
    split = split_of(toy, [("south_pay", 3.0), ("north_fee", -1.0)], "GUESTS", "SOUTH")
    found = grounds.meter(toy, chosen, split)
    none = dict.fromkeys(grounds.CLASSES, 0.0)
    assert found.whole == {**none, "unverified": 0.75, "judgement": 0.25}
    assert found.steps == {
        "set": {**none, "judgement": 0.75, "document": 0.25},
        "level": {**none, "unverified": 0.75, "published": 0.25},
        "counts": {**none, "published": 0.75, "judgement": 0.25},
    }
    assert [(ground.id, ground.part_pp) for ground in found.grounds] == [
        ("south_pay", 3.0),
        ("north_fee", -1.0),
    ]


def test_the_weighted_total_stands_on_the_weakest_level_of_any_group(toy):
    chosen = scenario.make(toy, {"north_fee": 100000}, {"fee_scope": "all_new"})
    for segment, expected in (("GUESTS", "judgement"), ("TOTAL", "unverified")):
        found = grounds.meter(toy, chosen, split_of(toy, [("north_fee", 1.0)], segment))
        assert found.whole[expected] == 1


@pytest.mark.parametrize("sizes", [[], [("north_fee", 0.0)]])
def test_a_shift_that_is_none_rests_on_nothing(toy, sizes):
    chosen = scenario.make(toy, {"north_fee": 100000})
    found = grounds.meter(toy, chosen, split_of(toy, sizes))
    assert {*found.whole.values(), *(v for step in found.steps.values() for v in step.values())} == {0.0}


@given(data=st.data())
def test_the_fractions_sum_to_one(data, toy, toy_box):
    chosen = data.draw(toy_box)
    names = [name for name, _ in (*chosen.levers, *chosen.readings)]
    sizes = [(name, data.draw(st.floats(0.001, 5) | st.floats(-5, -0.001))) for name in names]
    segment = data.draw(st.sampled_from([*(row.id for row in toy.segments), "TOTAL"]))
    found = grounds.meter(toy, chosen, split_of(toy, sizes, segment))
    for shares in (found.whole, *found.steps.values()):
        assert list(shares) == list(grounds.CLASSES)
        assert sum(shares.values()) == pytest.approx(1 if names else 0)
        assert all(share >= 0 for share in shares.values())
    # A part is never stronger as a whole than at any of its steps.
    strength = [
        sum(list(found.whole.values())[: count + 1]) - sum(list(found.steps[step].values())[: count + 1])
        for step in grounds.STEPS
        for count in range(len(grounds.CLASSES))
    ]
    assert max(strength) < 1e-9
