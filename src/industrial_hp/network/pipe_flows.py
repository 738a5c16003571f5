"""Flows, pressures and temperatures of water in a network of pipes, with or without loops.

Into a node is positive; the flow of a pipe is positive from its first to its second node. One
ring of pipes is solved at a time: the supply or the return.

References
----------
Todini and Pilati (1988), A gradient algorithm for the analysis of pipe networks, in Computer
Applications in Water Supply 1: Newton's method on flows and node pressures together.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from scipy.sparse.linalg import spsolve

from industrial_hp.errors import UsageError
from industrial_hp.network.hydraulics import (
    Bore,
    FrictionLaw,
    Liquid,
    pressure_gradient_pa_per_m,
)

Array = NDArray[np.float64]
NEWTON_STEPS = 100
FLOW_TOLERANCE_KG_PER_S = 1e-9
FIRST_VELOCITY_M_PER_S = 0.5
SLOPE_STEP_SHARE, SLOPE_STEP_KG_PER_S = 1e-4, 1e-7
BALANCE_KG_PER_S = 1e-6


@dataclass(frozen=True)
class Pipe:
    """A pipe between two nodes, numbered from 0."""

    from_node: int
    to_node: int
    length_m: float
    bore: Bore


@dataclass(frozen=True, eq=False)
class Flows:
    """Mass flow of every pipe [kg/s], pressure of every node over that of node 0 [Pa]."""

    mass_flow_kg_per_s: Array
    pressure_pa: Array


def pipe_flows(
    pipes: Sequence[Pipe],
    inflow_kg_per_s: Sequence[float],
    liquid: Liquid,
    friction: FrictionLaw = "colebrook",
) -> Flows:
    """Flows and pressures that belong to what enters and leaves at the nodes.

    Parameters
    ----------
    pipes : sequence of Pipe
        They join all nodes.
    inflow_kg_per_s : sequence of float
        Into the network at each node; what is drawn is negative. They sum up to zero.
    liquid : Liquid
        Water at the mean temperature of the ring.
    friction : {"colebrook", "nikuradse"}
        Correlation of the friction factor.

    Raises
    ------
    UsageError
        If the inflows do not add up to zero, pipes do not join all nodes, or no solution is found.
    """
    entering = np.asarray(inflow_kg_per_s, dtype=float)
    if abs(float(entering.sum())) > BALANCE_KG_PER_S:
        raise UsageError(f"inflows add up to {entering.sum():.3g} kg/s instead of zero")
    incidence = _incidence(pipes, len(entering))
    _check_joined(incidence)
    flow = np.array(
        [FIRST_VELOCITY_M_PER_S * liquid.density_kg_per_m3 * p.bore.area_m2 for p in pipes]
    )
    for _ in range(NEWTON_STEPS):
        drop, slope = _drops(pipes, flow, liquid, friction)
        conductance = sp.diags(1.0 / slope)
        matrix = (incidence @ conductance @ incidence.T).tocsc()[1:, 1:]
        right = entering - incidence @ flow + incidence @ (drop / slope)
        pressure = np.zeros(len(entering))
        pressure[1:] = np.atleast_1d(spsolve(matrix, right[1:]))
        step = (incidence.T @ pressure - drop) / slope
        flow = flow + step
        if np.abs(step).max(initial=0.0) <= FLOW_TOLERANCE_KG_PER_S:
            return Flows(flow, pressure)
    raise UsageError(f"no flows found in {NEWTON_STEPS} steps; look at diameters and lengths")


def node_temperatures_k(
    pipes: Sequence[Pipe],
    flow_kg_per_s: Sequence[float],
    loss_w_per_m_k: Sequence[float],
    *,
    entering: dict[int, tuple[float, float]],
    ground_k: float,
    heat_capacity_j_per_kg_k: float,
) -> Array:
    """Temperature at every node where waters mix [K].

    Parameters
    ----------
    pipes, flow_kg_per_s, loss_w_per_m_k : sequence
        Pipes, what flows in each, and its loss per metre and kelvin.
    entering : dict
        Water that enters from outside: node -> (flow [kg/s], temperature [K]).
    ground_k, heat_capacity_j_per_kg_k : float
        Temperature of the ground, heat capacity of the water.

    Notes
    -----
    For every node: T sum(m) = sum(m T_end), T_end = T_g + (T - T_g) exp(-U L / (m c_p)) of the
    node that a pipe comes from. A node without flow has the temperature of the ground.
    """
    count = 1 + max(max(p.from_node, p.to_node) for p in pipes)
    arriving, matrix, right = np.zeros(count), sp.lil_matrix((count, count)), np.zeros(count)
    for node, (flow, temperature) in entering.items():
        arriving[node] += flow
        right[node] += flow * (temperature - ground_k)
    for pipe, flow, loss in zip(pipes, flow_kg_per_s, loss_w_per_m_k, strict=True):
        start, end = (
            (pipe.from_node, pipe.to_node) if flow >= 0.0 else (pipe.to_node, pipe.from_node)
        )
        size = abs(flow)
        if size <= FLOW_TOLERANCE_KG_PER_S:
            continue
        left = math.exp(-loss * pipe.length_m / (size * heat_capacity_j_per_kg_k))
        arriving[end] += size
        matrix[end, start] -= size * left
    matrix.setdiag(np.where(arriving > 0.0, arriving, 1.0))
    return ground_k + np.atleast_1d(spsolve(matrix.tocsc(), right))


def _incidence(pipes: Sequence[Pipe], nodes: int) -> sp.csr_matrix:
    """Node by pipe: +1 where a pipe leaves, -1 where it ends."""
    starts = [p.from_node for p in pipes]
    ends = [p.to_node for p in pipes]
    numbers = list(range(len(pipes)))
    signs = [1.0] * len(pipes) + [-1.0] * len(pipes)
    return sp.csr_matrix((signs, (starts + ends, numbers + numbers)), shape=(nodes, len(pipes)))


def _check_joined(incidence: sp.csr_matrix) -> None:
    parts, _ = sp.csgraph.connected_components(abs(incidence) @ abs(incidence.T))
    if parts != 1:
        raise UsageError(f"the pipes form {parts} separate networks; solve each by itself")


def _drops(
    pipes: Sequence[Pipe], flows: Array, liquid: Liquid, friction: FrictionLaw
) -> tuple[Array, Array]:
    """Pressure drop of every pipe [Pa] and its slope over the flow [Pa s/kg]."""
    drops, slopes = np.zeros(len(pipes)), np.zeros(len(pipes))
    for number, (pipe, flow) in enumerate(zip(pipes, flows, strict=True)):
        step = max(SLOPE_STEP_KG_PER_S, SLOPE_STEP_SHARE * abs(flow))
        below, at, above = (
            pipe.length_m * pressure_gradient_pa_per_m(f, pipe.bore, liquid, friction)
            for f in (flow - step, flow, flow + step)
        )
        drops[number], slopes[number] = at, (above - below) / (2.0 * step)
    return drops, slopes
