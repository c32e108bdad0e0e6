"""Zero axe violations on every page, at desk and phone width, in each of its states."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from scenarios.views.evidence.page import PARTS
from tests.browser.conftest import settle
from tests.browser.test_lasting import click, query, save

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
    page.locator(".st-key-twin_shares summary").click()
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


@pytest.mark.parametrize("width", WIDTHS)
def test_the_dialogs_that_save_share_and_list_versions(visit, width):
    page = visit("?us_odds=0.5", width=width)
    found = {}
    page.keyboard.press("Control+s")
    settle(page)
    found["save"] = violations(page)
    page.locator(".st-key-save_title input").fill("")
    click(page, "save_new")
    found["a refused save"] = violations(page)
    page.locator(".st-key-save_title input").fill("Accessible")
    click(page, "save_new")
    item = query(page)["from"].partition("@")[0]
    click(page, "share")
    found["share"] = violations(page)
    page.keyboard.press("Escape")
    settle(page)
    click(page, "library")
    click(page, f"more_{item}")
    found["more"] = violations(page)
    click(page, f"versions_{item}")
    found["versions"] = violations(page)
    page.keyboard.press("Escape")
    settle(page)
    assert not any(found.values()), found


@pytest.mark.parametrize("width", WIDTHS)
def test_a_save_that_came_too_late_and_the_notice_of_a_damaged_link(visit, width):
    page = visit("?us_odds=0.5&us_fe=1", width=width)
    assert page.locator(".st-key-notice").is_visible()
    found = {"notice": violations(page)}
    save(page, "Too late")
    other = visit(page.url, beside=page, width=width)
    for tab in (other, page):
        tab.keyboard.press("Control+s")
        settle(tab)
        tab.locator(".st-key-save_note textarea").fill(str(tab is page))
        click(tab, "save_onward")
    assert page.locator(".st-key-stale_copy").is_visible()
    found["stale"] = violations(page)
    assert not any(found.values()), found


@pytest.mark.parametrize("width", WIDTHS)
def test_compare_and_its_popovers(visit, width):
    page = visit(
        "compare?c1=november_2025&c2=us_reform&c3=both_doors_close&c4=current&us_odds=0.5", width=width
    )
    found = {"page": violations(page)}
    for key in ("arrange", "save_comparison"):
        click(page, key)
        found[key] = violations(page)
        page.keyboard.press("Escape")
        settle(page)
    assert not any(found.values()), found
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_the_import_but_for_the_one_rule_of_the_file_uploader(visit):
    page = visit()
    click(page, "library")
    page.locator(".st-key-import summary").click()
    settle(page)
    found = [one for one in violations(page) if not one.startswith("presentation-role-conflict:")]
    assert found == []
