"""Readings: verdicts worked by hand, and every combination of the facts in dispute tried on the same draws."""

import itertools
import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.analysis import conclusions, readings
from scenarios.analysis.conclusions import Conclusion
from scenarios.analysis.readings import FAILS, FLIPS, HOLDS, UNCERTAIN, factorial, verdict
from scenarios.engine import group, scenario, simulate
from tests import byhand

FALLS = Conclusion("falls", "NORTH")
FEE = {"north_fee": 100000}
CASES = [{"a": a, "b": b} for a in "xy" for b in "pq"]  # xp xq yp yq
ACTIVE = {"a": "x", "b": "p"}
YES, NO = [1] * 20, [-1] * 20
"""Margins in 20 draws that all agree."""


def settled(central, drawn=None, cases=CASES, active=ACTIVE):
    """A verdict on made-up margins, by default the same in the draws as in the central run."""
    drawn = [[margin] * 20 for margin in central] if drawn is None else drawn
    return verdict(FALLS, np.array(central), np.array(drawn), cases, active)


def disputes_of(inputs, made, segment="STUDENTS", destination="NORTH"):
    """Id -> Dispute."""
    found = factorial(inputs, made, segment, destination, ()).disputes
    return {dispute.id: dispute for dispute in found}


# --- verdicts ----------------------------------------------------------------------------------------


def test_what_holds_in_every_case_and_in_19_of_20_draws_holds():
    found = settled([1, 1, 2, 1], [YES, [-1] + [1] * 19, YES, YES])
    assert (found.state, found.holding, found.cases, found.lowest) == (HOLDS, 4, 4, 0.95)
    assert (found.by, found.failing, found.conclusion) == ((), (), FALLS)


def test_what_no_reading_reverses_but_too_many_draws_do_is_uncertain():
    """18 draws agree and one is a tie, which counts half: 18.5 of 20."""
    found = settled([1, 1, 1, 1], [YES, YES, [-1, 0] + [1] * 18, YES])
    assert (found.state, found.holding, found.lowest) == (UNCERTAIN, 4, 0.925)
    assert (found.by, found.failing) == ((), ())


def test_what_holds_in_no_case_fails_and_a_tie_does_not_hold():
    found = settled([-1, 0, -2, 1e-15])
    assert (found.state, found.holding, found.lowest, found.by) == (FAILS, 0, None, ())
    assert found.failing == ({"a": "x", "b": "p"}, {"a": "x", "b": "q"}, {"a": "y", "b": "p"})


def test_what_one_dispute_decides_flips_by_it():
    """Whatever b is, it holds with x and not with y; of the cases with y that with p is one switch away."""
    found = settled([1, 1, -1, -1])
    assert (found.state, found.holding, found.lowest, found.by) == (FLIPS, 2, 1.0, ("a",))
    assert found.failing == ({"a": "y", "b": "p"}, {"a": "y", "b": "q"})


def test_what_only_two_disputes_together_reverse_flips_by_none_alone():
    found = settled([1, 1, 1, -1])
    assert (found.state, found.holding, found.by) == (FLIPS, 3, ())
    assert found.failing == ({"a": "y", "b": "q"},)


def test_what_does_not_hold_as_it_is_flips_by_what_makes_it_hold():
    assert settled([-1, 1, -1, -1]).by == ("b",)
    assert settled([-1, 1, 1, -1]).by == ("a", "b")
    assert settled([-1, -1, -1, 1]).by == ()


def test_the_switch_is_counted_from_the_scenario_as_it_is():
    """It holds everywhere but in yq: from there either dispute turns it round, from xq only a does."""
    assert settled([1, 1, 1, -1], active={"a": "y", "b": "q"}).by == ("a", "b")
    found = settled([1, 1, 1, -1], active={"a": "x", "b": "q"})
    assert (found.by, found.failing) == (("a",), ({"a": "y", "b": "q"},))


def test_draws_count_only_in_cases_where_it_holds_in_the_central_run():
    """A case that is reversed has no say in how sure the others are; FLIPS comes before uncertain."""
    found = settled([1, 1, -1, 1], [YES, [1] * 10 + [-1] * 10, NO, YES])
    assert (found.state, found.lowest) == (FLIPS, 0.5)


def test_a_dispute_with_three_options_flips_if_any_of_them_does():
    cases = [{"k": 0.0}, {"k": 0.5}, {"k": 1.0}]
    found = settled([1, 1, -1], cases=cases, active={"k": 0.5})
    assert (found.state, found.holding, found.by, found.failing) == (FLIPS, 2, ("k",), ({"k": 1.0},))


