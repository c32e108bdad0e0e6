"""PowerPoint files, opened again: what stands on every slide; charts, tables and workbooks with the numbers."""

import io
import zipfile
from dataclasses import replace

import pytest
from lxml import etree
from openxml_audit import validate_pptx
from pptx import Presentation
from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.shapes import PP_PLACEHOLDER

from scenarios import text
from scenarios.briefing import BARS, GRID, LINES, STACKED, Credit, Deck, Native, Plate, Series, Slide
from scenarios.charts.figure import Figure
from scenarios.exports import pptx
from scenarios.tables import Cell, Table

STAMP = "ILLUSTRATIVE – NOT A FORECAST"
LINE = "Pull Factors 1 · model 1 · data 7 · The fee · run 0123456789ab · 2026-11-22"
SENTENCE = "This shows what would follow if the stated assumptions held."
CREDIT = Credit(
    STAMP, "Pull Factors 1", ("The fee",), ("0123456789ab",), (("model", "1"),), "2026-11-22", LINE
)
TABLE = Table("t", "Shares", ("Place", "Share"), ((Cell("US"), Cell("12.5", number=True)),))
HOSTILE = '=HYPERLINK("http://x","y") <script>&\'\x07\ud800 人才 عرب'
NS = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
}
ALT = "Illustrative, not a forecast. Change of two places."
BAR_SERIES = Series("Change", (-3.5, 1.25), (-6.0, 0.5), (-2.5, 2.25), "#D55E00")
BAR = Native(BARS, ("US", "China"), (BAR_SERIES,), "points", 1)
COMPARED = replace(
    BAR, series=(BAR_SERIES, replace(BAR_SERIES, name="Other", values=(2.0, None), colour="#0B2F5E"))
)
STEPS = Native(
    STACKED,
    ("Before", "Fee", "Scenario"),
    (
        Series("Held up", (None, 9.0, None)),
        Series("Share", (15.0, None, 9.0), colour="#57606A"),
        Series("Lowers", (None, 6.0, None), colour="#B34700"),
    ),
    "share, %",
    1,
    signed=False,
)
CURVE = Native(
    LINES, (0.0, 50.0, 100.0), (Series("Margin", (8.0, None, -2.0), colour="#D55E00"),), "points", 1, "Fee, $"
)
HEAT = Native(GRID, ("US", "China"), (Series("Young", (-9.6, 0.04)), Series("Old", (None, 4.5))), "points", 1)


@pytest.fixture(scope="module")
def words():
    """The words that the files need."""
    return text.Words(
        {
            "pptx.version": "version {version}",
            "pptx.about": "About",
            "pptx.about_part": "About {number} of {count}",
            "pptx.alt": "Illustrative, not a forecast. {caption}.",
            "pptx.question": "Ask: {question}",
            "pptx.answer": "Result: {answer}",
            "pptx.runs": "Run ids: {runs}",
            "pptx.low": "{name}, low",
            "pptx.high": "{name}, high",
            "pptx.below": "{name}, below",
            "pptx.above": "{name}, above",
            "pptx.more": "Not shown: {count}",
        }
    )


def plate(native=None, table=TABLE, figure=None):
    """A plate with the caption that all have."""
    return Plate(
        "changes", "Headline", "", table, (f"{STAMP} · change in points", "source"), CREDIT, figure, native
    )


def deck(*plates, **changed):
    """A briefing of plates, with other texts where they are given."""
    slides = [Slide(n, f"Message {n}", "A note", each, "Say this.") for n, each in enumerate(plates, 1)]
    about = (("How to read this", ("A share is a part of a group.",)),)
    made = Deck("The fee", "In short", "A. Briefer", 3, tuple(slides), CREDIT, SENTENCE, about)
    return replace(made, **changed)


def opened(written):
    """The slides of a file."""
    return list(Presentation(io.BytesIO(written)).slides)


