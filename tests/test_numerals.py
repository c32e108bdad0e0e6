"""Numbers as people write them: a table by country, thousands in every locale, and the way back."""

import json
import math
from decimal import Decimal
from pathlib import Path

import pytest
from babel import Locale, localedata, numbers
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios import numerals, sentences
from scenarios.engine import scenario

TABLE = json.loads((Path(__file__).parent / "numerals.json").read_text(encoding="utf-8"))
LOCALES = sorted(localedata.locale_identifiers())
WRITTEN = 5000


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row['in']}: {row['text']}")
def test_a_number_is_read_as_its_country_writes_it_or_both_ways_or_not_at_all(inputs, row):
    scale = inputs.lever(row["lever"]) if "lever" in row else numerals.PLAIN
    assert numerals.meanings(row["text"], scale) == tuple(row["means"])


# --- as a library that knows every locale writes them ------------------------------------------------

values = st.decimals(-1_000_000, 1_000_000, places=0) | st.integers(0, 4).flatmap(
    lambda places: st.decimals(-2000, 2000, places=places)
)


@st.composite
def typed(draw):
    """A number, its scale, and how somebody in some locale types it."""
    value, locale = draw(values), Locale.parse(draw(st.sampled_from(LOCALES)))
    system = draw(st.sampled_from(["latn", "default"]))
    kind = draw(st.sampled_from(["plain", "ungrouped", "places", "dollars", "percent"]))
    scale = numerals.PLAIN
    if kind == "dollars":
        value, scale = abs(round(value, 2)), numerals.Scale("$%d")
        text = numbers.format_currency(value, "USD", locale=locale, numbering_system=system)
    elif kind == "percent":
        scale = numerals.PERCENT
        text = numbers.format_percent(
            value / 100, locale=locale, decimal_quantization=False, numbering_system=system
        )
    elif kind == "places":
        text = numbers.format_decimal(
            value, "#,##0.000;-#,##0.000", locale, decimal_quantization=False, numbering_system=system
        )
    else:
        text = numbers.format_decimal(
            value, locale=locale, decimal_quantization=False, group_separator=kind == "plain",
            numbering_system=system,
        )  # fmt: skip
    if draw(st.booleans()):  # what the keyboard has
        text = "".join(" " if letter.isspace() else letter for letter in text)
    for dash in draw(st.sampled_from(["-", "\u2212", "\u2013", "\uff0d"])):
        text = text.replace("-", dash)
    return float(value), scale, text, str(locale)


def test_no_number_of_five_thousand_in_any_locale_is_taken_for_another(record_property):
    found = {"as meant": 0, "asked": 0, "refused": 0}

    @settings(max_examples=WRITTEN)
    @given(typed())
    def check(case):
        value, scale, text, locale = case
        read = numerals.meanings(text, scale)
        assert not read or value in read, (locale, text, read)
        assert len(read) < 2 or len(set(read)) == 2
        found["refused" if not read else "as meant" if len(read) == 1 else "asked"] += 1

    check()
    for name, count in found.items():
        record_property(name, count)
    assert sum(found.values()) >= WRITTEN
    # A reader that refuses everything takes nothing for something else either.
    assert found["as meant"] > 0.7 * WRITTEN and found["refused"] < 0.05 * WRITTEN


@given(st.text(max_size=80) | st.text("0123456789.,' -+$%ke_\u2212\u202f\u066b", max_size=12))
def test_any_text_gives_two_finite_numbers_at_most(text):
    found = numerals.meanings(text)
    assert len(found) <= 2 and all(math.isfinite(value) for value in found)


# --- the way back ------------------------------------------------------------------------------------


@settings(max_examples=500)
@given(st.floats(allow_nan=False, allow_infinity=False) | values.map(float))
def test_a_number_is_written_so_that_it_means_that_number_alone(value):
    assert numerals.meanings(numerals.written(value)) == (value,)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (100000.0, "100000"),
        (100, "100"),
        (1.125, "1.1250"),
        (62.345, "62.3450"),
        (0.125, "0.125"),
        (-0.0, "0"),
    ],
)
def test_three_decimals_after_a_point_are_four(value, text):
    assert numerals.written(value) == text


