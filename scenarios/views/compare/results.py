"""Scenarios with their titles -> headline, chart, tables of results and of differences, and the four lines.

Titles are written by users: they are shown as plain text or escaped, never as markup.
"""

from functools import partial
from html import escape

import streamlit as st

from scenarios import sentences
from scenarios.analysis import compare
from scenarios.briefing.context import Context
from scenarios.briefing.plates import several as plates
from scenarios.briefing.storyboard import Named
from scenarios.charts import compare as chart
from scenarios.engine import scenario
from scenarios.views import announce, clock, show
from scenarios.views.compare import tables
from scenarios.views.desk import entries as compared
from scenarios.views.desk import memory, navigation, subject
from scenarios.views.desk.memory import Slot
from scenarios.views.table import download, stamped
from scenarios.views.takeaway import takeaway

_GLYPHS = "●◆■▲✚▼"
"""The marks of the chart as letters, in its order."""

_TAKEN = Slot("compare_line_taken")
"""Letter of the entry that somebody chose to take apart."""


def results(inputs, words, entries, segment, hidden=()):
    """Draw the comparison.

    Parameters
    ----------
    inputs : Inputs
    words : Words
    entries : sequence of (str, Scenario)
        Two to six titles with their scenarios.
    segment : str
    hidden : collection of str
        Ids of destinations that are not shown.
    """
    titles, scenarios = zip(*entries, strict=True)
    draws = int(inputs.parameter("draw_count"))
    shown = {row.id: row for row in inputs.destinations if row.id not in hidden}
    runs = compare.runs(inputs, scenarios, draws)
    rows = [[row for row in compare.rows(run, segment) if row["destination"] in shown] for run in runs]

    named = tuple(Named(title, chosen) for title, chosen in entries)
    made = plates.compare(Context(inputs, words, named, clock.today()), segment, shown)
    with st.container(key="compare_headline"):
        st.text(made.headline)
    show.chart(words, made.figure, "compare")
    announce.announce(inputs, words, made.headline, made.caption[1], made.figure.alt)

    _shares(inputs, words, entries, segment, rows, made, draws)
    _settings(inputs, words, entries)
    _beliefs(inputs, words, entries, segment, shown, draws)


def _heading(words, key):
    return f'<h2 class="pf-cmp-part">{escape(words(f"compare.{key}"))}</h2>'


def _shares(inputs, words, entries, segment, rows, made, draws):
    """The numbers of the chart, with the key to its letters above and the runs below."""
    titles, scenarios = zip(*entries, strict=True)
    letters = compare.LETTERS[: len(entries)]
    versions = scenario.versions(inputs)
    told = "; ".join(
        words(
            "compare.run", letter=letter, run=chosen.run_id(inputs, draws),
            readings=", ".join(sentences.readings_in_use(inputs, chosen)) or "–",
        )
        for letter, chosen in zip(letters, scenarios, strict=True)
    )  # fmt: skip
    details = words(
        "compare.results_details", product=words("app.title"), version=words("app.version"),
        model=versions["model"], data=versions["data"], draws=f"{draws:,}", runs=told,
    )  # fmt: skip
    side_by_side = tables.shares_table(inputs, words, "compare_results", made.table.caption, letters, rows)
    st.html(
        f"{_heading(words, 'results')}{_key(titles)}{stamped(words, side_by_side)}"
        f'<p class="pf-small">{escape(details)}</p>'
    )
    about = segment, subject.place(inputs), ""
    takeaway(inputs, words, made, about, partial(_several, inputs, words))


def _several(inputs, words):
    """The compared scenarios under the names that they keep in a briefing."""
    return tuple(compared.named(inputs, words, one) for one in compared.chosen(inputs, words))


def _key(titles):
    """What each letter stands for, with its mark."""
    items = "".join(
        f'<li><span aria-hidden="true" style="color: {colour}">{glyph}</span> <b>{letter}</b> '
        f"<span>{escape(title)}</span></li>"
        for letter, title, glyph, colour in zip(compare.LETTERS, titles, _GLYPHS, chart.COLOURS, strict=False)
    )
    return f'<ul class="pf-cmp-key">{items}</ul>'


def _settings(inputs, words, entries):
    """The levers and disputed facts in which the scenarios differ, and a line on those they share."""
    titles, scenarios = zip(*entries, strict=True)
    letters = compare.LETTERS[: len(entries)]
    rows = compare.differing(inputs, scenarios)
    same = "; ".join(
        f"{row.title} {sentences.setting(inputs, row, row.values[0])}"
        for row in compare.shared(inputs, scenarios)
    )
    body = f'<p class="pf-cmp-text">{escape(words("compare.no_difference"))}</p>'
    if rows:
        body = stamped(words, tables.settings_table(inputs, words, rows, letters))
    if same:
        body += f'<p class="pf-cmp-text">{escape(words("compare.shared", changes=same))}</p>'
    st.html(f"{_heading(words, 'levers')}{body}")
    if rows:
        names = [f"{letter} {title}" for letter, title in zip(letters, titles, strict=True)]
        download(inputs, words, tables.settings_table(inputs, words, rows, names))


def _beliefs(inputs, words, entries, segment, shown, draws):
    """The four lines of one scenario: what its policy does, and what its beliefs add."""
    st.html(_heading(words, "lines"))
    chosen = entries[_chosen(inputs, words, entries)][1]
    lines = compare.four_lines(inputs, chosen, draws)
    place = compare.loudest(lines, segment)
    with st.container(key="compare_split"):
        st.text(sentences.beliefs_or_policy(inputs, words, lines, segment, place))
    if place:
        _four_lines(inputs, words, lines, segment, place, shown, draws)


def _four_lines(inputs, words, lines, segment, place, shown, draws):
    """The numbers of the four lines: for the destination that moves most, and for all when they are asked for."""
    fill = {
        "group": inputs.segment(segment).short,
        "draws": f"{draws:,}",
    }
    heads = [words(f"compare.line_{whose}_{what}") for whose, what in compare.LINES]
    four = [compare.rows(lines.runs[line], segment) for line in compare.LINES]
    phrase = inputs.destination(place).phrase
    own = [next(row for row in table if row["destination"] == place) for table in four]
    made = tables.lines_table(words, words("compare.lines_caption", place=phrase, **fill), heads, own)
    st.html(f'{stamped(words, made)}<p class="pf-small">{escape(words("compare.lines_start"))}</p>')
    with st.expander(words("compare.lines_all"), key="compare_lines", on_change="rerun") as opened:
        if opened.open:
            kept = [[row for row in table if row["destination"] in shown] for table in four]
            caption = words("compare.results_caption", **fill)
            st.html(stamped(words, tables.shares_table(inputs, words, "compare_lines", caption, heads, kept)))
            download(inputs, words, plates.long_table(inputs, words, "compare_lines", caption, heads, kept))


def _chosen(inputs, words, entries):
    """Which entry to take apart: the first whose beliefs differ, else the last, until somebody chooses one."""
    letters = list(compare.LETTERS[: len(entries)])
    believing = [
        letter for letter, (_, own) in zip(letters, entries, strict=True) if compare.parts(inputs, own)[0]
    ]
    taken = _TAKEN.get()
    navigation.keep("compare_line", taken if taken in letters else (believing or letters[-1:])[0])
    # Letters alone: the browser keeps what is chosen by its label, and a title changes with a lever.
    letter = st.segmented_control(
        words("compare.lines_choose"), letters, key="compare_line", required=True, on_change=_take
    )
    return letters.index(letter)


def _take():
    _TAKEN.put(memory.entered("compare_line"))
