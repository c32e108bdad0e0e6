"""Kept scenarios under the model and data of now: what is the same, what moved, what is gone."""

import math

import pytest
from hypothesis import given
from pydantic import ValidationError

from scenarios import inputs as data
from scenarios.engine import scenario, simulate
from scenarios.formats import reopen
from scenarios.formats.reopen import Kept


@pytest.fixture
def odds(inputs):
    """A scenario that access to the US decides."""
    return scenario.make(inputs, {"us_odds": 1}, {"fee_scope": "all_new"})


@pytest.fixture
def newer(heavier):
    """Data in which access counts twice as much."""
    return data.load(heavier)


def changed(kept, **fields):
    """What is kept, with some of it replaced."""
    return Kept(**{**kept.model_dump(), **fields})


def test_any_scenario_that_is_kept_opens_exactly(inputs, box):
    @given(box)
    def check(chosen):
        again = reopen.reopen(inputs, reopen.keep(inputs, chosen))
        assert again.scenario == chosen
        assert again.exact
        assert not again.versions and not again.unused and not again.moved

    check()


def test_what_is_kept_survives_being_written_as_text(inputs, box):
    @given(box)
    def check(chosen):
        kept = reopen.keep(inputs, chosen)
        assert Kept.model_validate_json(kept.model_dump_json()) == kept

    check()


def test_everything_that_gives_a_scenario_its_meaning_is_kept(inputs, odds):
    kept = reopen.keep(inputs, odds)
    assert set(kept.levers) == {row.id for row in inputs.levers}
    assert set(kept.readings) == set(inputs.reading_options())
    assert kept.versions == scenario.versions(inputs)
    assert set(kept.shares) == {row.id for row in inputs.segments}
    assert all(math.isclose(sum(row.values()), 1, abs_tol=1e-12) for row in kept.shares.values())
    assert kept.digits is None


def test_a_changed_weight_lists_what_moved_and_the_versions(inputs, odds, newer):
    again = reopen.reopen(newer, reopen.keep(inputs, odds))
    assert again.scenario == odds
    assert not again.exact and again.compared and not again.unused
    assert again.versions == (("data", inputs.version, newer.version),)
    sizes = [abs(one.now - one.then) for one in again.moved]
    assert sizes == sorted(sizes, reverse=True) and min(sizes) > 1e-9
    then, now = simulate.run(inputs, odds, 0), simulate.run(newer, odds, 0)
    wanted = {
        (segment, destination): (then.share[row, column], now.share[row, column])
        for row, segment in enumerate(then.segments)
        for column, destination in enumerate(then.destinations)
        if abs(then.share[row, column] - now.share[row, column]) > 1e-9
    }
    assert {(one.segment, one.destination): (one.then, one.now) for one in again.moved} == wanted
    assert ("IND_YOUNG", "US") in wanted


def test_under_changed_data_the_same_shares_are_exact_and_the_versions_still_named(inputs, newer):
    again = reopen.reopen(newer, reopen.keep(inputs, scenario.Scenario()))
    assert again.exact, "the model starts from the observed shares, whatever counts"
    assert [name for name, _, _ in again.versions] == ["data"]


def test_versions_are_compared_as_text_and_unknown_ones_left_alone(inputs, odds):
    kept = changed(reopen.keep(inputs, odds), versions={"format": "1", "model": "0", "engine": "9"})
    now = str(scenario.versions(inputs)["model"])
    assert reopen.reopen(inputs, kept).versions == (("model", "0", now),)


@pytest.mark.parametrize(
    ("field", "name", "value", "words"),
    [
        ("levers", "us_gone", 0.5, ["unknown lever 'us_gone'"]),
        ("levers", "us_odds", 1.01, ["us_odds", "1.01", "0.05 to 1"]),
        ("readings", "gone", "yes", ["unknown reading 'gone'"]),
        ("readings", "fee_scope", "nobody", ["fee_scope", "'nobody'"]),
    ],
)
def test_a_removed_or_out_of_range_value_is_named_and_the_rest_opens(inputs, odds, field, name, value, words):
    kept = reopen.keep(inputs, odds)
    again = reopen.reopen(inputs, changed(kept, **{field: {**getattr(kept, field), name: value}}))
    levers = {key: old for key, old in odds.levers if key != name}
    readings = {key: old for key, old in odds.readings if key != name}
    assert again.scenario == scenario.make(inputs, levers, readings)
    assert not again.exact and len(again.unused) == 1
    assert all(word in again.unused[0] for word in words)


