"""Results as tables, one a result: pages, plates, files and the command line print the same cells."""

from scenarios.tables.table import Cell, Table, as_csv, as_json

__all__ = ["Cell", "Table", "as_csv", "as_json"]
