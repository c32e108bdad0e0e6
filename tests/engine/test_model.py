"""The nested logit against theory: worked examples, limits, identities, and what it refuses."""

import doctest
import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from scenarios.engine import model
from scenarios.engine.model import choice_probabilities, constants

UTILITIES = arrays(float, 6, elements=st.floats(-20, 20))
# Alternatives 0 to 5: 0 stands alone; 1 and 2 are close substitutes inside a wider nest with 3; 4, 5 apart.
TREE = [(0.8, [(0.4, [1, 2]), 3]), (0.6, [4, 5])]


# --- known answers ---------------------------------------------------------------------------------


def test_two_equal_alternatives_share_equally():
    np.testing.assert_allclose(choice_probabilities([3.0, 3.0]), [0.5, 0.5], rtol=1e-15)


def test_the_example_in_the_docstring_holds():
    assert doctest.testmod(model) == (0, 1)


def test_a_binary_logit_is_the_logistic_curve():
    # ln 3 : 0 are odds of three to one
    np.testing.assert_allclose(choice_probabilities([math.log(3), 0.0]), [0.75, 0.25], rtol=1e-14)


def test_one_alternative_alone_takes_everything():
    assert choice_probabilities([-7.0]).tolist() == [1.0]


def test_without_nests_shares_are_proportional_to_the_exponentials():
    # e^ln1 : e^ln2 : e^ln3 : e^ln4 = 1 : 2 : 3 : 4, which sum to 10
    shares = choice_probabilities(np.log([1.0, 2.0, 3.0, 4.0]))
    np.testing.assert_allclose(shares, [0.1, 0.2, 0.3, 0.4], rtol=1e-14)


def test_two_nests_worked_by_hand():
    # Nest of scale 1/2 with V = ln(9)/2 and ln(16)/2: e^(V/scale) = 9 and 16, sum 25, 25^(1/2) = 5.
    # Nest of scale 1/4 with V = ln(81)/4 and ln(175)/4: 81 + 175 = 256, 256^(1/4) = 4.
    # Alone at the top, V = 0: 1. Together 10, so the nests take .5 and .4 and the last alternative .1.
    utility = [math.log(9) / 2, math.log(16) / 2, math.log(81) / 4, math.log(175) / 4, 0.0]
    shares = choice_probabilities(utility, nests=[(0.5, [0, 1]), (0.25, [2, 3])])
    expected = [0.5 * 9 / 25, 0.5 * 16 / 25, 0.4 * 81 / 256, 0.4 * 175 / 256, 0.1]
    np.testing.assert_allclose(shares, expected, rtol=1e-13)


def test_three_levels_worked_by_hand():
    # Inner nest of scale 1/4, twice V = ln(8)/4: 8 + 8 = 16, 16^(1/4) = 2, so its logsum is ln 2.
    # Outer nest of scale 1/2: e^(ln 2 / .5) = 4 beside V = ln(5)/2 with 5: sum 9, 9^(1/2) = 3.
    # Alone at the top, V = 0: 1. So the outer nest takes 3/4, the inner 4/9 of that, each of its two half.
    utility = [math.log(8) / 4, math.log(8) / 4, math.log(5) / 2, 0.0]
    shares = choice_probabilities(utility, nests=[(0.5, [(0.25, [0, 1]), 2])])
    np.testing.assert_allclose(shares, [1 / 6, 1 / 6, 5 / 12, 1 / 4], rtol=1e-13)


def test_the_red_bus_and_the_blue_bus_share_what_one_bus_would_have():
    # Car, red bus, blue bus of equal utility: as the buses become one thing, 1/3 each turns into 1/2, 1/4,
    # 1/4.
    def buses(scale):
        return choice_probabilities([0.0, 0.0, 0.0], nests=[(scale, [1, 2])])

    np.testing.assert_allclose(buses(1.0), [1 / 3, 1 / 3, 1 / 3], rtol=1e-13)
    np.testing.assert_allclose(buses(1e-6), [1 / 2, 1 / 4, 1 / 4], atol=1e-6)


def test_a_nest_with_one_member_has_no_effect_whatever_its_scale():
    plain = choice_probabilities([0.3, -1.0, 0.7])
    for scale in (0.01, 0.5, 1.0):
        np.testing.assert_allclose(
            choice_probabilities([0.3, -1.0, 0.7], nests=[(scale, [1])]), plain, rtol=1e-12
        )


# --- properties ------------------------------------------------------------------------------------


