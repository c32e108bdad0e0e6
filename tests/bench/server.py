"""A Streamlit server of its own for each app, on a free port of this machine, gone when the block ends."""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]

_PATIENCE = 60
"""Seconds that a server may take to answer."""


class NoAnswer(Exception):
    """A server stopped or stayed silent; the message holds its log."""


@dataclass(frozen=True)
class App:
    """A script to serve, and the slider to press keys on."""

    name: str
    script: Path
    slider: str
    path: str = ""
    first: str = ""
    """What to click before anything is measured."""


FLOOR = App("floor", Path(__file__).with_name("floor_app.py"), "input[type=range]")


def explore(script=ROOT / "app.py"):
    """The Explore page of the app, or of a copy of it."""
    return App("Explore", Path(script).resolve(), ".st-key-lever-us_fee-slider input[type=range]")


def compare(script=ROOT / "app.py"):
    """The Compare page with three presets and the current scenario."""
    path = "compare?c1=fee_first_reported&c2=us_reform&c3=both_doors_close&c4=current&us_fee=100000"
    return App("Compare", Path(script).resolve(), ".st-key-lever-us_fee-slider input[type=range]", path)


def why(script=ROOT / "app.py"):
    """The Why page."""
    return App("Why", Path(script).resolve(), ".st-key-lever-us_fee-slider input[type=range]", "why")


def sure(part, script=ROOT / "app.py"):
    """One part of the page How sure, by the words that it is chosen with."""
    first = f'.st-key-sure_part >> text="{part}"'
    return App(part, Path(script).resolve(), ".st-key-lever-us_fee-slider input[type=range]", "sure", first)


@contextmanager
def serve(app):
    """Run a server until the block ends; gives its address once it answers.

    The working directory is the script's own, so that the floor does not read the settings of this
    project: it is stock in that too.
    """
    port = _free_port()
    command = [
        sys.executable, "-m", "streamlit", "run", app.script.name,
        "--server.address", "127.0.0.1", "--server.port", str(port), "--server.headless", "true",
        "--browser.gatherUsageStats", "false",
    ]  # fmt: skip
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(
            command, cwd=app.script.parent, env=_settings(), stdin=subprocess.DEVNULL, stdout=log, stderr=log
        )
        try:
            _wait(process, port, log)
            yield f"http://127.0.0.1:{port}/{app.path}"
        finally:
            _stop(process)


def _settings():
    """The environment without Streamlit's own settings, and with compiled modules kept for this run.

    A package is compiled when it is installed, unless the environment forbids it. Without compiled
    modules a cold start would mostly measure the compiler.
    """
    ours = ("STREAMLIT_", "PYTHONDONTWRITEBYTECODE")
    settings = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return {**settings, "PYTHONPYCACHEPREFIX": _compiled().name}


@cache
def _compiled():
    """A folder that goes away with this process."""
    return tempfile.TemporaryDirectory(prefix="bench-")


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait(process, port, log):
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.02)
    log.seek(0)
    raise NoAnswer(f"{process.args[4]} does not answer:\n{log.read().decode(errors='replace')}")


def _stop(process):
    process.terminate()
    try:
        process.wait(timeout=5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
