"""A tab that stays alive and readable: under a held key, on a system that is dark, where an answer needs room."""

import pytest

from tests.browser.person import click, parameter, show_levers, slider
from tests.browser.settling import becomes, settle

RAILS = ("", "compare", "why", "sure")
"""Pages with levers at their side."""

_AT_REST_OR_LOST = "() => document.querySelector('[role=dialog]') || globalThis.settling.done()"


@pytest.mark.parametrize("path", RAILS)
def test_a_held_key_never_ends_the_tab(visit, path):
    page = visit(path)
    fee = slider(page, "us_fee")
    for _ in range(4):
        fee.focus()
        page.keyboard.press("Home")
        for _ in range(25):
            page.keyboard.press("ArrowRight")
            page.wait_for_timeout(33)
        page.wait_for_function(_AT_REST_OR_LOST, timeout=60_000)
        assert not page.get_by_role("dialog").count(), "the framework says that the connection is lost"
    becomes("125000", fee.input_value)
    becomes("125000", parameter, page, "us_fee")


@pytest.mark.parametrize(
    ("path", "kept"),
    [("", None), ("?embed=true&embed_options=dark_theme", None), ("", "Dark")],
    ids=["a dark system", "an address that asks for dark", "another app on this port was set to dark"],
)
def test_the_page_is_light_whatever_asks_for_dark(profile, address, path, kept):
    page = profile.new_page()
    page.emulate_media(color_scheme="dark")
    if kept:
        page.add_init_script(f"localStorage.setItem('stActiveTheme-/-v2', JSON.stringify('{kept}'))")
    page.goto(f"{address}/{path}")
    settle(page)
    assert page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    colours = page.evaluate(
        """() => ["[data-testid=stApp]", "h1", ".st-key-lever-us_fee-slider input"].map(
            name => getComputedStyle(document.querySelector(name)))
            .map(style => [style.backgroundColor, style.color, style.colorScheme])"""
    )
    assert colours[0][0] == "rgb(255, 255, 255)"
    assert colours[1][1] == "rgb(17, 20, 24)"
    assert colours[0][2] == "light"


@pytest.mark.parametrize("width", [1280, 390])
def test_the_answer_to_a_typed_value_is_in_sight(visit, width):
    page = visit(width=width, height=720)
    show_levers(page)
    for lever, text, answer in (
        ("us_pr_wait", "1.000,7x", ".pf-problem"), ("us_fee", "100.000", "[class*=_meanings] button"),
    ):  # fmt: skip
        click(page, f"about_{lever}")
        field = page.locator("[data-testid=stPopoverBody]").get_by_label("Type a value").first
        field.fill(text)
        field.press("Enter")
        settle(page)
        told = page.locator("[data-testid=stPopoverBody]").locator(answer).first
        told.wait_for()

        def inside(told=told):
            box, panel = told.bounding_box(), page.locator("[data-testid=stPopoverBody]").bounding_box()
            return box["y"] >= panel["y"] and box["y"] + box["height"] <= panel["y"] + panel["height"] + 1

        becomes(True, inside)
        page.keyboard.press("Escape")
        settle(page)