@given(UTILITIES)
def test_shares_are_probabilities_at_any_utility(utility):
    shares = choice_probabilities(utility, nests=TREE)
    assert (shares >= 0).all() and (shares <= 1).all()
    assert shares.sum() == pytest.approx(1, abs=1e-14)


@given(UTILITIES)
def test_nests_of_scale_one_are_no_nests(utility):
    nests = [(1.0, [(1.0, [1, 2]), 3]), (1.0, [4, 5])]
    np.testing.assert_allclose(
        choice_probabilities(utility, nests=nests), choice_probabilities(utility), rtol=1e-12
    )


@given(UTILITIES, st.floats(-50, 50))
def test_a_constant_added_to_every_utility_changes_nothing(utility, constant):
    np.testing.assert_allclose(
        choice_probabilities(utility + constant, nests=TREE),
        choice_probabilities(utility, nests=TREE),
        rtol=1e-10,
        atol=1e-14,
    )


@given(UTILITIES, st.floats(-20, 20))
def test_without_nests_a_third_utility_leaves_the_ratio_of_two_others(utility, other):
    changed = utility.copy()
    changed[5] = other
    before, after = choice_probabilities(utility), choice_probabilities(changed)
    assert after[0] / after[1] == pytest.approx(before[0] / before[1], rel=1e-10)


@given(UTILITIES, st.floats(-20, 20))
def test_inside_a_nest_an_outsider_leaves_the_ratio_of_two_members(utility, other):
    changed = utility.copy()
    changed[[0, 3, 5]] = other
    before, after = choice_probabilities(utility, nests=TREE), choice_probabilities(changed, nests=TREE)
    assert after[1] / after[2] == pytest.approx(before[1] / before[2], rel=1e-9)


@given(UTILITIES, st.integers(0, 5), st.floats(0.01, 5))
def test_more_utility_raises_the_own_share_and_lowers_every_other(utility, which, more):
    better = utility.copy()
    better[which] += more
    change = choice_probabilities(better, nests=TREE) - choice_probabilities(utility, nests=TREE)
    assert change[which] >= 0
    assert (np.delete(change, which) <= 1e-15).all()


def test_a_nest_loses_more_to_its_own_member_than_to_an_outsider():
    start = choice_probabilities(np.zeros(4), nests=[(0.5, [0, 1])])
    better = choice_probabilities([0.5, 0, 0, 0], nests=[(0.5, [0, 1])])
    assert (better[1] - start[1]) / start[1] < (better[2] - start[2]) / start[2] < 0


@given(arrays(float, 4, elements=st.floats(-3, 3)), st.floats(0.2, 1))
def test_derivatives_follow_the_elasticity_formulas_of_the_nested_logit(utility, scale):
    # Train (2009), ch. 4, with w the share within the nest: for i, j in one nest
    #   dP_i/dV_j = -P_i (P_j + (1/scale - 1) w_j),  dP_j/dV_j = P_j (1/scale - (1/scale - 1) w_j - P_j),
    # and for i outside dP_i/dV_j = -P_i P_j.
    nests, step = [(scale, [0, 1])], 1e-5
    up, down = utility.copy(), utility.copy()
    up[1] += step
    down[1] -= step
    slope = (choice_probabilities(up, nests=nests) - choice_probabilities(down, nests=nests)) / (2 * step)
    share = choice_probabilities(utility, nests=nests)
    within, extra = share[1] / (share[0] + share[1]), 1 / scale - 1
    expected = [
        -share[0] * (share[1] + extra * within),
        share[1] * (1 / scale - extra * within - share[1]),
        -share[2] * share[1],
        -share[3] * share[1],
    ]
    np.testing.assert_allclose(slope, expected, atol=1e-8)


@given(UTILITIES, st.integers(0, 5))
def test_shares_are_the_slopes_of_the_logsum(utility, which):
    # McFadden's theorem, for the logsum of TREE written out.
    def logsum(v):
        inner = 0.4 * np.log(np.exp(v[1] / 0.4) + np.exp(v[2] / 0.4))
        outer = 0.8 * np.log(np.exp(inner / 0.8) + np.exp(v[3] / 0.8))
        second = 0.6 * np.log(np.exp(v[4] / 0.6) + np.exp(v[5] / 0.6))
        return np.log(np.exp(v[0]) + np.exp(outer) + np.exp(second))

    step = np.zeros(6)
    step[which] = 1e-5
    slope = (logsum(utility + step) - logsum(utility - step)) / 2e-5
    assert choice_probabilities(utility, nests=TREE)[which] == pytest.approx(slope, abs=1e-8)


