"""When a page has answered what was done to it, and reads that wait for what they expect."""

import time
from pathlib import Path

from playwright.sync_api import TimeoutError as TooLong

_SCRIPT = Path(__file__).with_name("settling.js")
_SECONDS = 60
_READ_SECONDS = 5
_AGAIN = 0.05


def profile(browser, **given):
    """A profile of a browser, whose pages know when they have settled."""
    made = browser.new_context(**given)
    made.add_init_script(path=_SCRIPT)
    return made


def settle(page):
    """Wait until the server has answered all that was asked, every chart is drawn and nothing changes any more.

    Raises
    ------
    AssertionError
        With what is still open after a minute.
    """
    try:
        page.wait_for_function("() => globalThis.settling?.done()", timeout=1000 * _SECONDS)
    except TooLong:
        raise AssertionError(f"never at rest: {page.evaluate('settling.open()')}") from None


def becomes(expected, read, *given):
    """Wait until ``read(*given)`` is as expected."""
    found = _last(lambda found: found == expected, read, *given)
    assert found == expected, f"{found!r} instead of {expected!r}"


def shows(part, read, *given):
    """Wait until ``read(*given)`` holds a part."""
    found = _last(lambda found: part in found, read, *given)
    assert part in found, f"{part!r} is not in {found!r}"


def _last(enough, read, *given):
    """The first reading that is enough, else the last one before the time is over."""
    end = time.monotonic() + _READ_SECONDS
    while not enough(found := read(*given)) and time.monotonic() < end:
        time.sleep(_AGAIN)
    return found
