"""The running app and a browser, shared by the browser tests."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests.browser.chromium import ARGUMENTS, executable

ROOT = Path(__file__).parents[2]
_SECONDS = 60


def pytest_collection_modifyitems(items):
    """All browser tests run in one worker: one server, one browser, and one to install it."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))


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
def browser():
    """A headless browser."""
    with sync_playwright() as playwright:
        path = executable(playwright.chromium.executable_path)
        launched = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield launched
        launched.close()


@pytest.fixture
def visit(browser, address):
    """Opens a page of the app at a size, each in a profile of its own; returns the page once it has settled.

    ``path`` is what follows the address, or a whole address; ``beside`` is a page whose profile is shared.
    """
    contexts = []

    def open_page(path="", width=1440, height=900, beside=None):
        if beside:
            page = beside.context.new_page()
            page.set_viewport_size({"width": width, "height": height})
        else:
            contexts.append(browser.new_context(viewport={"width": width, "height": height}))
            page = contexts[-1].new_page()
        page.requested = []
        page.on("request", lambda request: page.requested.append(request.url))
        page.goto(path if path.startswith("http") else f"{address}/{path}")
        settle(page)
        return page

    yield open_page
    for context in contexts:
        context.close()


def settle(page):
    """Wait until the script has run, every chart is drawn and nothing has moved for a moment."""
    page.wait_for_timeout(150)
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning] h1", timeout=60_000)
    page.wait_for_function(
        """() => !document.querySelector('[data-testid=stSkeleton]') &&
            [...document.querySelectorAll('[data-testid=stVegaLiteChart]')].every(e => e.querySelector('svg'))""",
        timeout=60_000,
    )
    page.wait_for_function(
        """() => new Promise(done => {
            const app = document.querySelector('[data-testid=stApp]');
            let timer;
            const quiet = () => {
                if (app.dataset.testScriptState !== 'notRunning') return again();
                watch.disconnect();
                done(true);
            };
            const again = () => { clearTimeout(timer); timer = setTimeout(quiet, 300); };
            const watch = new MutationObserver(again);
            watch.observe(document.body, { subtree: true, childList: true, characterData: true,
                attributes: true, attributeFilter: ['data-test-script-state'] });
            again();
        })""",
        timeout=60_000,
    )
