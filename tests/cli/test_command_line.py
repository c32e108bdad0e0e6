"""The command line: shapes of its output, exit codes, and one line for whoever mistyped."""

import csv
import io
import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from scenarios.__main__ import main
from scenarios.engine import outcome, scenario, simulate
from scenarios.formats import files
from tests.tables import rewritten

ROOT = Path(__file__).parents[2]
LABEL = "ILLUSTRATIVE – NOT A FORECAST"
KINDS = ["levers", "presets", "segments", "destinations", "readings", "sources"]


@pytest.fixture
def command(capsys):
    """Run one command in this process: (exit code, stdout, stderr)."""

    def run(*arguments):
        code = main(list(arguments))
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


@pytest.fixture
def result(command):
    """The JSON result of a run that succeeds."""

    def run(*arguments):
        code, out, err = command("run", *arguments, "--format", "json")
        assert (code, err) == (0, "")
        return json.loads(out)

    return run


# --- run ---------------------------------------------------------------------------------------------


def test_the_json_of_a_run_has_exactly_this_shape(inputs, result):
    found = result("november_2025")
    assert list(found) == ["label", "versions", "run_id", "scenario", "shares", "outcome", "warnings"]
    assert found["label"] == LABEL
    assert list(found["versions"]) == ["format", "model", "data"]
    assert len(found["run_id"]) == 12 and set(found["run_id"]) <= set("0123456789abcdef")
    assert list(found["scenario"]) == ["id", "title", "levers", "readings"]
    assert found["scenario"]["id"] == "november_2025"
    assert found["scenario"]["title"] == "The world of November 2025"
    assert list(found["scenario"]["levers"]) == [row.id for row in inputs.levers]
    assert list(found["scenario"]["readings"]) == list(inputs.reading_options())
    assert len(found["shares"]) == len(inputs.segments) * len(inputs.destinations)
    for row in found["shares"]:
        assert list(row) == ["segment", "destination", "baseline", "share", "change_pp", "low_pp", "high_pp"]
        assert all(isinstance(value, float) for value in list(row.values())[2:])
        assert row["change_pp"] == pytest.approx(100 * (row["share"] - row["baseline"]), abs=1e-9)
    assert list(found["outcome"]) == ["registrations", "odds", "issued", "in_us_share"]
    assert [list(warning) for warning in found["warnings"]] == [["id", "message", "remedy"]]


def test_a_run_without_warnings_has_an_empty_list_of_them(result):
    assert result("baseline", "--draws", "0")["warnings"] == []


def test_the_command_line_and_python_give_the_same_numbers(inputs, result):
    made = scenario.make(inputs, {"us_fee": 100000, "cn_job_offer": 0.5})
    run = simulate.run(inputs, made)
    lens = outcome.lens(inputs, made, run)
    found = result("november_2025")
    table = run.table()
    for name, column in table.items():
        values = [row[name] for row in found["shares"]]
        assert values == (column if isinstance(column[0], str) else pytest.approx(column, abs=1e-9))
    assert found["outcome"] == {
        "registrations": pytest.approx(lens.registrations, abs=1e-9),
        "odds": pytest.approx(lens.odds, abs=1e-9),
        "issued": pytest.approx(lens.issued, abs=1e-9),
        "in_us_share": pytest.approx(lens.in_us_share, abs=1e-9),
    }
    assert found["run_id"] == made.run_id(inputs, 1024)


def test_without_draws_the_ranges_are_null(result):
    rows = result("november_2025", "--draws", "0")["shares"]
    assert {row["low_pp"] for row in rows} == {row["high_pp"] for row in rows} == {None}
    assert all(isinstance(row["change_pp"], float) for row in rows)


def test_the_run_id_stands_for_values_readings_and_draws(result):
    def run_id(*arguments):
        return result(*arguments, "--draws", "0")["run_id"]

    same = run_id("fee_guided")
    assert same == run_id("fee_guided") == run_id("baseline", "--set", "us_fee=100000")
    assert same == run_id("fee_clarified", "--reading", "fee_scope=abroad_only")
    others = [
        run_id("baseline"),
        run_id("fee_guided", "--set", "us_fee=100001"),
        run_id("fee_guided", "--reading", "fee_basis=annual"),
        result("fee_guided", "--draws", "128")["run_id"],
        result("fee_guided")["run_id"],
    ]
    assert len({same, *others}) == 6


