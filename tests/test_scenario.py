"""Scenarios, their file format and the presets that ship: what is kept, what is refused, in which words."""

import tracemalloc

import numpy as np
import pytest

from scenarios import scenario
from scenarios.inputs import DataError, load
from scenarios.scenario import ScenarioError

HEAD = 'format = 1\nlabel = "ILLUSTRATIVE – NOT A FORECAST"\ntitle = "A try"\n'


# --- making one --------------------------------------------------------------------------------------


def test_nothing_said_is_the_baseline(inputs):
    assert scenario.make(inputs) == scenario.Scenario() == scenario.Scenario((), ())


def test_values_at_the_baseline_drop_out(inputs):
    made = scenario.make(
        inputs,
        {"us_fee": 0, "us_odds": 0.35, "cn_family": 0.3, "us_pr_wait": 100, "cn_job_offer": 0.5},
        {"fee_basis": "one_off", "fee_scope": "all_new"},
    )
    assert made.levers == (("cn_job_offer", 0.5),)
    assert made.readings == (("fee_scope", "all_new"),)


def test_the_order_in_which_values_are_given_does_not_matter(inputs):
    levers = [("us_fee", 50000), ("cn_pay", 120)]
    readings = [("fee_scope", "all_new"), ("fee_basis", "annual")]
    one = scenario.make(inputs, dict(levers), dict(readings))
    other = scenario.make(inputs, dict(levers[::-1]), dict(readings[::-1]))
    assert one == other and hash(one) == hash(other)


def test_whole_numbers_are_numbers(inputs):
    made = scenario.make(inputs, {"us_fee": 50000})
    assert made == scenario.make(inputs, {"us_fee": 50000.0})
    assert type(dict(made.levers)["us_fee"]) is float


def test_a_value_between_the_steps_of_a_slider_is_fine(inputs):
    assert scenario.make(inputs, {"us_fee": 12345.67}).levers == (("us_fee", 12345.67),)


def test_the_ends_of_every_lever_are_within_its_range(inputs):
    for row in inputs.levers:
        for end in (row.min, row.max):
            assert scenario.make(inputs, {row.id: end}).lever_values(inputs)[row.id] == end


def test_lever_and_reading_values_name_every_one_in_the_order_of_the_tables(inputs):
    made = scenario.make(inputs, {"us_fee": 50000}, {"fee_scope": "all_new"})
    levers, readings = made.lever_values(inputs), made.reading_values(inputs)
    assert list(levers) == [row.id for row in inputs.levers]
    assert {name: value for name, value in levers.items() if value != inputs.lever(name).baseline} == {
        "us_fee": 50000
    }
    assert readings == {
        "fee_basis": "one_off",
        "fee_scope": "all_new",
        "k_eligibility": "young_only",
        "incentives_for": "diaspora_only",
    }


def test_setting_values_keeps_the_rest_and_drops_what_returns_to_the_baseline(inputs):
    made = scenario.make(inputs, {"us_fee": 50000, "cn_pay": 120}, {"fee_scope": "all_new"})
    changed = scenario.with_values(inputs, made, {"us_fee": 0, "us_odds": 0.5}, {"fee_scope": "abroad_only"})
    assert changed == scenario.make(inputs, {"cn_pay": 120, "us_odds": 0.5})


def test_a_scenario_cannot_be_changed(inputs):
    made = scenario.make(inputs, {"us_fee": 50000})
    with pytest.raises(AttributeError):
        made.levers = ()


@pytest.mark.parametrize(
    ("levers", "readings", "words"),
    [
        ({"us_fe": 1}, {}, ["unknown lever 'us_fe'", "nearest", "'us_fee'"]),
        ({"cn_langauge": 1}, {}, ["'cn_langauge'", "'cn_language'"]),
        ({"us_fee": 150001}, {}, ["us_fee", "150001", "out of range", "0 to 150000", "USD per petition"]),
        ({"us_fee": -1}, {}, ["us_fee", "-1", "0 to 150000"]),
        ({"us_odds": 0}, {}, ["us_odds", "0.05 to 1"]),
        ({"us_fee": float("nan")}, {}, ["us_fee", "nan", "0 to 150000"]),
        ({"us_fee": float("inf")}, {}, ["us_fee", "inf", "0 to 150000"]),
        ({"us_fee": True}, {}, ["us_fee", "True", "not a finite number"]),
        ({"us_fee": "50000"}, {}, ["us_fee", "'50000'", "not a finite number"]),
        ({"us_fee": None}, {}, ["us_fee", "None", "not a finite number"]),
        ({"us_fee": [1]}, {}, ["us_fee", "[1]", "not a finite number"]),
        ({"us_fee": 10**400}, {}, ["us_fee", "0 to 150000"]),
        ({}, {"fee_bases": "annual"}, ["unknown reading 'fee_bases'", "'fee_basis'"]),
        ({}, {"fee_basis": "yearly"}, ["fee_basis", "'yearly'", "nearest"]),
        ({}, {"fee_basis": "anual"}, ["fee_basis", "'anual'", "'annual'"]),
        ({}, {"fee_basis": None}, ["fee_basis", "None"]),
    ],
)
def test_what_is_not_right_is_refused_by_name_with_the_nearest_or_the_range(inputs, levers, readings, words):
    with pytest.raises(ScenarioError) as error:
        scenario.make(inputs, levers, readings)
    assert all(word in str(error.value) for word in words), str(error.value)


