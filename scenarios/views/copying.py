"""What the buttons that copy have in common: their script, its style and its words."""

from pathlib import Path

SCRIPT = Path(__file__).with_name("copying.js").read_text(encoding="utf-8")
"""For the start of a component's own script, which calls ``copying(button, place, text, data.copying)``."""

STYLE = """
.pf-copy { margin: 0.4rem 0; max-width: 46rem; color: #111418; font-size: 0.875rem; line-height: 1.45; }
.pf-copy span { display: block; margin: 0 0 0.3rem; }
.pf-copy textarea {
  font: inherit; width: 100%; box-sizing: border-box; padding: 0.3rem 0.5rem; border: 1px solid #57606A;
}
"""


def told(words, button):
    """The words of a button, which are under a key of its own, and what is said after a press."""
    return {"copy": words(button), "copied": words("copy.copied"), "failed": words("copy.failed")}
