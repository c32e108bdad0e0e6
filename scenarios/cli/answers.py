"""A scenario and a question about it -> an answer for the command line: numbers, and the sentences of the pages."""

import math
from dataclasses import dataclass

from scenarios import numerals, sentences
from scenarios.analysis import attribution, conclusions, consistency, grounds, readings, sensitivity, tipping
from scenarios.engine import group, scenario
from scenarios.refusals import quoted
from scenarios.tables.disputes import disputes, verdicts
from scenarios.tables.sure import assumptions, margins
from scenarios.tables.why import in_points, parts


@dataclass(frozen=True)
class Answer:
    """What a command found."""

    result: dict
    """Everything as plain values; points end in ``_pp``."""
    sentences: tuple[str, ...]
    tables: tuple[tuple[tuple[str, ...], list], ...] = ()
    """Pairs of heads and rows of cells, the rows as text."""


def why(inputs, words, chosen, asked):
    """How much of a share's change belongs to each lever and reading."""
    split = attribution.split(inputs, chosen, asked.segment, asked.destination)
    people = group.of(inputs, asked.segment)
    low, high = group.run(people, chosen, asked.draws).range()
    column = people.column(asked.destination)
    names = ("segment", "destination", "baseline", "share", "change_pp", "exact")
    result = {name: getattr(split, name) for name in names}
    result |= {"low_pp": _plain(100 * low[column]), "high_pp": _plain(100 * high[column])}
    result["parts"] = [vars(part) for part in split.parts]
    told = [sentences.moved_by(inputs, words, chosen, split)]
    sums = attribution.groups(inputs, split)
    if len(sums) > 1:
        listed = " · ".join(f"{name} {part:+.3f}" for name, part in sums.items())
        told.append(f"By group, points: {listed}.")
    if split.parts:
        told.append(sentences.orders(words, split))
    shown = _shown(parts(inputs, words, chosen, split, grounds.meter(inputs, chosen, split)))
    for heads, rows in shown:
        rows.append(["total", in_points(split, split.change_pp).text, *[""] * (len(heads) - 2)])
    return Answer(result, tuple(told), shown)


def tip(inputs, words, chosen, asked):
    """Where a lever flips a conclusion about a destination."""
    people = group.of(inputs, asked.segment)
    people.column(asked.destination)
    if asked.target is not None:
        conclusion = conclusions.Conclusion(
            conclusions.ABOVE, asked.destination, level=_target(asked.target) / 100
        )
    else:
        other = asked.against or conclusions.nearest_rival(group.run(people, chosen, 0), asked.destination)
        people.column(other)
        if other == asked.destination:
            raise scenario.ScenarioError(f"--against {other}: name another destination than --destination")
        conclusion = conclusions.Conclusion(conclusions.AHEAD, asked.destination, other)
    found = tipping.tip(inputs, chosen, asked.segment, asked.lever, conclusion)
    result = {
        "segment": asked.segment, "destination": asked.destination, "against": conclusion.other or None,
        "target": None if asked.target is None else conclusion.percent, "lever": found.lever,
        "state": found.state, "roots": list(found.roots), "now": found.now, "margin_pp": 100 * found.margin,
        "nearest": found.nearest, "shortfall_pp": 100 * found.shortfall, "draws": None,
    }  # fmt: skip
    told = [sentences.tipped(inputs, words, found)]
    holds = {}
    if asked.draws:
        curve = tipping.curve(inputs, chosen, asked.segment, asked.lever, conclusion, asked.draws)
        told.append(sentences.tipped_in_draws(inputs, words, curve, asked.lever))
        result["draws"] = {
            "count": curve.draws, "low": _plain(curve.low), "median": _plain(curve.median), "high": _plain(curve.high),
            "crossing": curve.crossing, "several": curve.several, "values": curve.values.tolist(),
            "holds": curve.holds.tolist(),
        }  # fmt: skip
        holds = dict(zip(curve.values.tolist(), curve.holds.tolist(), strict=True))
    return Answer(result, tuple(told), _shown(margins(inputs, words, found, holds)))


