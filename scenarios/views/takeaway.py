"""What to take along from a plate: its table, files of it, words to quote it by, and a step of the briefing."""

from dataclasses import replace
from functools import partial
from html import escape

import streamlit as st

from scenarios.briefing import quotes
from scenarios.briefing.charts import CHARTS
from scenarios.exports import plates as exported
from scenarios.views import copying
from scenarios.views.desk import address, board, current, notices, state
from scenarios.views.table import stamped

_HTML = "<dl></dl>"

_CSS = """
dl { margin: 0; display: grid; grid-template-columns: 1fr; gap: 0.5rem; }
dt { font-size: 0.875rem; color: var(--pf-muted); display: flex; align-items: baseline; gap: 0.75rem; }
dd { margin: 0.1rem 0 0; font-size: 0.875rem; line-height: 1.45; color: var(--pf-text); overflow-wrap: anywhere; }
dd.code { font: 0.8rem/1.5 ui-monospace, monospace; white-space: pre-wrap; }
button { padding: 0.15rem 0.1rem; min-width: 24px; }
"""

_JS = """
export default function ({ parentElement, data }) {
  const list = parentElement.querySelector("dl");
  const address = location.origin + location.pathname + "?" + data.query;
  list.replaceChildren(...data.items.map((item) => {
    const text = item.text.replace("{link}", address);
    const shown = item.text.replace("{link}", location.origin + location.pathname + "?…");
    const group = document.createElement("div");
    const term = document.createElement("dt");
    const button = copier();
    button.setAttribute("aria-label", data.copying.copy + ": " + item.title);
    copying(button, group, text, data.copying);
    term.append(item.title, button);
    const words = Object.assign(document.createElement("dd"), { textContent: shown });
    if (item.code) words.className = "code";
    group.append(term, words);
    return group;
  }));
}
"""

_component = copying.component("quotes", _HTML, _CSS, _JS)


def folded(inputs, words, plate, subject=None):
    """The table of a plate and what to take along, drawn when it is opened.

    Parameters
    ----------
    inputs : Inputs
    words : Words
    plate : Plate
    subject : tuple of str, optional
        Segment, destination and lever that the plate was made for, as :func:`scenarios.briefing.charts.plate`
        takes them; without it no step of a briefing can be made of it.
    """
    with st.expander(words("quote.fold"), key=f"twin_{plate.table.name}", on_change="rerun") as opened:
        if opened.open:
            st.html(f'{stamped(words, plate.table)}<p class="pf-small">{escape(plate.credit.line)}</p>')
            takeaway(inputs, words, plate, subject)


def takeaway(inputs, words, plate, subject=None, several=None):
    """Files and words of a plate.

    Parameters
    ----------
    inputs, words, plate, subject
        As of :func:`folded`.
    several : callable, optional
        Gives the scenarios of a comparison under their names, when a step is made of it.
    """
    asked = subject or ("", "", "")
    with st.container(horizontal=True, vertical_alignment="center", key=f"take_{plate.chart}"):
        for ending in exported.endings(plate):
            st.download_button(
                ending.upper(), data=partial(exported.WRITERS[ending], plate), mime=exported.FORMATS[ending].mime,
                file_name=exported.file_name(plate, asked[:2], 0, ending), on_click="ignore",
                key=f"take_{plate.chart}_{ending}",
            )  # fmt: skip
        if subject and plate.chart in CHARTS:
            st.button(
                words("brief.add_chart"), key=f"take_{plate.chart}_step", on_click=_add,
                args=[inputs, words, plate, subject, several],
            )  # fmt: skip
    chosen = state.current(inputs)
    items = [
        (words("quote.headline"), f"{plate.credit.stamp}. {plate.headline}", False),
        (words("quote.caption"), quotes.caption(inputs, words, plate, chosen, *asked[:2]), False),
        (words("quote.cite"), quotes.citation(words, plate), False),
        (words("quote.link"), f"{plate.credit.stamp}: {plate.headline} {{link}}", False),
        *((words(f"quote.{name}"), text, True) for name, text in _again(inputs, plate, asked, several)),
    ]
    _component(
        key=f"quotes_{plate.chart}",
        data={
            "items": [{"title": title, "text": text, "code": code} for title, text, code in items],
            "query": address.query(inputs),
            "copying": copying.told(words, "quote.copy"),
        },
    )


def _again(inputs, plate, asked, several):
    """The command and the Python lines that make it again; for a comparison those of each scenario."""
    chosen = [one.scenario for one in several()] if several else [state.current(inputs)]
    yield "command", "\n".join(quotes.command(inputs, plate, one, *asked) for one in chosen)
    yield "python", "\n\n".join(quotes.lines(plate, one, *asked) for one in chosen)


def _add(inputs, words, plate, subject, several):
    """Make a step of the briefing of it."""
    segment, destination, lever = subject
    step = current.step(inputs, words, plate.chart)
    step = replace(step, segment=segment, destination=destination, lever=lever)
    if several:
        step = replace(step, scenarios=several())
    number = board.add(words, step)
    notices.say(words("brief.added", number=number) if number else words("brief.full"))
