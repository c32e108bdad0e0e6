"""Rows and files that tests add to a copy of the data: one more of everything that is rows alone."""

import csv

from scenarios import inputs as data

NEW_LEVERS = {
    "ca_fee": 60000, "ca_fee_passed": 50, "ca_research": 150, "ca_welcome": 0.4, "ca_odds": 0.5,
    "ca_job_offer_skilled": 0, "ca_bonus": 30000, "ca_award": 40, "weight_family": 2, "pay_floor": 0.5, "uk_fee": 20000,
}  # fmt: skip
"""Levers that :func:`grow` adds, one of each kind in a group of their own and a second fee, with a value for each."""

PRESET, BOARD = "canada_tries", "canada_shown"
"""Ids of the preset that sets all of them and of the briefing that shows it in every chart."""


def add(folder, table, *rows):
    """Append rows, given as dicts, to a table; cells left out are empty."""
    path = folder / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        header = next(csv.reader(stream))
    with path.open("a", encoding="utf-8", newline="") as stream:
        csv.DictWriter(stream, header, restval="", lineterminator="\n").writerows(rows)


def judged(**cells):
    """A row that is the modeller's judgement."""
    return {"unit": "share", "grade": "judgement", "source": "JUDGEMENT", **cells}


def unitless(**cells):
    """The same in a table without units."""
    return {"grade": "judgement", "source": "JUDGEMENT", **cells}


def lever(folder, **cells):
    """A lever with its baseline as its only named level."""
    row = {
        "segments": "all", "sign": 0, "open": 1, "step": 5, "format": "%g", "message": "A lever that a test adds.",
        **cells,
    }  # fmt: skip
    add(folder, "levers", judged(**row))
    add(folder, "lever_levels", unitless(lever=row["id"], value=row["baseline"], title="as before"))


def reached(folder, name, **options):
    """The part of every segment that a lever reaches: always, or under each option of a reading."""
    reading = options.pop("reading", "")
    segments = [row.id for row in data.read(folder).segments]
    add(
        folder, "exposure",
        *(
            judged(lever=name, reading=reading, option=option if reading else "", segment=segment, share=share)
            for option, share in options.items()
            for segment in segments
        ),
    )  # fmt: skip


def new_levers(folder):
    """One of each kind, in a group that nobody has thought of, and a second fee in another one."""
    here = {"group": "Canada's rules", "destination": "CA"}
    money = {"unit": "USD", "min": 0, "baseline": 0, "step": 1000, "format": "$%d"}
    percent = {"unit": "% of baseline", "min": 50, "max": 150, "baseline": 100, "format": "%d%%"}
    lever(folder, id="ca_fee", title="Fee in Canada", kind="fee", max=90000, **money, **here)
    lever(
        folder, id="ca_fee_passed", title="Fee passed on in Canada", kind="fee_passthrough", companion="ca_fee",
        **percent | {"min": 0, "max": 100, "baseline": 0}, **here,
    )  # fmt: skip
    lever(
        folder,
        id="ca_research",
        title="Canadian research",
        kind="scale",
        attribute="research",
        **percent,
        **here,
    )
    index = {"unit": "index shift", "min": -1, "max": 1, "baseline": 0, "step": 0.05, "format": "%+.2f"}
    lever(
        folder, id="ca_welcome", title="Welcome in Canada", kind="shift", attribute="welcome", **index, **here
    )
    odds = {"unit": "odds per draw", "min": 0.05, "max": 1, "baseline": 1, "step": 0.05, "format": "%.2f"}
    lever(folder, id="ca_odds", title="Lottery in Canada", kind="lottery", attribute="access", **odds, **here)
    rule = {"unit": "0 to 1", "min": 0, "max": 1, "baseline": 0.3, "step": 0.05, "format": "%.2f"}
    lever(
        folder, id="ca_job_offer_skilled", title="Job-offer rule for the skilled", kind="eligibility",
        attribute="sponsorship", **rule, **here,
    )  # fmt: skip
    lever(
        folder, id="ca_bonus", title="Bonus in Canada", kind="incentive", companion="ca_award", max=50000, **money,
        **here,
    )  # fmt: skip
    lever(
        folder, id="ca_award", title="Who gets it in Canada", kind="award", companion="ca_bonus",
        **percent | {"min": 0, "max": 100, "baseline": 10}, **here,
    )  # fmt: skip
    belief = {"group": "Canada's rules", "unit": "x", "step": 0.05, "format": "x%.2f"}
    family = next(row for row in data.read(folder).coefficients if row.id == "b_fam")
    lever(
        folder, id="weight_family", title="Weight of family", kind="weight", attribute="b_fam", min=family.low,
        max=family.high, baseline=1, **belief,
    )  # fmt: skip
    lever(
        folder, id="pay_floor", title="Least pay", kind="parameter", attribute="pay_floor", min=0, max=0.9,
        baseline=0.25, **belief,
    )  # fmt: skip
    lever(
        folder, id="uk_fee", group="UK", destination="UK", title="Fee in the UK", kind="fee", max=90000, open=0,
        **money,
    )  # fmt: skip
    about = folder / "about.toml"
    about.write_text('lens_lottery = "us_odds"\n' + about.read_text(encoding="utf-8"), encoding="utf-8")


