"""A plain stream table -> `DesignProblem`: pinch targets with heat pumps, without a case.

One hour stands for the whole time, so the annual cost of the problem is a cost per hour.
Idealised machines work between the multiples of a step inside the shifted range of the streams;
their evaporating and condensing temperatures lie ``dtmin / 2`` beyond the shifted levels.
"""

import math
from dataclasses import dataclass

import numpy as np

from industrial_hp.errors import UsageError
from industrial_hp.pinch.streams import Stream
from industrial_hp.superstructure.grids import Grid
from industrial_hp.superstructure.problem import (
    Array,
    Boiler,
    DesignProblem,
    Emissions,
    HeatDemand,
    HeatPump,
    HeatSource,
    Loop,
    Match,
    Periods,
    Piece,
    Prices,
)
from industrial_hp.thermo.ideal_cop import carnot_cop
from industrial_hp.units import k_from_c, mw_from_kw

HOT_UTILITY = "hot_utility"
MOST_LEVELS = 200
"""Every pair of levels is a machine on offer: their number grows with the square."""


@dataclass(frozen=True)
class HotUtility:
    """A hot utility at one shifted level [degC] with its price and limit."""

    name: str
    shifted_c: float
    eur_per_mwh: float
    max_kw: float | None = None


def steady_periods() -> Periods:
    """One period of one hour."""
    return Periods(np.array([1.0]), np.array([1.0]), (0,), (0,), ("steady",))


def shifted_ends(stream: Stream) -> tuple[float, float]:
    """Shifted top and bottom [degC] of a stream."""
    ends = (stream.shifted_c(stream.t_in_c), stream.shifted_c(stream.t_out_c))
    return max(ends), min(ends)


def levels(streams: tuple[Stream, ...], step_k: float) -> Array:
    """Multiples of the step inside the shifted range of the streams [degC].

    Raises
    ------
    UsageError
        If there would be too many.
    """
    ends = [end for stream in streams for end in shifted_ends(stream)]
    spread_k = max(ends) - min(ends)
    if spread_k / step_k > MOST_LEVELS:
        raise UsageError(
            f"a level step of {step_k:g} K makes {spread_k / step_k:,.0f} levels between "
            f"{min(ends):g} and {max(ends):g} degC, more than {MOST_LEVELS}; permitted: "
            f"{spread_k / MOST_LEVELS:.3g} K and more"
        )
    first, last = math.ceil(min(ends) / step_k - 1e-9), math.floor(max(ends) / step_k + 1e-9)
    return np.array([k * step_k for k in range(first, last + 1)])


def target_problem(
    zones: dict[str, tuple[Stream, ...]],
    *,
    level_step_k: float | None,
    dtmin_k: float,
    eta: float,
    heat_eur_per_mwh: float,
    electricity_eur_per_mwh: float,
    max_units: int | None,
    level_range_c: tuple[float, float] | None = None,
    loops: tuple[Loop, ...] = (),
    utilities: tuple[HotUtility, ...] = (),
    cooling_eur_per_mwh: float = 0.0,
    matches: tuple[Match, ...] = (),
) -> DesignProblem:
    """Targets of stream tables as a design problem.

    Parameters
    ----------
    zones : dict of str to tuple of Stream
        Stream table of each zone.
    level_step_k : float or None
        Step of the levels on offer [K]; None offers no heat pump.
    dtmin_k : float
        Smallest temperature difference [K]; half of it lies between a level and its machine.
    eta : float
        COP over Carnot's between the refrigerant temperatures.
    heat_eur_per_mwh, electricity_eur_per_mwh : float
        Price of hot utility and of electricity [EUR/MWh].
    max_units : int or None
        Largest number of heat pumps; None for any.
    level_range_c : tuple of float, optional
        Lowest and highest level [degC]; the shifted range of each zone's streams by default.
    loops : tuple of Loop
        Loops between zones.
    utilities : tuple of HotUtility
        Hot utilities of every zone, each at its level and price; by default one that is hotter
        than every stream.
    cooling_eur_per_mwh : float
        Price of cold utility [EUR/MWh].
    matches : tuple of Match
        Forbidden or priced pairs of stream names.

    Returns
    -------
    DesignProblem
        With one period of one hour; its objective is in EUR/h, heat in MW.

    Raises
    ------
    UsageError
        If the efficiency or the step is not positive.
    """
    if level_step_k is not None and (level_step_k <= 0 or not 0 < eta <= 1):
        raise UsageError("the level step must be positive and eta lie between 0 and 1")
    units: list[HeatPump] = []
    if level_step_k is not None:
        for zone, streams in zones.items():
            offered = _offered(streams, level_step_k, level_range_c)
            units += _ideal_units(zone, offered, dtmin_k, eta, _total_mw(zones))
    one = np.ones(1)
    electricity = electricity_eur_per_mwh * one
    return DesignProblem(
        periods=steady_periods(),
        zones=tuple(zones),
        demands=tuple(
            _demand(z, s) for z, table in zones.items() for s in table if s.side == "cold"
        ),
        sources=tuple(
            _source(z, s) for z, table in zones.items() for s in table if s.side == "hot"
        ),
        heat_pumps=tuple(units),
        boilers=tuple(
            boiler
            for zone, table in zones.items()
            for boiler in _hot_utilities(zone, table, utilities)
        ),
        stores=(),
        loops=loops,
        grids=tuple(Grid(zone, 0.0, None, np.zeros(1)) for zone in zones),
        emissions=Emissions(np.zeros(1), {}),
        prices=Prices(
            electricity,
            {HOT_UTILITY: heat_eur_per_mwh * one}
            | {utility.name: utility.eur_per_mwh * one for utility in utilities},
        ),
        surplus=dict.fromkeys(zones, "free"),
        max_units=max_units,
        matches=matches,
        surplus_eur_per_mwh=cooling_eur_per_mwh,
    )


