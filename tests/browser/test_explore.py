"""What only a browser can show of Explore: layout, keyboard, heights that stay, no foreign request."""

from urllib.parse import parse_qs, urlparse

import pytest

from tests.browser.conftest import settle
from tests.browser.test_accessibility import violations

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


def places(page):
    """Where the things stand that must not move."""
    found = [page.locator(selector).first.bounding_box() for selector in _FIXED]
    return [{side: round(value) for side, value in box.items()} for box in found]


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_nothing_moves_when_a_lever_does(visit, width, height):
    page = visit(width=width, height=height)
    before = places(page)
    if width < 768:
        page.locator("[data-testid=stExpandSidebarButton]").click()
        settle(page)
    sliders = page.locator("[data-testid=stSidebar] input[type=range]")
    assert sliders.count() == 8
    for number in range(sliders.count()):
        for key in ("Home", "End"):
            sliders.nth(number).focus()
            page.keyboard.press(key)
            settle(page)
            assert places(page) == before, f"lever {number}, {key}"


def test_nothing_moves_when_a_folded_lever_does(visit, inputs):
    page = visit()
    before = places(page)
    for group in dict.fromkeys(row.group for row in inputs.levers):
        page.locator(f".st-key-more_{group} summary").click()
        settle(page)
    for lever in (row for row in inputs.levers if not row.open):
        slider = page.locator(f".st-key-{lever.id} input[type=range]")
        slider.focus()
        page.keyboard.press("Home" if lever.baseline == lever.max else "End")
        settle(page)
        assert places(page) == before, lever.id
    assert page.locator(".pf-changes tr").count() == len(inputs.levers) - 8 + 2


def test_a_key_press_on_a_lever_changes_the_headline_and_announces_it(visit):
    page = visit()
    before = page.locator(".st-key-headline").inner_text()
    page.locator(".st-key-us_fee input[type=range]").focus()
    page.keyboard.press("Home")
    settle(page)
    after = page.locator(".st-key-headline").inner_text()
    assert after != before
    assert page.locator(".st-key-announce p[role=status]").inner_text() in after


def typed_fee(visit, text):
    """Explore after a text was typed as the fee, and the field."""
    page = visit()
    page.locator(".st-key-about_us_fee button").click()
    settle(page)
    field = page.locator("[data-testid=stPopoverBody] input[type=text]")
    field.fill(text)
    field.press("Enter")
    settle(page)
    return page, field


def test_a_typed_value_between_two_steps_is_kept_as_typed(visit):
    page, _ = typed_fee(visit, "$62,345")
    assert "$62,345" in page.locator(".pf-changes").inner_text()
    page.keyboard.press("Escape")
    settle(page)
    assert "$62,345" in page.locator(".pf-changes").inner_text()


@pytest.mark.parametrize("typed", ["200000", "many", "nan"])
def test_a_value_that_is_not_taken_is_named_with_the_range_and_the_old_one_stays(visit, typed):
    page, field = typed_fee(visit, typed)
    told = page.locator("[data-testid=stPopoverBody] .pf-problem").inner_text()
    assert field.input_value() == typed
    assert all(part in told for part in (typed, "$0", "$150,000", "$100,000 is kept"))
    assert "$100,000" in page.locator(".pf-changes").inner_text()


def test_a_number_that_can_mean_two_is_asked_about_and_the_answer_taken(visit):
    page, field = typed_fee(visit, "62.345")
    told = page.locator("[data-testid=stPopoverBody] .pf-problem").inner_text()
    assert told.startswith("62.345: $62\u202f345, or $62.3450?")
    assert field.input_value() == "62.345"
    assert "$100,000" in page.locator(".pf-changes").inner_text()
    assert violations(page) == []
    page.get_by_role("button", name="$62\u202f345", exact=True).click()
    settle(page)
    assert "$62,345" in page.locator(".pf-changes").inner_text()
    assert field.input_value() == "62345"


def test_a_slider_reaches_its_published_end_and_goes_by_round_steps(visit, address):
    page = visit("?us_fee=100000&us_welcome=0.3333")
    for group in ("US", "China"):
        page.locator(f".st-key-more_{group} summary").click()
        settle(page)

    def linked(lever, *keys):
        page.locator(f".st-key-{lever} input[type=range]").focus()
        for key in keys:
            page.keyboard.press(key)
            settle(page)
        return parse_qs(urlparse(page.url).query)[lever]

    assert page.locator(".st-key-us_welcome input[type=range]").get_attribute("aria-valuetext") == "+0.3333"
    assert linked("us_welcome", "ArrowRight") == ["0.4"]
    assert linked("us_welcome", "ArrowLeft", "ArrowLeft") == ["0.3"]
    assert linked("us_welcome", *["ArrowLeft"] * 6) == ["0"]
    assert "US welcome" not in page.locator(".pf-changes").inner_text()
    assert linked("cn_incentive", "End") == ["702200"]
    assert linked("cn_incentive", "ArrowLeft") == ["700000"]


