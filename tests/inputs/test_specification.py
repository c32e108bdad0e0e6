"""The numbers of the shipped data are those that model.md names, sections 2 to 6: a changed one is found here."""


def test_named_levels_are_those_of_the_specification(inputs):
    named = {}
    for row in inputs.lever_levels:
        named.setdefault(row.lever, []).append(row.value)
    expected = {
        "us_fee": [0, 25000, 50000, 100000, 150000],
        "us_fee_passthrough": [0, 50, 100],
        "us_job_offer": [0, 0.5, 1],
        "us_odds": [0.18, 0.35, 0.36, 0.54, 0.72, 1],
        "us_pr_wait": [0, 50, 100, 200],
        "us_research": [60, 80, 100, 120],
        "us_welcome": [-0.5, -0.2, 0, 0.2],
        "us_scrutiny": [-0.5, 0, 0.3],
        "cn_job_offer": [0, 0.5, 1],
        "cn_language": [0, 50, 100],
        "cn_pr_years": [2, 5, 10],
        "cn_family": [0.3, 0.7, 1],
        "cn_incentive": [0, 420000, 702200],
        "cn_award": [1, 5, 25],
        "cn_openings": [50, 100, 150],
        "cn_welcome": [-0.3, 0, 0.3],
        "cn_india_relations": [-0.3, 0, 0.4],
        "responsiveness": [0.5, 1, 1.5],
        "offer_elasticity": [2, 5, 10, 30],
    }
    assert {lever: sorted(named[lever]) for lever in expected} == expected


def test_a_weight_is_named_at_its_low_its_centre_and_its_high(inputs):
    for row in inputs.levers:
        if row.kind == "weight":
            levels = sorted(level.value for level in inputs.lever_levels if level.lever == row.id)
            assert levels == [row.min, 1, row.max]


def test_readings_are_those_of_the_specification(inputs):
    assert {
        name: [row.option for row in sorted(options, key=lambda row: not row.default)]
        for name, options in inputs.reading_options().items()
    } == {
        "fee_basis": ["one_off", "annual"],
        "fee_scope": ["abroad_only", "all_new"],
        "k_eligibility": ["young_only", "experienced_too"],
        "incentives_for": ["diaspora_only", "everyone"],
    }


def test_coefficients_are_those_of_the_specification(inputs):
    general = {r.coefficient: r.value for r in inputs.coefficient_values if r.segment == "*"}
    order = ["b_inc", "b_spon", "b_lang", "b_pr", "b_fam", "b_acc", "b_res", "b_wel"]
    columns = {
        "IND_YOUNG": [0.60, 0.25, 0.80, 0.05, 0.15, 0.15, 0.15, 0.45],
        "GLOBAL_YOUNG": [0.60, 0.25, 0.80, 0.05, 0.15, 0.15, 0.15, 0.45],
        "IND_IN_US": [0.60, 0.25, 0.80, 0.14, 0.15, 0.15, 0.30, 0.45],
        "OTH_IN_US": [0.60, 0.25, 0.80, 0.14, 0.15, 0.15, 0.30, 0.45],
        "CHN_IN_US": [0.60, 0.25, 0.80, 0.14, 0.15, 0.15, 0.40, 0.45],
        "CHN_HERITAGE_SCI": [0.50, 0.10, 0.50, 0.05, 0.10, 0.03, 0.80, 0.60],
        "SENIOR_RES": [0.50, 0.10, 0.50, 0.04, 0.15, 0.05, 0.80, 0.45],
    }
    for segment, expected in columns.items():
        own = {r.coefficient: r.value for r in inputs.coefficient_values if r.segment == segment}
        assert [own.get(name, general[name]) for name in order] == expected, segment


def test_ranges_of_coefficients_are_those_of_the_specification(inputs):
    assert {row.id: (row.low, row.high) for row in inputs.coefficients} == {
        "b_inc": (0.5, 1.6), "b_spon": (0.4, 2.0), "b_lang": (0.25, 1.9), "b_pr": (0.4, 1.6),
        "b_fam": (0.33, 2.3), "b_acc": (0.5, 2.6), "b_res": (0.3, 1.8), "b_wel": (0.4, 1.6),
    }  # fmt: skip


def test_nests_are_those_of_the_specification(inputs):
    assert {row.id: (row.parent, row.value, row.low, row.high) for row in inputs.nests} == {
        "MOVE": ("", 0.75, 0.6, 0.9),
        "ANGLO": ("MOVE", 0.5, 0.4, 0.7),
        "ASIA": ("MOVE", 0.6, 0.5, 0.8),
        "EURO": ("MOVE", 0.65, 0.5, 0.8),
        "RETURN": ("MOVE", 0.75, None, None),
    }
    members = {"ANGLO": {"US", "CA", "UK", "AU", "NZ"}, "ASIA": {"KR", "CN"}, "EURO": {"DE", "OTH"}}
    for nest, names in members.items():
        assert names <= {row.id for row in inputs.destinations if row.nest == nest}


