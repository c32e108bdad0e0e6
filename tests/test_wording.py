"""The words that people read: nothing says that something is going to happen, in any scenario, in any text.

The interface words and the words of the data are read once; generated headlines, sentences, captions and chart
texts over a random sample of scenarios, groups and destinations.
"""

import re
import tomllib
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios import (
    attribution,
    conclusions,
    grounds,
    group,
    readings,
    sensitivity,
    sentences,
    simulate,
    text,
    tipping,
    uncertainty,
)
from scenarios.charts import changes, dots, heat, meter, tornado, waterfall

BANNED = re.compile(
    r"\b(will|likely|likelihood|expect\w*|predict\w*|forecast\w*|probab\w*|chances?|confidence)\b",
    re.IGNORECASE,
)

DENIED = (
    "NOT A FORECAST",
    "not a forecast",
    "not a probability",
    "It does not predict what will happen, and no probability is attached to any scenario, range or baseline.",
)
"""Where such a word stands to be denied."""

BROKEN = re.compile(r"\bnan\b|\binf\b|None|\{|\}|−0\.0*(?![0-9])|  ")
"""What no text shows: numbers that are none, places that were not filled, a signed zero, two spaces."""


def faults(told):
    """Banned words and broken pieces of a text, with what it denies taken out."""
    left = _denied(told)
    return BANNED.findall(left) + BROKEN.findall(left)


def _denied(told):
    """A text with a mark in place of what it denies."""
    for phrase in DENIED:
        told = told.replace(phrase, "*")
    return told


@pytest.fixture(scope="module")
def words(inputs):
    """English interface words."""
    return text.words(inputs.folder)


@pytest.mark.parametrize(
    ("told", "found"),
    [
        ("Most will go to Canada.", ["will"]),
        ("A 90% chance; unlikely", ["chance"]),
        ("We expected more.", ["expected"]),
        ("−0.00 points", ["−0.00"]),
        ("{place} gains", ["{", "}"]),
        ("bar = low–high of the assumptions, not a probability", []),
        ("−0.05 points in 9 of 10 draws", []),
    ],
)
def test_the_lint_finds_what_it_is_meant_to_find(told, found):
    assert faults(told) == found


def test_no_interface_word_says_what_is_going_to_happen(inputs):
    table = tomllib.loads((inputs.folder / "text" / "en.toml").read_text(encoding="utf-8"))
    said = {
        f"{section}.{key}": BANNED.findall(_denied(value))
        for section, content in table.items()
        for key, value in content.items()
        if BANNED.search(_denied(value))
    }
    assert said == {}


@settings(max_examples=25)
@given(data=st.data())
def test_no_generated_sentence_says_what_is_going_to_happen(inputs, words, box, data):
    chosen = data.draw(box)
    segment = data.draw(st.sampled_from([*(row.id for row in inputs.segments), group.TOTAL]))
    place = data.draw(st.sampled_from([row.id for row in inputs.destinations]))
    lever = data.draw(st.sampled_from(inputs.levers)).id
    told = [*_explored(inputs, words, chosen, segment)]
    told += _explained(inputs, words, chosen, segment, place, lever)
    assert {line: faults(line) for line in told if faults(line)} == {}


def _explored(inputs, words, chosen, segment):
    run = simulate.run(inputs, chosen, 128)
    one = inputs.segments[0].id if segment == group.TOTAL else segment
    yield sentences.headline(inputs, words, run, one)
    yield sentences.largest_gain(inputs, words, run, one)
    yield sentences.unreached(inputs, words, run, chosen, one) or ""
    yield sentences.comparison(inputs, words, "AB", [run, simulate.run(inputs, chosen, 0)], one)
    caption = sentences.caption(inputs, words, chosen, 128, ("A name",), date.today().isoformat(), "points")
    yield from caption
    names = {row.id: row.short for row in inputs.destinations}
    rows = run.rows()
    own = [row for row in rows if row["segment"] == one]
    yield changes.changes(own, words, names, "a group", caption).alt
    yield heat.heat(rows, words, names, {row.id: row.title for row in inputs.segments}, caption).alt


def _explained(inputs, words, chosen, segment, place, lever):
    """What Why and How sure say of one share, and the texts of their charts."""
    caption = ("ILLUSTRATIVE – NOT A FORECAST", "source")
    who, where = sentences.group_of(inputs, words, segment), sentences.place_of(inputs, place)
    split = attribution.split(inputs, chosen, segment, place)
    rests = grounds.meter(inputs, chosen, split)
    yield sentences.moved_by(inputs, words, chosen, split)
    yield sentences.rests_on(words, rests)
    parts = [
        {"name": part.id, "part_pp": part.part_pp, "low_pp": part.low_order_pp, "high_pp": part.high_order_pp}
        for part in split.parts
    ]
    yield waterfall.waterfall(parts, words, split.baseline, split.share, who, where, caption).alt
    yield meter.meter([{"name": "row", "shares": rests.whole}], words, caption).alt
    people = group.of(inputs, segment)
    run = group.run(people, chosen, 128)
    column = people.column(place)
    low, high = (100 * float(values[column]) for values in run.range())
    yield sentences.ranged(inputs, words, run, uncertainty.standings(run), place)
    yield dots.dots(
        uncertainty.dots(run, place), words, 100 * float(run.change[column]), low, high, who, where, caption
    ).alt
    tornado_ = sensitivity.tornado(inputs, chosen, segment, place)
    yield sentences.swings(inputs, words, chosen, tornado_)
    yield sentences.driven(inputs, words, sensitivity.drivers(inputs, chosen, segment, place, 128))
    bars = [
        {"name": bar.id, "low_label": "low", "high_label": "high", **_points(bar)} for bar in tornado_.bars
    ]
    yield tornado.tornado(bars, words, tornado_.change_pp, who, where, caption).alt
    drawn = conclusions.drawn(run, place)
    found = readings.factorial(inputs, chosen, segment, place, drawn, 128)
    yield sentences.settle(inputs, words, found, segment, place)
    yield from (sentences.judged(inputs, words, verdict) for verdict in found.verdicts)
    yield from (sentences.concluded(inputs, words, conclusion) for conclusion in drawn)
    for conclusion in drawn[-1:]:
        yield sentences.tipped(inputs, words, tipping.tip(inputs, chosen, segment, lever, conclusion))


def _points(bar):
    return {"low_pp": bar.low_pp, "high_pp": bar.high_pp}
