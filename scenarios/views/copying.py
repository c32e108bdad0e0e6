"""Components with buttons that copy: what they have in common is their script, their style and their words."""

from pathlib import Path

import streamlit as st

from scenarios import palette

_SCRIPT = Path(__file__).with_name("copying.js").read_text(encoding="utf-8")

_STYLE = """
.pf-copy { margin: 0.4rem 0; max-width: 46rem; color: var(--pf-text); font-size: 0.875rem; line-height: 1.45; }
.pf-copy span { display: block; margin: 0 0 0.3rem; }
.pf-copy textarea {
  font: inherit; width: 100%; box-sizing: border-box; padding: 0.3rem 0.5rem; border: 1px solid var(--pf-muted);
}
button {
  font: inherit; color: var(--pf-link); background: none; border: 0; padding: 0.15rem 0; cursor: pointer;
  text-decoration: underline; min-height: 24px;
}
button:focus-visible, p:focus-visible { outline: 2px solid var(--pf-link); outline-offset: 2px; }
"""


def component(name, html, style, script):
    """A component of a page whose script calls ``copying(button, place, text, data.copying)``.

    Parameters
    ----------
    name, html : str
    style : str
        CSS with the colours by their names, as :func:`scenarios.palette.inlined` takes them. A button looks like
        a link unless it says otherwise.
    script : str
        JavaScript; ``copier()`` makes a button.

    Returns
    -------
    callable
        As ``st.components.v2.component`` gives it.
    """
    css = palette.inlined(_STYLE + style)
    return st.components.v2.component(name, html=html, css=css, js=f"{_SCRIPT}\n{script}")


def told(words, button):
    """The words of a button, which are under a key of its own, and what is said after a press."""
    return {"copy": words(button), "copied": words("copy.copied"), "failed": words("copy.failed")}
