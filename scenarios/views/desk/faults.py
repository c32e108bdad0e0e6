"""A step of a briefing -> what keeps it from being shown, in the words of the page."""

import re

from scenarios.briefing import storyfile
from scenarios.briefing.charts import CHARTS
from scenarios.briefing.storyboard import ALL, FEWEST, MOST
from scenarios.engine import group, scenario


def check(inputs, words, step):
    """Raise :class:`ScenarioError` for a step whose parts do not go together: no chart looks at all of them."""
    for field, reason in storyfile.faults(inputs, step, CHARTS):
        label = words(f"brief.{field}", fewest=FEWEST, most=MOST)
        raise scenario.ScenarioError(f"{label}: {in_words(inputs, words, reason)}")


def whole(inputs, words, storyboard):
    """Whether the parts of every step go together, so that a file of the storyboard can be read again."""
    try:
        for step in storyboard.steps:
            check(inputs, words, step)
    except scenario.ScenarioError:
        return False
    return True


def in_words(inputs, words, reason):
    """A reason with titles in place of ids, which the page shows nowhere."""
    titles = inputs.titles("segments") | inputs.titles("destinations")
    titles |= {group.TOTAL: words("why.total"), ALL: words("explore.all_groups")}
    titles |= {f"'{name}'": f"“{words(f'brief.chart_{name}')}”" for name in CHARTS}
    return re.sub(r"\b[A-Z_]+\b|'\w+'", lambda found: titles.get(found[0], found[0]), reason)
