"""The kinds of lever: one row a kind says what it needs, what it acts on, and which numbers it runs through.

What a kind computes is a function that :mod:`scenarios.engine.effects` registers under its id. So a new kind is a row
here and a function there; lint, the engine, the grounds of a shift and the pages read this table.

Several levers of a kind work together. On one destination and attribute scales multiply and shifts add up, and
weights multiply; where that would not say what is meant, lint refuses the second one (:attr:`Kind.alone`).
"""

from dataclasses import dataclass

LEVEL, PART, PARTNER, WEIGHT, PARAMETER = "level", "part", "partner", "weight", "parameter"
"""What a kind acts on: the level of an attribute; the utility of the part of a group that it reaches; another
lever, whose effect it decides with it; a weight of utility; a parameter of the model."""

SETS, MULTIPLIES, ADDS = 0, 1, 2
"""How a kind changes a level, and in which turn: a level is set, then multiplied, then added to."""


READINGS = "readings"
"""The group that disputed facts stand in, beside the groups of the levers; no lever stands in it."""


@dataclass(frozen=True)
class Kind:
    """What is known of every lever of a kind."""

    id: str
    acts_on: str
    """:data:`LEVEL`, :data:`PART`, :data:`PARTNER`, :data:`WEIGHT` or :data:`PARAMETER`."""
    needs: tuple[str, ...] = ()
    """Columns of ``levers.csv`` that may not be empty."""
    alone: tuple[str, ...] = ()
    """No two levers of the kind have the same cells in these columns; without any, all of them combine."""
    turn: int = SETS
    """How a level is changed; for kinds that act on one."""
    scaled: bool = False
    """Whether the value counts as a multiple of the baseline, so that this is the level that people start from."""
    exposed: bool = False
    """Whether ``exposure.csv`` says which part of each group it reaches; others reach whom ``segments`` names."""
    serves: str = ""
    """The kind of its companion, whose effect it decides with it."""
    modes: tuple[str, ...] = ()
    """How it can work, by ``lever_modes.csv``; the first holds for a lever without a row there."""
    attributes: tuple[str, ...] = ()
    """Attributes, beside its own, whose levels at its destination it runs through."""
    meets: tuple[str, ...] = ()
    """Those of them that count as other levers have left them."""
    counts: tuple[str, ...] = ()
    """Attributes, beside its own, whose weight decides how much it counts."""
    parameters: tuple[str, ...] = ()
    """Parameters that it runs through."""

    @property
    def belief(self) -> bool:
        """Whether it says how people and employers respond; all others are policy."""
        return self.acts_on in (WEIGHT, PARAMETER)

    @property
    def limited(self) -> bool:
        """Whether the range of its attribute can swallow part of a move."""
        return self.acts_on == LEVEL and self.turn != SETS


_ONE_LEVEL = ("attribute", "destination")
_OFFERS = ("offer_elasticity", "tenure_years", "real_rate", "labour_cost_markup")
_PAY = ("gross_pay", "tax_rate")
_SPREAD = ("tenure_years", "real_rate")

_ROWS = (
    # What an employer pays: fewer offers; once or every year.
    Kind(
        "fee", PART, needs=("destination",), alone=("destination",), exposed=True, modes=("once", "yearly"),
        attributes=("gross_pay",), counts=("access",), parameters=_OFFERS,
    ),
    # The percentage of a fee that the worker pays in the employer's place: less pay.
    Kind(
        "fee_passthrough", PARTNER, needs=("destination", "companion"), alone=("companion",), serves="fee",
        attributes=("gross_pay",), counts=("income", "access"), parameters=(*_OFFERS, "pay_floor"),
    ),
    Kind("scale", LEVEL, needs=_ONE_LEVEL, turn=MULTIPLIES, scaled=True),
    Kind("shift", LEVEL, needs=_ONE_LEVEL, turn=ADDS),
    # The odds of one draw: the level is that of being selected at least once, in as many draws of any lottery as
    # segments.csv gives a group; without a draw it stays as it is.
    Kind("lottery", LEVEL, needs=_ONE_LEVEL, alone=_ONE_LEVEL, turn=SETS),
    # A scale for the part of a group that is eligible.
    Kind("eligibility", PART, needs=_ONE_LEVEL, alone=_ONE_LEVEL, scaled=True, exposed=True),
    # A one-off sum on top of pay, for the percentage of movers that the award says.
    Kind(
        "incentive", PART, needs=("destination", "companion"), alone=("destination",), exposed=True,
        attributes=_PAY, meets=_PAY, counts=("income",), parameters=_SPREAD,
    ),
    Kind(
        "award", PARTNER, needs=("destination", "companion"), alone=("companion",), serves="incentive",
        attributes=_PAY, counts=("income",), parameters=_SPREAD,
    ),
    # A multiple of one weight, or of all.
    Kind("weight", WEIGHT),
    Kind("parameter", PARAMETER, needs=("attribute",), alone=("attribute",)),
)  # fmt: skip

KINDS = {row.id: row for row in _ROWS}
"""Kind id -> :class:`Kind`."""

PARAMETERS = tuple(dict.fromkeys(name for row in _ROWS for name in row.parameters))
"""Parameters that some kind runs through; a lever may set no other one, because nothing would change."""
