"""What is asked about a scenario on the command line: the numbers of the analyses, and one line for mistakes."""

import json
import math
import re

import pytest

from scenarios import sentences
from scenarios.__main__ import main
from scenarios.analysis import attribution, conclusions, consistency, grounds, readings, sensitivity, tipping
from scenarios.engine import group, scenario
from scenarios.formats import files
from scenarios.tables import disputes, sure, why

LABEL = "ILLUSTRATIVE – NOT A FORECAST"
HEAD = ["label", "versions", "run_id", "scenario"]
COMMANDS = ["why", "tip", "sensitivity", "readings", "consistency"]
FEW = ["--draws", "128"]


@pytest.fixture
def command(capsys):
    """Run one command in this process: (exit code, stdout, stderr)."""

    def run(*arguments):
        code = main(list(arguments))
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


def refuse(name):
    """What a strict reader of JSON does with NaN and Infinity."""
    raise ValueError(f"{name} is no JSON")


@pytest.fixture
def result(command):
    """The JSON of an answer, read strictly."""

    def run(*arguments):
        code, out, err = command(*arguments, "--format", "json")
        assert (code, err) == (0, "")
        return json.loads(out, parse_constant=refuse)

    return run


@pytest.fixture(scope="module")
def november(inputs):
    """The scenario that most of these tests ask about."""
    return files.presets(inputs)["november_2025"].scenario


# --- all of them -------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("preset", ["november_2025", "baseline"])
def test_every_answer_is_strict_json_with_a_head_and_whole_sentences(result, name, preset):
    found = result(name, preset, *FEW)
    assert list(found)[:4] == HEAD and list(found)[-1] == "sentences"
    assert found["label"] == LABEL and found["scenario"]["id"] == preset
    assert found["sentences"]
    assert all(re.fullmatch(r"[A-Z“0-9+−].*\.", line) for line in found["sentences"]), found["sentences"]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_answer_is_a_table_under_the_label_too(command, result, name):
    code, out, err = command(name, "november_2025", *FEW)
    assert (code, err) == (0, "")
    assert out.startswith(LABEL + "\n") and "The world of November 2025" in out
    assert all(line in out for line in result(name, "november_2025", *FEW)["sentences"])
    assert "nan" not in out.lower().split() and "inf" not in out.lower().split()


@pytest.mark.parametrize("name", [name for name in COMMANDS if name != "consistency"])
def test_the_weighted_total_and_a_place_that_a_group_lacks_can_be_asked_about(result, name):
    assert result(name, "november_2025", "--segment", "TOTAL", *FEW)["segment"] == "TOTAL"
    lacking = result(name, "november_2025", "--segment", "CHN_IN_US", "--destination", "HOME", *FEW)
    assert lacking["destination"] == "HOME"


@pytest.mark.parametrize("name", [name for name in COMMANDS if name != "readings"])
def test_no_answer_but_a_verdict_needs_draws(result, name):
    found = result(name, "november_2025", "--draws", "0")
    assert found["sentences"]


def test_a_verdict_without_draws_is_refused(command):
    code, out, err = command("readings", "november_2025", "--draws", "0")
    assert (code, out) == (2, "")
    assert err.count("\n") == 1 and "--draws 0" in err and "1024" in err


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--segment", "IND_YUNG"], ["unknown segment 'IND_YUNG'", "'IND_YOUNG'"]),
        (["--destination", "USA"], ["unknown destination 'USA'", "'US'"]),
        (["--set", "us_fe=1"], ["unknown lever 'us_fe'", "'us_fee'"]),
        (["--reading", "fee_base=annual"], ["unknown reading 'fee_base'", "'fee_basis'"]),
        (["--draws", "1000"], ["--draws", "'1000'", "1024"]),
        (["--format", "csv"], ["--format", "'csv'", "json"]),
    ],
    ids=lambda value: value[0] if value[0].startswith("--") else "",
)
def test_what_is_not_known_is_refused_by_name_with_what_is_near(command, name, arguments, expected):
    code, out, err = command(name, "november_2025", *arguments)
    assert (code, out) == (2, "")
    assert err.count("\n") == 1 and all(word in err for word in expected), err


