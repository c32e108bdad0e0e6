"""Finds a Chromium or Chrome for the browser tests, else installs one, else says what to install."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
_SECONDS = 600

HELP = (
    "The browser tests need Chromium or Chrome and could not install one. Install it with "
    "'sudo apt-get install chromium' (Debian, Ubuntu), 'brew install --cask chromium' (macOS) or "
    "'winget install Google.Chrome' (Windows), or name one in PULL_FACTORS_BROWSER."
)


def executable(bundled):
    """Path of a browser; ``bundled`` is where Playwright would keep its own.

    Raises
    ------
    RuntimeError
        With the line that installs one, if there is none and none could be installed.
    """
    found = _installed(bundled)
    if not found:
        _install()
        found = _installed(bundled)
    if not found:
        raise RuntimeError(HELP)
    return found


def _installed(bundled):
    named = os.environ.get("PULL_FACTORS_BROWSER")
    candidates = [named, *map(shutil.which, _NAMES), *_PLACES, bundled]
    return next((path for path in candidates if path and Path(path).exists()), None)


def _install():
    """By the system's packages where this user may, else the build that Playwright offers."""
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        commands = [["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "chromium"]]
    else:
        commands = [[sys.executable, "-m", "playwright", "install", "chromium"]]
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in commands:
        subprocess.run(command, timeout=_SECONDS, env=environment, check=False, stdout=subprocess.DEVNULL)
