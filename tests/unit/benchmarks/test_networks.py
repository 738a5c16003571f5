"""Routes: the strengthened and contracted model against the plain one, and published optima."""

import random
from pathlib import Path

import pytest
from benchmarks.network_folder import routing_problem
from benchmarks.networks import routed

from industrial_hp.solving.options import SolverOptions
from industrial_hp.superstructure.routing_problem import Arc, Consumer, RoutingProblem, Source

SHARED = Path(__file__).parents[3].parent / "shared" / "reference" / "networks"
EXACT = SolverOptions(gap=1e-9, time_limit_s=60.0, threads=1, tried_without=False)


def small_network(seed: int, steps: int, sources: int) -> RoutingProblem:
    """A tree of seven nodes and three further trenches, with losses and fixed costs of each."""
    draw = random.Random(seed)
    trenches = [(draw.randrange(k), k) for k in range(1, 7)]
    while len(trenches) < 9:
        pair = tuple(sorted(draw.sample(range(7), 2)))
        if pair not in trenches:
            trenches.append((pair[0], pair[1]))
    arcs = []
    for number, ends in enumerate(trenches):
        length = draw.uniform(50, 300)
        arcs += [
            Arc(
                name=f"{number}:{start}>{end}",
                trench=str(number),
                pipe=str(number),
                from_node=str(start),
                to_node=str(end),
                loss_share=1e-5 * length,
                loss_mw=2e-5 * length,
                eur_per_mw=4.0 * length,
                fixed_eur=20.0 * length,
                max_mw=5.0,
            )
            for start, end in (ends, ends[::-1])
        ]
    fed = draw.sample(range(7), sources)
    consumers = tuple(
        Consumer(
            name=f"consumer {node}",
            node=str(node),
            heat_mw=tuple(draw.uniform(0.1, 1.0) for _ in range(steps)),
            connection_eur=-draw.uniform(0, 2e4),
            forced=draw.random() < 0.3,
        )
        for node in range(7)
        if node not in fed
    )
    return RoutingProblem(
        steps,
        tuple(arcs),
        consumers,
        tuple(
            Source(
                name=f"source {node}",
                node=str(node),
                min_mw=0.0,
                max_mw=draw.choice([2.0, 20.0]),
                eur_per_mw=draw.uniform(0, 3e3),
                step_eur_per_mw=tuple(draw.uniform(100, 4e3) for _ in range(steps)),
            )
            for node in fed
        ),
    )


@pytest.mark.parametrize("seed", range(12))
def test_the_strengthened_model_has_the_optimum_of_the_plain_one(seed: int) -> None:
    problem = small_network(seed, steps=1 + seed % 3, sources=1 + seed % 2)
    strong, plain = (routed(problem, kind, EXACT) for kind in ("strengthened", "plain"))
    assert strong.status == plain.status
    if plain.has_answer:
        assert strong.objective == pytest.approx(plain.objective, rel=1e-6, abs=1e-3)


@pytest.mark.parametrize(
    ("folder", "mode", "optimum"),
    [
        ("dhnx20_discreteDN", "forced", 126790.0),
        ("dhnx21_linear", "forced", 24410.413897),
        ("tt74_two_producers_eco", "economic", None),
    ],
)
def test_given_instances_have_their_known_optima(folder: str, mode: str, optimum: float) -> None:
    if not (SHARED / folder).is_dir():
        pytest.skip("the instances of other projects are not part of this one")
    problem = routing_problem(SHARED / folder, mode)
    found = routed(problem, "strengthened", EXACT)
    if optimum is None:  # a second opinion where the folder names a solver's incumbent only
        optimum = routed(problem, "plain", EXACT).objective
    assert found.objective == pytest.approx(optimum, rel=1e-6)