def test_without_disputes_the_scenario_is_the_only_case():
    assert settled([1], cases=[{}], active={}).state == HOLDS
    assert settled([1], [[1, 1, 1, -1]], cases=[{}], active={}).state == UNCERTAIN
    found = settled([-1], cases=[{}], active={})
    assert (found.state, found.failing) == (FAILS, ({},))


def test_the_nearest_of_many_failing_cases_are_named():
    cases = [{"a": a, "b": b, "c": c} for a, b, c in itertools.product("xy", "pq", "st")]
    failing = settled([-1] * 7 + [1], cases=cases, active={"a": "y", "b": "q", "c": "t"}).failing
    assert [tuple(case.values()) for case in failing] == [("x", "q", "t"), ("y", "p", "t"), ("y", "q", "s")]


# --- disputes ----------------------------------------------------------------------------------------


def test_disputes_are_the_readings_and_the_levers_that_contradictions_name(toy):
    found = disputes_of(toy, scenario.Scenario())
    assert set(found) == {*toy.reading_options(), "south_permit"}
    assert found["fee_basis"].options == ("one_off", "annual")
    assert found["south_permit"].options == (0, 0.5, 1)
    assert (found["fee_basis"].kind, found["south_permit"].kind) == ("reading", "lever")
    assert (found["fee_basis"].active, found["south_permit"].active) == ("one_off", 1)
    assert {name: row.contradictions for name, row in found.items()} == {
        "fee_basis": ("X1",),
        "fee_scope": ("X2",),
        "permit_for": ("X3",),
        "south_permit": ("X4",),
    }


def test_a_new_row_of_contradictions_makes_a_lever_a_dispute(toy):
    row = toy.contradictions[0].model_copy(update={"id": "X99", "reading": "lever:north_odds"})
    wider = replace(toy, contradictions=(*toy.contradictions, row))
    found = disputes_of(wider, scenario.make(wider, {"north_odds": 0.1}))
    levels = {level.value for level in toy.lever_levels if level.lever == "north_odds"}
    assert found["north_odds"].options == tuple(sorted(levels | {0.1}))
    assert (found["north_odds"].used, found["north_odds"].contradictions) == (True, ("X99",))


def test_a_row_that_only_the_options_of_a_reading_name_counts_too(toy):
    rows = tuple(
        row.model_copy(update={"reading": ""}) if row.reading == "fee_basis" else row
        for row in toy.contradictions
    )
    found = disputes_of(replace(toy, contradictions=rows), scenario.Scenario())
    assert found["fee_basis"].contradictions == ("X1",)


def test_a_disputed_lever_that_moves_nothing_is_not_used(toy):
    """A chance of a bonus of nothing; with a bonus the chance is used."""
    row = toy.contradictions[0].model_copy(update={"id": "X99", "reading": "lever:south_award"})
    wider = replace(toy, contradictions=(*toy.contradictions, row))
    assert not disputes_of(wider, scenario.make(wider, {"south_award": 100}))["south_award"].used
    made = scenario.make(wider, {"south_award": 100, "south_bonus": 160000})
    assert disputes_of(wider, made)["south_award"].used


def test_a_lever_value_that_is_no_level_is_an_option_too(toy):
    found = disputes_of(toy, scenario.make(toy, {"south_permit": 0.3}))["south_permit"]
    assert (found.options, found.active, found.used) == ((0, 0.3, 0.5, 1), 0.3, True)
    assert [option for option, _ in found.by_option] == [0, 0.3, 0.5, 1]


@pytest.mark.parametrize(
    ("levers", "used"),
    [
        ({}, set()),
        ({"north_welcome": 0.2, "south_language": 50}, set()),
        (FEE, {"fee_basis", "fee_scope"}),
        ({"south_permit": 0.5}, {"permit_for", "south_permit"}),
        ({"south_bonus": 160000}, {"permit_for"}),
        ({"south_award": 100}, set()),  # a chance of nothing
        ({"responsiveness": 1.5, "north_passed": 50}, set()),
        ({**FEE, "offers": 0}, set()),  # offers do not fall and nobody pays
        # Over one year a one-off fee is a yearly one in the central run, but not in draws with a longer stay.
        ({**FEE, "years": 1}, {"fee_basis", "fee_scope"}),
    ],
)
def test_a_dispute_is_used_if_something_that_is_changed_depends_on_it(toy, levers, used):
    found = disputes_of(toy, scenario.make(toy, levers))
    assert {name for name, row in found.items() if row.used} == used