def test_values_are_set_over_those_of_the_preset(result):
    found = result("november_2025", "--draws", "0", "--set", "us_fee=50000", "--set", " us_odds = .5 ",
                   "--reading", "fee_basis=annual")  # fmt: skip
    levers, readings = found["scenario"]["levers"], found["scenario"]["readings"]
    assert (levers["us_fee"], levers["us_odds"], levers["cn_job_offer"]) == (50000, 0.5, 0.5)
    assert readings == {
        "fee_basis": "annual",
        "fee_scope": "abroad_only",
        "k_eligibility": "young_only",
        "incentives_for": "diaspora_only",
    }
    assert found["scenario"]["id"] == "november_2025"
    assert found["scenario"]["title"] != "The world of November 2025"


def test_a_value_back_at_the_baseline_is_the_baseline(result):
    found = result("fee_guided", "--draws", "0", "--set", "us_fee=0")
    assert {row["change_pp"] for row in found["shares"]} == {0.0}


@pytest.mark.parametrize(
    "text",
    [
        f'format = 1\nlabel = "{LABEL}"\ntitle = "Mine"\n[levers]\nus_fee = 50000\n',
        "[levers]\nus_fee = 50000\n",
    ],
    ids=["full", "bare"],
)
def test_a_file_is_run_by_its_path(result, tmp_path, text):
    path = tmp_path / "mine.toml"
    path.write_text(text, encoding="utf-8")
    found = result(str(path), "--draws", "0")
    assert found["scenario"]["id"] == "mine"
    assert found["scenario"]["title"] in ("Mine", "mine")
    assert found["run_id"] == result("baseline", "--draws", "0", "--set", "us_fee=50000")["run_id"]


def test_the_csv_of_a_run_has_the_label_in_each_row(inputs, command, result):
    code, out, err = command("run", "november_2025", "--format", "csv")
    assert (code, err) == (0, "")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert len(rows) == len(inputs.segments) * len(inputs.destinations)
    assert list(rows[0]) == [
        "label", "run_id", "segment", "destination", "baseline", "share", "change_pp", "low_pp", "high_pp"
    ]  # fmt: skip
    assert {row["label"] for row in rows} == {LABEL}
    for row, expected in zip(rows, result("november_2025")["shares"], strict=True):
        assert row["segment"] == expected["segment"]
        assert float(row["share"]) == pytest.approx(expected["share"], abs=1e-9)
        assert float(row["low_pp"]) == pytest.approx(expected["low_pp"], abs=1e-9)


def test_the_csv_without_draws_leaves_the_ranges_empty(command):
    _, out, _ = command("run", "baseline", "--format", "csv", "--draws", "0")
    assert {row["low_pp"] for row in csv.DictReader(io.StringIO(out))} == {""}


def test_the_table_says_what_it_is_and_names_every_group(inputs, command):
    code, out, err = command("run", "november_2025")
    assert (code, err) == (0, "")
    assert out.startswith(LABEL + "\n")
    assert "The world of November 2025" in out
    assert "range over the assumptions" in out
    assert all(row.id in out for row in (*inputs.segments, *inputs.destinations))
    made = files.presets(inputs)["november_2025"].scenario
    odds = outcome.lens(inputs, made, simulate.run(inputs, made, 0)).odds
    assert f"selection rate {100 * odds:.1f}%" in out
    for word in ("will", "likely", "expect", "predict", "probability", "chance", "confidence"):
        assert word not in out.lower().split()


def test_the_table_shows_warnings_with_their_remedy(command):
    _, out, _ = command("run", "entry_level_lottery", "--draws", "0")
    assert "differ by" in out and "set the lottery odds near" in out


# --- list and check ----------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_a_list_names_every_row_in_both_formats(inputs, command, kind):
    ids = {
        "levers": [row.id for row in inputs.levers],
        "presets": list(files.presets(inputs)),
        "segments": [row.id for row in inputs.segments],
        "destinations": [row.id for row in inputs.destinations],
        "readings": list(inputs.reading_options()),
        "sources": [row.id for row in inputs.sources],
    }[kind]
    code, out, err = command("list", kind, "--format", "json")
    assert (code, err) == (0, "")
    rows = json.loads(out)
    assert [row["id"] for row in rows] == ids
    assert all(row["title"] for row in rows)
    code, out, err = command("list", kind)
    assert (code, err) == (0, "")
    assert [line.split()[0] for line in out.splitlines()[1:]] == ids


