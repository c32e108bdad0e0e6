"""A new lever, destination or segment is rows alone: the same code runs it, draws it and explains it."""

import csv
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from scenarios import inputs as data
from scenarios.engine import scenario, simulate
from scenarios.formats import files

APP = Path(__file__).parents[1] / "app.py"


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


@pytest.fixture
def open_app(monkeypatch, copied_data):
    """Opens the app on the changed data."""

    def opened():
        monkeypatch.setenv("PULL_FACTORS_DATA", str(copied_data))
        st.cache_resource.clear()
        app = AppTest.from_file(str(APP), default_timeout=60).run()
        assert not app.exception
        return app

    yield opened
    st.cache_resource.clear()


def new_lever(folder):
    """Research in Canada."""
    add(
        folder, "levers",
        judged(
            id="ca_research", group="Canada", title="Canadian research", unit="% of baseline", min=50, max=150,
            step=5, baseline=100, format="%d%%", kind="scale", attribute="research", destination="CA",
            segments="all", sign=1, open=1, message="Funding of research in Canada.",
        ),
    )  # fmt: skip
    level = judged(lever="ca_research", value=100, title="baseline")
    del level["unit"]
    add(folder, "lever_levels", level)


def new_destination(folder):
    """France, in the nest of Germany, with the levels of Germany."""
    add(
        folder,
        "destinations",
        {
            "id": "FR",
            "title": "France",
            "short": "France",
            "phrase": "France",
            "nest": "EURO",
            "stands_for": "country",
        },
    )
    loaded = data.read(folder.parent / "data")
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
    options = {(row.lever, row.reading, row.option) for row in data.load().exposure}
    add(
        folder, "exposure",
        *(
            judged(segment="KOR_YOUNG", lever=lever, reading=reading, option=option, share=0.5)
            for lever, reading, option in options
        ),
    )  # fmt: skip


def test_a_new_lever_needs_rows_alone(copied_data, open_app):
    new_lever(copied_data)
    inputs = data.load(copied_data)
    run = simulate.run(inputs, scenario.make(inputs, {"ca_research": 150}), 128)
    canada = run.destinations.index("CA")
    assert (run.change[:, canada] > 0).all()
    app = open_app()
    app.slider(key="ca_research").set_value(150.0).run()
    assert dict(app.session_state[".history"].now.scenario.levers)["ca_research"] == 150


def test_a_new_destination_needs_rows_alone(copied_data, open_app):
    new_destination(copied_data)
    inputs = data.load(copied_data)
    run = simulate.run(inputs, files.presets(inputs)["fee_clarified"].scenario, 128)
    place = run.destinations.index("FR")
    assert (run.baseline[:, place] > 0).all()
    assert run.change[run.segments.index("IND_YOUNG"), place] > 0
    assert run.share.sum(axis=1) == pytest.approx(1)
    app = open_app()
    app.multiselect(key="hidden").set_value(["US"]).run()
    assert "France" in str(
        next(t.data.data for t in app.get("vega_lite_chart")[0].proto.datasets if t.name == "rows")
    )


def test_a_new_segment_needs_rows_alone(copied_data, open_app):
    new_segment(copied_data)
    inputs = data.load(copied_data)
    run = simulate.run(inputs, files.presets(inputs)["fee_clarified"].scenario, 128)
    place = run.segments.index("KOR_YOUNG")
    assert (
        run.baseline[place, run.destinations.index("KR")]
        == run.share[place, run.destinations.index("KR")]
        == 0
    )
    assert run.change[place, run.destinations.index("US")] < 0
    app = open_app()
    app.selectbox(key="segment").set_value("KOR_YOUNG").run()
    assert not app.exception
    assert app.text[0].value.startswith("Of 1,000 young Korean graduates")