def test_a_reading_that_is_switched_without_its_lever_stays_unused(toy):
    made = scenario.make(toy, readings={"fee_scope": "all_new"})
    found = disputes_of(toy, made)["fee_scope"]
    assert (found.active, found.used, found.swing_pp) == ("all_new", False, 0)


@settings(max_examples=12)
@given(data=st.data())
def test_an_unused_dispute_cannot_change_anything_in_any_draw(toy, toy_box, data):
    whole = data.draw(toy_box)
    names = data.draw(st.sets(st.sampled_from([name for name, _ in whole.levers] or [""]), max_size=4))
    made = scenario.Scenario(tuple(pair for pair in whole.levers if pair[0] in names), whole.readings)
    found = factorial(toy, made, "STUDENTS", "NORTH", ()).disputes
    options = {row.id: st.sampled_from(row.options) for row in found if row.used or row.kind == "reading"}
    case = data.draw(st.fixed_dictionaries(options))
    kinds = {row.id: row.kind for row in found}
    tried = [
        scenario.with_values(
            toy,
            made,
            {name: option for name, option in kept.items() if kinds[name] == "lever"},
            {name: option for name, option in kept.items() if kinds[name] == "reading"},
        )
        for kept in (case, {row.id: case[row.id] for row in found if row.used})
    ]
    one, other = (simulate.run(toy, each) for each in tried)
    assert (one.share == other.share).all() and (one.draws == other.draws).all()


# --- what they do to a share -------------------------------------------------------------------------


def in_north(pull):
    """Share of Northland among students, points, when its pull is multiplied."""
    return 100 * byhand.students(north=pull)[1]


def test_the_fee_by_its_readings_by_hand(toy):
    """Once it leaves 1/1.2 of the pull of Northland on those it reaches, yearly 1/1.8; half of the students, or all."""
    once, yearly, once_for_all, yearly_for_all = map(
        in_north, ((1 + 1 / 1.2) / 2, (1 + 1 / 1.8) / 2, 1 / 1.2, 1 / 1.8)
    )
    found = disputes_of(toy, scenario.make(toy, FEE))
    scope, basis = found["fee_scope"], found["fee_basis"]
    assert dict(scope.by_option) == pytest.approx({"abroad_only": once - 30, "all_new": once_for_all - 30})
    assert (scope.low_pp, scope.high_pp) == pytest.approx((once_for_all - 30, once - 30))
    # The largest switch from once to yearly is that of the fee with the widest scope.
    assert basis.swing_pp == pytest.approx(once_for_all - yearly_for_all)
    assert dict(basis.by_option) == pytest.approx({"one_off": once - 30, "annual": yearly - 30})
    wide = disputes_of(toy, scenario.make(toy, FEE, {"fee_scope": "all_new"}))
    expected = {"one_off": once_for_all - 30, "annual": yearly_for_all - 30}
    assert dict(wide["fee_basis"].by_option) == pytest.approx(expected)


def test_the_levels_of_a_disputed_rule_by_hand(toy):
    """No permit is worth .5 to students, half of one .25, and one as before nothing."""
    found = disputes_of(toy, scenario.make(toy, {"south_permit": 0.5}), destination="SOUTH")["south_permit"]
    half, none = (100 * byhand.students(south=math.exp(gain))[2] - 10 for gain in (0.25, 0.5))
    assert dict(found.by_option) == pytest.approx({0: none, 0.5: half, 1: 0})
    assert (found.low_pp, found.high_pp, found.swing_pp) == pytest.approx((0, none, none))


@pytest.mark.parametrize("destination", ["NORTH", "SOUTH"])
def test_a_swing_is_the_largest_over_all_combinations_of_the_others(toy, destination):
    """Against a plain loop over runs of all groups."""
    made = scenario.make(toy, {**FEE, "south_permit": 0.5})
    found = disputes_of(toy, made, "GUESTS", destination)
    column = [row.id for row in toy.destinations].index(destination)
    used = {name: row.options for name, row in found.items() if row.used}
    assert len(used) == 4
    changes = {}
    for combination in itertools.product(*used.values()):
        case = dict(zip(used, combination, strict=True))
        one = scenario.with_values(toy, made, {"south_permit": case.pop("south_permit")}, case)
        changes[combination] = 100 * simulate.central_changes(toy, [one])[0, 1, column]
    for place, name in enumerate(used):
        gaps = [
            abs(changes[one] - changes[other])
            for one in changes
            for other in changes
            if one[:place] + one[place + 1 :] == other[:place] + other[place + 1 :]
        ]
        assert found[name].swing_pp == pytest.approx(max(gaps), abs=1e-9)
        active = [found[other].active for other in used]
        own = {option: changes[(*active[:place], option, *active[place + 1 :])] for option in used[name]}
        assert dict(found[name].by_option) == pytest.approx(own, abs=1e-9)
        assert (found[name].low_pp, found[name].high_pp) == pytest.approx(
            (min(own.values()), max(own.values()))
        )