@pytest.mark.parametrize("name", COMMANDS)
def test_an_unknown_preset_is_refused_with_the_nearest(command, name):
    code, out, err = command(name, "novembre_2025")
    assert (code, out) == (2, "")
    assert "'novembre_2025'" in err and "'november_2025'" in err


# --- why ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("segment", "destination"), [("IND_YOUNG", "US"), ("TOTAL", "CN"), ("CHN_IN_US", "HOME")]
)
def test_why_gives_the_split_and_its_parts_sum_to_the_change(inputs, result, november, segment, destination):
    found = result("why", "november_2025", "--segment", segment, "--destination", destination, *FEW)
    split = attribution.split(inputs, november, segment, destination)
    assert {name: found[name] for name in ("baseline", "share", "change_pp", "exact")} == {
        "baseline": split.baseline, "share": split.share, "change_pp": split.change_pp, "exact": True
    }  # fmt: skip
    assert found["parts"] == [
        {
            "id": part.id, "kind": part.kind, "group": part.group, "part_pp": part.part_pp,
            "low_order_pp": part.low_order_pp, "high_order_pp": part.high_order_pp,
        }
        for part in split.parts
    ]  # fmt: skip
    assert sum(part["part_pp"] for part in found["parts"]) == pytest.approx(found["change_pp"], abs=1e-9)


def test_why_without_a_change_has_no_parts(result):
    found = result("why", "baseline")
    assert found["parts"] == [] and found["change_pp"] == 0


def test_why_has_the_paired_range_over_the_draws_or_none(inputs, result, november):
    run = group.run(group.of(inputs, "IND_YOUNG"), november, 128)
    low, high = (100 * end[run.group.column("US")] for end in run.range())
    found = result("why", "november_2025", *FEW)
    assert (found["low_pp"], found["high_pp"]) == (low, high)
    found = result("why", "november_2025", "--draws", "0")
    assert found["low_pp"] is None and found["high_pp"] is None


def test_the_table_of_why_ends_with_the_total(command, inputs, november):
    _, out, _ = command("why", "november_2025")
    change = attribution.split(inputs, november, "IND_YOUNG", "US").change_pp
    assert out.splitlines()[-1].split() == ["total", sentences.signed(change, 3)]


# --- tip ---------------------------------------------------------------------------------------------


def test_tip_asks_about_the_nearest_rival_unless_told_otherwise(inputs, result, november):
    found = result("tip", "november_2025", "--draws", "0")
    rival = conclusions.nearest_rival(group.run(group.of(inputs, "IND_YOUNG"), november, 0), "US")
    assert (found["against"], found["target"], found["draws"]) == (rival, None, None)


@pytest.mark.parametrize("arguments", [["--against", "OTH"], ["--destination", "OTH"]])
def test_tip_refuses_to_compare_a_country_with_many_together(command, arguments):
    code, out, err = command("tip", "november_2025", *FEW, *arguments)
    assert (code, out) == (2, "")
    assert "OTH is many countries together" in err and "name one country" in err
    code, out, _ = command("tip", "november_2025", *FEW, "--destination", "OTH", "--target", "7")
    assert code == 0 and "would prefer other countries" in out