def test_pools_and_draws_are_those_of_the_specification(inputs):
    rows = {row.id: (row.pool_thousand, row.draws) for row in inputs.segments}
    expected = {
        "IND_YOUNG": (2550, 1), "IND_IN_US": (83, 3), "CHN_IN_US": (40, 3), "OTH_IN_US": (45, 3),
        "CHN_HERITAGE_SCI": (60, 0), "SENIOR_RES": (1000, 0), "GLOBAL_YOUNG": (4000, 1),
    }  # fmt: skip
    assert {name: rows[name] for name in expected} == expected


def test_exposures_are_those_of_the_specification(inputs):
    """Whom a fee for people abroad alone reaches, whom one for all new petitions, and who is eligible for what."""
    found = {(row.option, row.segment): row.share for row in inputs.exposure}
    in_us, young = ("IND_IN_US", "CHN_IN_US", "OTH_IN_US"), ("IND_YOUNG", "GLOBAL_YOUNG")
    for group in young:
        assert (found["abroad_only", group], found["all_new", group]) == (0.3, 1)
    for group in in_us:
        assert (found["abroad_only", group], found["all_new", group]) == (0, 1)
    for option in ("abroad_only", "all_new"):
        assert (found[option, "CHN_HERITAGE_SCI"], found[option, "SENIOR_RES"]) == (0, 0.4)
    for group in (*young, *in_us, "CHN_HERITAGE_SCI", "SENIOR_RES"):
        assert found["young_only", group] == (group != "SENIOR_RES")
        assert found["diaspora_only", group] == (group in ("CHN_IN_US", "CHN_HERITAGE_SCI"))
        assert found["experienced_too", group] == found["everyone", group] == 1


def test_attribute_levels_are_those_of_the_specification(inputs):
    columns = [
        "gross_pay", "tax_rate", "price_level",
        "sponsorship", "settlement", "family", "research", "welcome", "language", "access",
    ]  # fmt: skip
    table = {
        "HOME": [9000, 0.10, 0.25, 0, 0, 1, 0.25, 0.5, 0, 1],
        "US": [100000, 0.25, 1.00, 1.0, 3, 0.7, 1.00, 0.10, 0, 1],
        "CA": [64000, 0.26, 0.86, 0.3, 1, 0.9, 0.50, 0.30, 0, 1],
        "UK": [56000, 0.26, 0.86, 0.7, 5, 0.7, 0.65, 0.10, 0, 1],
        "AU": [72000, 0.25, 0.95, 0.3, 3, 0.9, 0.50, 0.20, 0, 1],
        "NZ": [60000, 0.25, 0.88, 0.5, 2, 0.9, 0.30, 0.30, 0, 1],
        "DE": [61000, 0.38, 0.80, 0.5, 2.25, 0.9, 0.70, 0.10, 0.25, 1],
        "KR": [42000, 0.15, 0.63, 0.9, 5, 0.6, 0.60, 0, 0.82, 1],
        "CN": [33000, 0.17, 0.52, 1.0, 10, 0.3, 0.85, -0.10, 0.87, 1],
        "OTH": [45000, 0.20, 0.75, 0.7, 6, 0.7, 0.50, 0.10, 0.20, 1],
    }
    found = {
        (r.destination, r.attribute): r.value
        for r in inputs.attribute_levels
        if r.segment == "*" and r.destination in table
    }
    assert found == {
        (place, name): value for place, row in table.items() for name, value in zip(columns, row, strict=True)
    }
    exceptions = {
        "IND_YOUNG": "US settlement 50, CN welcome -.4",
        "IND_IN_US": """US settlement 50, US sponsorship .6, CN welcome -.4, US gross_pay 110000,
            HOME gross_pay 20000""",
        "CHN_IN_US": """US settlement 5, CN settlement 0, US sponsorship .6, CN sponsorship 0, US welcome -.2,
            CN welcome .3, CN language 0, CN family 1, US gross_pay 115000, CN gross_pay 50000""",
        "OTH_IN_US": """US sponsorship .6, US gross_pay 110000, HOME gross_pay 35000, HOME price_level .6,
            HOME research .45""",
        "CHN_HERITAGE_SCI": """US settlement 0, CN settlement 3, US sponsorship 0, CN sponsorship 0,
            US welcome -.2, CN welcome .3, CN language 0, CN family 1, US gross_pay 160000, CN gross_pay 90000""",
        "SENIOR_RES": """US gross_pay 150000, HOME gross_pay 80000, CN gross_pay 80000, DE gross_pay 95000,
            UK gross_pay 90000, CA gross_pay 100000, AU gross_pay 105000, NZ gross_pay 85000,
            KR gross_pay 75000, OTH gross_pay 80000, HOME price_level .8, HOME research .55""",
        "GLOBAL_YOUNG": "HOME gross_pay 18000, HOME price_level .45",
    }
    expected = {
        (segment, *words.split()[:2]): float(words.split()[2])
        for segment, cells_ in exceptions.items()
        for words in cells_.split(",")
    }
    assert {
        (r.segment, r.destination, r.attribute): r.value for r in inputs.attribute_levels if r.segment != "*"
    } == expected
