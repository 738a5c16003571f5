"""Which refrigerant is offered between two levels."""

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from industrial_hp.case.options import HeatPumpOptions
from industrial_hp.superstructure import candidates
from industrial_hp.superstructure.candidates import Machine, electricity_per_heat, machines

HOURS = np.array([760.0, 8000.0])
LEVELS: Any = SimpleNamespace(stream="source", part="")
STREAM: Any = SimpleNamespace(stream=SimpleNamespace(name="sink"), part="")


def machine(refrigerant: str, *cops: float | None) -> Machine:
    """A machine of which only the COP is known; it cannot run where that is none."""
    cycles: Any = tuple(None if cop is None else SimpleNamespace(cop=cop) for cop in cops)
    return Machine("site", refrigerant, LEVELS, STREAM, cycles)


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
    monkeypatch.setattr(candidates, "_refrigerants", lambda *_: ([short, long], []))
    options = HeatPumpOptions(refrigerants=("R600a", "R717"), refrigerants_per_match=1)
    kept, dropped = machines("site", [LEVELS], [STREAM], options, HOURS)
    assert [m.refrigerant for m in kept] == ["R600a"]
    assert [d.reason for d in dropped] == ["beaten by R600a between the same levels"]
