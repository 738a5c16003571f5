"""Whether a compression stays dry, and the suction superheat that would keep it so."""

import numpy as np
from scipy.optimize import brentq

from industrial_hp.errors import FluidRangeError
from industrial_hp.thermo.compression import Compression, compress
from industrial_hp.thermo.fluids import State, fluid

PATH_POINTS = 9
SMALLEST_WET_J_PER_KG = 1.0  # below this a saturated start is not called wet
LARGEST_SUPERHEAT_K = 100.0
SUPERHEAT_TOLERANCE_K = 0.01


def is_wet(stage: Compression) -> bool:
    """Whether a stage meets the two-phase region between suction and discharge."""
    if _is_above_dew_entropy(stage):
        return False
    return _dryness_j_per_kg(stage, stage.suction) < -SMALLEST_WET_J_PER_KG


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
        if dryness(wet_k) >= 0.0:
            return wet_k
        while dryness(dry_k) < 0.0:
            wet_k, dry_k = dry_k, 2.0 * dry_k
            if wet_k > LARGEST_SUPERHEAT_K:
                return None
    except FluidRangeError:
        return None
    least = brentq(dryness, wet_k, dry_k, xtol=SUPERHEAT_TOLERANCE_K)
    return float(least) + SUPERHEAT_TOLERANCE_K


def _is_above_dew_entropy(stage: Compression) -> bool:
    """Whether even an isentropic path stays above the dew line: compression adds entropy only."""
    medium = fluid(stage.refrigerant)
    return all(
        stage.suction.s_j_per_kg_k >= medium.saturated_pair(p_pa)[1].s_j_per_kg_k
        for p_pa in _path_pa(stage, stage.suction)
    )


def _path_pa(stage: Compression, suction: State) -> list[float]:
    """Pressures along a compression, its suction left out [Pa]."""
    highest = min(stage.discharge.p_pa, 0.999 * fluid(stage.refrigerant).critical_pressure_pa)
    return [float(p_pa) for p_pa in np.geomspace(suction.p_pa, highest, PATH_POINTS)[1:]]


def _dryness_j_per_kg(stage: Compression, suction: State) -> float:
    """Smallest enthalpy above the dew line along the compression [J/kg]; negative is wet.

    The path is sampled at intermediate pressures with the efficiency of the whole stage: the
    vapour dome of a dry fluid leans over and is widest below its top.
    """
    medium = fluid(stage.refrigerant)
    margins = [
        compress(medium, suction, p_pa, stage.eta_isentropic).h_j_per_kg
        - medium.saturated_pair(p_pa)[1].h_j_per_kg
        for p_pa in _path_pa(stage, suction)
    ]
    return min(margins)