def new_reading(folder):
    """A disputed fact about the new fee: whom it reaches, and how often it is paid."""
    for default, option, title in ((1, "some", "Some of them"), (0, "everybody", "Everybody")):
        add(
            folder, "readings",
            unitless(
                reading="ca_fee_for", title="Whose permits carry the Canadian fee?", option=option,
                option_title=title, short=option, default=default, date="2026-02", statement="It is disputed.",
            ),
        )  # fmt: skip
        add(
            folder,
            "lever_modes",
            {
                "lever": "ca_fee",
                "reading": "ca_fee_for",
                "option": option,
                "mode": "once" if default else "yearly",
            },
        )
    reached(folder, "ca_fee", reading="ca_fee_for", some=0.4, everybody=1)
    for name in ("ca_job_offer_skilled", "ca_bonus", "uk_fee"):
        reached(folder, name, always=0.5)
    add(
        folder, "contradictions",
        {
            "id": "X99", "topic": "The Canadian fee", "document_a": "D003", "says_a": "Some", "supported": "Neither",
            "used": "Some", "reading": "ca_fee_for", "sources": "D003",
        },
    )  # fmt: skip


def new_destination(folder):
    """France, in a nest of its own, with the levels of Germany."""
    add(
        folder,
        "nests",
        {**judged(id="LATIN", title="France alone", parent="MOVE", value=0.7), "unit": "scale"},
    )
    add(
        folder,
        "destinations",
        {
            "id": "FR",
            "title": "France",
            "short": "France",
            "phrase": "France",
            "nest": "LATIN",
            "stands_for": "country",
        },
    )
    loaded = data.read(folder)
    levels = [row for row in loaded.attribute_levels if row.destination == "DE" and row.segment == "*"]
    add(
        folder, "attribute_levels",
        *(
            judged(segment="*", destination="FR", attribute=row.attribute, value=row.value, unit=row.unit)
            for row in levels
        ),
    )  # fmt: skip
    add(
        folder, "baseline_shares",
        *(judged(segment=row.id, destination="FR", share=0.5, unit="%") for row in loaded.segments),
    )  # fmt: skip


def new_segment(folder):
    """Young Koreans in Korea, staying at home in place of Korea as a destination."""
    add(
        folder, "segments",
        {
            "id": "KOR_YOUNG", "title": "Young Korean graduates", "short": "young Korean graduates",
            "who": "young Korean STEM graduates in Korea", "status_quo": "HOME", "pool_thousand": 150, "draws": 1,
            "pool_grade": "judgement", "pool_source": "JUDGEMENT",
        },
    )  # fmt: skip
    shares = {"HOME": 80, "US": 10, "CA": 2, "UK": 1, "AU": 2, "DE": 2, "CN": 1, "OTH": 2}
    add(
        folder, "baseline_shares",
        *(judged(segment="KOR_YOUNG", destination=name, share=share, unit="%") for name, share in shares.items()),
    )  # fmt: skip
    options = {(row.lever, row.reading, row.option) for row in data.read(folder).exposure}
    add(
        folder, "exposure",
        *(
            judged(segment="KOR_YOUNG", lever=name, reading=reading, option=option, share=0.5)
            for name, reading, option in sorted(options)
        ),
    )  # fmt: skip


