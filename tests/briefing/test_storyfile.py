"""Storyboard files: what is read, what is refused in which words, what is written; and the ready-made ones."""

import json
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.briefing import Named, Step, Storyboard, storyfile
from scenarios.engine import scenario
from scenarios.engine.scenario import ScenarioError
from scenarios.formats import files
from scenarios.inputs import DataError, load

CHARTS = [
    "baseline", "changes", "heat", "waterfall", "meter", "dots", "tornado", "tipping", "compare", "beliefs",
    "leavers", "assumptions", "sources",
]  # fmt: skip
HEAD = 'format = 1\nkind = "storyboard"\nlabel = "ILLUSTRATIVE – NOT A FORECAST"\ntitle = "A try"\n'
STEP = '[[steps]]\nchart = "changes"\nsegment = "IND_YOUNG"\ndestination = "US"\n'
PRESET = '[[steps.scenarios]]\npreset = "fee_guided"\n'
OWN = '[[steps.scenarios]]\ntitle = "Mine"\n'
GOOD = HEAD + STEP + PRESET


def read(inputs, text):
    """A storyboard from text."""
    return storyfile.load(inputs, text.encode(), "mine", CHARTS)


def refusal(inputs, text):
    """What is said of a text that is refused."""
    with pytest.raises(ScenarioError) as error:
        read(inputs, text)
    lines = str(error.value).splitlines()
    assert len(lines) <= 11 and max(map(len, lines)) < 200
    return str(error.value)


# --- what is read ------------------------------------------------------------------------------------


def test_a_full_file_is_read_whole(inputs):
    text = (
        HEAD
        + 'note = "Why"\nauthor = "Someone"\ndate = "2026-01-02"\ntags = ["a", "b"]\n'
        + STEP
        + 'message = " Look here "\nnotes = """First.\nThen."""\nlever = "us_fee"\nguess = true\n'
        + OWN
        + 'version = 3\n[steps.scenarios.levers]\nus_fee = 50_000\n[steps.scenarios.readings]\nfee_basis = "annual"\n'
    )
    mine = scenario.make(inputs, {"us_fee": 50000}, {"fee_basis": "annual"})
    step = Step(
        "changes", (Named("Mine", mine, 3),), "IND_YOUNG", "US", "Look here", "First.\nThen.", "us_fee", True
    )  # fmt: skip
    assert read(inputs, text) == Storyboard(
        "A try", (step,), "Why", "Someone", "2026-01-02", ("a", "b"), "mine"
    )  # fmt: skip


def test_a_preset_brings_its_title_and_its_values(inputs):
    preset = files.presets(inputs)["fee_guided"]
    (step,) = read(inputs, GOOD).steps
    assert step == Step("changes", (Named(preset.title, preset.scenario),), "IND_YOUNG", "US")


def test_a_title_alone_is_the_rules_of_the_baseline(inputs):
    (step,) = read(inputs, HEAD + STEP + OWN).steps
    assert step.scenarios == (Named("Mine", scenario.Scenario()),)


@pytest.mark.parametrize("segment", ["CHN_IN_US", "TOTAL", "ALL"])
def test_the_heat_table_is_of_one_group_or_of_all(inputs, segment):
    text = GOOD.replace('"changes"', '"heat"').replace("IND_YOUNG", segment)
    assert read(inputs, text).steps[0].segment == segment


@pytest.mark.parametrize("count", [2, 6])
def test_a_comparison_has_two_to_six_scenarios(inputs, count):
    text = HEAD + STEP.replace("changes", "compare") + count * OWN
    assert len(read(inputs, text).steps[0].scenarios) == count


def test_thirty_steps_are_read(inputs):
    assert len(read(inputs, HEAD + 30 * (STEP + PRESET)).steps) == 30


