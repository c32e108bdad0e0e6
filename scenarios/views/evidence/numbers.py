"""Every number that the model computes with, or a lever starts from: value, range, unit, grade, source."""

from html import escape

import streamlit as st

from scenarios import sentences
from scenarios.tables import Cell, Table
from scenarios.views.table import cited, download, grade_cell, markup, paragraphs, sources_cell

_COLUMNS = ("what", "level", "reading", "group", "destination", "value", "low", "high", "step", "unit",
            "grade", "source", "note")  # fmt: skip
_NUMBERS = ("value", "low", "high", "step")
_GRADES = {
    "document": "document",
    "published": "primary",
    "judgement": "judgement",
    "unverified": "unverified",
}
_DIGITS = 3


def numbers(inputs, words):
    """Choose a table, filter it, read it."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="evidence_number_filters"):
        name = st.selectbox(
            words("evidence.table"), list(_TABLES), format_func=lambda key: words(f"evidence.table_{key}"),
            key="evidence_table", persist_state="session", width=260,
        )  # fmt: skip
        grade = st.selectbox(
            words("evidence.grade"), ["", *_GRADES], key="evidence_number_grade", persist_state="session",
            format_func=lambda key: words(f"grade.{_GRADES[key]}" if key else "evidence.all"), width=200,
        )  # fmt: skip
        sought = st.text_input(
            words("evidence.filter"), key="evidence_number_filter", persist_state="session", width=280
        )
        everything = list(_TABLES[name](inputs, words))
        rows = [row for row in everything if not grade or sentences.badge(row.get("grade", "")) == grade]
        table = _table(inputs, words, name, rows).filtered(sought)
        download(inputs, words, table)
    st.html(paragraphs(words, f"evidence.numbers_{name}"))
    if not table.rows:
        st.html(paragraphs(words, "evidence.none_found"))
        return
    count = words("evidence.rows", table=table.caption, shown=len(table.rows), total=len(everything))
    table = Table(table.name, count, table.columns, table.rows)
    shown = {text for row in table.rows for cell in row for text in cell.text.split(", ")}
    st.html(markup(table) + cited(inputs, words, shown))


def _table(inputs, words, name, rows):
    used = [key for key in _COLUMNS if any(row.get(key) not in (None, "") for row in rows)]
    digits: dict = {}
    for row in rows:
        for key in _NUMBERS:
            if row.get(key) is not None:
                digits[row["unit"]] = max(digits.get(row["unit"], 0), _decimals(row[key]))
    return Table(
        name,
        words(f"evidence.table_{name}"),
        tuple(words(f"evidence.col_{key}") for key in used),
        tuple(tuple(_cell(inputs, words, row, key, digits) for key in used) for row in rows),
    )


def _decimals(value):
    return len(f"{value:.{_DIGITS}f}".rstrip("0").partition(".")[2])


def _cell(inputs, words, row, key, digits):
    value = row.get(key)
    if key in _NUMBERS:
        if value is None:
            return Cell("", number=True)
        if "lever" in row:
            shown = sentences.value_of(row["lever"], value).removeprefix("+" if key == "step" else "")
        else:
            # A unit of plain "number" is a name made of digits, such as a seed.
            mark = "" if row["unit"] == "number" else ","
            shown = format(value, f"{mark}.{digits[row['unit']]}f").replace("-", "−")
        return Cell(f"{round(value, 9):.12g}", escape(shown), number=True)
    if value in (None, ""):
        return Cell("")
    if key == "grade":
        return grade_cell(words, value)
    return sources_cell(inputs, words, value) if key == "source" else Cell(value)


def _kept(row, *names):
    return {name: getattr(row, name) for name in names}


def _titles(rows):
    return {row.id: row.title for row in rows}


def _shares(inputs, words):
    places, groups = _titles(inputs.destinations), _titles(inputs.segments)
    for row in inputs.baseline_shares:
        yield {
            "group": groups[row.segment], "destination": places[row.destination], "value": row.share,
        } | _kept(row, "unit", "grade", "source", "note")  # fmt: skip


def _levels(inputs, words):
    places, what = _titles(inputs.destinations), _titles(inputs.attributes)
    groups = _titles(inputs.segments) | {"*": words("evidence.general")}
    for row in inputs.attribute_levels:
        yield {
            "what": what[row.attribute], "destination": places[row.destination], "group": groups[row.segment],
        } | _kept(row, "value", "unit", "grade", "source", "note")  # fmt: skip


def _coefficients(inputs, words):
    """One row for each central value, with the groups that have it; low and high as values."""
    for row in inputs.coefficients:
        own = {v.segment: v.value for v in inputs.coefficient_values if v.coefficient == row.id}
        by_value: dict = {}
        for segment in inputs.segments:
            by_value.setdefault(own.get(segment.id, own.get("*")), []).append(segment.title)
        for value, titles in by_value.items():
            group = words("evidence.all_groups") if len(titles) == len(inputs.segments) else ", ".join(titles)
            yield {
                "what": row.title, "group": group, "value": value, "low": value * row.low,
                "high": value * row.high,
            } | _kept(row, "unit", "grade", "source", "note")  # fmt: skip


def _plain(table):
    def rows(inputs, words):
        for row in getattr(inputs, table):
            yield {"what": row.title} | _kept(row, "value", "low", "high", "unit", "grade", "source", "note")

    return rows


def _exposure(inputs, words):
    levers, groups = _titles(inputs.levers), _titles(inputs.segments)
    options = {(row.reading, row.option): f"{row.title} {row.option_title}" for row in inputs.readings}
    for row in inputs.exposure:
        yield {
            "what": levers[row.lever], "reading": options.get((row.reading, row.option), ""),
            "group": groups[row.segment], "value": row.share,
        } | _kept(row, "unit", "grade", "source", "note")  # fmt: skip


def _groups(inputs, words):
    for row in inputs.segments:
        yield {
            "what": words("evidence.pool"), "group": row.title, "value": row.pool_thousand,
            "unit": words("evidence.thousand_people"), "grade": row.pool_grade, "source": row.pool_source,
            "note": row.note,
        }  # fmt: skip
    for row in inputs.segments:
        unit = words("evidence.draws_unit")
        yield {"what": words("evidence.lottery_draws"), "group": row.title, "value": row.draws, "unit": unit}


def _levers(inputs, words):
    for row in inputs.levers:
        yield {
            "what": row.title, "value": row.baseline, "low": row.min, "high": row.max, "lever": row,
            "note": row.message,
        } | _kept(row, "step", "unit", "grade", "source")  # fmt: skip


def _lever_levels(inputs, words):
    for row in inputs.lever_levels:
        lever = inputs.lever(row.lever)
        yield {"what": lever.title, "level": row.title, "unit": lever.unit, "lever": lever} | _kept(
            row, "value", "grade", "source"
        )


_TABLES = {
    "baseline_shares": _shares,
    "attribute_levels": _levels,
    "coefficients": _coefficients,
    "nests": _plain("nests"),
    "parameters": _plain("parameters"),
    "exposure": _exposure,
    "segments": _groups,
    "levers": _levers,
    "lever_levels": _lever_levels,
}
