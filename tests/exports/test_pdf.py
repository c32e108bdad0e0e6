"""The hand-out: an accessible PDF in which nothing of a briefing is lost, and no text of a user is markup."""

import io
import math
import re
from dataclasses import replace

import pypdf
import pytest

from scenarios.briefing import BARS, Credit, Deck, Named, Native, Plate, Slide, Step, Storyboard
from scenarios.briefing.deck import deck as made
from scenarios.exports import paper, pdf
from scenarios.exports.failure import ExportError
from scenarios.formats import files
from scenarios.tables import Cell, Table

STAMP = "ILLUSTRATIVE – NOT A FORECAST"
LINE = "Pull Factors 1 · model 1 · data 7 · The fee · run 0123456789ab · 2026-11-22"
CREDIT = Credit(
    STAMP, "Pull Factors 1", ("The fee",), ("0123456789ab",), (("model", "1"),), "2026-11-22", LINE
)
CAPTION = (f"{STAMP} · change in points", "source")
HOSTILE = '#eval("1") *x* _y_ $z$ @ref <script>alert(1)</script> =HYPERLINK("a") `raw` [b] // c'
TABLE = Table("t", "Shares", ("Place", "Share, %"), ((Cell("US"), Cell("12.5", number=True)),))
CHARTS = ("baseline", "changes", "heat", "waterfall", "compare", "assumptions")


@pytest.fixture(scope="module")
def real(inputs, words):
    """A briefing of six steps as people make them."""
    presets = files.presets(inputs)
    fee, door = (
        Named(presets[name].title, presets[name].scenario)
        for name in ("fee_first_reported", "china_opens_up")
    )
    steps = tuple(
        Step(chart, (fee, door) if chart == "compare" else (fee,), "IND_YOUNG", "US") for chart in CHARTS
    )
    board = Storyboard("Who moves where", steps, note="Six steps.", author="A. Briefer")
    return made(inputs, words, board, "2026-11-22")


@pytest.fixture(scope="module")
def printed(real, words):
    """The hand-out of that briefing."""
    return opened(pdf.write(real, words))


def opened(content):
    return pypdf.PdfReader(io.BytesIO(content))


def of(table=TABLE, message="A message", figure=None, native=None, **about):
    """A briefing of one step."""
    plate = Plate("shares", message, "", table, CAPTION, CREDIT, figure, native)
    given = {"title": "Title", "note": "", "author": "", "version": 0, "sentence": "A sentence.", "about": ()}
    return Deck(slides=(Slide(1, message, "", plate, ""),), credit=CREDIT, **(given | about))


def squeezed(page):
    """The text of a page on one line."""
    return " ".join(page.extract_text().split())


def whole(reader):
    return " ".join(map(squeezed, reader.pages))


