"""A heat network in pandapipes: one JSON document in, one out. Runs as a script of its own.

pandapipes asks for other versions of pandas and scipy than this package, so it usually lives in
an environment of its own, whose interpreter runs this file; it imports nothing of the package.

Every node has a junction of the supply and one of the return; each pipe lies in both. The first
plant holds pressure and lift, further ones send a fixed flow.

in:  nodes [name], pipes [{name, from, to, length_m, inner_m, roughness_m, u_w_per_m_k}],
     plants [{node, supply_c, mass_flow_kg_per_s}], consumers [{node, heat_w, return_c}],
     ground_c, flow_pressure_bar, lift_bar, friction, sections
out: nodes, pipes, consumers, plants with pressures, temperatures, flows and velocities

References
----------
Lohmeier et al. (2020), Pandapipes: an open-source piping grid calculation package,
https://doi.org/10.3390/su12239899
"""

import json
import math
import sys
from typing import Any

ZERO_CELSIUS_K = 273.15  # industrial_hp.units is not at hand in another environment
STEPS = 200


def solved(network: dict[str, Any]) -> dict[str, Any]:
    """Pressures, temperatures and flows of a network."""
    import pandapipes

    net = pandapipes.create_empty_network(fluid="water")
    junctions = _junctions(net, network)
    _pipes(net, network, junctions)
    _consumers(net, network, junctions)
    _plants(net, network, junctions)
    options = {"friction_model": network["friction"], "iter": STEPS}
    pandapipes.pipeflow(net, mode="bidirectional", **options)
    return _results(net, network)


def _junctions(net: Any, network: dict[str, Any]) -> dict[tuple[str, str], int]:
    from pandapipes import create_junction

    start_k = network["plants"][0]["supply_c"] + ZERO_CELSIUS_K
    return {
        (ring, node): create_junction(
            net, pn_bar=network["flow_pressure_bar"], tfluid_k=start_k, name=f"{ring} {node}"
        )
        for ring in ("supply", "return")
        for node in network["nodes"]
    }


def _pipes(net: Any, network: dict[str, Any], junctions: dict[tuple[str, str], int]) -> None:
    from pandapipes import create_pipe_from_parameters

    for pipe in network["pipes"]:
        for ring, start, end in (("supply", "from", "to"), ("return", "to", "from")):
            create_pipe_from_parameters(
                net,
                junctions[ring, pipe[start]],
                junctions[ring, pipe[end]],
                length_km=pipe["length_m"] / 1e3,
                inner_diameter_mm=pipe["inner_m"] * 1e3,
                k_mm=pipe["roughness_m"] * 1e3,
                u_w_per_m2k=pipe["u_w_per_m_k"] / (math.pi * pipe["inner_m"]),
                text_k=network["ground_c"] + ZERO_CELSIUS_K,
                sections=network["sections"],
                name=f"{ring} {pipe['name']}",
            )


def _consumers(net: Any, network: dict[str, Any], junctions: dict[tuple[str, str], int]) -> None:
    from pandapipes import create_heat_consumer

    for consumer in network["consumers"]:
        create_heat_consumer(
            net,
            junctions["supply", consumer["node"]],
            junctions["return", consumer["node"]],
            qext_w=consumer["heat_w"],
            treturn_k=consumer["return_c"] + ZERO_CELSIUS_K,
            name=consumer["node"],
        )


def _plants(net: Any, network: dict[str, Any], junctions: dict[tuple[str, str], int]) -> None:
    from pandapipes import create_circ_pump_const_mass_flow, create_circ_pump_const_pressure

    for number, plant in enumerate(network["plants"]):
        ends = (junctions["return", plant["node"]], junctions["supply", plant["node"]])
        supply_k = plant["supply_c"] + ZERO_CELSIUS_K
        if number == 0:
            create_circ_pump_const_pressure(
                net,
                *ends,
                p_flow_bar=network["flow_pressure_bar"],
                plift_bar=network["lift_bar"],
                t_flow_k=supply_k,
                name=plant["node"],
            )
            continue
        create_circ_pump_const_mass_flow(
            net,
            *ends,
            p_flow_bar=None,
            mdot_flow_kg_per_s=plant["mass_flow_kg_per_s"],
            t_flow_k=supply_k,
            name=plant["node"],
        )


def _results(net: Any, network: dict[str, Any]) -> dict[str, Any]:
    nodes, pipes = net.res_junction, net.res_pipe
    consumers = net.res_heat_consumer
    half = len(network["nodes"])
    plants = [net.res_circ_pump_pressure]
    if len(network["plants"]) > 1:
        plants.append(net.res_circ_pump_mass)
    return {
        "nodes": [
            {
                "node": name,
                "supply_bar": float(nodes.p_bar.iloc[i]),
                "return_bar": float(nodes.p_bar.iloc[i + half]),
                "supply_c": float(nodes.t_k.iloc[i]) - ZERO_CELSIUS_K,
                "return_c": float(nodes.t_k.iloc[i + half]) - ZERO_CELSIUS_K,
            }
            for i, name in enumerate(network["nodes"])
        ],
        "pipes": [
            {
                "name": pipe["name"],
                "supply_kg_per_s": float(pipes.mdot_from_kg_per_s.iloc[2 * i]),
                "return_kg_per_s": float(pipes.mdot_from_kg_per_s.iloc[2 * i + 1]),
                "velocity_m_per_s": float(pipes.v_mean_m_per_s.iloc[2 * i]),
                "supply_drop_bar": _drop(pipes, 2 * i),
                "return_drop_bar": _drop(pipes, 2 * i + 1),
            }
            for i, pipe in enumerate(network["pipes"])
        ],
        "consumers": [
            {
                "node": consumer["node"],
                "mass_flow_kg_per_s": float(consumers.mdot_from_kg_per_s.iloc[i]),
                "supply_c": float(consumers.t_from_k.iloc[i]) - ZERO_CELSIUS_K,
                "difference_bar": float(consumers.p_from_bar.iloc[i] - consumers.p_to_bar.iloc[i]),
            }
            for i, consumer in enumerate(network["consumers"])
        ],
        "plants": [
            {
                "node": plant["node"],
                "mass_flow_kg_per_s": abs(float(table.mdot_from_kg_per_s.iloc[row])),
                "heat_w": abs(float(table.qext_w.iloc[row])),
                "return_c": float(table.t_from_k.iloc[row]) - ZERO_CELSIUS_K,
            }
            for plant, (table, row) in zip(
                network["plants"],
                [(table, row) for table in plants for row in range(len(table))],
                strict=True,
            )
        ],
    }


def _drop(pipes: Any, row: int) -> float:
    return float(pipes.p_from_bar.iloc[row] - pipes.p_to_bar.iloc[row])


if __name__ == "__main__":
    json.dump(solved(json.load(sys.stdin)), sys.stdout)
