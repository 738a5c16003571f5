"""Verdict on a calculated cycle: can machines of this type run it, and if not, what would help.

Every stage of every circuit is looked at; of several that break one limit the worst is told.
``value`` and ``limit`` of a finding are in the engineer's units (degC, bar, kJ/m3, K) and its
message says which. A remark is a price to know of; infeasible means no such machine is sold.

References
----------
Limits of compressors: :mod:`industrial_hp.catalogue.compressors`. Distance to the critical
point: Arpagaus et al. (2018), High temperature heat pumps, Energy 152,
https://doi.org/10.1016/j.energy.2018.03.166 (10 to 15 K recommended; recalled).
"""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from industrial_hp.catalogue.compressors import Compressor
from industrial_hp.thermo.compressor_stages import Stage, compressor_stages
from industrial_hp.thermo.cycle import Cycle
from industrial_hp.thermo.fluids import fluid
from industrial_hp.thermo.oil_cooling import least_cooled_k, oil_heat, too_hot
from industrial_hp.thermo.wet_compression import LARGEST_SUPERHEAT_K, dry_superheat_k, is_wet
from industrial_hp.units import bar_from_pa, c_from_k, kj_from_j

Severity = Literal["infeasible", "remark"]
VerdictWord = Literal["feasible", "feasible_with_remark", "infeasible"]

ATMOSPHERE_BAR = 1.01325
CRITICAL_DISTANCE_USUAL_K = 10.0
# Vapour pressure grows by 2 to 3 % per K there: a usual swing of control crosses the point.
CRITICAL_DISTANCE_LEAST_K = 5.0


@dataclass(frozen=True)
class LimitFinding:
    """One limit that a cycle meets: the figure, the limit, and what would help."""

    code: str
    severity: Severity
    message: str
    value: float
    limit: float
    remedy: str


@dataclass(frozen=True)
class Verdict:
    """What follows from all findings together."""

    verdict: VerdictWord
    findings: tuple[LimitFinding, ...]


def machine_limits(
    cycle: Cycle, compressor: Compressor, steam_compressor: Compressor | None = None
) -> Verdict:
    """Confront a cycle with compressor types; every finding is reported, worst first.

    Parameters
    ----------
    cycle : Cycle
        Any cycle: several stages, circuits, gas coolers.
    compressor : Compressor
        The type of every stage,
    steam_compressor : Compressor or None
        but of those that compress steam, where one is named.
    """
    stages = compressor_stages(cycle, compressor, steam_compressor)
    findings = [
        *(_worst(check, stages) for check in STAGE_CHECKS),
        *_wet_compression(stages),
        *_critical_point(cycle),
        *_low_capacity(stages),
    ]
    return verdict_of(tuple(found for found in findings if found is not None))


def verdict_of(findings: tuple[LimitFinding, ...]) -> Verdict:
    """The verdict that follows from findings, worst first."""
    ordered = tuple(sorted(findings, key=lambda finding: finding.severity != "infeasible"))
    if not ordered:
        return Verdict("feasible", ())
    infeasible = ordered[0].severity == "infeasible"
    return Verdict("infeasible" if infeasible else "feasible_with_remark", ordered)


def _worst(
    check: Callable[[Stage], LimitFinding | None], stages: tuple[Stage, ...]
) -> LimitFinding | None:
    """The stage that breaks a limit by most, bars before remarks."""
    found = [finding for stage in stages if (finding := check(stage)) is not None]
    if not found:
        return None
    return max(found, key=lambda f: (f.severity == "infeasible", abs(f.value / f.limit - 1.0)))


def _at(stage: Stage, message: str) -> str:
    return f"{stage.name}: {message}" if stage.name else message


def _discharge_temperature(stage: Stage) -> LimitFinding | None:
    machine = stage.compressor
    limit_c = machine.discharge_limit_c
    if limit_c is None or not too_hot(stage):
        return None
    discharge_c = c_from_k(stage.compression.discharge.t_k)
    message = f"discharge at {discharge_c:.1f} degC, a {machine.name} stands {limit_c:.0f} degC"
    severity: Severity = "infeasible"
    remedy = (
        "two stages with intercooling, less suction superheat, a cascade, or a refrigerant with "
        "a cooler discharge"
    )
    if machine.injection != "none":
        least_c = c_from_k(least_cooled_k(stage))
        if least_c > limit_c:
            message += f", and {machine.injection} cannot cool it below {least_c:.1f} degC"
        elif machine.injection == "water":
            severity = "remark"
            message += " after water injection"
            remedy = "water injected into the compression evaporates: it counts as steam made"
        else:
            severity = "remark"
            message += " after oil cooling" + _oil_words(stage)
            remedy = "size the oil cooler for it and give its heat to the sink where hot enough"
    return LimitFinding(
        "discharge_temperature", severity, _at(stage, message), discharge_c, limit_c, remedy
    )


def _oil_words(stage: Stage) -> str:
    oil = oil_heat(stage.circuit, stage.compressor)
    if oil is None:
        return ""
    return (
        f", which takes {oil.share:.0%} of the heat given off at {c_from_k(oil.t_k):.0f} degC; "
        f"without that heat the COP is {oil.cop_unused:.2f} instead of {oil.cop_cycle:.2f}"
    )