def parts(node):
    """Every element of the structure tree in reading order."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for child in node:
            yield from parts(child)
    elif isinstance(node, dict):
        if "/S" in node:
            yield node
        yield from parts(node.get("/K", []))


def tags(reader):
    return list(parts(reader.trailer["/Root"]["/StructTreeRoot"]["/K"]))


def grid(columns, rows, numbers_from=1):
    """A table of texts; columns from a place on are numbers."""
    cells = (
        tuple(Cell(item, number=place >= numbers_from) for place, item in enumerate(row)) for row in rows
    )
    return Table("t", "Caption", tuple(columns), tuple(cells))


def test_a_briefing_of_six_steps_takes_two_to_six_pages(printed):
    assert 2 <= len(printed.pages) <= 6


def test_every_page_says_what_it_is_and_which_run_and_versions_it_comes_from(printed, real):
    for page in printed.pages:
        content = squeezed(page)
        assert STAMP in content
        assert " ".join(real.credit.line.split()) in content
        assert f"run {real.credit.run_ids[0]}" in content
        for name, version in real.credit.versions:
            assert f"{name} {version}" in content


def test_every_page_says_which_of_how_many_it_is(printed):
    count = len(printed.pages)
    for number, page in enumerate(printed.pages, 1):
        assert f"Page {number} of {count}" in squeezed(page)


def test_the_source_of_every_figure_stands_under_it(printed, real):
    content = whole(printed)
    for slide in real.slides:
        assert f"{slide.plate.caption[0]} {slide.plate.credit.line}" in content


def test_the_file_is_tagged_and_says_that_it_is_accessible(printed):
    root = printed.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()


def test_title_and_author_stand_in_the_properties_of_the_file(printed):
    assert printed.metadata.title == "Who moves where"
    assert printed.metadata.author == "A. Briefer"


def test_every_figure_has_its_text_in_the_structure(printed, real):
    said = [tag["/Alt"] for tag in tags(printed) if tag["/S"] == "/Figure"]
    assert said == [slide.plate.figure.alt for slide in real.slides if slide.plate.figure]


def test_every_table_has_heads_that_are_tagged(printed):
    tables = [tag for tag in tags(printed) if tag["/S"] == "/Table"]
    assert len(tables) == len(CHARTS)
    for table in tables:
        assert [tag["/S"] for tag in parts(table)][:4] == ["/Table", "/THead", "/TR", "/TH"]


def test_no_level_of_headings_is_left_out(printed):
    levels = [int(tag["/S"][2:]) for tag in tags(printed) if re.fullmatch(r"/H\d", tag["/S"])]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))


def test_the_words_inside_a_figure_are_text(printed, real):
    # Figures say UK, tables say United Kingdom.
    assert not any(
        cell.text == "UK" for slide in real.slides for row in slide.plate.table.rows for cell in row
    )
    assert re.search(r"\bUK\b", whole(printed))


def test_the_numbers_of_a_table_are_printed(printed, real):
    table = next(slide.plate.table for slide in real.slides if slide.plate.chart == "changes")
    content = whole(printed)
    for row in table.rows:
        assert " ".join(cell.text for cell in row[:6]) in content


def test_columns_that_find_no_room_are_named(printed, real):
    table = next(slide.plate.table for slide in real.slides if slide.plate.chart == "changes")
    assert f"has more columns: {'; '.join(table.columns[6:])}." in whole(printed)


def test_no_type_is_smaller_than_nine_points(printed):
    sizes = []

    def measure(content, view, matrix, _, size):
        across = [matrix[0] * view[0] + matrix[1] * view[2], matrix[0] * view[1] + matrix[1] * view[3]]
        if content.strip():
            sizes.append(size * math.hypot(*across))

    for page in printed.pages:
        page.extract_text(visitor_text=measure)
    assert len(sizes) > 100
    assert min(sizes) >= 8.99


def test_the_same_briefing_gives_the_same_bytes(words):
    assert pdf.write(of(), words) == pdf.write(of(), words)


def test_the_day_of_the_file_is_the_day_of_the_run(words):
    assert opened(pdf.write(of(), words)).metadata.creation_date.date().isoformat() == "2026-11-22"


def test_text_that_looks_like_markup_is_printed_as_it_is(words):
    table = grid([HOSTILE, "n"], [[HOSTILE, "1"]])
    briefing = of(table, HOSTILE, title=HOSTILE, note=HOSTILE, author=HOSTILE, about=((HOSTILE, (HOSTILE,)),))
    reader = opened(pdf.write(briefing, words))
    # Title, byline, note, message, two cells, heading and line; breaks of lines are no part of a text.
    found = whole(reader).replace(" ", "").count(HOSTILE.replace(" ", ""))
    assert found == 8
    assert reader.metadata.title == HOSTILE


def test_text_of_another_script_does_not_vanish(words):
    content = whole(opened(pdf.write(of(title="人才流向 مرحبا Ж"), words)))
    for letter in "人才流向Ж":
        assert letter in content or f"[U+{ord(letter):04X}]" in content


def test_a_letter_without_a_typeface_is_printed_as_its_code_and_that_is_said(words):
    reader = opened(pdf.write(of(title="Bell\x07 and \u0378"), words))
    content = whole(reader)
    assert "Bell[U+0007] and [U+0378]" in content
    assert words("handout.coded")[:60] in content


def test_nothing_is_said_of_codes_where_there_are_none(words):
    assert words("handout.coded")[:30] not in whole(opened(pdf.write(of(), words)))


def test_a_strange_accent_does_not_take_its_letter_along(words):
    content = whole(opened(pdf.write(of(note="A tree, e\U0001e8d0"), words)))
    assert "A tree, e[U+1E8D0]" in content


def test_half_of_a_surrogate_pair_does_not_stop_the_export(words):
    assert "Half" in whole(opened(pdf.write(of(title="Half \ud800"), words)))


def test_a_word_of_two_hundred_letters_stays_on_the_page(words):
    page = opened(pdf.write(of(message="W" * 200), words)).pages[0]
    lines = re.findall("W{5,}", page.extract_text())
    assert sum(map(len, lines)) == 200
    # A capital W of 13 points is 10.4 points wide, and the page 511 points.
    assert max(map(len, lines)) <= 49


def test_a_figure_without_a_text_is_refused_by_its_step(real, words):
    first = real.slides[0]
    bare = replace(first, plate=replace(first.plate, figure=replace(first.plate.figure, alt=" ")))
    with pytest.raises(ExportError, match="step 1: the chart 'baseline' has no text"):
        pdf.write(replace(real, slides=(bare,)), words)


def test_a_briefing_without_a_title_is_refused(words):
    with pytest.raises(ExportError, match="no title"):
        pdf.write(of(title=" "), words)


def test_a_step_without_a_message_is_refused(words):
    with pytest.raises(ExportError, match="step 1 has no message"):
        pdf.write(of(message=" "), words)


def test_what_typst_refuses_is_an_export_error(words, monkeypatch):
    monkeypatch.setattr(pdf, "_check", lambda deck: None)
    with pytest.raises(ExportError, match="would not be accessible"):
        pdf.write(of(title=""), words)


def test_a_short_table_stands_beside_its_figure(real, words):
    plate = replace(real.slides[0].plate, table=grid(["Place", "n"], [["US", "1.0"]] * 12))
    assert paper.twin(plate, words)[1] == paper.BESIDE


def test_a_long_table_stands_below_its_figure_in_parts_with_all_rows(real, words):
    rows = [[f"${number},000", str(number)] for number in range(33)]
    plate = replace(real.slides[0].plate, table=grid(["Fee", "n"], rows, 0))
    table, where = paper.twin(plate, words)
    assert where == paper.BELOW
    assert [len(part["rows"]) for part in table["parts"]] == [11, 11, 11]
    assert [row for part in table["parts"] for row in part["rows"]] == rows
    assert table["more"] == []


def test_rows_that_find_no_room_are_counted(words):
    rows = [
        [f"A name that takes most of the width of a page, number {number}", "x" * 60] for number in range(50)
    ]
    table, where = paper.twin(of(grid(["Name", "Text"], rows)).slides[0].plate, words)
    assert where == paper.ALONE
    assert sum(len(part["rows"]) for part in table["parts"]) == 20
    assert table["more"] == ["The CSV file of this chart has 30 more rows."]


def test_a_long_table_of_two_names_is_printed_as_names_by_names(real, words):
    rows = [
        [group, f"Country {place}", f"{before}.00", f"+{before}.5"]
        for before, (group, place) in enumerate((g, p) for g in ("Young", "Senior") for p in "abcdefgh")
    ]
    table = grid(["Group", "Country", "Before, %", "Change, points"], rows, 2)
    native = Native(BARS, (), (), "Change, points", 1)
    plate = replace(real.slides[0].plate, table=table, native=native)
    found, where = paper.twin(plate, words)
    (part,) = found["parts"]
    assert where == paper.BESIDE
    assert part["head"] == ["Country", "Young", "Senior"]
    assert part["rows"][2] == ["Country c", "+2.5", "+10.5"]
    assert len(part["rows"]) == 8
    assert found["more"] == [
        "The numbers are: Change, points. The CSV file of this chart has 16 rows with more columns: Before, %."
    ]


def test_a_name_by_names_table_leaves_a_missing_pair_empty(real, words):
    rows = [[group, place, "1.00", "+1.0"] for group in ("Young", "Senior") for place in "abcdefgh"][:-1]
    table = grid(["Group", "Country", "Before, %", "Change, points"], rows, 2)
    native = Native(BARS, (), (), "Change, points", 1)
    (part,) = paper.twin(replace(real.slides[0].plate, table=table, native=native), words)[0]["parts"]
    assert sum(cell == "" for row in part["rows"] for cell in row) == 1


def test_a_long_table_of_two_names_and_one_number_says_in_its_head_what_the_number_is(real, words):
    rows = [[group, place, "+1.0"] for group in ("Young", "Senior") for place in "abcdefgh"]
    plate = replace(real.slides[0].plate, table=grid(["Group", "Place", "Change"], rows, 2))
    (part,) = paper.twin(replace(plate, native=Native(BARS, (), (), "points", 1)), words)[0]["parts"]
    assert part["head"][0] == "Change"
    assert len(part["rows"]) * (len(part["head"]) - 1) == 16


def test_a_table_too_wide_for_a_page_names_the_columns_that_are_left_out(words):
    columns = [f"Column-{number:02}-of-many" for number in range(12)]
    table, _ = paper.twin(of(grid(columns, [["1"] * 12], 0)).slides[0].plate, words)
    kept = table["parts"][0]["head"]
    assert 1 <= len(kept) < 12
    assert table["more"] == [
        f"The CSV file of this chart has more columns: {'; '.join(columns[len(kept) :])}."
    ]
