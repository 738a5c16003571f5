"""Lines of pipe classes lie below the stairs of real pipes, and splitting lifts them."""

import shutil
from pathlib import Path

import pytest

from industrial_hp.reading.network_files import read_network
from industrial_hp.superstructure.network_reach import trench_reaches
from industrial_hp.superstructure.network_routes import (
    Classes,
    PipeClass,
    first_classes,
    network_routes,
)
from industrial_hp.superstructure.network_terms import NetworkTerms, network_terms
from industrial_hp.superstructure.routing_problem import Arc

STREET = Path(__file__).parents[2] / "cases" / "street_of_three"
SAMPLES, ROUNDING_EUR = 200, 1e-6


@pytest.fixture
def terms(tmp_path: Path) -> NetworkTerms:
    """The street with a ring, so that its sizes are not known beforehand."""
    folder = Path(shutil.copytree(STREET, tmp_path / "street"))
    path = folder / "trenches.csv"
    path.write_text(path.read_text(encoding="utf-8") + "ring,house_3,house_2,300\n", "utf-8")
    table = folder / "consumers.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("0.2,", "2.0,"), "utf-8")
    study = read_network(folder)
    return network_terms(study, study.options.temperatures[0], "forced")


def line_eur(arc: Arc, heat_mw: float) -> float:
    return arc.fixed_eur + arc.eur_per_mw * heat_mw


def stairs_eur(terms: NetworkTerms, trench: str, heat_mw: float, among: PipeClass) -> float:
    """Pipe, and its heat: that of the best of the class beyond the one step, the rest all year."""
    pipe = next(p for p in terms.pipes if p.capacity_mw >= heat_mw)
    best = min(p.loss_mw_per_m for p in among.pipes)
    lost_mwh = (8760.0 - terms.common_hours) * best + 8760.0 * (pipe.loss_mw_per_m - best)
    annual = pipe.annual_eur_per_m + terms.least_eur_per_mwh * lost_mwh
    return terms.length_m[trench] * annual


def split_everywhere(classes: Classes, number: int) -> Classes:
    return {
        trench: tuple(
            part
            for among in some
            for part in (
                among.split_at(among.pipes[min(number, len(among.pipes) - 1)])
                if len(among.pipes) > 1
                else (among,)
            )
        )
        for trench, some in classes.items()
    }


def lines_of(terms: NetworkTerms, classes: Classes) -> list[tuple[str, PipeClass, Arc]]:
    routes = network_routes(terms, classes)
    return [(*routes.pipe_class[arc.pipe], arc) for arc in routes.problem.arcs]


@pytest.mark.parametrize("splits", [0, 1, 2])
def test_no_line_lies_above_the_stairs(terms: NetworkTerms, splits: int) -> None:
    classes = first_classes(terms, trench_reaches(terms))
    for number in range(splits):
        classes = split_everywhere(classes, number + 1)
    seen = 0
    for trench, among, arc in lines_of(terms, classes):
        for sample in range(1, SAMPLES + 1):
            heat = among.above_mw + (arc.max_mw - among.above_mw) * sample / SAMPLES
            heat = min(heat, among.pipes[-1].capacity_mw)
            assert line_eur(arc, heat) <= stairs_eur(terms, trench, heat, among) + ROUNDING_EUR
            seen += 1
    assert seen > SAMPLES


def test_a_class_of_one_size_is_exact(terms: NetworkTerms) -> None:
    classes = first_classes(terms, trench_reaches(terms))
    for _ in range(20):
        classes = split_everywhere(classes, 0)
    for trench, among, arc in lines_of(terms, classes):
        assert len(among.pipes) == 1
        full = among.pipes[0].capacity_mw
        assert line_eur(arc, full) == pytest.approx(stairs_eur(terms, trench, full, among))
