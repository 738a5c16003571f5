"""Coolers of a case: where heat leaves to the outdoor air."""

import numpy as np

from industrial_hp.case.case import Case
from industrial_hp.case.sites import Cooler as StatedCooler
from industrial_hp.superstructure.costs import investment
from industrial_hp.superstructure.problem import Array, Cooler
from industrial_hp.superstructure.streams import StreamProfile, sensible
from industrial_hp.thermo.wet_bulb import wet_bulb_k
from industrial_hp.units import c_from_k, k_from_c

ATMOSPHERE_PA = 101_325.0


def cooled_to_c(case: Case, cooler: StatedCooler) -> Array:
    """Temperature [degC] that a cooler approaches, by period: the air, or its wet bulb.

    The wet bulb is that of air at 1.01325 bar.
    """
    outdoor_c = case.values(cooler.outdoor_c)
    if cooler.relative_humidity is None:
        return outdoor_c
    humidity = case.values(cooler.relative_humidity)
    states = zip(outdoor_c, humidity, strict=True)
    return np.array([c_from_k(wet_bulb_k(k_from_c(t), ATMOSPHERE_PA, r)) for t, r in states])


def cooler_profile(case: Case, cooler: StatedCooler) -> StreamProfile:
    """A cooler as a cold stream at the temperature that it approaches."""
    level = cooled_to_c(case, cooler)
    heat = np.full(len(level), cooler.largest_mw)
    pieces = sensible(level, level)
    return StreamProfile(
        cooler.name, cooler.zone, "cold", heat, pieces, cooler.approach_k, is_cooler=True
    )


def design_cooler(case: Case, cooler: StatedCooler) -> Cooler:
    """A cooler as the model sees it."""
    existing = cooler.existing_mw
    age_a = None if existing is None else (cooler.age_a or 0)
    cost = investment(case, cooler.cost, age_a=age_a)
    return Cooler(
        name=cooler.name,
        title=cooler.title or cooler.name,
        zone=cooler.zone,
        level_c=cooled_to_c(case, cooler) + cooler.approach_k,
        electricity_share=case.values(cooler.electricity_share),
        eur_per_mwh=cooler.water_eur_per_mwh + cost.variable_om_eur_per_mwh,
        existing_mw=existing,
        max_size_mw=cooler.largest_mw,
        investment=cost if existing is None else cost.at(existing),
    )
