"""The rail of levers: rows of ``levers.csv`` -> sliders -> the current scenario.

Each widget of a lever has a key with its id in it. What is folded away is not drawn, so it costs nothing.
"""

from html import escape

import streamlit as st

from scenarios import sentences
from scenarios.analysis import reach
from scenarios.engine import scenario
from scenarios.views import badges, typed
from scenarios.views.desk import memory, navigation, state
from scenarios.views.markup import remark

_LETTER = 2.45
"""Width of a letter of a level's name, in percent of the track; names that would collide go a line down."""


def levers(inputs, words, marks=None):
    """Draw the rail; each control reports to :mod:`scenarios.views.desk.state`.

    Parameters
    ----------
    inputs : Inputs
    words : Words
    marks : mapping of str to sequence of float, optional
        Lever id -> values to mark on its track; such a lever is not folded away.
    """
    marks = marks or {}
    chosen = state.current(inputs)
    changed = dict(chosen.levers)
    with st.container(horizontal=True, vertical_alignment="center", key="levers_heading"):
        st.header(words("levers.heading"))
        if chosen.levers or chosen.readings:
            st.button(
                words("levers.reset_all"),
                key="reset_all",
                type="tertiary",
                on_click=_reset_all,
                args=[inputs],
            )
    sought = st.text_input(words("levers.search"), key="lever_search", persist_state="session").casefold()
    only = st.toggle(words("levers.changed_only"), key="lever_changed_only", persist_state="session")
    if sought or only:
        found = [
            row
            for row in inputs.levers
            if (not only or row.id in changed) and sought in f"{row.title} {row.group} {row.unit}".casefold()
        ]
        for row in found:
            _lever(inputs, words, row, chosen, marks)
        if not found:
            st.write(words("levers.none_found" if chosen.levers or sought else "levers.none_changed"))
    else:
        for group in dict.fromkeys(row.group for row in inputs.levers):
            _group(inputs, words, group, chosen, marks)
    _readings(inputs, words, chosen)


def _group(inputs, words, group, chosen, marks):
    rows = [row for row in inputs.levers if row.group == group]
    title = sentences.lever_group(words, group)
    moved = [row.id for row in rows if row.id in dict(chosen.levers)]
    with st.container(horizontal=True, vertical_alignment="center", key=f"group_{group}"):
        st.subheader(title)
        if moved:
            st.button(
                words("levers.reset_group", group=title, count=len(moved)), key=f"reset_group_{group}", type="tertiary",
                on_click=_reset, args=[inputs, moved],
            )  # fmt: skip
    for row in rows:
        if row.open or row.id in marks:
            _lever(inputs, words, row, chosen, marks)
    folded = [row for row in rows if not row.open and row.id not in marks]
    if folded:
        # The label stays the same whatever changes inside, or the fold would close under the user's hand.
        with st.expander(
            words("levers.more", count=len(folded)), key=f"more_{group}", on_change="rerun"
        ) as more:
            if more.open:
                for row in folded:
                    _lever(inputs, words, row, chosen, marks)


def _key(lever, part="slider"):
    """Key of a widget of a lever; with a dot, so that no lever takes the key of another widget."""
    return f"lever.{lever}.{part}"


def _lever(inputs, words, row, chosen, marks):
    value = dict(chosen.levers).get(row.id, row.baseline)
    with st.popover(row.title, type="tertiary", key=f"about_{row.id}", on_change="rerun") as about:
        if about.open:
            _about(inputs, words, row, chosen, value)
    navigation.keep(_key(row.id), value)
    st.slider(
        f"{row.title}, {row.unit}", row.min, row.max, value, row.step, format=_slider_format(row, value),
        key=_key(row.id), label_visibility="collapsed", on_change=_moved, args=[inputs, row.id],
    )  # fmt: skip
    st.html(_ticks(inputs, row, value != row.baseline, marks.get(row.id, ())))


def _slider_format(row, value):
    """Whole numbers with separators of thousands, everything else as its row says, with the digits it has."""
    return "localized" if row.max >= 1000 else sentences.format_of(row, value)


def _ticks(inputs, row, changed, marked):
    """The named levels under the track, as marks and names; the baseline has a ring; the unit below.

    A value that a page marks has a pin above the track.
    """
    levels = sorted(
        inputs.levels_of(row.id),
        key=lambda level: (level.value != row.baseline, level.value not in (row.min, row.max), level.value),
    )
    ends: list = [[], []]
    marks = []
    for level in levels:
        place = 100 * (level.value - row.min) / (row.max - row.min)
        wide = _LETTER * len(level.title)
        left = min(max(place - wide / 2, 0), 100 - wide)
        line = next(
            (n for n, taken in enumerate(ends) if all(left > b or left + wide < a for a, b in taken)), None
        )
        kind = "pf-base" if level.value == row.baseline else "pf-level"
        marks.append(f'<i class="{kind}" style="left:{place:.2f}%"></i>')
        if line is not None and wide <= 100:
            ends[line].append((left - 1, left + wide + 1))
            edge = f"left:{left:.2f}%" if place < 99 else "right:0"
            marks.append(f'<span style="{edge};top:{10 + 13 * line}px">{escape(level.title)}</span>')
    marks += [
        f'<i class="pf-tip" style="left:{100 * (value - row.min) / (row.max - row.min):.2f}%"></i>'
        for value in marked
    ]
    kinds = f"pf-lines-{2 if ends[1] else 1}{' pf-changed' if changed else ''}"
    return f'<div class="pf-ticks {kinds}" aria-hidden="true">{"".join(marks)}<b>{escape(row.unit)}</b></div>'


