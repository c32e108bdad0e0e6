"""Explore: move levers and see, for one group or all, how the preferred destinations would shift."""

from datetime import date
from html import escape

import pandas as pd
import streamlit as st

from scenarios import outcome, scenario, sentences, simulate, warnings
from scenarios.charts.changes import changes
from scenarios.charts.heat import heat
from scenarios.views import announce, badges, controls, library, show, state

ALL = "ALL"
"""The choice that shows every group at once."""


def page(inputs, words):
    """Draw the page."""
    with st.sidebar:
        chosen = controls.levers(inputs, words)
    draws = int(inputs.parameter("draw_count"))
    run = simulate.run(inputs, chosen, draws)

    st.title(words("app.title"))
    badges.stamp(words)
    segment, hidden = _choices(inputs, words, chosen)
    middle, side = st.columns([2.35, 1], gap="large")
    with middle:
        shown = {row.id: row for row in inputs.destinations if row.id not in hidden}
        _centre(inputs, words, chosen, run, draws, segment, shown)
    with side:
        lens = outcome.lens(inputs, chosen, run)
        _outcome(inputs, words, lens)
        _changes(inputs, words, chosen)
        _warnings(inputs, words, chosen, lens)
        _reviews(inputs, words)


def _choices(inputs, words, chosen):
    """The strip above the headline: which group, which story, what to hide; returns group and hidden ids."""
    titles = {row.id: row.title for row in inputs.segments} | {ALL: words("explore.all_groups")}
    with st.container(horizontal=True, vertical_alignment="center", key="choices"):
        segment = st.selectbox(
            words("explore.group"), list(titles), format_func=titles.get, key="segment",
            persist_state="session", label_visibility="collapsed", width=250,
        )  # fmt: skip
        st.button(words("explore.library"), key="open_library", on_click=library.ask)
        before, _ = state.last_change(inputs)
        label = "explore.replay_after" if chosen == before else "explore.replay"
        st.button(words(label), key="replay", on_click=state.replay, args=[inputs])
        with st.popover(words("explore.how"), key="how"):
            for part in ("how_1", "how_2", "how_3", "how_4"):
                st.write(words(f"explore.{part}"))
        with st.popover(words("explore.hide"), key="hide"):
            names = {row.id: row.title for row in inputs.destinations}
            hidden = st.multiselect(
                words("explore.hide_label"), list(names), format_func=names.get, key="hidden",
                persist_state="session", help=words("explore.hide_help"),
            )  # fmt: skip
    library.dialog_if_asked(inputs, words)
    return segment, hidden if len(hidden) < len(names) else []


def _centre(inputs, words, chosen, run, draws, segment, shown):
    subject = run.segments[abs(run.change).max(axis=1).argmax()] if segment == ALL else segment
    headline = sentences.headline(inputs, words, run, subject)
    with st.container(key="headline", gap=None):
        st.text(headline)
        st.text(_note(inputs, words, chosen, run, segment))
    table = [dict(zip(run.table(), row, strict=True)) for row in zip(*run.table().values(), strict=True)]
    preset = scenario.matching_preset(inputs, chosen)
    names = (preset.title, preset.id) if preset else (words("changes.custom"),)
    measures = [words("chart.destinations", count=len(shown)), words("chart.bar")]
    if segment == ALL:
        measures = [words("chart.unit_group"), words("chart.cells")]
    else:
        measures[0] = f"{words('chart.unit')}, {measures[0]}"
    caption = sentences.caption(
        inputs, words, chosen, draws, names, date.today().isoformat(), " · ".join(measures)
    )
    if segment == ALL:
        rows = table
        groups = {row.id: row.title for row in inputs.segments}
        figure = heat(rows, words, {name: row.short for name, row in shown.items()}, groups, caption)
        show.chart(figure, "heat")
    else:
        rows = [row for row in table if row["segment"] == segment]
        group = next(row.short for row in inputs.segments if row.id == segment)
        figure = changes(rows, words, {name: row.short for name, row in shown.items()}, group, caption)
        show.chart(figure, "changes")
    announce.announce(words, headline)
    _table(inputs, words, chosen, run, draws, [row for row in rows if row["destination"] in shown])


def _note(inputs, words, chosen, run, segment):
    """The line under the headline: why a group is not reached, or that little moved."""
    if segment == ALL:
        return ""
    reason = sentences.unreached(inputs, words, run, chosen, segment)
    if reason:
        return reason
    largest = 100 * abs(run.change[run.segments.index(segment)]).max()
    return words("changes.little", limit=sentences.LITTLE) if 0 < largest < sentences.LITTLE else ""