# --- the run id --------------------------------------------------------------------------------------


def test_the_run_id_is_twelve_hex_digits_for_all_values_and_draws(inputs):
    made = scenario.make(inputs, {"us_fee": 50000})
    run_id = made.run_id(inputs, 1024)
    assert len(run_id) == 12 and set(run_id) <= set("0123456789abcdef")
    assert run_id == scenario.make(inputs, {"us_fee": 50000.0, "us_odds": 0.35}).run_id(inputs, 1024)
    others = [
        made.run_id(inputs, 0),
        scenario.make(inputs, {"us_fee": 50001}).run_id(inputs, 1024),
        scenario.make(inputs, {"us_fee": 50000}, {"fee_basis": "annual"}).run_id(inputs, 1024),
        scenario.Scenario().run_id(inputs, 1024),
    ]
    assert len({run_id, *others}) == 5


def test_versions_name_format_model_and_data(inputs):
    found = scenario.versions(inputs)
    assert list(found) == ["format", "model", "data"]
    assert found["format"] == 1
    assert found["data"].startswith(inputs.about.release + "+")


# --- the file format ---------------------------------------------------------------------------------


def test_a_full_file_is_read_whole(inputs):
    text = HEAD + (
        'note = "Why"\nauthor = "Someone"\ndate = "2026-01-02"\ntags = ["a", "b"]\ntwin = "baseline"\n'
        '[levers]\nus_fee = 50_000\nus_odds = 0.5\n[readings]\nfee_basis = "annual"\n'
    )
    preset = scenario.parse(inputs, text, "mine")
    assert preset == scenario.Preset(
        "mine",
        "A try",
        scenario.make(inputs, {"us_fee": 50000, "us_odds": 0.5}, {"fee_basis": "annual"}),
        "Why",
        "Someone",
        "2026-01-02",
        ("a", "b"),
        "baseline",
    )


def test_a_file_needs_neither_levers_nor_story(inputs):
    assert scenario.parse(inputs, HEAD, "mine").scenario == scenario.Scenario()


def test_the_title_is_stripped(inputs):
    assert scenario.parse(inputs, HEAD.replace("A try", "  A try "), "mine").title == "A try"


def test_a_bare_file_is_taken_only_where_that_is_asked_for(inputs):
    text = '[levers]\nus_fee = 50000\n[readings]\nfee_scope = "all_new"\n'
    bare = scenario.parse(inputs, text, "mine", bare=True)
    assert (bare.id, bare.title) == ("mine", "mine")
    assert bare.scenario == scenario.make(inputs, {"us_fee": 50000}, {"fee_scope": "all_new"})
    with pytest.raises(ScenarioError, match="format"):
        scenario.parse(inputs, text, "mine")


def test_a_full_file_is_taken_where_a_bare_one_would_do(inputs):
    assert scenario.parse(inputs, HEAD + "[levers]\nus_fee = 1", "mine", bare=True).title == "A try"


