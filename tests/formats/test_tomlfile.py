"""What is told of a file: every fault at once, each with its line; nothing slow, whatever the file holds."""

import difflib
import sys
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.briefing import storyfile
from scenarios.engine.scenario import ScenarioError
from scenarios.formats import files, keylines, tomlfile

HEAD = 'format = 1\nlabel = "ILLUSTRATIVE – NOT A FORECAST"\ntitle = "A try"\n'
BOARD = HEAD.replace("label", 'kind = "storyboard"\nlabel')
STEP = '[[steps]]\nchart = "changes"\nsegment = "IND_YOUNG"\ndestination = "US"\n'
OWN = '[[steps.scenarios]]\ntitle = "Mine"\n'


def refusal(inputs, text, bare=False):
    """The lines that are told of a scenario file that is refused."""
    with pytest.raises(ScenarioError) as error:
        files.load(inputs, text.encode(), "mine", bare)
    return str(error.value).splitlines()


def board_refusal(inputs, text):
    """The lines that are told of a storyboard that is refused."""
    with pytest.raises(ScenarioError) as error:
        storyfile.load(inputs, text.encode(), "mine", ["changes", "compare"])
    return str(error.value).splitlines()


# --- all at once -------------------------------------------------------------------------------------


def test_every_fault_of_a_file_is_told_at_once_with_its_line(inputs):
    text = HEAD + (
        'date = "2025-99-99"\n\n[levers]\nus_fe = 1\nus_odds = 7\nus_fee = 2025-11-10\n# us_odds = 1\n'
        'us_welcome = 0.1\nus_welcome = 0.2\n\n[readings]\nfee_basis = "anual"\n'
    )
    assert refusal(inputs, text) == [
        "line 4: date: is not a day such as 2025-11-10 (it reads '2025-99-99')",
        "line 7: unknown lever 'us_fe'; the nearest is 'us_fee'",
        "line 8: lever us_odds: 7 is out of range; use a number from 0.05 to 1 (odds per draw)",
        "line 9: levers.us_fee: input should be a valid number (it reads '2025-11-10')",
        "line 12: is not TOML: the key 'us_welcome' is given twice",
        "line 15: reading fee_basis: unknown option 'anual'; the nearest is 'annual'",
    ]


def test_a_table_that_is_misspelt_is_to_be_renamed_and_not_thrown_away(inputs):
    assert refusal(inputs, HEAD + "[lever]\nus_fee = 1\n") == [
        "line 4: lever: is no part of a scenario file; call it 'levers', or remove it"
    ]
    assert refusal(inputs, HEAD + "surprise = 1\n") == [
        "line 4: surprise: is no part of a scenario file; remove it"
    ]
    assert board_refusal(inputs, BOARD + STEP + "mesage = 'x'\n" + OWN.replace("title", "titel")) == [
        "line 9: steps.1.mesage: is no part of a storyboard; call it 'message', or remove it",
        "line 11: steps.1.scenarios.1.titel: is no part of a storyboard; call it 'title', or remove it",
    ]


def test_every_fault_of_a_storyboard_is_told_at_once_with_its_line(inputs):
    text = BOARD + STEP.replace("changes", "change") + OWN + "[steps.scenarios.levers]\nus_fe = 1\n"
    text += STEP.replace("US", "USA") + "guess = 1\n" + OWN + "levers = {us_odds = 7, us_fe = 1}\n"
    text += STEP + '[[steps.scenarios]]\npreset = "fee_gided"\n'
    assert board_refusal(inputs, text) == [
        "line 6: steps.1.chart: unknown chart 'change'; the nearest is 'changes'",
        "line 12: steps.1.scenarios.1: unknown lever 'us_fe'; the nearest is 'us_fee'",
        "line 17: steps.2.guess: input should be a valid boolean (it reads '1')",
        "line 20: steps.2.scenarios.1: lever us_odds: 7 is out of range; use a number from 0.05 to 1"
        " (odds per draw)",
        "line 20: steps.2.scenarios.1: unknown lever 'us_fe'; the nearest is 'us_fee'",
        "line 26: steps.3.scenarios.1.preset: unknown preset 'fee_gided'; the nearest is 'fee_guided'",
    ]


def test_a_line_that_is_not_toml_hides_nothing_and_brings_no_fault_that_is_none(inputs):
    text = HEAD.replace('"A try"', "A try") + "[levers]\nus_fee = 100,000\nus_odds = many\nus_welcome = 9\n"
    assert refusal(inputs, text) == [
        "line 3: is not TOML: Invalid value (column 9)",
        "line 5: is not TOML: Expected newline or end of document after a statement (column 13); write 100000 or 100",
        "line 6: is not TOML: Invalid value (column 11)",
        "line 7: lever us_welcome: 9 is out of range; use a number from -1 to 1 (index shift)",
    ]
    # Without its head a table would be part of the one before it, so nothing after it is judged.
    assert refusal(inputs, HEAD + "[levers\nus_fee = 999999\n") == [
        "line 4: is not TOML: Expected ']' at the end of a table declaration (column 8)"
    ]


def test_the_lines_of_a_file_with_windows_ends_are_the_same(inputs):
    text = (HEAD + "[levers]\nus_fe = 1\n").replace("\n", "\r\n")
    assert refusal(inputs, text) == ["line 5: unknown lever 'us_fe'; the nearest is 'us_fee'"]


def test_of_many_faults_ten_are_told(inputs):
    told = refusal(inputs, HEAD + "[levers]\n" + "".join(f"us_fe{n} = 1\n" for n in range(4000)))
    assert told[:1] == ["line 5: unknown lever 'us_fe0'; the nearest is 'us_fee'"]
    assert told[9:] == ["line 14: unknown lever 'us_fe9'; the nearest is 'us_fee'", "and 3,990 more"]


