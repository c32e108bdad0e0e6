"""Buttons that copy, as a browser does: "Copied" only when it was, else the text stands selected with a sentence."""

import pytest

from tests.browser.person import click
from tests.browser.settling import settle

PLACES = {
    "headline": (".st-key-announce", "ILLUSTRATIVE – NOT A FORECAST. Of 1,000 young Indian graduates"),
    "quote": ("[class*=st-key-quotes_]", "ILLUSTRATIVE – NOT A FORECAST. Of 1,000 young Indian graduates"),
    "link": (".st-key-share_link", "?label=illustrative-not-a-forecast"),
}
"""Name -> where its component is, and how what it copies begins or what it holds."""


@pytest.fixture
def places(visit):
    """A page, and each part of it in which a button copies, once it is open, with what it copies."""
    page = visit()

    def each():
        for name, (where, text) in PLACES.items():
            if name == "quote":
                page.get_by_text("Table, files and how to quote it").first.click()
                settle(page)
            elif name == "link":
                click(page, "share")
            yield page.locator(where).first, text

    return page, each()


def clipboard(page, script):
    """Replace the clipboard of a page."""
    page.evaluate(f"Object.defineProperty(navigator, 'clipboard', {{ value: {script}, configurable: true }})")


def test_copied_is_said_when_it_was(places):
    page, parts = places
    clipboard(page, "{ writeText: async (given) => { window.taken = given; } }")
    for part, text in parts:
        page.evaluate("window.taken = ''")
        part.locator("button").first.click()
        part.get_by_text("Copied", exact=True).wait_for()
        assert text in page.evaluate("window.taken")
        assert not part.locator("textarea").count()


def test_where_the_browser_refuses_the_text_is_selected_and_told(places):
    page, parts = places
    clipboard(page, "{ writeText: () => Promise.reject(new Error('denied')) }")
    page.evaluate("document.execCommand = () => false")
    for part, text in parts:
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


def test_without_a_clipboard_the_old_way_is_tried(places):
    """A page at an address that is not safe, such as one in the network, has no clipboard."""
    page, parts = places
    clipboard(page, "undefined")
    page.evaluate("document.execCommand = () => true")
    for part, _ in parts:
        part.locator("button").first.click()
        part.get_by_text("Copied", exact=True).wait_for()
        assert not part.locator("textarea").count()