def sensitivities(inputs, words, chosen, asked):
    """Which assumption matters most, what the range comes from, and what would flip the conclusions."""
    tornado = sensitivity.tornado(inputs, chosen, asked.segment, asked.destination)
    drawn = conclusions.drawn(group.run(group.of(inputs, asked.segment), chosen, 0), asked.destination)
    flips = [(one, sensitivity.flip(inputs, chosen, asked.segment, one)) for one in drawn]
    result = {
        "segment": asked.segment, "destination": asked.destination, "change_pp": tornado.change_pp,
        "bars": [vars(bar) for bar in tornado.bars], "drivers": None, "together": None,
        "flips": [
            {
                "conclusion": sentences.concluded(inputs, words, one), "state": flip.state,
                "distance": _plain(flip.distance), "margin_pp": 100 * flip.margin,
                "moves": [vars(move) for move in flip.moves],
            }
            for one, flip in flips
        ],
    }  # fmt: skip
    told = [sentences.swings(inputs, words, chosen, tornado)]
    drivers = None
    if asked.draws:
        drivers = sensitivity.drivers(inputs, chosen, asked.segment, asked.destination, asked.draws)
        result |= {"drivers": [vars(row) for row in drivers.parts], "together": drivers.together}
        told.append(sentences.driven(inputs, words, drivers))
    told += [sentences.reversed_by(inputs, words, chosen, one, flip) for one, flip in flips]
    return Answer(result, tuple(told), _shown(assumptions(inputs, words, chosen, tornado, drivers)))


def disputed(inputs, words, chosen, asked):
    """Which conclusions hold under every reading of the facts in dispute."""
    if not asked.draws:
        raise scenario.ScenarioError("--draws 0: a verdict needs draws; use 1024 or leave the option out")
    run = group.run(group.of(inputs, asked.segment), chosen, asked.draws)
    drawn = conclusions.drawn(run, asked.destination)
    found = readings.factorial(inputs, chosen, asked.segment, asked.destination, drawn, asked.draws)
    result = {
        "segment": asked.segment, "destination": asked.destination, "cases": found.cases,
        "matters": found.matters or None,
        "disputes": [
            vars(row)
            | {"by_option": [{"option": option, "change_pp": change} for option, change in row.by_option]}
            for row in found.disputes
        ],
        "verdicts": [
            {
                "conclusion": sentences.concluded(inputs, words, row.conclusion), "state": row.state,
                "holding": row.holding, "cases": row.cases, "lowest": row.lowest, "by": row.by,
                "failing": row.failing, "verdict": sentences.judged(inputs, words, row),
            }
            for row in found.verdicts
        ],
    }  # fmt: skip
    told = sentences.settle(inputs, words, found, asked.segment, asked.destination)
    shown = _shown(
        verdicts(inputs, words, found, asked.draws), disputes(inputs, words, found, asked.destination)
    )
    return Answer(result, (told,), shown)


def checks(inputs, words, chosen, asked):
    """Every consistency check, under the central beliefs and under those of the scenario."""
    # The checks have groups and places of their own, but a name that is mistyped is refused here as anywhere.
    group.of(inputs, asked.segment).column(asked.destination)
    central, yours = consistency.results(inputs), consistency.results(inputs, chosen)
    found = [
        {
            "id": old.check.id, "title": old.check.title, "published": old.check.published, "unit": old.check.unit,
            "accept_low": old.check.accept_low, "accept_high": old.check.accept_high, "role": old.check.role,
            "central": old.value, "central_inside": old.inside, "yours": new.value, "yours_inside": new.inside,
        }
        for old, new in zip(central, yours, strict=True)
    ]  # fmt: skip
    rows = [
        [
            row["id"], row["title"], row["published"], f"{row['accept_low']:g} to {row['accept_high']:g}",
            f"{row['central']:.2f} {_inside(words, row['central_inside'])}",
            f"{row['yours']:.2f} {_inside(words, row['yours_inside'])}", row["role"],
        ]
        for row in found
    ]  # fmt: skip
    heads = ("check", "finding", "published", "accepted", "central", "yours", "role")
    return Answer(
        {"checks": found}, (sentences.believed(words, central, yours), words("checks.lede")), ((heads, rows),)
    )


def _shown(*listed):
    """Tables of the pages as heads and rows of text; those without a row are left out."""
    return tuple(
        (table.columns, [[cell.text for cell in row] for row in table.rows]) for table in listed if table.rows
    )


def _inside(words, inside):
    return words("checks.inside" if inside else "checks.outside")


def _target(text):
    what, accepted = f"--target {quoted(text)}", "a share from 0 to 100, in percent"
    share = scenario.only(numerals.meanings(text, numerals.PERCENT) or (math.nan,), what, accepted)
    if not 0 <= share <= 100:
        raise scenario.ScenarioError(f"{what}: use {accepted}")
    return share


def _plain(value):
    """A number as JSON knows it: nothing for none, and which side of the range an infinite one lies on."""
    if math.isnan(value):
        return None
    if math.isinf(value):
        return "above the range" if value > 0 else "below the range"
    return float(value)
