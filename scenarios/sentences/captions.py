"""What stands inside a chart or in its place: captions of two lines, texts for those who do not see it, grades."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from scenarios.analysis import compare, grounds
from scenarios.engine import scenario
from scenarios.engine.scenario import Scenario
from scenarios.engine.simulate import ShareRow
from scenarios.inputs import Inputs
from scenarios.sentences.figures import signed, span
from scenarios.text import Words
from scenarios.typesetting.faces import REGULAR

CAPTION = 47
"""How wide a line of a caption is at most, in sizes of its type: one line on a page, two on a phone."""
_LEAST = 4.5
"""Room of a name that disputed facts leave, however many they are."""


def alt_text(
    words: Words, table: Iterable[ShareRow], names: Mapping[str, str], group: str, digits: int
) -> str:
    """What a chart of changes shows, for those who do not see it.

    Parameters
    ----------
    words : Words
    table : list of dict
        Rows of one segment, as of :meth:`scenarios.engine.simulate.Run.table`.
    names : dict of str to str
        Destination id -> name.
    group : str
    digits : int
    """
    values = "; ".join(
        f"{names[row['destination']]} {signed(row['change_pp'], digits)} {span(words, row, digits)}"
        for row in table
    )
    return words("chart.alt", group=group, values=values)


def caption(
    inputs: Inputs, words: Words, chosen: Scenario, draws: int, names: Sequence[str], date: str, measure: str
) -> tuple[str, str]:
    """The two lines inside a chart: what it is, and where it comes from; :data:`CAPTION` wide each at most.

    Parameters
    ----------
    inputs : Inputs
    words : Words
    chosen : Scenario
    draws : int
    names : sequence of str
        Names of the scenario, longest first: the first that fits is taken, the last is cut short.
    date : str
        Day of the run.
    measure : str
        Unit, destinations and what the range is.

    Returns
    -------
    tuple of str
    """
    counts = grades(inputs)
    tally = " ".join(
        f"{counts[key]}{key[0].upper()}" for key in ("document", "published", "judgement", "unverified")
    )
    product = f"{words('app.title')} {words('app.version')}"
    fixed = [f"#{chosen.run_id(inputs, draws)}", date, tally]
    readings = _readings(inputs, chosen, _room([product, "", *fixed, ""]) - _LEAST)
    fixed += [readings] if readings else []
    room = _room([product, "", *fixed])
    name = next((name for name in names if REGULAR.width(name, 1) <= room), names[-1])
    name = REGULAR.cut(name, 1, room)
    return f"{scenario.LABEL} · {measure}", " · ".join([product, name, *fixed])


def _room(parts: Iterable[str]) -> float:
    """What the other parts of a line leave of it."""
    return CAPTION - REGULAR.width(" · ".join(parts), 1)


def _readings(inputs: Inputs, chosen: Scenario, room: float) -> str:
    """The readings in use, as many as there is room for and the number of the others."""
    names = readings_in_use(inputs, chosen)
    lines = [", ".join([*names[:count], f"+{len(names) - count}"]) for count in range(len(names) - 1, -1, -1)]
    return next(line for line in (", ".join(names), *lines, "") if REGULAR.width(line, 1) <= max(room, 0))


def comparison_alt(
    words: Words,
    tables: Iterable[Iterable[ShareRow]],
    names: Mapping[str, str],
    labels: Iterable[str],
    group: str,
    digits: int,
) -> str:
    """What a chart of several scenarios shows, for those who do not see it.

    Parameters
    ----------
    words : Words
    tables : sequence of list of dict
        For each scenario the rows of one segment, as of :meth:`scenarios.engine.simulate.Run.table`.
    names : dict of str to str
        Destination id -> name; rows without a name are left out.
    labels : sequence of str
        The titles of the scenarios.
    group : str
    digits : int
    """
    told = []
    for letter, label, table in zip(compare.LETTERS, labels, tables, strict=False):
        values = "; ".join(
            f"{names[row['destination']]} {signed(row['change_pp'], digits)}"
            for row in table
            if row["destination"] in names and row["baseline"]
        )
        told.append(f"{letter}, {label}: {values}.")
    return words("compare.alt", count=len(told), group=group, values=" ".join(told))


def comparison_caption(
    inputs: Inputs, words: Words, scenarios: Sequence[Scenario], draws: int, date: str, measure: str
) -> tuple[str, str]:
    """The two lines inside a chart of several scenarios, as wide at most as those of :func:`caption`.

    The run ids are cut to what the line holds, never below six digits; the version of the data goes first.
    """
    product = f"{words('app.title')} {words('app.version')}"
    data = words("compare.data", version=scenario.versions(inputs)["data"])
    rest = [words("compare.draws", count=f"{draws:,}"), date]
    lines = [
        " · ".join([*start, _run_ids(inputs, scenarios, draws, digits), *rest])
        for start in ([product, data], [product])
        for digits in (12, 8, 6)
    ]
    fitting = next((line for line in lines if REGULAR.width(line, 1) <= CAPTION), lines[-1])
    return f"{scenario.LABEL} · {measure}", fitting


def _run_ids(inputs: Inputs, scenarios: Iterable[Scenario], draws: int, digits: int) -> str:
    return " ".join(
        f"{letter} #{chosen.run_id(inputs, draws)[:digits]}"
        for letter, chosen in zip(compare.LETTERS, scenarios, strict=False)
    )


def readings_in_use(inputs: Inputs, chosen: Scenario) -> list[str]:
    """Short names of the active options of every reading that a changed lever depends on."""
    changed = dict(chosen.levers)
    used = {row.reading for row in inputs.exposure if row.lever in changed}
    used |= {row.reading for row in inputs.lever_modes if row.lever in changed}
    used |= set(dict(chosen.readings))
    active = chosen.reading_values(inputs)
    return [row.short for row in inputs.readings if row.reading in used and row.option == active[row.reading]]


def grades(inputs: Inputs) -> Counter[str]:
    """How many inputs of the model have each grade, in the four classes that the badges show."""
    tables = ("baseline_shares", "attribute_levels", "coefficients", "nests", "parameters", "exposure")
    counts = Counter(dict.fromkeys(grounds.CLASSES, 0))
    for table in tables:
        for row in getattr(inputs, table):
            counts[badge(row.grade)] += 1
    return counts


def badge(grade: str) -> str:
    """The class of badge that a grade is shown with."""
    return grounds.shown_as(grade)