def _table(inputs, words, chosen, run, draws, rows):
    with st.expander(words("explore.table"), key="table_twin", on_change="rerun") as twin:
        if not twin.open:
            return
        destinations = {row.id: row.title for row in inputs.destinations}
        groups = {row.id: row.title for row in inputs.segments}
        cells = [
            {
                words("table.group"): groups[row["segment"]],
                words("table.destination"): destinations[row["destination"]],
                words("table.before"): f"{100 * row['baseline']:.2f}",
                words("table.scenario"): f"{100 * row['share']:.2f}",
                words("table.change"): sentences.signed(row["change_pp"], 2),
                words("table.low"): sentences.signed(row["low_pp"], 2),
                words("table.high"): sentences.signed(row["high_pp"], 2),
                words("table.relative"): sentences.signed(100 * (row["share"] / row["baseline"] - 1), 1),
                words("table.thousand"): sentences.signed(10 * row["change_pp"], 1),
                words("table.label"): words("app.stamp"),
            }
            for row in rows
            if row["baseline"]
        ]
        st.table(pd.DataFrame(cells), hide_index=True, border="horizontal", alt=words("explore.table"))
        counts = ", ".join(
            f"{count} {words(f'grade.{kind}').lower()}"
            for kind, count in zip(
                ("document", "primary", "judgement", "unverified"),
                sentences.grades(inputs).values(),
                strict=True,
            )
        )
        versions = scenario.versions(inputs)
        st.caption(
            words(
                "explore.table_details", run=chosen.run_id(inputs, draws), product=words("app.title"),
                version=words("app.version"), model=versions["model"], data=versions["data"], draws=draws,
                grades=counts, readings=", ".join(sentences.readings_in_use(inputs, chosen)) or "–",
            )
        )  # fmt: skip


def _changes(inputs, words, chosen):
    st.header(words("changes.heading"))
    preset = scenario.matching_preset(inputs, chosen)
    st.text(words("changes.preset", title=preset.title) if preset else words("changes.custom"))
    rows = [
        (
            row.title,
            sentences.level_of(inputs, row, row.baseline),
            sentences.level_of(inputs, row, dict(chosen.levers)[row.id]),
        )
        for row in inputs.levers
        if row.id in dict(chosen.levers)
    ]
    for name, options in inputs.reading_options().items():
        if name in dict(chosen.readings):
            titles = {row.option: row.option_title for row in options}
            default = next(row.option_title for row in options if row.default)
            rows.append((options[0].title, default, titles[dict(chosen.readings)[name]]))
    if not rows:
        st.text(words("changes.none"))
        return
    body = "".join(
        f'<tr><th scope="row">{escape(title)}</th><td><span class="pf-before">{escape(before)}</span> '
        f'<span aria-label="to">→</span> <span class="pf-after">{escape(after)}</span></td></tr>'
        for title, before, after in rows
    )
    st.html(f'<table class="pf-list pf-changes">{body}</table>')


def _outcome(inputs, words, after):
    before = outcome.lens(inputs, scenario.Scenario())
    st.header(words("outcome.heading"))
    rows = [
        ("registrations", f"{before.registrations:,.0f}", f"{after.registrations:,.0f}"),
        ("odds", f"{100 * before.odds:.1f}%", f"{100 * after.odds:.1f}%"),
        ("issued", f"{before.issued:,.0f}", f"{after.issued:,.0f}"),
        ("in_us", f"{100 * before.in_us_share:.1f}%", f"{100 * after.in_us_share:.1f}%"),
    ]
    body = "".join(
        f'<tr><th scope="row">{escape(words(f"outcome.{name}"))}</th><td class="pf-number pf-before">{old}</td>'
        f'<td class="pf-number pf-after">{new}</td></tr>'
        for name, old, new in rows
    )
    heads = "".join(
        f'<th scope="col" class="pf-number">{escape(words(f"outcome.{k}"))}</th>'
        for k in ("before", "scenario")
    )
    low, high = outcome.placed_abroad(inputs, after, before)
    state_of_cap = words("outcome.binds" if after.odds < 1 else "outcome.loose")
    placed = words("outcome.placed", low=f"{low:,.0f}", high=f"{high:,.0f}") if low > 0 else ""
    st.html(
        f'<p class="pf-small">{escape(words("outcome.lede"))}</p>'
        f'<table class="pf-list"><tr><td></td>{heads}</tr>{body}</table>'
        f'<p class="pf-small">{escape(state_of_cap)} {escape(placed)} {escape(words("outcome.note"))}</p>'
    )


def _warnings(inputs, words, chosen, lens):
    found = warnings.active(inputs, chosen, lens)
    if found:
        st.header(words("warnings.heading"))
        items = "".join(
            f'<p class="pf-small"><strong>{escape(warning.message)}</strong> {escape(warning.remedy)}</p>'
            for warning in found
        )
        st.html(items)


def _reviews(inputs, words):
    due = [row.message for row in inputs.reviews if row.due <= date.today().isoformat()]
    if due:
        st.html(
            f'<p class="pf-small">{escape(words("explore.review", date=inputs.about.facts_as_of, message=" ".join(due)))}</p>'
        )
