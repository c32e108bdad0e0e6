"""The export command: every kind of file, where it goes, and one line for whatever does not go."""

import csv
import io
import json
import re

import pytest
from PIL import Image

from scenarios import store
from scenarios.__main__ import main
from scenarios.briefing import Named, Step, Storyboard, kept
from scenarios.engine import scenario, simulate
from scenarios.exports import decks
from scenarios.formats import files, reopen

STAMP = "ILLUSTRATIVE – NOT A FORECAST"
BOARD = "fee_kvisa_where"
HOSTILE = '=HYPERLINK("http://x","y")'


@pytest.fixture
def export(tmp_path, capsys):
    """Runs an export into ``tmp_path``: (code, path that was printed, its one line of complaint)."""

    def run(what, to, *arguments):
        target = f"{tmp_path}/{to}"
        code = main(["export", what, "--to", target, *arguments])
        out, err = capsys.readouterr()
        assert out.count("\n") == (code == 0) and err.count("\n") == (code != 0), err
        assert not list(tmp_path.rglob("*.part"))
        return code, out.strip(), err.strip().replace(str(tmp_path), "")

    return run


@pytest.fixture
def own(tmp_path, monkeypatch, inputs):
    """A store of this test's own, with a saved scenario and a storyboard on it; their ids."""
    monkeypatch.setenv("PULL_FACTORS_DB", f"sqlite:///{(tmp_path / 'own' / 'scenarios.db').as_posix()}")
    chosen = scenario.make(inputs, {"us_fee": 50000}, {"fee_basis": "annual"})
    board = Storyboard("Mine & <b>", (Step("baseline", (Named("Half", chosen, 1),), "IND_YOUNG", "US"),))
    shelf = store.Store()
    kinds = {
        "scenario": ("Half the fee", reopen.keep(inputs, chosen)),
        "storyboard": ("Mine & <b>", kept.keep(inputs, board)),
    }
    records = {kind: store.Record(title, body.model_dump_json()) for kind, (title, body) in kinds.items()}
    records["comparison"] = store.Record("Two", '{"scenarios": []}')
    return {kind: shelf.create(kind, record, kind).id for kind, record in records.items()}


def rows(path):
    """The rows of a CSV file with a byte order mark."""
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def left(tmp_path):
    """Names of the files in the folder."""
    return sorted(path.name for path in tmp_path.iterdir())


# --- one chart ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ending", "start"),
    [("png", b"\x89PNG"), ("svg", b"<svg"), ("csv", b"\xef\xbb\xbflabel,"), ("json", b"{\n")],
)
def test_one_chart_is_written_as_its_path_ends(export, tmp_path, ending, start):
    code, path, _ = export("november_2025", f"a.{ending.upper()}", "--chart", "waterfall")
    assert (code, path) == (0, f"{tmp_path}/a.{ending.upper()}")
    assert (tmp_path / f"a.{ending.upper()}").read_bytes().startswith(start)
    assert left(tmp_path) == [f"a.{ending.upper()}"]


def test_a_picture_of_no_named_chart_is_of_the_changes(export, tmp_path):
    assert (
        export("november_2025", "a.png")[0] == export("november_2025", "b.png", "--chart", "changes")[0] == 0
    )
    assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()
    with Image.open(tmp_path / "a.png") as image:
        assert image.width > 1800


def test_every_row_of_a_csv_file_says_what_it_is_and_holds_the_numbers_of_the_run(export, tmp_path, inputs):
    assert export("november_2025", "a.csv", "--chart", "changes", "--segment", "SENIOR_RES")[0] == 0
    found = rows(tmp_path / "a.csv")
    preset = files.presets(inputs)["november_2025"]
    versions = scenario.versions(inputs)
    for row in found:
        assert list(row)[:7] == ["label", "product", "scenario", "run_id", "model", "data", "date"]
        assert (row["label"], row["scenario"]) == (STAMP, preset.title)
        assert row["run_id"] == preset.scenario.run_id(inputs, 1024)
        assert (row["model"], row["data"]) == (str(versions["model"]), str(versions["data"]))
        assert re.fullmatch(r"20\d\d-\d\d-\d\d", row["date"])
    run = simulate.run(inputs, preset.scenario, 0)
    titles = {row.title: place for place, row in enumerate(inputs.destinations)}
    changes = 100 * run.change[run.segments.index("SENIOR_RES")]
    assert [float(row["Change, points"]) for row in found] == pytest.approx(
        [changes[titles[row["Destination"]]] for row in found], abs=0.00501
    )
    assert len(found) == sum(row.segment == "SENIOR_RES" for row in inputs.baseline_shares)


