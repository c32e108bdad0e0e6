"""Links: what stands in them, what opening one gives back, and which parts are named when they cannot be used."""

from urllib.parse import parse_qsl, quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios import inputs as data
from scenarios import refusals
from scenarios.engine import scenario
from scenarios.formats import files, links, reopen
from tests.tables import rewritten

HOSTILE = '"><img src=https://evil.example/x onerror=alert(1)> & c2=current #%00 ![a](b) =1+1'


def query(inputs, chosen, group="IND_YOUNG", subject="IND_YOUNG", **more):
    """The link of a scenario."""
    return links.write(inputs, reopen.keep(inputs, chosen), group, subject, **more)


def pairs(text):
    """What a browser makes of a query."""
    return parse_qsl(text, keep_blank_values=True, strict_parsing=True)


def opened(inputs, text):
    """What a link gives: what it says, and the scenario of now with all parts that were not used."""
    said = links.read(inputs, pairs(text))
    return said, reopen.reopen(inputs, said.kept).with_unused(said.unused)


def with_part(text, name, value):
    """A link with one part replaced, or added at the end."""
    kept = [(key, old) for key, old in pairs(text) if key != name]
    return "&".join(f"{key}={quote(new)}" for key, new in [*kept, (name, value)])


def edit(folder, name, old, new):
    """Replace one text in one table of a copy of the data."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def guided(inputs):
    """A scenario with a changed lever of each kind of number and a changed reading."""
    return scenario.make(
        inputs, {"us_fee": 100000, "us_odds": 0.18, "cn_welcome": -0.3}, {"k_eligibility": "experienced_too"}
    )


# --- writing -----------------------------------------------------------------------------------------


def test_a_link_says_what_it_is_and_under_which_versions_it_was_made(inputs, guided):
    said = dict(pairs(query(inputs, guided)))
    assert said["label"] == "illustrative-not-a-forecast"
    assert said["link"] == "1"
    assert said["group"] == "IND_YOUNG"
    assert said["data"] == inputs.version
    assert said["model"] == str(scenario.versions(inputs)["model"])


def test_a_link_holds_every_lever_and_reading_the_changed_ones_first(inputs, guided):
    ids = {row.id for row in inputs.levers} | set(inputs.reading_options())
    names = [name for name, _ in pairs(query(inputs, guided)) if name in ids]
    assert len(names) == len(ids) and set(names) == ids
    assert set(names[:4]) == {"us_fee", "us_odds", "cn_welcome", "k_eligibility"}


def test_values_are_readable_in_the_address_itself(inputs, guided):
    text = query(inputs, guided)
    for part in ("us_fee=100000&", "us_odds=0.18&", "cn_welcome=-0.3&", "cn_pay=100&", "fee_basis=one_off&"):
        assert part in text


def test_a_link_carries_the_shares_that_its_group_had(inputs):
    shares = {row.destination: row.share for row in inputs.baseline_shares if row.segment == "IND_YOUNG"}
    total = sum(shares.values())
    gave = dict(pairs(query(inputs, scenario.Scenario())))["gave"]
    segment, *parts = gave.split("~")
    assert segment == "IND_YOUNG"
    assert {part.split("-")[0]: part.split("-")[1] for part in parts if not part.endswith("-0.00")} == {
        name: f"{100 * share / total:.2f}" for name, share in shares.items() if share
    }


def test_the_link_of_every_story_is_far_below_what_programs_cut_off(inputs):
    for preset in files.presets(inputs).values():
        text = query(inputs, preset.scenario, "ALL", item="abcdefghij@123", compared=[("current", "")])
        assert len(text) < links.LONGEST / 2, preset.id


def test_no_lever_and_no_reading_has_the_name_of_another_part(inputs):
    assert not links.RESERVED & {row.id for row in inputs.levers}
    assert not links.RESERVED & set(inputs.reading_options())
    assert not links.RESERVED & set(files.presets(inputs))


# --- there and back ----------------------------------------------------------------------------------


def test_any_scenario_comes_back_from_its_link_exactly_and_whole(inputs, box):
    segments = [row.id for row in inputs.segments]

    @given(box, st.sampled_from(segments))
    def check(chosen, segment):
        said, again = opened(inputs, query(inputs, chosen, segment, segment))
        assert again.scenario == chosen
        assert again.exact and not again.versions
        assert said.group == segment and not said.unused and not said.compared
        assert not said.reference and not said.item

    check()


def test_a_link_names_the_saved_scenario_that_it_is_a_draft_of(inputs, guided):
    said, again = opened(inputs, query(inputs, guided, item="abcdefghij@12"))
    assert said.item == "abcdefghij@12" and said.reference == ""
    assert again.exact


def test_a_comparison_comes_back_in_its_order_with_the_titles_given(inputs, guided):
    compared = [
        ("us_reform", ""),
        ("current", HOSTILE),
        ("abcdefghij@3", "Ünïcödé 学"),
        (links.inline(guided), "a&b=c"),
        ("baseline", " "),
        ("fee_guided", "t1=x"),
    ]
    said, again = opened(inputs, query(inputs, guided, compared=compared))
    assert list(said.compared) == compared
    assert again.exact


def test_what_is_percent_encoded_reads_like_what_is_not(inputs, guided):
    text = query(inputs, guided, item="abcdefghij@1", compared=[(links.inline(guided), "")])
    every = "&".join(
        f"{name}={''.join(f'%{byte:02X}' for byte in value.encode())}" for name, value in pairs(text)
    )
    assert links.read(inputs, pairs(every)) == links.read(inputs, pairs(text))


def test_a_hostile_title_stays_one_part(inputs, guided):
    text = query(inputs, guided, compared=[("baseline", HOSTILE), ("current", "")])
    assert not set('<>"# ') & set(text)
    said, _ = opened(inputs, text)
    assert said.compared == (("baseline", HOSTILE), ("current", ""))
    assert said.unused == ()


def test_a_scenario_comes_back_from_one_part_of_a_comparison(inputs, box):
    @given(box)
    def check(chosen):
        if chosen != scenario.Scenario():
            assert links.read_inline(inputs, links.inline(chosen)) == (chosen, ())

    check()


def test_one_part_of_a_comparison_holds_what_differs(guided):
    assert links.inline(guided) == "cn_welcome:-0.3,us_fee:100000,us_odds:0.18,k_eligibility:experienced_too"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("us_fee:1000000", ["us_fee", "out of range"]),
        ("us_fee:x", ["us_fee", "'x'"]),
        ("us_fe:1", ["'us_fe'", "'us_fee'"]),
        ("us_fee:1,us_fee:2", ["us_fee", "2 times"]),
        ("us_welcome:0,1", ["us_welcome", "'0,1'"]),
        ("us_fee:100.000", ["us_fee", "100000 or 100;"]),
        ("p:fee_guided", ["p has no place"]),
        ("group:IND_YOUNG", ["group has no place"]),
        ("c1:current", ["c1 has no place"]),
        ("fee_basis:never", ["fee_basis", "'never'"]),
        ("", ["unknown part ''"]),
        (":", ["unknown part ''"]),
        ("us_fee", ["us_fee", "''"]),
    ],
)
def test_a_bad_scenario_in_a_comparison_is_named_and_never_a_silent_baseline(inputs, text, words):
    for whole in (text, f"us_odds:0.5,{text}"):
        made, unused = links.read_inline(inputs, whole)
        assert made == (scenario.make(inputs, {"us_odds": 0.5}) if whole != text else scenario.Scenario())
        assert any(all(word in sentence for word in words) for sentence in unused), unused


# --- a link keeps its meaning ------------------------------------------------------------------------


def test_a_link_keeps_its_meaning_when_a_baseline_moves(inputs, guided, copied_data):
    text = query(inputs, guided)
    for lever, baseline in (("cn_family", "0.7"), ("us_odds", "0.36"), ("us_fee", "100000")):
        rewritten(copied_data, "levers", [lever], "baseline", baseline)
    newer = data.load(copied_data)
    said, again = opened(newer, text)
    assert again.scenario.lever_values(newer) == guided.lever_values(inputs)
    assert again.scenario.reading_values(newer) == guided.reading_values(inputs)
    assert dict(again.scenario.levers)["cn_family"] == inputs.lever("cn_family").baseline
    assert "us_fee" not in dict(again.scenario.levers)
    assert not again.unused
    assert again.versions == (("data", inputs.version, newer.version),)


def test_a_link_keeps_its_meaning_when_another_reading_becomes_the_default(inputs, copied_data):
    chosen = scenario.make(inputs, {"us_fee": 100000})
    text = query(inputs, chosen)
    edit(copied_data, "readings.csv", "Only people abroad,abroad,1,", "Only people abroad,abroad,0,")
    edit(copied_data, "readings.csv", "All new petitions,all new,0,", "All new petitions,all new,1,")
    newer = data.load(copied_data)
    _, again = opened(newer, text)
    assert again.scenario.readings == (("fee_scope", "abroad_only"),)
    assert again.exact, "a reading says what is computed, whichever is the default"
    assert again.versions == (("data", inputs.version, newer.version),)


def test_a_changed_weight_shows_in_the_shares_of_the_link(inputs, heavier):
    text = query(inputs, scenario.make(inputs, {"us_odds": 1}))
    newer = data.load(heavier)
    _, again = opened(newer, text)
    assert not again.exact and not again.unused
    united_states = next(one for one in again.moved if one.destination == "US")
    assert united_states.now > united_states.then, "better odds count for more when access does"
    assert {one.segment for one in again.moved} == {"IND_YOUNG"}


# --- what cannot be used -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("us_fe", "1", ["'us_fe'", "'us_fee'"]),
        ("us_fee", "150001", ["us_fee", "150001", "0 to 150000"]),
        ("us_fee", "-1", ["us_fee", "-1", "0 to 150000"]),
        ("us_fee", "", ["us_fee", "''"]),
        ("us_fee", "nan", ["us_fee", "'nan'"]),
        ("us_fee", "inf", ["us_fee", "'inf'"]),
        ("us_fee", "-Infinity", ["us_fee", "'-Infinity'"]),
        ("us_fee", "1e999", ["us_fee", "'1e999'"]),
        ("us_fee", "1" * 5000, ["us_fee", "1" * 40]),
        ("us_fee", "５００００", ["us_fee", "５"]),
        ("us_fee", "٣", ["us_fee", "٣"]),
        ("us_fee", "50_000", ["us_fee", "50_000"]),
        ("us_fee", "0x10", ["us_fee", "0x10"]),
        ("us_fee", "50,000", ["us_fee", "50,000"]),
        ("us_fee", "100.000", ["us_fee", "'100.000'", "100000 or 100;"]),
        ("us_welcome", "0,1", ["us_welcome", "'0,1'", "write 0.1"]),
        ("us_fee", "1\n", ["us_fee"]),
        ("us_fee", "\0", ["us_fee"]),
        ("us_odds", "0.049", ["us_odds", "0.05 to 1"]),
        ("fee_basis", "yearly", ["fee_basis", "'yearly'"]),
        ("fee_basis", "", ["fee_basis", "''"]),
        ("fee_basis", "annual ", ["fee_basis", "'annual '"]),
        ("fee_basis", "annual" * 9000, ["fee_basis", "annualannual"]),
        ("link", "2", ["link=2", "reads 1"]),
        ("link", "", ["link=", "reads 1"]),
        ("link", "9" * 5000, ["link=9999", "reads 1"]),
        ("c7", "current", ["'c7'"]),
        ("t3", "a title", ["t3", "c3"]),
        ("p", "", ["p is empty"]),
        ("x" * 9000, "1", ["x" * 40]),
        ("", "1", ["unknown part ''"]),
        ("gave", "IND_YOUNG~US-x", ["gave", "damaged"]),
        ("gave", "IND_YOUNG~US", ["gave", "damaged"]),
        ("gave", "IND_YOUNG~US-12.86~CN-", ["gave", "damaged"]),
        ("gave", "IND_YOUNG~US-nan", ["gave", "damaged"]),
        ("gave", "IND_YOUNG~US-1e999", ["gave", "damaged"]),
        ("gave", "IND_YOUNG~US--5", ["gave", "damaged"]),
        ("gave", "IND_YOUNG~US-101", ["gave", "damaged"]),
        ("gave", "IND_YOUNG~US-12.86~US-12.86", ["gave", "damaged"]),
        ("gave", "IND_YOUNG~MARS-5", ["MARS"]),
        ("gave", "NOBODY~US-12.86", ["NOBODY"]),
    ],
)
def test_a_part_that_cannot_be_used_is_named_and_the_rest_opens(inputs, guided, name, value, words):
    _, again = opened(inputs, with_part(query(inputs, guided), name, value))
    expected = guided
    if name in dict(guided.levers):
        rest = {key: kept for key, kept in guided.levers if key != name}
        expected = scenario.make(inputs, rest, dict(guided.readings))
    assert again.scenario == expected
    assert not again.exact
    told = [sentence for sentence in again.unused if all(word in sentence for word in words)]
    assert told, again.unused
    assert all(len(sentence) < 300 for sentence in again.unused)


def test_of_thousands_of_unknown_parts_ten_are_compared_with_what_there_is(inputs, monkeypatch):
    compared = []
    monkeypatch.setattr(refusals, "nearest", lambda name, known: (compared.append(name), repr(name))[1])
    said = links.read(inputs, [(f"u{n}", "1") for n in range(9001)])
    assert len(said.unused) == 9001 and len(compared) == refusals.MOST
    assert said.unused[-1] == "unknown part 'u9000'"
    assert links.read_inline(inputs, ",".join(f"u{n}:1" for n in range(9001)))[1] == said.unused


@pytest.mark.parametrize("name", ["us_fee", "fee_basis", "gave", "label", "p", "c1", "nothing_known"])
def test_what_is_given_twice_is_named_and_neither_is_used(inputs, guided, name):
    text = query(inputs, guided, compared=[("baseline", ""), ("current", "")])
    said, again = opened(inputs, f"{text}&{name}=0&{name}=1")
    assert any(sentence.startswith(f"{name} is given") for sentence in said.unused)
    assert not again.exact
    assert dict(again.scenario.levers)["us_odds"] == 0.18


def test_a_link_without_a_result_is_not_said_to_reproduce(inputs, guided):
    for gave in ("", "IND_YOUNG", "~"):
        _, again = opened(inputs, with_part(query(inputs, guided), "gave", gave))
        assert again.scenario == guided
        assert not again.exact


def test_a_link_cut_off_anywhere_is_exact_only_when_it_means_the_same(inputs, guided):
    text = query(inputs, guided)
    for length in range(len(text)):
        said = links.read(inputs, parse_qsl(text[:length], keep_blank_values=True))
        if said.kept:
            again = reopen.reopen(inputs, said.kept).with_unused(said.unused)
            assert not again.exact or again.scenario == guided, text[:length][-30:]


def test_p_opens_one_thing_whole_and_names_what_stands_beside_it(inputs):
    said = links.read(
        inputs, [("p", "fee_guided"), ("us_fee", "5"), ("group", "IND_YOUNG"), ("x" * 500, "1")]
    )
    assert said.reference == "fee_guided"
    assert said.kept is None and said.group == "" and said.compared == ()
    assert len(said.unused) == 3
    assert all("beside p" in sentence and len(sentence) < 140 for sentence in said.unused)


def test_nothing_said_is_nothing_opened(inputs):
    assert links.read(inputs, []) == links.Opened()
    assert links.read(inputs, [("label", "illustrative-not-a-forecast"), ("link", "1")]) == links.Opened()


def test_reading_never_raises(inputs):
    known = [*links.RESERVED, *(row.id for row in inputs.levers), *inputs.reading_options()]
    values = st.text(max_size=30) | st.sampled_from(
        ["1e999", "nan", "-0", "IND_YOUNG~US-1", "US~-", "us_fee:1"]
    )
    values |= st.floats().map(str)

    @given(st.lists(st.tuples(st.sampled_from(known) | st.text(max_size=12), values), max_size=12))
    def check(given_pairs):
        said = links.read(inputs, given_pairs)
        if said.kept:
            again = reopen.reopen(inputs, said.kept)
            assert scenario.make(inputs, dict(again.scenario.levers), dict(again.scenario.readings))
        for reference, _ in said.compared:
            links.read_inline(inputs, reference)

    check()


def test_three_decimals_in_an_older_whole_link_are_what_they_were(inputs, guided):
    old = with_part(query(inputs, guided), "us_pr_wait", "112.125")
    said, _ = opened(inputs, old)
    assert said.kept.levers["us_pr_wait"] == 112.125 and not said.unused


@pytest.mark.parametrize("text", ["us_fee=100.000", "link=1&us_fee=100.000", "us_pr_wait=1.125"])
def test_what_an_older_link_cannot_have_written_is_named_with_both_numbers(inputs, text):
    said = links.read(inputs, pairs(text))
    assert said.kept is None and any("can mean two numbers" in part for part in said.unused)
