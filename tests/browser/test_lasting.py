"""Scenarios that last, as people use them: save, versions, files, links, two tabs, other data, Compare."""

import re
from urllib.parse import urlsplit

from scenarios.formats import files
from tests.browser.conftest import serve
from tests.browser.person import (
    choose,
    click,
    dialog_links,
    drawn,
    go,
    headline,
    keys,
    line,
    links,
    notice,
    offer,
    parameter,
    press,
    save,
    value,
)  # fmt: skip
from tests.browser.settling import becomes, settle, shows

HOSTILE = "<b>Plan</b> ![x](http://evil.example/x.png) :red[y] $z$"


def test_a_scenario_is_changed_saved_reloaded_restored_exported_imported_and_linked(visit, tmp_path):
    page = visit()
    for lever in ("us_odds", "us_pr_wait", "cn_language", "cn_pr_years", "cn_welcome"):
        press(page, lever, "ArrowLeft")
    shows("not saved", line, page)
    save(page, HOSTILE)
    shows("saved, version 1", line, page)
    assert line(page).startswith(HOSTILE)
    first = headline(page), parameter(page, "us_odds")

    page.reload()
    settle(page)
    shows("saved, version 1", line, page)
    shows("reproduces exactly", line, page)
    press(page, "us_odds", "Home")
    shows("changed since version 1", line, page)
    save(page, new=False)
    shows("saved, version 2", line, page)

    item = parameter(page, "from").partition("@")[0]
    click(page, "library")
    click(page, f"more_{item}")
    click(page, f"versions_{item}")
    shows("H-1B lottery odds: 0.34 → 0.05", page.locator(".st-key-version_2").inner_text)
    click(page, "restore_1")
    shows("version 1 restored as version 3", line, page)
    becomes(first, lambda: (headline(page), parameter(page, "us_odds")))

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
        becomes(first[0], headline, other)
        shows("saved, version 3", line, other)
        shows("reproduces exactly", line, other)
        becomes(float(first[1]), value, other, "us_odds")

    fresh = visit()
    offer(fresh, path)
    click(fresh, "import_take")
    becomes(first[0], headline, fresh)
    shows("not saved", line, fresh)
    assert line(fresh).startswith(HOSTILE)
    click(fresh, "undo")
    shows("The world of November 2025", line, fresh)
    assert not [url for visited in (page, fresh) for url in visited.requested if "evil" in url]


def test_two_tabs_that_save_one_scenario_lose_neither(visit):
    one = visit()
    press(one, "us_odds", "Home")
    save(one, "Shared plan")
    becomes("0.05", parameter, one, "us_odds")
    two = visit(one.url)
    press(two, "us_odds", "End")
    save(two, new=False)
    shows("saved, version 2", line, two)
    one.bring_to_front()  # a browser draws a tab behind another one seldom
    press(one, "us_pr_wait", "Home")
    save(one, new=False)
    dialog = one.locator("[role=dialog]").inner_text
    for part in ("Nothing was written", "Version 2", "0.05", "1.00"):  # with both values of the odds
        shows(part, dialog)
    click(one, "stale_onward")
    shows("saved, version 3", line, one)
    two.bring_to_front()
    press(two, "us_pr_wait", "End")
    save(two, new=False)
    click(two, "stale_copy")
    shows("saved, version 1", line, two)
    assert parameter(two, "from") != parameter(one, "from")
    other = visit(one.url)
    press(other, "us_fee", "End")
    save(other, new=False)
    one.bring_to_front()
    press(one, "us_fee", "Home")
    save(one, new=False)
    click(one, "stale_compare")
    one.wait_for_url("**/compare*")
    settle(one)
    shows("Shared plan, version 4", drawn, one)


def test_an_old_link_tells_what_changed_when_the_data_have(visit, heavier):
    page = visit()
    press(page, "us_odds", "Home")
    save(page, "Before the release")
    shows("saved, version 1", line, page)
    with serve(PULL_FACTORS_DATA=str(heavier)) as elsewhere:
        for asked in (urlsplit(page.url).query, f"p={parameter(page, 'from')}"):
            old = visit(f"{elsewhere}/?{asked}")
            for part in ("Not as it was", "The data changed since"):
                shows(part, notice, old)
            assert re.search(r"Young Indian graduates: United States\s+[\d.]+%\s+[\d.]+%", notice(old))
            assert "reproduces exactly" not in line(old)
            becomes(0.05, value, old, "us_odds")
        click(old, "close_notice")
        becomes(0, old.locator(".st-key-notice").count)


def test_a_damaged_link_opens_with_its_good_parts_and_names_the_rest(visit):
    page = visit("?us_odds=0.5&us_fee=999999&us_fe=1&cn_pay=abc&us_pr_wait=50&us_pr_wait=60&p2=%3Cb%3E")
    parts = (
        "us_fee: 999999 is out of range",
        "'us_fe'",
        "'us_fee'",
        "'abc'",
        "us_pr_wait is given 2 times",
        "'p2'",
    )
    for part in parts:
        shows(part, notice, page)
    becomes(0.5, value, page, "us_odds")
    assert "reproduces exactly" not in line(page)
    missing = visit("?p=nosuchitem@3")
    shows("nosuchitem", notice, missing)


