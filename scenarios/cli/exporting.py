"""What the command line names -> a file on disk: a picture or a table of one chart, or a whole briefing."""

import os
from datetime import date
from pathlib import Path

from pydantic import ValidationError

from scenarios import refusals
from scenarios.briefing import Context, Named, charts, draft, kept, storyfile
from scenarios.briefing import deck as decks
from scenarios.briefing.storyboard import ALL, COMPARE, Storyboard
from scenarios.cli import naming
from scenarios.engine import group, scenario
from scenarios.exports import decks as deck_files
from scenarios.exports import disk
from scenarios.exports import plates as plate_files
from scenarios.refusals import Unknown, cut, nearest

_ENDING = {kind: kind for kind in plate_files.FORMATS}
_ENDING |= {kind: row.ending for kind, row in deck_files.FORMATS.items()}
"""Kind of file -> what its name ends in."""


def export(inputs, words, found, asked, progress=None):
    """Write the file that was asked for.

    Parameters
    ----------
    inputs : Inputs
    words : Words
    found : Named or (Storyboard, int)
        A scenario, or a storyboard with its saved version or 0.
    asked : argparse.Namespace
        With to, chart, segment, destination, lever, format and force.
    progress : callable, optional
        Told the fraction of the slides that is done.

    Returns
    -------
    pathlib.Path
        Where it is.

    Raises
    ------
    ScenarioError
        If what is asked for does not go together.
    ExportError
        If the file cannot be made or written.
    """
    target = Path(asked.to)
    # Unlike a path's own question this one has an answer for names that no folder can have.
    folder = os.path.isdir(asked.to) or asked.to.endswith(("/", "\\"))
    ending = _ending(target, folder, asked)
    _check_names(inputs, asked)
    if not folder:
        disk.check(target, asked.force)
    day = date.today().isoformat()
    if ending in plate_files.WRITERS:
        plate = _plate(inputs, words, found, asked, day)
        content = plate_files.WRITERS[ending](plate)
        about = naming.about(inputs, asked)
        name = plate_files.file_name(plate, about, found.version, ending)
    else:
        made = _deck(inputs, words, found, asked, day, progress)
        content = deck_files.WRITERS[ending](made, words)
        name = made.file_name(_ENDING[ending])
    path = target / name if folder else target
    disk.write(path, content, asked.force)
    return path


def _ending(target, folder, asked):
    """The kind of file: as it was named, as the path ends, or for a folder a picture of a chart, else slides."""
    ending = asked.format or ("" if folder else target.suffix[1:].lower())
    if folder and not ending:
        ending = "png" if asked.chart else "pptx"
    if ending not in _ENDING or (not asked.format and ending != _ENDING[ending]):
        known = [kind for kind, own in _ENDING.items() if own == kind]
        near, listed = nearest(ending, known), ", ".join(f".{name}" for name in known)
        raise scenario.ScenarioError(
            f"--to {refusals.path(asked.to)}: unknown ending; use {listed}; the nearest is {near}"
        )
    own = _ENDING[ending].rpartition(".")[2]
    if not folder and target.suffix[1:].lower() not in (own, ending):
        raise scenario.ScenarioError(
            f"--to {refusals.path(asked.to)}: --format {ending} makes a file that ends in .{own}"
        )
    return ending


def _check_names(inputs, asked):
    """Refuse a segment, a destination or a lever that there is not, also where a chart would not look at it."""
    if asked.segment not in (None, ALL):
        group.of(inputs, asked.segment)
    if asked.destination is not None:
        group.of(inputs, group.TOTAL).column(asked.destination)
    known = [row.id for row in inputs.levers]
    if asked.lever not in (None, *known):
        raise scenario.ScenarioError(Unknown("lever", asked.lever, known)).after("--lever: ")


def _plate(inputs, words, found, asked, day):
    if isinstance(found, tuple):
        raise scenario.ScenarioError(
            "a storyboard is written whole, as .pptx, .pdf or .html; for one chart name a scenario"
        )
    chart = asked.chart or "changes"
    if chart not in charts.CHARTS:
        raise scenario.ScenarioError(Unknown("chart", chart, charts.CHARTS)).after("--chart: ")
    if chart == COMPARE:
        raise scenario.ScenarioError(f"--chart {chart}: takes several scenarios; put it into a storyboard")
    if asked.lever is not None and chart != "tipping":
        raise scenario.ScenarioError(f"--lever {asked.lever}: goes with --chart tipping")
    context = Context(inputs, words, (found,), day)
    return charts.plate(chart, context, *naming.about(inputs, asked), asked.lever or "")


def _deck(inputs, words, found, asked, day, progress):
    if asked.chart:
        known = ", ".join(f".{name}" for name in plate_files.WRITERS)
        raise scenario.ScenarioError(f"--chart {cut(asked.chart)}: one chart is written as {known}")
    storyboard, version = found if isinstance(found, tuple) else (_draft(inputs, words, found, asked, day), 0)
    given = {asked.segment, asked.destination, asked.lever} != {None}
    if isinstance(found, tuple) and given:
        told = "a storyboard holds its groups; leave out --segment, --destination and --lever"
        raise scenario.ScenarioError(f"{asked.what}: {told}")
    return decks.deck(inputs, words, storyboard, day, version, progress)


def _draft(inputs, words, found, asked, day) -> Storyboard:
    return draft.draft(inputs, words, Named(found.title, found.scenario, found.version),
                       *naming.about(inputs, asked), day)  # fmt: skip


def ready(loaded):
    """Id -> ready-made storyboard; raises :class:`DataError` naming the file if one is not right."""
    return storyfile.built_in(loaded, charts.CHARTS)


def storyboard(loaded, what):
    """A storyboard by its id, the path of a file, or ``id@version``, with its saved version or 0; else ``None``."""
    if naming.is_path(what):
        if not storyfile.is_storyboard(_content(what)):
            return None
        return storyfile.read_file(loaded, what, charts.CHARTS), 0
    if "@" in what:
        revision = naming.revision(what)
        return (_storyboard(loaded, revision), revision.version) if revision.kind == storyfile.KIND else None
    known = ready(loaded)
    return (known[what], 0) if what in known else None


def _content(what):
    """The bytes of a file; nothing where it cannot be read, which is told when it is read as a scenario."""
    try:
        with open(what, "rb") as stream:
            return stream.read(storyfile.MOST_BYTES + 1)
    except (OSError, ValueError):  # a null character in a name is no error of the system's
        return b""


def _storyboard(loaded, revision):
    try:
        held = kept.KeptStoryboard.model_validate_json(revision.record.body)
    except ValidationError:
        raise scenario.ScenarioError(
            f"{revision.reference}: is not a storyboard that this app wrote"
        ) from None
    made, again = kept.reopen(loaded, held, charts.CHARTS, revision.record)
    if again.unused:
        raise scenario.ScenarioError(*again.unused).after(f"{revision.reference}: ")
    naming.note(revision.reference, again)
    return made
