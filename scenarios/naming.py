"""What the command line names -> a scenario: a preset, a file, or something saved, with values set over it."""

import os
import sys

from pydantic import ValidationError

from scenarios import files, reopen, scenario, store


def find(loaded, what):
    """A scenario by the id of a preset, the path of a file, or ``id@version``; a :class:`files.Preset`."""
    if is_path(what):
        return files.read_file(loaded, what, bare=True)
    if "@" in what:
        return _saved(loaded, what)
    known = files.presets(loaded)
    if what not in known:
        raise scenario.ScenarioError(
            f"unknown preset {what!r}; the nearest is {scenario.nearest(what, known)}"
        )
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
        raise scenario.ScenarioError(f"{reference[:60]}: {error}") from None


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
        raise scenario.ScenarioError(f"{reference[:60]}: is not a scenario; it is a {found.kind}") from None
    again = reopen.reopen(loaded, held)
    if again.unused:
        raise scenario.ScenarioError(f"{reference}: {again.unused[0]}")
    note(reference, again)
    return files.Preset(reference, found.record.title, again.scenario)


def chosen(loaded, asked):
    """The scenario that is named, and the same with the values that are set over it."""
    base = find(loaded, asked.what)
    rows = {row.id: row for row in loaded.levers}
    levers = {
        name: scenario.meant(rows[name], text) if name in rows else text
        for name, text in _pairs(asked.levers, "--set").items()
    }
    return base, scenario.with_values(loaded, base.scenario, levers, _pairs(asked.readings, "--reading"))


def _pairs(given, option):
    pairs = {}
    for pair in given:
        name, equals, value = pair.partition("=")
        if not equals:
            raise scenario.ScenarioError(f"{option} {pair!r}: write NAME=VALUE")
        pairs[name.strip()] = value.strip()
    return pairs
