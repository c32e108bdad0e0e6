"""The right column of Explore: H-1B places, warnings, list of changes, facts due for review.

One piece of markup, because every element of a page costs the browser time at each key press.
"""

from html import escape

import streamlit as st

from scenarios import sentences
from scenarios.analysis import reach, warnings
from scenarios.engine import outcome, scenario
from scenarios.views import clock


def panels(inputs, words, chosen, run, segment, name):
    """Draw the column; what has a fixed height stands first."""
    lens = outcome.lens(inputs, chosen, run)
    parts = (
        _outcome(inputs, words, lens),
        _warnings(inputs, words, chosen, lens),
        _changes(inputs, words, chosen, segment, name),
        _reviews(inputs, words),
    )
    st.html("".join(parts))


def _outcome(inputs, words, after):
    before = outcome.lens(inputs, scenario.Scenario())
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
        f'<th scope="col" class="pf-number">{escape(words(f"outcome.{name}"))}</th>'
        for name in ("before", "scenario")
    )
    told = [words("outcome.binds" if after.odds < 1 else "outcome.loose"), words("outcome.note")]
    low, high = outcome.placed_abroad(inputs, after, before)
    if low > 0 and after.offers < 1:
        told.insert(1, words("outcome.placed", low=f"{low:,.0f}", high=f"{high:,.0f}"))
    return (
        f'<h2 class="pf-outcome">{escape(words("outcome.heading"))}</h2>'
        f'<p class="pf-small">{escape(words("outcome.lede"))}</p>'
        f'<table class="pf-list"><tr><td></td>{heads}</tr>{body}</table>'
        f'<p class="pf-small pf-told">{escape(" ".join(told))}</p>'
    )


def _warnings(inputs, words, chosen, lens):
    found = warnings.active(inputs, chosen, lens)
    if not found:
        return ""
    items = "".join(
        f'<p class="pf-small"><strong>{escape(warning.message)}</strong> {escape(warning.remedy)}</p>'
        for warning in found
    )
    return f"<h2>{escape(words('warnings.heading'))}</h2>{items}"


def _changes(inputs, words, chosen, segment, name):
    idle = reach.idle(inputs, chosen)
    notes = {name: words("changes.idle") for name, still in idle.items() if segment in still}
    notes |= {
        name: words("changes.idle_all") for name, still in idle.items() if len(still) == len(inputs.segments)
    }
    rows = [*_moved_levers(inputs, words, chosen, segment, notes), *_switched_readings(inputs, chosen, notes)]
    body = "".join(
        f'<tr><th scope="row">{escape(title)}</th><td><span class="pf-before">{escape(before)}</span> '
        f'<span aria-label="to">→</span> <span class="pf-after">{escape(after)}</span>'
        f"{f'<br><small>{escape(note)}</small>' if note else ''}</td></tr>"
        for title, before, after, note in rows
    )
    table = (
        f'<table class="pf-list pf-changes">{body}</table>'
        if rows
        else f"<p>{escape(words('changes.none'))}</p>"
    )
    return f'<h2>{escape(words("changes.heading"))}</h2><p class="pf-story">{escape(name)}</p>{table}'


def _moved_levers(inputs, words, chosen, segment, notes):
    changed = dict(chosen.levers)
    for row in inputs.levers:
        if row.id in changed:
            limited = segment in reach.at_limit(inputs, chosen, row)
            yield (
                row.title,
                sentences.level_of(inputs, row, row.baseline),
                sentences.level_of(inputs, row, changed[row.id]),
                notes.get(row.id) or (words("changes.swallowed") if limited else ""),
            )


def _switched_readings(inputs, chosen, notes):
    for name, option in chosen.readings:
        now, default = inputs.option(name, option), inputs.default_option(name)
        yield now.title, default.option_title, now.option_title, notes.get(name, "")


def _reviews(inputs, words):
    due = " ".join(row.message for row in inputs.reviews if row.due <= clock.today())
    if not due:
        return ""
    text = words("explore.review", date=inputs.about.facts_as_of, message=due)
    return f'<p class="pf-small pf-due">{escape(text)}</p>'