def test_a_destination_that_is_gone_is_named_if_anybody_preferred_it(inputs, odds):
    kept = reopen.keep(inputs, odds)
    shares = {**kept.shares, "IND_YOUNG": {**kept.shares["IND_YOUNG"], "MARS": 0.01, "VENUS": 0.0}}
    again = reopen.reopen(inputs, changed(kept, shares=shares))
    assert again.unused == ("IND_YOUNG MARS: no such group or destination any more",)
    assert not again.exact and not again.moved


def test_a_group_that_is_gone_is_named(inputs, odds):
    kept = reopen.keep(inputs, odds)
    again = reopen.reopen(inputs, changed(kept, shares={**kept.shares, "ROBOTS": {"US": 0.4, "CN": 0.6}}))
    assert len(again.unused) == 2 and all(part.startswith("ROBOTS ") for part in again.unused)
    assert not again.exact


@pytest.mark.parametrize(
    ("off", "exact"), [(0.000049, True), (-0.000049, True), (0.000051, False), (0.01, False)]
)
def test_shares_kept_with_four_decimals_may_be_off_by_half_of_the_last(inputs, odds, off, exact):
    share = reopen.keep(inputs, odds).shares["IND_YOUNG"]["US"]
    kept = Kept(levers={"us_odds": 1.0}, readings={"fee_scope": "all_new"}, digits=4)
    again = reopen.reopen(inputs, changed(kept, shares={"IND_YOUNG": {"US": share + off}}))
    assert again.exact is exact


@pytest.mark.parametrize(("off", "exact"), [(1e-10, True), (1e-8, False)])
def test_shares_kept_whole_may_be_off_by_the_noise_of_arithmetic(inputs, odds, off, exact):
    kept = reopen.keep(inputs, odds)
    row = kept.shares["IND_YOUNG"]
    shares = {**kept.shares, "IND_YOUNG": {**row, "US": row["US"] + off}}
    assert reopen.reopen(inputs, changed(kept, shares=shares)).exact is exact


def test_with_nothing_to_compare_it_opens_and_is_not_exact(inputs, odds):
    again = reopen.reopen(inputs, changed(reopen.keep(inputs, odds), shares={}))
    assert again.scenario == odds
    assert not again.compared and not again.exact and not again.unused and not again.moved


def test_nothing_kept_is_the_baseline(inputs):
    assert reopen.reopen(inputs, Kept()).scenario == scenario.Scenario()


def test_more_that_could_not_be_used_withholds_exact_and_goes_first(inputs, odds):
    again = reopen.reopen(inputs, reopen.keep(inputs, odds))
    assert again.with_unused([]).exact
    assert again.with_unused(["one"]).with_unused(["two"]).unused == ("two", "one")
    assert not again.with_unused(["one"]).exact


def test_what_changed_in_several_is_told_of_each_by_its_title(inputs, odds, newer):
    still = reopen.reopen(newer, reopen.keep(inputs, scenario.Scenario())).named("Still")
    moved = reopen.reopen(newer, reopen.keep(inputs, odds)).named("Moved").with_unused(["Moved: a part"])
    for several in ([still, moved], [moved, still]):
        both = reopen.together(several)
        assert not both.exact and both.compared
        assert both.moved == moved.moved and {one.title for one in both.moved} == {"Moved"}
        assert both.unused == ("Moved: a part",)
        assert both.versions == still.versions == moved.versions
    assert reopen.together([still, still]).exact


@pytest.mark.parametrize(
    "text", ["", "{}x", "[]", '{"levers": {"us_fee": "1"}}', '{"more": 1}', '{"levers": 1}']
)
def test_a_body_that_this_app_did_not_write_is_refused(text):
    with pytest.raises(ValidationError):
        Kept.model_validate_json(text)
