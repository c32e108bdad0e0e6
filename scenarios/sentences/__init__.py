"""Numbers in, sentences out: headline, alt text, captions, values with their units.

Sign and size of every phrase come from the result. Nothing here says that something is going to happen.
"""

from scenarios.conclusions import LITTLE
from scenarios.sentences.captions import (
    alt_text,
    badge,
    caption,
    comparison_alt,
    comparison_caption,
    grades,
    readings_in_use,
)
from scenarios.sentences.comparison import beliefs_or_policy, comparison
from scenarios.sentences.figures import digits_for, level_of, number_of, signed, span, value_of
from scenarios.sentences.scenario import (
    FOCUS,
    changes,
    differences,
    headline,
    largest_gain,
    setting,
    unreached,
)

__all__ = [
    "FOCUS",
    "LITTLE",
    "alt_text",
    "badge",
    "beliefs_or_policy",
    "caption",
    "changes",
    "comparison",
    "comparison_alt",
    "comparison_caption",
    "differences",
    "digits_for",
    "grades",
    "headline",
    "largest_gain",
    "level_of",
    "number_of",
    "readings_in_use",
    "setting",
    "signed",
    "span",
    "unreached",
    "value_of",
]
