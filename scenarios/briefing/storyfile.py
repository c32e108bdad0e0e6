"""Storyboard files: text in the format of ``data/storyboards/<id>.toml`` <-> a storyboard; and the ready-made ones.

A fault anywhere refuses the whole file and says where; steps and scenarios are counted from one. What is written
is canonical and holds values, never the id of a preset, so that it means the same wherever it is read.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import tomli_w

from scenarios.briefing.storyboard import ALL, COMPARE, FEWEST, HEAT, MOST, Named, Step, Storyboard
from scenarios.briefing.storytables import NamedTable, StepTable, StoryboardFile
from scenarios.engine.group import TOTAL
from scenarios.engine.scenario import FORMAT, LABEL, ScenarioError, make
from scenarios.formats import files, tomlfile
from scenarios.formats.keylines import Keys
from scenarios.inputs import DataError, Inputs
from scenarios.refusals import Fault, Unknown

MOST_BYTES = 1024 * 1024
"""A larger file is not read. The fullest storyboard, in a script of four bytes a letter, stays below it."""

KIND = "storyboard"


def is_storyboard(content: bytes) -> bool:
    """Whether bytes claim to be a storyboard and no scenario file; what cannot be read is none unless it is large."""
    try:
        source = _source(content)
    except ScenarioError:
        return len(content) > files.MOST_BYTES
    return bool({"kind", "steps"} & source.table.keys())


def read_file(inputs: Inputs, path: str | Path, charts: Collection[str]) -> Storyboard:
    """Read one storyboard file; its id is the file's name without the ending.

    Parameters
    ----------
    inputs : Inputs
    path : str or pathlib.Path
    charts : collection of str
        Ids of the charts that there are.

    Returns
    -------
    Storyboard

    Raises
    ------
    ScenarioError
        If the file cannot be read, or anything in it is unknown or out of range: it is refused whole.
    """
    return tomlfile.opened(path, MOST_BYTES, lambda content, name: load(inputs, content, name, charts))


def load(inputs: Inputs, content: bytes, name: str, charts: Collection[str]) -> Storyboard:
    """A :class:`Storyboard` with id ``name`` from the bytes of a file; raises like :func:`read_file`."""
    source = _source(content)
    held, wrong = tomlfile.validated(source, StoryboardFile, KIND, _WITHIN)
    made = source.accepted(held, [*wrong, *_meaning(inputs, source.table, wrong, charts)])
    steps = tuple(_step(inputs, table) for table in made.steps)
    return Storyboard(made.title, steps, made.note, made.author, made.date, tuple(made.tags), name)


_WITHIN: tomlfile.Models = {("steps",): StepTable, ("steps", "scenarios"): NamedTable}


def _source(content: bytes) -> tomlfile.Source:
    if len(content) > MOST_BYTES:
        raise ScenarioError("is larger than 1 MB; a storyboard holds thirty steps at most")
    return tomlfile.parse(content, "a storyboard needs four at most")


def _meaning(
    inputs: Inputs, table: Mapping[str, object], wrong: Sequence[Fault], charts: Collection[str]
) -> Iterator[Fault]:
    """What is wrong with steps and scenarios beside the data, where they are right in kind."""
    known = {fault.where[:end] for fault in wrong for end in range(len(fault.where) + 1)}
    for where, step in _items(table, ("steps",), wrong):
        if where not in known:
            for field, reason in faults(inputs, StepTable.model_validate(step), charts):
                yield Fault(reason).under(*where, field)
        for at, one in _items(step, (*where, "scenarios"), wrong):
            preset = one.get("preset")
            if isinstance(preset, str) and preset not in files.presets(inputs):
                yield Fault(Unknown("preset", preset, files.presets(inputs))).under(*at, "preset")
            yield from (fault.under(*at) for fault in files.valued(inputs, one, wrong, at))


def _items(
    table: Mapping[str, object], where: Keys, wrong: Sequence[Fault]
) -> Iterator[tuple[Keys, dict[str, Any]]]:
    """The tables in a list, each after the keys that lead to it; none of a list that is no good as a whole."""
    items = table.get(str(where[-1]))
    if isinstance(items, list) and where not in {fault.where for fault in wrong}:
        yield from (((*where, n), item) for n, item in enumerate(items, 1) if isinstance(item, dict))


def _step(inputs: Inputs, table: StepTable) -> Step:
    named = tuple(_named(inputs, one) for one in table.scenarios)
    return Step(
        table.chart, named, table.segment, table.destination,
        table.message, table.notes, table.lever, table.guess,
    )  # fmt: skip


def faults(inputs: Inputs, step: Step | StepTable, charts: Collection[str]) -> Iterator[tuple[str, str]]:
    """What keeps a step from being shown.

    Parameters
    ----------
    inputs : Inputs
    step : Step or anything with its fields
    charts : collection of str
        Ids of the charts that there are.

    Yields
    ------
    (str, str)
        Name of the field and what is wrong with it.
    """
    known = {
        "chart": sorted(charts),
        "segment": [*(row.id for row in inputs.segments), TOTAL, ALL],
        "destination": [row.id for row in inputs.destinations],
        "lever": [row.id for row in inputs.levers],
    }
    for field, names in known.items():
        name = getattr(step, field)
        if name not in names and not (field == "lever" and not name):
            yield field, str(Unknown(field, name, names))
    if step.chart not in charts:
        return
    if step.segment == ALL and step.chart != HEAT:
        yield "segment", f"{ALL} goes with the chart {HEAT!r} alone; name one segment, or {TOTAL}"
    count = len(step.scenarios)
    if step.chart == COMPARE and not FEWEST <= count <= MOST:
        yield "scenarios", f"the chart {COMPARE!r} takes {FEWEST} to {MOST} scenarios, here are {count}"
    elif step.chart != COMPARE and count != 1:
        yield "scenarios", f"the chart {step.chart!r} takes one scenario, here are {count}"


def _named(inputs: Inputs, table: NamedTable) -> Named:
    if table.preset is not None:
        preset = files.presets(inputs)[table.preset]
        return Named(preset.title, preset.scenario)
    return Named(table.title or "", make(inputs, table.levers, table.readings), table.version)


def dump(storyboard: Storyboard) -> str:
    """The canonical text of a storyboard file.

    Parameters
    ----------
    storyboard : Storyboard

    Returns
    -------
    str
        TOML with sorted keys, only what is not the default, one table a line block, and a newline at the end.
    """
    head: dict[str, object] = {"format": FORMAT, "kind": KIND, "label": LABEL}
    head |= {name: getattr(storyboard, name) for name in ("title", "note", "author", "date")}
    blocks = [_block("", {**head, "tags": list(storyboard.tags)})]
    for step in storyboard.steps:
        fields = ("chart", "segment", "destination", "message", "notes", "lever", "guess")
        blocks.append(_block("[[steps]]", {name: getattr(step, name) for name in fields}))
        for named in step.scenarios:
            of = "steps.scenarios"
            blocks.append(_block(f"[[{of}]]", {"title": named.title, "version": named.version}))
            for name in ("levers", "readings"):
                pairs = {key: files.shortest(value) for key, value in getattr(named.scenario, name)}
                if pairs:
                    blocks.append(_lines(f"[{of}.{name}]", pairs))
    return "\n".join(blocks)


def _block(header: str, pairs: Mapping[str, object]) -> str:
    """A table without what is the default, which is nothing, 0 or no for each of its fields."""
    return _lines(header, {name: value for name, value in sorted(pairs.items()) if value})


def _lines(header: str, pairs: Mapping[str, object]) -> str:
    # Written table by table: a whole would put short tables in line, and a longer one would change its neighbours.
    text = tomli_w.dumps(pairs, multiline_strings=True)
    return f"{header}\n{text}" if header else text


def schema() -> dict[str, object]:
    """The file format as a JSON Schema; ids are rows of the data, so it does not name them."""
    made = StoryboardFile.model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}


def built_in(inputs: Inputs, charts: Collection[str]) -> dict[str, Storyboard]:
    """Id -> ready-made :class:`Storyboard`, by date, from the ``storyboards`` folder beside the tables.

    Parameters
    ----------
    inputs : Inputs
    charts : collection of str
        Ids of the charts that there are.

    Raises
    ------
    DataError
        Naming the file, if one is not right.
    """
    return _built_in(inputs, frozenset(charts))


@lru_cache(maxsize=8)
def _built_in(inputs: Inputs, charts: frozenset[str]) -> dict[str, Storyboard]:
    found, problems = files.built_in(inputs, "storyboards", lambda data, path: read_file(data, path, charts))
    if problems:
        raise DataError(problems)
    return found
