"""Zero axe violations on every page, at desk and phone width, in each of its states."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from scenarios.views.evidence.page import PARTS
from tests.browser.conftest import settle

WIDTHS = [1440, 320]
RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    "rules": {"target-size": {"enabled": True}},
}


def violations(page):
    """Rule, target and summary of each violation."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [
        f"{rule['id']}: {node['target']} {node['failureSummary']}" for rule in found for node in rule["nodes"]
    ]


@pytest.mark.parametrize("width", WIDTHS)
def test_explore_as_it_opens(visit, width):
    assert violations(visit(width=width)) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_explore_with_all_groups_and_the_table(visit, width):
    page = visit(width=width)
    page.locator(".st-key-segment input").click()
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    settle(page)
    page.locator(".st-key-table_twin summary").click()
    settle(page)
    assert violations(page) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_explore_with_the_levers_and_a_popover_open(visit, width):
    page = visit(width=width)
    if width < 768:
        page.locator("[data-testid=stExpandSidebarButton]").click()
        settle(page)
    page.locator(".st-key-more_US summary").click()
    settle(page)
    assert violations(page) == []
    page.locator(".st-key-about_cn_job_offer button").click()
    settle(page)
    assert violations(page) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_explore_with_the_library_open(visit, width):
    page = visit(width=width)
    page.locator(".st-key-library button").click()
    settle(page)
    assert page.get_by_role("dialog").is_visible()
    assert violations(page) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_evidence_in_every_part(visit, width):
    page = visit("evidence", width=width)
    options = page.locator(".st-key-evidence_part [role=radiogroup] label")
    assert options.count() == len(PARTS)
    found = {}
    for number, part in enumerate(PARTS):
        options.nth(number).click()
        settle(page)
        found[part] = violations(page)
        assert page.evaluate("document.documentElement.scrollWidth") == width, part
    assert not any(found.values()), found