@pytest.mark.parametrize(
    "notes", ["Ask. Wait. Count. Look. Show. Tell. Stop. Ask. Wait.", "a.b.c.d.e.f.g.h.i"]
)
def test_dots_in_a_text_are_not_taken_for_a_long_key(inputs, notes):
    for line in (f'notes = "{notes}"\n', f"notes = '''\n{notes}'''\n", f'guess = true # {notes} "\n'):
        read(inputs, HEAD + STEP + line + PRESET)


# --- what is refused ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (GOOD.replace("format = 1\n", ""), ["format: is missing"]),
        (GOOD.replace("format = 1", "format = 2"), ["format: is newer", "reads format 1"]),
        (GOOD.replace('kind = "storyboard"\n', ""), ["kind: is missing"]),
        (GOOD.replace("storyboard", "story"), ['kind: must read "storyboard"']),
        (GOOD.replace("NOT A", "A"), ['label: must read "ILLUSTRATIVE – NOT A FORECAST"']),
        (GOOD.replace("A try", ""), ["title:"]),
        (GOOD.replace("A try", "A \\u202e try"), ["title:", "U+202E"]),
        (HEAD, ["steps: is missing"]),
        (HEAD + "steps = []", ["steps:", "at least 1"]),
        (HEAD + 31 * (STEP + PRESET), ["steps:", "at most 30"]),
        (HEAD + "twin = 'x'\n" + STEP + PRESET, ["twin: is no part of a storyboard"]),
        (HEAD + "date = 'soon'\n" + STEP + PRESET, ["date:", "2025-11-10"]),
        (GOOD.replace('chart = "changes"\n', ""), ["steps.1.chart: is missing"]),
        (GOOD.replace("changes", "change"), ["steps.1.chart: unknown chart 'change'", "nearest is 'changes'"]),
        (GOOD.replace("IND_YOUNG", "IND_YUNG"), ["steps.1.segment: unknown", "'IND_YUNG'", "'IND_YOUNG'"]),
        (GOOD.replace("IND_YOUNG", "ALL"), ["steps.1.segment: ALL goes with the chart 'heat' alone"]),
        (GOOD.replace('"US"', '"USA"'), ["steps.1.destination: unknown", "'USA'", "'US'"]),
        (HEAD + STEP + "lever = 'us_fe'\n" + PRESET, ["steps.1.lever: unknown", "'us_fe'", "'us_fee'"]),
        (HEAD + STEP + "message = 'a\tb'\n" + PRESET, ["steps.1.message:", "U+0009"]),
        (HEAD + STEP + 'message = "a\\nb"\n' + PRESET, ["steps.1.message:", "U+000A"]),
        (HEAD + STEP + f"message = '{201 * 'x'}'\n" + PRESET, ["steps.1.message:", "200"]),
        (HEAD + STEP + f"notes = '{2001 * 'x'}'\n" + PRESET, ["steps.1.notes:", "2000"]),
        (HEAD + STEP + "guess = 1\n" + PRESET, ["steps.1.guess:", "boolean"]),
        (HEAD + STEP + "colour = 1\n" + PRESET, ["steps.1.colour: is no part of a storyboard"]),
        (HEAD + STEP, ["steps.1.scenarios: is missing"]),
        (GOOD + PRESET, ["steps.1.scenarios: the chart 'changes' takes one scenario, here are 2"]),
        (GOOD.replace("changes", "compare"), ["steps.1.scenarios: the chart 'compare' takes 2 to 6", "are 1"]),
        (HEAD + STEP.replace("changes", "compare") + 7 * OWN, ["steps.1.scenarios:", "at most 6"]),
        (GOOD.replace("fee_guided", "fee_gided"), ["steps.1.scenarios.1.preset: unknown", "'fee_guided'"]),
        (GOOD + 'title = "x"\n', ["steps.1.scenarios.1: names a preset", "remove the rest"]),
        (GOOD + "version = 0\n", ["steps.1.scenarios.1: names a preset"]),
        (HEAD + STEP + "[[steps.scenarios]]\n", ["steps.1.scenarios.1: needs a title, or the id of a preset"]),
        (HEAD + STEP + OWN + "version = -1", ["steps.1.scenarios.1.version:"]),
        (
            HEAD + STEP + OWN + "[steps.scenarios.levers]\nus_fee = 150001",
            ["steps.1.scenarios.1: lever us_fee: 150001 is out of range", "0 to 150000"],
        ),
        (HEAD + STEP + OWN + "[steps.scenarios.levers]\nus_fe = 1", ["steps.1.scenarios.1: unknown lever 'us_fe'"]),
        (HEAD + STEP + OWN + "[steps.scenarios.levers]\nus_fee = nan", ["steps.1.scenarios.1.levers.us_fee:"]),
        (
            HEAD + STEP + OWN + '[steps.scenarios.readings]\nfee_basis = "anual"',
            ["steps.1.scenarios.1: reading fee_basis: unknown option 'anual'", "'annual'"],
        ),
        (HEAD + STEP + "a.b.c.d.e.f.g.h = 1\n" + PRESET, ["dotted key", "four at most"]),
        (HEAD + STEP + "\"a\".'b'.c.\"d e\".e.f.'g'.h = 1\n" + PRESET, ["dotted key", "four at most"]),
        ("not toml", ["is not TOML"]),
        ("", ["format: is missing"]),
    ],
)  # fmt: skip
def test_a_file_that_is_not_right_is_refused_whole_and_says_where(inputs, text, words):
    told = refusal(inputs, text)
    assert all(word in told for word in words), told