def _offered(
    streams: tuple[Stream, ...], step_k: float, range_c: tuple[float, float] | None
) -> Array:
    """Levels of a zone [degC]: from end to end of the range, or multiples of the step."""
    if range_c is None:
        return levels(streams, step_k)
    low, high = range_c
    return np.linspace(low, high, round((high - low) / step_k) + 1, dtype=np.float64)


def _total_mw(zones: dict[str, tuple[Stream, ...]]) -> float:
    return float(mw_from_kw(sum(s.duty_kw for table in zones.values() for s in table)))


def _piece(stream: Stream) -> Piece:
    top, bottom = shifted_ends(stream)
    return Piece(np.array([top]), np.array([bottom]), np.ones(1))


def _demand(zone: str, stream: Stream) -> HeatDemand:
    heat = np.array([mw_from_kw(stream.duty_kw)])
    return HeatDemand(stream.name, stream.name, zone, heat, (_piece(stream),))


def _source(zone: str, stream: Stream) -> HeatSource:
    return HeatSource(
        name=stream.name,
        title=stream.name,
        zone=zone,
        heat_mw=np.array([mw_from_kw(stream.duty_kw)]),
        pieces=(_piece(stream),),
        must_use=True,
        unused_electricity_share=np.zeros(1),
        unused_other_eur_per_mwh=0.0,
        cooled_today=False,
        auxiliary_electricity_share=np.zeros(1),
        max_mwh_per_a=None,
        connection=None,
    )


def _hot_utilities(
    zone: str, streams: tuple[Stream, ...], utilities: tuple[HotUtility, ...]
) -> list[Boiler]:
    """The utilities of a zone, or one without a limit above all its streams."""
    most_mw = _total_mw({zone: streams})
    return [
        Boiler(
            utility.name,
            utility.name,
            zone,
            utility.name,
            1.0,
            utility.shifted_c,
            None,
            min(most_mw, math.inf if utility.max_kw is None else float(mw_from_kw(utility.max_kw))),
            None,
        )
        for utility in utilities
    ] or [_hot_utility(zone, streams)]


def _hot_utility(zone: str, streams: tuple[Stream, ...]) -> Boiler:
    top = max((shifted_ends(stream)[0] for stream in streams), default=0.0) + 1000.0
    demand_mw = _total_mw({zone: streams})
    return Boiler(
        f"{HOT_UTILITY}_{zone}", "Hot utility", zone, HOT_UTILITY, 1.0, top, None, demand_mw, None
    )


def _ideal_units(
    zone: str, offered: Array, dtmin_k: float, eta: float, largest_mw: float
) -> list[HeatPump]:
    """Every pair of an evaporating and a higher condensing level with a COP above one."""
    units = []
    for evaporator in offered:
        for condenser in offered[offered > evaporator + 1e-9]:
            evaporating, condensing = evaporator - dtmin_k / 2, condenser + dtmin_k / 2
            cop = eta * carnot_cop(k_from_c(evaporating), k_from_c(condensing))
            if cop <= 1:
                continue
            units.append(
                HeatPump(
                    tag=f"{zone}_{evaporator:g}_{condenser:g}",
                    zone=zone,
                    cycle="ideal",
                    refrigerant="",
                    source="",
                    source_part="",
                    sink="",
                    sink_part="",
                    evaporating_c=np.array([evaporating]),
                    condensing_c=np.array([condensing]),
                    condenser=(Piece(np.array([condenser]), np.array([condenser]), np.ones(1)),),
                    evaporator=(Piece(np.array([evaporator]), np.array([evaporator]), np.ones(1)),),
                    cop=np.array([cop]),
                    electricity_share=np.array([1 / cop]),
                    capacity_factor=np.ones(1),
                    max_size_mw=largest_mw,
                    min_size_mw=0.0,
                    max_heat_mw=np.array([largest_mw]),
                    investment=None,
                    design_period=0,
                )
            )
    return units
