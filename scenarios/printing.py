"""Results of the command line -> text: JSON, CSV and aligned tables."""

import csv
import json

from scenarios import attribution

_RUN = [
    "segment",
    "destination",
    "before, %",
    "scenario, %",
    "change, points",
    "range over the assumptions",
]
_WHY = ["changed", "kind", "group", "part, points", "range over the orders, points"]


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


def why_table(head, found):
    """The split of one change as a table, with its total, sums by group and a sentence.

    Parameters
    ----------
    head : dict
        Label, versions, run_id and scenario, as in the JSON of a result.
    found : attribution.Attribution

    Returns
    -------
    str
        Lines of text; parts and the total in points.
    """
    rows = [
        [
            part.id,
            part.kind,
            part.group,
            f"{part.part_pp:+.3f}",
            f"{part.low_order_pp:+.3f} to {part.high_order_pp:+.3f}",
        ]
        for part in found.parts
    ]
    rows.append(["total", "", "", f"{found.change_pp:+.3f}", ""])
    groups = attribution.groups(found)
    sums = "by group, points: " + " · ".join(f"{name} {part:+.3f}" for name, part in groups.items())
    lines = [
        *_head(head),
        f"{found.segment}, {found.destination}: {100 * found.baseline:.2f}% before,"
        f" {100 * found.share:.2f}% in the scenario, {found.change_pp:+.3f} points",
        "",
        _aligned(_WHY, rows, right=2),
        "",
        *([sums] if len(groups) > 1 else []),
        _why_sentence(found),
    ]
    return "\n".join(lines) + "\n"


def _why_sentence(found):
    if found.state == attribution.NOTHING:
        return "Nothing is changed, so there is nothing to split."
    if not found.baseline:
        return f"{found.segment} cannot choose {found.destination}, so nothing moves this share."
    if found.state == attribution.UNMOVED:
        return f"Nothing that is changed here moves the share of {found.segment} that prefers {found.destination}."
    largest = found.parts[0]
    if len(found.parts) == 1:
        return f"The whole change of {found.change_pp:+.3f} points comes from {largest.id}."
    sentence = (
        f"The change of {found.change_pp:+.3f} points is the sum of {len(found.parts)} parts;"
        f" the largest, {largest.part_pp:+.3f}, comes from {largest.id}."
    )
    if found.exact:
        return sentence
    return f"{sentence} Each part is approximated over {found.orders:,} of the orders; their sum is exact."


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
