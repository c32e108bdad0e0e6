"""The data: the shipped tables are sound, each mistake is refused where it stands, and words stay modest."""

import csv
import re
import shutil
from pathlib import Path

import pytest

from scenarios.formats.files import presets
from scenarios.inputs import DataError, lint, load, read, tables
from scenarios.refusals import MOST
from tests.tables import rewritten


def refused(folder):
    """The problems of a folder that has some, in words."""
    with pytest.raises(DataError) as error:
        load(folder)
    told = [str(problem) for problem in error.value.problems]
    assert str(error.value).splitlines()[:MOST] == told[:MOST]
    assert str(error.value).splitlines()[MOST:] == ([f"and {len(told) - MOST} more"] if told[MOST:] else [])
    assert all(problem.reason and problem.remedy for problem in error.value.problems)
    return "\n".join(told)


def test_the_shipped_data_load_without_a_problem(inputs):
    assert lint(read(inputs.folder)) == []


def test_the_toy_data_load_without_a_problem(toy):
    assert lint(read(toy.folder)) == []


def test_the_shipped_data_have_every_table_and_what_the_specification_names(inputs):
    places = {"HOME", "US", "CA", "UK", "AU", "NZ", "DE", "KR", "CN", "OTH"}
    groups = [
        "IND_YOUNG",
        "IND_IN_US",
        "CHN_IN_US",
        "OTH_IN_US",
        "CHN_HERITAGE_SCI",
        "SENIOR_RES",
        "GLOBAL_YOUNG",
    ]
    assert places <= {row.id for row in inputs.destinations}
    assert set(groups) <= {row.id for row in inputs.segments}
    chinese = ("CHN_IN_US", "CHN_HERITAGE_SCI")
    assert {(group, place) for group in groups for place in places} - {
        (row.segment, row.destination) for row in inputs.baseline_shares
    } == {(group, "HOME") for group in chinese}
    assert {path.name for path in inputs.folder.glob("*.csv")} == {file for _, file, _ in tables()}