@pytest.mark.parametrize(
    ("arguments", "lever", "conclusion"),
    [
        (["--against", "DE"], "us_fee", conclusions.Conclusion("ahead", "US", "DE")),
        (["--target", "14.5"], "us_fee", conclusions.Conclusion("above", "US", level=0.145)),
        (["--target", "15", "--lever", "us_welcome"], "us_welcome",
         conclusions.Conclusion("above", "US", level=0.15)),
        (["--target", "0"], "cn_language", conclusions.Conclusion("above", "US", level=0)),
    ],
)  # fmt: skip
def test_tip_gives_what_the_analysis_finds(inputs, result, november, arguments, lever, conclusion):
    found = result("tip", "november_2025", "--lever", lever, *FEW, *arguments)
    tip = tipping.tip(inputs, november, "IND_YOUNG", lever, conclusion)
    curve = tipping.curve(inputs, november, "IND_YOUNG", lever, conclusion, 128)
    assert (found["lever"], found["state"], found["roots"]) == (lever, tip.state, list(tip.roots))
    assert (found["now"], found["nearest"]) == (tip.now, tip.nearest)
    assert (found["margin_pp"], found["shortfall_pp"]) == (100 * tip.margin, 100 * tip.shortfall)
    drawn = found["draws"]
    assert (drawn["count"], drawn["crossing"], drawn["several"]) == (128, curve.crossing, curve.several)
    assert (drawn["values"], drawn["holds"]) == (curve.values.tolist(), curve.holds.tolist())
    for name in ("low", "median", "high"):
        value = getattr(curve, name)
        told = {math.inf: "above the range", -math.inf: "below the range"}.get(value, value)
        assert drawn[name] == (None if math.isnan(value) else told)


def test_the_share_that_a_lever_gives_is_its_tipping_value(inputs, result, november):
    """The share at a fee of 40,000 is reached at a fee of 40,000."""
    people = group.of(inputs, "IND_YOUNG")
    tried = scenario.with_values(inputs, november, {"us_fee": 40000})
    share = 100 * group.run(people, tried, 0).share[people.column("US")]
    found = result("tip", "november_2025", "--target", repr(float(share)), "--draws", "0")
    assert found["state"] == "crosses" and found["roots"] == pytest.approx([40000], rel=1e-6)


def test_the_table_of_tip_goes_from_end_to_end_with_the_draws_beside_it(command):
    _, out, _ = command("tip", "november_2025", *FEW)
    rows = [line.split() for line in out.splitlines() if re.match(r" *\$\d", line)]
    assert (rows[0][0], rows[-1][0], len(rows)) == ("$0", "$150,000", 33)
    assert all(len(row) == 3 and 0 <= float(row[2]) <= 100 for row in rows)
    _, out, _ = command("tip", "november_2025", "--draws", "0")
    rows = [line.split() for line in out.splitlines() if re.match(r" *\$\d", line)]
    assert {row[2] for row in rows} == {"–"}


@pytest.mark.parametrize("question", ["why", "tip", "sensitivity", "readings"])
def test_a_table_of_the_command_line_has_the_cells_of_the_page(command, inputs, words, november, question):
    """The analysis gives both the same numbers, and one function makes the cells."""
    draws, about = 128, (inputs, november, "IND_YOUNG", "US")
    run = group.run(group.of(inputs, "IND_YOUNG"), november, draws)
    if question == "why":
        split = attribution.split(*about)
        made = why.parts(inputs, words, november, split, grounds.meter(inputs, november, split))
    elif question == "tip":
        rival = conclusions.nearest_rival(group.run(run.group, november, 0), "US")
        ahead = conclusions.Conclusion(conclusions.AHEAD, "US", rival)
        curve = tipping.curve(inputs, november, "IND_YOUNG", "us_fee", ahead, draws)
        holds = dict(zip(curve.values.tolist(), curve.holds.tolist(), strict=True))
        made = sure.margins(inputs, words, tipping.tip(inputs, november, "IND_YOUNG", "us_fee", ahead), holds)
    elif question == "sensitivity":
        drivers = sensitivity.drivers(*about, draws)
        made = sure.assumptions(inputs, words, november, sensitivity.tornado(*about), drivers)
    else:
        found = readings.factorial(*about, conclusions.drawn(run, "US"), draws)
        made = disputes.verdicts(inputs, words, found, draws)
    _, out, _ = command(question, "november_2025", *FEW)
    lines = [" ".join(line.split()) for line in out.splitlines()]
    for row in (made.columns, *([cell.text for cell in row] for row in made.rows)):
        assert " ".join(" ".join(row).split()) in lines


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--lever", "us_fe"], ["unknown lever 'us_fe'", "'us_fee'"]),
        (["--against", "USA"], ["unknown destination 'USA'", "'US'"]),
        (["--against", "US"], ["--against US", "another"]),
        (["--target", "many"], ["--target 'many'", "0 to 100"]),
        (["--target", "101"], ["--target '101'", "0 to 100"]),
        (["--target", "-1"], ["--target '-1'", "0 to 100"]),
        (["--target", "nan"], ["--target 'nan'", "0 to 100"]),
        (["--target", "5", "--against", "DE"], ["--against", "--target"]),
    ],
    ids=" ".join,
)
def test_a_question_that_is_none_is_refused_by_name(command, arguments, expected):
    code, out, err = command("tip", "november_2025", *arguments)
    assert (code, out) == (2, "")
    assert err.count("\n") == 1 and all(word in err for word in expected), err


