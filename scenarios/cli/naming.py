"""What the command line names -> a scenario: a preset, a file, or something saved, with values set over it."""

import os
import sys

from pydantic import ValidationError

from scenarios import store
from scenarios.engine import scenario
from scenarios.formats import files, reopen
from scenarios.refusals import Unknown, cut, quoted


def find(loaded, what):
    """A scenario by the id of a preset, the path of a file, or ``id@version``; a :class:`files.Preset`."""
    if is_path(what):
        return files.read_file(loaded, what, bare=True)
    if "@" in what:
        return _saved(loaded, what)
    known = files.presets(loaded)
    if what not in known:
        raise scenario.ScenarioError(Unknown("preset", what, known))
    return known[what]


def is_path(what):
    """Whether a name is the path of a file."""
    return what.endswith(".toml") or "/" in what or os.sep in what


def version(what):
    """The version that ``id@version`` names, 0 for anything else."""
    return 0 if is_path(what) or "@" not in what else store.split_reference(what)[1]


def revision(reference):
    """What is saved under ``id@version``; raises :class:`ScenarioError` if there is nothing."""
    try:
        return store.Store().get(*store.split_reference(reference))
    except store.StoreError as error:
        raise scenario.ScenarioError(f"{cut(reference)}: {error}") from None


def note(reference, again):
    """Say on stderr that something saved gave other shares then."""
    if again.moved:
        most = again.moved[0]
        print(
            f"note: {reference} gave other shares when it was saved; the largest difference: {most.segment}"
            f" {most.destination} {100 * most.then:.2f}% -> {100 * most.now:.2f}%",
            file=sys.stderr,
        )


def _saved(loaded, reference):
    """A saved version, whole or not at all."""
    found = revision(reference)
    try:
        held = reopen.Kept.model_validate_json(found.record.body)
    except ValidationError:
        raise scenario.ScenarioError(f"{cut(reference)}: is not a scenario; it is a {found.kind}") from None
    again = reopen.reopen(loaded, held)
    if again.unused:
        raise scenario.ScenarioError(*again.unused).after(f"{reference}: ")
    note(reference, again)
    return files.Preset(reference, found.record.title, again.scenario)


def chosen(loaded, asked):
    """The scenario that is named, and the same with the values that are set over it.

    Raises
    ------
    ScenarioError
        With all that is wrong in what is set.
    """
    base = find(loaded, asked.what)
    rows = loaded.by_id("levers")
    wrong: list = []
    levers = {}
    for name, text in _pairs(asked.levers, "--set", wrong).items():
        try:
            levers[name] = scenario.meant(rows[name], text) if name in rows else text
        except scenario.ScenarioError as error:
            wrong += error.faults
    readings = _pairs(asked.readings, "--reading", wrong)
    wrong += scenario.faults(loaded, levers, readings)
    if wrong:
        raise scenario.ScenarioError(*wrong)
    return base, scenario.with_values(loaded, base.scenario, levers, readings)


def about(inputs, asked):
    """The segment and the destination that are asked for, or those that the app opens on."""
    usual = inputs.about.opening
    segment = usual.segment if asked.segment is None else asked.segment
    return segment, usual.destination if asked.destination is None else asked.destination


def _pairs(given, option, wrong):
    """Name -> text of each pair; what is none, and a name that has one already, is added to ``wrong``."""
    pairs = {}
    for pair in given:
        name, equals, value = (part.strip() for part in pair.partition("="))
        if not equals:
            wrong.append(f"{option} {quoted(pair)}: write NAME=VALUE")
        elif name in pairs:
            wrong.append(f"{option} {quoted(name)}: is given twice; give it once")
        else:
            pairs[name] = value
    return pairs
