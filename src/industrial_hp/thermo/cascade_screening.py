r"""Which pairs of refrigerants are worth a cascade: cheap tests before any pair is computed.

Each half is computed by itself as a single stage between temperatures, at a few intermediate
temperatures: 2 n computations of one state path each, in place of n^2 cascades with their
searches. A half fails where its condensation comes too near its critical point, its suction lies
below half an atmosphere, or its high pressure (at the intermediate temperature for the lower
machine) is above what a machine stands. A pair passes if both halves pass at one intermediate
temperature; of these the best are kept by

.. math:: COP = \frac{COP_1 COP_2}{COP_1 + COP_2 - 1}

Hot gas may heat the end of the sink, so the upper machine is screened condensing at the sink's
outlet itself.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from industrial_hp.errors import FluidRangeError, UsageError
from industrial_hp.thermo.cycle_settings import CycleSettings
from industrial_hp.thermo.cycles import cycle_between_temperatures
from industrial_hp.thermo.fluids import fluid
from industrial_hp.thermo.machine_limits import CRITICAL_DISTANCE_LEAST_K
from industrial_hp.thermo.refrigerant_filters import Reason
from industrial_hp.units import bar_from_pa, c_from_k

INTERMEDIATE_SHARES = (0.3, 0.4, 0.5, 0.6, 0.7)
LEAST_SUCTION_PA = 50_000.0  # half an atmosphere: below it a machine grows and draws in air
SCREENED_CYCLE = "single_stage"


@dataclass(frozen=True)
class Span:
    """What a cascade must bridge [K], and the inner approach."""

    evaporating_k: float
    condensing_k: float
    inner_approach_k: float

    def lower(self, share: float) -> tuple[float, float]:
        """Evaporating and condensing [K] of the lower machine at a share of the whole lift."""
        lift_k = self.condensing_k - self.evaporating_k
        return self.evaporating_k, self.evaporating_k + share * lift_k

    def upper(self, share: float) -> tuple[float, float]:
        """Evaporating and condensing [K] of the upper machine at that share."""
        return self.lower(share)[1] - self.inner_approach_k, self.condensing_k


@dataclass(frozen=True)
class Half:
    """One machine of a cascade by itself: its COP by intermediate share, or why it has none."""

    cops: Mapping[float, float]
    reasons: tuple[Reason, ...]


Pair = tuple[str, str]


@dataclass(frozen=True)
class CascadeScreening:
    """Pairs (lower, upper) to compute, best first, and the dropped ones with their reasons."""

    kept: tuple[Pair, ...]
    dropped: tuple[tuple[Pair, tuple[Reason, ...]], ...]


def screened_cascades(
    refrigerants: tuple[str, ...],
    span: Span,
    *,
    eta_isentropic: float,
    pressure_limit_pa: Callable[[str], float | None],
    keep: int,
) -> CascadeScreening:
    """Screen all ordered pairs of refrigerants (catalogue names).

    Parameters
    ----------
    span : Span
        Temperatures that the cascade must bridge.
    eta_isentropic : float
        Of every compressor.
    pressure_limit_pa : callable
        Highest pressure of a machine with a refrigerant [Pa]; None does not bind.
    keep : int
        Pairs that are kept at most.
    """
    lower: dict[str, Half] = {}
    upper: dict[str, Half] = {}
    for name in refrigerants:
        limit_pa = pressure_limit_pa(name)
        lower[name] = _half(name, "lower", span.lower, eta_isentropic, limit_pa)
        upper[name] = _half(name, "upper", span.upper, eta_isentropic, limit_pa)
    cops: dict[Pair, float] = {}
    dropped: list[tuple[Pair, tuple[Reason, ...]]] = []
    for pair in ((low, high) for low in refrigerants for high in refrigerants):
        found = _pair_cop(pair, lower[pair[0]], upper[pair[1]])
        if isinstance(found, float):
            cops[pair] = found
        else:
            dropped.append((pair, found))
    ordered = sorted(cops, key=lambda pair: -cops[pair])
    for pair in ordered[keep:]:
        message = f"screened COP {cops[pair]:.2f}, the {keep} pairs before it reach more"
        dropped.append((pair, (Reason("screening_cop", message),)))
    return CascadeScreening(tuple(ordered[:keep]), tuple(dropped))


def _pair_cop(pair: Pair, low: Half, high: Half) -> float | tuple[Reason, ...]:
    """Best screened COP of a pair, or why it has none."""
    if pair[0] == pair[1]:
        message = f"{pair[0]} in both machines is a two-stage cycle with one exchanger more"
        return (Reason("same_refrigerant", message),)
    shares = [share for share in low.cops if share in high.cops]
    if shares:
        return max(joined_cop(low.cops[share], high.cops[share]) for share in shares)
    if low.cops and high.cops:
        message = f"no intermediate temperature suits both {pair[0]} below and {pair[1]} above"
        return (Reason("intermediate_temperature", message),)
    return (*(() if low.cops else low.reasons), *(() if high.cops else high.reasons))


def joined_cop(lower_cop: float, upper_cop: float) -> float:
    """COP of a cascade from those of its machines."""
    return lower_cop * upper_cop / (lower_cop + upper_cop - 1.0)


def _half(
    name: str,
    place: str,
    ends_k: Callable[[float], tuple[float, float]],
    eta_isentropic: float,
    limit_pa: float | None,
) -> Half:
    """One machine at every intermediate share; ``ends_k`` gives evaporating and condensing."""
    cops: dict[float, float] = {}
    reasons: dict[str, Reason] = {}
    settings = CycleSettings(eta_isentropic=eta_isentropic)
    for share in INTERMEDIATE_SHARES:
        evaporating_k, condensing_k = ends_k(share)
        reason = _unfit(name, place, evaporating_k, condensing_k, limit_pa)
        if reason is None:
            try:
                cops[share] = cycle_between_temperatures(
                    SCREENED_CYCLE,
                    name,
                    evaporating_k=evaporating_k,
                    condensing_k=condensing_k,
                    settings=settings,
                ).cop
            except (FluidRangeError, UsageError) as error:
                reason = Reason("fluid_range", f"{place} machine: {error}")
        if reason is not None:
            reasons.setdefault(reason.code, reason)
    return Half(cops, tuple(reasons.values()))


def _unfit(
    name: str, place: str, evaporating_k: float, condensing_k: float, limit_pa: float | None
) -> Reason | None:
    """Why a machine needs no computing between two temperatures [K]; None if it does."""
    medium = fluid(name)
    what = f"{place} machine with {name}"
    highest_k = medium.critical_temperature_k - CRITICAL_DISTANCE_LEAST_K
    if condensing_k > highest_k:
        return Reason(
            "critical_temperature",
            f"{what}: condensing at {c_from_k(condensing_k):.1f} degC; permitted: up to "
            f"{c_from_k(highest_k):.1f} degC, {CRITICAL_DISTANCE_LEAST_K:g} K below critical",
        )
    if evaporating_k < medium.minimum_temperature_k:
        return Reason(
            "fluid_range",
            f"{what}: evaporating at {c_from_k(evaporating_k):.1f} degC; permitted: from "
            f"{c_from_k(medium.minimum_temperature_k):.1f} degC",
        )
    suction_pa = medium.saturation_pressure_pa(evaporating_k)
    if suction_pa < LEAST_SUCTION_PA:
        return Reason(
            "suction_pressure",
            f"{what}: suction at {bar_from_pa(suction_pa):.2f} bar; screened from "
            f"{bar_from_pa(LEAST_SUCTION_PA):g} bar",
        )
    high_pa = medium.saturation_pressure_pa(condensing_k)
    if limit_pa is not None and high_pa > limit_pa:
        return Reason(
            "pressure_class",
            f"{what}: condensing at {bar_from_pa(high_pa):.1f} bar; permitted: up to "
            f"{bar_from_pa(limit_pa):g} bar",
        )
    return None
