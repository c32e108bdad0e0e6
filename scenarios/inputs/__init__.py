"""Reads ``data/`` into one frozen :class:`Inputs`; a bad row is refused with file, row, column and remedy."""

from pathlib import Path

from scenarios.inputs.lint import lint
from scenarios.inputs.narrow import only
from scenarios.inputs.read import Inputs, data_folder, read, tables
from scenarios.refusals import DataError, Problem

__all__ = ["DataError", "Inputs", "Problem", "data_folder", "lint", "load", "only", "read", "tables"]


def load(folder: Path | None = None) -> Inputs:
    """Read and lint a data folder.

    Parameters
    ----------
    folder : pathlib.Path, optional
        The folder with the tables; by default :func:`data_folder`.

    Returns
    -------
    Inputs

    Raises
    ------
    DataError
        With every problem found, each with file, row, column, reason and remedy.
    """
    inputs = read(folder)
    problems = lint(inputs)
    if problems:
        raise DataError(problems)
    return inputs
