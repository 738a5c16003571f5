r"""Steam compressed in one to four stages, with water sprayed in after each.

Stages have equal pressure ratios. After each, water at the delivery pressure is sprayed in until
the steam is saturated, which makes more steam and keeps the next discharge cool. The closed
machine evaporates water, compresses the steam and takes the condensate back; what it gives off
counts from that feed water, sprayed water included. Sign convention: heat given off and work
taken up are positive. Left out: pressure drop, pumps, heat loss, carry-over of droplets.

.. math:: w_i = m_{i-1} \frac{h_{2,i} - h''(p_i)}{h''(p_i) - h_w}, \qquad m_i = m_{i-1} + w_i

===================  =====================================================  =======
symbol               name                                                   unit
===================  =====================================================  =======
w_i, m_i             spray water into, steam after stage i                  kg/kg
h_{2,i}, h_w         enthalpy of its discharge, of the spray water          J/kg
===================  =====================================================  =======
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from industrial_hp.errors import UsageError
from industrial_hp.thermo.approach import condensing_temperature_for_sink
from industrial_hp.thermo.circuit import (
    EVAPORATOR,
    SATURATED_WITHIN_K,
    VALVE,
    HighSide,
    check_lift,
    circuit,
    condenser,
    evaporated,
    evaporator_inlet,
)
from industrial_hp.thermo.composite import stacked
from industrial_hp.thermo.compression import Compression, compression
from industrial_hp.thermo.cycle import (
    CONDENSER_INLET,
    CONDENSER_OUTLET,
    DISCHARGE,
    EVAPORATOR_INLET,
    SUCTION,
    Component,
    Cycle,
)
from industrial_hp.thermo.cycle_settings import CycleSettings
from industrial_hp.thermo.fluids import Fluid, State, fluid
from industrial_hp.thermo.heat_exchange import TemperatureHeatCurve, evaporator_curve
from industrial_hp.units import c_from_k

STEAM_RECOMPRESSION = "steam_recompression"
CLOSED_CYCLE_WITH_STEAM = "closed_cycle_with_steam_recompression"
STEAM = "R718"
MOST_STAGES = 4

HotSideForSink = Callable[[Callable[[float], Cycle], TemperatureHeatCurve, float], float]


@dataclass(frozen=True)
class SprayedStage:
    """One stage and the desuperheater behind it.

    Attributes
    ----------
    compression : Compression
        Its flow counts per kg drawn in by the first stage.
    spray_flow : float
        Water sprayed in behind it, likewise [kg/kg].
    steam : State
        Saturated steam behind the desuperheater.
    """

    compression: Compression
    spray_flow: float
    steam: State

    @property
    def steam_flow(self) -> float:
        """Steam behind the desuperheater [kg per kg drawn in by the first stage]."""
        return self.compression.flow + self.spray_flow

    @property
    def work_j_per_kg(self) -> float:
        """Work [J per kg drawn in by the first stage]."""
        return self.compression.flow * self.compression.work_j_per_kg


def sprayed_stages(
    suction: State, p_pa: float, *, stages: int, spray: State, eta_isentropic: float
) -> tuple[SprayedStage, ...]:
    """Compress steam to a pressure [Pa] in stages of equal ratio, saturated behind each.

    From saturated suction the discharge of steam is always superheated, so water is always
    needed and its flow positive.

    Raises
    ------
    UsageError
        If the stages are not 1 to 4 or the pressure does not rise.
    FluidRangeError
        Outside the range of water.
    """
    if stages not in range(1, MOST_STAGES + 1):
        raise UsageError(f"{stages} stages of steam compression; permitted: 1 to {MOST_STAGES}")
    water = fluid(STEAM)
    ratio = p_pa / suction.p_pa
    done: list[SprayedStage] = []
    inlet, flow = suction, 1.0
    for number in range(1, stages + 1):
        outlet_pa = p_pa if number == stages else suction.p_pa * ratio ** (number / stages)
        stage = compression(water, inlet, outlet_pa, eta_isentropic, flow=flow)
        inlet = water.saturated_pair(outlet_pa)[1]
        superheat = stage.discharge.h_j_per_kg - inlet.h_j_per_kg
        done.append(
            SprayedStage(stage, flow * superheat / (inlet.h_j_per_kg - spray.h_j_per_kg), inlet)
        )
        flow = done[-1].steam_flow
    return tuple(done)


def steam_recompression(
    *,
    evaporating_k: float,
    delivery_k: float,
    superheat_k: float = 0.0,
    subcooling_k: float = 0.0,
    feed_k: float | None = None,
    spray_k: float | None = None,
    stages: int = 1,
    eta_isentropic: float,
) -> Cycle:
    r"""Water evaporated, its steam compressed and delivered saturated; condensate comes back.

    Parameters
    ----------
    evaporating_k, delivery_k : float
        Saturation temperature of the steam drawn in and of the steam delivered [K].
    superheat_k, subcooling_k : float
        Of the steam drawn in, and of the condensate where no feed water is stated [K].
    feed_k : float or None
        Water that comes back at the delivery pressure [K]; None: condensate of that pressure.
    spray_k : float or None
        Water sprayed in [K]; None: as the feed water.
    stages : int
        1 to 4.

    Notes
    -----
    Per kg delivered, with n stages:

    .. math:: COP = \frac{h''(p_n) - m_0 h_{feed} - \sum_i w_i h_w}
        {\sum_i m_{i-1} (h_{2,i} - h_{1,i})}

    Raises
    ------
    UsageError
        If there is no lift, or stages, feed or spray water cannot be.
    FluidRangeError
        Outside the range of water.
    """
    high = _returning(delivery_k, feed_k, subcooling_k)
    check_lift(evaporating_k, high)
    water = high.medium
    spray = high.outlet if spray_k is None else _liquid(water, high.p_pa, spray_k, "spray")
    suction = evaporated(water, evaporating_k, superheat_k)
    done = sprayed_stages(
        suction, high.p_pa, stages=stages, spray=spray, eta_isentropic=eta_isentropic
    )
    return _delivering(high, evaporating_k, spray, done)


def of_settings(name: str, evaporating_k: float, delivery_k: float, s: CycleSettings) -> Cycle:
    """The :func:`steam_recompression` of settings; UsageError if the refrigerant is not water."""
    if fluid(name).name != STEAM:
        raise UsageError(f"{STEAM_RECOMPRESSION} compresses steam; permitted: {STEAM}, not {name}")
    return steam_recompression(
        evaporating_k=evaporating_k,
        delivery_k=delivery_k,
        superheat_k=s.superheat_k,
        subcooling_k=s.subcooling_k,
        feed_k=s.feed_k,
        spray_k=s.spray_k,
        stages=s.steam_stages,
        eta_isentropic=s.eta_isentropic,
    )


def closed_cycle_with_steam(
    closed: Callable[[float], Cycle],
    steam: Cycle,
    *,
    approach_k: float,
    hot_side_for_sink: HotSideForSink = condensing_temperature_for_sink,
) -> Cycle:
    r"""A closed cycle that evaporates the water of a :func:`steam_recompression`.

    Parameters
    ----------
    closed : callable
        The closed cycle of its condensing temperature, or gas cooler outlet [K].
    steam : Cycle
        Its evaporating temperature is the split between the two.
    approach_k : float
        Smallest difference [K] anywhere in the steam generator, where the feed water is heated
        and evaporated.
    hot_side_for_sink : callable
        Search of the closed cycle's temperature: that of a condenser, or of a gas cooler.

    Notes
    -----
    With r the flow in the closed cycle's condenser per kg of steam delivered:

    .. math:: COP = \frac{q_{steam}}{w_{steam} + r w_{closed}}

    Raises
    ------
    UsageError, FluidRangeError
        As the closed cycle, and where none keeps the approach.
    """
    bottom = closed(hot_side_for_sink(closed, evaporator_curve(steam), approach_k))
    return stacked(
        CLOSED_CYCLE_WITH_STEAM,
        bottom,
        steam,
        intermediate_k=steam.evaporating_k,
        exchanger="steam_generator",
    )


@dataclass(frozen=True)
class ProcessVapourRecompression:
    """Vapour of an evaporator that heats the same evaporator, per kg of vapour drawn off.

    Attributes
    ----------
    boiling_k, condensing_k : float
        Of the solution, and of the compressed vapour in the heating chest [K].
    stages : tuple of SprayedStage
        Compression with condensate sprayed in.
    heat_j_per_kg : float
        Heat of condensation, condensate leaving saturated [J/kg].
    """

    boiling_k: float
    condensing_k: float
    stages: tuple[SprayedStage, ...]
    heat_j_per_kg: float

    @property
    def work_j_per_kg(self) -> float:
        """Specific work of all stages [J/kg]."""
        return sum(stage.work_j_per_kg for stage in self.stages)

    @property
    def cop(self) -> float:
        """Heat of condensation over work."""
        return self.heat_j_per_kg / self.work_j_per_kg


def process_vapour_recompression(
    p_pa: float,
    *,
    boiling_point_rise_k: float = 0.0,
    heating_difference_k: float,
    stages: int = 1,
    eta_isentropic: float,
) -> ProcessVapourRecompression:
    r"""Open recompression of the vapour that a solution gives off at a pressure [Pa].

    The vapour leaves the solution superheated by the boiling point rise [K], and must condense
    above the solution by the difference that drives its heating [K]: the compressor lifts both.

    Notes
    -----
    .. math:: T_c = T_{sat}(p) + \Delta T_{rise} + \Delta T_{heating}, \qquad
        COP = \frac{m_n (h''(p_n) - h'(p_n)) - \sum_i w_i (h'(p_n) - h'(p_n))}
        {\sum_i m_{i-1} (h_{2,i} - h_{1,i})}

    Raises
    ------
    UsageError
        If rise or difference are negative, there is no lift, or the stages are not 1 to 4.
    FluidRangeError
        Outside the range of water.
    """
    if boiling_point_rise_k < 0.0 or heating_difference_k <= 0.0:
        raise UsageError(
            f"boiling point rise {boiling_point_rise_k:g} K, heating difference "
            f"{heating_difference_k:g} K; permitted: 0 or more, and above 0"
        )
    water = fluid(STEAM)
    saturation_k = water.saturation_temperature_k(p_pa)
    boiling_k = saturation_k + boiling_point_rise_k
    condensate = water.saturated_liquid(boiling_k + heating_difference_k)
    vapour = evaporated(water, saturation_k, boiling_point_rise_k)
    done = sprayed_stages(
        vapour, condensate.p_pa, stages=stages, spray=condensate, eta_isentropic=eta_isentropic
    )
    latent = done[-1].steam.h_j_per_kg - condensate.h_j_per_kg
    return ProcessVapourRecompression(boiling_k, condensate.t_k, done, done[-1].steam_flow * latent)


def _returning(delivery_k: float, feed_k: float | None, subcooling_k: float) -> HighSide:
    """The steam delivered and the water that comes back for it."""
    high = condenser(STEAM, delivery_k, subcooling_k)
    if feed_k is None:
        return high
    return HighSide(high.medium, _liquid(high.medium, high.p_pa, feed_k, "feed"), delivery_k)


def _liquid(water: Fluid, p_pa: float, t_k: float, what: str) -> State:
    boiling = water.saturated_pair(p_pa)[0]
    if t_k > boiling.t_k + SATURATED_WITHIN_K:
        raise UsageError(
            f"{what} water at {c_from_k(t_k):.2f} degC; permitted: up to "
            f"{c_from_k(boiling.t_k):.2f} degC, where it boils at the delivery pressure"
        )
    return boiling if t_k > boiling.t_k - SATURATED_WITHIN_K else water.at_pt(p_pa, t_k)


def _delivering(
    high: HighSide, evaporating_k: float, spray: State, done: tuple[SprayedStage, ...]
) -> Cycle:
    """The cycle per kg of steam delivered."""
    scale = 1.0 / done[-1].steam_flow
    suction = done[0].compression.suction
    points: list[tuple[str, State, float]] = [(SUCTION, suction, scale)]
    components: list[Component] = [EVAPORATOR]
    sprays: list[tuple[str, State, float]] = []
    drawn = SUCTION
    for number, stage in enumerate(done, start=1):
        last = stage is done[-1]
        hot = DISCHARGE if last else f"discharge_{number}"
        saturated = CONDENSER_INLET if last else f"suction_{number + 1}"
        sprayed = f"spray_{number}"
        points.append((hot, stage.compression.discharge, scale * stage.compression.flow))
        points.append((saturated, stage.steam, scale * stage.steam_flow))
        sprays.append((sprayed, spray, scale * stage.spray_flow))
        components.append(Component(f"compressor_{number}", "compressor", (drawn,), (hot,)))
        components.append(
            Component(f"desuperheater_{number}", "adiabatic", (hot, sprayed), (saturated,))
        )
        drawn = saturated
    returned = (CONDENSER_OUTLET, *(label for label, _, _ in sprays))
    components += [Component("condenser", "condenser", (CONDENSER_INLET,), returned), VALVE]
    points.append((CONDENSER_OUTLET, high.outlet, scale))
    points.append((EVAPORATOR_INLET, evaporator_inlet(high.medium, high.outlet, suction), scale))
    return circuit(
        STEAM_RECOMPRESSION,
        high,
        evaporating_k=evaporating_k,
        points=[*points, *sprays],
        components=tuple(components),
        compressions=tuple(
            replace(stage.compression, flow=scale * stage.compression.flow) for stage in done
        ),
    )
