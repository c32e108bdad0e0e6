"""The commands: what each prints and how it ends; see :data:`_ABOUT`. Never loads Streamlit.

Exit codes: 0 fine; 1 bad data, or a file that was not made or a result that was not printed; 2 bad input, with a
line on stderr for each fault that names it and the nearest valid choice.
"""

import argparse
import importlib
import sys

from scenarios import inputs as data
from scenarios import numerals, text
from scenarios.analysis import warnings
from scenarios.cli import answers, naming, printing, streams
from scenarios.engine import outcome, scenario, simulate
from scenarios.exports.failure import ExportError
from scenarios.formats import files
from scenarios.refusals import STRIPPED, cut, quoted

BAD_DATA, NOT_MADE, BAD_INPUT, STOPPED = 1, 1, 2, 130

# No docstring: Python drops those when it is asked to optimise.
_ABOUT = "Run a scenario, split its change, list what there is, lint the data."
_MOST_WORDS = 100


class _Parser(argparse.ArgumentParser):
    def error(self, message):
        # It repeats what was typed, however long that is.
        raise scenario.ScenarioError(" ".join(cut(word) for word in message.split()[:_MOST_WORDS]))


def main(arguments=None):
    """Run one command; returns the exit code."""
    streams.ready()
    try:
        streams.write(_answer(arguments))
        return 0
    except data.DataError as error:
        return streams.refuse(error, BAD_DATA)
    except ExportError as error:
        return streams.refuse(" ".join(str(error).split()), NOT_MADE)
    except scenario.ScenarioError as error:
        return streams.refuse(error, BAD_INPUT)
    except KeyboardInterrupt:
        return STOPPED


def _answer(arguments):
    """What a command prints."""
    try:
        asked = _parser().parse_args(arguments)
    except SystemExit:  # the help is printed
        return ""
    loaded = data.load(asked.data)
    return _COMMANDS.get(asked.command, _ask)(loaded, asked)


def _parser():
    parser = _Parser(prog="python -m scenarios", description=_ABOUT)
    commands = parser.add_subparsers(dest="command", required=True, parser_class=_Parser)

    run = commands.add_parser("run", help="run a preset, a scenario file or a saved scenario")
    _add_scenario(run)
    run.add_argument("--format", default="table", choices=["table", "json", "csv"])

    asking = []
    for name, (_, told) in _QUESTIONS.items():
        asking.append(commands.add_parser(name, help=told))
        _add_scenario(asking[-1])
        asking[-1].add_argument("--segment", metavar="ID", help="or TOTAL")
        asking[-1].add_argument("--destination", metavar="ID")
        asking[-1].add_argument("--format", default="table", choices=["table", "json"])
        if name == "tip":
            asking[-1].add_argument("--lever", metavar="ID", help="the lever that is moved")
            question = asking[-1].add_mutually_exclusive_group()
            question.add_argument("--against", metavar="ID", help="the destination to stay ahead of")
            question.add_argument("--target", metavar="SHARE", help="or the share to stay above, in percent")

    export = commands.add_parser("export", help="write a briefing or one chart to a file")
    _add_scenario(export, draws=False)
    export.add_argument("--to", required=True, metavar="PATH", help="a file, or a folder for its own name")
    export.add_argument("--chart", default="", metavar="ID", help="such as changes or waterfall")
    export.add_argument("--segment", metavar="ID", help="or TOTAL")
    export.add_argument("--destination", metavar="ID")
    export.add_argument("--lever", metavar="ID", help="the lever of a tipping point")
    export.add_argument(
        "--format",
        default="",
        metavar="KIND",
        help="for a folder, such as pptx; presenter has the notes",
    )
    export.add_argument("--force", action="store_true", help="replace a file that is there")

    listing = commands.add_parser("list", help="list levers, presets, segments and so on")
    listing.add_argument("what", choices=sorted(_LISTS))
    listing.add_argument("--format", default="table", choices=["table", "json"])

    check = commands.add_parser("check", help="lint the data")
    for command in (run, *asking, export, listing, check):
        command.add_argument("--data", default=data.data_folder(), metavar="DIR", help="another data folder")
    return parser


def _add_scenario(command, draws=True):
    """The arguments that say which scenario is meant."""
    command.add_argument(
        "what",
        metavar="PRESET_OR_FILE",
        help="a preset id, a path to a .toml file, or id@version if it is saved",
    )
    command.add_argument("--set", action="append", default=[], metavar="LEVER=VALUE", dest="levers")
    command.add_argument("--reading", action="append", default=[], metavar="NAME=OPTION", dest="readings")
    if draws:
        command.add_argument("--draws", default="1024", help="0, or a power of two from 128 to 65536")


def _check(loaded, asked):
    found, ready = files.presets(loaded), _exporting().ready(loaded)
    rows = sum(len(getattr(loaded, name)) for name, _, _ in data.tables())
    return (f"{asked.data}: sound, {rows} rows, {len(found)} presets and {len(ready)} storyboards,"
            f" data {loaded.version}\n")  # fmt: skip


def _draws(text):
    what = f"--draws {quoted(text)}"
    accepted = f"0 or a power of two from {simulate.FEWEST} to {simulate.MOST}"
    whole = [int(number) for number in numerals.meanings(text) if number.is_integer()]
    count = scenario.only(whole or [-1], what, accepted)
    if not simulate.allowed(count):
        allowed = [0, *(2**power for power in range(7, 17))]
        near = min(allowed, key=lambda other: abs(other - count))
        raise scenario.ScenarioError(f"{what}: use {accepted}; the nearest is {near}")
    return count


