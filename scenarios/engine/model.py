"""Utilities -> choice probabilities: a nested logit of any depth, in closed form, on numpy arrays.

References
----------
McFadden (1978), "Modelling the choice of residential location"; Train (2009), *Discrete Choice Methods
with Simulation*, ch. 4. The form is the one that agrees with random utility maximisation: utilities are
divided by the nest's dissimilarity parameter (the *scale*) inside the nest, and its logsum is multiplied
by it outside.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from scenarios.engine.arrays import Floats, Truths

Nests: TypeAlias = "Sequence[int | tuple[ArrayLike, Nests]]"
"""Members of a nest, as given: columns, and pairs of a scale and the members of a nest within."""

Tree: TypeAlias = "list[int | tuple[Floats, Tree]]"
"""The same, checked."""

LogShares: TypeAlias = "list[tuple[Floats, int | LogShares]]"
"""The log share of each member within its nest, with its column or the members of the nest that it is."""

VERSION = "1"
"""Version of the equations. It changes when the same inputs would give other shares."""


def choice_probabilities(
    utility: ArrayLike, available: ArrayLike | None = None, nests: "Nests | None" = None
) -> Floats:
    """Choice probabilities of a nested (or, without nests, multinomial) logit.

    Parameters
    ----------
    utility : array_like, shape (..., J)
        Systematic utility of J alternatives. Leading axes are draws, scenarios, segments or anything else.
    available : array_like of bool, shape broadcastable to (..., J), optional
        Alternatives that can be chosen; by default all. The utility of the others is not looked at.
    nests : list of (scale, members), optional
        Each member is a column index or another such pair. ``scale`` is a positive number, or an array
        that broadcasts against the leading axes. Columns that no nest names stand at the top, where the
        scale is 1. ``None`` is the multinomial logit.

    Returns
    -------
    numpy.ndarray, shape (..., J)
        Shares in [0, 1] that sum to one over the last axis; exactly 0 where not available.

    Raises
    ------
    ValueError
        If a utility of an available alternative is not finite, nothing is available, a scale is not
        positive, or a member is out of range or named twice.

    Examples
    --------
    >>> choice_probabilities([0.0, 0.0]).tolist()
    [0.5, 0.5]
    """
    values = np.asarray(utility, dtype=float)
    choosable: Truths | None = None
    if values.ndim == 0 or values.shape[-1] == 0:
        raise ValueError("utility needs a last axis with at least one alternative")
    if available is None:
        masked = values
    else:
        choosable = np.broadcast_to(np.asarray(available, dtype=bool), values.shape)
        if not choosable.any(axis=-1).all():
            raise ValueError("at least one alternative has to be available in every row")
        masked = np.where(choosable, values, -np.inf)
    if np.isnan(masked).any() or np.isposinf(masked).any() or _unavailable(masked) != _count(choosable):
        raise ValueError("the utility of an available alternative is not finite")
    columns = masked.shape[-1]
    tree = _tree(nests, columns)
    log_shares = np.empty_like(masked)
    _, children = _logsum(masked, 1.0, tree)
    _descend(log_shares, np.zeros(masked.shape[:-1]), children)
    return np.exp(log_shares)


def constants(shares: ArrayLike, nests: Nests) -> Floats:
    """Alternative-specific constants that make a nested logit reproduce observed shares exactly.

    The pivot of the model: with these as utilities, :func:`choice_probabilities` returns ``shares``,
    whatever the scales.

    Parameters
    ----------
    shares : array_like, shape (..., J)
        Observed shares that sum to one; 0 where an alternative is not available.
    nests : list of (scale, members)
        As in :func:`choice_probabilities`.

    Returns
    -------
    numpy.ndarray, shape (..., J)
        ``-inf`` where a share is 0; mask those columns as not available.
    """
    observed = np.asarray(shares, dtype=float)
    tree = _tree(nests, observed.shape[-1])
    lead = np.broadcast_shapes(observed.shape[:-1], *(scale.shape for scale in _scales(tree)))
    constant = np.full((*lead, observed.shape[-1]), -np.inf)
    with np.errstate(divide="ignore", invalid="ignore"):
        _pivot(constant, observed, 0.0, 1.0, np.ones(()), tree)
    return constant


def _unavailable(masked: Floats) -> int:
    return int(np.isneginf(masked).sum())


def _count(available: Truths | None) -> int:
    return 0 if available is None else int((~available).sum())


def _tree(nests: "Nests | None", columns: int) -> Tree:
    """Checked nests as (array, list) pairs, with the columns that none of them names at the top."""
    named: list[int] = []
    members = _checked(nests or [], columns, named)
    return [*sorted(set(range(columns)) - set(named)), *members]


def _checked(members: Iterable[Any], columns: int, named: list[int]) -> Tree:
    checked: Tree = []
    for member in members:
        if isinstance(member, int | np.integer) and not isinstance(member, bool):
            if not 0 <= member < columns:
                raise ValueError(f"alternative {member} is out of range for {columns} alternatives")
            if member in named:
                raise ValueError(f"alternative {member} is in more than one nest")
            named.append(int(member))
            checked.append(int(member))
            continue
        try:
            given, within = member
            inner = list(within)
        except (TypeError, ValueError):
            raise ValueError(f"a nest is a pair (scale, members), not {member!r}") from None
        scale = np.asarray(given, dtype=float)
        if not (np.isfinite(scale).all() and (scale > 0).all()):
            raise ValueError("the scale of a nest has to be a positive number")
        if not inner:
            raise ValueError("a nest needs at least one member")
        checked.append((scale, _checked(inner, columns, named)))
    return checked


def _scales(members: Tree) -> Iterator[Floats]:
    for member in members:
        if isinstance(member, tuple):
            yield member[0]
            yield from _scales(member[1])


def _logsum(utility: Floats, scale: Floats | float, members: Tree) -> tuple[Floats, LogShares]:
    """Inclusive value of a nest and, for each member, its log share within the nest."""
    own: list[Floats] = []
    below: list[int | LogShares] = []
    for member in members:
        if isinstance(member, tuple):
            value, children = _logsum(utility, member[0], member[1])
            below.append(children)
        else:
            value = utility[..., member]
            below.append(member)
        own.append(value / scale)
    values = np.broadcast_arrays(*own)
    highest = values[0]
    for value in values[1:]:
        highest = np.maximum(highest, value)
    # A nest without an available member has no highest value; 0 keeps -inf - 0 away from NaN.
    highest = np.where(np.isneginf(highest), 0.0, highest)
    total = np.exp(values[0] - highest)
    for value in values[1:]:
        total = total + np.exp(value - highest)
    with np.errstate(divide="ignore"):
        log_total = highest + np.log(total)
    empty = np.isneginf(log_total)
    shift = np.where(empty, 0.0, log_total)
    return log_total * scale, [(value - shift, child) for value, child in zip(values, below, strict=True)]


def _descend(log_shares: Floats, above: Floats, children: LogShares) -> None:
    for log_share, child in children:
        if isinstance(child, list):
            _descend(log_shares, above + log_share, child)
        else:
            log_shares[..., child] = above + log_share


def _pivot(
    constant: Floats,
    shares: Floats,
    above: Floats | float,
    scale: Floats | float,
    parent: Floats,
    members: Tree,
) -> None:
    """Write ``above + scale * ln(share / parent)`` for each column, and go down into each nest."""
    for member in members:
        if isinstance(member, tuple):
            inner_scale, inner = member
            total = _total(shares, inner)
            _pivot(constant, shares, above + scale * np.log(total / parent), inner_scale, total, inner)
        else:
            value = above + scale * np.log(shares[..., member] / parent)
            constant[..., member] = np.where(shares[..., member] > 0, value, -np.inf)


def _total(shares: Floats, members: Tree) -> Floats:
    total = np.zeros(shares.shape[:-1])
    for member in members:
        total = total + (_total(shares, member[1]) if isinstance(member, tuple) else shares[..., member])
    return total
