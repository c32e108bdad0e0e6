"""What a room waits for: the next slide after a key, and the new headline after a move of the lever on stage."""

from contextlib import ExitStack
from pathlib import Path

from tests.bench import browser, measure, server

_WATCH = Path(__file__).with_name("stage.js").read_text(encoding="utf-8")
_PATIENCE = 10_000
_LEVER = ".st-key-stage .pf-current input[type=range]"


def presses(running, script, count):
    """Keys on stage, in turn with a floor of their own.

    Parameters
    ----------
    running : playwright.sync_api.Browser
    script : pathlib.Path
        The app.
    count : int
        Presses of each kind.

    Returns
    -------
    dict of str to (measure.Presses, measure.Presses)
        "slide" and "lever" -> the floor, and the stage.
    """
    app = server.App("stage", Path(script).resolve(), "", "brief?p=fee_kvisa_where")
    found = {name: (measure.Presses(), measure.Presses()) for name in ("slide", "lever")}
    with ExitStack() as stack:
        floor = measure.opened(stack, running, server.FLOOR)
        page = stack.enter_context(browser.page(running, stack.enter_context(server.serve(app))))
        page.locator(".st-key-present button").click(timeout=6 * _PATIENCE)
        page.wait_for_selector(".st-key-stage .pf-current", timeout=6 * _PATIENCE)
        page.evaluate(_WATCH)
        page.keyboard.press("Home")
        way = "ArrowLeft"
        for start in range(-measure.BLOCK, count, measure.BLOCK):
            kept = start >= 0
            for name, keys, prepare in (
                ("slide", ("PageDown", "PageUp"), lambda: page.keyboard.press("Home")),
                ("lever", ("ArrowLeft",) * measure.BLOCK, lambda: _to_the_lever(page)),
            ):
                own, theirs = found[name] if kept else (measure.Presses(), measure.Presses())
                way = measure.block(floor, server.FLOOR.slider, measure.BLOCK, way, own)
                page.bring_to_front()
                prepare()
                for place in range(measure.BLOCK):
                    _press(page, keys[place % len(keys)] if name == "slide" else _turn(page), theirs)
    return found


def _to_the_lever(page):
    """Go to the slide that has a lever, past the question, and take hold of it."""
    page.keyboard.press("Home")
    for _ in range(12):
        if page.locator(_LEVER).count() and page.locator(_LEVER).is_visible():
            page.locator(_LEVER).focus()
            return
        page.keyboard.press("PageDown")
        page.wait_for_timeout(100)
    raise measure.NotDrawn("stage: no slide with a lever came")


def _turn(page):
    value = page.locator(_LEVER).evaluate("lever => (lever.value - lever.min) / (lever.max - lever.min)")
    return "ArrowLeft" if value > 0.4 else "ArrowRight"


def _press(page, key, result):
    page.evaluate("stage.arm()")
    page.keyboard.press(key)
    took = page.evaluate("stage.settled(10000)")
    if took is None:
        result.errors.append(f"{key} changed nothing on stage")
    else:
        result.ms.append(took)
    page.wait_for_timeout(250)