def test_listed_levers_carry_their_range_and_named_levels(command):
    rows = {row["id"]: row for row in json.loads(command("list", "levers", "--format", "json")[1])}
    fee = rows["us_fee"]
    assert (fee["min"], fee["max"], fee["step"], fee["baseline"]) == (0, 150000, 5000, 0)
    assert {"value": 100000.0, "title": "as proclaimed"} in fee["levels"]


def test_listed_readings_carry_options_default_and_date(command):
    rows = {row["id"]: row for row in json.loads(command("list", "readings", "--format", "json")[1])}
    assert rows["fee_scope"]["default"] == "abroad_only"
    assert {option["id"] for option in rows["fee_scope"]["options"]} == {"abroad_only", "all_new"}
    assert all(option["date"] for option in rows["fee_scope"]["options"])


def test_sound_data_pass_the_check(inputs, command):
    code, out, err = command("check")
    assert (code, err) == (0, "")
    assert f"{len(files.presets(inputs))} presets" in out


def break_a_nest(folder):
    """Make the value in row 3 of ``nests.csv`` no number."""
    assert rewritten(folder, "nests", ["ANGLO"], "value", "many") == 3


@pytest.mark.parametrize("arguments", [["check"], ["run", "baseline"], ["list", "levers"]])
def test_broken_data_end_every_command_with_1_and_say_where(command, copied_data, arguments):
    break_a_nest(copied_data)
    code, out, err = command(*arguments, "--data", str(copied_data))
    assert (code, out) == (1, "")
    assert "nests.csv, row 3, column value" in err and "Remedy" in err


def test_a_data_folder_that_does_not_exist_is_broken_data(command, tmp_path):
    code, out, err = command("check", "--data", str(tmp_path / "none"))
    assert (code, out) == (1, "")
    assert (
        err
        == f"{tmp_path / 'none'}: there is no such folder. Remedy: name the folder with the tables, by --data or"
        " PULL_FACTORS_DATA.\n"
    )


@pytest.mark.parametrize("arguments", [["check"], ["run", "baseline"], ["list", "presets"]])
def test_a_broken_preset_among_the_data_is_broken_data(command, copied_data, arguments):
    path = copied_data / "presets" / "fee_guided.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("us_fee", "us_fe"), encoding="utf-8")
    code, out, err = command(*arguments, "--data", str(copied_data))
    assert (code, out) == (1, "")
    assert "fee_guided.toml" in err and "'us_fe'" in err and "'us_fee'" in err


def test_another_data_folder_is_used_when_named(command, copied_data):
    (copied_data / "presets" / "us_reform.toml").unlink()
    path = copied_data / "presets" / "us_closes_further.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('twin = "us_reform"\n', ""), encoding="utf-8")
    code, out, _ = command("check", "--data", str(copied_data))
    assert code == 0 and "13 presets" in out


# --- mistakes of whoever types -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0,1", 0.1), ("-0,1", -0.1), ("–0.1", -0.1), ("\u22120.1", -0.1), ("０．１", 0.1), ("0.100", 0.1),
        ("1e-1", 0.1),
    ],
)  # fmt: skip
def test_a_number_is_read_as_on_the_page(command, text, value):
    code, out, err = command(
        "run", "baseline", "--set", f"us_welcome={text}", "--draws", "0", "--format", "json"
    )
    assert (code, err) == (0, "")
    assert json.loads(out)["scenario"]["levers"]["us_welcome"] == value


