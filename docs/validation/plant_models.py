"""Published plants, and their models under one set of assumptions."""

import csv
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from industrial_hp.thermo.composite import series_train
from industrial_hp.thermo.cycle import Cycle
from industrial_hp.thermo.cycle_settings import CycleSettings
from industrial_hp.thermo.fitted_cycle import cycle_between
from industrial_hp.thermo.heat_exchange import TemperatureHeatCurve, linear_curve, water_curve
from industrial_hp.units import k_from_c

REFERENCE = Path(__file__).parents[2] / "tests" / "reference"

APPROACH_K = 5.0
ETA_ISENTROPIC = 0.80
DRIVE_FACTOR = 0.95
SOURCE_COOLED_K = 5.0  # where not published; Drammen 4, Skjern 5, Mannheim 3.5
SINK_HEATED_K = 25.0  # where not published; Drammen 25, Vartan 23
SINK_HEATED_RANGE_K = (40.0, 10.0)
SINGLE_STAGE_RATIO = 6.0  # usual highest pressure ratio of a piston stage
SUBCOOLING_TOLERANCE_K = 1e-4
SUBCOOLING_ROUNDS = 30
Glides = tuple[float, float, float, float]  # source in, source out, sink in, sink out [degC]
Serving = Callable[[str, str, TemperatureHeatCurve, TemperatureHeatCurve], Cycle]


@dataclass(frozen=True)
class Plant:
    """A row of plants.csv; what was not published is None."""

    name: str
    refrigerant: str
    refrigerant_from: str
    machines_in_series: int
    source_in_c: float | None
    source_out_c: float | None
    sink_in_c: float | None
    sink_out_c: float | None
    cop: str
    cop_is: str
    use: str
    remark: str
    source: str


def plants() -> tuple[Plant, ...]:
    """All rows in the order of the file."""
    lines = (REFERENCE / "plants.csv").read_text(encoding="utf-8").splitlines()
    return tuple(_plant(row) for row in csv.DictReader(lines))


def plant(name: str) -> Plant:
    """The row of a name."""
    return next(one for one in plants() if one.name == name)


def _plant(row: dict[str, str]) -> Plant:
    def optional(column: str) -> float | None:
        return float(row[column]) if row[column] else None

    return Plant(
        name=row["name"],
        refrigerant=row["refrigerant"],
        refrigerant_from=row["refrigerant_from"],
        machines_in_series=int(row["machines_in_series"]),
        source_in_c=optional("source_in_c"),
        source_out_c=optional("source_out_c"),
        sink_in_c=optional("sink_in_c"),
        sink_out_c=optional("sink_out_c"),
        cop=row["cop"],
        cop_is=row["cop_is"],
        use=row["use"],
        remark=row["remark"],
        source=row["source"],
    )


@dataclass(frozen=True)
class Model:
    """A plant as it was computed: temperatures [degC], cycle, heat over electricity."""

    temperatures_c: Glides
    cycle_name: str
    cycle: Cycle
    plant_cop: float
    plant_cop_subcooled: float


def modelled(
    one: Plant, *, sink_heated_k: float = SINK_HEATED_K, approach_k: float = APPROACH_K
) -> Model:
    """The plant between its published temperatures; the assumptions fill what is missing."""
    temperatures_c = _temperatures_c(one, sink_heated_k)
    name = usual_cycle(one.refrigerant, temperatures_c)
    plain, subcooled = (
        train(
            name,
            one.refrigerant,
            temperatures_c,
            one.machines_in_series,
            partial(serve, approach_k),
        )
        for serve in (_saturated, _subcooled)
    )
    return Model(
        temperatures_c, name, plain, DRIVE_FACTOR * plain.cop, DRIVE_FACTOR * subcooled.cop
    )


def _temperatures_c(one: Plant, sink_heated_k: float) -> Glides:
    source_out_c, sink_in_c = one.source_out_c, one.sink_in_c
    assert one.source_in_c is not None
    assert one.sink_out_c is not None
    if source_out_c is None:
        source_out_c = one.source_in_c - SOURCE_COOLED_K
    if sink_in_c is None:
        sink_in_c = one.sink_out_c - sink_heated_k
    return one.source_in_c, source_out_c, sink_in_c, one.sink_out_c


def usual_cycle(refrigerant: str, temperatures_c: Glides) -> str:
    """Single stage up to the usual pressure ratio of one stage, two stages above it."""
    single = train("single_stage", refrigerant, temperatures_c)
    if single.compressions[0].pressure_ratio <= SINGLE_STAGE_RATIO:
        return single.name
    return "two_stage_flash_intercooler" if refrigerant == "R717" else "two_stage_open_economiser"


def train(
    name: str,
    refrigerant: str,
    temperatures_c: Glides,
    machines: int = 1,
    serving: Serving | None = None,
) -> Cycle:
    """A cycle, or several of them in series, between the glides of source and sink [degC].

    The source has a constant heat capacity, so that air and brine can stand below 0 degC.
    """
    source_in_c, source_out_c, sink_in_c, sink_out_c = temperatures_c
    source = linear_curve(k_from_c(source_out_c), k_from_c(source_in_c))
    sink = water_curve(k_from_c(sink_in_c), k_from_c(sink_out_c))
    serve = partial(serving or partial(_saturated, APPROACH_K), name, refrigerant)
    if machines == 1:
        return serve(source, sink)
    return series_train(serve, source=source, sink=sink, machines=machines)


def _saturated(
    approach_k: float,
    name: str,
    refrigerant: str,
    source: TemperatureHeatCurve,
    sink: TemperatureHeatCurve,
    subcooling_k: float = 0.0,
) -> Cycle:
    return cycle_between(
        name,
        refrigerant,
        source=source,
        sink=sink,
        approach_k=approach_k,
        settings=CycleSettings(eta_isentropic=ETA_ISENTROPIC, subcooling_k=subcooling_k),
    )


def _subcooled(
    approach_k: float,
    name: str,
    refrigerant: str,
    source: TemperatureHeatCurve,
    sink: TemperatureHeatCurve,
) -> Cycle:
    """The liquid cooled to the approach above the sink's inlet."""
    outlet_k = sink.cold_end_k + approach_k
    subcooling_k = 0.0
    for _ in range(SUBCOOLING_ROUNDS):
        cycle = _saturated(approach_k, name, refrigerant, source, sink, subcooling_k)
        assert cycle.condensing_k is not None
        new_k = max(cycle.condensing_k - outlet_k, 0.0)
        if abs(new_k - subcooling_k) < SUBCOOLING_TOLERANCE_K:
            return cycle
        subcooling_k = new_k
    raise RuntimeError(f"{name} with {refrigerant}: the subcooling does not come to rest")
