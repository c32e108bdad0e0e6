"""The bar above every page: the name of the work, whether it is saved, undo, redo, save, share, library.

Its component also listens for the keys of undo, redo and save, and reports what the tab kept to a new server,
because only the browser can do that without a new run.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from html import escape

import streamlit as st

from scenarios import palette
from scenarios.views import tab
from scenarios.views.desk import address, keeping, notices, state
from scenarios.views.dialogs import library

_HTML = '<p role="status"><b></b> <span></span></p>'

_CSS = palette.inlined("""
p { margin: 0; font-size: 0.875rem; line-height: 1.4; color: var(--pf-muted); overflow-wrap: anywhere; }
b { color: var(--pf-text); font-weight: 600; }
span.unsaved { color: var(--pf-down); }
""")

_JS = (
    address.WRITER
    + """
const KEYS = { undo: "Z", redo: "Y", save: "S" };
const button = (name) => document.querySelector(`.st-key-${name} button`);
function press(event) {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
  const key = event.key.toLowerCase();
  const name = key === "z" ? (event.shiftKey ? "redo" : "undo") : key === "y" ? "redo" : key === "s" ? "save" : "";
  if (!name) return;
  const field = event.target.closest?.("input, textarea, [contenteditable=true]");
  const writing = field && field.type !== "range" && field.type !== "radio" && field.type !== "checkbox";
  if (document.querySelector("[role=dialog]") || (writing && name !== "save")) return;
  event.preventDefault();
  button(name)?.click();
}

let state = "CONNECTED";
let report = () => {};
let watch = null;
let told = 0;

function kept() {
  const fields = document.querySelectorAll("[role=dialog] input[type=text], [role=dialog] textarea");
  const typed = [...fields].map((field) => [
    field.closest("[class*=st-key-]")?.className.match(/st-key-(\\w+)/)?.[1] ?? "", field.value,
  ]);
  return JSON.stringify({
    search: location.search, tab: recall(TAB), briefing: recall(BRIEFING), typed: Object.fromEntries(typed),
  });
}

function tell() {
  report("returned", kept());
}

// Telling at once would cut the first run off and leave the page empty for longer.
function whenDrawn(act) {
  const app = document.querySelector("[data-testid=stApp]");
  const wait = new MutationObserver(look);
  function look() {
    if (app.dataset.testScriptState !== "notRunning") return;
    wait.disconnect();
    act();
  }
  wait.observe(app, { attributes: true, attributeFilter: ["data-test-script-state"] });
  look();
}

// After the server was started anew it knows nothing of this tab until something is sent, and would take the
// first move of a lever for the value it began with. So the tab begins from its address at once, in the way that
// Back does: otherwise the framework sends the address that the tab was loaded with, whatever it has become.
function reconnected() {
  const app = document.querySelector("[data-testid=stApp]");
  const now = app.dataset.testConnectionState;
  const back = now === "CONNECTED" && state !== "CONNECTED";
  state = now;
  if (!back) return;
  const found = kept();
  dispatchEvent(new PopStateEvent("popstate"));
  setTimeout(() => report("returned", found), 0);
}

