r"""A cycle whose isentropic efficiency is that of its compressor's law at its own pressure ratio.

The ratio depends on the efficiency only through the approach to the sink, so a few rounds
settle it. Stages of different ratio get the one efficiency that gives them the same work
together; steam stages with a type of their own get theirs. At part load the share of power
falls slower than the flow and takes the efficiency down with it.

.. math:: \eta = \frac{\sum_i w_{s,i}}{\sum_i w_{s,i} / \eta_i(\pi_i)} \frac{x}{P(x)}

======================  ====================================================  =======
symbol                  name                                                  unit
======================  ====================================================  =======
w_{s,i}                 isentropic work of a stage per kg in the condenser    J/kg
eta_i(pi_i)             law of its type at its pressure ratio                 -
x, P(x)                 share of the full flow, share of full power           -
======================  ====================================================  =======
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from industrial_hp.catalogue.compressors import Compressor
from industrial_hp.errors import UsageError
from industrial_hp.thermo.compressor_stages import Stage, compressor_stages
from industrial_hp.thermo.cycle import Cycle
from industrial_hp.thermo.cycle_settings import CycleSettings
from industrial_hp.thermo.machine_limits import LimitFinding

TOLERANCE = 1e-7
ROUNDS = 40


@dataclass(frozen=True)
class RatedCycle:
    """A cycle with the efficiencies of its laws, and remarks where a law was overstepped."""

    cycle: Cycle
    settings: CycleSettings
    findings: tuple[LimitFinding, ...]


def rated_cycle(
    make: Callable[[CycleSettings], Cycle],
    settings: CycleSettings,
    compressor: Compressor,
    *,
    steam_compressor: Compressor | None = None,
    load: float = 1.0,
) -> RatedCycle:
    """The cycle with the efficiency of the catalogue, found by iteration on its pressure ratios.

    Parameters
    ----------
    make : callable
        The cycle of its settings, for instance ``cycle_between`` with all else stated.
    settings : CycleSettings
        Its efficiencies are replaced.
    compressor, steam_compressor : Compressor, Compressor or None
        Types of the stages, as in :func:`~industrial_hp.thermo.machine_limits.machine_limits`.
    load : float
        Share of the full volume flow.

    Raises
    ------
    UsageError
        If the efficiency does not settle, or as the cycle.
    FluidRangeError
        As the cycle.
    """
    steam = compressor if steam_compressor is None else steam_compressor
    closed, open_ = compressor.eta_isentropic, steam.eta_isentropic
    for _ in range(ROUNDS):
        rated = replace(
            settings,
            eta_isentropic=closed,
            steam_eta_isentropic=None if steam_compressor is None else open_,
        )
        cycle = make(rated)
        stages = compressor_stages(cycle, compressor, steam_compressor)
        new_open = _mean([s for s in stages if s.compressor is steam], load) or open_
        new_closed = _mean([s for s in stages if s.compressor is compressor], load) or new_open
        moved = max(abs(new_closed - closed), abs(new_open - open_))
        closed, open_ = new_closed, new_open
        if moved < TOLERANCE:
            return RatedCycle(cycle, rated, tuple(_outside_laws(stages, load)))
    raise UsageError(
        f"isentropic efficiency of a {compressor.name} does not settle (still moves by "
        f"{moved:.2g} after {ROUNDS} rounds); state it instead of taking its law"
    )


def _mean(stages: Sequence[Stage], load: float) -> float | None:
    """One efficiency for stages that gives the same work as that of each; None without any."""
    if not stages:
        return None
    ideal = [_isentropic_work(stage) for stage in stages]
    real = [work / stage_efficiency(stage, load) for work, stage in zip(ideal, stages, strict=True)]
    return sum(ideal) / sum(real)


def _isentropic_work(stage: Stage) -> float:
    gas = stage.compression
    return gas.flow * gas.eta_isentropic * gas.work_j_per_kg


def stage_efficiency(stage: Stage, load: float = 1.0) -> float:
    """Isentropic efficiency of a stage by the law of its type at a share of its full flow."""
    machine = stage.compressor
    full = machine.isentropic.at(stage.compression.pressure_ratio)
    return full * load / machine.part_load_power.at(load)


def _outside_laws(stages: Sequence[Stage], load: float) -> Iterator[LimitFinding]:
    for stage in stages:
        machine = stage.compressor
        where = f"{stage.name}: " if stage.name else ""
        checks = (
            ("isentropic efficiency", machine.isentropic, stage.compression.pressure_ratio),
            ("volumetric efficiency", machine.volumetric, stage.compression.pressure_ratio),
            ("part load", machine.part_load_power, load),
        )
        for what, law, x in checks:
            if not law.covers(x):
                limit = law.low if x < law.low else law.high
                yield LimitFinding(
                    "outside_efficiency_law",
                    "remark",
                    f"{where}{what} of a {machine.name} is stated from {law.low:g} to "
                    f"{law.high:g} and held at its end for {x:.3g}",
                    x,
                    limit,
                    "ask the supplier, or state the efficiency",
                )
