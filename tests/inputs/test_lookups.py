"""Look-ups by id: the row that is meant, and an error that names the table and what there is not."""

import dataclasses

import pytest


def test_a_row_is_looked_up_by_its_id(inputs):
    assert inputs.destination("CA").title == "Canada"
    assert inputs.segment("IND_YOUNG").short == "young Indian graduates"
    assert inputs.attribute("settlement").cap == 10
    assert inputs.coefficient("b_inc").attribute == "income"
    assert inputs.nest("ANGLO").parent == "MOVE"
    assert inputs.lever("us_fee").kind == "fee"
    assert inputs.source("JUDGEMENT").kind == "project"
    assert inputs.contradiction("X2").reading == "fee_basis"
    assert inputs.parameter("tenure_years") == 4.5


@pytest.mark.parametrize(
    ("method", "arguments", "told"),
    [
        ("destination", ("XX",), "destinations: XX"),
        ("segment", ("XX",), "segments: XX"),
        ("attribute", ("xx",), "attributes: xx"),
        ("coefficient", ("xx",), "coefficients: xx"),
        ("nest", ("XX",), "nests: XX"),
        ("lever", ("xx",), "levers: xx"),
        ("source", ("XX",), "sources: XX"),
        ("contradiction", ("XX",), "contradictions: XX"),
        ("parameter", ("xx",), "parameters: xx"),
        ("reading", ("xx",), "readings: xx"),
        ("option", ("fee_basis", "xx"), "readings: fee_basis xx"),
        ("default_option", ("xx",), "readings: xx"),
        ("starting_level", ("IND_YOUNG", "US", "xx"), "attribute_levels: \\* US xx"),
    ],
)
def test_what_there_is_not_is_named_with_its_table(inputs, method, arguments, told):
    with pytest.raises(KeyError, match=told):
        getattr(inputs, method)(*arguments)


def test_a_reading_has_options_one_of_which_holds_unless_another_is_chosen(inputs):
    assert [row.option for row in inputs.reading("fee_basis")] == ["one_off", "annual"]
    assert inputs.option("fee_basis", "annual").short == "yearly"
    assert inputs.default_option("fee_basis").option == "one_off"


def test_a_named_level_is_found_by_its_value_and_any_other_value_has_none(inputs):
    assert inputs.level("us_fee", 100000).title == "as proclaimed"
    assert inputs.level("us_fee", 100001) is None
    assert [row.value for row in inputs.levels_of("us_job_offer")] == [0, 0.5, 1]


def test_a_group_starts_from_its_own_level_and_without_one_from_the_general_one(inputs):
    assert inputs.starting_level("IND_YOUNG", "US", "settlement").value == 50
    assert inputs.starting_level("GLOBAL_YOUNG", "US", "settlement").value == 3


def test_the_partner_of_a_lever_is_the_one_that_serves_it(inputs):
    partners = {row.id: inputs.partner(row) for row in inputs.levers}
    assert {name: row.id for name, row in partners.items() if row} == {
        "us_fee": "us_fee_passthrough",
        "cn_incentive": "cn_award",
    }


def test_a_column_is_a_dict_of_the_callers_own_in_the_order_of_the_file(inputs):
    titles = inputs.titles("nests")
    assert list(titles) == [row.id for row in inputs.nests] and titles["ASIA"] == "East Asia"
    titles.clear()
    assert inputs.titles("nests") and inputs.column("nests", "value")["MOVE"] == 0.75


def test_rows_by_id_cannot_be_written_to_and_belong_to_their_own_inputs(inputs):
    with pytest.raises(TypeError):
        inputs.by_id("nests")["ASIA"] = None
    other = dataclasses.replace(inputs, nests=inputs.nests[:1])
    assert list(other.by_id("nests")) == ["MOVE"] and len(inputs.by_id("nests")) == 5
