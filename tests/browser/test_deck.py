"""What only a browser can show of the HTML deck and the stage: keys, questions, notes, paper, a lever, no request."""

import io

import pypdf
import pytest

from scenarios import numerals
from scenarios.exports import html, player
from scenarios.exports.player import slides
from tests.browser.axe import violations
from tests.browser.settling import becomes
from tests.exports.test_html import HOSTILE, SECRET, deck, drawn
from tests.test_numerals import TABLE

LONG = "Donaudampfschifffahrtsgesellschaftskapitän" * 5
LEVER = slides.Slider("fee", "Fee on a petition", tuple(range(101)), 50, tuple(f"${n}" for n in range(101)))

_CLIPPED = """() => {
  const slide = document.querySelector('.pf-current'), page = document.documentElement;
  const foot = slide.querySelector('.pf-foot').getBoundingClientRect();
  const kinds = '.pf-head *, .pf-figure > *, .pf-measure, .pf-columns > *, .pf-sentence, .pf-question > *';
  const beyond = b => b.width && (b.bottom > foot.top + 1 || b.right > innerWidth || b.left < 0);
  const out = [...slide.querySelectorAll(kinds)].filter(e => beyond(e.getBoundingClientRect()))
    .map(e => e.className.baseVal ?? e.className);
  if (foot.bottom > slide.getBoundingClientRect().bottom) out.push('foot');
  if (page.scrollHeight > innerHeight || page.scrollWidth > innerWidth) out.push('scroll');
  return out; }"""
_PLACES = """() => ['.pf-figure', '.pf-lever'].map(kind => JSON.stringify(document.querySelector('#host')
  .shadowRoot.querySelector('.pf-current ' + kind).getBoundingClientRect()))"""
_DRAG = """() => { told.length = 0; const slider = document.querySelector('#host').shadowRoot.querySelector('input');
  for (let n = 0; n < 50; n++) {
    slider.value = n; slider.dispatchEvent(new Event('input', { bubbles: true })); } }"""


@pytest.fixture
def show(profile, words, tmp_path):
    """Opens a deck from its file at a size; what the page asked for and complained of is kept on it."""

    def open_deck(shown, width=1280, height=720, presenter=False, owner=profile):
        path = tmp_path / "deck.html"
        path.write_bytes(html.write(shown, words, presenter))
        page = owner.new_page()
        page.set_viewport_size({"width": width, "height": height})
        page.requested, page.said = [], []
        page.on("request", lambda request: page.requested.append(request.url))
        page.on("console", lambda message: page.said.append(message.text))
        page.on("pageerror", lambda error: page.said.append(str(error)))
        page.goto(path.as_uri())
        return page

    return open_deck


def number(page):
    """Which slide is shown."""
    return int(page.locator(".pf-player").get_attribute("data-slide"))


def press(page, *keys):
    """Press keys one after the other."""
    for key in keys:
        page.keyboard.press(key)


def test_the_file_asks_nobody_for_anything_and_nothing_complains(show):
    page = show(deck(shown=drawn(300)))
    press(page, "PageDown", "o", "Escape", "?", "Escape", "b", "b", "End")
    assert [url for url in page.requested if not url.startswith("data:")] == [page.url.partition("#")[0]]
    assert page.said == []
    assert page.evaluate("document.fonts.check('600 20px \"Source Sans 3\"')")


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (390, 844)])
def test_no_slide_question_or_list_has_an_accessibility_violation(show, width, height):
    page = show(deck(shown=drawn(300)), width, height)
    found = {"first": violations(page)}
    if width < 600:
        page.locator(".pf-question button").click()
        found["revealed"] = violations(page)
    else:
        for name, key in (
            ("asked", "PageDown"), ("result", "PageDown"), ("about", "PageDown"), ("list", "o"), ("closed", "Escape"),
            ("keys", "?"),
        ):  # fmt: skip
            press(page, key)
            found[name] = violations(page)
    assert not any(found.values()), found


