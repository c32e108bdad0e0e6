"""The size of a chart -> where its plot, its legend and its names stand, as parts of it."""

import math
from dataclasses import dataclass

from scenarios import palette
from scenarios.exports.pptx import drawing
from scenarios.exports.pptx.drawing import C
from scenarios.typesetting.faces import ARIAL

LEGEND = 11
"""Points."""

_LEGEND_ROW, _TICKS_HIGH, _TITLE_HIGH = 17, 20, 18
_RIGHT, _MOST_NAMES, _KEY = 16, 0.4, 48
_NAME_SIZES, _READABLE, _LEADING = (12, 11, 10, 9, 8, 7), 9, 1.3


@dataclass(frozen=True)
class Frame:
    """A chart as large as its place: points wide, high, and taken by the caption on top."""

    wide: float
    high: float
    head: float

    def plot(self, left, legend):
        """Left, top, width and height of the plot in points.

        Parameters
        ----------
        left : float
            Points for the names at its left.
        legend : sequence of str
            Names in the legend between caption and plot, if there is one.
        """
        top = self.head + self._key(legend)[1]
        high = self.high - top - _TICKS_HIGH - _TITLE_HIGH
        return left, top, self.wide - left - _RIGHT, high

    @staticmethod
    def gap(high, count, thickest):
        """Space between bars in percent of a bar, so that few bars in a high plot stay bars."""
        return str(round(min(500, max(60, 100 * (high / count / thickest - 1)))))

    def inner(self, plot):
        """The layout of a plot without its names and ticks."""
        left, top, wide, high = plot
        return drawing.layout(
            left / self.wide, top / self.high, wide / self.wide, high / self.high, inner=True
        )

    def names(self, texts, high):
        """(size of type, room at the left) for names under each other, so that none of them is left out.

        Parameters
        ----------
        texts : sequence of str
        high : float
            Points for all of them together.
        """
        row, most = high / len(texts), _MOST_NAMES * self.wide
        fitting = [size for size in _NAME_SIZES if self._lines(texts, size, most) * size * _LEADING <= row]
        on_one_line = (size for size in fitting if size >= _READABLE and self._lines(texts, size, most) == 1)
        size = next(on_one_line, next(iter(fitting), _NAME_SIZES[-1]))
        return size, min(self._widest(texts, size), most) + 12

    @staticmethod
    def _lines(texts, size, room):
        return max(len(ARIAL.lines(text, size, room)) for text in texts)

    @staticmethod
    def _widest(texts, size):
        return max(ARIAL.width(text, size) for text in texts)

    def legend(self, names):
        """A legend under the caption."""
        wide, high = self._key(names)
        return C.legend(
            C.legendPos(val="t"),
            drawing.layout(0, self.head / self.high - 0.01, wide / self.wide, high / self.high),
            C.overlay(val="0"),
            drawing.type_of(LEGEND, palette.TEXT),
        )

    def _key(self, names):
        """Width and height of a legend: names side by side, or in columns as wide as the longest."""
        if not names:
            return 0, 0
        widths = [ARIAL.width(name, LEGEND) + _KEY for name in names]
        if sum(widths) <= self.wide:
            return sum(widths), _LEGEND_ROW + 6
        abreast = max(1, int(self.wide / max(widths)))
        return self.wide, _LEGEND_ROW * math.ceil(len(names) / abreast) + 6