# --- what would be slow ------------------------------------------------------------------------------


@pytest.mark.parametrize("number", ["0x" + "f" * 4000, "0o" + "7" * 5000, "0b" + "1" * 20000, "-" + "9" * 5000,
                                    "0." + "1" * 5000, "1" + "_1" * 1000])  # fmt: skip
@pytest.mark.parametrize("key", ["format", "title", "tags", "[levers]\nus_fee"])
def test_a_number_that_python_will_not_print_is_refused_with_its_line(inputs, number, key):
    text = 'note = """\n\n"""\n' + key + f" = {number}\n"
    told = refusal(inputs, text)
    line = text.count("\n", 0, text.index(number)) + 1
    reason = f"a number of {len(number):,} letters; no value needs more than 1,000"
    assert told == [f"line {line}: is not TOML that can be read: {reason}"]


def test_digits_in_a_text_are_no_number(inputs):
    text = HEAD + f'note = "{"9" * 1500}" # {"9" * 5000}\n'
    assert files.load(inputs, text.encode(), "mine").note == "9" * 1500


def test_a_long_name_is_neither_compared_nor_repeated_in_full(inputs, monkeypatch):
    lengths = []
    for method in ("set_seq1", "set_seq2"):
        plain = getattr(difflib.SequenceMatcher, method)
        monkeypatch.setattr(
            difflib.SequenceMatcher,
            method,
            lambda self, it, do=plain: (lengths.append(len(it)), do(self, it))[1],
        )
    name = "a" * 60_000
    for text in (
        f"[levers]\n{name} = 1",
        f"[readings]\n{name} = 'x'",
        f"[readings]\nfee_basis = '{name}'",
        f"{name} = 1",
    ):
        (told,) = refusal(inputs, HEAD + text + "\n")
        assert len(told) < 250
    for text in (STEP.replace("changes", name) + OWN, STEP + OWN + f"[steps.scenarios.levers]\n{name} = 1\n",
                 STEP + f"[[steps.scenarios]]\npreset = '{name}'\n", STEP.replace("US", name) + OWN):  # fmt: skip
        (told,) = board_refusal(inputs, BOARD + text)
        assert len(told) < 250
    assert 0 < max(lengths) <= 80


@pytest.mark.parametrize(
    "many",
    [
        "".join(f"[a{n}]\n" for n in range(21_000)),
        "tags = [" + "1," * 21_000 + "]",
        "x = [" + "{}," * 21_000 + "]",
        "".join(f"a{n} = 1\n" for n in range(21_000)),
    ],
    ids=["tables", "numbers", "empty tables", "keys"],
)
def test_more_values_than_any_briefing_needs_are_refused_before_they_are_read(inputs, monkeypatch, many):
    monkeypatch.setattr(tomllib, "loads", None)
    assert board_refusal(inputs, BOARD + many) == [
        "holds more than 20,000 values, which no scenario and no storyboard needs"
    ]


def test_a_large_file_is_read_once(inputs, monkeypatch):
    read = []
    loads = tomllib.loads
    monkeypatch.setattr(tomllib, "loads", lambda text: (read.append(len(text)), loads(text))[1])
    assert len(refusal(inputs, HEAD + "us_fee = x\n" * 5000)) == 10
    assert len(read) == 10
    read.clear()
    assert len(board_refusal(inputs, BOARD + "us_fee = x\n" * 15_000)) == 1
    assert len(read) == 1


# --- lines -------------------------------------------------------------------------------------------

_NAMES = st.sampled_from(["levers", "us_fee", "a-b", '"a b"', "'x.y'", '"q=]"', "1"])
_VALUES = st.sampled_from(['1', '"[x]\\"="', "'''\na = 1\n[b]\n'''", '"""\n"" c = 2\n"""', "[\n 1,\n 2 # ]\n]",
                           "{a = [1, {b = '}'}]}", "2025-11-10", "[[1], ['=']]"])  # fmt: skip


@given(
    st.lists(st.tuples(_NAMES, _VALUES), max_size=6, unique_by=lambda pair: pair[0].strip("\"'")),
    st.booleans(),
)
def test_every_plain_key_is_found_on_its_line_and_no_other(pairs, listed):
    text, expected = "", {}
    heads = ["", "[[top]]\n", "[[top]]\n", "[top.under]\n"] if listed else ["", "[top]\n", "[top.under]\n"]
    paths = [(), ("top", 1), ("top", 2), ("top", 2, "under")] if listed else [(), ("top",), ("top", "under")]
    for head, path in zip(heads, paths, strict=True):
        if head:
            expected[path] = text.count("\n") + 1
        text += head
        for name, value in pairs:
            bare = name.strip("\"'")
            if not set(bare) & set(".=]"):
                expected[(*path, bare)] = text.count("\n") + 1
            text += f"{name} = {value} # a = 1\n"
    tomllib.loads(text)
    found = keylines.lines(text)
    assert {path: line for path, line in found.items() if path in expected} == expected
    assert len(found) == sum(len(pairs) + bool(head) for head in heads)


def test_no_fault_of_a_parser_is_a_traceback(inputs):
    deep = "x = " + "[" * sys.getrecursionlimit()
    assert refusal(inputs, deep)[0].startswith("is not TOML: ")
    with pytest.raises(ScenarioError, match="cannot be read"):
        files.read_file(inputs, "a\0b.toml")
    assert tomlfile.parse(b"a = 1", "none").table == {"a": 1}
