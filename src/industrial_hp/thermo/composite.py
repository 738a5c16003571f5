"""Several circuits as one machine: cascades and series trains.

Circuits keep their own cycles as ``parts``. In the whole their states bear the circuit's prefix
and their flows are scaled to a kg in the condenser of the hottest circuit.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from industrial_hp.errors import UsageError
from industrial_hp.thermo.approach import cycle_under_source
from industrial_hp.thermo.compression import Compression
from industrial_hp.thermo.cycle import Component, Cycle, HeatSegment, StatePoint
from industrial_hp.thermo.heat_exchange import (
    TemperatureHeatCurve,
    condenser_curve,
    evaporator_gap_at_least_k,
)

CASCADE = "cascade"
SERIES_TRAIN = "series_train"
TRAIN_LENGTHS = (2, 3, 4)
SPLIT_TOLERANCE = 1e-9
SPLIT_ROUNDS = 50


def cascade(
    lower: Callable[[float], Cycle],
    upper: Callable[[float], Cycle],
    *,
    intermediate_k: float,
    approach_k: float = 5.0,
) -> Cycle:
    r"""A cascade of any two cycles over an inner exchanger.

    Parameters
    ----------
    lower, upper : callable
        The lower cycle of its condensing temperature [K], the upper of its evaporating one [K].
    intermediate_k : float
        Condensing temperature of the lower machine [K].
    approach_k : float
        Smallest difference [K] anywhere in the inner exchanger.

    Notes
    -----
    With r the flow of the lower machine per kg in the upper condenser:

    .. math:: r = \frac{q_{0,up}}{q_{low}}, \quad COP = \frac{q_{up}}{w_{up} + r w_{low}}

    Raises
    ------
    UsageError, FluidRangeError
        As the two cycles.
    """
    bottom = lower(intermediate_k)
    top = cycle_under_source(
        upper, condenser_curve(bottom), approach_k, gap_k=evaporator_gap_at_least_k
    )
    return stacked(CASCADE, bottom, top, intermediate_k=intermediate_k)


def stacked(
    name: str,
    bottom: Cycle,
    top: Cycle,
    *,
    intermediate_k: float,
    exchanger: str = "cascade_exchanger",
) -> Cycle:
    """Two cycles whose condenser and evaporator are one exchanger; its approach is theirs.

    ``intermediate_k`` is the saturation temperature [K] that is said to lie between them.
    """
    ratio = (top.heat_j_per_kg - top.work_j_per_kg) / bottom.heat_j_per_kg
    condensing = _component(bottom, "condenser", "low.")
    evaporating = _component(top, "evaporator", "high.")
    inner = Component(
        exchanger,
        "adiabatic",
        (*condensing.inlets, *evaporating.inlets),
        (*condensing.outlets, *evaporating.outlets),
    )
    whole = _summed(name, (bottom, top), (ratio, 1.0), ("low.", "high."))
    kept = [c for c in whole.components if c not in (condensing, evaporating)]
    heat = top.heat_j_per_kg
    lowest = bottom.compressions[0]
    drawn = ratio * lowest.flow / lowest.suction.rho_kg_per_m3
    return replace(
        whole,
        components=(*kept, inner),
        intermediate_k=intermediate_k,
        cop=heat / whole.work_j_per_kg,
        heat_j_per_kg=heat,
        volumetric_heating_capacity_j_per_m3=heat / drawn,
        condenser=top.condenser,
        evaporator=bottom.evaporator,
    )


def series_train(
    serving: Callable[[TemperatureHeatCurve, TemperatureHeatCurve], Cycle],
    *,
    source: TemperatureHeatCurve,
    sink: TemperatureHeatCurve,
    machines: int,
) -> Cycle:
    """Two to four machines in counterflow, each heating an equal share of the sink.

    Parameters
    ----------
    serving : callable
        The cycle between a section of the source and a section of the sink.
    source, sink : TemperatureHeatCurve
        What the whole train cools and heats.
    machines : int
        2, 3 or 4. The coldest machine cools the coldest section of the source and heats the
        coldest of the sink.

    Notes
    -----
    Each machine takes the share :math:`(1 - 1/COP_i)` of its heat from the source; the sections
    of the source follow from these and are iterated until they stand still.

    Raises
    ------
    UsageError
        If the number is not permitted, or as the machines.
    FluidRangeError
        As the machines.
    """
    if machines not in TRAIN_LENGTHS:
        raise UsageError(f"{machines} machines in series; permitted: 2 to 4")
    shares = [(i + 1) / machines for i in range(machines)]
    sinks = _sections(sink, shares)
    cuts = shares
    for _ in range(SPLIT_ROUNDS):
        parts = [serving(s, k) for s, k in zip(_sections(source, cuts), sinks, strict=True)]
        taken = [1.0 - 1.0 / part.cop for part in parts]
        new_cuts = [sum(taken[: i + 1]) / sum(taken) for i in range(machines)]
        moved = max(abs(a - b) for a, b in zip(new_cuts, cuts, strict=True))
        cuts = new_cuts
        if moved < SPLIT_TOLERANCE:
            break
    return _train(parts, [share / sum(taken) for share in taken])


def _train(parts: list[Cycle], source_shares: list[float]) -> Cycle:
    """The train of machines of equal heat, coldest first."""
    top = parts[-1]
    flows = [top.heat_j_per_kg / part.heat_j_per_kg for part in parts]
    prefixes = [f"{number}." for number in range(1, len(parts) + 1)]
    whole = _summed(SERIES_TRAIN, parts, flows, prefixes)
    lowest = [(flow, part.compressions[0]) for flow, part in zip(flows, parts, strict=True)]
    drawn = sum(flow * one.flow / one.suction.rho_kg_per_m3 for flow, one in lowest)
    equal = [1.0 / len(parts)] * len(parts)
    heating = zip(reversed(parts), equal, strict=True)
    cooling = zip(parts, source_shares, strict=True)
    heat = len(parts) * top.heat_j_per_kg
    return replace(
        whole,
        cop=heat / whole.work_j_per_kg,
        heat_j_per_kg=heat,
        volumetric_heating_capacity_j_per_m3=heat / drawn,
        condenser=tuple(s for part, share in heating for s in _scaled(part.condenser, share)),
        evaporator=tuple(s for part, share in cooling for s in _scaled(part.evaporator, share)),
    )


def _summed(
    name: str, parts: Sequence[Cycle], flows: Sequence[float], prefixes: Sequence[str]
) -> Cycle:
    """States, components and compressions of all circuits together, and their work."""
    bottom, top = parts[0], parts[-1]
    together = list(zip(parts, flows, prefixes, strict=True))
    fluids = [part.refrigerant for part in parts]
    compressions: tuple[Compression, ...] = tuple(
        replace(stage, flow=stage.flow * flow)
        for part, flow, _ in together
        for stage in part.compressions
    )
    states = tuple(
        StatePoint(prefix + p.label, p.fluid, p.state, p.flow * flow)
        for part, flow, prefix in together
        for p in part.states
    )
    components = tuple(
        _prefixed(component, prefix)
        for part, _, prefix in together
        for component in part.components
    )
    return replace(
        top,
        name=name,
        refrigerant=fluids[0] if len(set(fluids)) == 1 else "/".join(fluids),
        states=states,
        components=components,
        evaporating_k=bottom.evaporating_k,
        discharge_k=max(part.discharge_k for part in parts),
        pressure_low_pa=bottom.pressure_low_pa,
        work_j_per_kg=sum(stage.flow * stage.work_j_per_kg for stage in compressions),
        suction_superheat_k=bottom.suction_superheat_k,
        eta_isentropic=bottom.eta_isentropic,
        compressions=compressions,
        parts=tuple(circuit for part in parts for circuit in part.circuits),
    )


def _component(cycle: Cycle, kind: str, prefix: str) -> Component:
    found = next(component for component in cycle.components if component.kind == kind)
    return _prefixed(found, prefix)


def _prefixed(component: Component, prefix: str) -> Component:
    return replace(
        component,
        name=prefix + component.name,
        inlets=tuple(prefix + label for label in component.inlets),
        outlets=tuple(prefix + label for label in component.outlets),
    )


def _scaled(segments: tuple[HeatSegment, ...], share: float) -> list[HeatSegment]:
    return [HeatSegment(s.t_hot_k, s.t_cold_k, s.share * share) for s in segments]


def _sections(curve: TemperatureHeatCurve, cuts: Sequence[float]) -> list[TemperatureHeatCurve]:
    return [
        curve.section(low, high)
        for low, high in zip([0.0, *cuts[:-1]], [*cuts[:-1], 1.0], strict=True)
    ]
