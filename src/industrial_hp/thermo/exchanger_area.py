r"""Transfer capability UA and area of a counterflow exchanger, zone by zone.

Between two bends of the curves both sides are straight, and the logarithmic mean is exact:

.. math:: UA = \frac{\dot Q}{\Delta T_m}, \qquad
          \Delta T_m = \frac{\Delta T_1 - \Delta T_2}{\ln (\Delta T_1 / \Delta T_2)}, \qquad
          A = \sum_{zones} \frac{UA}{U}

A zone is what happens to the refrigerant (desuperheating, condensing, ...); its UA is the sum of
its straight pieces, its mean difference heat over UA. The straight segments of a cycle err on
the safe side, so areas come out too large, never too small: by 0.1 to 1 % of UA against the
refrigerant's true curve (R600, R134a, R717 and the gas cooler of R744). Left out: that vapour
already condenses on a wall below saturation while it is still superheated, which makes the real
desuperheater smaller; pressure drop; other flow arrangements than counterflow.

References
----------
VDI Heat Atlas, 2nd ed. (2010), chapter C1, doi:10.1007/978-3-540-77877-6.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby, pairwise

import numpy as np

from industrial_hp.catalogue.heat_exchangers import Zone
from industrial_hp.errors import UsageError
from industrial_hp.thermo.cycle import HeatSegment
from industrial_hp.thermo.heat_exchange import TemperatureHeatCurve
from industrial_hp.units import c_from_k

SINGLE_PHASE: Zone = "single_phase"
GAS_COOLING: Zone = "gas_cooling"
SAME_DIFFERENCE = 1e-4  # relative; below it the series of the logarithmic mean is exact to 1e-16
SHARES_TOLERANCE = 1e-9
JOINT_TOLERANCE_K = 1e-6

Span = tuple[float, float, Zone]  # shares of heat from the cold end, what happens between them


@dataclass(frozen=True)
class ExchangerZone:
    """One zone of an exchanger, hot and cold side at its two ends.

    Attributes
    ----------
    zone : str
        What happens to the refrigerant, or ``single_phase``.
    heat_w : float
        Heat transferred [W].
    hot_in_k, hot_out_k, cold_in_k, cold_out_k : float
        Temperatures [K]; hot_in meets cold_out.
    ua_w_per_k, mean_difference_k : float
        Transfer capability [W/K] and heat over it [K].
    u_w_per_m2_k, area_m2 : float
        Coefficient [W/(m2 K)] and area [m2].
    """

    zone: Zone
    heat_w: float
    hot_in_k: float
    hot_out_k: float
    cold_in_k: float
    cold_out_k: float
    ua_w_per_k: float
    u_w_per_m2_k: float

    @property
    def mean_difference_k(self) -> float:
        """Mean temperature difference [K]."""
        return self.heat_w / self.ua_w_per_k

    @property
    def area_m2(self) -> float:
        """Area [m2] on the side that the coefficient counts."""
        return self.ua_w_per_k / self.u_w_per_m2_k


@dataclass(frozen=True)
class ExchangerArea:
    """An exchanger's zones, hot end first."""

    name: str
    zones: tuple[ExchangerZone, ...]

    @property
    def heat_w(self) -> float:
        """Heat of all zones [W]."""
        return sum(zone.heat_w for zone in self.zones)

    @property
    def ua_w_per_k(self) -> float:
        """Transfer capability of all zones [W/K]."""
        return sum(zone.ua_w_per_k for zone in self.zones)

    @property
    def area_m2(self) -> float:
        """Area of all zones [m2]."""
        return sum(zone.area_m2 for zone in self.zones)


def condenser_area(
    condenser: tuple[HeatSegment, ...],
    sink: TemperatureHeatCurve,
    *,
    heat_w: float,
    coefficients: Mapping[Zone, float],
) -> ExchangerArea:
    """Area of a condenser or gas cooler; segments as in :class:`~.cycle.Cycle`, hottest first.

    ``coefficients`` holds U [W/(m2 K)] of every zone that occurs
    (:func:`industrial_hp.catalogue.heat_exchangers.transfer_coefficients`).

    Raises
    ------
    UsageError
        If the refrigerant is not hotter than the sink everywhere (names the place), heat or a
        coefficient is missing or not positive, or the segments do not join.
    """
    zones = _zones(condenser, before="desuperheating", latent="condensing", after="subcooling")
    name = "condenser"
    if "condensing" not in zones:
        name, zones = "gas cooler", tuple(GAS_COOLING for _ in zones)
    shares, temperatures = _path(condenser, name)
    hot = TemperatureHeatCurve(temperatures, shares)
    return _area(name, hot, sink, _spans(shares, zones[::-1]), heat_w, coefficients)


def evaporator_area(
    evaporator: tuple[HeatSegment, ...],
    source: TemperatureHeatCurve,
    *,
    heat_w: float,
    coefficients: Mapping[Zone, float],
) -> ExchangerArea:
    """Area of an evaporator; segments as in :class:`~.cycle.Cycle`, in the order of flow.

    Raises
    ------
    UsageError
        As :func:`condenser_area`.
    """
    zones = _zones(evaporator, before="preheating", latent="evaporating", after="superheating")
    shares, temperatures = _path(evaporator[::-1], "evaporator")
    cold = TemperatureHeatCurve(temperatures, shares)
    return _area("evaporator", source, cold, _spans(shares, zones), heat_w, coefficients)


