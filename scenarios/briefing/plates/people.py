"""People who leave one destination -> where they go, of 100 of them."""

from scenarios import palette, sentences
from scenarios.briefing.plate import BARS, Native, Plate, Series
from scenarios.charts.bars import bars
from scenarios.tables import Cell, Table


def leavers(context, found):
    """Of 100 who leave one destination, how many go where.

    Parameters
    ----------
    context : Context
    found : leavers.Leavers

    Returns
    -------
    Plate
        Without a figure where nobody leaves: the headline says why.
    """
    inputs, words = context.inputs, context.words
    who = sentences.group_of(inputs, words, found.segment)
    place = sentences.place_of(inputs, found.destination)
    rows = inputs.by_id("destinations")
    caption = context.caption(words("plates.leavers_measure"), words("chart.bar"))
    about = {"group": who, "place": place}
    counted = sentences.hundred(inputs, words, found)
    going = sorted(
        (one for one in found.going if one.id in counted),
        key=lambda one: (rows[one.id].stands_for == "rest", -one.people),
    )
    target = next((name for name in inputs.about.opening.focus if name != found.destination), "")
    asked = target in counted
    headline, rest = sentences.left_to(inputs, words, found, target)
    return Plate(
        "leavers",
        headline,
        " ".join(part for part in (rest, sentences.left_but(inputs, words, found)) if part),
        _table(words, rows, going, counted, about, found.fixed, sentences.left_how(inputs, words, found)),
        caption,
        context.credit(),
        _figure(words, rows, going, counted, about, found.fixed, caption) if going else None,
        _native(words, rows, going, counted, found.fixed) if going else None,
        words("plates.leavers_question", target=sentences.place_of(inputs, target), **about) if asked else "",
        words("plates.leavers_answer", count=counted[target]) if asked else "",
        context.group(found.segment),
    )


def _table(words, rows, going, counted, about, fixed, how):
    heads = ("of", *(() if fixed else ("low", "high")))
    return Table(
        "leavers",
        f"{words('plates.leavers_table', **about)}. {how}".removesuffix(". "),
        (words("table.destination"), *(words(f"plates.leavers_{name}") for name in heads)),
        tuple(
            (
                Cell(rows[one.id].title),
                Cell(counted[one.id], number=True),
                *(() if fixed else (Cell(_number(value), number=True) for value in (one.low, one.high))),
            )
            for one in going
        ),
    )


def _number(value):
    return "–" if value != value else f"{value:.1f}"


def _figure(words, rows, going, counted, about, fixed, caption):
    drawn = [
        {
            "name": rows[one.id].short, "value": one.people, "label": counted[one.id],
            **({} if fixed else {"low": one.low, "high": one.high}),
        }
        for one in going
    ]  # fmt: skip
    told = words("plates.leavers_alt", **about)
    return bars(drawn, words, words("plates.leavers_unit"), "", told, caption, 0)


def _native(words, rows, going, counted, fixed):
    ranges = () if fixed else (tuple(one.low for one in going), tuple(one.high for one in going))
    people, labels = tuple(one.people for one in going), tuple(counted[one.id] for one in going)
    series = Series(words("plates.leavers_of"), people, *ranges, colour=palette.SCENARIO, labels=labels)
    names = tuple(rows[one.id].short for one in going)
    return Native(BARS, names, (series,), words("plates.leavers_unit"), 0, signed=False)