def test_a_json_file_holds_the_same_as_the_csv_file_with_numbers_as_numbers(export, tmp_path):
    for name in ("a.csv", "a.json"):
        assert export("november_2025", name, "--chart", "heat")[0] == 0
    found = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert found["label"] == STAMP and found["caption"]
    flat = rows(tmp_path / "a.csv")
    assert len(found["rows"]) == len(flat) > 60
    for row, same in zip(found["rows"], flat, strict=True):
        assert row["label"] == STAMP and row["run_id"] == found["run_id"]
        assert {
            name: float(value) if isinstance(row[name], float) else value for name, value in same.items()
        } == row
    assert isinstance(found["rows"][0]["Change, points"], float)


def test_a_name_that_is_a_formula_is_text_in_a_csv_file(export, tmp_path):
    title = HOSTILE.replace('"', '\\"')
    (tmp_path / "in.toml").write_text(
        f'format = 1\nlabel = "{STAMP}"\ntitle = "{title}"\n[levers]\nus_fee = 1\n', encoding="utf-8"
    )
    assert export(f"{tmp_path}/in.toml", "a.csv", "--chart", "assumptions")[0] == 0
    assert {row["scenario"] for row in rows(tmp_path / "a.csv")} == {f"'{HOSTILE}"}
    for line in (tmp_path / "a.csv").read_text(encoding="utf-8-sig").splitlines()[1:]:
        assert not any(cell.startswith(("=", "@", "+", "\t")) for cell in next(csv.reader([line])))
    assert export(f"{tmp_path}/in.toml", "a.json", "--chart", "assumptions")[0] == 0
    assert json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))["scenario"] == HOSTILE


def test_a_table_without_a_row_is_a_csv_file_that_still_says_what_it_is(export, tmp_path):
    assert export("baseline", "a.csv", "--chart", "assumptions")[0] == 0
    (row,) = rows(tmp_path / "a.csv")
    assert row["label"] == STAMP and row["run_id"]
    assert row["Changed"] == "Nothing is changed: these are the rules before September 2025."


def test_values_set_over_a_preset_are_in_the_file_and_its_name_says_that_it_was_changed(
    export, tmp_path, inputs
):
    assert export("fee_guided", "a.json", "--set", "us_fee=50000", "--reading", "fee_basis=annual")[0] == 0
    found = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    chosen = scenario.make(inputs, {"us_fee": 50000}, {"fee_basis": "annual"})
    assert found["run_id"] == chosen.run_id(inputs, 1024)
    assert found["scenario"] == files.presets(inputs)["fee_guided"].title + " (changed)"


# --- into a folder -----------------------------------------------------------------------------------


def test_a_folder_gets_a_file_whose_name_says_what_it_is(export, tmp_path, inputs):
    code, path, _ = export(
        "november_2025", "", "--chart", "changes", "--segment", "SENIOR_RES", "--format", "csv"
    )
    assert code == 0
    run = files.presets(inputs)["november_2025"].scenario.run_id(inputs, 1024)
    (name,) = left(tmp_path)
    assert path == f"{tmp_path}/{name}"
    assert name == f"ILLUSTRATIVE_The-world-of-Novem-changes-SENIOR-RES-US_v0_{run}.csv"


def test_no_two_charts_of_one_scenario_have_one_name_in_a_folder(export, tmp_path):
    (tmp_path / "in.toml").write_text(
        f'format = 1\nlabel = "{STAMP}"\ntitle = "{80 * "m"}"\n[levers]\nus_fee = 1\n', encoding="utf-8"
    )
    (tmp_path / "out").mkdir()
    asked = [("changes", "IND_YOUNG", "US"), ("changes", "SENIOR_RES", "US"), ("dots", "IND_YOUNG", "US"),
             ("dots", "IND_YOUNG", "CN")]  # fmt: skip
    for chart, segment, place in asked:
        about = ("--chart", chart, "--segment", segment, "--destination", place, "--format", "csv")
        assert export(f"{tmp_path}/in.toml", "out", *about)[0] == 0
    assert len(left(tmp_path / "out")) == 4