def new_evidence(folder):
    """A row in every table that says what something rests on, what it is worth or what to beware of."""
    add(
        folder, "sources",
        {
            "id": "Z01", "kind": "press", "year": "2026", "title": "A report", "publisher": "A newspaper",
            "grade": "weak", "link": "https://example.org/",
        },
    )  # fmt: skip
    add(
        folder, "claims",
        {
            "id": "K99", "claim": "Canada tries.", "documents": "D003", "disposition": "lever",
            "targets": "lever:ca_fee reading:ca_fee_for contradiction:X99 segment:KOR_YOUNG", "explanation": "A lever.",
        },
    )  # fmt: skip
    add(folder, "warnings", {"id": "dear_canada", "message": "A dear permit.", "remedy": "Lower the fee."})
    conditions = (("ca_fee", "at_least", "50000"), ("ca_fee_for", "is", "everybody"))
    for name, how, value in conditions:
        row = {"warning": "dear_canada", "subject": name, "comparison": how, "value": value}
        add(folder, "warning_conditions", row)
    add(
        folder, "worth",
        {
            "id": "ca_skilled", "title": "Canada asks the skilled for no offer", "kind": "lever",
            "name": "ca_job_offer_skilled", "destination": "CA", "value": 0,
        },
    )  # fmt: skip
    add(
        folder, "consistency",
        {
            "id": "Z9", "title": "A fee in Canada", "published": "-5%", "unit": "%", "accept_low": -90,
            "accept_high": 0, "segment": "KOR_YOUNG", "destination": "CA", "measure": "relative", "role": "added",
            "source": "Z01",
        },
    )  # fmt: skip
    add(folder, "consistency_inputs", {"check": "Z9", "kind": "lever", "name": "ca_fee", "value": "60000"})
    add(folder, "timeline", unitless(date="2026-02", place="Canada", event="A fee.", read_at="a page"))
    add(
        folder,
        "routes",
        unitless(route="ca_permit", title="Permit", place="Canada", aspect="Fee", value="Dear."),
    )
    add(folder, "reviews", {"id": "ca_review", "due": "2026-01", "message": "Look again at Canada."})
    add(folder, "glossary", {"id": "permit", "term": "Permit", "meaning": "Leave to work."})
    add(
        folder,
        "weaknesses",
        {"id": "ca_guess", "title": "Canada is a guess", "text": "It is added by a test."},
    )


_HEAD = """author = "A test"
date = "2026-02-01"
format = 1
label = "ILLUSTRATIVE – NOT A FORECAST"
note = "Added by a test."
tags = ["canada"]
"""


def new_preset(folder):
    """A preset that sets every new lever and reads the new disputed fact the other way."""
    values = "".join(f"{name} = {value}\n" for name, value in NEW_LEVERS.items())
    (folder / "presets" / f"{PRESET}.toml").write_text(
        f'{_HEAD}title = "Canada tries everything"\n\n[levers]\n{values}\n[readings]\nca_fee_for = "everybody"\n',
        encoding="utf-8",
    )


def new_storyboard(folder, charts):
    """A ready-made briefing with a step for each chart, about the new group and a destination whose rules change."""
    steps = "".join(
        f'\n[[steps]]\nchart = "{chart}"\ndestination = "CA"\nsegment = "KOR_YOUNG"\nnotes = "Say it."\n'
        + f'\n[[steps.scenarios]]\npreset = "{PRESET}"\n'
        + ('\n[[steps.scenarios]]\npreset = "baseline"\n' if chart == "compare" else "")
        for chart in charts
    )
    text = f'{_HEAD}kind = "storyboard"\ntitle = "Canada shown in every chart"\n{steps}'
    (folder / "storyboards" / f"{BOARD}.toml").write_text(text, encoding="utf-8")


def grow(folder, charts):
    """Add one more of everything."""
    new_levers(folder)
    new_reading(folder)
    new_destination(folder)
    new_segment(folder)
    new_evidence(folder)
    new_preset(folder)
    new_storyboard(folder, charts)