def test_draws_and_a_target_are_read_as_on_the_page(command):
    code, out, _ = command(
        "tip", "baseline", "--target", "14,5", "--lever", "us_welcome", "--draws", "1 024", "--format", "json"
    )
    found = json.loads(out)
    assert (code, found["target"], found["draws"]["count"]) == (0, 14.5, 1024)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], ["command"]),
        (["rum", "baseline"], ["'rum'", "run"]),
        (["run"], ["PRESET_OR_FILE"]),
        (["run", "basline"], ["unknown preset 'basline'", "'baseline'"]),
        (["run", "none.toml"], ["none.toml", "cannot be read"]),
        (["run", "baseline", "--draws", "1000"], ["--draws", "'1000'", "1024"]),
        (["run", "baseline", "--draws", "64"], ["--draws", "'64'", "128"]),
        (["run", "baseline", "--draws", "-1"], ["--draws", "'-1'", "power of two"]),
        (["run", "baseline", "--draws", "131072"], ["--draws", "'131072'", "65536"]),
        (["run", "baseline", "--draws", "many"], ["--draws", "'many'", "power of two"]),
        (["run", "baseline", "--draws", "1e3"], ["--draws", "'1e3'", "power of two"]),
        (["run", "baseline", "--format", "xml"], ["--format", "'xml'", "json"]),
        (["run", "baseline", "--set", "us_fee"], ["--set", "'us_fee'", "NAME=VALUE"]),
        (["run", "baseline", "--set", "us_fe=1"], ["unknown lever 'us_fe'", "'us_fee'"]),
        (["run", "baseline", "--set", "us_fe=many"], ["unknown lever 'us_fe'", "'us_fee'"]),
        (["run", "baseline", "--set", "us_fee=150001"], ["us_fee", "150001", "0 to 150000"]),
        (["run", "baseline", "--set", "us_fee=-1"], ["us_fee", "-1", "0 to 150000"]),
        (["run", "baseline", "--set", "us_fee=many"], ["us_fee", "'many'", "0 to 150000"]),
        (["run", "baseline", "--set", "us_fee="], ["us_fee", "''", "0 to 150000"]),
        (["run", "baseline", "--set", "us_fee=nan"], ["us_fee", "nan", "0 to 150000"]),
        (["run", "baseline", "--set", "us_fee=1e400"], ["us_fee", "1e400", "0 to 150000"]),
        (["run", "baseline", "--set", "us_fee=100,000"], ["us_fee", "'100,000'", "0 to 150000"]),
        (["run", "baseline", "--set", "us_fee=100.000"], ["us_fee", "'100.000'", "100000 or 100;", "0 to 150000"]),
        (["run", "baseline", "--set", "us_fee=62,345"], ["us_fee", "'62,345'", "62345 or 62.3450;"]),
        (["run", "baseline", "--set", "us_fee=€50"], ["us_fee", "'€50'", "0 to 150000"]),
        (["run", "baseline", "--draws", "1.000"], ["--draws", "'1.000'", "1000 or 1;", "128 to 65536"]),
        (["run", "baseline", "--draws", "9" * 5000], ["--draws", "128 to 65536"]),
        (["tip", "baseline", "--target", "14.500"], ["--target", "14500 or 14.5;", "0 to 100"]),
        (["tip", "baseline", "--target", "145"], ["--target", "'145'", "0 to 100"]),
        (["tip", "baseline", "--target", "many"], ["--target", "'many'", "0 to 100"]),
        (["run", "baseline", "--reading", "fee_basis"], ["--reading", "'fee_basis'", "NAME=VALUE"]),
        (["run", "baseline", "--reading", "fee_base=annual"], ["unknown reading 'fee_base'", "'fee_basis'"]),
        (["run", "baseline", "--reading", "fee_basis=anual"], ["fee_basis", "'anual'", "'annual'"]),
        (["run", "baseline", "--reading", "fee_basis="], ["fee_basis", "''", "nearest"]),
        (["run", "baseline", "surplus"], ["surplus"]),
        (["run", "baseline", "--sett", "us_fee=1"], ["--sett"]),
        (["list", "lever"], ["'lever'", "levers"]),
        (["list", "levers", "--format", "csv"], ["--format", "'csv'", "json"]),
        (["list"], ["what"]),
        (["check", "--data"], ["--data"]),
    ],
    ids=lambda value: " ".join(value) if value and value[0] in ("run", "rum", "list", "check") else "",
)  # fmt: skip
def test_bad_input_ends_with_2_and_one_line_that_names_it_and_what_is_near(command, arguments, words):
    code, out, err = command(*arguments)
    assert (code, out) == (2, "")
    assert err.endswith("\n") and err.count("\n") == 1
    assert all(word in err for word in words), err


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"[levers]\nus_fe = 1\n", ["us_fe", "us_fee"]),
        (b"[levers]\nus_fee = 150001\n", ["us_fee", "0 to 150000"]),
        (b"[levers]\nus_fee = true\n", ["us_fee"]),
        (b"[levers\n", ["TOML"]),
        (b"\xff\xfe", ["UTF-8"]),
        (b"#" * 70000, ["64 kB"]),
        (b"format = 1\ntitle = 'x'\n[levers]\nus_fee = 1\n", ["label"]),
        (b"[levers]\nus_fee = 0x" + b"f" * 4000, ["line 2", "4,002 letters"]),
    ],
)
def test_a_file_that_is_not_right_ends_with_2_and_one_line_that_names_it(command, tmp_path, content, words):
    path = tmp_path / "mine.toml"
    path.write_bytes(content)
    code, out, err = command("run", str(path))
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert all(word in err for word in [str(path), *words]), err