def test_a_folder_gets_a_picture_of_a_chart_that_is_named(export, tmp_path):
    assert export("november_2025", "", "--chart", "meter")[0] == 0
    assert [name.rpartition(".")[2] for name in left(tmp_path)] == ["png"]


def test_a_folder_that_is_not_there_is_not_made(export, tmp_path):
    code, _, told = export("november_2025", "gone/", "--chart", "meter")
    assert code == 1 and "cannot be written (No such file or directory)" in told
    assert left(tmp_path) == []


# --- what is there already, and where nothing can be written -----------------------------------------


def test_a_file_that_is_there_is_refused_and_replaced_by_force(export, tmp_path):
    (tmp_path / "a.svg").write_bytes(b"mine")
    code, _, told = export("november_2025", "a.svg", "--chart", "meter")
    assert (code, told) == (1, "/a.svg is there already; use --force to replace it, or another name")
    assert (tmp_path / "a.svg").read_bytes() == b"mine"
    assert export("november_2025", "a.svg", "--chart", "meter", "--force")[0] == 0
    assert (tmp_path / "a.svg").read_bytes().startswith(b"<svg")
    assert left(tmp_path) == ["a.svg"]


@pytest.mark.parametrize("name", ["file/a.csv", 300 * "a" + ".csv"])
def test_where_no_file_can_be_it_is_told_in_one_line(export, tmp_path, name):
    (tmp_path / "file").write_bytes(b"x")
    code, _, told = export("november_2025", name, "--chart", "assumptions")
    assert code == 1 and "cannot be written" in told
    assert left(tmp_path) == ["file"]


def test_a_table_is_no_picture(export, tmp_path):
    code, _, told = export("november_2025", "a.png", "--chart", "sources")
    assert (code, told) == (1, "the chart 'sources' is a table; write it as .csv or .json")
    assert left(tmp_path) == []


# --- what does not go --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("what", "to", "arguments", "told"),
    [
        ("november_2025", "a.pngg", [], "/a.pngg: unknown ending; use .png, .svg"),
        ("november_2025", "a.pngg", [], "the nearest is 'png'"),
        ("november_2025", "a", [], "unknown ending"),
        ("november_2025", "a.csv", ["--format", "png"], "--format png makes a file that ends in .png"),
        ("november_2025", "a.csv", ["--chart", "wterfall"], "unknown chart 'wterfall'; the nearest is 'waterfall'"),
        ("november_2025", "a.csv", ["--chart", "compare"], "takes several scenarios; put it into a storyboard"),
        ("november_2025", "a.csv", ["--segment", "IND_YUNG"], "'IND_YUNG'; the nearest is 'IND_YOUNG'"),
        ("november_2025", "a.csv", ["--destination", "USA"], "'USA'; the nearest is 'US'"),
        ("november_2025", "a.csv", ["--chart", "sources", "--destination", "USA"], "the nearest is 'US'"),
        ("november_2025", "a.csv", ["--chart", "tipping", "--lever", "us_fe"], "unknown lever 'us_fe'; the nearest"),
        ("november_2025", "a.csv", ["--chart", "changes", "--segment", "TOTAL"], "shows one group; name a segment"),
        ("november_2025", "a.csv", ["--chart", "dots", "--segment", "CHN_IN_US", "--destination", "HOME"], "HOME"),
        ("november_2025", "a.csv", ["--set", "us_fee=9999999"], "us_fee: 9999999 is out of range"),
        ("novembr_2025", "a.csv", [], "'novembr_2025'; the nearest is 'november_2025'"),
        ("gone.toml", "a.csv", [], "gone.toml: cannot be read"),
        ("november_2025", "a.pptx", ["--chart", "changes"], "one chart is written as .png, .svg, .csv, .json"),
        (BOARD, "a.csv", [], "a storyboard is written whole, as .pptx, .pdf or .html"),
        (BOARD, "a.pptx", ["--chart", "changes"], "one chart is written as"),
        (BOARD, "a.pptx", ["--set", "us_fee=1"], "a storyboard holds its scenarios; leave out --set and --reading"),
        (BOARD, "a.pptx", ["--reading", "fee_basis=annual"], "leave out --set and --reading"),
    ],
)  # fmt: skip
def test_what_does_not_go_is_named_with_the_nearest_that_does(export, tmp_path, what, to, arguments, told):
    code, _, complaint = export(what, to, *arguments)
    assert code == 2 and told in complaint
    assert left(tmp_path) == []


