"""Reads ``data/`` into one frozen :class:`Inputs`; a bad row is refused with file, row, column and remedy."""

from scenarios.inputs.lint import lint
from scenarios.inputs.read import DATA, DataError, Inputs, Problem, read, tables

__all__ = ["DATA", "DataError", "Inputs", "Problem", "lint", "load", "read", "tables"]


def load(folder=DATA):
    """Read and lint a data folder.

    Parameters
    ----------
    folder : pathlib.Path
        The folder with the tables; by default the one that ships with the project.

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
