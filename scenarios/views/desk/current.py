"""The current scenario -> a step of a briefing, under a name that is its own."""

from scenarios.briefing.storyboard import Named, Step
from scenarios.formats import files
from scenarios.views.desk import keeping, state, subject

_LONGEST = 80
"""Letters of a title."""


def named(inputs, words):
    """The current scenario; it does not pass for the version or the story that it was before a change."""
    made, version = keeping.as_preset(inputs, words)
    chosen = state.current(inputs)
    if state.replaying():
        preset = files.matching_preset(inputs, chosen)
        return Named(preset.title if preset else words("changes.custom"), chosen)
    if keeping.revision(inputs) and not version:
        room = _LONGEST - len(words("work.name_changed", title=""))
        return Named(words("work.name_changed", title=made.title[:room].rstrip()), chosen)
    return Named(made.title, chosen, version)


def step(inputs, words, chart):
    """A step of it, about the group and the destination that the other pages show."""
    return Step(chart, (named(inputs, words),), subject.segment(inputs), subject.place(inputs))
