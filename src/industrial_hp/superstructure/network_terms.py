"""A network study at one pair of temperatures: consumers, sources and steps as plain numbers.

Heat of all steps is as the pipes see it. At the largest load the peaks of n consumers count with
their simultaneity s(n). Without stated steps the year is one step: everybody draws his largest
demand for his full-load hours, pipes lose heat at all hours, and every source gives the same share
of each.
"""

from dataclasses import dataclass
from functools import cached_property

from industrial_hp.case.network_study import (
    NetworkConsumer,
    NetworkMode,
    NetworkSource,
    NetworkStudy,
    NetworkTemperatures,
    NetworkTrench,
)
from industrial_hp.economics.annuity import annuity_factor
from industrial_hp.errors import Finding, InfeasibleError
from industrial_hp.network.diversity import simultaneity
from industrial_hp.network.hydraulics import pumping_power_w
from industrial_hp.superstructure.network_pipes import (
    LaidPipe,
    NetworkWater,
    existing_pipe,
    laid_pipes,
    network_water,
)
from industrial_hp.thermo.ideal_cop import lorenz_efficiency
from industrial_hp.units import k_from_c, pa_from_bar

HOURS_PER_A = 8760.0
LEAST_LIFT_K = 15.0
"""Of a booster: with less a share of Lorenz's COP is no estimate of a machine."""


@dataclass(frozen=True)
class ConsumerTerms:
    """A consumer who can be connected.

    Attributes
    ----------
    peak_mw : float
        Largest heat from the network, by himself [MW].
    annual_mwh : float
        Heat from the network; with the booster's electricity it is what he needs [MWh/a].
    booster_mw, booster_mwh : float
        Size of his booster and its electricity [MW, MWh/a].
    investment_eur : float
        Connection and booster [EUR].
    fixed_eur : float
        Their annuity, and the booster's electricity [EUR/a].
    own_heat_eur : float
        What his heat costs without the network [EUR/a].
    """

    id: str
    node: str
    peak_mw: float
    annual_mwh: float
    booster_mw: float
    booster_mwh: float
    investment_eur: float
    fixed_eur: float
    own_heat_eur: float
    forced: bool


@dataclass(frozen=True)
class SourceTerms:
    """A source that is warm enough: heat fed in [MW], cost of its size and its heat."""

    id: str
    node: str
    max_mw: float
    eur_per_mw: float
    investment_eur_per_mw: float
    eur_per_mwh: float
    cop: float | None


@dataclass(frozen=True)
class NetworkTerms:
    """All that holds for a network at one pair of temperatures.

    Attributes
    ----------
    load_shares, hours : tuple of float
        Of every step; one step with share 1 where none are stated [-, h/a].
    one_step : bool
        Whether the year is one step with full-load hours of each consumer.
    pump_eur_per_mwh, pump_share : float
        Pumping that does not depend on pipes: through consumers and plants [EUR/MWh, MWh/MWh].
    left_out : tuple of str
        Consumers who need it warmer and have no booster.
    own_heat_eur : float
        Own heat of all consumers, those left out included [EUR/a].
    """

    study: NetworkStudy
    mode: NetworkMode
    pair: NetworkTemperatures
    water: NetworkWater
    pipes: tuple[LaidPipe, ...]
    consumers: tuple[ConsumerTerms, ...]
    sources: tuple[SourceTerms, ...]
    load_shares: tuple[float, ...]
    hours: tuple[float, ...]
    one_step: bool
    pump_share: float
    left_out: tuple[str, ...]
    own_heat_eur: float

    @property
    def pump_eur_per_mwh(self) -> float:
        """Price of pumping through consumers and plants, per heat fed in."""
        return self.pump_share * self.study.options.prices.electricity_eur_per_mwh

    @property
    def peak_step(self) -> int:
        """The step of the largest load."""
        return max(range(len(self.load_shares)), key=lambda t: self.load_shares[t])

    def simultaneity(self, consumers: int) -> float:
        """Share of the peaks of some consumers that meet."""
        return simultaneity(max(1, consumers)) if self.study.options.diversity else 1.0

    def heat_mw(self, consumer: ConsumerTerms, meeting: float) -> tuple[float, ...]:
        """Heat of a consumer in every step, where such a share of all peaks meets."""
        return tuple(consumer.peak_mw * min(share, meeting) for share in self.load_shares)

    @cached_property
    def length_m(self) -> dict[str, float]:
        """Length of every trench by its id."""
        return {trench.id: trench.length_m or 0.0 for trench in self.study.trenches}

    @cached_property
    def _trenches(self) -> dict[str, NetworkTrench]:
        return {trench.id: trench for trench in self.study.trenches}

    @cached_property
    def _stated(self) -> dict[str, NetworkConsumer]:
        return {consumer.id: consumer for consumer in self.study.consumers}

    def trench(self, name: str) -> NetworkTrench:
        """A trench as stated."""
        return self._trenches[name]

    def consumer_stated(self, name: str) -> NetworkConsumer:
        """A consumer as stated."""
        return self._stated[name]

    def own_heat_of(self, name: str) -> float:
        """What heat costs a consumer without the network [EUR/a]."""
        return _own_heat_eur(self.study, self._stated[name])

    @cached_property
    def _existing(self) -> dict[str, LaidPipe]:
        options = self.study.options
        return {
            trench.id: existing_pipe(options, self.water, trench.existing_dn)
            for trench in self.study.trenches
            if trench.existing_dn is not None
        }

    def pipes_at(self, trench: str) -> tuple[LaidPipe, ...]:
        """What may lie in a trench: the pipe that lies there, and new ones that carry more."""
        there = self._existing.get(trench)
        if there is None:
            return self.pipes
        return (there, *(pipe for pipe in self.pipes if pipe.capacity_mw > there.capacity_mw))

    @property
    def least_eur_per_mwh(self) -> float:
        """No MWh that is fed in costs less."""
        return min(s.eur_per_mwh for s in self.sources) + self.pump_eur_per_mwh

    @property
    def least_meeting(self) -> float:
        """Share of peaks that meets if all are connected: no smaller network has less."""
        return self.simultaneity(len(self.consumers))

    @property
    def common_hours(self) -> float:
        """Hours of the one step: no consumer draws his meeting load for fewer [h/a]."""
        shortest = min(c.annual_mwh / c.peak_mw for c in self.consumers)
        return min(HOURS_PER_A, shortest / self.least_meeting)


