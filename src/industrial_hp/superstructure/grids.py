"""Electricity connections of zones as the model sees them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class OwnPower:
    """Electricity that a zone may take beside the grid."""

    available_mw: Array
    eur_per_mwh: Array
    """Levelled over the observation period."""
    t_per_mwh: float


@dataclass(frozen=True, eq=False)
class Grid:
    """Electricity connection of a zone."""

    zone: str
    demand_charge_eur_per_mw_a: float
    limit_mw: float | None
    other_use_mw: Array
    own: OwnPower | None = None
    spare_mw: float = 0.0
    """Added peak that the connection of today carries."""
    enlarging_eur_per_mw: float = 0.0
    enlarging_annual_eur_per_mw: float = 0.0
    """Price of a larger connection and its annuity [EUR/MW, EUR/(MW a)]; zero if it is free."""
