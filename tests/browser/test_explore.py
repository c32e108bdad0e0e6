"""What only a browser can show of Explore: layout, keyboard, heights that stay, no foreign request."""

import pytest

from tests.browser.conftest import settle

SIZES = [(1440, 900), (1280, 720), (390, 844)]
_CHART = "[data-testid=stVegaLiteChart]"
_FIXED = (
    ".st-key-choices",
    ".st-key-headline",
    _CHART,
    ".st-key-announce",
    ".pf-outcome",
)


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_nothing_scrolls_sideways_and_no_text_is_cut(visit, width, height):
    page = visit(width=width, height=height)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    cut = page.evaluate(
        """() => [...document.querySelectorAll('p, h1, h2, h3, label, th, td, button')]
            .filter(e => e.offsetParent && getComputedStyle(e).overflow !== 'visible' && e.clientWidth > 1)
            .filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.textContent)"""
    )
    assert cut == []


@pytest.mark.parametrize(("width", "height"), SIZES[:2])
def test_headline_and_chart_stand_above_the_fold(visit, width, height):
    page = visit(width=width, height=height)
    for selector in (".st-key-headline", f"{_CHART} svg"):
        box = page.locator(selector).first.bounding_box()
        assert box["y"] >= 0 and box["y"] + box["height"] <= height, selector


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_every_text_of_the_chart_lies_within_it(visit, width, height):
    page = visit(width=width, height=height)
    outside = page.evaluate(
        """() => { const box = document.querySelector('[data-testid=stVegaLiteChart] svg').getBoundingClientRect();
            return [...document.querySelectorAll('[data-testid=stVegaLiteChart] svg text')]
              .filter(t => t.textContent).map(t => [t.textContent, t.getBoundingClientRect()])
              .filter(([, b]) => b.left < box.left - 1 || b.right > box.right + 1 || b.bottom > box.bottom + 1)
              .map(([t]) => t) }"""
    )
    assert outside == []


@pytest.mark.parametrize(("width", "height"), SIZES[:2])
def test_nothing_moves_when_a_lever_does(visit, width, height):
    page = visit(width=width, height=height)

    def places():
        found = [page.locator(selector).first.bounding_box() for selector in _FIXED]
        return [{side: round(value) for side, value in box.items()} for box in found]

    before = places()
    sliders = page.locator("[data-testid=stSidebar] input[type=range]")
    assert sliders.count() == 8
    for number in range(sliders.count()):
        for key in ("Home", "End"):
            sliders.nth(number).focus()
            page.keyboard.press(key)
            settle(page)
            assert places() == before, f"lever {number}, {key}"


def test_a_key_press_on_a_lever_changes_the_headline_and_announces_it(visit):
    page = visit()
    before = page.locator(".st-key-headline").inner_text()
    page.locator(".st-key-us_fee input[type=range]").focus()
    page.keyboard.press("Home")
    settle(page)
    after = page.locator(".st-key-headline").inner_text()
    assert after != before
    assert page.locator(".st-key-announce p[role=status]").inner_text() in after


def test_a_typed_value_between_two_steps_is_kept_as_typed(visit):
    page = visit()
    page.locator(".st-key-about_us_fee button").click()
    settle(page)
    field = page.locator("[data-testid=stPopoverBody] input[type=number]")
    field.fill("62345")
    field.press("Enter")
    settle(page)
    assert "$62,345" in page.locator(".pf-changes").inner_text()
    page.keyboard.press("Escape")
    settle(page)
    assert "$62,345" in page.locator(".pf-changes").inner_text()


def test_replay_steps_back_and_forth_over_the_last_change(visit):
    page = visit()
    first = page.locator(".st-key-headline").inner_text()
    page.locator(".st-key-us_fee input[type=range]").focus()
    page.keyboard.press("Home")
    settle(page)
    changed = page.locator(".st-key-headline").inner_text()
    for expected in (first, changed):
        page.locator(".st-key-replay button").click()
        settle(page)
        assert page.locator(".st-key-headline").inner_text() == expected


def test_a_folded_lever_keeps_its_value_when_its_group_is_closed(visit):
    page = visit()
    page.locator(".st-key-more_US summary").click()
    settle(page)
    page.locator(".st-key-us_research input[type=range]").focus()
    page.keyboard.press("Home")
    settle(page)
    changed = page.locator(".st-key-headline").inner_text()
    page.locator(".st-key-more_US summary").click()
    settle(page)
    page.locator(".st-key-cn_welcome input[type=range]").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    settle(page)
    assert page.locator(".st-key-headline").inner_text() == changed
    assert "US research environment" in page.locator(".pf-changes").inner_text()


def test_no_request_leaves_this_machine(visit, address):
    page = visit()
    page.locator(".st-key-open_library button").click()
    settle(page)
    assert [url for url in page.requested if not url.startswith((address, "data:", "blob:"))] == []
