"""What holds on every page: levers stand where the scenario does, nothing is cut at any width, nobody else is asked."""

import pytest
from pypdf import PdfReader

from scenarios.views.sure import page as sure
from tests.browser.person import CHART, click, go, parameter, press, slider, unfold
from tests.browser.seen import above_the_fold, cut
from tests.browser.settling import becomes, settle

PAGES = ("Explore", "Compare", "Why", "How sure", "Evidence")
TOUR = [PAGES[step * stop % len(PAGES)] for step in range(1, len(PAGES)) for stop in range(1, len(PAGES) + 1)]
"""From Explore by each way from one page to another once, and back to Explore."""

PLACES = ["", "why", "compare", *(f"sure?part={name}" for name in sure.PARTS)]


def test_the_tour_goes_each_way_once():
    ways = list(zip([PAGES[0], *TOUR], TOUR, strict=False))
    assert len(ways) == len(set(ways)) == 20 and all(start != end for start, end in ways)


def test_every_slider_stands_where_the_scenario_does_after_every_change_of_page(visit):
    page = visit("?us_fee=100000&us_odds=0.5&us_pr_wait=150")
    held = {"us_fee": "100000", "us_odds": "0.5", "us_pr_wait": "150", "us_job_offer": "1", "cn_welcome": "0"}

    def shown():
        return {key: f"{float(slider(page, key).input_value()):g}" for key in held}

    for name in TOUR:
        go(page, name)
        if name != "Evidence":
            becomes(held, shown)
    go(page, "Why")
    press(page, "us_pr_wait", "ArrowRight")
    becomes("160", parameter, page, "us_pr_wait")


@pytest.mark.parametrize("path", PLACES)
def test_nothing_is_cut_at_any_width_and_the_headline_stands_above_the_fold(visit, path):
    page = visit(path)
    if path.endswith("tipping"):
        unfold(page, "tip_map")
    found = {}
    for wide, high in ((1440, 900), (1280, 720), *((width, 900) for width in (960, 800, 720, 390, 360, 320))):
        page.set_viewport_size({"width": wide, "height": high})
        settle(page)
        found[wide] = cut(page)
        if path == "why" and wide >= 1280:
            above_the_fold(page, ".st-key-headline", f"{CHART} svg")
    assert not any(found.values()), found


def test_every_printed_sheet_carries_the_stamp(visit, tmp_path):
    page = visit("evidence?part=claims")
    path = tmp_path / "printed.pdf"
    page.pdf(path=path, format="A4")
    sheets = [sheet.extract_text() for sheet in PdfReader(path).pages]
    assert len(sheets) > 3 and all("ILLUSTRATIVE – NOT A FORECAST" in sheet for sheet in sheets)


def test_no_request_leaves_this_machine_and_a_page_that_asks_others_is_refused(visit, address):
    told = []
    page = visit()
    page.on("console", lambda message: told.append(message.text))
    press(page, "us_fee", "Home")
    click(page, "library")
    assert [url for url in page.requested if not url.startswith((address, "data:", "blob:"))] == []
    assert not [text for text in told if "Content Security Policy" in text]
    asked = page.evaluate("fetch('http://203.0.113.1/').then(() => 'answered', () => 'refused')")
    assert asked == "refused"
    becomes(True, lambda: any("Content Security Policy" in text for text in told))
    headers = page.request.get(address).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert "frame-ancestors 'self'" in headers["content-security-policy"]
