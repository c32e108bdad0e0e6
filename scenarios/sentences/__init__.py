"""Numbers in, sentences out: headline, alt text, captions, values with their units.

Sign and size of every phrase come from the result. Nothing here says that something is going to happen.
"""

from scenarios.conclusions import LITTLE
from scenarios.sentences.beliefs import assumed, assumption, believed, driven, reversed_by, swings
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
from scenarios.sentences.disputes import dispute_option, dispute_title, judged, settle
from scenarios.sentences.figures import (
    digits_for,
    format_of,
    level_of,
    points,
    roughly,
    signed,
    size,
    span,
    start,
    unmistakable,
    value_of,
)
from scenarios.sentences.leavers import hundred, left, left_but, left_how, left_to
from scenarios.sentences.scenario import (
    FOCUS,
    changes,
    differences,
    headline,
    largest_gain,
    setting,
    unreached,
)
from scenarios.sentences.sources import cited
from scenarios.sentences.sure import concluded, in_draws, ranged, root_value, tipped, tipped_in_draws
from scenarios.sentences.why import (
    digits_agreeing,
    group_of,
    how_little,
    in_pay,
    moved_by,
    orders,
    part_title,
    percents,
    place_of,
    rests_on,
)

__all__ = [
    "FOCUS",
    "LITTLE",
    "alt_text",
    "assumed",
    "assumption",
    "badge",
    "beliefs_or_policy",
    "believed",
    "caption",
    "changes",
    "cited",
    "comparison",
    "comparison_alt",
    "comparison_caption",
    "concluded",
    "differences",
    "digits_agreeing",
    "digits_for",
    "dispute_option",
    "dispute_title",
    "driven",
    "format_of",
    "grades",
    "group_of",
    "headline",
    "how_little",
    "hundred",
    "in_draws",
    "in_pay",
    "judged",
    "largest_gain",
    "left",
    "left_but",
    "left_how",
    "left_to",
    "level_of",
    "moved_by",
    "orders",
    "part_title",
    "percents",
    "place_of",
    "points",
    "ranged",
    "readings_in_use",
    "rests_on",
    "root_value",
    "roughly",
    "reversed_by",
    "setting",
    "settle",
    "signed",
    "size",
    "span",
    "start",
    "swings",
    "tipped",
    "tipped_in_draws",
    "unmistakable",
    "unreached",
    "value_of",
]
