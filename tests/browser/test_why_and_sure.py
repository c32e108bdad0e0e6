"""What only a browser can show of Why and How sure: axe, widths, texts within charts, what stays in its place."""

import pytest

from scenarios.views.sure.page import PARTS
from tests.browser.conftest import settle
from tests.browser.test_accessibility import WIDTHS, violations

SIZES = [(1440, 900), (1280, 720), (390, 844)]
_CHART = "[data-testid=stVegaLiteChart]"


def part(page, number):
    """Open a part of How sure by its place in the list."""
    page.locator(".st-key-sure_part [role=radiogroup] > *").nth(number).click()
    settle(page)


def outside(page):
    """Texts of charts that reach beyond their chart."""
    return page.evaluate(
        """() => [...document.querySelectorAll('[data-testid=stVegaLiteChart] svg')].flatMap(svg => {
            const box = svg.getBoundingClientRect();
            return [...svg.querySelectorAll('text')].filter(t => t.textContent)
              .map(t => [t.textContent, t.getBoundingClientRect()])
              .filter(([, b]) => b.left < box.left - 1 || b.right > box.right + 1 || b.bottom > box.bottom + 1)
              .map(([t]) => t); })"""
    )


@pytest.mark.parametrize("width", WIDTHS)
def test_why_with_its_tables_open(visit, width):
    page = visit("why", width=width)
    for key in ("twin_why_parts", "twin_why_little"):
        page.locator(f".st-key-{key} summary").click()
        settle(page)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("width", WIDTHS)
def test_every_part_of_how_sure(visit, width):
    page = visit("sure", width=width)
    found = {}
    for number, name in enumerate(PARTS):
        part(page, number)
        for key in {"ranges": ["sure_matrix"], "tipping": ["tip_map", "twin_sure_tipping"]}.get(name, []):
            page.locator(f".st-key-{key} summary").click()
            settle(page)
        found[name] = violations(page)
        assert page.evaluate("document.documentElement.scrollWidth") == width, name
    assert not any(found.values()), found


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_every_text_of_a_chart_lies_within_it(visit, width, height):
    page = visit("why", width=width, height=height)
    assert outside(page) == []
    page = visit("sure", width=width, height=height)
    for number, name in enumerate(PARTS):
        part(page, number)
        if name == "tipping":
            page.locator(".st-key-tip_map summary").click()
            settle(page)
        assert outside(page) == [], name


@pytest.mark.parametrize(("width", "height"), SIZES[:2])
def test_headline_and_first_chart_stand_above_the_fold(visit, width, height):
    page = visit("why", width=width, height=height)
    for selector in (".st-key-headline", f"{_CHART} svg"):
        box = page.locator(selector).first.bounding_box()
        assert box["y"] >= 0 and box["y"] + box["height"] <= height, selector


@pytest.mark.parametrize("path", ["why", "sure"])
def test_nothing_moves_and_no_chart_is_built_anew_when_a_lever_moves(visit, path):
    page = visit(path)
    page.evaluate("document.querySelectorAll('svg.marks').forEach(svg => { svg.dataset.seen = '1'; })")
    places = [round(box.bounding_box()["y"]) for box in page.locator(_CHART).all()]
    before = page.locator(".st-key-headline").inner_text()
    page.locator(".st-key-us_fee [role=slider], .st-key-us_fee input[type=range]").first.focus()
    page.keyboard.press("ArrowLeft")
    settle(page)
    assert page.locator(".st-key-headline").inner_text() != before
    assert [round(box.bounding_box()["y"]) for box in page.locator(_CHART).all()] == places
    assert page.locator("svg.marks:not([data-seen])").count() == 0


def test_the_contradictions_open_from_the_disputed_facts_and_the_scenario_stays(visit):
    page = visit("sure?us_odds=0.5")
    part(page, list(PARTS).index("readings"))
    page.locator(".st-key-open_contradictions button").click()
    settle(page)
    assert "/evidence" in page.url
    assert page.get_by_role("heading", name="Contradictions").is_visible()
    page.get_by_role("link", name="How sure").click()
    settle(page)
    assert "us_odds=0.5" in page.url


def test_a_map_over_all_draws_shows_its_lines(visit):
    page = visit("sure?us_welcome=-0.4&us_fee=100000&fee_scope=all_new")
    part(page, list(PARTS).index("tipping"))
    page.locator(".st-key-tip_map summary").click()
    settle(page)
    page.locator(".st-key-tip_map_draws button").click()
    page.wait_for_timeout(1500)
    settle(page)
    words = " ".join(page.locator(f"{_CHART}").nth(1).locator("svg text").all_text_contents())
    assert "10%" in words and "90%" in words


def test_the_address_holds_destination_group_and_part_and_back_and_reload_keep_them(visit):
    page = visit("sure?group=CHN_IN_US&to=CN&part=ranges&us_scrutiny=-0.5")
    assert page.locator(".st-key-notice").count() == 0
    first = page.locator(".st-key-headline").inner_text()
    assert "China" in first and "Chinese graduates in the US" in first
    part(page, list(PARTS).index("readings"))
    assert "part=readings" in page.url and "to=CN" in page.url
    page.reload()
    settle(page)
    assert page.locator(".st-key-sure_verdicts, .pf-ev-sure_verdicts").count() == 1
    page.go_back()
    settle(page)
    assert "part=ranges" in page.url
    assert page.locator(".st-key-headline").inner_text() == first
    page.goto(page.url.split("?")[0] + "?group=TOTAL&to=XX&part=nothing&us_odds=0.5")
    settle(page)
    told = page.locator(".st-key-notice").inner_text()
    assert "there is no destination 'XX'" in told and "no page has a part 'nothing'" in told
    assert "all groups, weighted by size" in page.locator(".st-key-headline").inner_text()
