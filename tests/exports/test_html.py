"""The HTML deck: what is in its bytes, what is not, and how a slide is divided."""

import base64
import hashlib
import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import altair as alt
import pandas as pd
import pytest

from scenarios.briefing import Credit, Deck, Plate, Slide
from scenarios.charts import figure
from scenarios.exports import html, player
from scenarios.exports.player import layout, slides
from scenarios.tables import Cell, Table

STAMP = "ILLUSTRATIVE – NOT A FORECAST"
HOSTILE = """</script><script>alert(1)</script> "quoted' & =HYPERLINK("x") {braces}"""
SECRET = "Say this to nobody"


class Read(HTMLParser):
    """Tags with their attributes, and the texts between them."""

    def __init__(self, content):
        super().__init__()
        self.tags, self.texts, self.inside = [], [], []
        self.feed(content)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.inside.append(tag)

    def handle_endtag(self, tag):
        while self.inside and self.inside.pop() != tag:
            pass

    def handle_data(self, data):
        self.texts.append((self.inside[-1] if self.inside else "", data))

    def of(self, kind):
        """Attributes of every element of a class."""
        return [attrs for _, attrs in self.tags if kind in (attrs.get("class") or "").split()]


def drawn(height):
    """A figure of a height, with a text for those who do not see it."""
    points = alt.Chart(alt.NamedData(name="rows")).mark_point()
    chart = points.encode(x=alt.X("x:Q", axis=None), y=figure.pixel_y("y", height))
    spec = figure.dress(alt.layer(chart, *figure.caption_layers(height)), height + 60).to_dict()
    data = {"rows": pd.DataFrame({"x": [1.0], "y": [2.0]})}
    data |= figure.caption_data((STAMP + " · points", "source"), height)
    return figure.Figure(spec, data, f"Illustrative, not a forecast. {HOSTILE}")


def table(count):
    """A table of so many rows of one line."""
    rows = tuple((Cell(f"row {n}"), Cell(f"{n}.0", number=True)) for n in range(count))
    return Table("rows", "A caption", ("Name", "Points"), rows)


def deck(message=HOSTILE, shown=None, count=3, question="How many points?", about=None):
    """A deck of one slide that holds hostile text wherever people write."""
    credit = Credit(
        STAMP, "Pull Factors", (HOSTILE,), ("abc",), (), "2026-11-22", f"Pull Factors · {HOSTILE}"
    )
    plate = Plate("x", message, "", table(count), (STAMP + " · points", "source"), credit, shown)
    slide = Slide(1, message, HOSTILE, plate, f"{SECRET} {HOSTILE}", question, "−0.86 points")
    about = about or (("How to read this", (HOSTILE,)),)
    return Deck(HOSTILE, HOSTILE, HOSTILE, 2, (slide,), credit, "This shows what would follow.", about)


@pytest.fixture(scope="module")
def written(words):
    """A deck with a figure, as it is written."""
    return html.write(deck(shown=drawn(300)), words).decode()


def test_what_people_write_is_never_markup(written):
    read = Read(written)
    assert sum(tag == "script" for tag, _ in read.tags) == 2
    assert "alert(1)</script>" not in written
    told = "".join(data for tag, data in read.texts if tag in ("h1", "p", "li", "title"))
    # Title in the title bar, on its page, on top of three pages; note, author, message, note; three sources; about.
    assert told.count(HOSTILE) == 13