export default function ({ parentElement, data, setTriggerValue }) {
  report = setTriggerValue;
  if (!watch) {
    watch = new MutationObserver(reconnected);
    const attributes = { attributes: true, attributeFilter: ["data-test-connection-state"] };
    watch.observe(document.querySelector("[data-testid=stApp]"), attributes);
  }
  // Again where the run that should have heard it was cut off: until it is heard, nothing new is kept.
  if (untold(data) && Date.now() - told > 1000) {
    told = Date.now();
    whenDrawn(tell);
  }
  const [name, mark] = parentElement.querySelectorAll("b, span");
  if (name.textContent !== data.name) name.textContent = data.name;
  if (mark.textContent !== data.mark) mark.textContent = data.mark;
  mark.className = data.unsaved ? "unsaved" : "";
  for (const [name, key] of Object.entries(KEYS)) {
    button(name)?.setAttribute("aria-keyshortcuts", "Control+" + key);
    button(name)?.setAttribute("title", "Ctrl+" + key);
  }
  want(data);
  document.addEventListener("keydown", press);
  return () => {
    document.removeEventListener("keydown", press);
    watch.disconnect();
    watch = null;
  };
}
"""
)

_component = st.components.v2.component("work_line", html=_HTML, css=_CSS, js=_JS)


@dataclass(frozen=True)
class Work:
    """What the bar is about."""

    name: str
    mark: str
    """Whether it is saved, in words."""
    unsaved: bool
    before: bool
    """Whether there is something to undo; ``after``: to redo."""
    after: bool
    undo: Callable
    redo: Callable
    save: str
    """Name of the dialog that saves it; ``share``: that shares it."""
    share: str


def bar(inputs, words, title, writes=False, work=None):
    """Draw the title of a page and the bar beside it, then what has to be told.

    Parameters
    ----------
    inputs : Inputs
    words : Words
    title : str
    writes : bool
        For a page without a headline: there the bar writes the address, elsewhere the headline's component
        does, because each component whose data change costs a tenth of a key press.
    work : Work, optional
        What the page is about, if that is not the current scenario.
    """
    work = work or _scenario(inputs, words)
    with st.container(horizontal=True, vertical_alignment="center", key="work"):
        st.title(title, anchor="top")
        with st.container(key="work_line"):
            _line(inputs, words, work, writes)
        buttons = (
            ("undo", work.undo, [], not work.before),
            ("redo", work.redo, [], not work.after),
            ("save", state.ask, [work.save], False),
            ("share", state.ask, [work.share], False),
            ("library", library.begin, [], False),
        )
        for name, call, arguments, disabled in buttons:
            st.button(words(f"work.{name}"), key=name, on_click=call, args=arguments, disabled=disabled)
    tab.keep_briefing(inputs, words)
    _aside(inputs, words)
    _notice(words)


def _aside(inputs, words):
    """A line for each unsaved draft that something was opened over, with the ways to and from it."""
    for number, draft in enumerate(tab.look(inputs)):
        kind = "briefing" if isinstance(draft, tab.Briefing) else "scenario"
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"aside_{number}"):
            st.html(f'<p role="status">{escape(words(f"aside.{kind}", name=draft.name))}</p>')
            st.button(
                words("aside.back"),
                key=f"aside_back_{number}",
                on_click=tab.bring_back,
                args=[inputs, words, draft],
            )
            st.button(
                words("aside.leave"),
                key=f"aside_leave_{number}",
                type="tertiary",
                on_click=tab.leave,
                args=[draft],
            )


def _scenario(inputs, words):
    """The current scenario as what the bar is about."""
    here = state.history(inputs)
    revision = keeping.revision(inputs)
    changed = keeping.changed(inputs)
    if revision:
        mark = words("work.changed" if changed else "work.version", version=revision.version)
    else:
        mark = words("work.unsaved" if changed else "work.story")
    return Work(
        keeping.as_preset(inputs, words)[0].title, mark, changed, bool(here.before), bool(here.after),
        partial(state.undo, inputs), partial(state.redo, inputs), "save", "share",
    )  # fmt: skip


def _line(inputs, words, work, writes):
    mark = f"{work.mark} · {notices.said()}" if notices.said() else work.mark
    told = _component(
        key="work_line_text",
        on_returned_change=lambda: None,
        data={
            "name": work.name,
            "mark": f"· {mark}",
            "unsaved": work.unsaved,
            **(tab.written(inputs, words) if writes else tab.known()),
        },
    )
    if told.returned:
        tab.hear(told.returned)


def _notice(words):
    notice = notices.told()
    if not notice:
        return
    title, lines, rows = notice
    body = "".join(f"<li>{escape(line)}</li>" for line in lines)
    table = ""
    if rows:
        heads = "".join(
            f'<th scope="col">{escape(words(f"notice.{name}"))}</th>' for name in ("what", "then", "now")
        )
        cells = "".join(
            f'<tr><th scope="row">{escape(what)}</th><td class="pf-number">{then}</td>'
            f'<td class="pf-number pf-after">{now}</td></tr>'
            for what, then, now in rows
        )
        table = f'<table class="pf-list pf-then"><tr>{heads}</tr>{cells}</table>'
    with st.container(key="notice"):
        st.html(f'<div role="status"><p><strong>{escape(title)}</strong></p><ul>{body}</ul>{table}</div>')
        st.button(words("notice.close"), key="close_notice", on_click=notices.close, type="tertiary")
