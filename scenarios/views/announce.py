"""Tells a screen reader the new headline and the values of the chart, copies the headline, writes the address."""

from scenarios.views import copying, tab
from scenarios.views.desk import address

_HTML = '<p role="status"></p><p data-values></p>'

_CSS = """
p {
  position: absolute; width: 1px; height: 1px; margin: 0; overflow: hidden; clip-path: inset(50%); white-space: nowrap;
}
button { font-size: 0.875rem; }
"""

# The live region keeps its element and changes its text, or nothing would be read out.
_JS = (
    address.WRITER
    + """
export default function ({ parentElement, data }) {
  want(data);
  const region = parentElement.querySelector("p[role]");
  if (region.textContent !== data.text) region.textContent = data.text;
  const values = parentElement.querySelector("p[data-values]");
  values.textContent = data.values;
  let button = parentElement.querySelector("button");
  if (!button) {
    button = copier();
    values.after(button);
  }
  copying(button, button.parentElement, data.clip, data.copying);
}
"""
)

_component = copying.component("headline_announcer", _HTML, _CSS, _JS)


def announce(inputs, words, headline, source, values):
    """Announce a headline politely, with a button that copies it between stamp and source."""
    _component(
        key="announce",
        data={
            "text": headline,
            "values": values,
            "clip": f"{words('app.stamp')}. {headline} ({source})",
            "copying": copying.told(words, "explore.copy"),
            **tab.written(inputs, words),
        },
    )