def without(field):
    """The head of a file less one line."""
    return "".join(line for line in HEAD.splitlines(keepends=True) if not line.startswith(field))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (without("format"), ["format"]),
        (without("label"), ["label"]),
        (without("title"), ["title"]),
        (HEAD.replace("format = 1", "format = 2"), ["format"]),
        (HEAD.replace("format = 1", 'format = "1"'), ["format"]),
        (HEAD.replace("format = 1", "format = true"), ["format"]),
        (HEAD.replace("NOT A FORECAST", "A FORECAST"), ["label"]),
        (HEAD.replace("A try", ""), ["title"]),
        (HEAD.replace("A try", "   "), ["title"]),
        (HEAD.replace("A try", "x" * 81), ["title"]),
        (HEAD + "surprise = 1", ["surprise"]),
        (HEAD + "[lever]\nus_fee = 1", ["lever"]),
        (HEAD + "[levers]\nus_fe = 1", ["us_fe", "us_fee"]),
        (HEAD + "[levers]\nus_fee = 150001", ["us_fee", "150001", "0 to 150000"]),
        (HEAD + "[levers]\nus_fee = true", ["us_fee"]),
        (HEAD + '[levers]\nus_fee = "50000"', ["us_fee"]),
        (HEAD + "[levers]\nus_fee = nan", ["us_fee", "finite"]),
        (HEAD + "[levers]\nus_fee = inf", ["us_fee", "finite"]),
        (HEAD + "[levers]\nus_fee = -inf", ["us_fee", "finite"]),
        (HEAD + "[levers]\nus_fee = [1]", ["us_fee"]),
        (HEAD + "[levers]\nus_fee = 1" + 400 * "0", ["us_fee"]),
        (HEAD + "[levers]\nus_fee = 1" + 5000 * "0", ["TOML"]),
        (HEAD + "[levers]\nus_fee = 1\nus_fee = 2", ["TOML"]),
        (HEAD + "[levers.us_fee]\nvalue = 1", ["us_fee"]),
        (HEAD + '[readings]\nfee_bases = "annual"', ["fee_bases", "fee_basis"]),
        (HEAD + '[readings]\nfee_basis = "anual"', ["anual", "annual"]),
        (HEAD + "[readings]\nfee_basis = 1", ["fee_basis"]),
        (HEAD + "tags = 'one'", ["tags"]),
        (HEAD + "date = 2026-01-02", ["date"]),
        ("not toml", ["TOML"]),
        ("", ["format"]),
    ],
)
def test_a_file_that_is_not_right_is_refused_whole_and_says_where(inputs, text, words):
    for bare in (False, True):
        if bare and text == "":
            words = ["levers"]
        with pytest.raises(ScenarioError) as error:
            scenario.parse(inputs, text, "mine", bare=bare)
        assert all(word in str(error.value) for word in words), str(error.value)
        assert len(str(error.value)) < 400


@pytest.mark.parametrize("character", ["\\u202e", "\\u200b", "\\u0007", "\\u2066"])
def test_a_title_with_control_bidi_or_zero_width_characters_is_refused(inputs, character):
    with pytest.raises(ScenarioError, match="title"):
        scenario.parse(inputs, HEAD.replace("A try", f"A {character} try"), "mine")


@pytest.mark.parametrize("text", ["x = " + 20000 * "[", "x = " + 20000 * "{a = "], ids=["arrays", "tables"])
def test_deep_nesting_is_refused(inputs, text):
    with pytest.raises(ScenarioError):
        scenario.parse(inputs, text, "mine")


def test_a_key_of_thousands_of_dotted_parts_is_refused_before_it_costs_memory(inputs):
    tracemalloc.start()
    try:
        with pytest.raises(ScenarioError):
            scenario.parse(inputs, ".".join(3000 * "a") + " = 1", "mine")
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 5_000_000


def test_a_file_is_read_with_or_without_a_byte_order_mark(inputs, tmp_path):
    path = tmp_path / "mine.toml"
    for encoding in ("utf-8", "utf-8-sig"):
        path.write_text(HEAD, encoding=encoding)
        assert scenario.read_file(inputs, path).id == "mine"
        assert scenario.read_file(inputs, str(path)).title == "A try"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ((HEAD + "#" + 65536 * "x").encode(), ["64 kB"]),
        (HEAD.encode("utf-16"), ["UTF-8"]),
        (HEAD.encode("cp1252"), ["UTF-8"]),
        ((HEAD + "[levers]\nus_fe = 1").encode(), ["us_fe", "us_fee"]),
    ],
    ids=["too large", "UTF-16", "Windows", "unknown lever"],
)
def test_a_file_that_cannot_be_used_is_refused_by_name(inputs, tmp_path, content, words):
    path = tmp_path / "mine.toml"
    path.write_bytes(content)
    with pytest.raises(ScenarioError) as error:
        scenario.read_file(inputs, path)
    assert all(word in str(error.value) for word in [str(path), *words]), str(error.value)
    assert len(str(error.value)) < 400


def test_a_file_of_just_64_kb_is_read(inputs, tmp_path):
    path = tmp_path / "mine.toml"
    content = (HEAD + "#").encode()
    path.write_bytes(content + b"x" * (64 * 1024 - len(content)))
    assert scenario.read_file(inputs, path).title == "A try"


def test_a_file_that_is_missing_or_a_folder_is_refused_by_name(inputs, tmp_path):
    for path in (tmp_path / "none.toml", tmp_path):
        with pytest.raises(ScenarioError) as error:
            scenario.read_file(inputs, path)
        assert str(path) in str(error.value)


