"""Conclusions: margins of each kind by hand, and what is concluded from a run."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.analysis import conclusions
from scenarios.analysis.conclusions import Conclusion
from scenarios.engine import group, scenario

NAMES = ("A", "B", "C")
BASELINE = np.array([0.50, 0.30, 0.20])
SHARE = np.array([0.44, 0.35, 0.21])  # A loses 6 points, B gains 5, C gains 1


def made(baseline, share):
    """A run of a made-up group."""
    people = group.Group("MADE_UP", None, np.ones(1), NAMES[: len(share)])
    return group.GroupRun(people, np.array(baseline), np.array(share), None)


# --- margins -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("conclusion", "margin"),
    [
        (Conclusion("rises", "B"), 0.05),
        (Conclusion("rises", "A"), -0.06),
        (Conclusion("falls", "A"), 0.06),
        (Conclusion("falls", "C"), -0.01),
        (Conclusion("more", "A", level=0.02), 0.04),
        (Conclusion("more", "C", level=0.02), -0.01),
        (Conclusion("less", "C", level=0.02), 0.01),
        (Conclusion("less", "A", level=0.02), -0.04),
        (Conclusion("gains_most", "B", "C"), 0.04),
        (Conclusion("gains_most", "A", "C"), -0.07),
        (Conclusion("loses_most", "A", "C"), 0.07),
        (Conclusion("loses_most", "B", "C"), -0.04),
        (Conclusion("ahead", "A", "B"), 0.09),
        (Conclusion("ahead", "C", "B"), -0.14),
        (Conclusion("above", "A", level=0.4), 0.04),
        (Conclusion("above", "B", level=0.4), -0.05),
    ],
    ids=str,
)
def test_margins_by_hand(conclusion, margin):
    assert conclusion.margin(NAMES, BASELINE, SHARE) == pytest.approx(margin)


def test_every_kind_has_a_margin_of_its_own():
    """Worked for A against B: -6 points, 50 to 44%, beside +5 points to 35%; the level is 1 point."""
    expected = {
        "rises": -0.06, "falls": 0.06, "more": 0.05, "less": -0.05, "ahead": 0.09, "above": 0.43,
        "gains_most": -0.11, "loses_most": 0.11,
    }  # fmt: skip
    assert set(expected) == set(conclusions.KINDS)
    for kind, margin in expected.items():
        assert Conclusion(kind, "A", "B", 0.01).margin(NAMES, BASELINE, SHARE) == pytest.approx(margin), kind


@pytest.mark.parametrize("kind", conclusions.KINDS)
def test_many_cases_have_a_margin_each(kind):
    conclusion = Conclusion(kind, "A", "B", 0.01)
    cases = np.stack([SHARE, BASELINE, SHARE[[1, 0, 2]]])
    found = conclusion.margin(NAMES, BASELINE, cases)
    assert found.shape == (3,)
    assert found.tolist() == [conclusion.margin(NAMES, BASELINE, case) for case in cases]
    moving = conclusion.margin(NAMES, np.stack([BASELINE, BASELINE]), cases[:2])
    assert moving.tolist() == found[:2].tolist()


def test_what_does_not_move_is_a_tie_between_rising_and_falling():
    for kind in ("rises", "falls", "gains_most", "loses_most"):
        assert Conclusion(kind, "A", "B").margin(NAMES, BASELINE, BASELINE) == 0


# --- what a page concludes ---------------------------------------------------------------------------


def test_conclusions_by_hand():
    """B gains most (5 points; C 1), only A loses, and after it A is still first, with B next."""
    assert conclusions.drawn(made(BASELINE, SHARE), "A") == (
        Conclusion("falls", "A"),
        Conclusion("more", "A", level=0.002),
        Conclusion("gains_most", "B", "C"),
        Conclusion("ahead", "A", "B"),
    )
    assert conclusions.drawn(made(BASELINE, SHARE), "B") == (
        Conclusion("rises", "B"),
        Conclusion("more", "B", level=0.002),
        Conclusion("gains_most", "B", "C"),
        Conclusion("ahead", "A", "B"),
        Conclusion("ahead", "B", "C"),
    )


def test_a_small_change_is_less_than_the_level_and_two_losers_are_held_against_each_other():
    """A gains .4 points, B loses .3 and C .1: below .2 points."""
    run = made(BASELINE, [0.504, 0.297, 0.199])
    assert conclusions.drawn(run, "C") == (
        Conclusion("falls", "C"),
        Conclusion("less", "C", level=0.002),
        Conclusion("loses_most", "B", "C"),
        Conclusion("ahead", "B", "C"),
    )


def test_a_destination_that_stays_is_said_neither_to_rise_nor_to_fall():
    run = made(BASELINE, [0.45, 0.30, 0.25])
    assert {found.kind for found in conclusions.drawn(run, "B")} == {"ahead"}


def test_rounding_is_no_change():
    assert conclusions.drawn(made(BASELINE, BASELINE + [1e-15, -1e-15, 0]), "A") == ()


def test_no_destination_is_said_to_move_most_where_two_move_alike():
    """B and C gain 3 points each, but for rounding, so neither gains most; and equal shares have no order."""
    run = made([0.5, 0.25, 0.25], [0.44, 0.28 + 1e-16, 0.28])
    assert conclusions.drawn(run, "C") == (
        Conclusion("rises", "C"),
        Conclusion("more", "C", level=0.002),
        Conclusion("ahead", "A", "C"),
    )


def test_a_destination_that_a_group_lacks_is_compared_with_none():
    run = made([0.6, 0.4, 0.0], [0.5, 0.5, 0.0])
    assert conclusions.drawn(run, "C") == ()
    assert all("C" not in (found.destination, found.other) for found in conclusions.drawn(run, "B"))


def test_what_is_many_countries_together_is_compared_with_none():
    """B gains 5 points and is ahead of C, but stands for many: C alone is held against A."""
    people = group.Group("MADE_UP", None, np.ones(1), NAMES, frozenset({"B"}))
    run = group.GroupRun(people, BASELINE, SHARE, None)
    assert conclusions.drawn(run, "A")[2:] == (Conclusion("ahead", "A", "C"),)
    assert conclusions.drawn(run, "B") == (Conclusion("rises", "B"), Conclusion("more", "B", level=0.002))
    assert conclusions.nearest_rival(run, "A") == "C"
    assert (conclusions.rivals(run, "A"), conclusions.rivals(run, "B")) == (["C"], [])
    for kind in conclusions.TWO:
        for pair in (("A", "B"), ("B", "A")):
            with pytest.raises(scenario.ScenarioError, match="B is many countries together"):
                conclusions.check(people, Conclusion(kind, *pair))
    conclusions.check(people, Conclusion("rises", "B"))
    with pytest.raises(scenario.ScenarioError, match="B is many countries together"):
        conclusions.nearest_rival(run, "B")


def test_an_unknown_destination_is_refused(inputs):
    run = group.run(group.of(inputs, "IND_YOUNG"), scenario.make(inputs, {"us_fee": 100000}), 0)
    with pytest.raises(scenario.ScenarioError, match="destination 'UX'"):
        conclusions.drawn(run, "UX")


@settings(max_examples=40)
@given(data=st.data())
def test_what_is_concluded_holds_in_the_central_run(inputs, box, data):
    segment = data.draw(st.sampled_from([*(row.id for row in inputs.segments), group.TOTAL]))
    whole = data.draw(box)
    kept = data.draw(st.integers(0, len(whole.levers)))
    run = group.run(group.of(inputs, segment), scenario.Scenario(whole.levers[:kept], whole.readings), 0)
    for row in inputs.destinations:
        found = conclusions.drawn(run, row.id)
        assert len({conclusion.kind for conclusion in found} & {"rises", "falls"}) <= 1
        assert (
            bool(found)
            or not np.any(abs(run.change) > conclusions.TIE)
            or not run.share[run.group.column(row.id)]
        )
        for conclusion in found:
            margin = conclusion.margin(run.group.destinations, run.baseline, run.share)
            least = 0 if conclusion.kind in ("more", "less") else conclusions.TIE
            assert margin >= least, conclusion


@pytest.mark.parametrize("levers", [{}, {"responsiveness": 1.5, "offer_elasticity": 30}])
def test_nothing_is_concluded_from_the_baseline_nor_from_beliefs_alone(inputs, levers):
    for segment in [*(row.id for row in inputs.segments), group.TOTAL]:
        run = group.run(group.of(inputs, segment), scenario.make(inputs, levers), 0)
        assert all(conclusions.drawn(run, row.id) == () for row in inputs.destinations)