def network_terms(
    study: NetworkStudy, pair: NetworkTemperatures, mode: NetworkMode
) -> NetworkTerms:
    """What a study comes to at one pair of temperatures.

    Raises
    ------
    InfeasibleError
        If no source is warm enough, or a consumer who must be supplied needs it warmer.
    """
    water = network_water(pair)
    sources = tuple(_source(study, source, pair) for source in study.sources if _warm(source, pair))
    served = [c for c in study.consumers if _served(study, c, pair)]
    left_out = tuple(c.id for c in study.consumers if not _served(study, c, pair))
    findings = _shortages(study, pair, mode, left_out)
    if not sources:
        findings.append(Finding(f"temperatures {pair.name}", "no source is as warm"))
    if not served:
        findings.append(Finding(f"temperatures {pair.name}", "no consumer can be served"))
    if findings:
        raise InfeasibleError(findings)
    steps = study.options.steps
    pumps = study.options.pumps
    through = pumping_power_w(
        1.0 / water.heat_j_per_kg,
        pa_from_bar(pumps.consumer_drop_bar + pumps.plant_drop_bar),
        water.supply,
        efficiency=pumps.efficiency,
    )
    return NetworkTerms(
        study=study,
        mode=mode,
        pair=pair,
        water=water,
        pipes=laid_pipes(study.options, water),
        consumers=tuple(_consumer(study, c, pair, mode) for c in served),
        sources=sources,
        load_shares=tuple(s.load_share for s in steps) or (1.0,),
        hours=tuple(s.hours for s in steps) or (HOURS_PER_A,),
        one_step=not steps,
        pump_share=through,
        left_out=left_out,
        own_heat_eur=sum(_own_heat_eur(study, c) for c in study.consumers),
    )


def _warm(source: NetworkSource, pair: NetworkTemperatures) -> bool:
    return source.supply_max_c is None or source.supply_max_c >= pair.supply_c


def _lift(study: NetworkStudy, consumer: NetworkConsumer, pair: NetworkTemperatures) -> bool:
    """Whether a consumer needs it warmer than the supply that reaches him."""
    arriving_c = pair.supply_c - study.options.cooling_k
    return consumer.supply_min_c is not None and consumer.supply_min_c > arriving_c


def _served(study: NetworkStudy, consumer: NetworkConsumer, pair: NetworkTemperatures) -> bool:
    return not _lift(study, consumer, pair) or study.options.booster is not None


