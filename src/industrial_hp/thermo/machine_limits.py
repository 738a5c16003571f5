"""Verdict on a calculated cycle: can a machine of this type run it, and if not, what would help.

``value`` and ``limit`` of a finding are in the engineer's units (degC, bar, kJ/m3, K) and its
message says which. A remark is a price to know of; infeasible means no such machine is sold.

References
----------
Limits of compressors: :mod:`industrial_hp.catalogue.compressors`. Distance to the critical
point: Arpagaus et al. (2018), High temperature heat pumps, Energy 152,
https://doi.org/10.1016/j.energy.2018.03.166 (10 to 15 K recommended; recalled).
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy.optimize import brentq

from industrial_hp.catalogue.compressors import Compressor
from industrial_hp.errors import FluidRangeError
from industrial_hp.thermo.compression import Compression, compress
from industrial_hp.thermo.cycle import Cycle
from industrial_hp.thermo.fluids import State, fluid
from industrial_hp.units import bar_from_pa, c_from_k, k_from_c, kj_from_j, mw_from_w

Severity = Literal["infeasible", "remark"]
VerdictWord = Literal["feasible", "feasible_with_remark", "infeasible"]

ATMOSPHERE_BAR = 1.01325
CRITICAL_DISTANCE_USUAL_K = 10.0
# Vapour pressure grows by 2 to 3 % per K there: a usual swing of control crosses the point.
CRITICAL_DISTANCE_LEAST_K = 5.0
# Warmer than condensation by this much, gas leaves an oil separator without refrigerant in oil.
OIL_SUPERHEAT_K = 10.0
PATH_POINTS = 9
SMALLEST_WET_J_PER_KG = 1.0  # below this a saturated start is not called wet
LARGEST_SUPERHEAT_K = 100.0
SUPERHEAT_TOLERANCE_K = 0.01


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


@dataclass(frozen=True)
class MachineSize:
    """How many machines of a type give a heat duty, and what each draws in [m3/s]."""

    machines: int
    heat_w: float
    suction_m3_per_s: float
    finding: LimitFinding | None


def machine_size(cycle: Cycle, heat_w: float, compressor: Compressor) -> MachineSize:
    """Number of equal machines for a heat duty [W] and the suction volume of each [m3/s].

    A duty below what the type is built for is a remark, since a smaller type may be bought.
    """
    largest_mw, smallest_mw = compressor.duty_max_mw, compressor.duty_min_mw
    duty_mw = mw_from_w(heat_w)
    machines = 1 if largest_mw is None else max(1, math.ceil(duty_mw / largest_mw))
    finding = None
    if smallest_mw is not None and duty_mw < smallest_mw:
        finding = LimitFinding(
            "duty_below_range",
            "remark",
            f"{duty_mw:.3g} MW of heat, a {compressor.name} begins at {smallest_mw:g} MW",
            duty_mw,
            smallest_mw,
            "a compressor type for smaller duties",
        )
    volume = heat_w / machines / cycle.volumetric_heating_capacity_j_per_m3
    return MachineSize(machines, heat_w / machines, volume, finding)


def machine_limits(cycle: Cycle, compressor: Compressor) -> Verdict:
    """Confront a cycle with a compressor type; every finding is reported, worst first."""
    findings = [
        *_discharge_temperature(cycle, compressor),
        *_pressure_class(cycle, compressor),
        *_pressure_ratio(cycle, compressor),
        *_wet_compression(cycle),
        *_critical_point(cycle),
        *_suction_below_atmosphere(cycle),
        *_low_capacity(cycle, compressor),
    ]
    findings.sort(key=lambda finding: finding.severity != "infeasible")
    if not findings:
        return Verdict("feasible", ())
    infeasible = findings[0].severity == "infeasible"
    return Verdict("infeasible" if infeasible else "feasible_with_remark", tuple(findings))


def _discharge_temperature(cycle: Cycle, compressor: Compressor) -> Iterator[LimitFinding]:
    limit_c = compressor.discharge_limit_c
    hottest = max(cycle.compressions, key=lambda stage: stage.discharge.t_k)
    discharge_c = c_from_k(hottest.discharge.t_k)
    if limit_c is None or discharge_c <= limit_c:
        return
    message = f"discharge at {discharge_c:.1f} degC, a {compressor.name} stands {limit_c:.0f} degC"
    severity: Severity = "infeasible"
    remedy = (
        "two stages with intercooling, less suction superheat, a cascade, or a refrigerant with "
        "a cooler discharge"
    )
    if compressor.oil_flooded:
        saturation_c = (
            c_from_k(fluid(hottest.refrigerant).saturation_temperature_k(hottest.discharge.p_pa))
            if _condenses(hottest)
            else limit_c
        )
        if saturation_c + OIL_SUPERHEAT_K <= limit_c:
            severity = "remark"
            share = _oil_heat_share(cycle, hottest, limit_c)
            message += f" after oil cooling, which takes {share:.0%} of the heat given off"
            remedy = "size the oil cooler for it and give its heat to the sink where hot enough"
        else:
            message += f" and oil cooling cannot go below condensing at {saturation_c:.1f} degC"
    yield LimitFinding("discharge_temperature", severity, message, discharge_c, limit_c, remedy)


def _condenses(stage: Compression) -> bool:
    return stage.discharge.p_pa < fluid(stage.refrigerant).critical_pressure_pa


def _oil_heat_share(cycle: Cycle, stage: Compression, limit_c: float) -> float:
    """Heat taken from the gas to cool it to the limit, as a share of the condenser's heat."""
    cooled = fluid(stage.refrigerant).at_pt(stage.discharge.p_pa, k_from_c(limit_c))
    return (stage.discharge.h_j_per_kg - cooled.h_j_per_kg) / cycle.heat_j_per_kg


