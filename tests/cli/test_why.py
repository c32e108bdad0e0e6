"""The command ``why`` on the toy data: its shape, its table, its sentence, and one line for mistakes."""

import json
import re

import pytest

from scenarios.__main__ import main
from scenarios.analysis import attribution
from scenarios.engine import scenario
from tests import byhand

LABEL = "ILLUSTRATIVE – NOT A FORECAST"
FEE = {"north_fee": 100000}
ALL_NEW = {"fee_scope": "all_new"}
STUDENTS = ("--segment", "STUDENTS", "--destination", "NORTH")


def changed(inputs, count):
    """A scenario that moves the first levers of ``levers.csv`` to an end of their range."""
    rows = inputs.levers[:count]
    return scenario.make(inputs, {row.id: row.max if row.max != row.baseline else row.min for row in rows})


@pytest.fixture
def why(capsys, toy_folder):
    """Run ``why`` on the toy in this process: (exit code, stdout, stderr)."""

    def run(*arguments):
        code = main(["why", *arguments, "--data", str(toy_folder)])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


@pytest.fixture
def result(why):
    """The JSON of a ``why`` that succeeds."""

    def run(*arguments):
        code, out, err = why(*arguments, "--format", "json")
        assert (code, err) == (0, "")
        return json.loads(out)

    return run


def test_the_json_of_a_split_has_exactly_this_shape(toy, result):
    found = result("fee", *STUDENTS)
    assert list(found) == [
        "label", "versions", "run_id", "scenario", "segment", "destination", "baseline", "share", "change_pp",
        "exact", "low_pp", "high_pp", "parts", "sentences",
    ]  # fmt: skip
    assert found["label"] == LABEL
    assert list(found["versions"]) == ["format", "model", "data"]
    assert list(found["scenario"]) == ["id", "title", "levers", "readings"]
    assert (found["segment"], found["destination"], found["exact"]) == ("STUDENTS", "NORTH", True)
    for part in found["parts"]:
        assert list(part) == ["id", "kind", "group", "part_pp", "low_order_pp", "high_order_pp"]
    made = scenario.make(toy, FEE, ALL_NEW)
    assert found["run_id"] == made.run_id(toy, 1024)
    expected = attribution.split(toy, made, "STUDENTS", "NORTH")
    assert [tuple(part.values()) for part in found["parts"]] == [
        tuple(vars(part).values()) for part in expected.parts
    ]


def test_values_readings_and_the_share_are_taken_from_the_arguments(result):
    """Guests stay in Northland by 80 / 1.1 beside the other 20, of whom 15 go home."""
    found = result(
        "baseline", "--set", "north_fee=100000", "--reading", "fee_scope=all_new",
        "--segment", "GUESTS", "--destination", "HOME",
    )  # fmt: skip
    assert (found["segment"], found["destination"]) == ("GUESTS", "HOME")
    assert found["scenario"]["title"] == "Before the fee (changed)"
    change = 100 * 15 / (80 / 1.1 + 20) - 15
    assert found["change_pp"] == pytest.approx(change)
    assert [part["part_pp"] for part in found["parts"]] == pytest.approx([change / 2] * 2)


def test_without_changes_the_list_of_parts_is_empty(result):
    found = result("baseline", *STUDENTS)
    assert (found["parts"], found["change_pp"], found["exact"]) == ([], 0, True)


