"""Buttons that copy, as a browser does: "Copied" only when it was, else the text stands selected with a sentence."""

import pytest

from tests.browser.conftest import settle
from tests.browser.test_lasting import click

PLACES = {
    "headline": (".st-key-announce", "ILLUSTRATIVE – NOT A FORECAST. Of 1,000 young Indian graduates"),
    "link": (".st-key-share_link", "?label=illustrative-not-a-forecast"),
    "quote": ("[class*=st-key-quotes_]", "ILLUSTRATIVE – NOT A FORECAST. Of 1,000 young Indian graduates"),
}
"""Name -> where its component is, and how what it copies begins or what it holds."""


@pytest.fixture(params=PLACES)
def place(request, visit):
    """The page and the part of it in which a button copies."""
    page = visit()
    if request.param == "link":
        click(page, "share")
    elif request.param == "quote":
        page.get_by_text("Table, files and how to quote it").first.click()
        settle(page)
    where, text = PLACES[request.param]
    return page, page.locator(where).first, text


def clipboard(page, script):
    """Replace the clipboard of a page."""
    page.evaluate(f"Object.defineProperty(navigator, 'clipboard', {{ value: {script}, configurable: true }})")


def test_copied_is_said_when_it_was(place):
    page, part, text = place
    clipboard(page, "{ writeText: async (given) => { window.taken = given; } }")
    part.locator("button").first.click()
    part.get_by_text("Copied", exact=True).wait_for()
    assert text in page.evaluate("window.taken")
    assert not part.locator("textarea").count()


def test_where_the_browser_refuses_the_text_is_selected_and_told(place):
    page, part, text = place
    clipboard(page, "{ writeText: () => Promise.reject(new Error('denied')) }")
    page.evaluate("document.execCommand = () => false")
    part.locator("button").first.click()
    field = part.locator("textarea")
    field.wait_for()
    assert text in field.input_value()
    assert field.evaluate("field => field.selectionEnd - field.selectionStart === field.value.length")
    assert "Not copied" in part.locator("[role=alert]").inner_text()
    assert not part.get_by_text("Copied", exact=True).count()
    part.locator("button").first.click()
    field.wait_for()
    assert field.count() == 1


def test_without_a_clipboard_the_old_way_is_tried(place):
    """A page at an address that is not safe, such as one in the network, has no clipboard."""
    page, part, text = place
    clipboard(page, "undefined")
    page.evaluate("document.execCommand = () => true")
    part.locator("button").first.click()
    part.get_by_text("Copied", exact=True).wait_for()
    assert not part.locator("textarea").count()