def test_the_policy_allows_this_style_and_this_script_and_nothing_else(written):
    policy = next(
        attrs["content"]
        for tag, attrs in Read(written).tags
        if attrs.get("http-equiv") == "Content-Security-Policy"
    )
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules["default-src"] == "'none'"
    for element, rule in (("style", "style-src"), ("script", "script-src")):
        [content] = re.findall(f"<{element}>(.*?)</{element}>", written, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert rules[rule] == f"'sha256-{digest}'"
    assert "unsafe" not in policy


def test_no_element_styles_itself_which_the_policy_would_drop(written):
    assert not [tag for tag, attrs in Read(written).tags if "style" in attrs]


def test_a_deck_to_hand_out_holds_no_word_of_the_speakers_notes(words):
    assert SECRET not in html.write(deck(), words).decode()


def test_the_speakers_copy_holds_the_notes_beside_their_pages(words):
    content = html.write(deck(), words, presenter=True).decode()
    [told] = re.findall(r'id="pf-told">(.*?)</script>', content, re.DOTALL)
    assert json.loads(told)["notes"] == ["", f"{SECRET} {HOSTILE}", ""]


def test_stamp_source_and_number_stand_on_every_page(written):
    read = Read(written)
    assert len(read.of("pf-slide")) == 3
    assert [attrs["aria-label"] for attrs in read.of("pf-slide")] == [f"Slide {n} of 3" for n in (1, 2, 3)]
    assert [data for _, data in read.texts].count(STAMP) == 3
    assert len(read.of("pf-source")) == 3
    description = next(attrs["content"] for _, attrs in read.tags if attrs.get("name") == "description")
    assert description.startswith(STAMP)


def test_a_figure_is_one_picture_with_one_text_and_a_table_of_its_values(written):
    read = Read(written)
    pictures = read.of("pf-drawn")
    assert [(one["role"], one["aria-label"]) for one in pictures] == [
        ("img", f"Illustrative, not a forecast. {HOSTILE}")
    ] * 2
    assert sum("pf-values" in (attrs.get("class") or "") for _, attrs in read.tags) == 1


def test_the_same_deck_gives_the_same_bytes(words):
    assert html.write(deck(shown=drawn(300)), words) == html.write(deck(shown=drawn(300)), words)


def test_half_a_surrogate_pair_does_not_stop_the_writing(words):
    assert "half ?" in html.write(replace(deck(), title="half \ud800"), words).decode()


def test_rows_that_do_not_fit_are_counted_on_the_slide(words):
    content = slides.sections(deck("Short", count=40), words)[1]
    shown = content.count('<th scope="row"')
    # 720 less margins and headline leaves 500 pixels or so for rows of 38.
    assert 9 <= shown <= 13
    assert words("player.more_rows", count=40 - shown) in content


def test_a_table_that_fits_is_shown_whole(words):
    content = slides.sections(deck("Short", count=5), words)[1]
    assert content.count('<th scope="row"') == 5
    assert 'class="pf-more"' not in content


@pytest.mark.parametrize(
    ("message", "step"),
    [("A short one", "large"), ("word " * 22, "large"), ("word " * 36, "medium"), ("字" * 200, "small")],
)
def test_a_long_headline_is_smaller(message, step):
    assert layout.headline_step(message, layout.ACROSS) == step


@pytest.mark.parametrize(("height", "side"), [(300, "above"), (560, "beside")])
def test_a_tall_figure_stands_beside_its_headline(height, side):
    plan = layout.divide(deck("Short", drawn(height)).slides[0])
    assert plan.side == side
    assert plan.width >= 620


def test_a_figure_too_tall_to_be_read_gives_way_to_its_table(words):
    content = slides.parts(deck("Short", drawn(1000)).slides[0], words)
    assert content["figure"].startswith("<table")
    assert content["measure"] == ""


def test_with_a_lever_the_space_does_not_hang_on_the_message():
    plans = [
        layout.divide(deck(message, drawn(300)).slides[0], lever=True) for message in ("A", "word " * 22)
    ]
    assert plans[0] == plans[1]


def test_about_goes_on_over_as_many_pages_as_it_needs(words):
    many = (
        ("Sources", tuple(f"E{n:02} A source of one line." for n in range(70))),
        ("Weaknesses", ("One.",)),
    )
    pages = slides.sections(deck("Short", about=many), words)[2:]
    listed = [entry for page in pages for entry in re.findall(r"<li dir=\"auto\">(.*?)</li>", page)]
    assert listed == [*many[0][1], "One."]
    # Fifteen lines with their gaps fill a column of 21.
    assert len(pages) == 3


def test_a_lever_says_its_value_in_words(words):
    lever = slides.Slider("fee", "Fee & more", (0, 50, 100), 50, ("$0", "$50", "$100"))
    content = slides.sections(deck("Short"), words, {1: lever})[1]
    [slider] = [attrs for tag, attrs in Read(content).tags if attrs.get("type") == "range"]
    assert (slider["min"], slider["max"], slider["value"]) == ("0", "2", "1")
    assert json.loads(slider["data-values"]) == [0, 50, 100]
    assert slider["aria-valuetext"] == "$50"
    assert json.loads(slider["data-texts"]) == ["$0", "$50", "$100"]


def test_every_rule_of_the_style_keeps_to_the_player():
    plain = re.sub(r"/\*.*?\*/", "", player.style(), flags=re.DOTALL)
    selectors = [part.strip() for rule in re.findall(r"([^{}]+)\{", plain) for part in rule.split(",")]
    assert selectors
    foreign = [
        one
        for one in selectors
        if not re.search(r"\.pf-|^@|^h\d$|^p$|^ul$|^ol$|^d[ld]$|^input\)|^dd\)|^h2\)", one)
    ]
    assert foreign == []


def test_every_word_the_script_asks_for_is_handed_over(words):
    asked = set(re.findall(r"\bwords\.(\w+)", player.script())) | set(
        re.findall(r'\["(key_\w+)"', player.script())
    )
    assert asked
    assert asked <= player.words(words).keys()