def stream_exchanger_area(
    hot: TemperatureHeatCurve, cold: TemperatureHeatCurve, *, heat_w: float, u_w_per_m2_k: float
) -> ExchangerArea:
    """Area of an exchanger between two streams without a machine.

    Raises
    ------
    UsageError
        If the hot stream is not hotter everywhere, or heat or coefficient are not positive.
    """
    spans = ((0.0, 1.0, SINGLE_PHASE),)
    return _area("exchanger", hot, cold, spans, heat_w, {SINGLE_PHASE: u_w_per_m2_k})


def logarithmic_mean_k(one_k: float, other_k: float) -> float:
    """Logarithmic mean [K] of two positive differences; their common value where they are equal."""
    spread = (one_k - other_k) / other_k
    if abs(spread) < SAME_DIFFERENCE:
        return other_k * (1.0 + spread / 2.0 - spread**2 / 12.0 + spread**3 / 24.0)
    return (one_k - other_k) / float(np.log(one_k / other_k))


def _zones(
    segments: tuple[HeatSegment, ...], *, before: Zone, latent: Zone, after: Zone
) -> tuple[Zone, ...]:
    """Zone of each segment along the flow: before, on and after the level piece."""
    level = [index for index, one in enumerate(segments) if one.t_hot_k == one.t_cold_k]
    if not level:
        return (before,) * len(segments)
    return tuple(
        before if index < level[0] else after if index > level[-1] else latent
        for index in range(len(segments))
    )


def _path(hottest_first: tuple[HeatSegment, ...], name: str) -> tuple[np.ndarray, np.ndarray]:
    """Shares of heat and temperatures [K] from the cold end."""
    for upper, lower in pairwise(hottest_first):
        if abs(upper.t_cold_k - lower.t_hot_k) > JOINT_TOLERANCE_K:
            raise UsageError(
                f"{name}: a segment ends at {c_from_k(upper.t_cold_k):.2f} degC and the next "
                f"begins at {c_from_k(lower.t_hot_k):.2f} degC; they must join, in the order of "
                "a cycle"
            )
    shares = np.cumsum([0.0, *(segment.share for segment in reversed(hottest_first))])
    if abs(shares[-1] - 1.0) > SHARES_TOLERANCE:
        raise UsageError(f"{name}: heat shares add up to {shares[-1]:g}; they must to 1")
    shares[-1] = 1.0
    coldest_first = [segment.t_hot_k for segment in reversed(hottest_first)]
    return shares, np.array([hottest_first[-1].t_cold_k, *coldest_first])


def _spans(shares: np.ndarray, coldest_first: tuple[Zone, ...]) -> tuple[Span, ...]:
    """Neighbouring segments of one zone joined, coldest first."""
    spans: list[Span] = []
    for zone, group in groupby(range(len(coldest_first)), key=coldest_first.__getitem__):
        members = list(group)
        spans.append((float(shares[members[0]]), float(shares[members[-1] + 1]), zone))
    return tuple(spans)


def _area(
    name: str,
    hot: TemperatureHeatCurve,
    cold: TemperatureHeatCurve,
    spans: tuple[Span, ...],
    heat_w: float,
    coefficients: Mapping[Zone, float],
) -> ExchangerArea:
    if heat_w <= 0.0:
        raise UsageError(f"{name}: heat of {heat_w:g} W; permitted: above 0")
    zones = [
        _exchanger_zone(name, hot, cold, span, heat_w, _coefficient(name, span[2], coefficients))
        for span in reversed(spans)
        if span[1] > span[0]
    ]
    return ExchangerArea(name, tuple(zones))


def _coefficient(name: str, zone: Zone, coefficients: Mapping[Zone, float]) -> float:
    if zone not in coefficients:
        known = ", ".join(coefficients)
        raise UsageError(f"{name}: no transfer coefficient for {zone}; given: {known}")
    if coefficients[zone] <= 0.0:
        raise UsageError(f"{name}: U = {coefficients[zone]:g} W/(m2 K) for {zone}; must be above 0")
    return coefficients[zone]


def _exchanger_zone(
    name: str,
    hot: TemperatureHeatCurve,
    cold: TemperatureHeatCurve,
    span: Span,
    heat_w: float,
    u_w_per_m2_k: float,
) -> ExchangerZone:
    start, end, zone = span
    bends = np.union1d(hot.heat_share, cold.heat_share)
    shares = np.array([start, *bends[(bends > start) & (bends < end)], end])
    hot_k, cold_k = hot.at(shares), cold.at(shares)
    gaps = hot_k - cold_k
    worst = int(gaps.argmin())
    if gaps[worst] <= 0.0:
        raise UsageError(
            f"{name}, {zone}, at {shares[worst]:.1%} of the heat from the cold end: hot side "
            f"{c_from_k(float(hot_k[worst])):.2f} degC, cold side "
            f"{c_from_k(float(cold_k[worst])):.2f} degC; the hot side must be hotter everywhere: "
            "widen the approach or move heat to another level"
        )
    ua = sum(
        heat_w * (right - left) / logarithmic_mean_k(float(low), float(high))
        for (left, right), (low, high) in zip(pairwise(shares), pairwise(gaps), strict=True)
    )
    return ExchangerZone(
        zone=zone,
        heat_w=heat_w * (end - start),
        hot_in_k=float(hot_k[-1]),
        hot_out_k=float(hot_k[0]),
        cold_in_k=float(cold_k[0]),
        cold_out_k=float(cold_k[-1]),
        ua_w_per_k=float(ua),
        u_w_per_m2_k=u_w_per_m2_k,
    )
