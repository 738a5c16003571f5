"""Screening of cascades: cheap, told in full, and it keeps what would have been best."""

import csv
from pathlib import Path

import pytest

from industrial_hp.errors import FluidRangeError, UsageError
from industrial_hp.thermo.cascade_screening import (
    CascadeScreening,
    Pair,
    Span,
    joined_cop,
    screened_cascades,
)
from industrial_hp.thermo.cycle_settings import CycleSettings
from industrial_hp.thermo.cycles import cycle_between_temperatures
from industrial_hp.thermo.fitted_cycle import cycle_between
from industrial_hp.thermo.heat_exchange import water_curve
from industrial_hp.units import k_from_c

REFERENCE = Path(__file__).parents[2] / "reference" / "cycle_cop.csv"
NAMES = ("R717", "R290", "R600a", "R600", "R601", "R1233zd(E)", "R134a", "R744")
SPAN = Span(k_from_c(0.0), k_from_c(110.0), 5.0)
COP_LOST = 0.002  # of the best cascade, by screening with single stages


def screened(keep: int, names: tuple[str, ...] = NAMES) -> CascadeScreening:
    return screened_cascades(
        names, SPAN, eta_isentropic=0.75, pressure_limit_pa=lambda name: 60e5, keep=keep
    )


def reasons(pair: Pair) -> set[str]:
    dropped = dict(screened(100).dropped)
    return {reason.code for reason in dropped.get(pair, ())}


def test_two_halves_join_to_the_cascade_of_an_independent_program() -> None:
    rows = csv.DictReader(REFERENCE.read_text(encoding="utf-8").splitlines())
    row = next(row for row in rows if row["cycle"] == "cascade")  # R290 0/45, R600 40/110 degC
    low, high = (
        cycle_between_temperatures(
            "single_stage",
            name,
            evaporating_k=k_from_c(evaporating_c),
            condensing_k=k_from_c(condensing_c),
            settings=CycleSettings(eta_isentropic=0.75),
        ).cop
        for name, evaporating_c, condensing_c in (("R290", 0.0, 45.0), ("R600", 40.0, 110.0))
    )
    assert joined_cop(low, high) == pytest.approx(float(row["cop_coolprop"]), rel=1e-6)


def test_every_pair_is_kept_or_dropped_with_a_reason() -> None:
    found = screened(5)
    assert len(found.kept) == 5
    assert len(found.kept) + len(found.dropped) == len(NAMES) ** 2
    assert all(reasons for _, reasons in found.dropped)
    assert len({*found.kept, *(pair for pair, _ in found.dropped)}) == len(NAMES) ** 2


def test_each_cheap_test_drops_what_it_is_made_for() -> None:
    # Critical points: R134a 101.06, R744 30.98 degC. R601 has 0.24 bar at 0 degC.
    # R717 has 75.8 bar at 110 degC.
    assert reasons(("R290", "R134a")) == {"critical_temperature"}
    assert "suction_pressure" in reasons(("R601", "R600"))
    assert "pressure_class" in reasons(("R290", "R717"))
    assert reasons(("R600", "R600")) == {"same_refrigerant"}


def test_the_best_cascade_of_all_is_among_those_kept() -> None:
    def exact(pair: Pair) -> float:
        settings = CycleSettings(eta_isentropic=0.75, refrigerant_low=pair[0])
        source = water_curve(k_from_c(5.0), k_from_c(8.0))
        sink = water_curve(k_from_c(60.0), k_from_c(110.0))
        try:
            return cycle_between(
                "cascade", pair[1], source=source, sink=sink, approach_k=5.0, settings=settings
            ).cop
        except (FluidRangeError, UsageError):
            return 0.0

    everything = {pair: exact(pair) for pair in screened(100).kept}
    kept = [everything[pair] for pair in screened(6).kept]
    assert len(everything) > 12
    assert max(kept) >= (1.0 - COP_LOST) * max(everything.values())