# --- as a program ------------------------------------------------------------------------------------


def program(*arguments):
    """Run Python with these arguments in the project folder."""
    return subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, capture_output=True, encoding="utf-8", timeout=60, check=False
    )


def test_the_program_prints_its_result_and_ends_with_0():
    done = program("-m", "scenarios", "run", "baseline", "--draws", "0", "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["label"] == LABEL


def test_the_program_refuses_bad_input_in_one_line_without_a_traceback():
    done = program("-m", "scenarios", "run", "baseline", "--set", "us_fe=1")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1 and "Traceback" not in done.stderr


def test_the_program_refuses_broken_data_without_a_traceback(copied_data):
    break_a_nest(copied_data)
    done = program("-m", "scenarios", "check", "--data", str(copied_data))
    assert (done.returncode, done.stdout) == (1, "")
    assert "nests.csv, row 3, column value" in done.stderr and "Traceback" not in done.stderr


def test_the_program_never_loads_streamlit_nor_what_draws_charts():
    code = (
        "import sys; from scenarios.__main__ import main; code = main(['run', 'november_2025']);"
        "main(['list', 'levers']);"
        "loaded = {'streamlit', 'altair', 'pandas'} & set(sys.modules);"
        "sys.exit(f'loaded {loaded}' if loaded else code)"
    )
    done = program("-c", code)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_reader_that_leaves_early_sees_no_complaint():
    code = (
        "import subprocess, sys;"
        "p = subprocess.Popen([sys.executable, '-m', 'scenarios', 'list', 'sources', '--format', 'json'],"
        " stdout=subprocess.PIPE, stderr=subprocess.PIPE);"
        "p.stdout.close(); sys.stdout.write(p.stderr.read().decode()); sys.exit(p.wait())"
    )
    done = program("-c", code)
    assert (done.returncode, done.stdout) == (0, "")


def shell(line, **environment):
    """Run a line of the shell in which ``run`` is the program: (exit code, stdout, stderr), as bytes."""
    program = shlex.join([sys.executable, "-m", "scenarios"])
    done = subprocess.run(
        ["bash", "-c", line.replace("run", program, 1)], cwd=ROOT, capture_output=True, timeout=60, check=False,
        env={**os.environ, **environment},
    )  # fmt: skip
    return done.returncode, done.stdout, done.stderr


posix = pytest.mark.skipif(os.name == "nt", reason="Windows has neither closed nor full streams of this kind")


@posix
@pytest.mark.parametrize("asked", ["run baseline --draws 0", "check", "list levers"])
@pytest.mark.parametrize(
    ("into", "reason"), [(">&-", "the output is closed"), ("> /dev/full", "(No space left on device)")]
)
def test_a_result_that_cannot_be_printed_ends_with_1_and_one_line(asked, into, reason):
    code, out, err = shell(f"run {asked} {into}")
    assert (code, out, err.count(b"\n")) == (1, b"", 1)
    assert err.startswith(b"the result cannot be printed") and reason.encode() in err


@posix
@pytest.mark.parametrize("asked", ["run baseline --draws 0", "check", "--help"])
def test_a_reader_that_takes_nothing_sees_no_complaint(asked):
    assert shell(f"run {asked} | head -0; exit ${{PIPESTATUS[0]}}") == (0, b"", b"")


@posix
@pytest.mark.parametrize("into", ["2>&-", "2> /dev/full"])
def test_a_refusal_that_nobody_hears_has_its_code_and_never_stands_among_results(into):
    assert shell(f"run run basline {into}") == (2, b"", b"")


@posix
def test_a_file_whose_name_is_no_text_is_read_named_and_written(tmp_path):
    folder = os.fsencode(tmp_path) + b"/caf\xe9"
    os.mkdir(folder)
    for name, value in ((b"good", b"us_fee"), (b"bad", b"us_fe")):
        with open(folder + b"/" + name + b"\xe9.toml", "wb") as stream:
            stream.write(b"[levers]\n" + value + b" = 5\n")
    code, out, err = shell(f"run run {tmp_path}/caf*/good*.toml --draws 0 --format json")
    assert (code, err, json.loads(out)["scenario"]["id"]) == (0, b"", "good?")
    code, out, err = shell(f"run run {tmp_path}/caf*/bad*.toml --draws 0")
    assert (code, out) == (2, b"")
    assert err.endswith(
        rb"/caf\udce9/bad\udce9.toml: line 2: unknown lever 'us_fe'; the nearest is 'us_fee'" + b"\n"
    )
    code, out, err = shell(
        f"run export {tmp_path}/caf*/good*.toml --chart changes --format csv --to {tmp_path}/caf*/"
    )
    assert (code, err) == (0, b"")
    assert out.startswith(folder) and os.path.exists(out[:-1])


@posix
@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "utf-16"])
def test_what_is_printed_is_utf_8_whatever_the_console_says(encoding):
    code, out, err = shell("run run baseline --draws 0", PYTHONIOENCODING=encoding)
    assert (code, err) == (0, b"")
    assert out.decode().startswith(LABEL)