MISTAKES = [
    # cells of the wrong kind
    ("attribute_levels", ["*", "US", "gross_pay"], "value", "100,000", ["plain number", "'100,000'"]),
    ("attribute_levels", ["*", "US", "gross_pay"], "value", "", ["plain number"]),
    ("attribute_levels", ["*", "US", "gross_pay"], "value", "nan", ["finite"]),
    ("attribute_levels", ["*", "US", "gross_pay"], "value", "inf", ["finite"]),
    ("attributes", ["welcome"], "min", "nan", ["finite"]),
    ("attributes", ["settlement"], "cap", "nan", ["finite"]),
    ("parameters", ["tenure_years"], "high", "inf", ["finite"]),
    ("segments", ["IND_YOUNG"], "draws", "1.5", ["whole number"]),
    ("segments", ["IND_YOUNG"], "pool_thousand", "-1", ["greater than 0"]),
    ("baseline_shares", ["IND_YOUNG", "HOME"], "share", "0", ["greater than 0"]),
    ("baseline_shares", ["IND_YOUNG", "HOME"], "grade", "certain", ["'certain'", "judgement"]),
    ("baseline_shares", ["IND_YOUNG", "HOME"], "source", "", ["at least one source id"]),
    ("levers", ["us_fee"], "title", "", ["fill the cell"]),
    ("levers", ["us_fee"], "kind", "tax", ["'tax'", "fee"]),
    ("destinations", ["OTH"], "stands_for", "many", ["'many'", "rest"]),
    ("destinations", ["OTH"], "stands_for", "", ["rest"]),
    ("levers", ["us_fee"], "open", "perhaps", ["'perhaps'"]),
    ("levers", ["us_fee"], "sign", "up", ["'up'"]),
    ("readings", ["fee_basis"], "date", "20 Sept", ["'20 Sept'"]),
    ("coefficients", ["b_inc"], "low", "1.2", ["less than 1"]),
    ("coefficient_values", ["b_inc", "*"], "value", "-0.6", ["greater than 0"]),
    ("exposure", ["us_fee", "fee_scope", "all_new", "IND_YOUNG"], "share", "1.5", ["or equal to 1"]),
    # names that point at nothing
    ("destinations", ["US"], "nest", "ANGLOS", ["'ANGLOS'", "ANGLO"]),
    ("segments", ["IND_YOUNG"], "status_quo", "INDIA", ["'INDIA'", "HOME"]),
    ("segments", ["IND_IN_US"], "return_destination", "INDIA", ["'INDIA'", "HOME"]),
    ("baseline_shares", ["IND_YOUNG", "CA"], "destination", "CAN", ["'CAN'", "CA"]),
    ("baseline_shares", ["IND_YOUNG", "CA"], "segment", "IND_OLD", ["'IND_OLD'", "IND_YOUNG"]),
    ("baseline_shares", ["IND_YOUNG", "CA"], "source", "E999", ["'E999'", "sources.csv"]),
    ("segments", ["IND_YOUNG"], "pool_source", "E999", ["'E999'", "sources.csv"]),
    ("attribute_levels", ["*", "CA", "research"], "attribute", "reserch", ["'reserch'", "research"]),
    ("attributes", ["research"], "coefficient", "b_rez", ["'b_rez'", "b_res"]),
    ("nests", ["ANGLO"], "parent", "MOVING", ["'MOVING'", "MOVE"]),
    ("levers", ["us_fee"], "destination", "USA", ["'USA'", "US"]),
    ("levers", ["us_welcome"], "attribute", "welcom", ["'welcom'", "welcome"]),
    ("levers", ["us_research"], "attribute", "reserch", ["'reserch'", "research"]),
    ("levers", ["us_fee_passthrough"], "companion", "us_fees", ["'us_fees'", "us_fee"]),
    ("levers", ["us_scrutiny"], "segments", "china", ["'china'", "chinese"]),
    ("lever_levels", ["us_fee"], "lever", "us_fees", ["'us_fees'", "us_fee"]),
    ("readings", ["fee_basis"], "contradiction", "X99", ["'X99'", "X2"]),
    ("exposure", ["us_fee", "fee_scope", "all_new", "IND_YOUNG"], "option", "all", ["'all'", "fee_scope"]),
    ("warning_conditions", ["odds_above_cap"], "subject", "us_od", ["'us_od'", "us_odds"]),
    ("warning_conditions", ["fee_exhausts_wage", "fee_basis"], "value", "yearly", ["'yearly'", "options"]),
    ("warning_conditions", ["odds_above_cap"], "value", "high", ["'high'", "number"]),
    ("warning_conditions", ["odds_above_cap"], "comparison", "is", ["column value", "number"]),
    ("consistency", ["C1"], "segment", "YOUNG", ["'YOUNG'", "GLOBAL_YOUNG"]),
    ("consistency", ["C1"], "measure", "relativ", ["'relativ'"]),
    ("consistency_inputs", ["C1"], "check", "C99", ["'C99'", "C1"]),
    ("consistency_inputs", ["C1"], "name", "us_od", ["'us_od'"]),
    ("claims", ["K1"], "targets", "lever:us_fees", ["'lever:us_fees'", "kind:id"]),
    # numbers that cannot be beside other numbers
    ("levers", ["us_fee"], "baseline", "150001", ["us_fee", "min <= baseline <= max"]),
    ("levers", ["us_odds"], "max", "0.05", ["column baseline", "us_odds", "min < max"]),
    ("levers", ["us_job_offer"], "baseline", "0.9", ["us_job_offer", "general level"]),
    ("levers", ["cn_pr_years"], "baseline", "9", ["cn_pr_years", "general level"]),
    ("levers", ["weight_income"], "min", "0.4", ["weight_income", "coefficients.csv"]),
    ("levers", ["weight_income"], "max", "2", ["column min", "weight_income", "coefficients.csv"]),
    ("levers", ["tenure_years"], "baseline", "5", ["tenure_years", "parameters.csv"]),
    ("levers", ["us_fee"], "format", "%d and %d", ["us_fee", "'%d and %d'", "print"]),
    ("nests", ["MOVE"], "value", "0,75", ["column value", "'0,75'", "decimal point"]),
    ("levers", ["us_fee"], "format", "%s", ["us_fee", "'%s'", "print"]),
    ("levers", ["us_fee"], "format", "%5.1e", ["us_fee", "print"]),
    ("levers", ["us_fee"], "format", "dollars", ["us_fee", "'dollars'", "print"]),
    ("levers", ["us_welcome"], "attribute", "", ["us_welcome", "attribute"]),
    ("levers", ["us_fee"], "destination", "", ["us_fee", "destination"]),
    ("levers", ["cn_incentive"], "companion", "", ["cn_incentive", "companion"]),
    ("attribute_levels", ["*", "US", "sponsorship"], "value", "1.5", ["1.5", "sponsorship"]),
    ("attribute_levels", ["*", "US", "settlement"], "value", "-1", ["-1", "settlement"]),
    ("attribute_levels", ["*", "HOME", "price_level"], "value", "0", ["price_level"]),
    # the log of nothing: model.md gives access the range (0, 1] or a multiplier, and income needs pay
    ("attribute_levels", ["*", "CA", "access"], "value", "0", ["access"]),
    ("attribute_levels", ["*", "CA", "gross_pay"], "value", "0", ["gross_pay"]),
    ("nests", ["ANGLO"], "value", "0.8", ["parent"]),
    ("nests", ["MOVE"], "value", "1.1", ["less than or equal to 1"]),
    ("nests", ["MOVE"], "low", "", ["come together"]),
    ("nests", ["MOVE"], "low", "-0.6", ["low"]),
    ("nests", ["MOVE"], "parent", "MOVE", ["parent"]),
    ("parameters", ["offer_elasticity"], "low", "-2", ["low"]),
    # what is shown as worth some pay
    ("worth", ["cn_offer"], "kind", "scale", ["'scale'", "lever"]),
    ("worth", ["cn_offer"], "name", "cn_joboffer", ["'cn_joboffer'", "cn_job_offer"]),
    ("worth", ["cn_offer"], "destination", "CHN", ["'CHN'", "CN"]),
    ("worth", ["cn_offer"], "destination", "US", ["cn_job_offer", "does not act on US", "levers.csv"]),
    ("worth", ["cn_offer"], "name", "weight_income", ["column destination", "weight_income", "does not act on CN"]),
    ("worth", ["cn_offer"], "value", "-0.1", ["-0.1", "cn_job_offer", "0 to 1"]),
    ("worth", ["cn_offer"], "value", "nan", ["finite"]),
    ("worth", ["us_year"], "name", "settlment", ["'settlment'", "settlement"]),
    ("worth", ["us_year"], "name", "income", ["'income'", "gross_pay"]),
    ("worth", ["us_year"], "name", "us_pr_wait", ["'us_pr_wait'", "settlement"]),
]  # fmt: skip


