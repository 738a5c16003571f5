"""Machines at part load: the approaches of their exchangers follow the heat."""

from pathlib import Path

import pytest

from industrial_hp.case.case import Case
from industrial_hp.pipeline import design
from industrial_hp.reading.read_case import read_case
from industrial_hp.results.solution import Solution
from industrial_hp.solving.options import solver_profile

SMALL_CASE = Path(__file__).parents[2] / "cases" / "one_source_one_sink.yaml"


def designed(*duty_mw: float) -> Solution:
    """The small case over two halves of the year: water 25 -> 20 degC lifted to a sink 50 -> 80."""
    stated = read_case(SMALL_CASE).model_dump()
    months = list(stated["calendar"]["days"][0]["days_by_month"].items())
    stated["calendar"]["days"] = [
        {"name": f"half_{k}", "days_by_month": dict(months[6 * k : 6 * k + 6])} for k in range(2)
    ]
    stated["sinks"][0]["duty_mw"] = "heat"
    stated["heat_pumps"] |= {"partial_levels": False, "minimum_size_mw": 2.5}
    return design(
        Case.model_validate(stated | {"series": {"heat": duty_mw}}), solver_profile("proof")
    )


def test_at_full_load_nothing_is_relieved() -> None:
    checked = designed(3.0, 3.0).machine_checks
    assert list(checked["load"]) == pytest.approx([1.0, 1.0])
    assert list(checked["cop_part_load"]) == pytest.approx(list(checked["cop_served"]), rel=1e-6)


def test_at_part_load_the_lift_is_less_by_the_relief_of_both_exchangers() -> None:
    # Of two machines as few run as can: 1.2 MW are what one of them gives at 80 % of its load.
    # Contributions: source and evaporator 2.5 + 2.5 K, condenser and sink 2.5 + 2.5 K; a fifth
    # of each is 1 K: evaporation 1 K warmer, condensation 1 K cooler.
    found = designed(3.0, 1.2)
    table = found.equipment.set_index("type").loc["heat_pump"]
    checked = found.machine_checks.set_index("period")
    weak = checked[checked.index.str.startswith("half_1")].iloc[0]
    load = 1.2 / (3.0 / table["machines"])
    assert weak["load"] == pytest.approx(load / -(-load // 1), rel=1e-6)
    relief_k = (1 - weak["load"]) * 5.0
    evaporating = weak["evaporating_c"] + 273.15
    condensing = weak["condensing_c"] + 273.15
    carnot = condensing / (condensing - evaporating)
    relieved = (condensing - relief_k) / (condensing - evaporating - 2 * relief_k)
    assert weak["cop_part_load"] / weak["cop_served"] == pytest.approx(relieved / carnot, rel=0.02)
    assert table["part_load_share"] < 1