def texts(slide):
    """Every text on a slide, tables and layout included."""
    shapes = [*slide.shapes, *slide.slide_layout.shapes]
    cells = [
        cell.text
        for shape in slide.shapes
        if shape.has_table
        for row in shape.table.rows
        for cell in row.cells
    ]
    return [shape.text_frame.text for shape in shapes if shape.has_text_frame] + cells


def chart_of(native, words):
    """The chart of a briefing of one plate, and its frame."""
    slide = opened(pptx.write(deck(plate(native)), words))[1]
    frame = next(shape for shape in slide.shapes if shape.has_chart)
    return frame.chart, frame


def cells(chart):
    """(kind, content) of the cells of the spreadsheet behind a chart: text, formula or number."""
    with zipfile.ZipFile(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob)) as archive:
        shared = ["".join(each.itertext()) for each in etree.fromstring(archive.read("xl/sharedStrings.xml"))]
        sheet = etree.fromstring(archive.read("xl/worksheets/sheet1.xml"))
    found = {}
    for cell in sheet.iter("{*}c"):
        formula, value = cell.find("{*}f"), cell.findtext("{*}v")
        if formula is not None:
            found[cell.get("r")] = ("formula", formula.text)
        elif value is not None:
            found[cell.get("r")] = (
                ("text", shared[int(value)]) if cell.get("t") == "s" else ("number", float(value))
            )
    return found


def numbers(chart, path):
    """Numbers of a chart by place, from the XML."""
    found = chart._chartSpace.xpath(f"{path}//c:numCache/c:pt")
    return {int(point.get("idx")): float(point[0].text) for point in found}


ALL = [BAR, COMPARED, STEPS, CURVE, HEAT, None]


def test_every_slide_carries_stamp_source_line_and_its_number(words):
    slides = opened(pptx.write(deck(*map(plate, ALL)), words))
    assert len(slides) == 1 + len(ALL) + 1
    for slide in slides:
        assert STAMP in texts(slide)
        kinds = {shape.placeholder_format.type: shape for shape in slide.placeholders}
        assert kinds[PP_PLACEHOLDER.FOOTER].text_frame.text == LINE
        assert kinds[PP_PLACEHOLDER.SLIDE_NUMBER].element.xpath(".//a:fld/@type") == ["slidenum"]
        assert STAMP in slide.notes_slide.notes_text_frame.text
        assert LINE in slide.notes_slide.notes_text_frame.text


def test_the_first_slide_says_whose_it_is_and_the_first_and_last_what_it_is_not(words):
    first, *_, last = opened(pptx.write(deck(plate(BAR)), words))
    assert {"The fee", "In short", "A. Briefer · version 3 · 2026-11-22", SENTENCE} <= set(texts(first))
    assert SENTENCE in texts(last)
    assert "How to read this\nA share is a part of a group." in texts(last)


def test_the_message_is_the_title_of_its_slide_and_an_empty_note_leaves_no_empty_box(words):
    made = deck(plate(BAR))
    made = replace(made, slides=(replace(made.slides[0], note=""),))
    slide = opened(pptx.write(made, words))[1]
    assert slide.shapes.title.text_frame.text == "Message 1"
    assert all(shape.text_frame.text for shape in slide.placeholders if shape.has_text_frame)


def test_the_notes_are_what_was_written_then_the_question_then_the_source(words):
    made = deck(plate(BAR))
    made = replace(made, slides=(replace(made.slides[0], question="How many?", answer="−7.6"),))
    notes = opened(pptx.write(made, words))[1].notes_slide.notes_text_frame.text
    assert notes.split("\n") == [
        "Say this.", "Ask: How many?", "Result: −7.6", "", LINE, "Run ids: 0123456789ab", STAMP,
    ]  # fmt: skip


