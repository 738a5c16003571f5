"""Flows in trees and rings: by hand, and beside pandapipes."""

import random
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pytest

from industrial_hp.errors import UsageError
from industrial_hp.network.hydraulics import Bore, Liquid, pressure_gradient_pa_per_m
from industrial_hp.network.pipe_flows import Pipe, node_temperatures_k, pipe_flows

WATER_80 = Liquid(971.8, 3.544e-4)
PIPE = Bore(0.0825, 1e-4)
BY_HAND = 1e-6
BESIDE_PANDAPIPES = 0.02
NEARLY_STILL = 5e-3
"""Of the largest flow: pipes across that hardly flow are laminar or between, each law its own."""
HEAT_CAPACITY_J_PER_KG_K = 4185.0
GROUND_K, SUPPLY_K = 283.15, 353.15

Solve = Callable[[Mapping[str, Any]], dict[str, Any]]


def test_flow_in_a_tree_is_what_lies_beyond() -> None:
    tree = [Pipe(0, 1, 100.0, PIPE), Pipe(2, 1, 50.0, PIPE), Pipe(1, 3, 80.0, PIPE)]
    found = pipe_flows(tree, [5.0, -2.0, -1.0, -2.0], WATER_80)
    assert found.mass_flow_kg_per_s == pytest.approx([5.0, -1.0, 2.0], abs=BY_HAND)
    drop = 100.0 * pressure_gradient_pa_per_m(5.0, PIPE, WATER_80)
    assert found.pressure_pa[1] == pytest.approx(-drop, rel=BY_HAND)


def test_flow_divides_between_two_ways_so_that_they_drop_the_same() -> None:
    """Rough turbulent: m1/m2 = sqrt(L2/L1); at 0.04 relative roughness Re hardly counts."""
    rough = Bore(0.05, 0.002)
    found = pipe_flows([Pipe(0, 1, 100.0, rough), Pipe(0, 1, 400.0, rough)], [9.0, -9.0], WATER_80)
    assert found.mass_flow_kg_per_s == pytest.approx([6.0, 3.0], rel=1e-3)


def test_inflows_that_do_not_add_up_are_refused() -> None:
    with pytest.raises(UsageError, match="add up to"):
        pipe_flows([Pipe(0, 1, 10.0, PIPE)], [1.0, -0.9], WATER_80)


def test_separate_networks_are_refused() -> None:
    pipes = [Pipe(0, 1, 10.0, PIPE), Pipe(2, 3, 10.0, PIPE)]
    with pytest.raises(UsageError, match="2 separate networks"):
        pipe_flows(pipes, [1.0, -1.0, 1.0, -1.0], WATER_80)


def test_waters_mix_where_pipes_meet() -> None:
    """2 kg/s of 80 degC and 1 kg/s of 50 degC without loss give 70 degC."""
    pipes = [Pipe(0, 2, 10.0, PIPE), Pipe(1, 2, 10.0, PIPE)]
    found = node_temperatures_k(
        pipes,
        [2.0, 1.0],
        [0.0, 0.0],
        entering={0: (2.0, 353.15), 1: (1.0, 323.15)},
        ground_k=283.15,
        heat_capacity_j_per_kg_k=HEAT_CAPACITY_J_PER_KG_K,
    )
    assert found[2] == pytest.approx(343.15, rel=BY_HAND)


def own_ring(loop5: dict[str, Any]) -> tuple[list[Pipe], np.ndarray, Any]:
    """Supply of the ring with consumers that draw what their supply temperature asks for."""
    pipes = [
        Pipe(int(p["from"]), int(p["to"]), p["length_m"], Bore(p["inner_m"], p["roughness_m"]))
        for p in loop5["pipes"]
    ]
    losses = [p["u_w_per_m_k"] for p in loop5["pipes"]]
    temperature = np.full(5, SUPPLY_K)
    for _ in range(20):
        drawn = np.zeros(5)
        for consumer in loop5["consumers"]:
            node = int(consumer["node"])
            spread = temperature[node] - (consumer["return_c"] + 273.15)
            drawn[node] = consumer["heat_w"] / (HEAT_CAPACITY_J_PER_KG_K * spread)
        inflow = -drawn
        inflow[0] = drawn.sum()
        flows = pipe_flows(pipes, inflow, WATER_80, "nikuradse")
        temperature = node_temperatures_k(
            pipes,
            flows.mass_flow_kg_per_s,
            losses,
            entering={0: (drawn.sum(), SUPPLY_K)},
            ground_k=GROUND_K,
            heat_capacity_j_per_kg_k=HEAT_CAPACITY_J_PER_KG_K,
        )
    return pipes, temperature, flows