def test_steps_and_scenarios_are_counted_from_one(inputs):
    text = HEAD + STEP + PRESET + STEP.replace("changes", "compare") + PRESET + OWN + "surprise = 1\n"
    assert refusal(inputs, text).startswith("line 19: steps.2.scenarios.2.surprise: is no part")
    assert refusal(inputs, GOOD + STEP.replace('"US"', '"MARS"') + PRESET).startswith(
        "line 14: steps.2.destination:"
    )


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (GOOD.encode() + b"#" + 2**20 * b"x", ["1 MB"]),
        (GOOD.encode("utf-16"), ["UTF-8"]),
        (GOOD.replace('"US"', '"MARS"').encode(), ["steps.1.destination", "MARS"]),
    ],
    ids=["too large", "UTF-16", "unknown destination"],
)
def test_a_file_that_cannot_be_used_is_refused_by_name(inputs, tmp_path, content, words):
    path = tmp_path / "mine.toml"
    path.write_bytes(content)
    with pytest.raises(ScenarioError) as error:
        storyfile.read_file(inputs, path, CHARTS)
    assert all(word in str(error.value) for word in [str(path), *words]), str(error.value)


def test_a_missing_file_is_refused_by_name_and_a_good_one_is_called_by_it(inputs, tmp_path):
    with pytest.raises(ScenarioError, match="none.toml: cannot be read"):
        storyfile.read_file(inputs, tmp_path / "none.toml", CHARTS)
    path = tmp_path / "mine.toml"
    path.write_text(GOOD, encoding="utf-8-sig")
    assert storyfile.read_file(inputs, path, CHARTS).id == "mine"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (GOOD.encode(), True),
        (GOOD.replace("storyboard", "other").encode(), True),
        (GOOD.replace('kind = "storyboard"\n', "").encode(), True),
        (b'format = 1\nlabel = "ILLUSTRATIVE"\ntitle = "steps"\n[levers]\nus_fee = 1\n', False),
        (b"", False),
        (b"not toml", False),
        (GOOD.encode() + b"x = \n", True),
        (GOOD.encode() + b"[x\n", False),
        (GOOD.encode() + b"[x\n" + b"#" * 70_000, True),
        (b"\xff\xfe", False),
    ],
)
def test_a_storyboard_is_told_from_a_scenario_file_and_from_neither(content, expected):
    assert storyfile.is_storyboard(content) is expected


def test_no_scenario_file_that_ships_is_taken_for_a_storyboard(inputs):
    for preset in files.presets(inputs).values():
        assert not storyfile.is_storyboard(files.dump(preset).encode())


# --- what is written ---------------------------------------------------------------------------------