@pytest.mark.parametrize("native", [BAR, COMPARED, STEPS, CURVE])
def test_the_title_of_a_chart_begins_with_the_stamp_and_its_axes_have_ids_that_are_not_negative(
    words, native
):
    chart, _ = chart_of(native, words)
    assert chart.chart_title.text_frame.text == f"{STAMP} · change in points"
    assert all(int(each) > 0 for each in chart._chartSpace.xpath("//c:axId/@val"))


@pytest.mark.parametrize(
    ("native", "kind"), [(BAR, XL_CHART_TYPE.BAR_CLUSTERED), (STEPS, XL_CHART_TYPE.BAR_STACKED)]
)
def test_bars_hold_the_names_and_numbers_of_the_plate_from_top_to_bottom(words, native, kind):
    chart, _ = chart_of(native, words)
    assert chart.chart_type == kind
    assert list(chart.plots[0].categories) == list(native.categories)
    assert [(each.name, tuple(each.values)) for each in chart.plots[0].series] == [
        (each.name, each.values) for each in native.series
    ]
    assert chart.category_axis.reverse_order


def test_a_range_is_an_error_bar_as_long_as_from_the_value_to_low_and_to_high(words):
    chart, _ = chart_of(BAR, words)
    assert numbers(chart, "//c:errBars/c:minus") == {0: 2.5, 1: 0.75}
    assert numbers(chart, "//c:errBars/c:plus") == {0: 1.0, 1: 1.0}


def test_a_missing_number_has_no_bar_no_error_bar_and_no_label(words):
    chart, _ = chart_of(COMPARED, words)
    assert numbers(chart, "//c:ser[2]/c:val") == {0: 2.0}
    assert numbers(chart, "//c:ser[2]/c:val") == {0: 2.0}
    assert len(chart._chartSpace.xpath("//c:ser[2]/c:errBars/c:plus//c:pt")) == 1
    assert chart.has_legend


def test_the_number_beside_a_bar_stands_past_the_end_of_its_range(words):
    chart, _ = chart_of(BAR, words)
    left, wide = (float(chart._chartSpace.xpath(f"//c:plotArea/c:layout//c:{each}/@val")[0]) for each in "xw")
    part = wide / (chart.value_axis.maximum_scale - chart.value_axis.minimum_scale)
    shifts = [float(each) for each in chart._chartSpace.xpath("//c:dLbl/c:layout//c:x/@val")]
    assert -0.02 < shifts[0] + 2.5 * part < 0 < shifts[1] - 1.0 * part < 0.02
    assert 0 < left < left + wide < 1


def test_a_number_that_rounds_to_zero_is_printed_without_a_sign(words):
    small = replace(BAR, series=(replace(BAR_SERIES, values=(-0.04, 1.25)),))
    chart, _ = chart_of(small, words)
    codes = chart._chartSpace.xpath("//c:dLbl/c:numFmt/@formatCode")
    assert codes == ["0.0;0.0;0.0", '+0.0;"−"0.0;0.0']


def test_a_part_without_a_colour_is_not_seen_and_a_step_down_is_labelled_with_a_minus(words):
    chart, _ = chart_of(STEPS, words)
    assert chart._chartSpace.xpath("//c:ser[1]/c:spPr/a:noFill")
    assert chart._chartSpace.xpath("//c:ser[3]/c:dLbls/c:dLbl/c:numFmt/@formatCode") == ['"−"0.0']
    assert not chart.has_legend


def test_lines_keep_their_gaps_and_both_axes_have_a_title(words):
    chart, _ = chart_of(CURVE, words)
    assert numbers(chart, "//c:xVal") == {0: 0.0, 1: 50.0, 2: 100.0}
    assert numbers(chart, "//c:yVal") == {0: 8.0, 2: -2.0}
    assert chart._chartSpace.xpath("//c:valAx/c:title//a:t/text()") == ["Fee, $", "points"]


def test_an_axis_holds_every_number_that_lies_outside_the_span_it_is_given(words):
    chart, _ = chart_of(replace(BAR, span=(-5.0, 5.0)), words)
    assert chart.value_axis.minimum_scale <= -6.0
    assert chart.value_axis.maximum_scale >= 5.0


