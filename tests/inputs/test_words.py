"""The words of the shipped data: they forecast nothing, hide nothing, and are no formula."""

import csv
import re
import tomllib

FORBIDDEN = re.compile(
    r"\b(will|(un)?likely|expects?|predicts?|predictions?|probabilit(y|ies)|chances?|today)\b", re.I
)
NAMES = re.compile(r"India Today|nri\.today")


def cells(folder):
    """(where, text) for every cell and every word of a preset."""
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as stream:
            for number, row in enumerate(csv.DictReader(stream), start=2):
                for column, cell in row.items():
                    yield f"{path.name}, row {number}, column {column}", cell
    for path in sorted((folder / "presets").glob("*.toml")):
        preset = tomllib.loads(path.read_text(encoding="utf-8"))
        for name in ("title", "note"):
            yield f"{path.name}, {name}", preset.get(name, "")


def test_no_word_of_the_data_forecasts(inputs):
    # One term of the glossary is the field's own name for a share.
    found = [
        (where, text)
        for where, text in cells(inputs.folder)
        if FORBIDDEN.search(NAMES.sub("", text)) and text != "Choice probability"
    ]
    assert found == []


def test_the_glossary_gives_the_fields_word_for_a_share(inputs):
    (row,) = [row for row in inputs.glossary if "probability" in row.term.lower()]
    assert row.id == "choice_share"


def test_no_cell_hides_what_a_reader_cannot_see(inputs):
    hidden = re.compile("[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
    assert [where for where, text in cells(inputs.folder) if hidden.search(text)] == []


def test_no_cell_would_run_as_a_formula(inputs):
    starts = [(where, text) for where, text in cells(inputs.folder) if text[:1] in ("=", "@")]
    assert starts == []
