"""The words that people read: nothing says that something is going to happen, in any scenario, in any text.

The interface words and the words of the data are read once; generated headlines, sentences, captions and chart
texts over a random sample of scenarios, groups and destinations.
"""

import re
import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios import sentences
from scenarios.analysis import conclusions, readings, tipping
from scenarios.briefing import Context, Named, charts, quotes
from scenarios.briefing.storyboard import COMPARE
from scenarios.engine import group, simulate
from scenarios.engine.scenario import Scenario, ScenarioError

ONE_GROUP = ("changes", "compare", "beliefs")
"""Charts that show one segment, never all of them weighted."""

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


COMPARED = re.compile(
    r"other countries (is|gains|loses)\b|(ahead of|(gains|loses) more than) other countries", re.IGNORECASE
)
"""Countries that have no row of their own, held against one as if they were one."""


def faults(told):
    """Banned words, broken pieces and comparisons of a text, with what it denies taken out."""
    left = _denied(told)
    compared = [found.group() for found in COMPARED.finditer(left)]
    return BANNED.findall(left) + BROKEN.findall(left) + compared


def _denied(told):
    """A text with a mark in place of what it denies."""
    for phrase in DENIED:
        told = told.replace(phrase, "*")
    return told


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
        ("Germany is ahead of other countries in more than 95% of draws.", ["ahead of other countries"]),
        ("Other countries gains more than Germany", ["Other countries gains"]),
        ("5 fewer would prefer other countries", []),
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
    told += _plated(inputs, words, chosen, segment, place, lever)
    told += _explained(inputs, words, chosen, segment, place, lever)
    assert {line: faults(line) for line in told if faults(line)} == {}


def _explored(inputs, words, chosen, segment):
    run = simulate.run(inputs, chosen, 128)
    one = inputs.segments[0].id if segment == group.TOTAL else segment
    yield sentences.unreached(inputs, words, run, chosen, one) or ""
    yield sentences.comparison(inputs, words, "AB", [run, simulate.run(inputs, chosen, 0)], one)


def _plated(inputs, words, chosen, segment, place, lever):
    """Everything that is written on and beside every chart of a briefing."""
    named = Named("A name", chosen)
    for chart in charts.CHARTS:
        several = (named, Named("Another", Scenario())) if chart == COMPARE else (named,)
        one = inputs.segments[0].id if segment == group.TOTAL and chart in ONE_GROUP else segment
        try:
            made = charts.plate(chart, Context(inputs, words, several, "2026-11-22"), one, place, lever)
        except ScenarioError:  # the group lacks the destination
            continue
        yield from (made.headline, made.note, made.question, made.answer, *made.caption, made.credit.line)
        yield from (made.table.caption, *made.table.columns)
        yield from (cell.text for row in made.table.rows for cell in row)
        yield made.figure.alt if made.figure else ""
        yield from (series.name for series in (made.native.series if made.native else ()))
        yield from (quotes.caption(inputs, words, made, chosen, one, place), quotes.citation(words, made))


def _explained(inputs, words, chosen, segment, place, lever):
    """What How sure says of one share besides."""
    run = group.run(group.of(inputs, segment), chosen, 128)
    drawn = conclusions.drawn(run, place)
    found = readings.factorial(inputs, chosen, segment, place, drawn, 128)
    yield sentences.settle(inputs, words, found, segment, place)
    yield from (sentences.judged(inputs, words, verdict) for verdict in found.verdicts)
    yield from (sentences.concluded(inputs, words, conclusion) for conclusion in drawn)
    for conclusion in drawn[-1:]:
        yield sentences.tipped(inputs, words, tipping.tip(inputs, chosen, segment, lever, conclusion))


@settings(max_examples=40)
@given(data=st.data())
def test_more_and_fewer_in_a_headline_have_the_sign_of_the_change(inputs, words, box, data):
    chosen = data.draw(box)
    run = simulate.run(inputs, chosen, 0)
    phrases = {row.phrase: column for column, row in enumerate(inputs.destinations)}
    part = re.compile(
        rf"(?P<about>about as many as before|)(as many as before|)(\S.* (?P<way>more|fewer)|)(?: would prefer)?"
        rf" (?P<place>{'|'.join(map(re.escape, phrases))})"
    )
    for segment, change in zip(inputs.segments, run.change, strict=True):
        told = sentences.headline(inputs, words, run, segment.id)
        named = told.removeprefix(f"Of 1,000 {segment.short} ").removesuffix(".")
        if named == told.removesuffix("."):  # it speaks of no destination
            assert not change.any(), told
            continue
        for one in named.split(" and "):
            said = part.fullmatch(one)
            assert said, told
            people = 1000 * change[phrases[said["place"]]]
            if said["way"]:
                assert (people > 0) == (said["way"] == "more") and people, (told, people)
            elif said["about"]:
                assert 0 < abs(people) < 0.05, (told, people)
            else:
                assert people == 0, (told, people)