def test_a_number_that_its_digits_do_not_print_has_its_label_and_the_others_follow_an_edit(words):
    counted = Series("Of 100", (57.5, 40.2, 0.4), labels=("57", "40", "<1"))
    chart, _ = chart_of(Native(BARS, ("US", "China", "Korea"), (counted,), "people", 0, signed=False), words)
    codes = chart._chartSpace.xpath("//c:dLbl/c:numFmt/@formatCode")
    assert codes == ['"57"', '0;"−"0;0', '"<1"']
    assert chart.plots[0].series[0].values == (57.5, 40.2, 0.4)


def test_the_workbook_of_a_chart_holds_low_and_high_and_formulas_for_the_lengths_and_the_source(words):
    chart, _ = chart_of(BAR, words)
    found = cells(chart)
    heads = ["Change", "Change, low", "Change, high", "Change, below", "Change, above"]
    assert [found[f"{column}1"] for column in "BCDEF"] == [("text", head) for head in heads]
    assert [found[f"{column}2"][1] for column in "ABCDEF"] == ["US", -3.5, -6, -2.5, "B2-C2", "D2-B2"]
    assert [found[f"A{row}"][1] for row in (5, 6, 7)] == [STAMP, LINE, "Run ids: 0123456789ab"]


def test_a_name_that_looks_like_a_formula_stays_text_in_the_workbook(words):
    names = ("=1+1", "@SUM(A1)")
    native = replace(BAR, categories=names, series=(replace(BAR_SERIES, name="=2+3"),))
    chart, _ = chart_of(native, words)
    found = cells(chart)
    assert [found[place] for place in ("A2", "A3", "B1")] == [("text", each) for each in (*names, "=2+3")]


def test_a_grid_is_a_table_under_the_stamp_and_blank_where_there_is_no_number(words):
    slide = opened(pptx.write(deck(plate(HEAT)), words))[1]
    table = next(shape.table for shape in slide.shapes if shape.has_table)
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[0][0] == f"{STAMP} · change in points"
    assert rows[1:] == [["", "US", "China"], ["Young", "−9.6", "0.0"], ["Old", "", "+4.5"]]


def test_a_long_table_says_how_many_rows_are_left_out(words):
    rows = tuple((Cell(f"Row {n}"), Cell(str(n), number=True)) for n in range(60))
    slide = opened(pptx.write(deck(plate(table=replace(TABLE, rows=rows))), words))[1]
    frame = next(shape for shape in slide.shapes if shape.has_table)
    place = slide.slide_layout.placeholders.get(13)
    shown = [row.cells[0].text for row in frame.table.rows]
    kept = sum(each.startswith("Row ") for each in shown)
    assert 5 < kept < 60
    assert shown[-1] == f"Not shown: {60 - kept}"
    assert frame.top + frame.height <= place.top + place.height


def test_what_is_seen_is_also_told(words):
    drawn = Figure({}, {}, ALT)
    slides = opened(pptx.write(deck(plate(BAR, figure=drawn), plate(HEAT), plate()), words))
    told = [
        shape._element.xpath(".//p:cNvPr/@descr")
        for slide in slides
        for shape in slide.shapes
        if shape.has_chart or shape.has_table
    ]
    fallback = "Illustrative, not a forecast. Shares."
    assert told == [[ALT], [fallback], [fallback]]


def test_hostile_texts_arrive_as_they_are_but_for_a_mark_in_place_of_what_no_file_can_hold(words):
    made = deck(plate(replace(BAR, categories=(HOSTILE, "x"))), title=HOSTILE, note=HOSTILE, author=HOSTILE)
    made = replace(made, slides=(replace(made.slides[0], message=HOSTILE, notes=HOSTILE),))
    slides = opened(pptx.write(made, words))
    kept = HOSTILE.replace("\x07", "\ufffd").replace("\ud800", "\ufffd")
    assert slides[0].shapes.title.text_frame.text == kept
    assert slides[1].shapes.title.text_frame.text == kept
    assert slides[1].notes_slide.notes_text_frame.text.startswith(kept)