def test_flows_of_the_reference_ring_are_those_of_pandapipes(loop5: dict[str, Any]) -> None:
    _, temperature, flows = own_ring(loop5)
    for number, row in enumerate(loop5["expected_pipes"][::2]):
        expected = float(row["mdot_from_kg_per_s"])
        found = flows.mass_flow_kg_per_s[number]
        # the pipe across carries 0.1 of 6.5 kg/s, a difference of two far larger flows
        assert found == pytest.approx(expected, rel=BESIDE_PANDAPIPES, abs=0.02)
    for node in range(1, 5):
        expected_k = float(loop5["expected_nodes"][node]["t_k"])
        assert temperature[node] - GROUND_K == pytest.approx(
            expected_k - GROUND_K, rel=BESIDE_PANDAPIPES
        )
        drop = 6.0 - float(loop5["expected_nodes"][node]["p_bar"])
        assert -flows.pressure_pa[node] / 1e5 == pytest.approx(drop, rel=BESIDE_PANDAPIPES)


@pytest.mark.parametrize(
    ("loops", "friction"), [(0, "nikuradse"), (3, "nikuradse"), (4, "colebrook")]
)
def test_pressures_of_random_networks_are_those_of_pandapipes(
    pandapipes: Solve, loops: int, friction: str
) -> None:
    """Pipes without loss, so that all water has one temperature, and turbulent flow."""
    chance = random.Random(11 + loops)
    nodes = 12
    ends = [(chance.randrange(n), n) for n in range(1, nodes)]
    ends += [tuple(chance.sample(range(nodes), 2)) for _ in range(loops)]
    sizes = [chance.choice([0.0539, 0.0697, 0.0825]) for _ in ends]
    lengths = [chance.uniform(40.0, 200.0) for _ in ends]
    network = {
        "nodes": [str(n) for n in range(nodes)],
        "pipes": [
            {
                "name": f"{i}",
                "from": str(a),
                "to": str(b),
                "length_m": lengths[i],
                "inner_m": sizes[i],
                "roughness_m": 1e-4,
                "u_w_per_m_k": 0.0,
            }
            for i, (a, b) in enumerate(ends)
        ],
        "plants": [{"node": "0", "supply_c": 80.0, "mass_flow_kg_per_s": 0.0}],
        "consumers": [
            {"node": str(n), "heat_w": chance.uniform(5e4, 9e4), "return_c": 50.0}
            for n in range(1, nodes)
        ],
        "ground_c": 10.0,
        "flow_pressure_bar": 10.0,
        "lift_bar": 5.0,
        "friction": friction,
        "sections": 1,
    }
    theirs = pandapipes(network)
    pipes = [Pipe(a, b, lengths[i], Bore(sizes[i], 1e-4)) for i, (a, b) in enumerate(ends)]
    drawn = [0.0] + [c["mass_flow_kg_per_s"] for c in theirs["consumers"]]
    ours = pipe_flows(pipes, [sum(drawn)] + [-m for m in drawn[1:]], WATER_80, friction)  # type: ignore[arg-type]
    largest = max(abs(p["supply_kg_per_s"]) for p in theirs["pipes"])
    for number, pipe in enumerate(theirs["pipes"]):
        flow = ours.mass_flow_kg_per_s[number]
        assert flow == pytest.approx(
            pipe["supply_kg_per_s"], rel=BESIDE_PANDAPIPES, abs=NEARLY_STILL * largest
        )
    for number, node in enumerate(theirs["nodes"]):
        drop = (10.0 - node["supply_bar"]) * 1e5
        assert -ours.pressure_pa[number] == pytest.approx(drop, rel=BESIDE_PANDAPIPES, abs=1.0)
