"""One thing in the library, a preset or something saved -> markup with a small drawing of its real result."""

from dataclasses import dataclass
from html import escape

from scenarios import sentences, store
from scenarios.briefing.storyboard import Storyboard
from scenarios.engine import scenario
from scenarios.formats import files
from scenarios.views.desk import board, entries, keeping

_HALF, _FULL = 22, 20.0
"""Pixels of half a drawing, and the points that fill it."""


@dataclass(frozen=True)
class Entry:
    """One thing in the library: a preset or the newest version of something saved."""

    key: str
    title: str
    note: str
    author: str
    date: str
    tags: tuple[str, ...]
    twin: str
    scenario: scenario.Scenario | None
    """``None`` for a comparison, a storyboard, and for what cannot be read."""
    preset: files.Preset | None = None
    storyboard: Storyboard | None = None
    """A ready-made one."""
    revision: store.Revision | None = None

    @property
    def words(self):
        """Everything that a search looks at."""
        return " ".join((self.title, self.note, self.author, self.date, *self.tags)).casefold()


def card(inputs, words, entry, changes, group):
    """Markup of an entry; ``changes`` are those of a group in points, by destination, or nothing."""
    by = entry.author or (words("library.nobody") if entry.revision else "")
    about = " · ".join(part for part in (by, entry.date, ", ".join(entry.tags)) if part)
    if entry.revision:
        about = " · ".join([words("library.version", version=entry.revision.version), about])
    lines = [f"<h3>{escape(entry.title)}</h3>", f"<p>{escape(entry.note)}</p>" if entry.note else ""]
    if entry.scenario is not None:
        moved = "; ".join(sentences.changes(inputs, entry.scenario)) or words("library.nothing")
        lines.append(f'<p class="pf-small">{escape(words("library.changes", changes=moved))}</p>')
    elif entry.storyboard or entry.revision.kind != keeping.KIND:
        lines.append(f'<p class="pf-small">{escape(_contents(words, entry))}</p>')
    if entry.twin:
        about += f" · {words('library.twin', title=entry.twin)}"
    lines.append(f'<p class="pf-small">{escape(about)}</p>')
    drawn = _drawing(inputs, words, changes, group) if changes else ""
    return f'<div class="pf-entry"><div class="pf-drawn">{drawn}</div><div>{"".join(lines)}</div></div>'


def _contents(words, entry):
    """What a comparison or a storyboard holds."""
    if entry.storyboard:
        listed = "; ".join(board.title(words, step) for step in entry.storyboard.steps)
        return words("library.storyboard", titles=listed)
    key = "library.comparison" if entry.revision.kind == keeping.COMPARISON else "library.storyboard"
    return words(key, titles=entries.titles(words, entry.revision))


def _drawing(inputs, words, changes, group):
    """Bars of a group's changes, up and down from a line; heights by the square root, so that small ones show."""
    names = [row.short for row in inputs.destinations]
    largest = max(changes, key=abs)
    bars = "".join(
        f'<i class="{"pf-up" if change > 0 else "pf-down"}" style="height:{_height(change):.1f}px"></i>'
        for change in changes
    )
    told = words(
        "library.drawing",
        group=inputs.segment(group).short,
        values="; ".join(
            f"{name} {sentences.signed(change, 2)}" for name, change in zip(names, changes, strict=True)
        ),
    )
    top = (
        f"{names[changes.index(largest)]} {sentences.signed(largest, 1)}"
        if largest
        else words("library.unmoved")
    )
    return f'<span class="pf-bars" role="img" aria-label="{escape(told)}">{bars}</span><small>{escape(top)}</small>'


def _height(change):
    """Height of a bar in pixels."""
    return _HALF * min((abs(change) / _FULL) ** 0.5, 1)