def test_a_fold_and_its_focus_stay_when_a_lever_inside_is_moved(visit):
    page = visit()
    page.locator(".st-key-more_US summary").click()
    settle(page)
    slider = page.locator(".st-key-us_welcome input[type=range]")
    slider.focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
        settle(page)
    assert slider.is_visible()
    assert float(slider.input_value()) == pytest.approx(0.15)


def test_a_popover_stays_open_when_its_lever_is_moved_for_the_first_time(visit):
    page = visit()
    page.locator(".st-key-about_us_odds button").click()
    settle(page)
    page.get_by_text("0.54 (wage level III)").click()
    settle(page)
    assert page.locator("[data-testid=stPopoverBody]").is_visible()
    assert "0.54 (wage level III)" in page.locator(".pf-changes").inner_text()


def test_the_chart_is_never_built_anew_by_a_lever(visit):
    page = visit()
    page.evaluate(f"document.querySelector('{_CHART} svg').kept = true")
    slider = page.locator(".st-key-us_fee input[type=range]")
    slider.focus()
    for key in ("Home", "End", "ArrowLeft"):
        page.keyboard.press(key)
        settle(page)
    assert page.evaluate(f"document.querySelector('{_CHART} svg').kept === true")


def test_no_text_of_the_page_tells_the_columns_of_a_table_when_the_chart_is_pointed_at(visit):
    page = visit()
    page.locator(f"{_CHART} svg text", has_text="Canada").hover(force=True)
    page.wait_for_timeout(500)
    assert page.locator("#vg-tooltip-element.visible").count() == 0


def test_replay_steps_back_and_forth_over_the_last_change_and_says_so(visit):
    page = visit()

    def lines():
        return page.locator(".st-key-headline").inner_text().split("\n")

    first = lines()[0]
    page.locator(".st-key-us_fee input[type=range]").focus()
    page.keyboard.press("Home")
    settle(page)
    changed = lines()
    page.locator(".st-key-replay button").click()
    settle(page)
    assert lines()[0] == first
    assert "before the last change" in lines()[-1]
    page.locator(".st-key-replay button").click()
    settle(page)
    assert lines() == changed


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
    page.locator(".st-key-library button").click()
    settle(page)
    assert [url for url in page.requested if not url.startswith((address, "data:", "blob:"))] == []


def test_the_page_may_ask_nobody_else_and_breaks_no_rule_of_its_own(visit, address):
    told = []
    page = visit()
    page.on("console", lambda message: told.append(message.text))
    page.locator(".st-key-us_fee input[type=range]").focus()
    page.keyboard.press("Home")
    settle(page)
    assert not [text for text in told if "Content Security Policy" in text]
    asked = page.evaluate("fetch('http://203.0.113.1/').then(() => 'answered', () => 'refused')")
    assert asked == "refused"
    assert any("Content Security Policy" in text for text in told)
    headers = page.request.get(address).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert "frame-ancestors 'self'" in headers["content-security-policy"]


PAGES = ["Explore", "Compare", "Why", "How sure", "Evidence"]


def test_every_slider_stands_where_the_scenario_does_after_every_change_of_page(visit):
    page = visit("?us_fee=100000&us_odds=0.5&us_pr_wait=150")
    tour = [one for start in PAGES[:4] for other in PAGES for one in (start, other) if start != other]
    held = {"us_fee": "100000", "us_odds": "0.5", "us_pr_wait": "150", "us_job_offer": "1", "cn_welcome": "0"}
    for name in tour:
        page.get_by_role("link", name=name, exact=True).click()
        settle(page)
        if name == "Evidence":
            continue
        shown = {key: page.locator(f".st-key-{key} input[type=range]").input_value() for key in held}
        assert {key: f"{float(value):g}" for key, value in shown.items()} == held, name
    page.get_by_role("link", name="Why", exact=True).click()
    settle(page)
    page.locator(".st-key-us_pr_wait input[type=range]").focus()
    page.keyboard.press("ArrowRight")
    settle(page)
    assert "us_pr_wait=160" in page.url
