"""Visa routes side by side, and the dated events of policy with what is due for a second look."""

from html import escape

import streamlit as st

from scenarios.tables import Cell, Table
from scenarios.views import badges, clock
from scenarios.views.table import cited, download, paragraphs

_MOST = 4


def routes(inputs, words):
    """Choose up to four routes and compare them aspect by aspect."""
    titles = {
        row.route: row.title if row.place in row.title else f"{row.title}, {row.place}"
        for row in inputs.routes
    }
    chosen = st.multiselect(
        words("evidence.routes_choose", most=_MOST), list(titles), default=inputs.about.opening.routes,
        format_func=titles.get, key="evidence_routes", persist_state="session", max_selections=_MOST,
    )  # fmt: skip
    st.html(paragraphs(words, "evidence.routes_lede"))
    if not chosen:
        st.html(paragraphs(words, "evidence.routes_none"))
        return
    facts = {(row.route, row.aspect): row for row in inputs.routes}
    aspects = tuple(dict.fromkeys(row.aspect for row in inputs.routes))
    table = Table(
        "routes",
        words("evidence.part_routes"),
        (words("evidence.col_aspect"), *(titles[name] for name in chosen)),
        tuple(
            (Cell(aspect), *(_fact(words, facts.get((name, aspect))) for name in chosen))
            for aspect in aspects
        ),
    )
    download(inputs, words, table)
    used = {name for row in inputs.routes if row.route in chosen for name in row.source}
    st.html(_side_by_side(table) + cited(inputs, words, used))


def _fact(words, row):
    if row is None or row.source == ("NONE",):
        absent = words("evidence.not_in_sources")
        return Cell(absent, f'<span class="pf-absent">{escape(absent)}</span>')
    ids = ", ".join(name for name in row.source if name != "JUDGEMENT")
    return Cell(
        f"{row.value} ({words(f'grade.{row.grade}')}; {ids})",
        f'{escape(row.value)}<span class="pf-ev-line">{badges.badge(words, row.grade)} '
        f'<span class="pf-read-at">{escape(ids)}</span></span>',
    )


def _side_by_side(table):
    """Aspects as rows; where the screen is narrow the table scrolls inside its own region."""
    heads = "".join(f'<th scope="col">{escape(title)}</th>' for title in table.columns)
    cells = ["".join(f"<td>{cell.markup}</td>" for cell in row[1:]) for row in table.rows]
    body = "".join(
        f'<tr><th scope="row">{row[0].markup}</th>{rest}</tr>'
        for row, rest in zip(table.rows, cells, strict=True)
    )
    return (
        f'<div class="pf-ev-scroll" role="region" tabindex="0" aria-label="{escape(table.caption)}">'
        f'<table class="pf-list pf-ev pf-ev-routes"><caption>{escape(table.caption)}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def timeline(inputs, words):
    """Dated events, oldest first; weak rows and dates beyond our facts are marked."""
    facts = inputs.about.facts_as_of
    st.html(
        f'<p class="pf-ev-text"><strong>{escape(words("evidence.facts", date=day(words, facts)))}</strong> '
        f"{escape(words('evidence.timeline_lede'))}</p>{_reviews(inputs, words)}"
    )
    columns = tuple(words(f"evidence.col_{name}") for name in ("date", "place", "event", "grade", "source"))
    rows = tuple(
        (Cell(_span(words, row)), Cell(row.place), Cell(row.event), Cell(words(f"grade.{row.grade}")),
         Cell(", ".join(row.source)))
        for row in inputs.timeline
    )  # fmt: skip
    download(inputs, words, Table("timeline", words("evidence.part_timeline"), columns, rows))
    items = "".join(_event(words, row, facts) for row in inputs.timeline)
    used = {name for row in inputs.timeline for name in row.source}
    st.html(f'<ol class="pf-ev-timeline">{items}</ol>{cited(inputs, words, used)}')


def _event(words, row, facts):
    weak = row.grade in ("weak", "unverified")
    notes = [words("evidence.weak_row")] if weak else []
    if row.date[: len(facts)] > facts:
        notes.append(words("evidence.beyond_facts"))
    note = f"<strong>{escape(' '.join(notes))}</strong> " if notes else ""
    return (
        f"<li{' class=pf-weak-row' if weak else ''}>"
        f'<p class="pf-ev-when">{escape(_span(words, row))}<br>{escape(row.place)}</p>'
        f'<div><p>{note}{escape(row.event)}</p><p class="pf-small">{badges.badge(words, row.grade)} '
        f"{escape(', '.join(row.source))}</p></div></li>"
    )


def _reviews(inputs, words):
    now = clock.today()
    items = "".join(
        f"<li><strong>{escape(words(key, date=day(words, row.due)))}</strong> {escape(row.message)}</li>"
        for row in inputs.reviews
        for key in ["evidence.review_due" if row.due <= now else "evidence.review_next"]
    )
    return f'<h3>{escape(words("evidence.reviews"))}</h3><ul class="pf-ev-steps">{items}</ul>'


def _span(words, row):
    start = day(words, row.date)
    return words("evidence.span", start=start, end=day(words, row.until)) if row.until else start


def day(words, partial):
    """A date such as ``2025-09-21``, ``2025-09`` or ``2025`` in words."""
    year, *rest = partial.split("-")
    months = words("evidence.months").split()
    parts = [year, *([months[int(rest[0]) - 1]] if rest else []), *([str(int(rest[1]))] if rest[1:] else [])]
    return " ".join(reversed(parts))