@pytest.mark.parametrize("message", ["A short one", HOSTILE, LONG, "字" * 200, "W" * 200])
@pytest.mark.parametrize("height", [150, 300, 560, None])
def test_nothing_is_clipped_at_any_size(show, message, height):
    page = show(deck(message, height and drawn(height), count=30))
    for width, high in ((1280, 720), (640, 360)):
        page.set_viewport_size({"width": width, "height": high})
        press(page, "Home")
        for _ in range(page.locator(".pf-slide").count() + 1):
            assert page.evaluate(_CLIPPED) == [], (width, number(page))
            press(page, "PageDown")
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_keys_go_where_they_say(show):
    page = show(deck(question=""))
    assert number(page) == 1
    for keys, at in (
        (["ArrowRight"], 2), (["Space"], 3), (["PageDown"], 3), (["Backspace"], 2), (["Home"], 1), (["End"], 3),
        (["2", "Enter"], 2), (["9", "Enter"], 2), (["Enter"], 3), (["b"], 3), (["PageUp"], 3), (["PageUp"], 2),
        (["o", "Home", "ArrowLeft", "Escape"], 2),
    ):  # fmt: skip
        press(page, *keys)
        assert number(page) == at, keys
    assert page.url.endswith("#2")
    assert page.locator("[role=status]").inner_text().startswith("2 / 3. ")


def test_what_could_not_be_done_is_told_on_the_screen_for_a_while(show):
    page = show(deck(question=""), presenter=True)
    told = page.locator(".pf-status.pf-told")
    page.evaluate(
        "() => { Element.prototype.requestFullscreen = () => Promise.reject(new TypeError('no')); }"
    )
    page.evaluate("() => { window.open = () => null; }")
    for keys, words in ((["9", "Enter"], "no slide 9"), (["f"], "F11"), (["n"], "Allow pop-up windows")):
        press(page, *keys)
        told.wait_for()
        assert words in told.inner_text()
        box = told.bounding_box()
        assert box["width"] > 150 and box["x"] >= 0 and box["x"] + box["width"] <= 1280
        assert page.evaluate(
            "([x, y]) => document.elementFromPoint(x, y).className", [box["x"] + 5, box["y"] + 5]
        ) == "pf-status pf-told"  # fmt: skip
    press(page, "ArrowRight")
    assert not told.count()


def test_the_list_of_slides_hides_an_answer_and_leads_to_a_slide(show):
    page = show(deck("The answer is two", question="How many?"))
    press(page, "g")
    assert page.locator("dialog li").all_inner_texts()[1].split("\n")[-1] == "How many?"
    page.locator("dialog li button").nth(1).click()
    assert number(page) == 2
    assert not page.locator("dialog[open]").count()


def test_the_room_guesses_before_the_result_is_shown(show):
    page = show(deck("The answer is two", drawn(300)))
    press(page, "PageDown")
    assert page.locator(".pf-asked").is_visible()
    assert not page.locator(".pf-current .pf-message").is_visible()
    field = page.locator(".pf-guess")
    field.click()
    press(page, "-", "3", "0", "0", "PageDown")
    assert "−100" in page.locator(".pf-refused").inner_text()
    press(page, "Backspace", "Backspace", "PageDown")
    assert number(page) == 2
    assert page.locator(".pf-current .pf-message").inner_text() == "The answer is two"
    assert page.locator(".pf-answer").inner_text() == "The room: −3. In this scenario: −0.86 points."
    press(page, "PageDown")
    assert number(page) == 3


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("-2,5", "−2.5"), ("\u22122.5", "−2.5"), ("–2,5", "−2.5"), ("- 2.5", "−2.5"), ("−２．５", "−2.5"),
        (".5", "0.5"), ("-0", "0"), ("2.5000", "2.5"),
    ],
)  # fmt: skip
def test_the_rooms_guess_is_read_as_it_was_meant(show, text, told):
    page = show(deck("The answer is two", drawn(300)))
    press(page, "PageDown")
    page.locator(".pf-guess").fill(text)
    page.locator(".pf-question button").click()
    assert page.locator(".pf-room").inner_text().strip() == f"The room: {told}."


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("1,234", ["1,234: 1234, or 1.2340?"]), ("-2.500", ["-2.500: −2500, or −2.5?"]), ("many", ["−100 to 100"]),
        ("<b>2</b>", ["−100 to 100"]), ("100,5", ["−100 to 100"]), ("2%", ["−100 to 100"]),
        ("200.000", ["−100 to 100"]),
    ],
)  # fmt: skip
def test_a_guess_that_is_none_or_can_mean_two_numbers_stays_in_its_field_with_the_reason(show, text, parts):
    page = show(deck("The answer is two", drawn(300)))
    press(page, "PageDown")
    page.locator(".pf-guess").fill(text)
    page.keyboard.press("Enter")
    assert all(part in page.locator(".pf-refused").inner_text() for part in parts)
    assert page.locator(".pf-guess").input_value() == text
    assert page.locator(".pf-asked").is_visible()