# --- sensitivity, readings, consistency --------------------------------------------------------------


def test_sensitivity_gives_what_the_analyses_find(inputs, words, result, november):
    found = result("sensitivity", "november_2025", *FEW)
    tornado = sensitivity.tornado(inputs, november, "IND_YOUNG", "US")
    drivers = sensitivity.drivers(inputs, november, "IND_YOUNG", "US", 128)
    assert found["change_pp"] == tornado.change_pp
    assert found["bars"] == [vars(bar) for bar in tornado.bars]
    assert found["drivers"] == [vars(row) for row in drivers.parts]
    assert found["together"] == drivers.together
    drawn = conclusions.drawn(group.run(group.of(inputs, "IND_YOUNG"), november, 0), "US")
    assert [row["conclusion"] for row in found["flips"]] == [
        sentences.concluded(inputs, words, one) for one in drawn
    ]
    for row, one in zip(found["flips"], drawn, strict=True):
        flip = sensitivity.flip(inputs, november, "IND_YOUNG", one)
        assert (row["state"], row["margin_pp"]) == (flip.state, 100 * flip.margin)
        assert row["distance"] == (None if math.isnan(flip.distance) else flip.distance)
        assert row["moves"] == [vars(move) for move in flip.moves]


def test_sensitivity_without_draws_has_no_drivers(result):
    found = result("sensitivity", "november_2025", "--draws", "0")
    assert found["drivers"] is None and found["together"] is None


def test_readings_gives_what_the_analysis_finds(inputs, result, november):
    found = result("readings", "november_2025", *FEW)
    run = group.run(group.of(inputs, "IND_YOUNG"), november, 128)
    expected = readings.factorial(inputs, november, "IND_YOUNG", "US", conclusions.drawn(run, "US"), 128)
    assert (found["cases"], found["matters"]) == (expected.cases, expected.matters)
    assert [row["id"] for row in found["disputes"]] == [row.id for row in expected.disputes]
    for row, dispute in zip(found["disputes"], expected.disputes, strict=True):
        assert row["swing_pp"] == dispute.swing_pp and row["used"] == dispute.used
        assert [(each["option"], each["change_pp"]) for each in row["by_option"]] == list(dispute.by_option)
    for row, verdict in zip(found["verdicts"], expected.verdicts, strict=True):
        assert (row["state"], row["holding"], row["cases"]) == (verdict.state, verdict.holding, verdict.cases)
        assert (row["lowest"], row["by"]) == (verdict.lowest, list(verdict.by))
        assert row["failing"] == list(verdict.failing)


def test_readings_of_a_scenario_that_moves_nothing_has_no_verdicts(result):
    found = result("readings", "baseline", *FEW)
    assert (found["verdicts"], found["matters"], found["cases"]) == ([], None, 1)


def test_consistency_gives_every_check_under_central_and_own_beliefs(inputs, result):
    found = result("consistency", "november_2025", "--set", "responsiveness=1.5")["checks"]
    yours = consistency.results(inputs, scenario.make(inputs, {"responsiveness": 1.5}))
    assert [row["id"] for row in found] == [row.id for row in inputs.consistency]
    for row, old, new in zip(found, consistency.results(inputs), yours, strict=True):
        assert (row["central"], row["central_inside"]) == (old.value, old.inside)
        assert (row["yours"], row["yours_inside"]) == (new.value, new.inside)
    assert any(row["central"] != row["yours"] for row in found)
