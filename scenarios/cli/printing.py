"""Results of the command line -> text: JSON, CSV and aligned tables."""

import csv
import json

_RUN = [
    "segment",
    "destination",
    "before, %",
    "scenario, %",
    "change, points",
    "range over the assumptions",
]


def as_json(result):
    """Any result as JSON, for people as well as programs."""
    return json.dumps(result, indent=2, ensure_ascii=False) + "\n"


def run_csv(result):
    """The shares of a run as CSV, with the label in each row."""
    rows = [{"label": result["label"], "run_id": result["run_id"], **row} for row in result["shares"]]
    lines = _Lines()
    writer = csv.DictWriter(lines, rows[0].keys(), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return "".join(lines)


class _Lines(list):
    write = list.append


def run_table(result):
    """A run as a table of shares in percent and changes in points, with the outcome lens and warnings."""
    rows = [
        [
            row["segment"],
            row["destination"],
            f"{100 * row['baseline']:.2f}",
            f"{100 * row['share']:.2f}",
            f"{row['change_pp']:+.2f}",
            "" if row["low_pp"] is None else f"{row['low_pp']:+.2f} to {row['high_pp']:+.2f}",
        ]
        for row in result["shares"]
    ]
    lens = result["outcome"]
    parts = [
        *_head(result),
        _aligned(_RUN, rows, right=4),
        "",
        f"outcome lens: registrations {lens['registrations']:,.0f} · selection rate {100 * lens['odds']:.1f}%"
        f" · places issued {lens['issued']:,.0f} · to people already in the US {100 * lens['in_us_share']:.1f}%",
        *(f"note: {warning['message']} {warning['remedy']}" for warning in result["warnings"]),
    ]  # fmt: skip
    return "\n".join(parts) + "\n"


def answer(head, sentences, tables):
    """What was asked about a scenario, as sentences and aligned tables.

    Parameters
    ----------
    head : dict
        Label, versions, run_id and scenario, as in the JSON of a result.
    sentences : sequence of str
    tables : sequence of (heads, rows)
        Cells are text.

    Returns
    -------
    str
    """
    blocks = ["\n".join(sentences), *(_aligned(list(heads), rows, _numbers(rows)) for heads, rows in tables)]
    return "\n".join([*_head(head), "\n\n".join(blocks)]) + "\n"


def _numbers(rows):
    """How many of the last columns hold numbers alone."""
    count = 0
    for column in reversed(list(zip(*rows, strict=True))):
        if not all(cell[:1] in "+-−–0123456789" for cell in column):
            break
        count += 1
    return count


def listing(rows):
    """A list of what there is as a table, one row each."""
    return _aligned(list(rows[0]), [[_cell(value) for value in row.values()] for row in rows]) + "\n"


def _head(result):
    versions = result["versions"]
    return [
        result["label"],
        f"{result['scenario']['title']} · run {result['run_id']} · model {versions['model']} · data {versions['data']}",
        "",
    ]  # fmt: skip


def _aligned(header, rows, right=0):
    """Columns padded to their widest cell; the last ``right`` columns are numbers."""
    widths = [max(len(str(row[i])) for row in [header, *rows]) for i in range(len(header))]
    first = len(header) - right
    return "\n".join(
        "  ".join(
            str(cell).rjust(width) if first <= i and right else str(cell).ljust(width)
            for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in [header, *rows]
    )


def _cell(value):
    if isinstance(value, list):
        return " · ".join(f"{item.get('value', item.get('id')):} {item['title']}" for item in value)
    if isinstance(value, dict):
        return " ".join(f"{key}={item}" for key, item in value.items())
    return f"{value:g}" if isinstance(value, float) else str(value)