# --- extremes and availability ---------------------------------------------------------------------


@pytest.mark.parametrize("size", [1e3, 1e4])
@pytest.mark.parametrize("nests", [None, TREE, [(0.05, [0, 1, 2]), (0.05, [3, 4, 5])]])
def test_huge_utilities_neither_overflow_nor_vanish(size, nests):
    signs = np.array(np.meshgrid(*[[-1.0, 0.0, 1.0]] * 6)).reshape(6, -1).T
    shares = choice_probabilities(size * signs, nests=nests)
    assert np.isfinite(shares).all()
    np.testing.assert_allclose(shares.sum(axis=-1), 1, atol=1e-12)


def test_equal_huge_utilities_share_equally():
    np.testing.assert_allclose(choice_probabilities([-1e4, -1e4, -1e4, -1e4]), 0.25, rtol=1e-12)


@given(UTILITIES, st.sets(st.integers(0, 5), max_size=4))
def test_what_is_not_available_has_exactly_nothing_and_might_as_well_not_be_there(utility, absent):
    present = [column for column in range(6) if column not in absent]
    available = np.isin(range(6), present)
    shares = choice_probabilities(utility, available, TREE)
    assert (shares[~available] == 0.0).all()
    assert shares.sum() == pytest.approx(1, abs=1e-14)

    def kept(nests):
        """The nests without what is absent, columns numbered anew, empty nests left out."""
        for member in nests:
            if isinstance(member, int):
                yield from [present.index(member)] if member in present else []
            elif inner := list(kept(member[1])):
                yield (member[0], inner)

    never = choice_probabilities(utility[present], nests=list(kept(TREE)))
    np.testing.assert_allclose(shares[present], never, rtol=1e-12, atol=1e-300)


@pytest.mark.parametrize("hidden", [np.nan, np.inf, -np.inf, 1e300])
def test_the_utility_of_what_is_not_available_is_not_looked_at(hidden):
    shares = choice_probabilities([0.0, hidden, 0.0], [True, False, True], [(0.5, [1, 2])])
    assert shares.tolist() == [0.5, 0.0, 0.5]


def test_a_nest_in_which_nothing_is_available_takes_nothing():
    available = [True, False, False, True, True]
    shares = choice_probabilities([1.0, 5.0, 5.0, 1.0, 1.0], available, [(0.7, [(0.5, [1, 2]), 3])])
    np.testing.assert_allclose(shares, [1 / 3, 0, 0, 1 / 3, 1 / 3], rtol=1e-13)


def test_availability_may_differ_between_rows():
    shares = choice_probabilities(np.zeros((2, 3)), [[True, True, False], [True, True, True]])
    np.testing.assert_allclose(shares, [[1 / 2, 1 / 2, 0], [1 / 3, 1 / 3, 1 / 3]], rtol=1e-14)


# --- many rows at once -----------------------------------------------------------------------------


def test_scales_given_as_arrays_equal_one_call_for_each_row():
    generator = np.random.default_rng(1)
    utility = generator.normal(size=(40, 3, 6))
    outer, inner, second = generator.uniform(0.3, 1, size=(3, 40))
    together = choice_probabilities(
        utility, nests=[(outer[:, None], [(inner[:, None], [1, 2]), 3]), (second[:, None], [4, 5])]
    )
    for row in range(40):
        nests = [(outer[row], [(inner[row], [1, 2]), 3]), (second[row], [4, 5])]
        alone = choice_probabilities(utility[row], nests=nests)
        np.testing.assert_allclose(together[row], alone, rtol=1e-13)


def test_the_order_of_nests_and_members_does_not_matter():
    utility = np.random.default_rng(2).normal(size=(20, 6))
    turned = [(0.6, [5, 4]), (0.8, [3, (0.4, [2, 1])])]
    np.testing.assert_allclose(
        choice_probabilities(utility, nests=turned), choice_probabilities(utility, nests=TREE), rtol=1e-13
    )


# --- refusals --------------------------------------------------------------------------------------


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_a_utility_that_is_not_finite_is_refused(bad):
    with pytest.raises(ValueError, match="not finite"):
        choice_probabilities([0.0, bad, 0.0])
    with pytest.raises(ValueError, match="not finite"):
        choice_probabilities([0.0, bad, 0.0], [True, True, False])


def test_a_bad_utility_cannot_hide_behind_an_unavailable_one_in_another_row():
    utility = np.array([[0.0, -np.inf], [0.0, 0.0]])
    with pytest.raises(ValueError, match="not finite"):
        choice_probabilities(utility, [[True, True], [True, False]])


