"""A tab that comes back after a new server, an ended session, a reload or a link opened over it loses nothing."""

import socket
from contextlib import ExitStack, closing
from urllib.parse import urlsplit

import pytest

from tests.browser.conftest import serve, settle
from tests.browser.test_lasting import choose, click, headline, line, links, press, query, save, value

_SOCKETS = """
const Plain = WebSocket;
globalThis.sockets = [];
globalThis.WebSocket = class extends Plain {
  constructor(...given) { super(...given); globalThis.sockets.push(this); }
};
"""


class Host:
    """A server that can be killed and started again at the same address, and that forgets a session at once."""

    def __init__(self, stack):
        with closing(socket.socket()) as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.stack, self.running = stack, None
        self.start()

    def start(self):
        """Start it."""
        self.running = self.stack.enter_context(ExitStack())
        self.address = self.running.enter_context(
            serve(self.port, STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL="0")
        )

    def renew(self, *pages):
        """Kill it and start it again, with pages open."""
        self.running.close()
        for page in pages:
            page.locator("[data-testid=stApp]:not([data-test-connection-state=CONNECTED])").wait_for()
        self.start()
        for page in pages:
            connected(page)

    def expire(self, page):
        """Cut the connection of a page and forget its session."""
        page.evaluate("sockets.at(-1).close()")
        page.locator("[data-testid=stApp]:not([data-test-connection-state=CONNECTED])").wait_for()
        connected(page)


def connected(page):
    """Wait until a page is served again and has settled."""
    page.locator("[data-testid=stApp][data-test-connection-state=CONNECTED]").wait_for(timeout=60_000)
    page.wait_for_timeout(300)
    settle(page)


@pytest.fixture(scope="module")
def host():
    with ExitStack() as stack:
        yield Host(stack)


@pytest.fixture
def tab(browser, host):
    """Opens a tab of its own at a path; what it complains of is kept on it."""
    contexts = []

    def opened(path=""):
        contexts.append(browser.new_context(viewport={"width": 1440, "height": 900}))
        contexts[-1].add_init_script(_SOCKETS)
        page = contexts[-1].new_page()
        page.goto(f"{host.address}/{path}")
        settle(page)
        return page

    yield opened
    for context in contexts:
        context.close()


class Scenario:
    """A scenario: moved on Explore."""

    def links(self, tab):
        """A long and a short link to a saved one."""
        page = tab()
        press(page, "us_odds", "Home")
        save(page, "Kept")
        return [urlsplit(link).query if "p=" in link else "?" + urlsplit(link).query for link in links(page)]

    def change(self, page, key):
        press(page, "us_fee", key)

    def seen(self, page):
        """What a person sees of it, and what its address says."""
        return headline(page), value(page, "us_fee"), value(page, "us_odds"), query(page)


class Comparison(Scenario):
    """A comparison: a column added, another story each time."""

    def links(self, tab):
        page = tab("compare?c1=november_2025&c2=us_reform&c3=current&us_odds=0.5")
        long = urlsplit(page.url).query
        click(page, "save_comparison")
        page.locator(".st-key-comparison_title input").fill("Four ways")
        page.keyboard.press("Enter")
        settle(page)
        click(page, "comparison_new")
        return ["compare?" + long, "p=" + line(page).rpartition(" ")[2]]

    def change(self, page, key):
        if "compare" not in page.url:
            page.get_by_role("link", name="Compare").click()
            page.wait_for_url("**/compare*")
            settle(page)
        press(page, "us_fee", key)
        click(page, "arrange")
        click(page, "later_0")
        page.keyboard.press("Escape")
        settle(page)

    def seen(self, page):
        told = page.locator(".st-key-compare_headline").inner_text()
        return told, value(page, "us_fee"), query(page)


class Briefing(Scenario):
    """A briefing: a step doubled, and another one opened."""

    def links(self, tab):
        page = tab("brief")
        click(page, "brief_ready_fee_kvisa_where")
        click(page, "brief_duplicate")
        save_board(page, "Talk")
        reference = line(page).rpartition(" ")[2]
        return ["brief?" + urlsplit(page.url).query, f"p={reference}"]

    def change(self, page, key):
        if "brief" not in page.url:
            page.get_by_role("link", name="Brief").click()
            page.wait_for_url("**/brief*")
            settle(page)
        if page.locator(".st-key-brief_draft").count() and not page.locator(".st-key-present").count():
            click(page, "brief_draft")
        click(page, "step_0" if key == "Home" else "step_1")
        click(page, "brief_duplicate")

    def seen(self, page):
        page.wait_for_selector(".st-key-present")
        steps = page.locator("[data-testid=stSidebar] [class*='st-key-step_'] button").all_inner_texts()
        chosen = page.locator("[data-testid=stSidebar] [class*='st-key-step_'] button[kind=primary]")
        return steps, chosen.all_inner_texts(), line(page)


def save_board(page, title):
    """Save the briefing under a title."""
    page.keyboard.press("Control+s")
    settle(page)
    page.locator(".st-key-board_title input").fill(title)
    click(page, "board_new")


KINDS = [Scenario(), Comparison(), Briefing()]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: type(kind).__name__)
def test_a_draft_is_there_again_after_a_new_server_a_reload_and_an_ended_session(tab, host, kind):
    long, short = kind.links(tab)
    pages = [tab(path) for path in (long, f"?{short}", "")]
    first = _changed_and_renewed(kind, host, pages, "Home")
    for page in pages:
        page.reload()
        settle(page)
    second = _changed_and_renewed(kind, host, pages, "End")
    assert not any(one == other for one, other in zip(first, second, strict=True)), "the work goes on"
    for page in pages:
        kind.change(page, "Home")
        before = kind.seen(page)
        host.expire(page)
        assert kind.seen(page) == before
        assert not page.locator("[class*='st-key-aside_']").count(), "nothing else was opened"


