"""A TrueType file -> how wide each of its letters is."""

import struct
from collections.abc import Iterator
from pathlib import Path

_UNICODE = (3, 10)
"""Platform and encoding of the table that knows all of Unicode."""


def advances(path: Path) -> dict[str, float]:
    """Widths of the letters of a typeface.

    Parameters
    ----------
    path : pathlib.Path
        A TrueType file with a character map of format 12.

    Returns
    -------
    dict of str to float
        Advance widths in sizes of the type.

    Notes
    -----
    The tables ``head``, ``hhea``, ``hmtx`` and ``cmap`` are those of ISO/IEC 14496-22, Open Font Format.
    """
    content = path.read_bytes()
    tables = {
        tag: offset
        for tag, _, offset, _ in struct.iter_unpack(">4sIII", content[12 : 12 + 16 * _short(content, 4)])
    }
    units, count = _short(content, tables[b"head"] + 18), _short(content, tables[b"hhea"] + 34)
    # A width and a side bearing for each glyph; the last width is that of all further glyphs.
    widths = struct.unpack_from(f">{2 * count}H", content, tables[b"hmtx"])[::2]
    return {
        chr(code): widths[min(first + code - start, count - 1)] / units
        for start, end, first in _groups(content, tables[b"cmap"])
        for code in range(start, end + 1)
    }


def _groups(content: bytes, table: int) -> Iterator[tuple[int, int, int]]:
    """First letter, last letter and first glyph of every stretch of the character map."""
    records = content[table + 4 : table + 4 + 8 * _short(content, table + 2)]
    where = next(offset for *kind, offset in struct.iter_unpack(">HHI", records) if tuple(kind) == _UNICODE)
    (count,) = struct.unpack_from(">I", content, table + where + 12)
    start = table + where + 16
    return struct.iter_unpack(">III", content[start : start + 12 * count])


def _short(content: bytes, place: int) -> int:
    return struct.unpack_from(">H", content, place)[0]