def _pressure_class(cycle: Cycle, compressor: Compressor) -> Iterator[LimitFinding]:
    highest = max(cycle.compressions, key=lambda stage: stage.discharge.p_pa)
    limit_bar = compressor.pressure_class_for(highest.refrigerant)
    high_bar = bar_from_pa(highest.discharge.p_pa)
    if limit_bar is not None and high_bar > limit_bar:
        yield LimitFinding(
            "pressure_class",
            "infeasible",
            f"high pressure {high_bar:.1f} bar, a {compressor.name} of the catalogue is built "
            f"for {limit_bar:.0f} bar",
            high_bar,
            limit_bar,
            "a machine of a higher pressure class (supplier data), a refrigerant of lower vapour "
            "pressure, or a cascade with one on top",
        )


def _pressure_ratio(cycle: Cycle, compressor: Compressor) -> Iterator[LimitFinding]:
    usual, limit = compressor.pressure_ratio_usual, compressor.pressure_ratio_limit
    ratio = max(stage.pressure_ratio for stage in cycle.compressions)
    what = f"pressure ratio {ratio:.2f} in one stage of a {compressor.name}"
    if limit is not None and ratio > limit:
        remedy = "two stages, machines in series, or a cascade"
        message = f"{what}, at most {limit:g}"
        yield LimitFinding("pressure_ratio", "infeasible", message, ratio, limit, remedy)
    elif usual is not None and ratio > usual:
        remedy = "ask the supplier for the efficiency at this ratio, or compare two stages"
        message = f"{what}, usually up to {usual:g}"
        yield LimitFinding("pressure_ratio", "remark", message, ratio, usual, remedy)