NUMBERS = [
    ("lever_levels", ["north_fee", "500000"], "value", "500001", ["500001", "0 to 500000"]),
    ("nests", ["MOVE"], "value", "0.95", ["0.95", "low 0.6", "high 0.9"]),
    ("parameters", ["tenure_years"], "value", "6", ["6", "low 2", "high 5"]),
]
"""Mistakes in the toy data whose message repeats numbers that stand beside them."""


@pytest.mark.parametrize(("table", "start", "column", "cell", "words"), NUMBERS)
def test_a_number_out_of_its_range_is_refused_with_the_range(
    toy, tmp_path, table, start, column, cell, words
):
    folder = Path(shutil.copytree(toy.folder, tmp_path / "toy"))
    number = rewritten(folder, table, start, column, cell)
    (located,) = [line for line in refused(folder).splitlines() if f"{table}.csv, row {number}, " in line]
    assert all(word in located for word in [f"column {column}: ", *words]), located


@pytest.mark.parametrize(
    ("table", "start", "column", "cell", "words"),
    MISTAKES,
    ids=[f"{table} {'-'.join(start)} {column}={cell}" for table, start, column, cell, _ in MISTAKES],
)
def test_a_mistake_is_refused_with_file_row_column_reason_and_remedy(
    copied_data, table, start, column, cell, words
):
    number = rewritten(copied_data, table, start, column, cell)
    problems = refused(copied_data).splitlines()
    # A mistake that concerns several cells may be named at another one of them.
    if not words[0].startswith("column "):
        words = [f"column {column}: ", *words]
    located = [line for line in problems if line.startswith(f"{table}.csv, row {number}, column ")]
    assert any(all(word in line for word in words) for line in located), problems
    assert all(re.search(r"\. Remedy: .+\.$", line) for line in located)


def test_a_group_needs_two_destinations_that_stand_for_one_country(copied_data):
    for row in read(copied_data).destinations:
        if row.id != "HOME":
            rewritten(copied_data, "destinations", [row.id], "stands_for", "rest")
    assert "IND_YOUNG can choose fewer than two destinations that stand for one country" in refused(
        copied_data
    )


def test_a_partial_date_is_fine(copied_data):
    rewritten(copied_data, "readings", ["fee_basis"], "date", "2025-09")
    load(copied_data)


