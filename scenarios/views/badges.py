"""Small pieces of markup that several pages share: the stamp, grade badges, escaped text."""

import json
from html import escape

import streamlit as st

from scenarios import palette, sentences

ICONS = {"document": "■", "published": "◆", "judgement": "○", "unverified": "?"}


def stamp(words):
    """The stamp and the one-line scope under a page's title."""
    st.html(
        f'<p class="pf-stamp-line"><span class="pf-stamp">{escape(words("app.stamp"))}</span> '
        f'<span class="pf-scope">{escape(words("app.scope"))}</span></p>'
    )


def badge(words, grade):
    """Markup of a grade: word, icon and a border of its own."""
    kind = sentences.badge(grade)
    return (
        f'<span class="pf-badge pf-{kind}"><span aria-hidden="true">{ICONS[kind]}</span> '
        f"{escape(words(f'grade.{grade}'))}</span>"
    )


def citation(words, row):
    """Markup of one source: author, year, title, publisher as far as known, and small where it was read."""
    cited = sentences.cited(words, row)
    title = escape(cited)
    if row.link:
        title = f'<a href="{escape(row.link)}" rel="noreferrer">{title}</a>'
    seen = row.read_at and row.read_at not in cited
    read_at = f' <span class="pf-read-at">{escape(row.read_at)}</span>' if seen else ""
    return f"{title}{read_at}"


def on_paper(words):
    """Have every printed sheet carry the stamp and its number."""
    st.html(
        "<style>@page { margin: 10mm 10mm 16mm; font: 9pt sans-serif; "
        f"@bottom-left {{ content: {json.dumps(words('app.stamp'), ensure_ascii=False)}; color: {palette.STAMP}; }} "
        '@bottom-right { content: counter(page) " / " counter(pages); } }</style>'
    )
