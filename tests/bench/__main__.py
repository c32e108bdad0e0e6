"""``python -m tests.bench``: run the benchmark, print ratios and goals."""

import argparse
import json
import signal
import statistics
import sys
from pathlib import Path

import numpy as np

from tests.bench import browser, engine, measure, server, stage

PARTS = ("Ranges and ranks", "Where it flips", "Which belief matters")
"""The parts of How sure that have a chart."""

GOALS = {
    "Explore": {"p50": (1.0, 1.1), "p95": (1.1, 1.3)},
    "Compare": {"p50": (1.5, 1.5), "p95": (1.5, 1.5)},
    "Why": {"p50": (1.5, 1.5), "p95": (1.5, 1.5)},
    **{part: {"p50": (1.5, 1.5), "p95": (1.5, 1.5)} for part in PARTS},
    "Stage, next slide": {"p50": (1.5, 1.5), "p95": (1.5, 1.5)},
    "Stage, lever": {"p50": (1.5, 1.5), "p95": (1.5, 1.5)},
    "cold_start": (1.3, 1.3),
}
"""Ratio to the floor: what to aim at, and the most that will do."""


def main(arguments=None):
    """Measure, print, and return 1 if a key press did not change every chart."""
    options = _options(arguments)
    numbers = {"engine": engine.measure()}
    _print_engine(numbers["engine"])
    apps = [page(options.app) for page in (server.explore, server.compare, server.why)]
    apps += [server.sure(part, options.app) for part in PARTS]
    with browser.start() as running:
        # Each app beside a floor of its own: every further page that is open slows all of them down.
        pressed = {app.name: measure.presses(running, [server.FLOOR, app], options.presses) for app in apps}
        on_stage = stage.presses(running, options.app, options.presses)
        pressed |= {"Stage, next slide": on_stage["slide"], "Stage, lever": on_stage["lever"]}
        numbers["presses"] = {name: _presses(*pair) for name, pair in pressed.items()}
        _print_presses(numbers["presses"], options.presses)
        started = [server.FLOOR, apps[0]]
        starts = {app.name: [] for app in started}
        for _ in range(options.starts):
            for app in started:
                starts[app.name].append(measure.cold_start(running, app))
        numbers["cold_start"] = _starts(starts)
        _print_starts(numbers["cold_start"])
    if options.json:
        Path(options.json).write_text(json.dumps(numbers, indent=1) + "\n", encoding="utf-8")
    return 1 if any(result.errors for pair in pressed.values() for result in pair) else 0


def _options(arguments):
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench", description=sys.modules["tests.bench"].__doc__
    )
    parser.add_argument("--presses", type=_positive, default=40, help="key presses on each app (40)")
    parser.add_argument("--starts", type=_positive, default=5, help="cold starts of each app (5)")
    parser.add_argument("--app", default=server.ROOT / "app.py", help="another copy of app.py to measure")
    parser.add_argument("--json", metavar="PATH", help="write the numbers to a file too")
    return parser.parse_args(arguments)


def _positive(text):
    value = int(text)
    if value < 1:
        raise argparse.ArgumentTypeError("give a whole number from 1")
    return value


def _presses(floor, app):
    """Percentiles of an app and of the floor beside it, and their ratio; NaN if no press was right."""
    table = {}
    for name, result in (("floor", floor), ("app", app)):
        p50, p95 = np.percentile(result.ms or [np.nan], [50, 95]).tolist()
        table[name] = {"p50": p50, "p95": p95, "ms": result.ms, "errors": result.errors}
    table["ratio"] = {name: table["app"][name] / table["floor"][name] for name in ("p50", "p95")}
    return table


def _starts(seconds):
    medians = {name: statistics.median(values) for name, values in seconds.items()}
    floor, full = medians.values()
    return {"seconds": seconds, "median": medians, "ratio": full / floor}


def _print_engine(best):
    print(f"Engine, preset {engine.PRESET}, best ms and ratio to np.exp of {engine.DRAWS}x7x10 numbers")
    print(f"  np.exp       {best['exp']:8.3f} ms")
    for name, title in (("central", "central run"), ("draws", f"{engine.DRAWS:,} draws")):
        print(f"  {title:12} {best[name]:8.3f} ms {best[name] / best['exp']:7.1f} x")


def _print_presses(tables, count):
    print(
        f"\nSlider key press to settled charts, {count} presses each, {measure.BLOCK} in turn with the floor"
    )
    for name, table in tables.items():
        for error in (*table["floor"]["errors"], *table["app"]["errors"]):
            print(f"    error: {error}")
        for part in ("p50", "p95"):
            floor, app, ratio = table["floor"][part], table["app"][part], table["ratio"][part]
            verdict = _verdict(GOALS[name][part], ratio)
            print(f"  {name:20} {part} {app:5.0f} ms, floor {floor:5.0f} ms, ratio {ratio:5.2f}  {verdict}")


def _print_starts(table):
    print("\nCold start, process to all charts drawn, median")
    for name, seconds in table["median"].items():
        print(f"  {name:8} {seconds:5.2f} s of {', '.join(f'{s:.2f}' for s in table['seconds'][name])}")
    print(f"  ratio     {table['ratio']:5.2f}  {_verdict(GOALS['cold_start'], table['ratio'])}")


def _verdict(goal, ratio):
    aim, most = goal
    word = "aim met" if ratio <= aim else "acceptable" if ratio <= most else "MISSED"
    return f"{word} (aim {aim}, at most {most})"


if __name__ == "__main__":
    try:
        # An end from outside takes the servers and the browser along.
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        sys.exit(main())
    except (browser.MissingBrowser, server.NoAnswer, measure.NotDrawn) as problem:
        sys.exit(f"error: {problem}")
