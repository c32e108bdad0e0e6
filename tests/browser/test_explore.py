"""What only a browser can show of Explore: layout, heights that stay, folds, popovers, Replay."""

import pytest

from tests.browser.axe import violations
from tests.browser.person import (
    CHART,
    MAIN_SIZES,
    changes,
    click,
    headline,
    keys,
    parameter,
    press,
    show_levers,
    slider,
    unfold,
    value,
    width,
)  # fmt: skip
from tests.browser.seen import above_the_fold, cut
from tests.browser.settling import becomes, settle, shows

_FIXED = (".st-key-choices", ".st-key-headline", CHART, ".st-key-announce", ".pf-outcome")
_CUT_WORDS = """() => [...document.querySelectorAll('p, h1, h2, h3, label, th, td, button')]
    .filter(e => e.offsetParent && getComputedStyle(e).overflow !== 'visible' && e.clientWidth > 1)
    .filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.textContent)"""


def places(page):
    """Where the things stand that must not move."""
    found = [page.locator(selector).first.bounding_box() for selector in _FIXED]
    return [{side: round(value) for side, value in box.items()} for box in found]


def told(page):
    """The headline with the lines beside it."""
    return page.locator(".st-key-headline").inner_text()


def announced(page):
    """What a screen reader is told."""
    return page.locator(".st-key-announce p[role=status]").inner_text()


@pytest.mark.parametrize(("wide", "high"), MAIN_SIZES)
def test_everything_is_in_sight_and_nothing_moves_when_a_lever_does(visit, wide, high):
    page = visit(width=wide, height=high)
    assert width(page) == wide
    assert page.evaluate(_CUT_WORDS) == []
    assert cut(page) == []
    if wide >= 1280:
        above_the_fold(page, ".st-key-headline", f"{CHART} svg")
    before = places(page)
    show_levers(page)
    sliders = page.locator("[data-testid=stSidebar] input[type=range]")
    assert sliders.count() == 8
    for number in range(sliders.count()):
        for key in ("Home", "End"):
            sliders.nth(number).focus()
            keys(page, key)
            assert places(page) == before, f"lever {number}, {key}"


def test_nothing_moves_when_a_folded_lever_does(visit, inputs):
    page = visit()
    before = places(page)
    for group in dict.fromkeys(row.group for row in inputs.levers):
        unfold(page, f"more_{group}")
    for lever in (row for row in inputs.levers if not row.open):
        press(page, lever.id, "Home" if lever.baseline == lever.max else "End")
        assert places(page) == before, lever.id
    becomes(len(inputs.levers) - 8 + 2, page.locator(".pf-changes tr").count)


def test_a_key_press_on_a_lever_changes_the_headline_announces_it_and_builds_no_chart_anew(visit):
    page = visit()
    page.evaluate(f"document.querySelector('{CHART} svg').kept = true")
    before = told(page)
    for key, fee in (("End", "150000"), ("ArrowLeft", "145000"), ("Home", "0")):
        press(page, "us_fee", key)
        becomes(fee, parameter, page, "us_fee")
        assert announced(page) and announced(page) in told(page)
    assert told(page) != before
    assert page.evaluate(f"document.querySelector('{CHART} svg').kept === true")


def typed_fee(page, text):
    """Type a text as the fee; gives the field."""
    field = page.locator("[data-testid=stPopoverBody] input[type=text]")
    field.fill(text)
    field.press("Enter")
    settle(page)
    return field


def problem(page):
    """What is said of a value that was typed."""
    return page.locator("[data-testid=stPopoverBody] .pf-problem").inner_text()


def test_what_is_typed_is_kept_as_typed_refused_by_name_or_asked_about(visit):
    page = visit()
    click(page, "about_us_fee")
    for text in ("200000", "many", "nan"):
        field = typed_fee(page, text)
        for part in (text, "$0", "$150,000", "$100,000 is kept"):
            shows(part, problem, page)
        assert field.input_value() == text
        assert "$100,000" in changes(page)
    field = typed_fee(page, "62.345")
    shows("62.345: $62\u202f345, or $62.3450?", problem, page)
    assert problem(page).startswith("62.345: ")
    assert field.input_value() == "62.345"
    assert "$100,000" in changes(page)
    assert violations(page) == []
    page.get_by_role("button", name="$62\u202f345", exact=True).click()
    settle(page)
    shows("$62,345", changes, page)
    becomes("62345", field.input_value)
    typed_fee(page, "$71,234")
    shows("$71,234", changes, page)
    keys(page, "Escape")
    shows("$71,234", changes, page)


def test_a_slider_reaches_its_published_end_and_goes_by_round_steps(visit):
    page = visit("?us_fee=100000&us_welcome=0.3333")
    for group in ("US", "China"):
        unfold(page, f"more_{group}")

    def linked(text, lever, *pressed):
        press(page, lever, *pressed)
        becomes(text, parameter, page, lever)

    assert slider(page, "us_welcome").get_attribute("aria-valuetext") == "+0.3333"
    linked("0.4", "us_welcome", "ArrowRight")
    linked("0.3", "us_welcome", "ArrowLeft", "ArrowLeft")
    linked("0", "us_welcome", *["ArrowLeft"] * 6)
    assert "US welcome" not in changes(page)
    linked("702200", "cn_incentive", "End")
    linked("700000", "cn_incentive", "ArrowLeft")


def test_a_fold_and_its_focus_stay_when_a_lever_inside_is_moved_and_its_value_when_it_is_closed(visit):
    page = visit()
    unfold(page, "more_US")
    slider(page, "us_welcome").focus()
    for place in (0.05, 0.1, 0.15):
        keys(page, "ArrowRight")
        becomes(pytest.approx(place), value, page, "us_welcome")
    assert slider(page, "us_welcome").is_visible()
    press(page, "us_research", "Home")
    shows("US research environment", changes, page)
    changed = told(page)
    unfold(page, "more_US")
    press(page, "cn_welcome", "ArrowRight", "ArrowLeft")
    becomes(changed, told, page)
    assert "US research environment" in changes(page)


def test_a_popover_stays_open_when_its_lever_is_moved_for_the_first_time(visit):
    page = visit()
    click(page, "about_us_odds")
    page.get_by_text("0.54 (wage level III)").click()
    settle(page)
    shows("0.54 (wage level III)", changes, page)
    assert page.locator("[data-testid=stPopoverBody]").is_visible()


def test_no_text_of_the_page_tells_the_columns_of_a_table_when_the_chart_is_pointed_at(visit):
    page = visit()
    page.locator(f"{CHART} svg text", has_text="Canada").hover(force=True)
    page.wait_for_timeout(500)
    assert page.locator("#vg-tooltip-element.visible").count() == 0


def test_replay_steps_back_and_forth_over_the_last_change_and_says_so(visit):
    page = visit()
    first = headline(page)
    press(page, "us_fee", "Home")
    changed = told(page)
    assert headline(page) != first
    click(page, "replay")
    becomes(first, headline, page)
    assert "before the last change" in told(page).split("\n")[-1]
    click(page, "replay")
    becomes(changed, told, page)