def test_no_guess_at_all_reveals_the_result(show):
    page = show(deck("The answer is two", drawn(300)))
    press(page, "PageDown")
    page.locator(".pf-guess").fill(" ")
    press(page, "PageDown")
    assert page.locator(".pf-answer").inner_text() == "In this scenario: −0.86 points."


def test_the_script_reads_and_writes_numbers_as_python_does(profile):
    page = profile.new_page()
    texts = [row["text"] for row in TABLE if "lever" not in row]
    assert len(texts) > 60
    read = page.evaluate(
        "([script, texts]) => texts.map(new Function(script + '; return meanings')())",
        [player.script(), texts],
    )
    assert dict(zip(texts, read, strict=True)) == {text: list(numerals.meanings(text)) for text in texts}
    numbers = [2.5, -2.5, 1.234, -62.345, 100, 0.125, 1234.567, 0]
    told = page.evaluate(
        "([script, numbers]) => numbers.map(new Function(script + '; return written')())",
        [player.script(), numbers],
    )
    assert told == [numerals.written(value) for value in numbers]


def test_paper_has_a_slide_a_page_and_every_result(show):
    page = show(deck("The answer is two", drawn(300), about=(("Sources", ("One",)),)))
    pages = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    assert len(pages) == 3
    assert {(round(one.mediabox.width), round(one.mediabox.height)) for one in pages} == {(960, 540)}
    told = [" ".join(one.extract_text().split()) for one in pages]
    assert all("NOT A FORECAST" in one and "Pull Factors ·" in one for one in told)
    assert "The answer is two" in told[1] and "In this scenario: −0.86 points." in told[1]
    assert "The room" not in told[1] and "How many points?" not in told[1]


def test_without_a_script_all_slides_stand_below_each_other(browser, show):
    with browser.new_context(java_script_enabled=False) as scriptless:
        page = show(deck("The answer is two", drawn(300)), owner=scriptless)
        tops = [page.locator(".pf-slide").nth(n).bounding_box()["y"] for n in range(3)]
        assert tops[0] < tops[1] < tops[2]
        assert page.get_by_text("The answer is two").first.is_visible()


def test_the_speakers_window_follows_the_slides_and_leads_them(show):
    page = show(deck("The answer is two", question=""), presenter=True)
    with page.context.expect_page() as opened:
        press(page, "n")
    notes = opened.value
    assert notes.locator(".pf-notes-following").inner_text() == "The answer is two"
    notes.keyboard.press("PageDown")
    becomes(2, number, page)
    becomes(f"{SECRET} {HOSTILE}", notes.locator(".pf-notes-text").inner_text)
    assert notes.locator(".pf-notes-clock").inner_text().startswith("0:")
    assert notes.evaluate("getComputedStyle(document.querySelector('.pf-notes-text')).fontSize") == "22px"
    assert page.said == []


def test_a_deck_to_hand_out_opens_no_speakers_window(show):
    page = show(deck(question=""))
    press(page, "n")
    assert len(page.context.pages) == 1


