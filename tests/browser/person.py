"""What a person does on a page of the app, and what a person reads of it."""

from urllib.parse import parse_qs, urlsplit

from tests.browser.settling import settle

CHART = "[data-testid=stVegaLiteChart]"
MAIN_SIZES = [(1440, 900), (1280, 720), (390, 844)]

_LINE = """() => [...document.querySelectorAll('.st-key-work_line *')]
    .map(e => e.shadowRoot?.querySelector('p')?.textContent ?? '').join('')"""
_DIALOG_LINKS = """() => [...document.querySelectorAll('[role=dialog] *')]
    .map(e => e.shadowRoot?.querySelector('p')?.textContent).filter(Boolean)"""


def slider(page, lever):
    """The slider of a lever."""
    return page.locator(f".st-key-lever-{lever}-slider input[type=range]")


def press(page, lever, *keys):
    """Press keys on a slider."""
    for key in keys:
        slider(page, lever).focus()
        page.keyboard.press(key)
        settle(page)


def keys(page, *pressed):
    """Press keys wherever the focus is."""
    for key in pressed:
        page.keyboard.press(key)
        settle(page)


def click(page, key):
    """Press a button by its key."""
    page.locator(f".st-key-{key} button").first.click()
    settle(page)


def unfold(page, key):
    """Press the line that opens or closes a part of the page."""
    page.locator(f".st-key-{key} summary").click()
    settle(page)


def go(page, name):
    """Change to another page of the app by its link."""
    page.get_by_role("link", name=name, exact=True).click()
    settle(page)


def show_levers(page):
    """Open the rail of levers where the page is too narrow for it."""
    if page.viewport_size["width"] < 768:
        page.locator("[data-testid=stExpandSidebarButton]").click()
        settle(page)


def value(page, lever):
    """Where a slider stands."""
    return float(slider(page, lever).input_value())


def query(page):
    """The parameters of the address."""
    return {name: found[0] for name, found in parse_qs(urlsplit(page.url).query).items()}


def parameter(page, name):
    """One parameter of the address, or ``None``."""
    return query(page).get(name)


def save(page, title=None, new=True):
    """Save by keyboard, under a title."""
    keys(page, "Control+s")
    if title:
        page.locator(".st-key-save_title input").fill(title)
    click(page, "save_new" if new else "save_onward")


def choose(page, key, text):
    """Take an option of a select box by typing."""
    page.locator(f".st-key-{key} input").fill(text)
    page.get_by_role("option", name=text).first.click()
    settle(page)


def headline(page):
    """The headline of Explore."""
    return page.locator(".st-key-headline [data-testid=stText]").first.inner_text()


def changes(page):
    """What the page says that the scenario changes."""
    return page.locator(".pf-changes").inner_text()


def line(page):
    """What the bar says about the work."""
    return page.evaluate(_LINE)


def notice(page):
    """What the notice says of a link."""
    return page.locator(".st-key-notice").inner_text()


def drawn(page):
    """The words in the charts."""
    return " ".join(page.locator(f"{CHART} svg text").all_text_contents())


def dialog_links(page):
    """The links that the open dialog shows."""
    return page.evaluate(_DIALOG_LINKS)


def links(page):
    """The links that the share dialog shows."""
    click(page, "share")
    found = dialog_links(page)
    keys(page, "Escape")
    return found


def offer(page, path):
    """Give the library a file to import."""
    click(page, "library")
    if not page.locator(".st-key-import details[open]").count():
        unfold(page, "import")
    page.locator("[role=dialog] input[type=file]").set_input_files(path)
    settle(page)


def width(page):
    """How wide the page is, with what would have to be scrolled to."""
    return page.evaluate("document.documentElement.scrollWidth")
