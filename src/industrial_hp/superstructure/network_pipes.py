"""Pipes on offer at a pair of network temperatures: what each carries, loses and costs."""

from dataclasses import dataclass

from industrial_hp.case.network_study import NetworkOptions, NetworkTemperatures
from industrial_hp.catalogue.pipes import PipeSize, pipe_sizes
from industrial_hp.economics.annuity import annuity_factor
from industrial_hp.network.heat_loss import (
    Ground,
    Insulation,
    PairCoefficients,
    pair_coefficients,
    trench_loss_w_per_m,
)
from industrial_hp.network.hydraulics import Liquid
from industrial_hp.network.pipe_sizing import SizingLimits, largest_flow_kg_per_s
from industrial_hp.network.viscosity import water_viscosity_pa_s
from industrial_hp.thermo.fluids import fluid
from industrial_hp.units import k_from_c, m_from_mm, mw_from_w, pa_from_bar

WATER_BAR = 20.0
"""Above boiling at every supply that may be stated; water hardly feels it."""


@dataclass(frozen=True)
class NetworkWater:
    """Water of supply and return pipe, and what a kilogram carries between them.

    Attributes
    ----------
    supply, back : Liquid
        Water of either pipe.
    supply_k, return_k : float
        Temperatures [K].
    heat_j_per_kg : float
        Enthalpy of supply over return [J/kg].
    """

    supply: Liquid
    back: Liquid
    supply_k: float
    return_k: float
    heat_j_per_kg: float

    @property
    def heat_capacity_j_per_kg_k(self) -> float:
        """Mean between supply and return."""
        return self.heat_j_per_kg / (self.supply_k - self.return_k)

    def mass_flow_kg_per_s(self, heat_mw: float) -> float:
        """Water that carries some heat."""
        return heat_mw / mw_from_w(self.heat_j_per_kg)

    def heat_mw(self, mass_flow_kg_per_s: float) -> float:
        """Heat that some water carries."""
        return mass_flow_kg_per_s * mw_from_w(self.heat_j_per_kg)


@dataclass(frozen=True)
class LaidPipe:
    """A size as it may lie in a trench.

    Attributes
    ----------
    size : PipeSize
        Row of the catalogue.
    capacity_mw : float
        Heat at the first limit of velocity or gradient, in the pipe that reaches it first [MW].
    coefficients : PairCoefficients
        Heat transfer to the ground.
    loss_mw_per_m : float
        Both pipes [MW per m of trench].
    investment_eur_per_m, annual_eur_per_m : float
        Of one metre; with operation and maintenance [EUR/m, EUR/(m a)].
    exists : bool
        Whether it lies there: its cost is sunk, its upkeep is not.
    """

    size: PipeSize
    capacity_mw: float
    coefficients: PairCoefficients
    loss_mw_per_m: float
    investment_eur_per_m: float
    annual_eur_per_m: float
    exists: bool = False


def network_water(pair: NetworkTemperatures) -> NetworkWater:
    """Water at a pair of network temperatures."""
    water, pressure = fluid("Water"), pa_from_bar(WATER_BAR)
    states = [water.at_pt(pressure, k_from_c(t)) for t in (pair.supply_c, pair.return_c)]
    supply, back = (
        Liquid(s.rho_kg_per_m3, water_viscosity_pa_s(s.t_k, s.rho_kg_per_m3)) for s in states
    )
    heat = states[0].h_j_per_kg - states[1].h_j_per_kg
    return NetworkWater(supply, back, states[0].t_k, states[1].t_k, heat)


def laid_pipes(options: NetworkOptions, water: NetworkWater) -> tuple[LaidPipe, ...]:
    """New pipes with a price, thin ones first, each carrying more than the one before."""
    pipes: list[LaidPipe] = []
    for size in pipe_sizes():
        cost = _cost_eur_per_m(options, size)
        if cost is None:
            continue
        pipe = _pipe(options, water, size, series=options.pipes.series, cost_eur_per_m=cost)
        if not pipes or pipe.capacity_mw > pipes[-1].capacity_mw:
            pipes.append(pipe)
    return tuple(pipes)


def existing_pipe(options: NetworkOptions, water: NetworkWater, dn: int) -> LaidPipe:
    """A pipe that lies there: only its upkeep is paid."""
    size = next(size for size in pipe_sizes() if size.dn == dn)
    series = options.pipes.existing_series
    upkeep = options.pipes.om_share * (_cost_eur_per_m(options, size) or 0.0)
    pipe = _pipe(options, water, size, series=series, cost_eur_per_m=0.0)
    return LaidPipe(
        size, pipe.capacity_mw, pipe.coefficients, pipe.loss_mw_per_m, 0.0, upkeep, exists=True
    )


def _cost_eur_per_m(options: NetworkOptions, size: PipeSize) -> float | None:
    own = options.pipes.own_cost_eur_per_m.get(size.name)
    cost = size.cost_eur_per_m if own is None else own
    return None if cost is None else options.pipes.cost_factor * cost


def _pipe(
    options: NetworkOptions,
    water: NetworkWater,
    size: PipeSize,
    *,
    series: int,
    cost_eur_per_m: float,
) -> LaidPipe:
    terms = options.pipes
    limits = SizingLimits(
        gradient_max_pa_per_m=terms.gradient_max_pa_per_m, velocity_share=terms.velocity_share
    )
    flow = min(largest_flow_kg_per_s(size, liquid, limits) for liquid in (water.supply, water.back))
    ground = Ground(
        options.ground.conductivity_w_per_m_k, options.ground.cover_m, options.ground.gap_m
    )
    insulation = Insulation(m_from_mm(size.outer_mm), m_from_mm(size.casing_mm[series - 1]))
    coefficients = pair_coefficients(insulation, ground)
    loss = trench_loss_w_per_m(
        coefficients,
        supply_k=water.supply_k,
        return_k=water.return_k,
        ground_k=k_from_c(options.ground.temperature_c),
    )
    yearly = annuity_factor(options.interest, terms.lifetime_a) + terms.om_share
    return LaidPipe(
        size=size,
        capacity_mw=water.heat_mw(flow),
        coefficients=coefficients,
        loss_mw_per_m=mw_from_w(loss),
        investment_eur_per_m=cost_eur_per_m,
        annual_eur_per_m=yearly * cost_eur_per_m,
    )
