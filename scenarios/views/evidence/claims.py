"""The ledger of the documents' claims, and the points where the documents contradict each other."""

from html import escape

import streamlit as st

from scenarios import sentences
from scenarios.tables import Cell, Table
from scenarios.views.desk import state
from scenarios.views.table import cited, download, markup, paragraphs


def claims(inputs, words):
    """Every claim, and what the model does with it."""
    kinds = ["", *dict.fromkeys(row.disposition for row in inputs.claims)]
    with st.container(horizontal=True, vertical_alignment="bottom", key="evidence_claim_filters"):
        kind = st.selectbox(
            words("evidence.disposition"), kinds, key="evidence_claim_kind", persist_state="session",
            format_func=lambda name: words(f"evidence.as_{name}" if name else "evidence.all"), width=280,
        )  # fmt: skip
        rows = [row for row in inputs.claims if kind in ("", row.disposition)]
        count = words(
            "evidence.rows", table=words("evidence.part_claims"), shown=len(rows), total=len(inputs.claims)
        )
        columns = tuple(words(f"evidence.col_{name}") for name in ("claim", "disposition", "explanation"))
        titles = _titles(inputs, words)
        table = Table("claims", count, columns, tuple(_claim(words, row, titles) for row in rows))
        download(inputs, words, table)
    st.html(paragraphs(words, "evidence.claims_lede") + _documents(inputs, words) + markup(table))


def _titles(inputs, words):
    """Target of a claim, such as ``lever:us_fee`` -> how it is called."""
    named = {
        "lever": [(row.id, row.title) for row in inputs.levers],
        "reading": [(row.reading, row.title) for row in inputs.readings],
        "attribute": [(row.id, row.title) for row in inputs.attributes],
        "segment": [(row.id, row.title) for row in inputs.segments],
        "route": [(row.route, row.title) for row in inputs.routes],
        "check": [
            (name, f"{row.id} {row.title}")
            for row in inputs.consistency
            for name in (row.id, row.id.rstrip("abc"))
        ],
        "contradiction": [(row.id, f"{row.id} {row.topic}") for row in inputs.contradictions],
    }  # fmt: skip
    return {
        f"{kind}:{name}": f"{words(f'evidence.target_{kind}')}: {title}"
        for kind, pairs in named.items()
        for name, title in reversed(pairs)
    }


def _claim(words, row, titles):
    targets = [titles.get(target, target) for target in row.targets]
    documents = ", ".join(row.documents)
    items = "".join(f"<li>{escape(target)}</li>" for target in targets)
    how = words(f"evidence.as_{row.disposition}")
    return (
        Cell(
            f"{row.id} {row.claim} ({documents})",
            f"<strong>{escape(row.id)}</strong> {escape(row.claim)}"
            f'<span class="pf-small">{escape(documents)}</span>',
        ),
        Cell(
            "; ".join([how, *targets]),
            f"<strong>{escape(how)}</strong>" + (f'<ul class="pf-ev-targets">{items}</ul>' if items else ""),
        ),
        Cell(row.explanation),
    )


def _documents(inputs, words):
    """Who the five documents are, in one line."""
    names = " · ".join(
        f"{row.id} {row.publisher if row.publisher != words('evidence.not_in_sources') else row.title}"
        for row in inputs.sources
        if row.kind == "document"
    )
    return f'<p class="pf-small">{escape(names)}</p>'


def contradictions(inputs, words):
    """Both sides of each dispute, what outside evidence supports, what the model uses."""
    chosen = state.current(inputs)
    columns = ("topic", "side_a", "side_b", "supported", "used", "now")
    table = Table(
        "contradictions",
        words("evidence.part_contradictions"),
        tuple(words(f"evidence.col_{name}") for name in columns),
        tuple(
            (
                Cell(f"{row.id} {row.topic}"),
                Cell(_side(row.document_a, row.says_a)),
                Cell(_side(row.document_b, row.says_b)),
                Cell(row.supported),
                Cell(row.used),
                Cell(_now(inputs, words, row.reading, chosen)),
            )
            for row in inputs.contradictions
        ),
    )
    st.html(paragraphs(words, "evidence.contradictions_lede") + _documents(inputs, words))
    download(inputs, words, table)
    entries = "".join(
        _entry(words, cells, row) for cells, row in zip(table.rows, inputs.contradictions, strict=True)
    )
    used = {name for row in inputs.contradictions for name in row.sources}
    st.html(f'<div class="pf-ev-disputes">{entries}</div>{cited(inputs, words, used)}')


def _side(documents, says):
    said = says if says not in ("", "-") else ""
    return f"{', '.join(documents)}: {said}" if said else ""


def _entry(words, cells, row):
    topic, side_a, side_b, supported, used, now = (cell.markup for cell in cells)
    other = side_b or escape(words("evidence.no_other_side"))
    now = f"<div><dt>{escape(words('evidence.col_now'))}</dt><dd>{now}</dd></div>" if now else ""
    return (
        f'<div class="pf-ev-dispute"><h3>{topic}</h3><dl>'
        f"<div><dt>{escape(words('evidence.col_side_a'))}</dt><dd>{side_a}</dd></div>"
        f"<div><dt>{escape(words('evidence.col_side_b'))}</dt><dd>{other}</dd></div>"
        f"<div><dt>{escape(words('evidence.col_supported'))}</dt><dd>{supported} "
        f'<span class="pf-small">{escape(", ".join(row.sources))}</span></dd></div>'
        f"<div><dt>{escape(words('evidence.col_used'))}</dt><dd>{used}</dd></div>{now}</dl></div>"
    )


def _now(inputs, words, reading, chosen):
    """The option, or the lever level, that the current scenario runs with."""
    if reading.startswith("lever:"):
        lever = inputs.lever(reading.removeprefix("lever:"))
        value = chosen.lever_values(inputs)[lever.id]
        return f"{lever.title}: {sentences.level_of(inputs, lever, value)}"
    if not reading:
        return ""
    active = chosen.reading_values(inputs)[reading]
    row = inputs.option(reading, active)
    default = f" ({words('readings.default')})" if row.default else ""
    return f"{row.title} {row.option_title}{default}"
