"""The split of a change -> a waterfall of its parts, and a meter of what it rests on."""

from scenarios import palette, sentences
from scenarios.analysis import attribution, grounds
from scenarios.briefing.plate import STACKED, Native, Plate, Series
from scenarios.charts import meter as meter_chart
from scenarios.charts.waterfall import merged
from scenarios.charts.waterfall import waterfall as waterfall_chart
from scenarios.engine import group
from scenarios.tables import Cell, Table
from scenarios.tables import why as tables


def waterfall(context, split, found):
    """What each lever and reading adds to the change of a share.

    Parameters
    ----------
    context : Context
    split : attribution.Split
    found : grounds.Meter

    Returns
    -------
    Plate
    """
    inputs, words, chosen = context.inputs, context.words, context.chosen
    who = sentences.group_of(inputs, words, split.segment)
    place = sentences.place_of(inputs, split.destination)
    caption = context.caption(words("why.measure"), words("why.whisker"))
    parts = [
        {
            "name": sentences.part_title(inputs, chosen, part),
            "part_pp": part.part_pp,
            "low_pp": part.low_order_pp,
            "high_pp": part.high_order_pp,
        }
        for part in split.parts
    ]
    digits = sentences.digits_agreeing(100 * split.baseline, 100 * split.share)
    return Plate(
        "waterfall",
        sentences.moved_by(inputs, words, chosen, split),
        _note(inputs, words, split, digits),
        tables.parts(inputs, words, chosen, split, found),
        caption,
        context.credit(),
        waterfall_chart(parts, words, split.baseline, split.share, who, place, caption, digits),
        _steps(words, merged(parts, words), split, digits),
        words("plates.question", group=who, place=place) if split.baseline else "",
        words("plates.points", points=sentences.signed(split.change_pp, digits)),
        context.group(split.segment),
        digits,
    )


def _note(inputs, words, split, digits):
    """The line under the headline: sums by group of levers, if there is more than one, and the doubtful total."""
    sums = attribution.groups(inputs, split)
    told = []
    if len(sums) > 1 and split.change_pp:
        told.append(
            words("why.by_group", groups=" · ".join(
                f"{sentences.lever_group(words, name)} {sentences.signed(part, digits)}" for name, part in sums.items()
            ))
        )  # fmt: skip
    if split.segment == group.TOTAL:
        told.append(words("why.total_note"))
    return " ".join(told)


def _steps(words, parts, split, digits):
    """The waterfall as parts on top of each other: an unseen one holds each step up."""
    start, end = 100 * split.baseline, 100 * split.share
    held, down, up, total = [None], [None], [None], start
    for part in parts:
        after = total + part["part_pp"]
        held.append(min(total, after))
        down.append(-part["part_pp"] if part["part_pp"] < 0 else None)
        up.append(part["part_pp"] if part["part_pp"] >= 0 else None)
        total = after
    empty = (None,) * len(parts)
    return Native(
        STACKED,
        (words("table.before_plain"), *(part["name"] for part in parts), words("table.scenario_plain")),
        (
            Series(words("plates.held"), (*held, None)),
            Series(words("table.before"), (start, *empty, None), colour=palette.BASELINE),
            Series(words("plates.lowers"), (*down, None), colour=palette.DOWN),
            Series(words("plates.raises"), (*up, None), colour=palette.UP),
            Series(words("table.scenario"), (None, *empty, end), colour=palette.SCENARIO),
        ),
        words("plates.share_unit"),
        digits,
        measure=words("why.measure"),
        signed=False,
    )


def meter(context, found, segment, destination):
    """How much of a change rests on each class of evidence.

    Parameters
    ----------
    context : Context
    found : grounds.Meter
    segment, destination : str
    """
    inputs, words = context.inputs, context.words
    rows = [{"name": words("meter.row_whole"), "shares": found.whole}]
    rows += [{"name": words(f"meter.row_{step}"), "shares": shares} for step, shares in found.steps.items()]
    caption = context.caption(words("meter.measure"))
    names = {name: words(f"class.{name}") for name in grounds.CLASSES}
    percents = [sentences.percents(row["shares"]) for row in rows]
    series = tuple(
        Series(title, tuple(float(counted[name]) for counted in percents), colour=colour)
        for (name, title), colour in zip(names.items(), meter_chart.FILLS, strict=True)
    )
    return Plate(
        "meter",
        sentences.rests_on(words, found),
        words(
            "plates.meter_note", group=sentences.group_of(inputs, words, segment),
            place=sentences.place_of(inputs, destination),
        ),
        Table(
            "why_meter",
            words("meter.definition"),
            (words("plates.counted"), *(f"{title}, %" for title in names.values())),
            tuple(
                (Cell(row["name"]), *(Cell(str(counted[name]), number=True) for name in names))
                for row, counted in zip(rows, percents, strict=True)
            ),
        ),
        caption,
        context.credit(),
        meter_chart.meter(rows, words, caption),
        Native(
            STACKED, tuple(row["name"] for row in rows), series, words("meter.measure"), 0,
            span=(0, 100), signed=False,
        ),
        about=context.group(segment),
    )  # fmt: skip