def test_what_is_written_is_reviewable_line_by_line(inputs):
    mine = scenario.make(inputs, {"us_odds": 0.5, "us_fee": 50000}, {"fee_basis": "annual"})
    steps = (
        Step("heat", (Named("Before", scenario.Scenario()),), "ALL", "US"),
        Step("changes", (Named("Mine", mine, 2),), "IND_YOUNG", "CN", 'A "look"', "One\nTwo", "us_fee", True),
    )
    written = storyfile.dump(Storyboard("A try", steps, "", "Me", "2026-01-02", ("b", "a"), "gone"))
    assert written == (
        'author = "Me"\ndate = "2026-01-02"\nformat = 1\nkind = "storyboard"\n'
        'label = "ILLUSTRATIVE – NOT A FORECAST"\ntags = [\n    "b",\n    "a",\n]\ntitle = "A try"\n'
        '\n[[steps]]\nchart = "heat"\ndestination = "US"\nsegment = "ALL"\n'
        '\n[[steps.scenarios]]\ntitle = "Before"\n'
        '\n[[steps]]\nchart = "changes"\ndestination = "CN"\nguess = true\nlever = "us_fee"\n'
        'message = "A \\"look\\""\nnotes = """\nOne\nTwo"""\nsegment = "IND_YOUNG"\n'
        '\n[[steps.scenarios]]\ntitle = "Mine"\nversion = 2\n'
        "\n[steps.scenarios.levers]\nus_fee = 50000\nus_odds = 0.5\n"
        '\n[steps.scenarios.readings]\nfee_basis = "annual"\n'
    )


def test_what_is_written_holds_values_and_no_preset(inputs):
    written = storyfile.dump(read(inputs, GOOD))
    assert "preset" not in written and "us_fee = 100000" in written
    assert replace(read(inputs, written), id="") == replace(read(inputs, GOOD), id="")


LETTERS = st.characters(exclude_categories=("Cc", "Cf", "Cs", "Zl", "Zp"))
WRITTEN = st.text(LETTERS | st.sampled_from("\n\"\\.' #=[]"), max_size=60)


@settings(max_examples=40)
@given(data=st.data())
def test_writing_and_reading_gives_the_same_storyboard_and_the_same_text(inputs, box, data):
    title, note = (files.described(title=f"x{data.draw(st.text(LETTERS, max_size=60))}").title for _ in "ab")
    notes = files.described(title="x", note=data.draw(WRITTEN)).note
    several = st.lists(st.builds(Named, st.just(title), box, st.integers(0, 99)), min_size=2, max_size=3)
    steps = (
        Step("changes", (Named(note, data.draw(box)),), "CHN_IN_US", "CN", title, notes, "cn_pay", True),
        Step("compare", tuple(data.draw(several)), "TOTAL", "KR", notes=notes),
    )
    given_ = Storyboard(title, steps, notes, note, "2026-01-02", ("a",))
    written = storyfile.dump(given_)
    again = storyfile.load(inputs, written.encode(), "", CHARTS)
    assert again == given_
    assert storyfile.dump(again) == written


def test_the_fullest_storyboard_can_be_read_again(inputs):
    wide = chr(0x20000)
    ends = {row.id: row.max if row.max != row.baseline else row.min for row in inputs.levers}
    other = {
        name: next(row.option for row in options if not row.default)
        for name, options in inputs.reading_options().items()
    }
    named = Named(
        80 * wide,
        scenario.make(inputs, {name: end - 1e-9 for name, end in ends.items() if end > 1e-9}, other),
        10**9,
    )
    step = Step("compare", 6 * (named,), "CHN_HERITAGE_SCI", "HOME", 200 * wide, 2000 * wide, "us_fee", True)
    tags = tuple(30 * wide for _ in range(12))
    full = Storyboard(80 * wide, 30 * (step,), 2000 * wide, 80 * wide, "2026-01-02", tags)
    assert storyfile.load(inputs, storyfile.dump(full).encode(), "", CHARTS) == full


