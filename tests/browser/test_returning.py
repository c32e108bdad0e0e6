"""A tab that comes back after a new server, an ended session, a reload or a link opened over it loses nothing."""

import socket
from contextlib import ExitStack, closing
from urllib.parse import urlsplit

import pytest

from tests.browser.conftest import serve
from tests.browser.person import (
    choose,
    click,
    go,
    headline,
    keys,
    line,
    links,
    parameter,
    press,
    query,
    save,
    value,
)  # fmt: skip
from tests.browser.settling import becomes, settle, shows


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
        page.evaluate("settling.sockets.at(-1).close()")
        page.locator("[data-testid=stApp]:not([data-test-connection-state=CONNECTED])").wait_for()
        connected(page)


def connected(page):
    """Wait until a page is served again and has settled."""
    page.locator("[data-testid=stApp][data-test-connection-state=CONNECTED]").wait_for(timeout=60_000)
    settle(page)


@pytest.fixture(scope="module")
def host():
    with ExitStack() as stack:
        yield Host(stack)


@pytest.fixture
def tab(visit, host):
    """Opens a tab of its own at a path of the server that can be killed."""
    return lambda path="": visit(f"{host.address}/{path}")


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
        keys(page, "Enter")
        click(page, "comparison_new")
        shows("comparison saved as ", line, page)
        return ["compare?" + long, "p=" + line(page).rpartition(" ")[2]]

    def change(self, page, key):
        if "compare" not in page.url:
            go(page, "Compare")
        press(page, "us_fee", key)
        click(page, "arrange")
        click(page, "later_0")
        keys(page, "Escape")

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
            go(page, "Brief")
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
    keys(page, "Control+s")
    page.locator(".st-key-board_title input").fill(title)
    click(page, "board_new")


KINDS = [Scenario(), Comparison(), Briefing()]


def test_drafts_are_there_again_after_a_new_server_a_reload_and_an_ended_session(tab, host):
    tabs = []
    for kind in KINDS:
        long, short = kind.links(tab)
        tabs += [(kind, tab(path)) for path in (long, f"?{short}", "")]
    first = _changed(tabs, "Home")
    host.renew(*(page for _, page in tabs))
    _as_they_were(tabs, first)
    for _, page in tabs:
        page.bring_to_front()
        page.reload()
        settle(page)
    second = _changed(tabs, "End")
    assert not any(one == other for one, other in zip(first, second, strict=True)), "the work goes on"
    for (kind, page), seen in zip(tabs, second, strict=True):
        page.bring_to_front()
        host.expire(page)
        becomes(seen, kind.seen, page)
        assert not page.locator("[class*='st-key-aside_']").count(), "nothing else was opened"
    host.renew(*(page for _, page in tabs))
    _as_they_were(tabs, second)


def _changed(tabs, key):
    """Change each draft; what is seen of each then."""
    seen = []
    for kind, page in tabs:
        page.bring_to_front()  # a browser draws a tab behind another one seldom
        kind.change(page, key)
        seen.append(kind.seen(page))
    return seen


def _as_they_were(tabs, seen):
    for (kind, page), before in zip(tabs, seen, strict=True):
        becomes(before, kind.seen, page)


def asides(page):
    """What the page says of drafts that it set aside."""
    return page.locator("[class*='st-key-aside_'] p[role=status]").all_inner_texts()


def how_many_aside(page):
    """How many drafts the page says that it set aside."""
    return len(asides(page))


def levers(page):
    """Where two levers stand."""
    return value(page, "us_fee"), value(page, "us_odds")


OPENED = {"?us_odds=0.5": (0, 0.5), "": (100000, 0.35), "?p=us_reform": (0, 0.35)}
"""A long link, the bare address and a short link, and where fee and odds stand in what each opens."""


def test_a_scenario_that_something_was_opened_over_is_told_and_one_press_brings_it_back(tab, host):
    pages, before, over = [], [], []
    for opened, stand in OPENED.items():
        page = tab()
        press(page, "us_fee", "End")
        before.append((headline(page), value(page, "us_fee")))
        page.goto(f"{host.address}/{opened}")
        settle(page)
        becomes(stand, levers, page)
        over.append(headline(page))
        assert over[-1] != before[-1][0]
        becomes(1, how_many_aside, page)
        assert "was not saved and is kept" in asides(page)[0]
        page.reload()
        settle(page)
        pages.append(page)
    host.renew(*pages)
    for page, first, second in zip(pages, before, over, strict=True):
        page.bring_to_front()
        becomes((second, 1), lambda page=page: (headline(page), how_many_aside(page)))
        click(page, "aside_back_0")
        becomes(first, lambda page=page: (headline(page), value(page, "us_fee")))
        becomes(0, how_many_aside, page)
        shows("reproduces exactly", line, page)
        click(page, "undo")
        becomes(second, headline, page)