def _shortages(
    study: NetworkStudy, pair: NetworkTemperatures, mode: NetworkMode, left_out: tuple[str, ...]
) -> list[Finding]:
    return [
        Finding(
            f"consumer {c.id}",
            f"must be connected, and {pair.name} supplies {pair.supply_c:g} degC only",
            f"supply_min_c {c.supply_min_c:g} degC",
            mend="offer a warmer pair or a booster",
        )
        for c in study.consumers
        if c.id in left_out and (mode == "forced" or c.must_connect)
    ]


def _annual_hours(study: NetworkStudy, consumer: NetworkConsumer) -> float:
    if study.options.steps:
        meeting = simultaneity(len(study.consumers)) if study.options.diversity else 1.0
        return sum(s.hours * min(s.load_share, meeting) for s in study.options.steps)
    assert consumer.full_load_hours is not None
    return consumer.full_load_hours


def _own_heat_eur(study: NetworkStudy, consumer: NetworkConsumer) -> float:
    price = consumer.heat_price_eur_per_mwh
    price = study.options.prices.heat_eur_per_mwh if price is None else price
    assert price is not None
    return price * consumer.demand_mw * _annual_hours(study, consumer)


def _consumer(
    study: NetworkStudy, stated: NetworkConsumer, pair: NetworkTemperatures, mode: NetworkMode
) -> ConsumerTerms:
    options, prices = study.options, study.options.prices
    connection = prices.connection_eur if stated.connection_eur is None else stated.connection_eur
    fixed = connection * annuity_factor(options.interest, prices.connection_lifetime_a)
    annual = stated.demand_mw * _annual_hours(study, stated)
    power_share, machine_eur = 0.0, 0.0
    if _lift(study, stated, pair) and options.booster is not None:
        assert stated.supply_min_c is not None
        arriving_c = pair.supply_c - options.cooling_k
        lift_k = max(LEAST_LIFT_K, stated.supply_min_c - arriving_c)
        cop = lorenz_efficiency(
            options.booster.lorenz_efficiency,
            source_in_k=k_from_c(arriving_c),
            source_out_k=k_from_c(pair.return_c),
            sink_in_k=k_from_c(pair.return_c + lift_k),
            sink_out_k=k_from_c(arriving_c + lift_k),
        ).cop
        power_share = 1.0 / cop
        machine_eur = options.booster.investment_eur_per_mw * stated.demand_mw
        fixed += machine_eur * annuity_factor(options.interest, options.booster.lifetime_a)
        fixed += prices.electricity_eur_per_mwh * power_share * annual
    return ConsumerTerms(
        id=stated.id,
        node=stated.node,
        peak_mw=(1.0 - power_share) * stated.demand_mw,
        annual_mwh=(1.0 - power_share) * annual,
        booster_mw=stated.demand_mw if power_share else 0.0,
        booster_mwh=power_share * annual,
        investment_eur=connection + machine_eur,
        fixed_eur=fixed,
        own_heat_eur=_own_heat_eur(study, stated),
        forced=mode == "forced" or stated.must_connect,
    )


def _source(study: NetworkStudy, stated: NetworkSource, pair: NetworkTemperatures) -> SourceTerms:
    prices = study.options.prices
    cop = _cop(study, stated, pair)
    taken = 1.0 if cop is None else 1.0 - 1.0 / cop
    power = 0.0 if cop is None else 1.0 / cop
    annuity = annuity_factor(study.options.interest, stated.lifetime_a)
    return SourceTerms(
        id=stated.id,
        node=stated.node,
        max_mw=stated.max_mw / taken,
        eur_per_mw=stated.investment_eur_per_mw * annuity,
        investment_eur_per_mw=stated.investment_eur_per_mw,
        eur_per_mwh=stated.heat_eur_per_mwh * taken
        + prices.electricity_eur_per_mwh * power
        + stated.om_eur_per_mwh,
        cop=cop,
    )


def _cop(study: NetworkStudy, stated: NetworkSource, pair: NetworkTemperatures) -> float | None:
    """COP of a source at a pair of temperatures: stated, or a share of Lorenz's; else none."""
    if stated.kind == "heat":
        return None
    given = study.cop_stated(stated.id, pair.name)
    if given is not None:
        return given
    assert stated.lorenz_efficiency is not None
    assert stated.source_in_c is not None
    assert stated.source_out_c is not None
    return lorenz_efficiency(
        stated.lorenz_efficiency,
        source_in_k=k_from_c(stated.source_in_c),
        source_out_k=k_from_c(stated.source_out_c),
        sink_in_k=k_from_c(pair.return_c),
        sink_out_k=k_from_c(pair.supply_c),
    ).cop