def _head(loaded, base, chosen, draws):
    """What every result says of itself."""
    return {
        "label": scenario.LABEL,
        "versions": scenario.versions(loaded),
        "run_id": chosen.run_id(loaded, draws),
        "scenario": {
            "id": base.id,
            "title": base.title if chosen == base.scenario else f"{base.title} (changed)",
            "levers": chosen.lever_values(loaded),
            "readings": chosen.reading_values(loaded),
        },
    }


def _run(loaded, asked):
    draws = _draws(asked.draws)
    base, chosen = naming.chosen(loaded, asked)
    run = simulate.run(loaded, chosen, draws)
    outcome_ = outcome.lens(loaded, chosen, run)
    result = {
        **_head(loaded, base, chosen, draws),
        "shares": [
            {name: None if value != value else value for name, value in row.items()} for row in run.rows()
        ],
        "outcome": {
            "registrations": outcome_.registrations,
            "odds": outcome_.odds,
            "issued": outcome_.issued,
            "in_us_share": outcome_.in_us_share,
        },
        "warnings": [vars(warning) for warning in warnings.active(loaded, chosen, outcome_)],
    }
    formats = {"json": printing.as_json, "csv": printing.run_csv, "table": printing.run_table}
    return formats[asked.format](result)


def _ask(loaded, asked):
    asked.draws = _draws(asked.draws)
    asked.segment, asked.destination = naming.about(loaded, asked)
    if asked.command == "tip" and asked.lever is None:
        asked.lever = loaded.about.opening.lever
    base, chosen = naming.chosen(loaded, asked)
    answer = _QUESTIONS[asked.command][0](loaded, text.of(loaded), chosen, asked)
    head = _head(loaded, base, chosen, asked.draws)
    if asked.format == "json":
        return printing.as_json({**head, **answer.result, "sentences": answer.sentences})
    return printing.answer(head, answer.sentences, answer.tables)


def _levers(loaded):
    names = ("id", "title", "group", "unit", "min", "max", "step", "baseline")
    return [
        {name: getattr(row, name) for name in names}
        | {"levels": [{"value": l.value, "title": l.title} for l in loaded.levels_of(row.id)]}
        for row in loaded.levers
    ]


def _presets(loaded):
    return [
        {
            "id": preset.id,
            "title": preset.title,
            "date": preset.date,
            "note": preset.note,
            "twin": preset.twin,
            "levers": dict(preset.scenario.levers),
            "readings": dict(preset.scenario.readings),
        }
        for preset in files.presets(loaded).values()
    ]


def _readings(loaded):
    return [
        {
            "id": name,
            "title": options[0].title,
            "default": loaded.default_option(name).option,
            "options": [{"id": row.option, "title": row.option_title, "date": row.date} for row in options],
        }
        for name, options in loaded.reading_options().items()
    ]


def _fields(table, *names):
    return lambda loaded: [
        {name: getattr(row, name) for name in ("id", "title", *names)} for row in getattr(loaded, table)
    ]


_LISTS = {
    "levers": _levers,
    "presets": _presets,
    "segments": _fields("segments", "who", "status_quo", "pool_thousand"),
    "destinations": _fields("destinations", "nest"),
    "readings": _readings,
    "sources": _fields("sources", "kind", "author", "year", "publisher", "value", "measures", "grade"),
}


def _list(loaded, asked):
    rows = _LISTS[asked.what](loaded)
    return printing.as_json(rows) if asked.format == "json" else printing.listing(rows)


def _export(loaded, asked):
    exporting = _exporting()
    found = exporting.storyboard(loaded, asked.what)
    if found is None:
        base, chosen = naming.chosen(loaded, asked)
        same = chosen == base.scenario
        title = base.title if same else f"{base.title} (changed)"
        found = exporting.Named(title, chosen, naming.version(asked.what) if same else 0)
    elif asked.levers or asked.readings:
        told = "a storyboard holds its scenarios; leave out --set and --reading"
        raise scenario.ScenarioError(f"{asked.what}: {told}")
    path = exporting.export(loaded, text.of(loaded), found, asked, _progress())
    return f"{path}\n"


def _exporting():
    """The part that draws; with its libraries it takes longer to load than most commands take to run."""
    if STRIPPED:
        raise ExportError(STRIPPED)
    return importlib.import_module("scenarios.cli.exporting")


def _progress():
    """Something that tells on a terminal how far a long export is."""
    if not sys.stderr.isatty():
        return None
    return lambda done: print(
        f"\r{100 * done:3.0f}%", end="" if done < 1 else "\n", file=sys.stderr, flush=True
    )


_COMMANDS = {"run": _run, "list": _list, "export": _export, "check": _check}
_QUESTIONS = {
    "why": (answers.why, "split the change of one share over what the scenario changes"),
    "tip": (answers.tip, "find the value of a lever at which a destination falls behind, or crosses a share"),
    "sensitivity": (
        answers.sensitivities,
        "tell which assumptions matter, and what would flip the conclusions",
    ),
    "readings": (answers.disputed, "try the conclusions under every reading of the disputed facts"),
    "consistency": (
        answers.checks,
        "hold the model against published findings, under the scenario's beliefs",
    ),
}
"""What can be asked about a scenario, and the help that says so."""