def test_python_that_drops_documentation_runs_what_it_can_and_says_what_it_cannot():
    assert program("-OO", "-m", "scenarios", "run", "baseline", "--draws", "0").returncode == 0
    assert "--set" in program("-OO", "-m", "scenarios", "run", "--help").stdout
    for command in (["check"], ["export", "baseline", "--to", "never.png"]):
        done = program("-OO", "-m", "scenarios", *command)
        assert (done.returncode, done.stdout) == (1, "")
        assert (
            done.stderr
            == "Start Python without -OO: it drops all documentation, and the charts need theirs.\n"
        )


def test_everything_that_is_wrong_with_what_is_set_is_told_at_once(command):
    code, out, err = command("run", "baseline", "--set", "us_fe=1", "--set", "us_odds=7", "--set", "us_fee",
                             "--set", "us_welcome=0.1", "--set", "us_welcome=0.2",
                             "--reading", "fee_basis=anual")  # fmt: skip
    assert (code, out) == (2, "")
    assert err.splitlines() == [
        "--set 'us_fee': write NAME=VALUE",
        "--set 'us_welcome': is given twice; give it once",
        "unknown lever 'us_fe'; the nearest is 'us_fee'",
        "lever us_odds: 7 is out of range; use a number from 0.05 to 1 (odds per draw)",
        "reading fee_basis: unknown option 'anual'; the nearest is 'annual'",
    ]


LONG = "a" * 100_000


@pytest.mark.parametrize(
    "arguments",
    [
        [LONG], ["run", LONG], ["run", f"{LONG}.toml"], ["run", f"{LONG}@1"], ["run", "baseline", LONG],
        ["run", "baseline", "--format", LONG], ["run", "baseline", "--draws", "9" * 5000],
        ["run", "baseline", "--draws", "9" * 4000], ["run", "baseline", "--set", f"{LONG}=1"],
        ["run", "baseline", "--set", f"us_fee={LONG}"], ["run", "baseline", "--set", "us_fee=0x" + "f" * 4000],
        ["run", "baseline", "--set", LONG], ["run", "baseline", "--reading", f"fee_basis={LONG}"],
        ["why", "baseline", "--segment", LONG], ["why", "baseline", "--destination", LONG],
        ["tip", "baseline", "--lever", LONG], ["tip", "baseline", "--against", LONG],
        ["tip", "baseline", "--target", "9" * 5000], ["export", "baseline", "--to", LONG],
        ["export", "baseline", "--to", f"{LONG}.png"], ["export", "baseline", "--to", "x.png", "--chart", LONG],
        ["export", "baseline", "--to", "x.png", "--lever", LONG], ["list", LONG], ["check", "--data", LONG],
    ],
    ids=lambda arguments: " ".join(arguments)[:40],
)  # fmt: skip
def test_whatever_is_long_is_refused_in_one_short_line(command, arguments):
    code, out, err = command(*arguments)
    assert code in (1, 2) and out == ""
    assert err.count("\n") == 1 and len(err) < 500, err[:1000]


def test_help_is_given_when_asked_for():
    done = program("-m", "scenarios", "run", "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert "--set" in done.stdout and "--reading" in done.stdout
