"""What a user waits for: charts after a key press on a slider, charts after a cold start."""

import time
from contextlib import ExitStack
from dataclasses import dataclass, field

from tests.bench import browser, server

BLOCK = 10
"""Presses on one app before it is the other's turn, so that a slow minute of the machine hits both."""

_PATIENCE = 10_000
"""Milliseconds that a press may take; a first page may take six times as long."""


class NotDrawn(Exception):
    """The charts of an app never came to rest."""


@dataclass
class Presses:
    """Milliseconds of each press that changed every chart, and a line on each that did not."""

    ms: list = field(default_factory=list)
    errors: list = field(default_factory=list)


def presses(running, apps, count):
    """Press arrow keys on the slider of each app in turn.

    Parameters
    ----------
    running : playwright.sync_api.Browser
    apps : sequence of server.App
    count : int
        Presses on each app that count; a block before them warms each up.

    Returns
    -------
    list of Presses
        In the order of the apps.
    """
    results = [Presses() for _ in apps]
    with ExitStack() as stack:
        pages = [opened(stack, running, app) for app in apps]
        ways = ["ArrowLeft" for _ in apps]
        for start in range(-BLOCK, count, BLOCK):
            for n, app in enumerate(apps):
                result = results[n] if start >= 0 else Presses()
                ways[n] = block(pages[n], app.slider, min(BLOCK, count - start), ways[n], result)
    return results


def cold_start(running, app):
    """Seconds from starting the server's process to all charts drawn in a fresh page."""
    started = time.time()
    with server.serve(app) as address, browser.page(running, address) as page:
        return _drawn(page, app) / 1000 - started


def opened(stack, running, app):
    """A page of an app on a server of its own, drawn and at rest."""
    page = stack.enter_context(browser.page(running, stack.enter_context(server.serve(app))))
    _drawn(page, app)
    page.wait_for_selector(app.slider, timeout=6 * _PATIENCE)
    if app.first:
        page.locator(app.first).click()
        page.wait_for_timeout(_PATIENCE / 5)
    return page


def _drawn(page, app):
    moment = page.evaluate("bench.drawn", 6 * _PATIENCE)
    if moment is None:
        raise NotDrawn(
            f"{app.name}: its charts were not drawn and at rest after {6 * _PATIENCE / 1000:.0f} s"
        )
    return moment


def block(page, slider, count, way, result):
    """Press ``count`` times, turning at the ends of the slider; returns the way it goes on."""
    page.bring_to_front()
    page.locator(slider).focus()
    for _ in range(count):
        at = page.evaluate("bench.arm", slider)
        if at["lowest"] or at["highest"]:
            way = "ArrowRight" if at["lowest"] else "ArrowLeft"
        page.keyboard.press(way)
        outcome = page.evaluate("bench.settled", _PATIENCE)
        if "ms" in outcome:
            result.ms.append(outcome["ms"])
        else:
            result.errors.append(outcome["error"])
    return way