def test_the_schema_names_every_part_and_allows_no_other(inputs):
    made = storyfile.schema()
    assert set(made["required"]) == {"format", "kind", "label", "title", "steps"}
    assert made["additionalProperties"] is False
    assert made["properties"]["steps"]["maxItems"] == 30
    assert set(made["$defs"]["StepTable"]["required"]) == {"chart", "segment", "destination", "scenarios"}
    json.dumps(made)


# --- the ready-made one ------------------------------------------------------------------------------

BANNED = re.compile(r"\b(will|(un)?likely|expect\w*|predict\w*|forecast\w*|probab\w*|chances?|today)\b", re.I)


@pytest.fixture
def ready(inputs):
    """The storyboard that ships."""
    return storyfile.built_in(inputs, CHARTS)["fee_kvisa_where"]


def test_one_storyboard_ships_in_seven_steps(inputs, ready):
    assert set(storyfile.built_in(inputs, CHARTS)) == {"fee_kvisa_where"}
    assert (ready.title, ready.author) == ("The fee, the K visa, and who moves where", "Pull Factors")
    charts = ["baseline", "changes", "compare", "leavers", "waterfall", "beliefs", "meter"]
    assert [step.chart for step in ready.steps] == charts
    assert [step.chart for step in ready.steps if step.guess] == ["changes", "leavers"]


def test_the_storyboard_that_ships_names_presets_where_it_can(inputs, ready):
    known = {preset.scenario for preset in files.presets(inputs).values()}
    own = [one.scenario for step in ready.steps for one in step.scenarios if one.scenario not in known]
    opening = dict(files.presets(inputs)["china_opens_up"].scenario.levers)
    assert [dict(chosen.levers) for chosen in own] == [{**opening, "weight_language": 0.25}]
    path = inputs.folder / "storyboards" / "fee_kvisa_where.toml"
    assert path.read_text(encoding="utf-8").count("[steps.scenarios.levers]") == 1


def test_its_notes_say_nothing_of_the_future_and_no_result(inputs, ready):
    for step in ready.steps:
        told = f"{step.message} {step.notes}"
        assert not BANNED.findall(told), told
        assert not re.search(r"\d\s*(%|points?\b)", told), told
        sentences = re.findall(r"[.?!](?=\s|$)", step.notes.partition("Sources:")[0])
        assert 2 <= len(sentences) <= 4, step.notes
    # Six minutes with two guesses; people speak some 130 words a minute.
    assert 250 < sum(len(step.notes.split()) for step in ready.steps) < 500
    assert not BANNED.findall(f"{ready.title} {ready.note}")


def test_its_notes_cite_what_the_data_holds(inputs, ready):
    known = {row.id for row in inputs.sources} | {row.id for row in inputs.claims}
    for step in ready.steps:
        cited = re.findall(r"\b(?:[DEP]\d{2,3}|K\d{1,2})\b", step.notes)
        assert cited, step.notes
        assert set(cited) <= known, step.notes


def test_a_ready_made_storyboard_that_is_not_right_is_refused_by_file_and_place(copied_data):
    path = copied_data / "storyboards" / "fee_kvisa_where.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('chart = "leavers"', 'chart = "leaver"'), encoding="utf-8")
    with pytest.raises(DataError) as error:
        storyfile.built_in(load(copied_data), CHARTS)
    words = ["storyboards/fee_kvisa_where.toml", "steps.4.chart", "'leaver'", "'leavers'"]
    assert all(word in str(error.value) for word in words), str(error.value)


def test_without_the_folder_there_is_no_ready_made_storyboard(copied_data):
    (copied_data / "storyboards" / "fee_kvisa_where.toml").unlink()
    assert storyfile.built_in(load(copied_data), dict.fromkeys(CHARTS)) == {}


def test_the_schema_that_ships_is_the_one_the_code_makes(inputs):
    shipped = json.loads((inputs.folder / "storyboard.schema.json").read_text(encoding="utf-8"))
    assert shipped == storyfile.schema()
