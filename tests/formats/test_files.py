"""The file format and the presets that ship: what is read, what is refused in which words, what is written."""

import json
import time
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.engine import scenario
from scenarios.engine.scenario import ScenarioError
from scenarios.formats import files
from scenarios.inputs import DataError, load

HEAD = 'format = 1\nlabel = "ILLUSTRATIVE – NOT A FORECAST"\ntitle = "A try"\n'


# --- the file format ---------------------------------------------------------------------------------


def test_a_full_file_is_read_whole(inputs):
    text = HEAD + (
        'note = "Why"\nauthor = "Someone"\ndate = "2026-01-02"\ntags = ["a", "b"]\ntwin = "baseline"\n'
        '[levers]\nus_fee = 50_000\nus_odds = 0.5\n[readings]\nfee_basis = "annual"\n'
    )
    preset = files.load(inputs, text.encode(), "mine")
    assert preset == files.Preset(
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
    assert files.load(inputs, HEAD.encode(), "mine").scenario == scenario.Scenario()


def test_the_title_is_stripped(inputs):
    assert files.load(inputs, (HEAD.replace("A try", "  A try ")).encode(), "mine").title == "A try"


def test_a_bare_file_is_taken_only_where_that_is_asked_for(inputs):
    text = '[levers]\nus_fee = 50000\n[readings]\nfee_scope = "all_new"\n'
    bare = files.load(inputs, text.encode(), "mine", bare=True)
    assert (bare.id, bare.title) == ("mine", "mine")
    assert bare.scenario == scenario.make(inputs, {"us_fee": 50000}, {"fee_scope": "all_new"})
    with pytest.raises(ScenarioError, match="format"):
        files.load(inputs, text.encode(), "mine")


def test_a_full_file_is_taken_where_a_bare_one_would_do(inputs):
    assert files.load(inputs, (HEAD + "[levers]\nus_fee = 1").encode(), "mine", bare=True).title == "A try"


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
        (HEAD + '[levers]\nus_fee = "100.000"', ["us_fee", "'100.000' is text", "without quotes"]),
        (HEAD + "[levers]\nus_welcome = 0,1", ["not TOML", "write 0.1"]),
        (HEAD + "[levers]\nus_welcome = \u22120.1  ", ["not TOML", "write -0.1"]),
        (HEAD + "[levers]\nus_fee = 100,000", ["not TOML", "write 100000 or 100"]),
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
            files.load(inputs, text.encode(), "mine", bare=bare)
        assert all(word in str(error.value) for word in words), str(error.value)
        assert len(str(error.value)) < 400


@pytest.mark.parametrize("character", ["\\u202e", "\\u200b", "\\u0007", "\\u2066"])
def test_a_title_with_control_bidi_or_zero_width_characters_is_refused(inputs, character):
    with pytest.raises(ScenarioError, match="title"):
        files.load(inputs, (HEAD.replace("A try", f"A {character} try")).encode(), "mine")


@pytest.mark.parametrize("text", ["x = " + 20000 * "[", "x = " + 20000 * "{a = "], ids=["arrays", "tables"])
def test_deep_nesting_is_refused(inputs, text):
    with pytest.raises(ScenarioError):
        files.load(inputs, text.encode(), "mine")


def test_a_key_of_thousands_of_dotted_parts_is_refused_before_it_costs_memory(inputs):
    tracemalloc.start()
    try:
        with pytest.raises(ScenarioError):
            files.load(inputs, (".".join(3000 * "a") + " = 1").encode(), "mine")
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 5_000_000


def test_a_file_is_read_with_or_without_a_byte_order_mark(inputs, tmp_path):
    path = tmp_path / "mine.toml"
    for encoding in ("utf-8", "utf-8-sig"):
        path.write_text(HEAD, encoding=encoding)
        assert files.read_file(inputs, path).id == "mine"
        assert files.read_file(inputs, str(path)).title == "A try"


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
        files.read_file(inputs, path)
    assert all(word in str(error.value) for word in [str(path), *words]), str(error.value)
    assert len(str(error.value)) < 400


def test_a_file_of_just_64_kb_is_read(inputs, tmp_path):
    path = tmp_path / "mine.toml"
    content = (HEAD + "#").encode()
    path.write_bytes(content + b"x" * (64 * 1024 - len(content)))
    assert files.read_file(inputs, path).title == "A try"


def test_a_file_that_is_missing_or_a_folder_is_refused_by_name(inputs, tmp_path):
    for path in (tmp_path / "none.toml", tmp_path):
        with pytest.raises(ScenarioError) as error:
            files.read_file(inputs, path)
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
    assert set(files.presets(inputs)) == set(PRESETS)


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_holds_exactly_what_the_specification_lists(inputs, name):
    title, levers, readings, twin = PRESETS[name]
    preset = files.presets(inputs)[name]
    assert (preset.id, preset.title, preset.twin) == (name, title, twin)
    assert dict(preset.scenario.levers) == levers
    assert dict(preset.scenario.readings) == readings
    assert preset.author == "Pull Factors"
    assert preset.note.strip() and preset.note.endswith(".")
    assert len(preset.date) == 10 and preset.date.startswith("202")


def test_twins_name_each_other(inputs):
    presets = files.presets(inputs)
    for preset in presets.values():
        assert not preset.twin or presets[preset.twin].twin == preset.id


def test_presets_come_by_date_and_the_baseline_first(inputs):
    dates = [preset.date for preset in files.presets(inputs).values()]
    assert dates == sorted(dates)
    assert next(iter(files.presets(inputs))) == "baseline"


def test_a_preset_is_recognised_by_its_values(inputs):
    for name, preset in files.presets(inputs).items():
        same = scenario.make(inputs, dict(preset.scenario.levers), dict(preset.scenario.readings))
        assert files.matching_preset(inputs, same).id == name
    assert files.matching_preset(inputs, scenario.make(inputs, {"us_fee": 99999})) is None


def test_a_preset_with_an_unknown_twin_is_refused_with_the_nearest(copied_data):
    path = copied_data / "presets" / "us_reform.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("us_closes_further", "us_closes_furthr"), encoding="utf-8")
    with pytest.raises(DataError) as error:
        files.presets(load(copied_data))
    words = ["us_reform.toml", "twin", "'us_closes_furthr'", "'us_closes_further'"]
    assert all(word in str(error.value) for word in words), str(error.value)


# --- what is written ---------------------------------------------------------------------------------


def test_the_presets_that_ship_are_canonical(inputs):
    for name, preset in files.presets(inputs).items():
        path = inputs.folder / "presets" / f"{name}.toml"
        assert files.dump(preset) == path.read_text(encoding="utf-8"), name


def test_what_is_written_is_reviewable_line_by_line(inputs):
    chosen = scenario.make(inputs, {"us_odds": 0.5, "cn_pay": 120}, {"fee_basis": "annual"})
    preset = files.Preset("x", 'A "quoted" try', chosen, "One\nTwo", "Me", "2026-01-02", ("b", "a"))
    assert files.dump(preset) == (
        'author = "Me"\ndate = "2026-01-02"\nformat = 1\nlabel = "ILLUSTRATIVE – NOT A FORECAST"\n'
        'note = "One\\nTwo"\ntags = [\n    "b",\n    "a",\n]\ntitle = "A \\"quoted\\" try"\n'
        '\n[levers]\ncn_pay = 120\nus_odds = 0.5\n\n[readings]\nfee_basis = "annual"\n'
    )


def test_writing_and_reading_gives_the_same_scenario_and_the_same_text(inputs, box):
    letters = st.characters(exclude_categories=("Cc", "Cf", "Cs", "Zl", "Zp"))

    @given(box, st.text(letters, min_size=1, max_size=80), st.text(letters | st.just("\n"), max_size=200))
    def check(chosen, title, note):
        try:
            told = files.described(title=title, note=note)
        except ScenarioError:
            return
        text = files.dump(files.Preset("x", told.title, chosen, told.note))
        read = files.load(inputs, text.encode(), "x")
        assert read == files.Preset("x", told.title, chosen, told.note)
        assert files.dump(read) == text

    check()


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('note = "a\\u202eb"', ["note", "U+202E"]),
        (f'note = "{2001 * "x"}"', ["note", "2000"]),
        ('author = "a\\nb"', ["author", "U+000A"]),
        ('tags = [""]', ["tags.1"]),
        ('tags = ["a\\u200bb"]', ["tags.1", "U+200B"]),
        (f"tags = {json.dumps([str(n) for n in range(13)])}", ["tags", "12"]),
        ('date = "yesterday"', ["date", "2025-11-10"]),
        ('date = "2025-02-29"', ["date", "'2025-02-29'", "2025-11-10"]),
        ('date = "2025-99-99"', ["date", "2025-11-10"]),
        ('date = "0000-01-01"', ["date", "2025-11-10"]),
        ('date = "2025-11"', ["date", "2025-11-10"]),
        ('date = "２０２５-11-10"', ["date", "2025-11-10"]),
        ('date = "2025-W01-1"', ["date", "2025-11-10"]),
        ("date = 2025-11-10", ["date", "text in quotes", "'2025-11-10'"]),
    ],
)
def test_story_lines_are_held_to_what_can_be_seen(inputs, line, words):
    with pytest.raises(ScenarioError) as error:
        files.load(inputs, (HEAD + line).encode(), "x")
    assert all(word in str(error.value) for word in words), str(error.value)