def test_back_forward_undo_and_redo_go_one_change_at_a_time(visit):
    page = visit()
    opened = headline(page)
    click(page, "library")
    click(page, "load_both_doors_close")
    closed = headline(page)
    press(page, "us_odds", "ArrowRight", "ArrowRight", "ArrowRight")
    moved = headline(page)
    assert len({opened, closed, moved}) == 3
    for step, expected in (
        (page.go_back, closed), (page.go_back, opened), (page.go_forward, closed), (page.go_forward, moved),
    ):  # fmt: skip
        step()
        settle(page)
        becomes(expected, headline, page)
    keys(page, *["Control+z"] * 3)
    becomes(closed, headline, page)
    keys(page, "Control+z")
    becomes(opened, headline, page)
    keys(page, "Control+y")
    becomes(closed, headline, page)
    page.locator(".st-key-lever_search input").fill("korea")
    keys(page, "Control+z")
    assert headline(page) == closed, "Ctrl+Z in a text field belongs to the field"


def test_changing_the_page_is_one_step_back_and_loses_nothing(visit):
    page = visit()
    press(page, "us_odds", "Home")
    moved = headline(page)
    go(page, "Compare")
    page.wait_for_url("**/compare*")
    becomes(0.05, value, page, "us_odds")
    becomes("0.05", parameter, page, "us_odds")
    page.go_back()
    settle(page)
    becomes(moved, headline, page)


def test_hostile_files_are_refused_in_words_and_nothing_of_them_kept(visit, tmp_path):
    page = visit()
    before = line(page)
    for content, words in (
        (b"#" * 65537, "64 kB"),
        (b"\xff\xfe", "UTF-8"),
        (30000 * b"a." + b"a = 1", "dotted key"),
        (b"x = " + 19000 * b"[", "TOML"),
        (b"format = 1", "label"),
    ):
        path = tmp_path / "bad.toml"
        path.write_bytes(content)
        offer(page, path)
        refused = page.locator("[role=dialog] .pf-problem").inner_text
        shows(words, refused)
        assert "refused" in refused()
        assert not page.locator(".st-key-import_take").count()
        keys(page, "Escape")
        assert line(page) == before


def test_four_scenarios_are_compared_arranged_saved_and_linked(visit, inputs):
    page = visit("compare?c1=november_2025&c2=us_reform&c3=both_doors_close&c4=current&us_odds=0.5")
    for name in ("november_2025", "us_reform", "both_doors_close"):
        shows(files.presets(inputs)[name].title, drawn, page)
    click(page, "arrange")
    click(page, "later_0")
    page.locator(".st-key-compared_0 input").fill(HOSTILE)
    keys(page, "Enter")
    becomes("us_reform", parameter, page, "c1")
    becomes(HOSTILE, parameter, page, "t1")
    click(page, "remove_2")
    becomes(None, parameter, page, "c4")
    keys(page, "Escape")
    choose(page, "add_compared", "China opens up")
    becomes("china_opens_up", parameter, page, "c4")
    told = page.locator(".st-key-compare_headline").inner_text()
    click(page, "save_comparison")
    page.locator(".st-key-comparison_title input").fill("Four ways")
    keys(page, "Enter")
    click(page, "comparison_new")
    shows("comparison saved as ", line, page)
    reference = re.search(r"comparison saved as (\w+@1)", line(page)).group(1)
    keys(page, "Escape")
    assert [link for link in links(page) if link.endswith(f"p={reference}")]
    for link in (page.url, f"?p={reference}"):
        other = visit(link)
        other.wait_for_url("**/compare*")
        settle(other)
        becomes(told, other.locator(".st-key-compare_headline").inner_text)
        shows(HOSTILE, drawn, other)
    assert not [url for url in page.requested if "evil" in url]


def test_what_is_deleted_comes_back(visit):
    page = visit()
    press(page, "us_odds", "Home")
    save(page, "To be deleted")
    item = parameter(page, "from").partition("@")[0]
    click(page, "library")
    click(page, f"more_{item}")
    click(page, f"delete_{item}")
    becomes(0, page.locator(f".st-key-entry_{item}").count)
    choose(page, "library_filter", "Deleted")
    click(page, f"undelete_{item}")
    choose(page, "library_filter", "Saved")
    shows("To be deleted", page.locator(f".st-key-entry_{item}").inner_text)


def test_save_and_share_goes_on_to_the_link(visit):
    page = visit()
    press(page, "us_odds", "Home")
    click(page, "share")
    click(page, "share_save")
    page.locator(".st-key-save_title input").fill("To be shared")
    click(page, "save_new")
    becomes(True, lambda: any("p=" in link and link.endswith("@1") for link in dialog_links(page)))


def test_undo_gives_a_version_its_name_back(visit):
    page = visit()
    press(page, "us_odds", "Home")
    save(page, "Named")
    press(page, "us_odds", "End")
    save(page, new=False)
    keys(page, "Control+z")
    shows("saved, version 1", line, page)
    save(page, new=False)
    shows("saved, version 3", line, page)  # no save of this tab's own is in its way
    press(page, "us_pr_wait", "Home")
    save(page, new=False)
    shows("saved, version 4", line, page)


def test_the_browser_remembers_who_saved_and_another_one_does_not(visit):
    page = visit("?us_odds=0.83")
    keys(page, "Control+s")
    author = page.locator(".st-key-save_author input")
    assert author.input_value() == ""
    page.locator(".st-key-save_title input").fill("Signed")
    author.fill("Ada Lovelace")
    click(page, "save_new")
    becomes("Ada Lovelace", page.evaluate, "localStorage.getItem('pull-factors-author')")
    again = visit("?us_odds=0.84")
    keys(again, "Control+s")
    becomes("Ada Lovelace", again.locator(".st-key-save_author input").input_value)
    other = visit("?us_odds=0.85", apart=True)
    keys(other, "Control+s")
    assert other.locator(".st-key-save_author input").input_value() == ""
