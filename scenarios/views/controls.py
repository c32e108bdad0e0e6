"""The rail of levers: rows of ``levers.csv`` -> sliders -> the current scenario.

Each slider is keyed by its lever id. What is folded away is not drawn, so it costs nothing.
"""

from html import escape

import streamlit as st

from scenarios import policy, sentences
from scenarios.views import badges, state

_LETTER = 2.45
"""Width of a letter of a level's name, in percent of the track; names that would collide go a line down."""


def levers(inputs, words):
    """Draw the rail and return the current scenario."""
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
    with st.container(horizontal=True, vertical_alignment="bottom", key="lever_filter"):
        sought = st.text_input(words("levers.search"), key="lever_search", persist_state="session").casefold()
        only = st.toggle(words("levers.changed_only"), key="lever_changed_only", persist_state="session")
    if sought or only:
        found = [
            row
            for row in inputs.levers
            if (not only or row.id in changed)
            and sought in f"{row.title} {row.group} {row.message}".casefold()
        ]
        for row in found:
            _lever(inputs, words, row, chosen)
        if not found:
            st.write(words("levers.none_found"))
    else:
        for group in dict.fromkeys(row.group for row in inputs.levers):
            _group(inputs, words, group, chosen)
    _readings(inputs, words, chosen)
    return state.current(inputs)


def _group(inputs, words, group, chosen):
    rows = [row for row in inputs.levers if row.group == group]
    title = words(f"group.{group}") if words.has(f"group.{group}") else group
    moved = [row.id for row in rows if row.id in dict(chosen.levers)]
    with st.container(horizontal=True, vertical_alignment="center", key=f"group_{group}"):
        st.subheader(title)
        if moved:
            st.button(
                words("levers.reset_group", group=title), key=f"reset_group_{group}", type="tertiary",
                on_click=_reset, args=[inputs, moved],
            )  # fmt: skip
    for row in rows:
        if row.open:
            _lever(inputs, words, row, chosen)
    folded = [row for row in rows if not row.open]
    if folded:
        count = sum(row.id in dict(chosen.levers) for row in folded)
        label = words("levers.more", count=len(folded))
        label = words("levers.more_changed", label=label, count=count) if count else label
        with st.expander(label, key=f"more_{group}", on_change="rerun") as more:
            if more.open:
                for row in folded:
                    _lever(inputs, words, row, chosen)


def _lever(inputs, words, row, chosen):
    value = dict(chosen.levers).get(row.id, row.baseline)
    with st.container(key=f"lever_{row.id}", gap=None):
        with st.popover(
            row.title, type="tertiary", key=f"about_{row.id}", on_change="rerun",
            icon=":material/change_circle:" if value != row.baseline else None,
        ) as about:  # fmt: skip
            if about.open:
                _about(inputs, words, row, chosen, value)
        state.keep(row.id, value)
        st.slider(
            f"{row.title}, {row.unit}", row.min, row.max, step=row.step, format=_slider_format(row),
            key=row.id, label_visibility="collapsed", on_change=_moved, args=[inputs, row.id, row.id],
        )  # fmt: skip
        st.html(_ticks(inputs, row))


def _slider_format(row):
    """Whole numbers with separators of thousands, everything else as its row says."""
    return "localized" if row.max >= 1000 else row.format


def _ticks(inputs, row):
    """The named levels under the track, as marks and names; the baseline has a ring."""
    levels = sorted(
        (level for level in inputs.lever_levels if level.lever == row.id),
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
    lines = 2 if ends[1] else 1
    return f'<div class="pf-ticks pf-lines-{lines}" aria-hidden="true">{"".join(marks)}</div>'


def _about(inputs, words, row, chosen, value):
    st.write(row.message)
    st.text(
        words(
            "levers.now",
            value=sentences.level_of(inputs, row, value),
            baseline=sentences.level_of(inputs, row, row.baseline),
        )
    )
    levels = {level.title: level.value for level in inputs.lever_levels if level.lever == row.id}
    key = f"{row.id}.level"
    state.keep(key, next((title for title, level in levels.items() if level == value), None))
    st.pills(
        words("levers.named"), list(levels), key=key, on_change=_named, args=[inputs, row.id, key, levels]
    )
    typed = f"{row.id}.typed"
    state.keep(typed, value)
    st.number_input(
        words("levers.typed", low=f"{row.min:g}", high=f"{row.max:g}", unit=row.unit),
        row.min, row.max, value=None, step=row.step, key=typed, on_change=_moved, args=[inputs, row.id, typed],
    )  # fmt: skip
    if value != row.baseline:
        st.button(words("levers.reset"), key=f"{row.id}.reset", on_click=_reset, args=[inputs, [row.id]])
    for line in _notes(inputs, words, row, chosen):
        st.caption(line)
    st.html(_evidence(inputs, words, row))


def _notes(inputs, words, row, chosen):
    titles = {lever.id: lever.title for lever in inputs.levers}
    if row.companion:
        yield words("levers.companion", title=titles[row.companion])
    missed = [
        segment.title
        for segment, told in zip(inputs.segments, policy.reaches(inputs, row), strict=True)
        if not told
    ]
    readings = chosen.reading_values(inputs)
    exposed = {
        e.segment: e.share for e in inputs.exposure if e.lever == row.id and readings[e.reading] == e.option
    }
    missed += [segment.title for segment in inputs.segments if exposed.get(segment.id) == 0]
    if missed:
        yield words("levers.unreachable", groups=", ".join(dict.fromkeys(missed)))
    swallowed = policy.at_limit(inputs, chosen, row)
    if swallowed:
        groups = ", ".join(segment.title for segment in inputs.segments if segment.id in swallowed)
        yield words("levers.at_limit", groups=groups)


def _evidence(inputs, words, row):
    claims = [claim for claim in inputs.claims if f"lever:{row.id}" in claim.targets]
    sources = {source.id: source for source in inputs.sources}
    parts = [f"<p>{badges.badge(words, row.grade)}</p>"]
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
    sources = {source.id: source for source in inputs.sources}
    for name, options in inputs.reading_options().items():
        active = chosen.reading_values(inputs)[name]
        titles = {
            row.option: f"{row.option_title} ({words('readings.default')})"
            if row.default
            else row.option_title
            for row in options
        }
        state.keep(name, active)
        st.radio(
            options[0].title, list(titles), format_func=titles.get, key=name,
            on_change=_read, args=[inputs, name],
        )  # fmt: skip
        row = next(row for row in options if row.option == active)
        cited = "; ".join(badges.citation(words, sources[source]) for source in row.source)
        st.html(
            f'<p class="pf-evidence">{escape(row.date)}. {escape(row.statement)} '
            f"{badges.badge(words, row.grade)} <span class='pf-read-at'>{cited}</span></p>"
        )


def _moved(inputs, lever, key):
    value = st.session_state[key]
    if value is not None:  # an emptied field: nothing was meant, and the field gets its value back
        state.set_values(inputs, {lever: value})


def _named(inputs, lever, key, levels):
    title = st.session_state[key]
    state.set_values(inputs, {lever: levels[title] if title else inputs.lever(lever).baseline})


def _read(inputs, name):
    state.set_values(inputs, readings={name: st.session_state[name]})


def _reset(inputs, names):
    state.set_values(inputs, {name: inputs.lever(name).baseline for name in names})


def _reset_all(inputs):
    state.commit(inputs, type(state.current(inputs))())