# --- a whole briefing --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ending", "start"), [("pptx", b"PK"), ("pdf", b"%PDF"), ("html", b"<!doctype html>")]
)
def test_a_saved_storyboard_is_written_whole(export, own, tmp_path, ending, start):
    assert export(f"{own['storyboard']}@1", f"a.{ending}")[0] == 0
    assert (tmp_path / f"a.{ending}").read_bytes().startswith(start)
    assert left(tmp_path) == [f"a.{ending}", "own"]


def test_a_folder_gets_the_slides_of_a_storyboard_under_its_title_and_version(export, own, tmp_path):
    (tmp_path / "out").mkdir()
    assert export(f"{own['storyboard']}@1", "out", "--format", "html")[0] == 0
    assert export(f"{own['storyboard']}@1", "out", "--format", "presenter")[0] == 0
    names = left(tmp_path / "out")
    assert [re.sub(r"_[0-9a-f]{12}", "_*", name) for name in names] == [
        "ILLUSTRATIVE_Mine-b_v1_*.html", "ILLUSTRATIVE_Mine-b_v1_*.presenter.html",
    ]  # fmt: skip


def test_a_scenario_becomes_a_first_draft_of_slides(export, tmp_path, monkeypatch):
    seen = []
    monkeypatch.setitem(decks.WRITERS, "pptx", lambda made, words: seen.append(made) or b"PK")
    assert export("november_2025", "a.pptx", "--segment", "SENIOR_RES", "--destination", "CN")[0] == 0
    (made,) = seen
    assert [one.plate.chart for one in made.slides] == [
        "baseline", "assumptions", "changes", "waterfall", "tipping", "meter",
    ]  # fmt: skip
    assert made.title == "The world of November 2025" and "senior" in made.slides[0].message.lower()


@pytest.mark.parametrize(("what", "steps"), [(BOARD, 7), ("as a file", 7)])
def test_a_ready_storyboard_is_found_by_its_id_and_by_the_path_of_a_file(
    export, tmp_path, monkeypatch, inputs, what, steps
):
    seen = []
    monkeypatch.setitem(decks.WRITERS, "pdf", lambda made, words: seen.append(made) or b"%PDF")
    path = inputs.folder / "storyboards" / f"{BOARD}.toml"
    assert export(BOARD if what == BOARD else str(path), "a.pdf")[0] == 0
    assert [one.number for one in seen[0].slides] == list(range(1, steps + 1))
    assert seen[0].version == 0


# --- what is saved -----------------------------------------------------------------------------------


def test_a_saved_scenario_is_found_by_its_reference(export, own, tmp_path, inputs):
    assert export(f"{own['scenario']}@1", "a.json", "--chart", "changes")[0] == 0
    found = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    chosen = scenario.make(inputs, {"us_fee": 50000}, {"fee_basis": "annual"})
    assert found["run_id"] == chosen.run_id(inputs, 1024)
    assert found["scenario"].startswith("Half the fee")


@pytest.mark.parametrize(
    ("reference", "told"),
    [
        ("{scenario}@2", "has no version 2; it has 1 to 1."),
        ("zzzzzzzzzz@1", "zzzzzzzzzz@1: "),
        ("{scenario}@x", "@x: "),
        ("{comparison}@1", "is not a scenario; it is a comparison"),
    ],
)
def test_what_is_not_saved_is_told_in_one_line(export, own, tmp_path, reference, told):
    code, _, complaint = export(reference.format(**own), "a.json")
    assert code == 2 and told in complaint
    assert left(tmp_path) == ["own"]
