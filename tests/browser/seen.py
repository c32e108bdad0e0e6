"""What is cut off, hidden or not where it should be on a page of the app."""

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
    if (table.closest('.pf-ev-scroll')) continue;
    const frame = table.closest('[data-testid=stHtml]').getBoundingClientRect();
    if (table.getBoundingClientRect().right > frame.right + 1) cut.push(table.className);
  }
  return cut;
}"""


def cut(page):
    """Texts that reach beyond their chart, and tables that reach beyond a frame that does not scroll."""
    return page.evaluate(_CUT)


def above_the_fold(page, *selectors):
    """Whether the first of each stands in sight before anybody scrolls."""
    for selector in selectors:
        box = page.locator(selector).first.bounding_box()
        high = page.viewport_size["height"]
        assert box["y"] >= 0 and box["y"] + box["height"] <= high, (selector, box)
