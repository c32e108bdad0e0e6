"""Brief in a browser: from an empty start to a presented briefing and its files, with no other host asked."""

import io
import re
import zipfile
from urllib.parse import urlparse

import pytest
from pypdf import PdfReader

from tests.browser.person import click, width
from tests.browser.settling import becomes, settle, shows

STAMP = "ILLUSTRATIVE – NOT A FORECAST"


@pytest.fixture
def drafted(visit):
    """A page with the six-step draft of the opening story."""
    page = visit("brief")
    click(page, "brief_draft")
    page.wait_for_selector(".st-key-present")
    return page


def on_stage(page):
    """Go on stage; gives the slide that is shown."""
    page.locator(".st-key-present button").click()
    page.wait_for_selector(".st-key-stage .pf-slide.pf-current", timeout=60_000)
    return page.locator(".st-key-stage .pf-slide.pf-current")


def hosts(page):
    """Whom the page asked."""
    return {urlparse(url).netloc for url in page.requested if url.startswith("http")}


def test_from_an_empty_start_to_a_presented_briefing_and_its_files(drafted):
    page = drafted
    asked = hosts(page)
    page.locator(".st-key-brief_files button").click()
    page.locator(".st-key-make_files button").click()
    made = {}
    for ending in ("pptx", "pdf", "html"):
        button = page.locator(f".st-key-file_{ending} button")
        button.wait_for(timeout=120_000)
        with page.expect_download() as waiting:
            button.click()
        name = waiting.value.suggested_filename
        assert re.fullmatch(rf"ILLUSTRATIVE_The-world-of-November-2025_v0_[0-9a-f]{{12}}\.{ending}", name)
        made[ending] = waiting.value.path().read_bytes()
    with zipfile.ZipFile(io.BytesIO(made["pptx"])) as archive:
        slides = [name for name in archive.namelist() if re.fullmatch(r"ppt/slides/slide\d+\.xml", name)]
        assert len(slides) >= 8
    assert all(STAMP in sheet.extract_text() for sheet in PdfReader(io.BytesIO(made["pdf"])).pages)
    assert made["html"].decode().count('class="pf-stamp"') >= 8
    page.keyboard.press("Escape")

    slide = on_stage(page)
    becomes("The world of November 2025", slide.locator(".pf-title").inner_text)
    page.keyboard.press("PageDown")
    seen = []
    for _ in range(6):
        assert slide.locator(".pf-stamp").is_visible()
        assert "run " in slide.locator(".pf-source").inner_text()
        seen.append(slide.locator(".pf-message").text_content())
        page.keyboard.press("PageDown")
        if slide.locator(".pf-message").text_content() == seen[-1]:  # the room's guess was revealed
            page.keyboard.press("PageDown")
    assert len(set(seen)) == 6
    assert page.evaluate("document.documentElement.scrollHeight") <= 900
    assert hosts(page) == asked
    assert len(asked) == 1


def test_a_lever_on_stage_moves_headline_and_figure_and_leaves_the_step_as_it_was(drafted):
    page = drafted
    click(page, "step_2")
    slide = on_stage(page)
    slide.locator(".pf-asked").wait_for()
    assert not slide.locator(".pf-message").is_visible()
    slide.locator(".pf-guess").fill("-3")
    page.keyboard.press("Enter")
    shows("−3", slide.locator(".pf-room").inner_text)
    before = slide.locator(".pf-message").inner_text()
    box = slide.locator(".pf-figure").bounding_box()
    lever = slide.locator("input[type=range]")
    lever.focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    becomes(True, lambda: slide.locator(".pf-message").inner_text() != before)
    settle(page)
    assert slide.locator(".pf-figure").bounding_box() == box
    assert page.evaluate(
        """() => [...document.querySelectorAll('.st-key-stage *')].some(e =>
            e.shadowRoot?.activeElement?.type === 'range')"""
    )
    shows("115,000", slide.locator(".pf-lever-value").inner_text)
    page.keyboard.press("Escape")
    page.wait_for_selector(".st-key-present")
    becomes(before, page.locator(".st-key-slide_preview .pf-message").inner_text)


def test_the_stage_fills_a_projector_without_a_scroll_bar(visit):
    page = visit("brief", width=1280, height=720)
    click(page, "brief_ready_fee_kvisa_where")
    page.wait_for_selector(".st-key-present")
    slide = on_stage(page)
    becomes({"x": 0, "y": 0, "width": 1280, "height": 720}, slide.bounding_box)
    assert width(page) == 1280
    assert page.evaluate("document.documentElement.scrollHeight") == 720
    page.keyboard.press("PageDown")
    size = slide.locator(".pf-message").evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
    assert size >= 36


def test_a_reload_keeps_a_briefing_that_nobody_saved(drafted):
    page = drafted
    click(page, "step_3")
    click(page, "brief_remove")
    page.reload()
    page.wait_for_selector(".st-key-present")
    settle(page)
    steps = page.locator("[data-testid=stSidebar] [class*='st-key-step_'] button")
    becomes(6, steps.count)  # five steps and the one that adds
