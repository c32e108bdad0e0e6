"""Scenarios that last, as people use them: save, versions, files, links, two tabs, other data, Compare."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from scenarios.formats import files
from tests.browser.conftest import serve, settle

HOSTILE = "<b>Plan</b> ![x](http://evil.example/x.png) :red[y] $z$"
_LINE = """() => [...document.querySelectorAll('.st-key-work_line *')]
    .map(e => e.shadowRoot?.querySelector('p')?.textContent ?? '').join('')"""
_DIALOG_LINKS = """() => [...document.querySelectorAll('[role=dialog] *')]
    .map(e => e.shadowRoot?.querySelector('p')?.textContent).filter(Boolean)"""


def line(page):
    """What the bar says about the work."""
    return page.evaluate(_LINE)


def press(page, lever, *keys):
    """Press keys on a slider."""
    for key in keys:
        page.locator(f".st-key-{lever} input[type=range]").focus()
        page.keyboard.press(key)
        settle(page)


def click(page, key):
    """Press a button by its key."""
    page.locator(f".st-key-{key} button").first.click()
    settle(page)


def value(page, lever):
    """Where a slider stands."""
    return float(page.locator(f".st-key-{lever} input[type=range]").input_value())


def query(page):
    """The parameters of the address."""
    return {name: found[0] for name, found in parse_qs(urlsplit(page.url).query).items()}


def save(page, title=None, new=True):
    """Save by keyboard, under a title."""
    page.keyboard.press("Control+s")
    settle(page)
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


def drawn(page):
    """The words in the chart."""
    return " ".join(page.locator("[data-testid=stVegaLiteChart] svg text").all_text_contents())


def links(page):
    """The links that the share dialog shows."""
    click(page, "share")
    found = page.evaluate(_DIALOG_LINKS)
    page.keyboard.press("Escape")
    settle(page)
    return found


def offer(page, path):
    """Give the library a file to import."""
    click(page, "library")
    page.locator(".st-key-import summary").click()
    settle(page)
    page.locator("[role=dialog] input[type=file]").set_input_files(path)
    settle(page)


def test_a_scenario_is_changed_saved_reloaded_restored_exported_imported_and_linked(visit, tmp_path):
    page = visit()
    for lever in ("us_odds", "us_pr_wait", "cn_language", "cn_pr_years", "cn_welcome"):
        press(page, lever, "ArrowLeft")
    assert "not saved" in line(page)
    save(page, HOSTILE)
    assert line(page).startswith(HOSTILE) and "saved, version 1" in line(page)
    first = headline(page), query(page)["us_odds"]

    page.reload()
    settle(page)
    assert "saved, version 1" in line(page) and "reproduces exactly" in line(page)
    press(page, "us_odds", "Home")
    assert "changed since version 1" in line(page)
    save(page, new=False)
    assert "saved, version 2" in line(page)

    item = query(page)["from"].partition("@")[0]
    click(page, "library")
    click(page, f"more_{item}")
    click(page, f"versions_{item}")
    assert "H-1B lottery odds: 0.34 → 0.05" in page.locator(".st-key-version_2").inner_text()
    click(page, "restore_1")
    assert "version 1 restored as version 3" in line(page)
    assert (headline(page), query(page)["us_odds"]) == first

    long, short = links(page)
    click(page, "share")
    with page.expect_download() as waiting:
        page.locator(".st-key-share_file button").click()
    name = waiting.value.suggested_filename
    assert re.fullmatch(r"ILLUSTRATIVE_b-Plan-b-x-http-evil-example-x-png-red-y_v3_[0-9a-f]{12}\.toml", name)
    path = tmp_path / name
    waiting.value.save_as(path)

    for link in (long, short):
        other = visit(link)
        assert headline(other) == first[0]
        assert "saved, version 3" in line(other) and "reproduces exactly" in line(other)
        assert value(other, "us_odds") == float(first[1])

    fresh = visit()
    offer(fresh, path)
    click(fresh, "import_take")
    assert headline(fresh) == first[0] and line(fresh).startswith(HOSTILE) and "not saved" in line(fresh)
    click(fresh, "undo")
    assert "The world of November 2025" in line(fresh)
    assert not [url for visited in (page, fresh) for url in visited.requested if "evil" in url]


def test_two_tabs_that_save_one_scenario_lose_neither(visit):
    one = visit()
    press(one, "us_odds", "Home")
    save(one, "Shared plan")
    two = visit(one.url, beside=one)
    press(two, "us_odds", "End")
    save(two, new=False)
    assert "saved, version 2" in line(two)
    press(one, "us_pr_wait", "Home")
    save(one, new=False)
    dialog = one.locator("[role=dialog]").inner_text()
    assert "Nothing was written" in dialog and "Version 2" in dialog
    assert "0.05" in dialog and "1.00" in dialog  # both values of the odds
    click(one, "stale_onward")
    assert "saved, version 3" in line(one)
    press(two, "us_pr_wait", "End")
    save(two, new=False)
    click(two, "stale_copy")
    assert "saved, version 1" in line(two) and query(two)["from"] != query(one)["from"]
    other = visit(one.url, beside=one)
    press(other, "us_fee", "End")
    save(other, new=False)
    press(one, "us_fee", "Home")
    save(one, new=False)
    click(one, "stale_compare")
    one.wait_for_url("**/compare*")
    settle(one)
    assert "Shared plan, version 4" in drawn(one)


def test_an_old_link_tells_what_changed_when_the_data_have(visit, heavier):
    page = visit()
    press(page, "us_odds", "Home")
    save(page, "Before the release")
    with serve(PULL_FACTORS_DATA=str(heavier)) as elsewhere:
        for asked in (urlsplit(page.url).query, f"p={query(page)['from']}"):
            old = visit(f"{elsewhere}/?{asked}")
            told = old.locator(".st-key-notice").inner_text()
            assert "Not as it was" in told and "The data changed since" in told
            assert re.search(r"Young Indian graduates: United States\s+[\d.]+%\s+[\d.]+%", told)
            assert "reproduces exactly" not in line(old)
            assert value(old, "us_odds") == 0.05
        click(old, "close_notice")
        assert not old.locator(".st-key-notice").count()


def test_a_damaged_link_opens_with_its_good_parts_and_names_the_rest(visit):
    page = visit("?us_odds=0.5&us_fee=999999&us_fe=1&cn_pay=abc&us_pr_wait=50&us_pr_wait=60&p2=%3Cb%3E")
    told = page.locator(".st-key-notice").inner_text()
    parts = (
        "us_fee: 999999 is out of range",
        "'us_fe'",
        "'us_fee'",
        "'abc'",
        "us_pr_wait is given 2 times",
        "'p2'",
    )
    for part in parts:
        assert part in told, part
    assert value(page, "us_odds") == 0.5
    assert "reproduces exactly" not in line(page)
    missing = visit("?p=nosuchitem@3")
    assert "nosuchitem" in missing.locator(".st-key-notice").inner_text()


def test_back_forward_undo_and_redo_go_one_change_at_a_time(visit):
    page = visit()
    opened = headline(page)
    click(page, "library")
    click(page, "load_both_doors_close")
    closed = headline(page)
    press(page, "us_odds", "ArrowRight", "ArrowRight", "ArrowRight")
    moved = headline(page)
    for expected in (closed, opened):
        page.go_back()
        settle(page)
        assert headline(page) == expected
    for expected in (closed, moved):
        page.go_forward()
        settle(page)
        assert headline(page) == expected
    for _ in range(3):
        page.keyboard.press("Control+z")
        settle(page)
    assert headline(page) == closed
    page.keyboard.press("Control+z")
    settle(page)
    assert headline(page) == opened
    page.keyboard.press("Control+y")
    settle(page)
    assert headline(page) == closed
    page.locator(".st-key-lever_search input").fill("korea")
    page.keyboard.press("Control+z")
    settle(page)
    assert headline(page) == closed, "Ctrl+Z in a text field belongs to the field"


def test_changing_the_page_is_one_step_back_and_loses_nothing(visit):
    page = visit()
    press(page, "us_odds", "Home")
    moved = headline(page)
    page.get_by_role("link", name="Compare").click()
    page.wait_for_url("**/compare*")
    settle(page)
    assert value(page, "us_odds") == 0.05 and query(page)["us_odds"] == "0.05"
    page.go_back()
    settle(page)
    assert headline(page) == moved


def test_the_draft_outlives_the_server(visit):
    with serve() as address:
        page = visit(f"{address}/")
        press(page, "us_odds", "Home")
        press(page, "us_pr_wait", "Home")
        page.go_back()
        settle(page)
        press(page, "us_odds", "End")
        moved, port = headline(page), address.rpartition(":")[2]
    page.wait_for_timeout(1000)
    with serve(port=port):
        page.wait_for_timeout(1000)
        page.locator("[data-testid=stApp][data-test-connection-state=CONNECTED]").wait_for(timeout=60_000)
        settle(page)
        assert headline(page) == moved and value(page, "us_odds") == 1
        press(page, "us_fee", "Home")
        assert query(page)["us_fee"] == "0" and query(page)["us_odds"] == "1"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"#" * 65537, "64 kB"),
        (b"\xff\xfe", "UTF-8"),
        (30000 * b"a." + b"a = 1", "dotted key"),
        (b"x = " + 19000 * b"[", "TOML"),
        (b"format = 1", "label"),
    ],
    ids=["large", "not text", "dotted", "nested", "no label"],
)
def test_a_hostile_file_is_refused_in_words_and_nothing_of_it_kept(visit, tmp_path, content, words):
    path = tmp_path / "bad.toml"
    path.write_bytes(content)
    page = visit()
    before = line(page)
    offer(page, path)
    refused = page.locator("[role=dialog] .pf-problem").inner_text()
    assert "refused" in refused and words in refused
    assert not page.locator(".st-key-import_take").count()
    page.keyboard.press("Escape")
    settle(page)
    assert line(page) == before


def test_four_scenarios_are_compared_arranged_saved_and_linked(visit, inputs):
    page = visit("compare?c1=november_2025&c2=us_reform&c3=both_doors_close&c4=current&us_odds=0.5")
    for name in ("november_2025", "us_reform", "both_doors_close"):
        assert files.presets(inputs)[name].title in drawn(page)
    click(page, "arrange")
    click(page, "later_0")
    page.locator(".st-key-compared_0 input").fill(HOSTILE)
    page.keyboard.press("Enter")
    settle(page)
    assert query(page)["c1"] == "us_reform" and query(page)["t1"] == HOSTILE
    click(page, "remove_2")
    assert "c4" not in query(page)
    page.keyboard.press("Escape")
    choose(page, "add_compared", "China opens up")
    assert query(page)["c4"] == "china_opens_up"
    told = page.locator(".st-key-compare_headline").inner_text()
    click(page, "save_comparison")
    page.locator(".st-key-comparison_title input").fill("Four ways")
    page.keyboard.press("Enter")
    settle(page)
    click(page, "comparison_new")
    reference = re.search(r"comparison saved as (\w+@1)", line(page)).group(1)
    page.keyboard.press("Escape")
    settle(page)
    assert [link for link in links(page) if link.endswith(f"p={reference}")]
    for link in (page.url, f"?p={reference}"):
        other = visit(link)
        other.wait_for_url("**/compare*")
        settle(other)
        assert other.locator(".st-key-compare_headline").inner_text() == told
        assert HOSTILE in drawn(other)
    assert not [url for url in page.requested if "evil" in url]


def test_what_is_deleted_comes_back(visit):
    page = visit()
    press(page, "us_odds", "Home")
    save(page, "To be deleted")
    item = query(page)["from"].partition("@")[0]
    click(page, "library")
    click(page, f"more_{item}")
    click(page, f"delete_{item}")
    assert not page.locator(f".st-key-entry_{item}").count()
    choose(page, "library_filter", "Deleted")
    click(page, f"undelete_{item}")
    choose(page, "library_filter", "Saved")
    assert "To be deleted" in page.locator(f".st-key-entry_{item}").inner_text()


def test_save_and_share_goes_on_to_the_link(visit):
    page = visit()
    press(page, "us_odds", "Home")
    click(page, "share")
    click(page, "share_save")
    page.locator(".st-key-save_title input").fill("To be shared")
    click(page, "save_new")
    assert [link for link in page.evaluate(_DIALOG_LINKS) if "p=" in link and link.endswith("@1")]


def test_undo_gives_a_version_its_name_back(visit):
    page = visit()
    press(page, "us_odds", "Home")
    save(page, "Named")
    press(page, "us_odds", "End")
    save(page, new=False)
    page.keyboard.press("Control+z")
    settle(page)
    assert "saved, version 1" in line(page)
    save(page, new=False)
    assert "saved, version 3" in line(page), "no save of this tab's own is in its way"
    press(page, "us_pr_wait", "Home")
    save(page, new=False)
    assert "saved, version 4" in line(page)


def test_the_browser_remembers_who_saved_and_another_one_does_not(visit):
    page = visit("?us_odds=0.83")
    page.keyboard.press("Control+s")
    settle(page)
    author = page.locator(".st-key-save_author input")
    assert author.input_value() == ""
    page.locator(".st-key-save_title input").fill("Signed")
    author.fill("Ada Lovelace")
    click(page, "save_new")
    settle(page)
    assert page.evaluate("localStorage.getItem('pull-factors-author')") == "Ada Lovelace"
    again = visit("?us_odds=0.84", beside=page)
    again.keyboard.press("Control+s")
    settle(again)
    assert again.locator(".st-key-save_author input").input_value() == "Ada Lovelace"
    other = visit("?us_odds=0.85")
    other.keyboard.press("Control+s")
    settle(other)
    assert other.locator(".st-key-save_author input").input_value() == ""