def without_row(folder, table, start):
    """Take the first row that begins with ``start`` out of a table."""
    path = folder / f"{table}.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    lines.remove(next(line for line in lines if line.startswith(start)))
    path.write_text("".join(lines), encoding="utf-8")


@pytest.mark.parametrize(
    ("table", "start", "words"),
    [
        ("coefficient_values", "b_inc,*",
         ["coefficients.csv, row 2", "b_inc", "segment *", "coefficient_values.csv"]),
        ("attribute_levels", "*,CA,welcome", ["destinations.csv, row 4", "CA", "welcome", "segment *"]),
        ("exposure", "us_fee,fee_scope,all_new,IND_YOUNG",
         ["segments.csv, row 2", "IND_YOUNG", "us_fee", "fee_scope=all_new", "exposure.csv"]),
        ("baseline_shares", "IND_IN_US,US",
         ["segments.csv, row 3", "IND_IN_US", "status quo", "baseline_shares.csv"]),
        ("lever_levels", "us_fee,0,", ["levers.csv, row 2", "us_fee", "named level", "lever_levels.csv"]),
        ("readings", "fee_basis,Is the fee paid once or every year?,one_off",
         ["readings.csv", "fee_basis", "one default", "mark one option"]),
        ("readings", "fee_basis,Is the fee paid once or every year?,annual",
         ["readings.csv", "fee_basis", "annual", "restore"]),
        ("parameters", "pay_floor", ["parameters.csv", "pay_floor", "missing", "restore"]),
        ("sources", "E62", ["attribute_levels.csv", "'E62'", "add the source"]),
        ("nests", "ASIA", ["destinations.csv", "'ASIA'"]),
        ("segments", "IND_YOUNG", ["baseline_shares.csv, row 2", "'IND_YOUNG'"]),
    ],
)  # fmt: skip
def test_a_row_that_is_missing_is_asked_for(copied_data, table, start, words):
    without_row(copied_data, table, start)
    problems = refused(copied_data)
    assert all(word in problems for word in words), problems


def test_shares_that_do_not_sum_to_a_hundred_are_refused_with_their_sum(copied_data):
    before = {
        row.destination: row.share for row in read(copied_data).baseline_shares if row.segment == "IND_YOUNG"
    }
    without_row(copied_data, "baseline_shares", "IND_YOUNG,DE")
    words = ["segments.csv, row 2", "IND_YOUNG", f"sum to {sum(before.values()) - before['DE']:g}%", "100"]
    assert all(word in refused(copied_data) for word in words)


@pytest.mark.parametrize(
    ("table", "start", "words"),
    [
        ("segments", "IND_YOUNG", ["column id", "IND_YOUNG"]),
        ("levers", "us_fee,", ["column id", "us_fee"]),
        ("baseline_shares", "IND_YOUNG,US", ["IND_YOUNG US"]),
        ("attribute_levels", "*,US,welcome", ["* US welcome"]),
        ("coefficient_values", "b_inc,*", ["b_inc *"]),
        ("exposure", "us_fee,fee_scope,all_new,IND_YOUNG", ["us_fee fee_scope all_new IND_YOUNG"]),
        ("lever_levels", "us_fee,0,", ["us_fee 0"]),
        ("sources", "E01", ["E01"]),
        ("worth", "cn_offer", ["cn_offer"]),
    ],
)
def test_a_row_that_stands_twice_is_refused(copied_data, table, start, words):
    path = copied_data / f"{table}.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    again = next(line for line in lines if line.startswith(start))
    path.write_text("".join([*lines, again]), encoding="utf-8")
    problems = refused(copied_data)
    words = [f"{table}.csv, row {len(lines) + 1}", "stands twice", "remove or rename", *words]
    assert all(word in problems for word in words), problems


def test_two_defaults_of_one_reading_are_refused(copied_data):
    start = ["fee_basis", "Is the fee paid once or every year?", "annual"]
    rewritten(copied_data, "readings", start, "default", "1")
    problems = refused(copied_data)
    assert "readings.csv, row 2, column default: fee_basis needs exactly one default option" in problems


def test_a_row_with_too_few_cells_is_refused(copied_data):
    path = copied_data / "nests.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    lines[2] = "ANGLO,English-speaking countries,MOVE"
    path.write_text("\n".join(lines), encoding="utf-8")
    problems = refused(copied_data)
    assert "nests.csv, row 3: the row has 3 cells and the header 10" in problems
    assert "Remedy: add or remove cells" in problems


