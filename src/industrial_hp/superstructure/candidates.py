"""Heat pumps on offer: a machine for every useful pair of levels, with its cycle by period.

For each pair every cycle of every refrigerant is solved in every period: evaporation at the level,
condensation as low as the internal pinch against the real curve of the sink allows. Machines
beyond their limits and those beaten by others on the same pair are dropped, with the reason.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import product

import numpy as np

from industrial_hp.case.options import HeatPumpOptions
from industrial_hp.catalogue.compressors import Compressor, compressor
from industrial_hp.errors import FluidRangeError, UsageError
from industrial_hp.superstructure.levels import CondenserLevel, EvaporatorLevel
from industrial_hp.superstructure.problem import Array, Dropped, Piece
from industrial_hp.thermo.cycle import Cycle, HeatSegment
from industrial_hp.thermo.machine_limits import machine_limits
from industrial_hp.thermo.performance_map import CycleSettings, condensing_c_for_sink, cycle_at
from industrial_hp.units import c_from_k

SMALLEST_LIFT_K = 15.0
"""A sink that ends less than this above the evaporation is left to direct exchange: two
approaches of 5 K and a superheat of 5 K lie between."""
SMALLEST_COP = 1.2
PLAIN_CYCLE = "single_stage"
"""The cycle that a tag need not name."""


@dataclass(frozen=True, eq=False)
class Machine:
    """A refrigerant between two levels: its cycle in every period, none where it cannot run."""

    zone: str
    cycle_name: str
    refrigerant: str
    evaporator: EvaporatorLevel
    condenser: CondenserLevel
    cycles: tuple[Cycle | None, ...]

    @property
    def tag(self) -> str:
        """Name of the machine: from where to where with which refrigerant, by which cycle."""
        fluid = "".join(c for c in self.refrigerant.lower() if c.isalnum())
        source = f"{self.evaporator.stream}{self.evaporator.part}"
        tag = f"{source}_to_{self.condenser.stream.name}{self.condenser.part}_{fluid}"
        return tag if self.cycle_name == PLAIN_CYCLE else f"{tag}_{self.cycle_name}"

    @property
    def available(self) -> Array:
        """One where the machine can run, zero elsewhere."""
        return np.array([float(cycle is not None) for cycle in self.cycles])

    def by_period(self, value: str, otherwise: float) -> Array:
        """A figure of the cycle in every period; another number where it cannot run."""
        return np.array([otherwise if c is None else getattr(c, value) for c in self.cycles])

    @cached_property
    def design_period(self) -> int:
        """Period of the greatest lift among those in which the machine can run."""
        lift = self.by_period("hot_side_k", -1.0) - self.by_period("evaporating_k", 0.0)
        return int(np.argmax(lift))

    @cached_property
    def design(self) -> Cycle:
        """Cycle at the greatest lift."""
        cycle = self.cycles[self.design_period]
        assert cycle is not None
        return cycle

    @cached_property
    def capacity_factor(self) -> Array:
        """Largest heat over rated heat: swept volume and motor are those of the design period."""
        volumetric = (
            self.by_period("volumetric_heating_capacity_j_per_m3", 0.0)
            / self.design.volumetric_heating_capacity_j_per_m3
        )
        motor = self.by_period("cop", 0.0) / self.design.cop
        return np.minimum(volumetric, motor)

    def pieces(self, side: str, shift_k: float) -> tuple[Piece, ...]:
        """Shifted pieces of condenser or evaporator; without heat where it cannot run."""
        table: list[list[HeatSegment]] = [
            [] if cycle is None else list(getattr(cycle, side)) for cycle in self.cycles
        ]
        longest = max(len(segments) for segments in table)
        idle = HeatSegment(self.design.hot_side_k, self.design.hot_side_k, 0.0)
        padded = [segments + [idle] * (longest - len(segments)) for segments in table]
        return tuple(
            Piece(
                c_from_k(np.array([s[k].t_hot_k for s in padded])) + shift_k,
                c_from_k(np.array([s[k].t_cold_k for s in padded])) + shift_k,
                np.array([s[k].share for s in padded]),
            )
            for k in range(longest)
        )


def machines(
    zone: str,
    evaporators: list[EvaporatorLevel],
    condensers: list[CondenserLevel],
    options: HeatPumpOptions,
    weight_h: Array,
) -> tuple[list[Machine], list[Dropped]]:
    """Machines worth offering in a zone, and what was dropped.

    Parameters
    ----------
    zone, evaporators, condensers, options
        A zone, the levels on offer there, and what may be placed between.
    weight_h : ndarray, shape (periods,)
        Hours of the year that each period stands for [h].

    Returns
    -------
    machines : list of Machine
        For each pair of levels the best refrigerants by electricity per heat over the year, each
        with its best cycle.
    dropped : list of Dropped
        Machines beyond their limits, forbidden, or beaten on the same pair.
    """
    kept: list[Machine] = []
    dropped: list[Dropped] = []
    limits = compressor(options.compressor)
    for evaporator in evaporators:
        for condenser in condensers:
            if condenser.stream.name == evaporator.stream:
                continue
            found, left_out = _between(zone, evaporator, condenser, options, limits)
            best, beaten = _best(found, options.refrigerants_per_match, weight_h)
            kept += best
            dropped += left_out + beaten
    return kept, dropped


def _best(found: list[Machine], count: int, weight_h: Array) -> tuple[list[Machine], list[Dropped]]:
    """The best refrigerants between two levels, each with its best cycle; the others beaten."""
    ranked = sorted(
        found, key=lambda m: (electricity_per_heat(m, weight_h), m.refrigerant, m.cycle_name)
    )
    best: dict[str, Machine] = {}
    for machine in ranked:
        best.setdefault(machine.refrigerant, machine)
    kept = list(best.values())[:count]
    beaten: list[Dropped] = []
    for machine in ranked:
        own = best[machine.refrigerant]
        if machine is not own:
            words = own.cycle_name.replace("_", " ")
            reason = f"beaten by {words} with the same refrigerant between the same levels"
            beaten.append(Dropped(machine.tag, reason))
        elif machine not in kept:
            reason = f"beaten by {kept[0].refrigerant} between the same levels"
            beaten.append(Dropped(machine.tag, reason))
    return kept, beaten


def _between(
    zone: str,
    evaporator: EvaporatorLevel,
    condenser: CondenserLevel,
    options: HeatPumpOptions,
    limits: Compressor,
) -> tuple[list[Machine], list[Dropped]]:
    found: list[Machine] = []
    dropped: list[Dropped] = []
    for name, refrigerant in product(options.cycles, options.refrigerants):
        solved = dict(_cycles(evaporator, condenser, name, refrigerant, options, limits))
        cycles = tuple(cycle if isinstance(cycle, Cycle) else None for cycle in solved.values())
        machine = Machine(zone, name, refrigerant, evaporator, condenser, cycles)
        if machine.tag in options.forbidden:
            dropped.append(Dropped(machine.tag, "forbidden by the case"))
        elif any(cycles):
            found.append(machine)
        else:
            reasons = sorted({reason for reason in solved.values() if isinstance(reason, str)})
            dropped.append(Dropped(machine.tag, reasons[0]))
    return found, dropped


def cycle_settings(options: HeatPumpOptions) -> CycleSettings:
    """Settings of every cycle on offer; two stages meet halfway, close to their best COP."""
    return CycleSettings(
        options.superheat_k,
        options.subcooling_k,
        options.eta_isentropic,
        intermediate="at_share",
    )


def electricity_per_heat(machine: Machine, weight_h: Array) -> float:
    """Mean over the hours of the year; those without the machine count as direct electric heat."""
    return float(np.average(1 / machine.by_period("cop", 1.0), weights=weight_h))


def _cycles(
    evaporator: EvaporatorLevel,
    condenser: CondenserLevel,
    name: str,
    refrigerant: str,
    options: HeatPumpOptions,
    limits: Compressor,
) -> Iterator[tuple[int, Cycle | str]]:
    """Cycle of each period, or the reason why there is none; equal periods are solved once."""
    solved: dict[tuple[float, ...], Cycle | str] = {}
    for period, evaporating_c in enumerate(evaporator.evaporating_c):
        stream = condenser.stream
        key = (
            round(float(evaporating_c), 6),
            round(float(stream.bottom_c[period]), 6),
            round(float(stream.top_c[period]), 6),
        )
        if key not in solved:
            solved[key] = _cycle(key[0], condenser, period, name, refrigerant, options, limits)
        yield period, solved[key]


def _cycle(
    evaporating_c: float,
    condenser: CondenserLevel,
    period: int,
    name: str,
    refrigerant: str,
    options: HeatPumpOptions,
    limits: Compressor,
) -> Cycle | str:
    settings = cycle_settings(options)
    curve = condenser.stream.curve(period, condenser.upper_share)
    if c_from_k(curve.hot_end_k) < evaporating_c + SMALLEST_LIFT_K:
        return "next to no lift: left to direct exchange"
    try:
        condensing_c = condensing_c_for_sink(
            name,
            refrigerant,
            evaporating_c=evaporating_c,
            sink=curve,
            approach_k=condenser.stream.contribution_k + options.dt_condenser_k,
            settings=settings,
        )
        cycle = cycle_at(
            name,
            refrigerant,
            evaporating_c=evaporating_c,
            condensing_c=condensing_c,
            settings=settings,
        )
    except (FluidRangeError, UsageError) as error:
        return str(error)
    verdict = machine_limits(cycle, limits)
    if verdict.verdict == "infeasible" and not options.lift_machine_limits:
        return "; ".join(f.message for f in verdict.findings if f.severity == "infeasible")
    return cycle if cycle.cop >= SMALLEST_COP else f"COP of {cycle.cop:.2f} is too low"
