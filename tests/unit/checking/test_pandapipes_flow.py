"""The check by pandapipes: the reference ring, several plants, and what is told when it fails."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from industrial_hp.checking.pandapipes_run import run_pandapipes
from industrial_hp.errors import UsageError

Solve = Callable[[Mapping[str, Any]], dict[str, Any]]
WITHIN = 0.01


def test_the_reference_ring_is_reproduced(pandapipes: Solve, loop5: dict[str, Any]) -> None:
    found = pandapipes(loop5)
    plant = loop5["expected_plant"]
    assert found["plants"][0]["heat_w"] == pytest.approx(float(plant["qext_w"]), rel=WITHIN)
    flow = float(plant["mdot_from_kg_per_s"])
    assert found["plants"][0]["mass_flow_kg_per_s"] == pytest.approx(flow, rel=WITHIN)
    for pipe, row in zip(found["pipes"], loop5["expected_pipes"][::2], strict=True):
        velocity = float(row["v_mean_m_per_s"])
        assert pipe["velocity_m_per_s"] == pytest.approx(velocity, rel=WITHIN)
    for node, row in zip(found["nodes"], loop5["expected_nodes"], strict=False):
        assert node["supply_bar"] == pytest.approx(float(row["p_bar"]), rel=WITHIN)
        assert node["supply_c"] + 273.15 == pytest.approx(float(row["t_k"]), abs=0.1)
    worst = min(found["consumers"], key=lambda c: c["difference_bar"])
    assert worst["node"] == "2"


def test_a_ring_takes_a_second_plant(pandapipes: Solve, loop5: dict[str, Any]) -> None:
    second = {"node": "3", "supply_c": 80.0, "mass_flow_kg_per_s": 2.5}
    found = pandapipes(loop5 | {"plants": [*loop5["plants"], second]})
    first, other = found["plants"]
    assert other["mass_flow_kg_per_s"] == pytest.approx(2.5, rel=WITHIN)
    drawn = sum(c["mass_flow_kg_per_s"] for c in found["consumers"])
    assert first["mass_flow_kg_per_s"] + 2.5 == pytest.approx(drawn, rel=WITHIN)
    heat = sum(c["heat_w"] for c in loop5["consumers"])
    assert first["heat_w"] + other["heat_w"] > heat


def test_a_network_that_cannot_flow_is_told_in_one_line(
    pandapipes: Solve, loop5: dict[str, Any]
) -> None:
    hopeless = [c | {"return_c": 95.0} for c in loop5["consumers"]]
    with pytest.raises(UsageError, match="pandapipes found no solution"):
        pandapipes(loop5 | {"consumers": hopeless})


def test_without_pandapipes_the_way_to_get_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("INDUSTRIAL_HP_PANDAPIPES", raising=False)
    monkeypatch.setattr("industrial_hp.checking.pandapipes_run.find_spec", lambda name: None)
    with pytest.raises(UsageError, match="INDUSTRIAL_HP_PANDAPIPES"):
        run_pandapipes({})
    monkeypatch.setenv("INDUSTRIAL_HP_PANDAPIPES", "/nowhere/python")
    with pytest.raises(UsageError, match="no such interpreter"):
        run_pandapipes({})
