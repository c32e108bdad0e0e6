"""The running app and a browser, shared by the browser tests."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import sync_playwright

from tests.browser import settling
from tests.browser.chromium import ARGUMENTS, executable
from tests.browser.settling import settle

ROOT = Path(__file__).parents[2]
_SECONDS = 60

_SAVED = (
    "test_brief.py",
    "test_callers.py",
    "test_copying.py",
    "test_deck.py",
    "test_lasting.py",
    "test_returning.py",
)
"""Files whose tests take about as long as all others; xdist begins with both groups and fills up with other tests."""


def pytest_collection_modifyitems(items):
    """Browser tests run in two workers, each with one server and one browser: one reads pages, one loses and saves."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            kind = "saved" if item.path.name in _SAVED else "shown"
            item.add_marker(pytest.mark.xdist_group(f"browser, {kind}"))


@contextmanager
def serve(port=None, **environment):
    """Run the app until the block ends, on a free port unless one is given; gives its address."""
    if port is None:
        with closing(socket.socket()) as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    server = subprocess.Popen(
        [*command, "--server.headless", "true"],
        cwd=ROOT, env={**os.environ, **environment}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        _wait(f"http://127.0.0.1:{port}/_stcore/health", server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.kill()
        server.wait(timeout=_SECONDS)


@pytest.fixture(scope="session")
def address():
    """Address of an app that runs for the whole session."""
    with serve() as running:
        yield running


def _wait(health, server):
    end = time.monotonic() + _SECONDS
    while time.monotonic() < end:
        assert server.poll() is None, "the app ended while it started"
        try:
            with urllib.request.urlopen(health, timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the app did not answer within a minute")


@pytest.fixture(scope="session")
def browser(tmp_path_factory):
    """A headless browser."""
    with sync_playwright() as playwright:
        with _alone(_folder_of_the_run(tmp_path_factory) / "finds-a-browser"):
            path = executable(playwright.chromium.executable_path)
        launched = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield launched
        launched.close()


def _folder_of_the_run(factory):
    """A folder that all workers of this run share, and no other run."""
    own = factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@contextmanager
def _alone(folder):
    """Wait until no other worker of this run is in the block; the folder says that one is."""
    while True:
        try:
            folder.mkdir()
            break
        except FileExistsError:
            time.sleep(0.1)
    try:
        yield
    finally:
        folder.rmdir()


@pytest.fixture(scope="session")
def shared_profile(browser):
    """The profile that all tests of a worker use one after the other, because its cache makes a visit quicker."""
    with settling.profile(browser) as made:
        yield made


@pytest.fixture
def profile(shared_profile):
    """A profile without pages, cookies and anything that a page kept; tabs in it share what a browser shares."""
    yield shared_profile
    _empty(shared_profile)


@pytest.fixture
def visit(browser, profile, address):
    """Opens a page of the app at a size, in a tab of its own; returns it once it has settled.

    ``path`` is what follows the address, or a whole address; ``apart`` opens it in the profile of somebody else.
    """
    with ExitStack() as others:

        def open_page(path="", width=1440, height=900, apart=False):
            owner = others.enter_context(settling.profile(browser)) if apart else profile
            page = owner.new_page()
            page.set_viewport_size({"width": width, "height": height})
            page.requested = []
            page.on("request", lambda request: page.requested.append(request.url))
            page.goto(path if path.startswith("http") else f"{address}/{path}")
            settle(page)
            return page

        yield open_page


def _empty(profile):
    """Close all tabs, and forget what they left in the browser but for its cache."""
    left = profile.pages
    visited = {urlsplit(page.url)[:2] for page in left}
    broom = profile.new_page()
    for page in left:
        page.close()
    session = profile.new_cdp_session(broom)
    for scheme, place in visited:
        if scheme.startswith("http"):
            given = {"origin": f"{scheme}://{place}", "storageTypes": "all"}
            session.send("Storage.clearDataForOrigin", given)
    broom.close()
    profile.clear_cookies()
    profile.clear_permissions()
