"""A briefing -> a PowerPoint file whose charts, tables and notes can be edited."""

from scenarios.exports.pptx.presentation import write

__all__ = ["write"]