def test_the_used_disputes_come_first_by_swing_and_the_first_is_what_matters(toy):
    made = scenario.make(toy, {**FEE, "south_permit": 0.5})
    found = factorial(toy, made, "STUDENTS", "NORTH", ())
    assert [row.used for row in found.disputes] == [True] * 4
    narrow = factorial(toy, scenario.make(toy, FEE), "STUDENTS", "NORTH", ())
    assert [row.used for row in narrow.disputes] == [True, True, False, False]
    swings = [row.swing_pp for row in found.disputes]
    assert swings == sorted(swings, reverse=True)
    assert (found.matters, found.cases) == (found.disputes[0].id, 2 * 2 * 2 * 3)
    assert found.matters in ("fee_basis", "fee_scope")
    assert factorial(toy, made, "STUDENTS", "SOUTH", ()).matters == "south_permit"


def test_an_unused_dispute_shows_its_active_option_alone(toy):
    made = scenario.make(toy, FEE)
    found = disputes_of(toy, made)["south_permit"]
    (option, change), *rest = found.by_option
    assert (option, rest, found.used, found.swing_pp) == (1, [], False, 0)
    assert found.low_pp == found.high_pp == change == pytest.approx(in_north((1 + 1 / 1.2) / 2) - 30)


def test_where_no_dispute_moves_the_share_none_matters(toy):
    """Guests have no other countries to choose; and where they are exempt from any fee, none bears on them."""
    exempt = replace(
        toy,
        exposure=tuple(
            row.model_copy(update={"share": 0}) if row.segment == "GUESTS" else row for row in toy.exposure
        ),
    )
    for inputs, destination in ((toy, "WORLD"), (exempt, "NORTH")):
        found = factorial(inputs, scenario.make(inputs, FEE), "GUESTS", destination, ())
        assert (found.matters, found.cases) == ("", 4)
        assert {row.swing_pp for row in found.disputes} == {0}


def test_the_baseline_is_one_case_in_which_nothing_is_in_dispute(toy):
    found = factorial(toy, scenario.Scenario(), "STUDENTS", "NORTH", (FALLS,))
    assert (found.cases, found.matters) == (1, "")
    assert {(row.used, row.swing_pp, row.low_pp, row.high_pp) for row in found.disputes} == {(False, 0, 0, 0)}
    assert (found.verdicts[0].state, found.verdicts[0].holding) == (FAILS, 0)


# --- verdicts on the model ---------------------------------------------------------------------------


def test_whether_the_fee_moves_guests_depends_on_its_scope(toy):
    """80%, exempt, stays 80; with the fee for all 80 / 1.1 beside 20 are 78.4% once, 80 / 1.4 are 74.1% yearly."""
    asked = (FALLS, *(Conclusion("above", "NORTH", level=level) for level in (0.7, 0.75, 0.79, 0.9)))
    found = factorial(toy, scenario.make(toy, FEE), "GUESTS", "NORTH", asked)
    falls, above_70, above_75, above_79, above_90 = found.verdicts
    assert (falls.state, falls.holding, falls.cases, falls.by) == (FLIPS, 2, 4, ("fee_scope",))
    assert [case["fee_scope"] for case in falls.failing] == ["abroad_only"] * 2
    assert above_70.holding == 4
    assert (above_75.state, above_75.holding, above_75.by) == (FLIPS, 3, ())
    assert above_75.failing == ({"fee_basis": "annual", "fee_scope": "all_new"},)
    assert (above_79.state, above_79.holding, above_79.by) == (FLIPS, 2, ("fee_scope",))
    assert (above_90.state, above_90.holding) == (FAILS, 0)
    assert [row.conclusion for row in found.verdicts] == list(asked)


def test_that_a_fee_repels_students_holds_under_every_reading_and_in_every_draw(toy):
    found = factorial(toy, scenario.make(toy, FEE), "STUDENTS", "NORTH", (FALLS,))
    assert (found.verdicts[0].state, found.verdicts[0].holding, found.verdicts[0].lowest) == (HOLDS, 4, 1)


