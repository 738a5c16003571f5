r"""Heat that injected oil takes from the gas of a screw, and what it is worth.

Oil and gas leave the separator at one temperature, at most the discharge limit of the machine.
What the gas would have carried beyond it is taken out in the oil cooler. The work stays the
same: given to the sink the heat counts as any other, otherwise it is lost.

.. math:: x = \frac{\sum_i m_i (h_{2,i} - h(p_{2,i}, T_{limit}))}{q}, \qquad
    COP = COP_{cycle} (1 - x + x_{used})

A stage below another one is counted like the last one. Its cooled gas would lessen the work of
the next stage: the COP without oil heat errs on the safe side there.

====================  =========================================================  =======
symbol                name                                                       unit
====================  =========================================================  =======
x, x_used             share of the heat given off that is in the oil, used       -
m_i                   flow of an oil-flooded stage per kg in the condenser       kg/kg
h_{2,i}, q            its discharge without cooling, heat given off              J/kg
====================  =========================================================  =======
"""

from dataclasses import dataclass

import numpy as np

from industrial_hp.catalogue.compressors import Compressor
from industrial_hp.thermo.compression import Compression
from industrial_hp.thermo.compressor_stages import Stage, compressor_stages
from industrial_hp.thermo.cycle import Cycle
from industrial_hp.thermo.fluids import fluid
from industrial_hp.thermo.heat_exchange import TemperatureHeatCurve
from industrial_hp.units import k_from_c

# Warmer than condensation by this much, gas leaves an oil separator without refrigerant in oil.
OIL_SUPERHEAT_K = 10.0


@dataclass(frozen=True)
class OilHeat:
    """Heat in the oil of a machine.

    Attributes
    ----------
    share : float
        Of the heat that the cycle gives off.
    t_k : float
        Temperature of the oil that leaves the separator [K].
    cop_cycle : float
        COP of the cycle, all heat counted.
    """

    share: float
    t_k: float
    cop_cycle: float

    @property
    def cop_unused(self) -> float:
        """COP of the cycle where the oil's heat is thrown away."""
        return self.cop_cycle * (1.0 - self.share)

    def used_share(self, sink: TemperatureHeatCurve, approach_k: float) -> float:
        """Share of the cycle's heat that the oil gives to a sink with an approach [K].

        All of it where the oil is hotter than the sink's outlet; otherwise at most what the
        sink takes up below the oil's temperature.
        """
        warmed_k = self.t_k - approach_k
        if warmed_k >= sink.hot_end_k:
            return self.share
        below = float(np.interp(warmed_k, sink.t_k, sink.heat_share, left=0.0))
        return min(self.share, below)

    def serves(self, sink: TemperatureHeatCurve, approach_k: float) -> bool:
        """Whether all of it can be given to the sink."""
        return self.used_share(sink, approach_k) >= self.share

    def cop_with(self, sink: TemperatureHeatCurve, approach_k: float) -> float:
        """COP of the cycle with what the sink can take of the oil's heat."""
        return self.cop_cycle * (1.0 - self.share + self.used_share(sink, approach_k))


def oil_heat(cycle: Cycle, compressor: Compressor) -> OilHeat | None:
    """Heat in the oil of a cycle run by an oil-flooded type; None where no oil is needed.

    Raises
    ------
    FluidRangeError
        If the cooled gas lies outside the equation of state.
    """
    cooled = [stage for stage in compressor_stages(cycle, compressor) if too_hot(stage)]
    if compressor.injection != "oil" or not cooled:
        return None
    heat = sum(
        stage.compression.flow * _taken_j_per_kg(stage.compression, cooled_gas_k(stage))
        for stage in cooled
    )
    hottest_k = max(cooled_gas_k(stage) for stage in cooled)
    return OilHeat(heat / cycle.heat_j_per_kg, hottest_k, cycle.cop)


def too_hot(stage: Stage) -> bool:
    """Whether a stage ends above the discharge limit of its machine without cooling."""
    limit_c = stage.compressor.discharge_limit_c
    return limit_c is not None and stage.compression.discharge.t_k > k_from_c(limit_c)


def cooled_gas_k(stage: Stage) -> float:
    """Temperature of the gas after injection [K]: the limit, or as cool as it may become."""
    limit_c = stage.compressor.discharge_limit_c
    least_k = least_cooled_k(stage)
    return least_k if limit_c is None else max(k_from_c(limit_c), least_k)


def least_cooled_k(stage: Stage) -> float:
    """Coolest gas [K] after injection: it must not condense, nor dissolve in oil.

    Above the critical pressure nothing condenses; the critical temperature stands in.
    """
    medium = fluid(stage.compression.refrigerant)
    p_pa = stage.compression.discharge.p_pa
    if p_pa >= medium.critical_pressure_pa:
        dew_k = medium.critical_temperature_k
    else:
        dew_k = medium.saturation_temperature_k(p_pa)
    return dew_k + (OIL_SUPERHEAT_K if stage.compressor.injection == "oil" else 0.0)


def _taken_j_per_kg(compression: Compression, cooled_k: float) -> float:
    cooled = fluid(compression.refrigerant).at_pt(compression.discharge.p_pa, cooled_k)
    return max(compression.discharge.h_j_per_kg - cooled.h_j_per_kg, 0.0)
