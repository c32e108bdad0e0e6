"""What only a browser can show of Why and How sure: what stays in its place, what the address holds, the map."""

import pytest

from scenarios.views.sure.page import PARTS
from tests.browser.person import CHART, click, go, notice, parameter, press, unfold
from tests.browser.settling import becomes, settle, shows


def part(page, name):
    """Open a part of How sure."""
    page.locator(".st-key-sure_part [role=radiogroup] > *").nth(list(PARTS).index(name)).click()
    settle(page)


def told(page):
    """The headline with the lines beside it."""
    return page.locator(".st-key-headline").inner_text()


@pytest.mark.parametrize("path", ["why", "sure"])
def test_nothing_moves_and_no_chart_is_built_anew_when_a_lever_moves(visit, path):
    page = visit(path)
    page.evaluate("document.querySelectorAll('svg.marks').forEach(svg => { svg.dataset.seen = '1'; })")
    places = [round(box.bounding_box()["y"]) for box in page.locator(CHART).all()]
    before = told(page)
    press(page, "us_fee", "ArrowLeft")
    becomes(True, lambda: told(page) != before)
    assert [round(box.bounding_box()["y"]) for box in page.locator(CHART).all()] == places
    assert page.locator("svg.marks:not([data-seen])").count() == 0


def test_the_contradictions_open_from_the_disputed_facts_and_the_scenario_stays(visit):
    page = visit("sure?us_odds=0.5")
    part(page, "readings")
    click(page, "open_contradictions")
    page.wait_for_url("**/evidence*")
    page.get_by_role("heading", name="Contradictions").wait_for()
    go(page, "How sure")
    becomes("0.5", parameter, page, "us_odds")


def test_a_map_over_all_draws_shows_its_lines(visit):
    page = visit("sure?us_welcome=-0.4&us_fee=100000&fee_scope=all_new")
    part(page, "tipping")
    unfold(page, "tip_map")
    click(page, "tip_map_draws")

    def words():
        return " ".join(page.locator(CHART).nth(1).locator("svg text").all_text_contents())

    shows("10%", words)
    shows("90%", words)


def test_the_address_holds_destination_group_and_part_and_back_and_reload_keep_them(visit):
    page = visit("sure?group=CHN_IN_US&to=CN&part=ranges&us_scrutiny=-0.5")
    assert page.locator(".st-key-notice").count() == 0
    first = told(page)
    assert "China" in first and "Chinese graduates in the US" in first
    part(page, "readings")
    becomes("readings", parameter, page, "part")
    assert parameter(page, "to") == "CN"
    page.reload()
    settle(page)
    becomes(1, page.locator(".st-key-sure_verdicts, .pf-ev-sure_verdicts").count)
    page.go_back()
    settle(page)
    becomes("ranges", parameter, page, "part")
    becomes(first, told, page)
    page.goto(page.url.split("?")[0] + "?group=TOTAL&to=XX&part=nothing&us_odds=0.5")
    settle(page)
    shows("there is no destination 'XX'", notice, page)
    shows("no page has a part 'nothing'", notice, page)
    shows("all groups, weighted by size", told, page)