def _pressure_class(stage: Stage) -> LimitFinding | None:
    refrigerant, machine = stage.compression.refrigerant, stage.compressor
    limit_bar = machine.pressure_class_for(refrigerant)
    high_bar = bar_from_pa(stage.compression.discharge.p_pa)
    if limit_bar is None or high_bar <= limit_bar:
        return None
    return LimitFinding(
        "pressure_class",
        "infeasible",
        _at(
            stage,
            f"{refrigerant} at a high pressure of {high_bar:.1f} bar, a {machine.name} of the "
            f"catalogue is built for {limit_bar:.0f} bar",
        ),
        high_bar,
        limit_bar,
        "a machine of a higher pressure class (supplier data), a refrigerant of lower vapour "
        "pressure, or a cascade with one on top",
    )


def _pressure_ratio(stage: Stage) -> LimitFinding | None:
    machine = stage.compressor
    usual, limit = machine.pressure_ratio_usual, machine.pressure_ratio_limit
    ratio = stage.compression.pressure_ratio
    what = f"pressure ratio {ratio:.2f} in one stage of a {machine.name}"
    if limit is not None and ratio > limit:
        remedy = "two stages, machines in series, or a cascade"
        message = _at(stage, f"{what}, at most {limit:g}")
        return LimitFinding("pressure_ratio", "infeasible", message, ratio, limit, remedy)
    if usual is not None and ratio > usual:
        remedy = "ask the supplier for the efficiency at this ratio, or compare two stages"
        message = _at(stage, f"{what}, usually up to {usual:g}")
        return LimitFinding("pressure_ratio", "remark", message, ratio, usual, remedy)
    return None


def _suction_below_atmosphere(stage: Stage) -> LimitFinding | None:
    low_bar = bar_from_pa(stage.compression.suction.p_pa)
    if low_bar >= ATMOSPHERE_BAR:
        return None
    return LimitFinding(
        "suction_below_atmosphere",
        "remark",
        _at(stage, f"suction at {low_bar:.3f} bar: air and moisture leak in"),
        low_bar,
        ATMOSPHERE_BAR,
        "purge unit and hermetic design, a warmer evaporation, or a refrigerant of higher "
        "vapour pressure",
    )


STAGE_CHECKS: tuple[Callable[[Stage], LimitFinding | None], ...] = (
    _discharge_temperature,
    _pressure_class,
    _pressure_ratio,
    _suction_below_atmosphere,
)


def _critical_point(cycle: Cycle) -> Iterator[LimitFinding]:
    for circuit in cycle.circuits:
        if circuit.condensing_k is None:
            continue  # a gas cooler has no condensing temperature to keep away
        medium = fluid(circuit.refrigerant)
        distance_k = medium.critical_temperature_k - circuit.condensing_k
        if distance_k >= CRITICAL_DISTANCE_USUAL_K:
            continue
        least = distance_k < CRITICAL_DISTANCE_LEAST_K
        limit_k = CRITICAL_DISTANCE_LEAST_K if least else CRITICAL_DISTANCE_USUAL_K
        yield LimitFinding(
            "critical_point",
            "infeasible" if least else "remark",
            f"condensing at {c_from_k(circuit.condensing_k):.1f} degC is {distance_k:.1f} K below "
            f"the critical point of {circuit.refrigerant}, {'at least' if least else 'usually'} "
            f"{limit_k:g} K are kept",
            distance_k,
            limit_k,
            "a refrigerant with a higher critical temperature, a cascade with one on top, or a "
            "transcritical cycle",
        )


def _low_capacity(stages: tuple[Stage, ...]) -> Iterator[LimitFinding]:
    """The circuit that gives least heat for the volume that its lowest stage draws in."""
    low = []
    for stage in stages:
        usual = stage.compressor.volumetric_heating_capacity_usual_kj_per_m3
        capacity = kj_from_j(stage.circuit.volumetric_heating_capacity_j_per_m3)
        if usual is not None and capacity < usual:
            low.append((capacity, usual, stage))
    if low:
        capacity, usual, stage = min(low, key=lambda item: item[0] / item[1])
        yield LimitFinding(
            "low_volumetric_heating_capacity",
            "remark",
            f"{capacity:.0f} kJ of heat per m3 of {stage.circuit.refrigerant} drawn in, a "
            f"{stage.compressor.name} usually gives {usual:.0f} or more: large or many machines",
            capacity,
            usual,
            "a refrigerant of higher vapour pressure, a turbo compressor, or a cascade",
        )


def _wet_compression(stages: tuple[Stage, ...]) -> Iterator[LimitFinding]:
    for stage in stages:
        gas = stage.compression
        if not is_wet(gas):
            continue
        dew_k = fluid(gas.refrigerant).saturation_temperature_k(gas.suction.p_pa)
        superheat_k = max(gas.suction.t_k - dew_k, 0.0)
        needed_k = dry_superheat_k(gas)
        quality = gas.discharge.vapour_quality
        where = "on its way" if quality is None else f"at discharge (vapour share {quality:.3f})"
        yield LimitFinding(
            "wet_compression",
            "infeasible",
            _at(
                stage,
                f"{gas.refrigerant} compressed with {superheat_k:.1f} K suction superheat is wet "
                f"{where}; " + _superheat_words(needed_k),
            ),
            superheat_k,
            LARGEST_SUPERHEAT_K if needed_k is None else needed_k,
            "more suction superheat, best by an internal heat exchanger, or a refrigerant with a "
            "bell-shaped vapour dome",
        )


def _superheat_words(needed_k: float | None) -> str:
    if needed_k is None:
        return "no superheat within the fluid's range keeps it dry"
    return f"{math.ceil(10.0 * needed_k) / 10.0:.1f} K keep it dry"