def test_several_drafts_are_set_aside_one_by_one_and_let_go(tab, host):
    page = tab()
    for odds in ("0.5", "0.6"):
        press(page, "us_fee", "End")
        page.goto(f"{host.address}/?us_odds={odds}")
        settle(page)
    becomes(2, how_many_aside, page)
    click(page, "aside_leave_0")
    page.reload()
    settle(page)
    becomes(1, how_many_aside, page)
    click(page, "aside_back_0")
    becomes(150000, value, page, "us_fee")
    becomes(0, how_many_aside, page)


def test_a_link_that_was_only_opened_is_nobodys_draft(tab, host):
    page = tab("?us_odds=0.5")
    for path in ("compare?c1=november_2025&c2=us_reform&us_odds=0.6", "?us_odds=0.7"):
        page.goto(f"{host.address}/{path}")
        settle(page)
    assert not asides(page)


def test_a_draft_that_is_shown_again_is_not_aside(tab, host):
    page = tab()
    press(page, "us_fee", "End")
    page.goto(f"{host.address}/?us_odds=0.5")
    settle(page)
    becomes(1, how_many_aside, page)
    page.go_back()
    settle(page)
    becomes(150000, value, page, "us_fee")
    becomes(0, how_many_aside, page)


def test_what_is_saved_or_the_same_is_not_told(tab, host):
    page = tab()
    press(page, "us_fee", "End")
    becomes("150000", parameter, page, "us_fee")
    address = page.url
    page.goto(f"{host.address}/brief")
    page.goto(address)
    settle(page)
    assert not asides(page), "the same draft"
    save(page, "Saved")
    shows("saved, version 1", line, page)
    page.goto(f"{host.address}/?us_odds=0.5")
    settle(page)
    becomes(0, value, page, "us_fee")
    assert not asides(page)


def test_a_comparison_and_a_briefing_that_something_was_opened_over_come_back(tab, host):
    page = tab("compare?c1=november_2025&c2=us_reform&c3=china_opens_up")
    press(page, "us_fee", "End")
    choose(page, "add_compared", "The current scenario")
    compared = page.locator(".st-key-compare_headline").inner_text
    told = compared()
    go(page, "Brief")
    click(page, "brief_draft")
    click(page, "brief_remove")
    steps = Briefing().seen(page)
    page.goto(f"{host.address}/?p=fee_kvisa_where")
    page.wait_for_url("**/brief*")
    settle(page)
    becomes(2, how_many_aside, page)
    assert Briefing().seen(page) != steps
    number = next(n for n, text in enumerate(asides(page)) if "briefing" in text)
    click(page, f"aside_back_{number}")
    becomes(steps, Briefing().seen, page)
    click(page, "aside_back_0")
    go(page, "Compare")
    becomes(told, compared)


def test_a_step_added_on_another_page_outlives_a_reload(tab):
    page = tab()
    page.locator("[class*=st-key-twin_] summary").first.click()
    settle(page)
    page.locator("[class*=st-key-take_][class*=_step] button").first.click()
    settle(page)
    page.reload()
    settle(page)
    go(page, "Brief")
    becomes(2, lambda: len(Briefing().seen(page)[0]))  # the step and the button that adds one


def test_a_place_between_two_changes_and_what_is_typed_in_a_dialog_outlive_the_server(tab, host):
    back = tab()
    press(back, "us_odds", "Home")
    press(back, "us_pr_wait", "Home")
    back.go_back()
    settle(back)
    press(back, "us_odds", "End")
    moved = headline(back)
    typing = tab()
    press(typing, "us_fee", "End")
    keys(typing, "Control+s")
    typing.locator(".st-key-save_title input").fill("Half a na")
    typing.locator(".st-key-save_note textarea").fill("Typed for long")
    for lose in (lambda: host.renew(back, typing), lambda: host.expire(typing), lambda: host.expire(typing)):
        lose()
        becomes("Half a na", typing.locator(".st-key-save_title input").input_value)
        becomes("Typed for long", typing.locator(".st-key-save_note textarea").input_value)
    click(typing, "save_new")
    shows("saved, version 1", line, typing)
    assert line(typing).startswith("Half a na")
    back.bring_to_front()
    becomes((moved, 1), lambda: (headline(back), value(back, "us_odds")))
    press(back, "us_fee", "Home")
    becomes(("0", "1"), lambda: (parameter(back, "us_fee"), parameter(back, "us_odds")))
