"""Plain text -> escaped markup of the dialogs; names and notes are somebody's text and never more than that."""

import re
from html import escape

import streamlit as st

from scenarios import store
from scenarios.engine import scenario


def problem(text):
    """Draw what went wrong, as text, and have it read out."""
    st.html(f'<p class="pf-problem" role="alert">{escape(text)}</p>')


def plain(text):
    """A text for a label, which the framework reads as Markdown."""
    return re.sub(r"([^\w\s])", r"\\\1", text, flags=re.ASCII)


def remark(text):
    """Draw a small remark, as text."""
    st.html(f'<p class="pf-small">{escape(text)}</p>')


def attempt(act):
    """Do something that the store or the scenario may refuse, and draw why; whether it was done."""
    try:
        act()
    except (scenario.ScenarioError, store.StoreError) as error:
        problem(str(error))
        return False
    return True


def rows(kind, lines, heads=()):
    """Paragraphs (``p``), a list (``ul``), or a table of rows of texts (``table``)."""
    if kind == "p":
        return "".join(f"<p>{escape(line)}</p>" for line in lines)
    if kind == "ul":
        return f"<ul>{''.join(f'<li>{escape(line)}</li>' for line in lines)}</ul>"
    head = "".join(f'<th scope="col">{escape(title)}</th>' for title in heads)
    body = "".join(
        f'<tr><th scope="row">{escape(first)}</th>{"".join(f"<td>{escape(cell)}</td>" for cell in rest)}</tr>'
        for first, *rest in lines
    )
    return f'<table class="pf-list"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'
