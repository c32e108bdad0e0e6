"""The parts of a shift -> what they rest on: documents, published findings, judgement, or nothing verified.

A part of a split runs through three kinds of numbers: what was set, the levels it starts from, and how much
it counts. Each has a grade, and a part takes the grade of its weakest number. The starting shares and the
nests stand under every part alike and are left out.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from scenarios.analysis.attribution import Attribution, Part
from scenarios.engine import group as groups
from scenarios.engine import scenario
from scenarios.engine.scenario import Scenario
from scenarios.inputs import Inputs
from scenarios.inputs.kinds import KINDS, PART
from scenarios.inputs.rows import Lever

Ids = tuple[str, ...]

CLASSES = ("document", "published", "judgement", "unverified")
"""What grades are shown as, from the strongest to the weakest."""

_CLASS = {"primary": "published", "secondary": "published", "weak": "unverified"}

SET, LEVEL, COUNTS = "set", "level", "counts"
STEPS = (SET, LEVEL, COUNTS)
"""Where a number stands: what was set; the level that this starts from; how much it counts."""

OWN = "judgement"
"""The grade of a value that no named level of a lever backs: whoever moved the lever chose it."""


@dataclass(frozen=True)
class Number:
    """One number that a part runs through."""

    step: str
    table: str
    id: str
    """Lever, reading, attribute, coefficient or parameter id."""
    grade: str


@dataclass(frozen=True)
class Ground:
    """What one part rests on."""

    id: str
    kind: str
    part_pp: float
    numbers: tuple[Number, ...]

    def weakest(self, step: str | None = None) -> str:
        """The class of the weakest number, of all or of one step; of all if the step has none."""
        own = [number for number in self.numbers if step in (None, number.step)] or self.numbers
        return max((shown_as(number.grade) for number in own), key=CLASSES.index)


@dataclass(frozen=True)
class Meter:
    """How much of a shift rests on each class, as fractions of the sizes of its parts; 0 each if nothing moves."""

    whole: dict[str, float]
    """class -> fraction, each part counted where its weakest number stands."""
    steps: dict[str, dict[str, float]]
    """step -> class -> fraction, with the weakest number of that step alone."""
    grounds: tuple[Ground, ...]


def shown_as(grade: str) -> str:
    """The class that a grade is shown as."""
    return _CLASS.get(grade, grade)


def meter(inputs: Inputs, chosen: Scenario, split: Attribution) -> Meter:
    """What the parts of a split rest on.

    Parameters
    ----------
    inputs : Inputs
    chosen : Scenario
    split : attribution.Attribution
        Of that scenario.

    Returns
    -------
    Meter
    """
    people = groups.of(inputs, split.segment)
    grounds = tuple(
        Ground(part.id, part.kind, part.part_pp, tuple(_numbers(people.inputs, chosen, part)))
        for part in split.parts
    )
    total = sum(abs(ground.part_pp) for ground in grounds)

    def share(step: str | None) -> dict[str, float]:
        return {
            name: sum(abs(g.part_pp) for g in grounds if g.weakest(step) == name) / total if total else 0.0
            for name in CLASSES
        }

    return Meter(share(None), {step: share(step) for step in STEPS}, grounds)


def _numbers(inputs: Inputs, chosen: Scenario, part: Part) -> list[Number]:
    """Every number that a part runs through, once each, in the order of :data:`STEPS`."""
    found = [_set(inputs, chosen, part)]
    for lever in _through(inputs, chosen, part):
        found += _levels(inputs, chosen, lever, part)
        found += _weights(inputs, chosen, lever)
    return sorted(dict.fromkeys(found), key=lambda number: STEPS.index(number.step))


def _set(inputs: Inputs, chosen: Scenario, part: Part) -> Number:
    if part.kind == "reading":
        option = dict(chosen.readings)[part.id]
        return Number(SET, "readings", part.id, inputs.option(part.id, option).grade)
    return Number(SET, "levers", part.id, _value_grade(inputs, chosen, part.id))


def _value_grade(inputs: Inputs, chosen: Scenario, lever: str) -> str:
    named = inputs.level(lever, chosen.lever_values(inputs)[lever])
    return named.grade if named else OWN


def _rules(inputs: Inputs, chosen: Scenario) -> list[Lever]:
    """The policy levers that a scenario changes."""
    return [row for row in map(inputs.lever, dict(chosen.levers)) if not row.belief]


def _through(inputs: Inputs, chosen: Scenario, part: Part) -> list[Lever]:
    """The policy levers that a part acts through: itself, or the changed ones that a belief or reading bears on."""
    rules = _rules(inputs, chosen)
    if part.kind == "reading":
        reached = {row.lever for row in inputs.exposure if row.reading == part.id}
        decided = {row.lever for row in inputs.lever_modes if row.reading == part.id}
        return [
            row
            for row in rules
            if row.id in reached | decided or (KINDS[row.kind].serves and row.companion in decided)
        ]
    lever = inputs.lever(part.id)
    if lever.kind == "weight":
        return [row for row in rules if lever.attribute in ("", *_beside(inputs, chosen, row)[1])]
    if lever.kind == "parameter":
        return [row for row in rules if lever.attribute in _beside(inputs, chosen, row)[2]]
    return [lever]


def _beside(inputs: Inputs, chosen: Scenario, lever: Lever) -> tuple[Ids, Ids, Ids]:
    """Attributes, coefficients and parameters that a lever runs through, with what it meets in the scenario."""
    kinds = [KINDS[row.kind] for row in (lever, *map(inputs.lever, _met(inputs, chosen, lever)))]
    own = (lever.attribute,) if lever.attribute else ()
    attributes = dict.fromkeys((*own, *(name for kind in kinds for name in kind.attributes)))
    weighing = {*own, *(name for kind in kinds for name in kind.counts)}
    counted = {"income" if inputs.attribute(name).form == "income" else name for name in weighing}
    weighed = {inputs.attribute(name).coefficient for name in counted}
    run = {name for kind in kinds for name in kind.parameters}
    return (
        tuple(attributes),
        tuple(row.id for row in inputs.coefficients if row.id in weighed),
        tuple(row.id for row in inputs.parameters if row.id in run),
    )


def _met(inputs: Inputs, chosen: Scenario, lever: Lever) -> list[str]:
    """Levers whose values decide what a lever does: its companion, and changed ones that its effect meets."""
    rules = _rules(inputs, chosen)
    met = [lever.companion, *(row.id for row in rules if row.companion == lever.id)]
    # What is added to pay and what changes pay, or a rule for all and one for some: each meets what the other left.
    meeting = [
        row
        for row in rules
        if row.destination == lever.destination and lever.attribute in _met_by(row) and row.id != lever.id
    ]
    met += [name for row in meeting for name in (row.id, row.companion)]
    return [name for name in dict.fromkeys(met) if name]


def _met_by(lever: Lever) -> Ids:
    """The attributes whose levels a lever takes as others have left them."""
    own = (lever.attribute,) if lever.attribute and KINDS[lever.kind].acts_on == PART else ()
    return (*KINDS[lever.kind].meets, *own)


def _levels(inputs: Inputs, chosen: Scenario, lever: Lever, part: Part) -> Iterator[Number]:
    """The levels that a lever starts from, general or the segment's own, and the part of the group it reaches."""
    names = _beside(inputs, chosen, lever)[0]
    for segment in inputs.segments:
        for name in names:
            start = inputs.starting_level(segment.id, lever.destination, name)
            yield Number(LEVEL, "attribute_levels", name, start.grade)
    met = _met(inputs, chosen, lever)
    for name in met:
        yield Number(LEVEL, "levers", name, _value_grade(inputs, chosen, name))
    readings, defaults = chosen.reading_values(inputs), scenario.default_readings(inputs)
    for row in inputs.exposure:
        # What a reading does is the step from its default option, so both options count.
        before = defaults[row.reading] if row.reading == part.id else None
        if row.lever in (lever.id, *met) and row.option in (readings.get(row.reading, ""), before):
            yield Number(LEVEL, "exposure", row.lever, row.grade)


def _weights(inputs: Inputs, chosen: Scenario, lever: Lever) -> Iterator[Number]:
    """The coefficients and parameters that decide how much a lever counts."""
    _, coefficients, parameters = _beside(inputs, chosen, lever)
    for name in coefficients:
        yield Number(COUNTS, "coefficients", name, inputs.coefficient(name).grade)
    for name in parameters:
        yield Number(COUNTS, "parameters", name, inputs.by_id("parameters")[name].grade)
