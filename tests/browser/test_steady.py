"""A tab that stays alive and readable: under a held key, and on a system that is dark."""

import pytest
from pypdf import PdfReader

from tests.browser.conftest import settle

RAILS = ("", "compare", "why", "sure")
"""Pages with levers at their side."""


@pytest.mark.parametrize("path", RAILS)
def test_a_held_key_never_ends_the_tab(visit, path):
    page = visit(path)
    slider = page.locator(".st-key-us_fee input[type=range]")
    for _ in range(4):
        slider.focus()
        page.keyboard.press("Home")
        for _ in range(25):
            page.keyboard.press("ArrowRight")
            page.wait_for_timeout(33)
        page.wait_for_timeout(2000)
        assert not page.get_by_role("dialog").count(), "the framework says that the connection is lost"
    settle(page)
    assert slider.input_value() == "125000"
    assert "us_fee=125000" in page.url


@pytest.mark.parametrize(
    ("path", "kept"),
    [("", None), ("?embed=true&embed_options=dark_theme", None), ("", "Dark")],
    ids=["a dark system", "an address that asks for dark", "another app on this port was set to dark"],
)
def test_the_page_is_light_whatever_asks_for_dark(browser, address, path, kept):
    with browser.new_context(color_scheme="dark", viewport={"width": 1280, "height": 720}) as context:
        if kept:
            context.add_init_script(f"localStorage.setItem('stActiveTheme-/-v2', JSON.stringify('{kept}'))")
        page = context.new_page()
        page.goto(f"{address}/{path}")
        settle(page)
        colours = page.evaluate(
            """() => ["[data-testid=stApp]", "h1", ".st-key-us_fee input"].map(
                name => getComputedStyle(document.querySelector(name)))
                .map(style => [style.backgroundColor, style.color, style.colorScheme])"""
        )
    assert colours[0][0] == "rgb(255, 255, 255)"
    assert colours[1][1] == "rgb(17, 20, 24)"
    assert colours[0][2] == "light"


_CUT = """() => {
  const cut = [];
  for (const svg of document.querySelectorAll('[data-testid=stVegaLiteChart] svg')) {
    const box = svg.getBoundingClientRect();
    for (const text of svg.querySelectorAll('text')) {
      const own = text.getBoundingClientRect();
      if (text.textContent && (own.left < box.left - 1 || own.right > box.right + 1 || own.bottom > box.bottom + 1))
        cut.push(text.textContent);
    }
  }
  for (const table of document.querySelectorAll('[data-testid=stMain] table')) {
    const frame = table.closest('[data-testid=stHtml]').getBoundingClientRect();
    if (table.getBoundingClientRect().right > frame.right + 1) cut.push(table.className);
  }
  return cut;
}"""


@pytest.mark.parametrize(
    "path", ["", "why", "compare", "sure?part=ranges", "sure?part=beliefs", "sure?part=checks"]
)
def test_nothing_is_cut_at_any_width(visit, path):
    page = visit(path)
    found = {}
    for width in (1280, 960, 800, 720, 390, 360, 320):
        page.set_viewport_size({"width": width, "height": 900})
        settle(page)
        found[width] = page.evaluate(_CUT)
    assert not any(found.values()), found


def test_every_printed_sheet_carries_the_stamp(visit, tmp_path):
    page = visit("evidence?part=claims")
    path = tmp_path / "printed.pdf"
    page.pdf(path=path, format="A4")
    sheets = [sheet.extract_text() for sheet in PdfReader(path).pages]
    assert len(sheets) > 3 and all("ILLUSTRATIVE – NOT A FORECAST" in sheet for sheet in sheets)


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize(
    ("text", "answer"), [("1.000,7x", ".pf-problem"), ("100.000", "[class*=_meanings] button")]
)
def test_the_answer_to_a_typed_value_is_in_sight(visit, width, text, answer):
    page = visit(width=width, height=720)
    if width < 768:
        page.locator("[data-testid=stExpandSidebarButton]").click()
        settle(page)
    lever = "us_fee" if text == "100.000" else "us_pr_wait"
    page.locator(f".st-key-about_{lever} button").click()
    settle(page)
    field = page.get_by_label("Type a value").first
    field.fill(text)
    field.press("Enter")
    settle(page)
    told = page.locator(answer).first
    box, panel = told.bounding_box(), page.locator("[data-testid=stPopoverBody]").bounding_box()
    assert box["y"] >= panel["y"] and box["y"] + box["height"] <= panel["y"] + panel["height"] + 1