def test_a_comma_without_quotes_is_refused_as_one_cell_too_many(copied_data):
    path = copied_data / "nests.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("East Asia", "East, Asia"), encoding="utf-8")
    problems = refused(copied_data)
    assert "nests.csv, row 4: the row has 11 cells and the header 10" in problems
    assert "quotes" in problems and "decimals have a point" in problems


@pytest.mark.parametrize(("column", "new", "near"), [("value", "valu", "value"), ("low", "lo", "low")])
def test_a_column_that_is_missing_is_named_once(copied_data, column, new, near):
    path = copied_data / "nests.csv"
    header, rest = path.read_text(encoding="utf-8").split("\n", 1)
    path.write_text(header.replace(column, new) + "\n" + rest, encoding="utf-8")
    problems = refused(copied_data)
    assert problems.splitlines() == [
        f"nests.csv, row 1, column {column}: the column is missing. Remedy: add it to the header and a cell to"
        " every row.",
        f"nests.csv, row 1, column {new}: unknown column '{new}'; the nearest is '{near}'. Remedy: remove the column"
        " or mend its name.",
    ]


@pytest.mark.parametrize("file", [file for _, file, _ in tables()])
def test_a_file_that_is_missing_is_named(copied_data, file):
    (copied_data / file).unlink()
    assert f"{file}: the file is missing. Remedy: restore it" in refused(copied_data)


@pytest.mark.parametrize("content", ["", "\n\n", None])
def test_a_file_with_nothing_in_it_is_named(copied_data, content):
    path = copied_data / "nests.csv"
    header = path.read_text(encoding="utf-8").splitlines()[0]
    path.write_text(header + "\n" if content is None else content, encoding="utf-8")
    problems = refused(copied_data)
    assert "nests.csv: " in problems
    assert "empty" in problems or "no rows" in problems


@pytest.mark.parametrize(("sign", "name"), [(";", "semicolons"), ("\t", "tabs")])
def test_a_file_that_another_program_saved_with_other_separators_is_told_in_one_line(copied_data, sign, name):
    path = copied_data / "levers.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream))
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, delimiter=sign).writerows(rows)
    assert refused(copied_data).splitlines() == [
        f"levers.csv, row 1: the cells are separated by {name}. Remedy: save it as CSV in UTF-8, with commas."
    ]


def test_a_column_that_stands_twice_is_refused(copied_data):
    path = copied_data / "nests.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(f"{line},{line.split(',')[0]}" for line in lines), encoding="utf-8")
    assert "nests.csv, row 1, column id: the column stands twice" in refused(copied_data)


@pytest.mark.parametrize(
    "day", ["2025-99-99", "2025-02-29", "2025-13", "0000", "20250920", "２０２５", "2025-9-1", "2025-W10"]
)
def test_a_date_that_no_calendar_has_is_refused(copied_data, day):
    number = rewritten(copied_data, "readings", ["fee_basis"], "date", day)
    assert f"readings.csv, row {number}, column date: is no date such as 2025, 2025-11 or" in refused(
        copied_data
    )


def test_an_id_with_a_letter_that_only_looks_right_says_which(copied_data):
    rewritten(copied_data, "levers", ["us_fee"], "id", "us_f\u0435e")
    assert "column id: string should match" in refused(copied_data)
    assert "(its letter 5 is U+0435, CYRILLIC SMALL LETTER IE)" in refused(copied_data)


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252"])
def test_a_file_in_another_encoding_is_told_to_be_utf_8(copied_data, encoding):
    path = copied_data / "nests.csv"
    text = path.read_text(encoding="utf-8").replace("Moving at all", "Déménager")
    path.write_text(text, encoding=encoding)
    (problem,) = [line for line in refused(copied_data).splitlines() if line.startswith("nests.csv")]
    assert "UTF-8" in problem and "empty" not in problem, problem


def test_a_byte_order_mark_is_no_mistake(copied_data):
    for path in copied_data.glob("*.csv"):
        path.write_text(path.read_text(encoding="utf-8"), encoding="utf-8-sig")
    load(copied_data)


def test_windows_line_ends_and_spaces_around_cells_are_no_mistake(copied_data):
    path = copied_data / "nests.csv"
    text = path.read_text(encoding="utf-8").replace("MOVE,", "MOVE ,")
    text = re.sub(r",(0\.\d+),", r", \1 ,", text)
    path.write_text(text, encoding="utf-8", newline="\r\n")
    assert load(copied_data).nests == load().nests