def test_a_long_message_is_written_smaller_and_an_arabic_one_from_the_right(words):
    made = deck(plate(BAR), plate(BAR), plate(BAR))
    first, long, arabic = made.slides
    changed = (first, replace(long, message="W" * 200), replace(arabic, message="عرب"))
    shown = [
        slide.shapes.title.text_frame.paragraphs[0]
        for slide in opened(pptx.write(replace(made, slides=changed), words))[1:4]
    ]
    assert shown[0].runs[0].font.size is None
    assert shown[1].runs[0].font.size.pt < 20
    assert [each._p.xpath("a:pPr/@rtl") for each in shown] == [[], [], ["1"]]


def test_long_names_of_steps_are_given_room_and_all_of_them_stand_at_the_axis(words):
    names = tuple(
        f"Reading: the fee is annual and paid for every new petition from outside, {n}" for n in range(8)
    )
    parts = (Series("Held up", (1.0,) * 8), Series("Lowers", (0.5,) * 8, colour="#B34700"))
    chart, frame = chart_of(replace(STEPS, categories=names, series=parts), words)
    (size,) = chart._chartSpace.xpath("//c:catAx/c:txPr//a:defRPr/@sz")
    (left,) = chart._chartSpace.xpath("//c:plotArea/c:layout//c:x/@val")
    # Over an English sentence a letter of Arial is about 0.45 of its size wide.
    assert len(names[0]) * 0.45 * int(size) / 100 < float(left) * frame.width.pt
    assert int(size) >= 900
    assert chart._chartSpace.xpath("//c:catAx/c:tickLblSkip/@val") == ["1"]


def test_a_long_last_page_goes_on_and_loses_no_line(words):
    lines = tuple(f"Source {n}, a report of some length that is cited in full here" for n in range(90))
    slides = opened(pptx.write(deck(plate(BAR), about=(("Sources", lines),)), words))[2:]
    shown = [
        line
        for slide in slides
        for each in texts(slide)
        for line in each.split("\n")
        if line.startswith("Source ")
    ]
    assert shown == list(lines)
    assert [slide.shapes.title.text_frame.text for slide in slides] == [
        f"About {n} of {len(slides)}" for n in range(1, len(slides) + 1)
    ]


def test_a_file_is_the_same_whenever_it_is_written_and_says_what_it_is(words):
    written = pptx.write(deck(*map(plate, ALL)), words)
    assert written == pptx.write(deck(*map(plate, ALL)), words)
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        assert {each.date_time[0] for each in archive.infolist()} == {1980}
    properties = Presentation(io.BytesIO(written)).core_properties
    assert (properties.title, properties.author, properties.subject) == ("The fee", "A. Briefer", STAMP)
    assert properties.keywords == "0123456789ab"
    assert properties.created.date().isoformat() == "2026-11-22"


def test_no_two_shapes_of_a_slide_share_a_number(words):
    with zipfile.ZipFile(io.BytesIO(pptx.write(deck(*map(plate, ALL)), words))) as archive:
        slides = [name for name in archive.namelist() if name.startswith("ppt/slides/slide")]
        assert len(slides) == 1 + len(ALL) + 1
        for name in slides:
            ids = [each.get("id") for each in etree.fromstring(archive.read(name)).iter("{*}cNvPr")]
            assert len(ids) == len(set(ids))


def test_the_file_is_valid_by_the_rules_of_the_format(words, tmp_path):
    path = tmp_path / "deck.pptx"
    path.write_bytes(pptx.write(deck(*map(plate, ALL)), words))
    assert [str(error) for error in validate_pptx(path).errors] == []
