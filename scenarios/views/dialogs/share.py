"""The dialog that shares the current scenario: as a link, as a short link to a saved version, as a file."""

from urllib.parse import urlencode

import streamlit as st

from scenarios.formats import files, links
from scenarios.views import copying
from scenarios.views.desk import address, entries, keeping, state

_HTML = '<p></p><button type="button"></button>'

_CSS = """
:host, div { display: block; }
p {
  font: 0.8rem/1.5 ui-monospace, monospace; overflow-wrap: anywhere; max-height: 6.2rem; overflow-y: auto;
  margin: 0 0 0.5rem; padding: 0.4rem 0.6rem; border-left: 2px solid var(--pf-edge);
}
button {
  font-size: 0.9rem; background: #FFFFFF; border: 1px solid var(--pf-edge); border-radius: 4px;
  padding: 0.35rem 0.75rem; min-height: 2.4rem; text-decoration: none;
}
"""

_JS = """
export default function ({ parentElement, data }) {
  const link = parentElement.querySelector("p");
  const button = parentElement.querySelector("button");
  link.textContent = location.origin + location.pathname + "?" + data.query;
  link.tabIndex = 0;
  link.setAttribute("role", "region");
  link.setAttribute("aria-label", data.label);
  copying(button, button.parentElement, link.textContent, data.copying);
}
"""

_component = copying.component("copied_link", _HTML, _CSS, _JS)


def share(inputs, words):
    """Draw the dialog."""
    query = address.query(inputs)
    st.subheader(words("share.link"))
    st.text(words("share.link_note"))
    if len(query) > links.LONGEST:
        st.text(words("share.too_long", length=f"{len(query):,}", most=f"{links.LONGEST:,}"))
    link(words, query, "share_link", "share.link")
    st.subheader(words("share.short"))
    step = state.history(inputs).now
    revision = keeping.revision(inputs)
    if revision and not keeping.changed(inputs):
        st.text(words("share.short_note", place=keeping.saved().place.shown))
        link(words, urlencode({"p": revision.reference}, safe="@"), "share_short", "share.short")
    else:
        st.text(words("share.save_first"))
        if st.button(words("share.save"), key="share_save"):
            state.ask("save", "share")
            st.rerun()
    _comparison(inputs, words)
    st.subheader(words("share.file"))
    st.text(words("share.file_note"))
    made, version = keeping.as_preset(inputs, words)
    run_id = step.scenario.run_id(inputs, int(inputs.parameter("draw_count")))
    st.download_button(
        words("share.download"), data=files.dump(made), mime="application/toml", on_click="ignore",
        file_name=files.file_name(made.title, version, run_id, "toml"), key="share_file",
    )  # fmt: skip


def _comparison(inputs, words):
    """The short link to the comparison, if somebody made one."""
    if not entries.listed():
        return
    st.subheader(words("share.comparison"))
    saved = entries.unchanged(inputs)
    if saved:
        st.text(words("share.comparison_note", title=saved.record.title, version=saved.version))
        link(words, urlencode({"p": saved.reference}, safe="@"), "share_comparison", "share.comparison")
    else:
        st.text(words("share.comparison_save"))


def link(words, query, key, label):
    _component(
        key=key,
        data={
            "query": query,
            "copying": copying.told(words, "share.copy"),
            "label": words(label),
        },
    )