def test_a_file_is_split_by_its_path(result, tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text("[levers]\nnorth_fee = 50000\n", encoding="utf-8")
    found = result(str(path), *STUDENTS)
    assert [part["id"] for part in found["parts"]] == ["north_fee"]


def test_the_table_aligns_signed_parts_over_their_total(why):
    """The fee alone takes Northland from 30 to 27.4% of the students, the fee for all to 24.8."""
    code, out, err = why("fee", *STUDENTS)
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[0] == LABEL
    assert lines[3].startswith("Of students, 30.0% would prefer Northland before and 24.8% here")
    header = next(number for number, line in enumerate(lines) if line.startswith("Change"))
    shown = lines[header + 1 : header + 4]
    for line, name in zip(shown, ("Fee in Northland", "All new permits", "total"), strict=True):
        assert line.startswith(name)
    parts = [re.search(r"[+−]\d+\.\d{3}", line) for line in shown]
    assert len({part.start() for part in parts}) == 1
    fee, scope, total = (float(part.group().replace("−", "-")) for part in parts)
    narrow, wide = (100 * byhand.students(north=pull)[1] - 30 for pull in (11 / 12, 5 / 6))
    assert (fee, scope, total) == pytest.approx(((narrow + wide) / 2, (wide - narrow) / 2, wide), abs=0.0005)
    (summed,) = [line for line in lines if line.startswith("By group, points: ")]
    assert f"North {fee:+.3f}" in summed and f"readings {scope:+.3f}" in summed


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["baseline", *STUDENTS], "Nothing is changed, so there is nothing to split."),
        (
            ["baseline", "--set", "north_welcome=0.4", *STUDENTS],
            "Of students, 30.0% would prefer Northland before and 36.1% here: +6.1 points, all from Welcome in"
            " Northland.",
        ),
        (
            ["baseline", "--set", "north_fee=100000", "--segment", "GUESTS", "--destination", "NORTH"],
            "Nothing that is changed moves the share of guests in Northland that would prefer Northland: it stays at"
            " 80.00%.",
        ),
        (
            ["fee", "--segment", "GUESTS", "--destination", "WORLD"],
            "For guests in Northland, other countries is no choice here, so nothing moves that share.",
        ),
    ],
)
def test_the_sentence_says_why_there_is_little_to_split(why, arguments, sentence):
    code, out, _ = why(*arguments)
    assert (code, out.splitlines()[3]) == (0, sentence)


def test_a_sampled_split_says_that_its_parts_are_approximate(toy, why):
    made = changed(toy, 17)
    code, out, _ = why(
        "baseline", *STUDENTS, *(word for pair in made.levers for word in ("--set", "{}={}".format(*pair)))
    )
    assert code == 0
    assert "each part is approximated over 1,024 of the orders" in out
    for word in ("will", "likely", "expect", "predict", "probability", "chance", "confidence"):
        assert word not in out.lower().split()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], ["PRESET_OR_FILE"]),
        (["basline"], ["unknown preset 'basline'", "'baseline'"]),
        (["none.toml"], ["none.toml", "cannot be read"]),
        (["baseline", "--segment", "STUDENT"], ["unknown segment 'STUDENT'", "'STUDENTS'"]),
        (["baseline", "--segment", ""], ["unknown segment ''", "nearest"]),
        (["baseline", *STUDENTS, "--destination", "HOM"], ["unknown destination 'HOM'", "'HOME'"]),
        (["baseline", "--set", "north_fe=1"], ["unknown lever 'north_fe'", "'north_fee'"]),
        (["baseline", "--set", "north_fee=500001"], ["north_fee", "0 to 500000"]),
        (["baseline", "--reading", "fee_basis=anual"], ["fee_basis", "'anual'", "'annual'"]),
        (["baseline", "--format", "csv"], ["--format", "'csv'", "json"]),
        (["baseline", "--draws", "100"], ["--draws", "128"]),
        (["nobody@1"], ["nobody@1"]),
    ],
    ids=lambda value: " ".join(value),
)
def test_bad_input_ends_with_2_and_one_line(why, arguments, words):
    code, out, err = why(*arguments)
    assert (code, out) == (2, "")
    assert err.endswith("\n") and err.count("\n") == 1
    assert all(word in err for word in words), err


def test_broken_data_end_with_1(capsys, tmp_path):
    code = main(["why", "baseline", "--data", str(tmp_path / "none")])
    captured = capsys.readouterr()
    assert (code, captured.out) == (1, "")
    assert "there is no such folder" in captured.err