def test_an_empty_line_is_named_and_the_rows_below_it_keep_their_numbers(copied_data):
    path = copied_data / "nests.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    lines[4] = re.sub(r"0\.\d+", "many", lines[4], count=1)
    path.write_text("\n".join([*lines[:2], "", *lines[2:], "", ""]), encoding="utf-8")
    message = refused(copied_data)
    # EURO stood in row 5; one empty line further up it stands in row 6. Empty lines at the end do not count.
    assert "nests.csv, row 6, column value: " in message
    assert "nests.csv, row 3: the row is empty" in message
    assert message.count("nests.csv") == 2


def test_about_is_demanded_in_full(copied_data):
    path = copied_data / "about.toml"
    path.write_text('product = "Pull Factors"\n', encoding="utf-8")
    assert "about.toml: " in refused(copied_data)
    path.unlink()
    assert "about.toml: " in refused(copied_data)


@pytest.mark.parametrize(
    ("line", "key", "told"),
    [
        ('segment = "IND_YOUN"', "opening.segment", "unknown segment 'IND_YOUN'; the nearest is 'IND_YOUNG'"),
        ('destination = "USA"', "opening.destination", "unknown destination 'USA'"),
        ('focus = ["US", "CX"]', "opening.focus", "unknown destination 'CX'; the nearest is 'CA'"),
        ('lever = "us_fees"', "opening.lever", "unknown lever 'us_fees'; the nearest is 'us_fee'"),
        ('routes = ["h1b", "kk"]', "opening.routes", "unknown route 'kk'; the nearest is 'k'"),
        ('return_nest = "RETURNS"', "return_nest", "unknown nest 'RETURNS'; the nearest is 'RETURN'"),
        ("focus = []", "opening.focus", "at least 1"),
        ("segment = 7", "opening.segment", "string"),
    ],
)
def test_what_the_app_opens_on_has_to_be_there(copied_data, line, key, told):
    path = copied_data / "about.toml"
    start = line.split(" = ")[0]
    lines = path.read_text(encoding="utf-8").splitlines()
    changed = [line if old.startswith(f"{start} = ") else old for old in lines]
    assert changed != lines
    path.write_text("\n".join(changed), encoding="utf-8")
    message = refused(copied_data)
    assert message.startswith("about.toml") and key in message and told in message


def test_the_preset_that_the_app_opens_on_has_to_be_there(copied_data):
    path = copied_data / "about.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("november_2025", "november_2024"), encoding="utf-8")
    with pytest.raises(DataError, match=r"about\.toml.*unknown preset 'november_2024'.*november_2025"):
        presets(load(copied_data))


def test_all_mistakes_are_named_at_once(copied_data):
    rewritten(copied_data, "nests", ["ANGLO"], "value", "many")
    rewritten(copied_data, "levers", ["us_fee"], "min", "few")
    problems = refused(copied_data)
    assert "nests.csv" in problems and "levers.csv" in problems


def test_a_changed_number_changes_the_version_and_a_changed_word_does_not(copied_data):
    first = load(copied_data).version
    rewritten(copied_data, "segments", ["IND_YOUNG"], "title", "Young graduates of India")
    rewritten(copied_data, "levers", ["us_fee"], "message", "Another message.")
    assert load(copied_data).version == first
    rewritten(copied_data, "segments", ["IND_YOUNG"], "pool_thousand", "2551")
    assert load(copied_data).version != first


@pytest.mark.parametrize(
    ("table", "start", "column", "cell"),
    [
        ("baseline_shares", ["IND_YOUNG", "HOME"], "share", "45.9"),
        ("attribute_levels", ["*", "US", "research"], "value", "0.99"),
        ("coefficient_values", ["b_inc", "*"], "value", "0.61"),
        ("coefficients", ["b_inc"], "low", "0.55"),
        ("nests", ["ANGLO"], "value", "0.51"),
        ("parameters", ["draw_seed"], "value", "1"),
        ("parameters", ["lens_cap"], "value", "85001"),
        ("exposure", ["us_fee", "fee_scope", "abroad_only", "IND_YOUNG"], "share", "0.31"),
        ("segments", ["IND_YOUNG"], "draws", "2"),
    ],
)
def test_every_kind_of_number_counts_for_the_version(inputs, copied_data, table, start, column, cell):
    rewritten(copied_data, table, start, column, cell)
    assert read(copied_data).version != inputs.version