def _changed_and_renewed(kind, host, pages, key):
    """Change each draft, give all of them a new server, and find them as they were."""
    before = []
    for page in pages:
        settle(page)
        kind.change(page, key)
        before.append(kind.seen(page))
    host.renew(*pages)
    assert [kind.seen(page) for page in pages] == before
    return before


def asides(page):
    """What the page says of drafts that it set aside."""
    return page.locator("[class*='st-key-aside_'] p[role=status]").all_inner_texts()


@pytest.mark.parametrize(
    "opened", ["?us_odds=0.5", "", "?p=us_reform"], ids=["long link", "bare", "short link"]
)
def test_a_scenario_that_something_was_opened_over_is_told_and_one_press_brings_it_back(tab, host, opened):
    page = tab()
    press(page, "us_fee", "End")
    before = headline(page), value(page, "us_fee")
    page.goto(f"{host.address}/{opened}")
    settle(page)
    over = headline(page)
    assert over != before[0]
    stand = value(page, "us_fee"), value(page, "us_odds")
    expected = {"": (100000, 0.35), "?us_odds=0.5": (0, 0.5), "?p=us_reform": (0, 0.35)}
    assert stand == expected[opened], "levers stand where the scenario is"
    assert len(asides(page)) == 1 and "was not saved and is kept" in asides(page)[0]
    page.reload()
    settle(page)
    host.renew(page)
    assert headline(page) == over and len(asides(page)) == 1, (
        "it is still there when the tab comes back once more"
    )
    click(page, "aside_back_0")
    assert (headline(page), value(page, "us_fee")) == before and not asides(page)
    assert "reproduces exactly" in line(page)
    click(page, "undo")
    assert headline(page) == over


def test_several_drafts_are_set_aside_one_by_one_and_let_go(tab, host):
    page = tab()
    for odds in ("0.5", "0.6"):
        press(page, "us_fee", "End")
        page.goto(f"{host.address}/?us_odds={odds}")
        settle(page)
    assert len(asides(page)) == 2
    click(page, "aside_leave_0")
    page.reload()
    settle(page)
    assert len(asides(page)) == 1
    click(page, "aside_back_0")
    assert value(page, "us_fee") == 150000 and not asides(page)


def test_a_link_that_was_only_opened_is_nobodys_draft(tab, host):
    page = tab("?us_odds=0.5")
    page.goto(f"{host.address}/compare?c1=november_2025&c2=us_reform&us_odds=0.6")
    settle(page)
    page.goto(f"{host.address}/?us_odds=0.7")
    settle(page)
    assert not asides(page)


def test_a_draft_that_is_shown_again_is_not_aside(tab, host):
    page = tab()
    press(page, "us_fee", "End")
    page.goto(f"{host.address}/?us_odds=0.5")
    settle(page)
    assert len(asides(page)) == 1
    page.go_back()
    settle(page)
    assert value(page, "us_fee") == 150000 and not asides(page)


def test_what_is_saved_or_the_same_is_not_told(tab, host):
    page = tab()
    press(page, "us_fee", "End")
    address = page.url
    page.goto(f"{host.address}/brief")
    page.goto(address)
    settle(page)
    assert not asides(page), "the same draft"
    save(page, "Saved")
    page.goto(f"{host.address}/?us_odds=0.5")
    settle(page)
    assert not asides(page) and value(page, "us_fee") == 0


def test_a_comparison_and_a_briefing_that_something_was_opened_over_come_back(tab, host):
    page = tab("compare?c1=november_2025&c2=us_reform&c3=china_opens_up")
    press(page, "us_fee", "End")
    choose(page, "add_compared", "The current scenario")
    told = page.locator(".st-key-compare_headline").inner_text()
    page.get_by_role("link", name="Brief").click()
    page.wait_for_url("**/brief*")
    settle(page)
    click(page, "brief_draft")
    click(page, "brief_remove")
    steps = Briefing().seen(page)
    page.goto(f"{host.address}/?p=fee_kvisa_where")
    page.wait_for_url("**/brief*")
    settle(page)
    assert len(asides(page)) == 2 and Briefing().seen(page) != steps
    number = next(n for n, text in enumerate(asides(page)) if "briefing" in text)
    click(page, f"aside_back_{number}")
    assert Briefing().seen(page) == steps
    click(page, "aside_back_0")
    page.get_by_role("link", name="Compare").click()
    page.wait_for_url("**/compare*")
    settle(page)
    assert page.locator(".st-key-compare_headline").inner_text() == told


def test_a_step_added_on_another_page_outlives_a_reload(tab):
    page = tab()
    page.locator("[class*=st-key-twin_] summary").first.click()
    settle(page)
    page.locator("[class*=st-key-take_][class*=_step] button").first.click()
    settle(page)
    page.reload()
    settle(page)
    page.get_by_role("link", name="Brief").click()
    page.wait_for_selector(".st-key-present")
    settle(page)
    assert len(Briefing().seen(page)[0]) == 2, "the step and the button that adds one"


def test_what_is_typed_in_an_open_dialog_outlives_a_lost_connection_and_the_server(tab, host):
    page = tab()
    press(page, "us_fee", "End")
    page.keyboard.press("Control+s")
    settle(page)
    page.locator(".st-key-save_title input").fill("Half a na")
    page.locator(".st-key-save_note textarea").fill("Typed for long")
    for lose in (host.renew, host.expire, host.expire):
        lose(page)
        assert page.locator(".st-key-save_title input").input_value() == "Half a na"
        assert page.locator(".st-key-save_note textarea").input_value() == "Typed for long"
    click(page, "save_new")
    assert line(page).startswith("Half a na") and "saved, version 1" in line(page)
