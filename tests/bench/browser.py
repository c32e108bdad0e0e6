"""The browser: found on this machine, started once, a fresh profile for each page."""

import os
import shutil
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import sync_playwright

_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")

_ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip

_WATCH = Path(__file__).with_name("watch.js").read_text(encoding="utf-8")


class MissingBrowser(Exception):
    """There is no browser to measure in; the message says what to install."""


def find():
    """Path of the browser: ``PULL_FACTORS_BROWSER``, else the first of the usual names on the path."""
    named = os.environ.get("PULL_FACTORS_BROWSER")
    found = shutil.which(named) if named else next(filter(None, map(shutil.which, _NAMES)), None)
    if found:
        return found
    looked = f"PULL_FACTORS_BROWSER={named}" if named else f"{', '.join(_NAMES)} on the path"
    raise MissingBrowser(
        f"no browser: looked for {looked}. Install Chromium (Debian: apt-get install chromium) or Chrome, "
        "or set PULL_FACTORS_BROWSER to its path."
    )


@contextmanager
def start():
    """Run the browser until the block ends."""
    with sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=find(), args=_ARGUMENTS)
        try:
            yield running
        finally:
            running.close()


@contextmanager
def page(running, address):
    """Open an address in a profile of its own, with an empty cache, and with ``watch.js`` in the page."""
    context = running.new_context(viewport={"width": 1440, "height": 900})
    try:
        context.add_init_script(_WATCH)
        opened = context.new_page()
        opened.goto(address, wait_until="commit")
        yield opened
    finally:
        context.close()
