"""A pit that carries heat from summer to winter, against the closed solution of its balance.

A source of 95 -> 60 degC runs from April to September, a sink of 50 -> 75 degC in the other months.
With a constant charge c in summer (T1 days), a constant discharge d in winter (T2 days) and a loss
rate r, dL/dt = -r L + c or - d; the pit is empty at the end of winter, so
d / c = (1 - exp(-r T1)) exp(-r T2) / (1 - exp(-r T2)), and it is fullest at the end of summer.
"""

import math
from pathlib import Path
from typing import Any

import pytest
import yaml

from industrial_hp.case.case import Case
from industrial_hp.checking import verify
from industrial_hp.pipeline import design, write_report
from industrial_hp.results.solution import Solution
from industrial_hp.solving.options import solver_profile

ONE_SOURCE_ONE_SINK = Path(__file__).with_name("one_source_one_sink.yaml")
SUMMER = {"apr": 30, "may": 31, "jun": 30, "jul": 31, "aug": 31, "sep": 30}
WINTER = {"oct": 31, "nov": 30, "dec": 31, "jan": 31, "feb": 28, "mar": 31}
T1, T2 = sum(SUMMER.values()), sum(WINTER.values())
LOSS_A_DAY = 0.001


def case(**store: Any) -> Case:
    data: dict[str, Any] = yaml.safe_load(ONE_SOURCE_ONE_SINK.read_text(encoding="utf-8"))
    del data["heat_pumps"]
    data["calendar"] = {
        "days": [
            {"name": "summer", "days_by_month": SUMMER},
            {"name": "winter", "days_by_month": WINTER},
        ]
    }
    data["series"] = {"source_mw": [20.0, 0.0], "sink_mw": [0.0, 10.0]}
    data["sources"][0] |= {"t_in_c": 95, "t_out_c": 60, "duty_mw": "source_mw"}
    del data["sources"][0]["connection_cost"]
    data["sinks"][0] |= {"t_out_c": 75, "duty_mw": "sink_mw"}
    data["boilers"][0]["existing_mw"] = 12
    data["prices"]["natural_gas"]["price_eur_per_mwh"] = 250
    data["stores"] = [
        {
            "name": "pit",
            "zone": "site",
            "supply_c": 90,
            "return_c": 55,
            "max_mwh": 60000,
            "hours_to_fill": 1000,
            "loss_share_per_day": LOSS_A_DAY,
            "cycle": "year",
            "cost": "pit_heat_store_m3",
        }
        | store
    ]
    return Case.model_validate(data)


@pytest.fixture(scope="module")
def solution() -> Solution:
    return design(case(), solver_profile("proof"))


def pit_mw(solution: Solution, column: str) -> list[float]:
    table = solution.proposed.dispatch
    rows = table[(table["unit"] == "pit") & (table["type"] == "heat_store")]
    return [float(value) for value in rows[column]]


def test_the_winter_gets_what_the_summer_put_in_less_the_loss(solution: Solution) -> None:
    charge, discharge = pit_mw(solution, "heat_in_mw"), pit_mw(solution, "heat_out_mw")
    assert charge[1] == discharge[0] == 0
    assert discharge[1] == pytest.approx(10.0)
    rate = -math.log(1 - LOSS_A_DAY)
    kept_1, kept_2 = math.exp(-rate * T1), math.exp(-rate * T2)
    by_hand = (1 - kept_1) * kept_2 / (1 - kept_2)
    assert discharge[1] / charge[0] == pytest.approx(by_hand, rel=1e-6)
    pit = solution.equipment.set_index("tag").loc["pit"]
    assert float(pit["size"]) == pytest.approx(24 * charge[0] * (1 - kept_1) / rate, rel=1e-4)


def test_it_is_verified_and_checked(solution: Solution, tmp_path: Path) -> None:
    assert [check.name for check in solution.checks if not check.passed] == []
    write_report(solution, tmp_path, formats=("json", "csv"))
    assert [check.name for check in verify(tmp_path).checks if not check.passed] == []


def test_a_pit_made_smaller_afterwards_is_found(solution: Solution, tmp_path: Path) -> None:
    write_report(solution, tmp_path, formats=("json", "csv"))
    path = tmp_path / "equipment.csv"
    size = f"{float(solution.equipment.set_index('tag').loc['pit', 'size'])}"
    text = path.read_text(encoding="utf-8")
    assert size in text
    path.write_text(text.replace(size, "30000"), encoding="utf-8")
    failed = [check.name for check in verify(tmp_path).checks if not check.passed]
    assert "Stores hold what was charged" in failed


def test_a_daily_store_carries_nothing_to_winter() -> None:
    table = design(case(cycle="day"), solver_profile("proof")).equipment
    assert "pit" not in set(table["tag"])


def test_a_store_over_the_year_wants_a_loss() -> None:
    with pytest.raises(ValueError, match="loss_share_per_day"):
        case(loss_share_per_day=0)
