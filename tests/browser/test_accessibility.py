"""Zero axe violations on every page, at desk and phone width, in each of its states, and no text beyond its chart."""

import pytest

from scenarios.views.evidence import page as evidence
from scenarios.views.sure import page as sure
from tests.browser.axe import violations
from tests.browser.person import click, keys, parameter, save, show_levers, unfold, width
from tests.browser.seen import cut
from tests.browser.settling import settle

WIDTHS = [1440, 320]


class Findings:
    """What was found in each state that a page went through."""

    def __init__(self, page):
        self.page, self.found = page, {}

    def look(self, state):
        """Look for what is wrong in the page as it is now."""
        self.found[state] = violations(self.page), cut(self.page)
        assert width(self.page) == self.page.viewport_size["width"], state

    def none(self):
        """Whether nothing was found."""
        assert self.found and not any(any(found) for found in self.found.values()), self.found


@pytest.fixture(params=WIDTHS)
def opened(request, visit):
    """Opens a page at a width; gives it with what is to be found in it."""

    def open_page(path=""):
        page = visit(path, width=request.param)
        return page, Findings(page)

    return open_page


def test_explore_as_it_opens_with_the_library_with_all_groups_and_the_table_and_with_the_levers(opened):
    page, findings = opened()
    findings.look("as it opens")
    click(page, "library")
    assert page.get_by_role("dialog").is_visible()
    findings.look("library")
    keys(page, "Escape")
    page.locator(".st-key-segment input").click()
    keys(page, "End", "Enter")
    unfold(page, "twin_shares")
    findings.look("all groups and the table")
    show_levers(page)
    unfold(page, "more_US")
    findings.look("levers")
    click(page, "about_cn_job_offer")
    findings.look("popover")
    findings.none()


def test_evidence_in_every_part(opened):
    page, findings = opened("evidence")
    options = page.locator(".st-key-evidence_part [role=radiogroup] label")
    assert options.count() == len(evidence.PARTS)
    for number, part in enumerate(evidence.PARTS):
        options.nth(number).click()
        settle(page)
        findings.look(part)
    findings.none()


def test_why_with_its_tables_open(opened):
    page, findings = opened("why")
    for key in ("twin_why_parts", "twin_why_little"):
        unfold(page, key)
    findings.look("tables")
    findings.none()


def test_every_part_of_how_sure(opened):
    page, findings = opened("sure")
    for number, name in enumerate(sure.PARTS):
        page.locator(".st-key-sure_part [role=radiogroup] > *").nth(number).click()
        settle(page)
        for key in {"ranges": ["sure_matrix"], "tipping": ["tip_map", "twin_sure_tipping"]}.get(name, []):
            unfold(page, key)
        findings.look(name)
    findings.none()


def test_the_dialogs_that_save_share_and_list_versions(opened):
    page, findings = opened("?us_odds=0.5")
    keys(page, "Control+s")
    findings.look("save")
    page.locator(".st-key-save_title input").fill("")
    click(page, "save_new")
    findings.look("a refused save")
    page.locator(".st-key-save_title input").fill("Accessible")
    click(page, "save_new")
    item = parameter(page, "from").partition("@")[0]
    click(page, "share")
    findings.look("share")
    keys(page, "Escape")
    click(page, "library")
    click(page, f"more_{item}")
    findings.look("more")
    click(page, f"versions_{item}")
    findings.look("versions")
    findings.none()


def test_a_save_that_came_too_late_and_the_notice_of_a_damaged_link(opened):
    page, findings = opened("?us_odds=0.5&us_fe=1")
    assert page.locator(".st-key-notice").is_visible()
    findings.look("notice")
    save(page, "Too late")
    other, _ = opened(page.url)
    for tab in (other, page):
        tab.bring_to_front()
        keys(tab, "Control+s")
        tab.locator(".st-key-save_note textarea").fill(str(tab is page))
        click(tab, "save_onward")
    page.locator(".st-key-stale_copy").wait_for()
    findings.look("stale")
    findings.none()


def test_compare_and_its_popovers(opened):
    page, findings = opened(
        "compare?c1=november_2025&c2=us_reform&c3=both_doors_close&c4=current&us_odds=0.5"
    )
    findings.look("page")
    for key in ("arrange", "save_comparison"):
        click(page, key)
        findings.look(key)
        keys(page, "Escape")
    findings.none()


def test_the_workshop_of_a_briefing_and_its_stage(opened):
    page, findings = opened("brief")
    findings.look("empty")
    click(page, "brief_draft")
    page.wait_for_selector(".st-key-present")
    settle(page)
    findings.look("draft")
    page.locator(".st-key-present button").click()
    page.wait_for_selector(".st-key-stage .pf-slide.pf-current", timeout=60_000)
    assert violations(page) == []
    findings.none()


def test_the_import_but_for_the_one_rule_of_the_file_uploader(visit):
    page = visit()
    click(page, "library")
    unfold(page, "import")
    found = [one for one in violations(page) if not one.startswith("presentation-role-conflict:")]
    assert found == []
