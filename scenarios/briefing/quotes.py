"""A plate -> what somebody quotes: a citation, a caption with its range, the command and lines that give it again."""

from scenarios import numerals, sentences
from scenarios.briefing.charts import CHARTS
from scenarios.briefing.plate import Plate
from scenarios.briefing.storyboard import ALL, COMPARE
from scenarios.engine import group
from scenarios.engine.scenario import Scenario
from scenarios.formats import files
from scenarios.inputs import Inputs
from scenarios.text import Words

_BASE = "baseline"

_OF_ONE_SHARE = ("waterfall", "meter", "dots", "tornado")
"""Charts about the change of one share that show no range of it themselves."""
"""Id of the preset that changes nothing, and of the chart that shows no change."""


def citation(words: Words, plate: Plate) -> str:
    """How to cite a plate: product, scenario, run, versions and day, and that it is no forecast."""
    credit = plate.credit
    return words(
        "quote.citation", product=credit.product, year=credit.day[:4], titles="; ".join(credit.titles),
        runs=" ".join(credit.run_ids), day=credit.day,
        versions=", ".join(f"{words(f'credit.{name}')} {value}" for name, value in credit.versions),
    )  # fmt: skip


def caption(
    inputs: Inputs, words: Words, plate: Plate, chosen: Scenario, segment: str = "", destination: str = ""
) -> str:
    """The headline between the label and the source, with a range over the assumptions.

    Parameters
    ----------
    inputs : Inputs
    words : Words
    plate : Plate
    chosen : Scenario
        Of the plate.
    segment, destination : str
        What it is about: their range stands where the plate has none of its own.
    """
    told = _range(words, plate)
    if not told and segment and segment != ALL and plate.chart in _OF_ONE_SHARE:
        told = _group_range(inputs, words, chosen, segment, destination, plate.digits)
    parts = [f"{plate.credit.stamp}.", plate.headline, told, f"({plate.credit.line})"]
    return " ".join(part for part in parts if part)


def _group_range(
    inputs: Inputs, words: Words, chosen: Scenario, segment: str, destination: str, digits: int | None
) -> str:
    """Low and high of the change of one share."""
    run = group.run(group.of(inputs, segment), chosen, int(inputs.parameter("draw_count")))
    column = run.group.column(destination)
    if not run.change[column]:
        return ""
    numbers = (100 * float(part[column]) for part in (run.change, *run.range()))
    value, low, high = sentences.points(*numbers, digits=digits)
    return words(
        "quote.range", place=sentences.start(sentences.place_of(inputs, destination)), value=value, low=low,
        high=high,
    )  # fmt: skip


def _range(words: Words, plate: Plate) -> str:
    """Low and high of the largest number of a plate that has ranges."""
    native = plate.native
    if native is None:
        return ""
    ranged = [
        (value, low, high, series, index)
        for series in native.series
        for index, (value, low, high) in enumerate(zip(series.values, series.low, series.high, strict=False))
        if value and low is not None and high is not None
    ]
    if not ranged:
        return ""
    value, low, high, series, index = max(ranged, key=lambda row: abs(row[0]))
    category = native.categories[index]
    if series.labels:  # people of a hundred, no change in points
        least, most = (sentences.above_zero(words, end, native.digits) for end in (low, high))
        return words("quote.people", place=category, value=series.labels[index], low=least, high=most)
    told, least, most = sentences.points(value, low, high, digits=native.digits)
    title = f"{category}, {series.name}" if len(native.series) > 1 else category
    return words("quote.range", place=title, value=told, low=least, high=most)


def run_command(inputs: Inputs, chosen: Scenario) -> str:
    """The command line that runs a scenario."""
    return " ".join(["python -m scenarios run", *_scenario(inputs, chosen), "--format json"])


def command(
    inputs: Inputs, plate: Plate, chosen: Scenario, segment: str, destination: str, lever: str = ""
) -> str:
    """The command line that makes a plate's picture again; that runs the scenario where there is no such chart."""
    if plate.chart not in CHARTS or plate.chart == COMPARE:
        return run_command(inputs, chosen)
    parts = ["python -m scenarios export", *_scenario(inputs, chosen), f"--chart {plate.chart}"]
    parts += [f"--segment {segment}", f"--destination {destination}"]
    parts += [f"--lever {lever}"] if lever else []
    return " ".join([*parts, f"--to {plate.chart}.{'png' if plate.figure else 'csv'}"])


def _scenario(inputs: Inputs, chosen: Scenario) -> list[str]:
    preset = files.matching_preset(inputs, chosen)
    if preset:
        return [preset.id]
    levers = [f"--set {name}={numerals.written(value)}" for name, value in chosen.levers]
    return [_BASE, *levers, *(f"--reading {name}={option}" for name, option in chosen.readings)]


def run_lines(chosen: Scenario, draws: int) -> str:
    """The Python lines that run a scenario."""
    return "\n".join(
        [
            "from scenarios import inputs",
            "from scenarios.engine import outcome, scenario, simulate",
            "",
            "data = inputs.load()",
            f"chosen = {_make(chosen)}",
            f"run = simulate.run(data, chosen, {draws})",
            "shares = run.table()",
            "places = outcome.lens(data, chosen, run)",
            f"run_id = chosen.run_id(data, {draws})",
        ]
    )


def lines(plate: Plate, chosen: Scenario, segment: str, destination: str, lever: str = "") -> str:
    """The Python lines that make a plate again, or run the scenario where there is no such chart."""
    if plate.chart not in CHARTS or plate.chart == COMPARE:
        return run_lines(chosen, 1024)
    asked = ", ".join(f'"{name}"' for name in (segment, destination, lever) if name)
    return "\n".join(
        [
            "from scenarios import inputs, text",
            "from scenarios.briefing import Context, Named, charts",
            "from scenarios.engine import scenario",
            "",
            "data = inputs.load()",
            f"chosen = {_make(chosen)}",
            f'named = Named("{_escaped(plate.credit.titles[0])}", chosen)',
            f'context = Context(data, text.of(data), (named,), "{plate.credit.day}")',
            f'plate = charts.plate("{plate.chart}", context, {asked})',
            "print(plate.headline, *(tuple(cell.text for cell in row) for row in plate.table.rows), sep='\\n')",
        ]
    )


def _make(chosen: Scenario) -> str:
    levers = ", ".join(f'"{name}": {numerals.written(value)}' for name, value in chosen.levers)
    readings = ", ".join(f'"{name}": "{option}"' for name, option in chosen.readings)
    return f"scenario.make(data, {{{levers}}}, {{{readings}}})"


def _escaped(title: str) -> str:
    return title.replace("\\", "\\\\").replace('"', '\\"')
