"""The right column of Explore: outcome lens, list of changes, warnings, facts due for review."""

from datetime import date
from html import escape

import streamlit as st

from scenarios import outcome, policy, scenario, sentences, warnings


def panels(inputs, words, chosen, run, segment):
    """Draw the column; what has a fixed height stands first."""
    lens = outcome.lens(inputs, chosen, run)
    _outcome(inputs, words, lens)
    _changes(inputs, words, chosen, segment)
    _warnings(inputs, words, chosen, lens)
    _reviews(inputs, words)


def _changes(inputs, words, chosen, segment):
    st.header(words("changes.heading"))
    preset = scenario.matching_preset(inputs, chosen)
    st.text(words("changes.preset", title=preset.title) if preset else words("changes.custom"))
    rows = [*_moved_levers(inputs, words, chosen, segment), *_switched_readings(inputs, chosen)]
    if not rows:
        st.text(words("changes.none"))
        return
    body = "".join(
        f'<tr><th scope="row">{escape(title)}</th><td><span class="pf-before">{escape(before)}</span> '
        f'<span aria-label="to">→</span> <span class="pf-after">{escape(after)}</span>'
        f"{f'<br><small>{escape(note)}</small>' if note else ''}</td></tr>"
        for title, before, after, note in rows
    )
    st.html(f'<table class="pf-list pf-changes">{body}</table>')


def _moved_levers(inputs, words, chosen, segment):
    changed = dict(chosen.levers)
    for row in inputs.levers:
        if row.id not in changed:
            continue
        value = changed[row.id]
        limited = segment in policy.at_limit(inputs, chosen, row)
        yield (
            row.title,
            sentences.level_of(inputs, row, row.baseline),
            sentences.level_of(inputs, row, value),
            words("changes.swallowed") if limited else "",
        )


def _switched_readings(inputs, chosen):
    options = inputs.reading_options()
    for name, option in chosen.readings:
        titles = {row.option: row.option_title for row in options[name]}
        default = next(row.option_title for row in options[name] if row.default)
        yield options[name][0].title, default, titles[option], ""


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
    due = " ".join(row.message for row in inputs.reviews if row.due <= date.today().isoformat())
    if due:
        text = words("explore.review", date=inputs.about.facts_as_of, message=due)
        st.html(f'<p class="pf-small">{escape(text)}</p>')