# --- the presets that ship ---------------------------------------------------------------------------

OPENS = {"cn_job_offer": 0, "cn_language": 0, "cn_pr_years": 5, "cn_family": 1}
INWARD = {"cn_job_offer": 0.5, "cn_welcome": -0.3, "cn_openings": 50, "cn_india_relations": -0.3}
REFORM = {"us_pr_wait": 50, "us_welcome": 0.2, "us_scrutiny": 0.3, "us_research": 120}
CLOSES = {"us_fee": 100000, "us_welcome": -0.3, "us_scrutiny": -0.5, "us_research": 60}
HARSHEST = {"fee_basis": "annual", "fee_scope": "all_new"}
PRESETS = {
    # id: (title, levers, readings that are not the default, twin)
    "baseline": ("Before September 2025", {}, {}, ""),
    "fee_first_reported": ("The fee as first reported", {"us_fee": 100000}, HARSHEST, "fee_guided"),
    "fee_clarified": ("The fee as clarified a day later", {"us_fee": 100000}, {"fee_scope": "all_new"}, ""),
    "fee_guided": ("The fee as applied since 20 October 2025", {"us_fee": 100000}, {}, "fee_first_reported"),
    "november_2025": ("The world of November 2025", {"us_fee": 100000, "cn_job_offer": 0.5}, {}, ""),
    "entry_level_lottery": ("If you are wage level I in the weighted lottery", {"us_odds": 0.18}, {}, ""),
    "china_opens_up": ("China opens up", OPENS, {}, "china_turns_inward"),
    "china_turns_inward": ("The K visa on paper, the doors closed", INWARD, {}, "china_opens_up"),
    "us_reform": ("The US reforms", REFORM, {}, "us_closes_further"),
    "us_closes_further": ("The US closes further", CLOSES, HARSHEST, "us_reform"),
    "both_doors_open": ("Both doors open", {**OPENS, **REFORM}, {}, "both_doors_close"),
    "both_doors_close": ("Both doors close", {**INWARD, **CLOSES}, HARSHEST, "both_doors_open"),
    "rivals_move_first": (
        "Germany, Korea and New Zealand ask for no job offer",
        {"de_job_offer": 0, "kr_job_offer": 0, "nz_job_offer": 0},
        {},
        "",
    ),
    "repatriation_push": (
        "China pays its scientists to return",
        {"cn_incentive": 420000, "cn_award": 25, "cn_research": 120},
        {},
        "",
    ),
}


def test_fourteen_presets_ship(inputs):
    assert len(PRESETS) == 14
    assert set(scenario.presets(inputs)) == set(PRESETS)


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_holds_exactly_what_the_specification_lists(inputs, name):
    title, levers, readings, twin = PRESETS[name]
    preset = scenario.presets(inputs)[name]
    assert (preset.id, preset.title, preset.twin) == (name, title, twin)
    assert dict(preset.scenario.levers) == levers
    assert dict(preset.scenario.readings) == readings
    assert preset.author == "Pull Factors"
    assert preset.note.strip() and preset.note.endswith(".")
    assert len(preset.date) == 10 and preset.date.startswith("202")


def test_twins_name_each_other(inputs):
    presets = scenario.presets(inputs)
    for preset in presets.values():
        assert not preset.twin or presets[preset.twin].twin == preset.id


def test_presets_come_by_date_and_the_baseline_first(inputs):
    dates = [preset.date for preset in scenario.presets(inputs).values()]
    assert dates == sorted(dates)
    assert next(iter(scenario.presets(inputs))) == "baseline"


def test_a_preset_is_recognised_by_its_values(inputs):
    for name, preset in scenario.presets(inputs).items():
        same = scenario.make(inputs, dict(preset.scenario.levers), dict(preset.scenario.readings))
        assert scenario.matching_preset(inputs, same).id == name
    assert scenario.matching_preset(inputs, scenario.make(inputs, {"us_fee": 99999})) is None


def test_a_preset_with_an_unknown_twin_is_refused_with_the_nearest(copied_data):
    path = copied_data / "presets" / "us_reform.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("us_closes_further", "us_closes_furthr"), encoding="utf-8")
    with pytest.raises(DataError) as error:
        scenario.presets(load(copied_data))
    words = ["us_reform.toml", "twin", "'us_closes_furthr'", "'us_closes_further'"]
    assert all(word in str(error.value) for word in words), str(error.value)


def test_numbers_of_numpy_are_numbers(inputs):
    assert scenario.make(inputs, {"us_fee": np.float64(50000)}) == scenario.make(inputs, {"us_fee": 50000})
