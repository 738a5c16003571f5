r"""Temperatures that follow the outdoor temperature: heating of buildings, supply of networks.

The load of a building falls in a straight line from the design outdoor temperature to the heating
limit. Its emitters give heat by the law of radiators, so their mean excess over the room follows

.. math:: \frac{\Delta T}{\Delta T_d} = \varphi^{1/n}, \qquad
    T_s - T_r = \varphi \, (T_s - T_r)_d

at constant flow, with the load share phi, the excess of the mean water temperature over the room,
and n = 1.3 for radiators (EN 442), 1.1 for floors (EN 1264), 1 for coils in air.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from industrial_hp.case.case import Case
from industrial_hp.case.heat_sinks import BuildingSink, DistrictHeatingSink, SupplyCurve

EMITTER_EXPONENT = {"radiators": 1.3, "underfloor": 1.1, "forced_air": 1.0}
LEAST_LOAD_SHARE = 0.05
Array = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Heating:
    """Load over the design load, supply and return [degC], each shape (periods,)."""

    load_share: Array
    supply_c: Array
    return_c: Array


def building_heating(case: Case, building: BuildingSink) -> Heating:
    """Load and temperatures of a building by period.

    Below a small share of the load the curve stays level, so that a period without load asks for
    no temperature that the building never sees.

    References
    ----------
    EN 442-2 (exponent of radiators), EN 1264 (floors).
    """
    below_limit = building.heating_limit_c - case.values(building.outdoor_c)
    span = building.heating_limit_c - building.design_outdoor_c
    load = np.clip(below_limit / span, 0.0, 1.0)
    share = np.maximum(load, LEAST_LOAD_SHARE)
    mean_c = (building.design_supply_c + building.design_return_c) / 2
    excess = (mean_c - building.room_c) * share ** (1 / EMITTER_EXPONENT[building.emitter])
    spread = (building.design_supply_c - building.design_return_c) * share
    middle = building.room_c + excess
    return Heating(load, middle + spread / 2, middle - spread / 2)


def supply_of_curve(case: Case, curve: SupplyCurve) -> Array:
    """Supply temperature [degC] after a curve, shape (periods,)."""
    found: Array = np.interp(
        case.values(curve.outdoor_c),
        [curve.cold_outdoor_c, curve.warm_outdoor_c],
        [curve.cold_supply_c, curve.warm_supply_c],
    )
    return found


def network_supply_c(case: Case, network: DistrictHeatingSink) -> Array:
    """Supply temperature [degC] of a network, stated or after its curve, shape (periods,)."""
    if network.supply_curve is not None:
        return supply_of_curve(case, network.supply_curve)
    assert network.supply_c is not None
    return case.values(network.supply_c)
