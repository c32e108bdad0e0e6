"""Pictures of charts, opened again: size, words, caption, and nothing that is loaded from elsewhere."""

import io
import json
import re
from xml.etree import ElementTree

import pytest
import vl_convert
from PIL import Image

from scenarios import text
from scenarios.briefing import Context, Named, charts
from scenarios.engine import scenario
from scenarios.exports import picture, plates
from scenarios.exports.failure import ExportError

STAMP = "ILLUSTRATIVE – NOT A FORECAST"
HOSTILE = '<script>alert("x")</script> & =HYPERLINK 人才'
FAMILY = "'Source Sans 3', 'Source Sans', sans-serif"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def make(inputs):
    """Makes the plate of a chart."""
    words = text.words(inputs.folder)
    fee = scenario.make(inputs, {"us_fee": 100000, "cn_job_offer": 0.5})

    def made(chart, title="The fee", chosen=fee):
        context = Context(inputs, words, (Named(title, chosen), *(
            (Named("Other", scenario.Scenario()),) if chart == "compare" else ()
        )), "2026-11-22")  # fmt: skip
        return charts.plate(chart, context, "IND_YOUNG", "US")

    return made


DRAWN = ("baseline", "changes", "heat", "waterfall", "meter", "dots", "tornado", "tipping", "compare", "beliefs",
         "leavers")  # fmt: skip
"""Charts that are pictures; the others are tables."""


def said(svg):
    """The lines of text of a picture."""
    return ["".join(node.itertext()) for node in ElementTree.fromstring(svg).iter(f"{SVG}text")]


def drawn(figure):
    """A figure as a drawing, without anything that is kept between drawings."""
    lettered = json.dumps(figure.spec).replace("Source Sans, sans-serif", FAMILY)
    spec = {**json.loads(lettered), "width": picture.WIDTH, "padding": 16}
    tables = {name: table.to_dict(orient="records") for name, table in figure.data.items()}
    return vl_convert.vegalite_to_svg({**spec, "datasets": tables})


def test_every_chart_is_a_picture_or_a_table():
    assert set(charts.CHARTS) == {*DRAWN, "assumptions", "sources"}


@pytest.mark.parametrize("chart", DRAWN)
def test_a_drawing_holds_stamp_run_and_numbers_as_text_and_loads_nothing(make, chart):
    made = make(chart)
    content = plates.WRITERS["svg"](made)
    lines = said(content)
    assert set(said(drawn(made.figure))) <= set(lines)
    # Alone, it says what it shows and of whom.
    assert " ".join(lines).count(made.headline.split()[-1]) and (made.about in lines if made.about else True)
    assert any(line.startswith(STAMP) for line in lines)
    assert any(made.credit.run_ids[0] in line and made.credit.day in line for line in lines)
    assert sum(bool(re.search(r"\d", line)) for line in lines) >= 5
    addresses = set(re.findall(r"\w+://[^\"'\s)]+", content.decode()))
    assert addresses <= {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}
    for node in ElementTree.fromstring(content).iter():
        assert node.tag.removeprefix(SVG) not in ("script", "image", "foreignObject", "style", "use")
        for name, value in node.attrib.items():
            assert not name.rpartition("}")[2].startswith(("on", "href")), (name, value)
            assert "url(" not in value or value.startswith("url(#"), value


def test_what_somebody_wrote_is_text_in_a_drawing(make):
    content = plates.WRITERS["svg"](make("changes", HOSTILE))
    assert b"<script" not in content
    assert any('<script>alert("x")' in line for line in said(content))


def test_two_drawings_of_one_kind_each_hold_their_own_numbers(make, inputs):
    one, other = make("changes").figure, make("changes", chosen=scenario.make(inputs, {"us_odds": 1})).figure
    first, second = picture.svg(one), picture.svg(other)
    assert said(first) != said(second)
    for svg, figure in ((first, one), (second, other), (picture.svg(one), one)):
        moved = [text for text in figure.data["rows"]["moved"] if text]
        assert set(moved) <= set(said(svg)) and len(moved) == len(inputs.destinations) + 1  # and the head


def test_letters_are_of_the_typeface_that_the_app_shows(make):
    families = set(re.findall(r'font-family="([^"]+)"', plates.WRITERS["svg"](make("changes")).decode()))
    assert families == {FAMILY}


def test_a_drawing_without_its_caption_is_lower_and_holds_all_else(make):
    figure = make("changes").figure
    whole, cropped = picture.svg(figure, 700), picture.svg(figure, 700, caption=False)
    lines = said(cropped)
    assert not any(STAMP in line for line in lines)
    assert [line for line in said(whole) if line not in lines] == list(figure.data["caption_wide"]["text"])
    tall, low = (float(ElementTree.fromstring(svg).get("height")) for svg in (whole, cropped))
    # A rim of 16 pixels is around the whole one.
    assert tall == picture.height(figure) + 32 and low == picture.height(figure, caption=False)
    assert low < picture.height(figure) - 28
    assert [float(ElementTree.fromstring(svg).get("width")) for svg in (whole, cropped)] == [732, 700]


def test_drawing_changes_nothing_of_the_figure_and_gives_the_same_bytes_again(make):
    figure = make("changes").figure
    spec, tables = dict(figure.spec), {name: table.copy() for name, table in figure.data.items()}
    assert picture.svg(figure) == picture.svg(figure)
    assert figure.spec == spec and figure.spec["width"] == "container"
    assert all(table.equals(tables[name]) for name, table in figure.data.items())


@pytest.mark.parametrize("chart", ["changes", "tipping"])
def test_a_picture_has_two_pixels_for_each_of_its_width_and_ink_in_every_quarter(make, chart):
    made = make(chart)
    with Image.open(io.BytesIO(plates.WRITERS["png"](made))) as image:
        assert image.format == "PNG"
        wide, high = 2 * (picture.WIDTH + 32), 2 * (picture.height(made.figure) + 32)
        # Over it stand the headline, in lines of 23 pixels, and the group.
        assert image.size[0] == wide and (image.size[1] - high - 28) % 46 == 0 < image.size[1] - high
        grey = image.convert("RGBA")
        paper = Image.new("RGBA", image.size, "white")
        paper.alpha_composite(grey)
        page = paper.convert("L")
        wide, high = page.size
        for left, top in ((0, 0), (wide // 2, 0), (0, high // 2), (wide // 2, high // 2)):
            assert page.crop((left, top, left + wide // 2, top + high // 2)).getextrema()[0] < 120
        # Nothing is clipped: the rim is white.
        rims = ((0, 0, wide, 8), (0, high - 8, wide, high), (0, 0, 8, high), (wide - 8, 0, wide, high))
        for rim in rims:
            assert page.crop(rim).getextrema() == (255, 255), rim


def test_what_is_a_table_has_no_picture_and_says_what_it_has(make):
    made = make("assumptions")
    assert plates.endings(made) == ["csv", "json"]
    assert plates.endings(make("changes")) == ["png", "svg", "csv", "json"]
    for ending in ("png", "svg"):
        with pytest.raises(ExportError, match="'assumptions' is a table; write it as .csv or .json"):
            plates.WRITERS[ending](made)