def on_stage(profile, words, lever):
    """The player inside a shadow root, as Streamlit mounts it, with a lever on its slide; ``again`` starts it anew."""
    page = profile.new_page()
    page.set_viewport_size({"width": 1280, "height": 720})
    page.set_content(
        "<!doctype html><html lang=en><title>Stage</title>"
        "<style>body { margin: 0 } #host { height: 100vh }</style><main id=host></main>"
    )
    markup = slides.sections(deck("One", drawn(300), question=""), words, {1: lever}, narrow=False)
    page.evaluate(
        """([script, style, slides, words]) => {
            const start = new Function(script + '; return start')();
            const shadow = document.getElementById('host').attachShadow({ mode: 'open' });
            shadow.innerHTML = `<style>${style}</style><div class="pf-player"></div>`;
            window.told = []; window.at = []; window.left = 0;
            const root = shadow.querySelector('.pf-player');
            window.again = (changed = slides) => window.player = start(root, {
                slides: changed, slide: 2, words, onSlide: n => at.push(n), onClose: () => left++,
                onLever: (n, value) => told.push([n, value]) });
            again();
        }""",
        [player.script(), player.style(), markup, player.words(words)],
    )
    page.markup = markup
    return page


@pytest.fixture
def stage(profile, words):
    """A stage with a lever of a hundred steps."""
    return on_stage(profile, words, LEVER)


def test_a_lever_tells_its_values_seldom_and_its_last_one_always(stage):
    slider = stage.locator(".pf-lever input")
    slider.focus()
    press(stage, *["ArrowRight"] * 20)
    becomes([2, 70], stage.evaluate, "told.at(-1)")
    assert stage.evaluate("player.slide") == 2
    assert stage.locator("output").inner_text() == "$70"
    stage.evaluate(_DRAG)
    assert stage.evaluate("told.length") == 1
    stage.wait_for_function("told.length > 1 && told.at(-1)[1] === 49")
    assert stage.evaluate("told.length") == 2
    press(stage, "PageDown")
    assert stage.evaluate("[player.slide, at]") == [3, [3]]


def test_a_lever_reaches_both_ends_and_what_lies_between_its_steps(profile, words):
    values, texts = (0, 5000, 6789.5, 10000, 12200), ("$0", "$5,000", "$6,789.50", "$10,000", "$12,200")
    lever = slides.Slider("bonus", "Bonus", values, 6789.5, texts)
    page = on_stage(profile, words, lever)
    page.locator(".pf-lever input").focus()
    for key, value, shown in (
        ("End", 12200, "$12,200"), ("ArrowLeft", 10000, "$10,000"), ("ArrowLeft", 6789.5, "$6,789.50"),
        ("ArrowLeft", 5000, "$5,000"), ("Home", 0, "$0"),
    ):  # fmt: skip
        press(page, key)
        page.wait_for_function("value => told.at(-1)?.[1] === value", arg=value)
        assert page.locator("output").inner_text() == shown
        assert page.locator(".pf-lever input").get_attribute("aria-valuetext") == shown


def test_a_replaced_slide_keeps_its_place_its_lever_and_the_focus(stage, words):
    stage.locator(".pf-lever input").focus()
    press(stage, "ArrowRight")
    before = stage.evaluate(_PLACES)
    parts = slides.parts(deck("word " * 36, drawn(300), question="").slides[0], words)
    stage.evaluate("parts => player.replaceSlide(2, parts)", parts)
    assert stage.locator(".pf-current .pf-message").inner_text() == ("word " * 36).strip()
    assert stage.evaluate(_PLACES) == before
    changed = [stage.markup[0], stage.markup[1].replace(">One<", ">Two<"), stage.markup[2]]
    stage.evaluate("changed => again(changed)", changed)
    assert stage.locator(".pf-current .pf-message").inner_text() == "Two"
    assert stage.evaluate(_PLACES) == before
    press(stage, "ArrowRight")
    assert stage.locator(".pf-lever input").input_value() == "52"
    becomes([2, 52], stage.evaluate, "told.at(-1)")
    assert violations(stage) == []


def test_a_player_started_again_moves_one_slide_a_key_and_stopped_none(stage):
    stage.evaluate("() => { again(); again(); }")
    press(stage, "PageUp")
    assert stage.evaluate("[player.slide, at]") == [1, [1]]
    press(stage, "Escape")
    assert stage.evaluate("left") == 1
    stage.evaluate("player.stop()")
    press(stage, "PageDown")
    assert stage.evaluate("at") == [1]