def _about(inputs, words, row, chosen, value):
    st.text(row.message)
    st.text(
        words(
            "levers.now",
            value=sentences.level_of(inputs, row, value),
            baseline=sentences.level_of(inputs, row, row.baseline),
        )
    )
    named = inputs.levels_of(row.id)
    levels = {sentences.level_of(inputs, row, level.value): level.value for level in named}
    key = _key(row.id, "level")
    navigation.keep(key, next((title for title, level in levels.items() if level == value), None))
    st.pills(
        words("levers.named"), list(levels), key=key, on_change=_named, args=[inputs, row.id, key, levels]
    )
    low, high = (sentences.value_of(row, limit) for limit in (row.min, row.max))
    label = words("levers.typed", low=low, high=high)
    typed.number(
        words,
        typed.Field(
            _key(row.id, "typed"), label, row, value, lambda new: state.set_values(inputs, {row.id: new})
        ),
    )
    if value != row.baseline:
        st.button(words("levers.reset"), key=_key(row.id, "reset"), on_click=_reset, args=[inputs, [row.id]])
    for line in _notes(inputs, words, row, chosen):
        remark(line)
    st.html(_evidence(inputs, words, row, value))


def _notes(inputs, words, row, chosen):
    titles = inputs.titles("levers")
    if row.companion:
        yield words("levers.companion", title=titles[row.companion])
    missed = reach.unreached(inputs, chosen, row)
    if missed:
        groups = ", ".join(segment.title for segment in inputs.segments if segment.id in missed)
        yield words("levers.unreachable", groups=groups)
    swallowed = reach.at_limit(inputs, chosen, row)
    if swallowed:
        groups = ", ".join(segment.title for segment in inputs.segments if segment.id in swallowed)
        yield words("levers.at_limit", groups=groups)


def _evidence(inputs, words, row, value):
    claims = [claim for claim in inputs.claims if f"lever:{row.id}" in claim.targets]
    sources = inputs.by_id("sources")
    level = inputs.level(row.id, value)
    parts = [
        f"<p>{escape(words('levers.stands_for'))} {badges.badge(words, row.grade)}<br>"
        f"{escape(words('levers.this_value'))} {badges.badge(words, level.grade if level else 'judgement')}</p>"
    ]
    if claims:
        items = "".join(
            f"<li>{escape(claim.claim)} <span class='pf-read-at'>{escape(claim.id)}, "
            f"{escape(' '.join(claim.documents))}</span></li>"
            for claim in claims
        )
        parts.append(f"<p><strong>{escape(words('levers.claims'))}</strong></p><ul>{items}</ul>")
    items = "".join(f"<li>{badges.citation(words, sources[name])}</li>" for name in row.source)
    parts.append(f"<p><strong>{escape(words('levers.sources'))}</strong></p><ul>{items}</ul>")
    return f'<div class="pf-evidence">{"".join(parts)}</div>'


def _readings(inputs, words, chosen):
    st.header(words("readings.heading"))
    st.caption(words("readings.intro"))
    publishers = {
        source.id: source.title if source.kind == "document" else source.publisher
        for source in inputs.sources
    }
    for name, options in inputs.reading_options().items():
        titles = {
            row.option: f"{row.option_title} ({words('readings.default')})"
            if row.default
            else row.option_title
            for row in options
        }
        navigation.keep(f"reading.{name}", chosen.reading_values(inputs)[name])
        st.radio(
            options[0].title, list(titles), format_func=titles.get, key=f"reading.{name}", on_change=_read,
            args=[inputs, name],
            captions=[
                words(
                    "readings.caption", date=row.date, statement=row.statement,
                    grade=words(f"grade.{row.grade}"), source=publishers[row.source[0]],
                )
                for row in options
            ],
        )  # fmt: skip


def _moved(inputs, lever):
    state.set_values(inputs, {lever: memory.entered(_key(lever))})


def _named(inputs, lever, key, levels):
    title = memory.entered(key)
    state.set_values(inputs, {lever: levels[title] if title else inputs.lever(lever).baseline})


def _read(inputs, name):
    state.set_values(inputs, readings={name: memory.entered(f"reading.{name}")})


def _reset(inputs, names):
    state.set_values(inputs, {name: inputs.lever(name).baseline for name in names})


def _reset_all(inputs):
    state.commit(inputs, scenario.Scenario())