def test_every_case_meets_the_draws_of_its_own_run(toy):
    """The lowest share of draws, from runs of one case at a time."""
    made = scenario.make(toy, FEE)
    asked = Conclusion("gains_most", "HOME", "SOUTH")
    found = factorial(toy, made, "STUDENTS", "NORTH", (asked,)).verdicts[0]
    agree = []
    for basis, scope in itertools.product(("one_off", "annual"), ("abroad_only", "all_new")):
        one = scenario.make(toy, FEE, {"fee_basis": basis, "fee_scope": scope})
        run = group.run(group.of(toy, "STUDENTS"), one)
        if run.change[0] > run.change[2]:
            agree.append((run.draws[:, 0] > run.draws[:, 2]).mean())
    assert found.holding == len(agree) > 0
    assert found.lowest == pytest.approx(min(agree))


@settings(max_examples=8)
@given(data=st.data())
def test_what_a_page_concludes_from_any_scenario_never_fails_and_the_counts_agree(toy, toy_box, data):
    whole = data.draw(toy_box)
    made = scenario.Scenario(whole.levers[: data.draw(st.integers(0, 20))], whole.readings)
    segment = data.draw(st.sampled_from([row.id for row in toy.segments]))
    asked = conclusions.drawn(group.run(group.of(toy, segment), made, 0), "SOUTH")
    found = factorial(toy, made, segment, "SOUTH", asked, 128)
    assert found.cases == np.prod([len(row.options) for row in found.disputes if row.used])
    assert [row.conclusion for row in found.verdicts] == list(asked)
    for row in found.verdicts:
        assert row.state != FAILS and 0 < row.holding <= row.cases == found.cases
        assert (row.state == FLIPS) == (row.holding < row.cases) == bool(row.failing)
        assert set(row.by) <= {dispute.id for dispute in found.disputes if dispute.used}
        assert len(row.failing) == min(3, row.cases - row.holding)
        assert 0 <= row.lowest <= 1
    for dispute in found.disputes:
        changes = dict(dispute.by_option)
        assert dispute.low_pp == min(changes.values()) and dispute.high_pp == max(changes.values())
        assert dispute.active in changes and dispute.active in dispute.options
        assert dispute.swing_pp >= dispute.high_pp - dispute.low_pp - 1e-9


def test_the_total_is_settled_like_a_group(toy):
    made = scenario.make(toy, FEE)
    found = factorial(toy, made, group.TOTAL, "NORTH", (FALLS,), 128)
    assert (found.verdicts[0].state, found.cases) == (HOLDS, 4)


def test_the_same_question_is_answered_once(toy):
    made = scenario.make(toy, FEE)
    assert factorial(toy, made, "STUDENTS", "NORTH", (FALLS,)) is factorial(
        toy, made, "STUDENTS", "NORTH", (FALLS,)
    )


# --- what is refused ---------------------------------------------------------------------------------


@pytest.mark.parametrize("draws", [0, 100, 64])
def test_a_number_of_draws_that_is_not_allowed_is_refused(toy, draws):
    with pytest.raises(ValueError, match=f"draws: {draws} is not a power of two"):
        factorial(toy, scenario.Scenario(), "STUDENTS", "NORTH", (), draws)


@pytest.mark.parametrize(
    ("segment", "destination", "words"),
    [
        ("STUDENT", "NORTH", "segment 'STUDENT'.*'STUDENTS'"),
        ("STUDENTS", "NORT", "destination 'NORT'.*'NORTH'"),
    ],
)
def test_an_unknown_share_is_refused_with_the_nearest(toy, segment, destination, words):
    with pytest.raises(scenario.ScenarioError, match=words):
        factorial(toy, scenario.Scenario(), segment, destination, ())


def test_combinations_settle_every_dispute_once(toy):
    found = disputes_of(toy, scenario.make(toy, FEE))
    cases = readings.combinations([found["fee_basis"], found["fee_scope"]])
    assert cases == [
        {"fee_basis": "one_off", "fee_scope": "abroad_only"},
        {"fee_basis": "one_off", "fee_scope": "all_new"},
        {"fee_basis": "annual", "fee_scope": "abroad_only"},
        {"fee_basis": "annual", "fee_scope": "all_new"},
    ]
    assert readings.combinations([]) == [{}]
    assert {HOLDS, FAILS, FLIPS, UNCERTAIN} == {"holds", "fails", "flips", "uncertain"}
