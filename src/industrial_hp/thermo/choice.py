"""All cycles and refrigerants that could serve a sink from a source, ranked, and the refused ones.

Nothing is dropped in silence: every combination is either ranked or refused with its reasons.
What cannot work is refused before it is computed, by the catalogue or by its critical
temperature; cascades are screened in pairs (:mod:`industrial_hp.thermo.cascade_screening`).
A compression that would be wet gets the superheat that keeps it dry, as a machine would be built.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from industrial_hp.catalogue.compressors import Compressor
from industrial_hp.catalogue.refrigerants import Refrigerant
from industrial_hp.errors import FluidRangeError, UsageError
from industrial_hp.thermo.cascade_screening import Span, screened_cascades
from industrial_hp.thermo.composite import CASCADE, SERIES_TRAIN
from industrial_hp.thermo.cycle import Cycle
from industrial_hp.thermo.cycle_settings import CycleSettings
from industrial_hp.thermo.cycles import CYCLES
from industrial_hp.thermo.fitted_cycle import cycle_between
from industrial_hp.thermo.fluids import fluid
from industrial_hp.thermo.heat_exchange import TemperatureHeatCurve
from industrial_hp.thermo.machine_limits import Verdict, machine_limits
from industrial_hp.thermo.refrigerant_filters import (
    Reason,
    RefrigerantRules,
    refused_by_market,
    refused_refrigerant,
)
from industrial_hp.thermo.single_stage import NAME_IHX
from industrial_hp.units import c_from_k, pa_from_bar

WET = "wet_compression"
DRY_MARGIN_K = 0.5  # superheat beyond what just keeps a compression dry
DRY_ROUNDS = 4
LEAST_PROGRESS = 0.1  # superheat that dries a later stage by less than this share is no means
CASCADES_COMPUTED = 30
WATER_CYCLES: tuple[str, ...] = (
    *(one.name for one in CYCLES if not one.delivers_steam),
    SERIES_TRAIN,
)
GAS_COOLED: tuple[str, ...] = tuple(one.name for one in CYCLES if one.optimised == "gas_cooler_pa")


@dataclass(frozen=True)
class Combination:
    """A cycle with its refrigerant; of a cascade that of the upper machine and the lower one."""

    cycle: str
    refrigerant: str
    refrigerant_low: str | None = None

    @property
    def fluids(self) -> str:
        """The refrigerants in words, lower one first."""
        below = self.refrigerant_low
        return self.refrigerant if below is None else f"{below}/{self.refrigerant}"


@dataclass(frozen=True)
class Ranked:
    """A machine that can be built: its cycle, verdict and superheat [K]."""

    combination: Combination
    cycle: Cycle
    verdict: Verdict
    superheat_k: float
    suction_rise_k: float

    @property
    def suction_m3_per_j(self) -> float:
        """Volume that all compressors draw in per heat given off [m3/J]."""
        drawn = sum(stage.flow / stage.suction.rho_kg_per_m3 for stage in self.cycle.compressions)
        return drawn / self.cycle.heat_j_per_kg


@dataclass(frozen=True)
class Refused:
    """A combination that was left out, why, and whether its cycle was tried for that."""

    combination: Combination
    reasons: tuple[Reason, ...]
    computed: bool = False


@dataclass(frozen=True)
class Choice:
    """Machines of best COP first, and everything that was refused."""

    ranked: tuple[Ranked, ...]
    refused: tuple[Refused, ...]


@dataclass(frozen=True)
class Task:
    """What a machine must do and by what it is judged.

    Attributes
    ----------
    source, sink : TemperatureHeatCurve
        What is cooled and what is heated, both liquid or gas.
    compressor : Compressor
        Type whose limits hold for every stage.
    rules : RefrigerantRules
        What refrigerants must satisfy.
    settings : CycleSettings
        Superheat and such; also the efficiency.
    approach_k : float
        Smallest difference in both exchangers [K].
    discharge_max_k : float or None
        Highest discharge [K] beside the compressor's own limit.
    """

    source: TemperatureHeatCurve
    sink: TemperatureHeatCurve
    compressor: Compressor
    rules: RefrigerantRules
    settings: CycleSettings
    approach_k: float = 5.0
    discharge_max_k: float | None = None

    def pressure_limit_pa(self, refrigerant: str) -> float | None:
        """Highest pressure of the compressor with a refrigerant [Pa]."""
        limit_bar = self.compressor.pressure_class_for(refrigerant)
        return None if limit_bar is None else pa_from_bar(limit_bar)


def choose(
    task: Task, refrigerants: Sequence[Refrigerant], cycles: Sequence[str] = WATER_CYCLES
) -> Choice:
    """Rank every cycle with every refrigerant by its COP.

    Raises
    ------
    UsageError
        If a cycle is unknown or needs a sink that takes steam.
    """
    unknown = [name for name in cycles if name not in WATER_CYCLES]
    if unknown:
        raise UsageError(
            f"no choice among {', '.join(unknown)}; permitted: {', '.join(WATER_CYCLES)}"
        )
    tried = list(_outcomes(task, refrigerants, cycles))
    ranked = [one for one in tried if isinstance(one, Ranked)]
    refused = tuple(one for one in tried if isinstance(one, Refused))
    return Choice(tuple(sorted(ranked, key=lambda one: -one.cycle.cop)), refused)


def non_dominated(ranked: Sequence[Ranked]) -> tuple[Ranked, ...]:
    """Those that no other machine equals or betters in all, COP, volume, number, discharge.

    Investment is stood for by the suction volume of all compressors per heat and by their
    number. Kept in the order given; of equals the first stays.
    """
    marks = [_marks(one) for one in ranked]
    return tuple(
        one
        for place, one in enumerate(ranked)
        if not any(_dominates(marks, other, place) for other in range(len(marks)))
    )


def _marks(one: Ranked) -> tuple[float, ...]:
    """What is better when smaller."""
    stages = len(one.cycle.compressions)
    return (-one.cycle.cop, one.suction_m3_per_j, float(stages), one.cycle.discharge_k)


def _dominates(marks: list[tuple[float, ...]], other: int, place: int) -> bool:
    if marks[other] == marks[place]:
        return other < place
    return all(a <= b for a, b in zip(marks[other], marks[place], strict=True))


def _outcomes(
    task: Task, refrigerants: Sequence[Refrigerant], cycles: Sequence[str]
) -> Iterator[Ranked | Refused]:
    permitted: list[str] = []
    for item in refrigerants:
        reasons = refused_refrigerant(item, task.rules)
        if reasons:
            simple = [name for name in cycles if name != CASCADE]
            yield from (Refused(Combination(name, item.name), reasons) for name in simple)
        else:
            permitted.append(item.name)
    for name in cycles:
        if name == CASCADE:
            yield from _cascades(task, refrigerants, tuple(permitted))
        else:
            yield from (_outcome(task, Combination(name, own)) for own in permitted)


def _cascades(
    task: Task, refrigerants: Sequence[Refrigerant], permitted: tuple[str, ...]
) -> Iterator[Ranked | Refused]:
    """Every pair: refused by a rule or by the screening, or computed."""
    broken = {item.name: refused_refrigerant(item, task.rules) for item in refrigerants}
    for low in broken:
        for high in broken:
            if broken[low] or broken[high]:
                reasons = tuple(dict.fromkeys((*broken[low], *broken[high])))
                yield Refused(Combination(CASCADE, high, low), reasons)
    screening = screened_cascades(
        permitted,
        Span(
            task.source.cold_end_k - task.approach_k,
            task.sink.hot_end_k,
            task.settings.inner_approach_k,
        ),
        eta_isentropic=task.settings.eta_isentropic,
        pressure_limit_pa=task.pressure_limit_pa,
        keep=CASCADES_COMPUTED,
    )
    for (low, high), reasons in screening.dropped:
        yield Refused(Combination(CASCADE, high, low), reasons)
    for low, high in screening.kept:
        yield _outcome(task, Combination(CASCADE, high, low))


def _outcome(task: Task, combination: Combination) -> Ranked | Refused:
    """One combination, computed where nothing speaks against it beforehand."""
    reasons = _before(task, combination)
    if reasons:
        return Refused(combination, reasons)
    try:
        ranked = _dry(task, combination)
    except FluidRangeError as error:
        return Refused(combination, (Reason("fluid_range", str(error)),), computed=True)
    except UsageError as error:
        return Refused(combination, (Reason("no_cycle", str(error)),), computed=True)
    after = tuple(_after(task, ranked))
    return Refused(combination, after, computed=True) if after else ranked


def _before(task: Task, combination: Combination) -> tuple[Reason, ...]:
    """What can be said without computing the cycle."""
    found: tuple[Reason, ...] = ()
    if task.rules.market == "offered":
        found = refused_by_market(
            combination.refrigerant,
            combination.refrigerant_low,
            task.compressor.name,
            task.sink.hot_end_k,
        )
    unfit = _critical_temperature(task, combination)
    return found if unfit is None else (*found, unfit)


def _critical_temperature(task: Task, combination: Combination) -> Reason | None:
    """A condenser needs its critical point above the sink's inlet, a gas cooler below its outlet.

    An evaporator needs it above the source in either.
    """
    name = combination.refrigerant
    critical_k = fluid(name).critical_temperature_k
    told = f"critical point of {name} at {c_from_k(critical_k):.1f} degC"
    cooled_gas = combination.cycle in GAS_COOLED
    coldest_k = task.source.cold_end_k if cooled_gas else task.sink.cold_end_k
    if critical_k <= coldest_k:
        end = "the source's outlet" if cooled_gas else "the sink's inlet"
        message = f"{told}; needed: above {end}, {c_from_k(coldest_k):.1f} degC"
        return Reason("critical_temperature", message)
    if cooled_gas and critical_k >= task.sink.hot_end_k + task.approach_k:
        message = f"{told}, above the sink: a condenser serves it at a lower pressure"
        return Reason("critical_temperature", message)
    return None


def _after(task: Task, ranked: Ranked) -> Iterator[Reason]:
    """What stands against a cycle that was computed."""
    for finding in ranked.verdict.findings:
        if finding.severity == "infeasible":
            yield Reason(finding.code, finding.message)
    limit_k, discharge_k = task.discharge_max_k, ranked.cycle.discharge_k
    if limit_k is not None and discharge_k > limit_k:
        yield Reason(
            "discharge_limit",
            f"discharge at {c_from_k(discharge_k):.1f} degC; asked: up to "
            f"{c_from_k(limit_k):.1f} degC",
        )


def _dry(task: Task, combination: Combination) -> Ranked:
    """The machine with as much superheat as keeps its compressions dry."""
    settings = replace(
        task.settings,
        refrigerant_low=combination.refrigerant_low,
        pressure_limit_pa=task.pressure_limit_pa(combination.refrigerant),
    )
    ranked = _computed(task, combination, settings)
    missing_k, added_k, progress = _missing_superheat_k(ranked), 0.0, 1.0
    for _ in range(DRY_ROUNDS):
        if missing_k <= 0.0 or progress < LEAST_PROGRESS:
            break
        added_k = missing_k / progress
        settings = _superheated(combination, settings, added_k)
        try:
            ranked = _computed(task, combination, settings)
        except (FluidRangeError, UsageError):
            break  # so much superheat does not fit: the wet machine stands, with its finding
        left_k = _missing_superheat_k(ranked)
        missing_k, progress = left_k, (missing_k - left_k) / added_k
    return ranked


def _missing_superheat_k(ranked: Ranked) -> float:
    """Superheat [K] that the worst stage lacks to stay dry, with a margin; 0 if none does."""
    wet = [finding for finding in ranked.verdict.findings if finding.code == WET]
    return max((one.limit - one.value + DRY_MARGIN_K for one in wet), default=0.0)


def _superheated(combination: Combination, settings: CycleSettings, by_k: float) -> CycleSettings:
    """More superheat [K]: in the internal heat exchanger where there is one."""
    if combination.cycle == NAME_IHX:
        return replace(settings, suction_rise_k=settings.suction_rise_k + by_k)
    return replace(settings, superheat_k=settings.superheat_k + by_k)


def _computed(task: Task, combination: Combination, settings: CycleSettings) -> Ranked:
    cycle = cycle_between(
        combination.cycle,
        combination.refrigerant,
        source=task.source,
        sink=task.sink,
        approach_k=task.approach_k,
        settings=settings,
    )
    rise_k = settings.suction_rise_k if combination.cycle == NAME_IHX else 0.0
    verdict = machine_limits(cycle, task.compressor)
    return Ranked(combination, cycle, verdict, settings.superheat_k, rise_k)