@pytest.mark.parametrize("available", [[False, False], [[True, True], [False, False]]])
def test_a_row_with_nothing_available_is_refused(available):
    with pytest.raises(ValueError, match="at least one alternative"):
        choice_probabilities(np.zeros((2, 2)), available)


@pytest.mark.parametrize("scale", [0, -0.5, np.nan, np.inf, [0.5, 0.0]])
def test_a_scale_that_is_not_positive_is_refused(scale):
    with pytest.raises(ValueError, match="positive number"):
        choice_probabilities(np.zeros((2, 2)), nests=[(scale, [0, 1])])


@pytest.mark.parametrize(
    ("nests", "words"),
    [
        ([(0.5, [0, 3])], "3 is out of range for 3"),
        ([(0.5, [-1, 0])], "-1 is out of range"),
        ([(0.5, [0, 1]), (0.5, [1, 2])], "1 is in more than one nest"),
        ([(0.5, [0, 0])], "0 is in more than one nest"),
        ([(0.5, [0, (0.4, [0, 1])])], "0 is in more than one nest"),
        ([(0.5, [])], "at least one member"),
        ([(0.5,)], "pair"),
        ([(0.5, 1)], "pair"),
        ([(0.5, [0], [1])], "pair"),
        ([0.5], "pair"),
        ([None], "pair"),
        ([True], "pair"),
    ],
)
def test_a_malformed_nest_is_refused_in_words(nests, words):
    with pytest.raises(ValueError, match=words):
        choice_probabilities(np.zeros(3), nests=nests)


@pytest.mark.parametrize("utility", [1.0, [], np.zeros((3, 0))])
def test_no_alternatives_at_all_are_refused(utility):
    with pytest.raises(ValueError, match="at least one alternative"):
        choice_probabilities(utility)


# --- constants -------------------------------------------------------------------------------------


def test_constants_follow_the_formula_of_the_specification():
    # V0_j = ln s_top + l_move ln(s_nest / s_top) + l_nest ln(s_j / s_nest); the status quo is ln s.
    shares = np.array([0.5, 0.1, 0.2, 0.15, 0.05])
    found = constants(shares, [(0.75, [(0.5, [1, 2]), (0.65, [3, 4])])])
    expected = [
        math.log(0.5),
        math.log(0.5) + 0.75 * math.log(0.3 / 0.5) + 0.5 * math.log(0.1 / 0.3),
        math.log(0.5) + 0.75 * math.log(0.3 / 0.5) + 0.5 * math.log(0.2 / 0.3),
        math.log(0.5) + 0.75 * math.log(0.2 / 0.5) + 0.65 * math.log(0.15 / 0.2),
        math.log(0.5) + 0.75 * math.log(0.2 / 0.5) + 0.65 * math.log(0.05 / 0.2),
    ]
    np.testing.assert_allclose(found, expected, rtol=1e-13)


@given(
    arrays(float, 6, elements=st.floats(1e-6, 1)),
    st.tuples(st.floats(0.05, 1), st.floats(0.05, 1), st.floats(0.05, 1)),
)
def test_constants_give_back_any_shares_under_any_scales(weights, scales):
    shares = weights / weights.sum()
    nests = [(scales[0], [(scales[1], [1, 2]), 3]), (scales[2], [4, 5])]
    found = choice_probabilities(constants(shares, nests), nests=nests)
    np.testing.assert_allclose(found, shares, atol=1e-12, rtol=0)


@given(arrays(float, 6, elements=st.sampled_from([0.0]) | st.floats(1e-6, 1)))
def test_constants_give_back_shares_of_which_some_are_zero(weights):
    assume(weights.sum() > 0)
    shares = weights / weights.sum()
    start = constants(shares, TREE)
    assert (np.isneginf(start) == (shares == 0)).all()
    found = choice_probabilities(start, shares > 0, TREE)
    assert (found[shares == 0] == 0.0).all()
    np.testing.assert_allclose(found, shares, atol=1e-12, rtol=0)


def test_constants_take_one_row_of_scales_for_each_draw():
    shares = np.array([[0.5, 0.2, 0.3], [0.1, 0.6, 0.3]])
    scales = np.array([0.3, 0.5, 0.9])[:, None]
    start = constants(shares, [(scales, [1, 2])])
    assert start.shape == (3, 2, 3)
    found = choice_probabilities(start, nests=[(scales, [1, 2])])
    np.testing.assert_allclose(found, np.broadcast_to(shares, (3, 2, 3)), atol=1e-13)