def test_an_attack_is_refused_within_a_second(inputs):
    attacks = [
        b"\xff\xfe" + 60000 * b"x",
        ("x = " + 30000 * "[").encode(),
        (30000 * "a." + "a = 1").encode(),
        ("a" + 60000 * " " + ".b = 1").encode(),
        ("[" + 30000 * "a." + "a]").encode(),
        (HEAD + "[levers]\n" + "".join(f"x{n} = 1\n" for n in range(5000))).encode(),
        (HEAD + f"tags = [{','.join(10000 * ['1'])}]").encode(),
        b"a" * (files.MOST_BYTES + 1),
        b"\x00" * 1000,
    ]
    for attack in attacks:
        start = time.perf_counter()
        with pytest.raises(ScenarioError) as error:
            files.load(inputs, attack, "x")
        # Far above what any of them takes; without the guards some take minutes.
        assert time.perf_counter() - start < 5
        lines = str(error.value).splitlines()
        assert len(lines) <= 11 and max(map(len, lines)) < 200


def test_the_schema_that_ships_is_the_one_the_code_makes(inputs):
    shipped = json.loads((inputs.folder / "scenario.schema.json").read_text(encoding="utf-8"))
    assert shipped == files.schema()


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("The world of November 2025", "The-world-of-November-2025"),
        ("../../etc/passwd", "etc-passwd"),
        ("Über 100 % & <b>", "Uber-100-b"),
        ("中国", "scenario"),
        (80 * "x", 40 * "x"),
    ],
)
def test_a_file_name_is_plain_ascii(title, expected):
    assert files.slug(title) == expected
    assert files.file_name(title, 3, "abc", "toml") == f"ILLUSTRATIVE_{expected}_v3_abc.toml"