def _suction_below_atmosphere(cycle: Cycle) -> Iterator[LimitFinding]:
    low_bar = bar_from_pa(min(stage.suction.p_pa for stage in cycle.compressions))
    if low_bar < ATMOSPHERE_BAR:
        yield LimitFinding(
            "suction_below_atmosphere",
            "remark",
            f"suction at {low_bar:.3f} bar: air and moisture leak in",
            low_bar,
            ATMOSPHERE_BAR,
            "purge unit and hermetic design, a warmer evaporation, or a refrigerant of higher "
            "vapour pressure",
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


def _low_capacity(cycle: Cycle, compressor: Compressor) -> Iterator[LimitFinding]:
    usual = compressor.volumetric_heating_capacity_usual_kj_per_m3
    capacity = kj_from_j(cycle.volumetric_heating_capacity_j_per_m3)
    if usual is not None and capacity < usual:
        yield LimitFinding(
            "low_volumetric_heating_capacity",
            "remark",
            f"{capacity:.0f} kJ of heat per m3 drawn in, a {compressor.name} usually gives "
            f"{usual:.0f} or more: large or many machines",
            capacity,
            usual,
            "a refrigerant of higher vapour pressure, a turbo compressor, or a cascade",
        )


def _wet_compression(cycle: Cycle) -> Iterator[LimitFinding]:
    for stage in cycle.compressions:
        if _dryness_j_per_kg(stage, stage.suction) >= -SMALLEST_WET_J_PER_KG:
            continue
        dew_k = fluid(stage.refrigerant).saturation_temperature_k(stage.suction.p_pa)
        superheat_k = max(stage.suction.t_k - dew_k, 0.0)
        needed_k = dry_superheat_k(stage)
        quality = stage.discharge.vapour_quality
        where = "on its way" if quality is None else f"at discharge (vapour share {quality:.3f})"
        yield LimitFinding(
            "wet_compression",
            "infeasible",
            f"{stage.refrigerant} compressed with {superheat_k:.1f} K suction superheat is wet "
            f"{where}; " + _superheat_words(needed_k),
            superheat_k,
            LARGEST_SUPERHEAT_K if needed_k is None else needed_k,
            "more suction superheat, best by an internal heat exchanger, or a refrigerant with a "
            "bell-shaped vapour dome",
        )


def _superheat_words(needed_k: float | None) -> str:
    if needed_k is None:
        return "no superheat within the fluid's range keeps it dry"
    return f"{math.ceil(10.0 * needed_k) / 10.0:.1f} K keep it dry"


def dry_superheat_k(stage: Compression) -> float | None:
    """Least suction superheat [K] with which this stage stays dry; None if none would do.

    Same suction pressure, discharge pressure and efficiency; 0 where saturated suction is dry.
    """
    medium = fluid(stage.refrigerant)
    dew = medium.saturated_pair(stage.suction.p_pa)[1]

    def dryness(superheat_k: float) -> float:
        suction = medium.at_pt(dew.p_pa, dew.t_k + superheat_k)
        return _dryness_j_per_kg(stage, suction)

    if _dryness_j_per_kg(stage, dew) >= -SMALLEST_WET_J_PER_KG:
        return 0.0
    wet_k, dry_k = SUPERHEAT_TOLERANCE_K, 1.0
    try:
        while dryness(dry_k) < 0.0:
            wet_k, dry_k = dry_k, 2.0 * dry_k
            if wet_k > LARGEST_SUPERHEAT_K:
                return None
    except FluidRangeError:
        return None
    least = brentq(dryness, wet_k, dry_k, xtol=SUPERHEAT_TOLERANCE_K)
    return float(least) + SUPERHEAT_TOLERANCE_K


def _dryness_j_per_kg(stage: Compression, suction: State) -> float:
    """Smallest enthalpy above the dew line along the compression [J/kg]; negative is wet.

    The path is sampled at intermediate pressures with the efficiency of the whole stage: the
    vapour dome of a dry fluid leans over and is widest below its top.
    """
    medium = fluid(stage.refrigerant)
    highest = min(stage.discharge.p_pa, 0.999 * medium.critical_pressure_pa)
    pressures = np.geomspace(suction.p_pa, highest, PATH_POINTS)[1:]
    margins = [
        compress(medium, suction, float(p_pa), stage.eta_isentropic).h_j_per_kg
        - medium.saturated_pair(float(p_pa))[1].h_j_per_kg
        for p_pa in pressures
    ]
    return min(margins)
