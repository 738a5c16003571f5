"""Which refrigerant is offered between two levels."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from industrial_hp.case.options import CycleCost, HeatPumpOptions
from industrial_hp.superstructure import candidates
from industrial_hp.superstructure.candidates import electricity_per_heat, machines
from industrial_hp.superstructure.machine import Machine
from industrial_hp.superstructure.offers import CycleOffer, cycle_settings
from industrial_hp.thermo.choice import Combination
from industrial_hp.thermo.performance_map import cycle_at

MOST_COP_LOST = 0.005
HOURS = np.array([760.0, 8000.0])
OPTIONS = HeatPumpOptions(refrigerants=("R600a", "R717"), drive_efficiency=1.0)
LEVELS: Any = SimpleNamespace(stream=SimpleNamespace(name="source", must_leave=False), part="")
STREAM: Any = SimpleNamespace(stream=SimpleNamespace(name="sink", is_cooler=False), part="")


def machine(refrigerant: str, *cops: float | None, cycle: str = "single_stage") -> Machine:
    """A machine of which only the COP is known; it cannot run where that is none."""
    points: Any = tuple(None if cop is None else SimpleNamespace(cop=cop) for cop in cops)
    offer = CycleOffer(Combination(cycle, refrigerant), OPTIONS)
    return Machine("site", offer, LEVELS, STREAM, points)


def test_electricity_per_heat_is_that_of_the_hours_of_the_year() -> None:
    by_hand = (760 / 2 + 8000 / 5) / 8760
    assert electricity_per_heat(machine("R600a", 2.0, 5.0), HOURS) == pytest.approx(by_hand)


def test_hours_without_the_machine_count_as_electric_heat() -> None:
    by_hand = (760 + 8000 / 5) / 8760
    assert electricity_per_heat(machine("R600a", None, 5.0), HOURS) == pytest.approx(by_hand)


def test_the_refrigerant_of_the_long_season_is_kept_not_that_of_the_short_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # By hand: 0.226 against 0.250 MWh/MWh over the year; 0.350 against 0.250 by plain mean.
    long, short = machine("R600a", 2.0, 5.0), machine("R717", 4.0, 4.0)
    monkeypatch.setattr(candidates, "_between", lambda *_: ([short, long], []))
    options = HeatPumpOptions(refrigerants=("R600a", "R717"), refrigerants_per_match=1)
    kept, dropped = machines("site", [LEVELS], [STREAM], options, HOURS, {})
    assert [m.offer.refrigerant for m in kept] == ["R600a"]
    assert [d.reason for d in dropped] == ["beaten by R600a between the same levels"]


@pytest.mark.parametrize("refrigerant", ["R717", "R600a", "R1234ze(E)"])
@pytest.mark.parametrize("name", ["two_stage_flash_intercooler", "parallel_compression"])
def test_stages_that_meet_halfway_lose_next_to_no_cop(name: str, refrigerant: str) -> None:
    halfway = cycle_settings(OPTIONS, Combination(name, refrigerant))
    searched = replace(halfway, intermediate="of_best_cop")
    found, best = (
        cycle_at(name, refrigerant, evaporating_c=5, condensing_c=85, settings=settings).cop
        for settings in (halfway, searched)
    )
    assert best * (1 - MOST_COP_LOST) < found <= best * (1 + 1e-9)


def test_each_refrigerant_is_kept_with_its_best_cycle(monkeypatch: pytest.MonkeyPatch) -> None:
    plain, staged = machine("R717", 3.0, 3.0), machine("R717", 4.0, 4.0, cycle="two_stage")
    other = machine("R600a", 3.5, 3.5)
    monkeypatch.setattr(candidates, "_between", lambda *_: ([plain, other, staged], []))
    options = HeatPumpOptions(refrigerants=("R600a", "R717"), refrigerants_per_match=2)
    kept, dropped = machines("site", [LEVELS], [STREAM], options, HOURS, {})
    assert kept == [staged, other]
    assert [d.tag for d in dropped] == [plain.tag]


def test_a_dearer_cycle_stays_only_if_it_needs_less_electricity(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    plain, better = machine("R717", 3.0, 3.0), machine("R717", 3.5, 3.5, cycle="cascade")
    worse = machine("R600a", 2.9, 2.9, cycle="series_train")
    monkeypatch.setattr(candidates, "_between", lambda *_: ([plain, better, worse], []))
    options = HeatPumpOptions(
        refrigerants=("R600a", "R717"),
        cycle_costs=(
            CycleCost(cycle="cascade", factor=1.5),
            CycleCost(cycle="series_train", factor=1.2),
        ),
    )
    kept, dropped = machines("site", [LEVELS], [STREAM], options, HOURS, {})
    assert kept == [plain, better]
    assert [(d.tag, d.reason) for d in dropped] == [
        (worse.tag, "dearer than single stage and no better")
    ]