def test_what_the_pages_print_of_a_lever_is_read_back_or_asked_about(inputs):
    @settings(max_examples=300)
    @given(st.sampled_from(inputs.levers), st.floats(0, 1), st.integers(0, 6))
    def check(row, part, places):
        value = min(max(round(row.min + part * (row.max - row.min), places), row.min), row.max) + 0.0
        assert value in numerals.meanings(sentences.value_of(row, value), row)
        assert numerals.meanings(sentences.unmistakable(row, value), row) == (value,)

    check()


@pytest.mark.parametrize(
    "row", [{"lever": "us_fee", "text": "100.000"}, {"lever": "us_fee", "text": "62,345"}]
)
def test_what_can_mean_two_numbers_is_refused_where_nobody_can_be_asked(inputs, row):
    first, second = map(numerals.written, numerals.meanings(row["text"]))
    with pytest.raises(scenario.ScenarioError) as told:
        scenario.meant(inputs.lever(row["lever"]), row["text"])
    assert all(part in str(told.value) for part in (row["lever"], row["text"], first, second, "0 to 150000"))


def test_a_value_of_many_digits_reads_like_no_other(inputs):
    @settings(max_examples=300)
    @given(st.sampled_from(inputs.levers), st.floats(0, 1), st.floats(0, 1))
    def check(row, one, other):
        first, second = (row.min + part * (row.max - row.min) + 0.0 for part in (one, other))
        same = sentences.value_of(row, first) == sentences.value_of(row, second)
        assert same == (first == second)

    check()


@pytest.mark.parametrize(
    ("lever", "value", "text"),
    [
        ("us_odds", 0.3333, "0.3333"), ("us_odds", 0.35, "0.35"), ("us_odds", 1, "1.00"),
        ("us_fee", 62345.67, "$62,345.67"), ("us_fee", 100000, "$100,000"), ("us_pr_wait", 12.5, "12.5%"),
        ("us_welcome", 0.125, "+0.125"), ("us_welcome", -0.0001, "\u22120.0001"), ("us_welcome", 0, "0.00"),
        ("tenure_years", 1, "1 year"), ("tenure_years", 4.5, "4.5 years"), ("responsiveness", 1.2345, "x1.2345"),
        ("offer_elasticity", 2.5, "2.5"), ("us_fee", 1e-20, "$1e\u221220"),
    ],
)  # fmt: skip
def test_a_typed_value_keeps_its_digits(inputs, lever, value, text):
    assert sentences.value_of(inputs.lever(lever), value) == text


@pytest.mark.parametrize(
    ("lever", "value", "text"),
    [
        ("us_fee", 100000, "$100\u202f000"), ("us_fee", 100, "$100"), ("us_fee", 62.345, "$62.3450"),
        ("us_welcome", -0.1, "\u22120.1"), ("us_pr_wait", 12.5, "12.5%"),
    ],
)  # fmt: skip
def test_a_choice_between_two_numbers_has_no_mark_that_can_be_misread(inputs, lever, value, text):
    assert sentences.unmistakable(inputs.lever(lever), value) == text


# --- steps -------------------------------------------------------------------------------------------


def test_a_lever_stops_at_its_ends_its_baseline_and_at_round_steps(inputs):
    for row in inputs.levers:
        stops = scenario.stops(row)
        assert (stops[0], stops[-1]) == (row.min, row.max)
        assert row.baseline in stops and list(stops) == sorted(set(stops))
        for stop in stops[:-1]:
            assert (Decimal(repr(stop)) - Decimal(repr(row.min))) % Decimal(repr(row.step)) == 0
    assert scenario.stops(inputs.lever("cn_incentive"))[-2:] == (700000, 702200)
    assert 0.3 in scenario.stops(inputs.lever("us_welcome"))
    assert 62345.0 in scenario.stops(inputs.lever("us_fee"), 62345.0)


def test_a_zero_has_no_sign(inputs):
    plain, signed = (scenario.make(inputs, {"cn_language": zero}) for zero in (0, -0.0))
    assert repr(plain) == repr(signed)
    assert plain.run_id(inputs, 1024) == signed.run_id(inputs, 1024)
