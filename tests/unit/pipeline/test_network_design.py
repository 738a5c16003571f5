"""Network studies: small networks by hand, choices that pay, and the bound against enumeration."""

import math
import shutil
from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import pytest

from industrial_hp.case.network_study import NetworkMode
from industrial_hp.errors import InfeasibleError
from industrial_hp.network.diversity import simultaneity
from industrial_hp.pipeline.network_design import design_network
from industrial_hp.reading.network_files import read_network
from industrial_hp.results.network_costs import network_result
from industrial_hp.results.network_flows import network_flows
from industrial_hp.results.network_solution import NetworkPipe, NetworkSolution
from industrial_hp.solving.options import SolverOptions
from industrial_hp.superstructure.network_terms import network_terms

STREET = Path(__file__).parents[2] / "cases" / "street_of_three"
EXACT = SolverOptions(gap=1e-5, time_limit_s=60.0, threads=1)
PIPE_SHARE = 0.05 / (1.0 - 1.05**-40) + 0.01
"""Annuity of 5 % over 40 a, and upkeep [1/a]."""
MAKERS_TABLE, READ_OFF, FRICTION_SHARE = 0.03, 0.003, 0.02
"""Tolerances: heat loss of the maker's table, water properties, Swamee and Jain's formula."""
Edit = Callable[[str], str]


@pytest.fixture
def street(tmp_path: Path) -> Path:
    return Path(shutil.copytree(STREET, tmp_path / "street"))


def changed(folder: Path, name: str, *edits: tuple[str, str]) -> None:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


def designed(folder: Path, mode: NetworkMode | None = None) -> NetworkSolution:
    return design_network(read_network(folder), mode, options=EXACT)


def pipe(solution: NetworkSolution, trench: str) -> NetworkPipe:
    return next(p for p in solution.result.pipes if p.trench == trench)


def figure(solution: NetworkSolution, name: str) -> float:
    value = next(f.value for f in solution.result.figures if f.name == name)
    assert value is not None
    return value


@pytest.fixture(scope="module")
def three() -> NetworkSolution:
    return designed(STREET)


def test_pipes_cost_their_length_at_the_price_of_their_size(three: NetworkSolution) -> None:
    """DN32 763, DN40 786, DN50 880, DN65 907 EUR/m on 100, 20, 150 and 111.195 m."""
    assert {p.trench: p.dn for p in three.result.pipes} == {
        "stub_3": 32,
        "stub_1": 40,
        "stub_2": 50,
        "main": 65,
    }
    invested = 763.0 * 100 + 786.0 * 20 + 880.0 * 150 + 907.0 * 111.195
    assert sum(p.investment_eur for p in three.result.pipes) == pytest.approx(invested, rel=1e-5)
    assert three.result.costs.pipes_eur == pytest.approx(PIPE_SHARE * invested, rel=1e-5)


def test_losses_are_those_of_the_makers_table(three: NetworkSolution) -> None:
    """Series 2: 0.142, 0.1593, 0.1763, 0.198 W/(m K) for each pipe, 65 degC over ground of 10."""
    lost_w = 2 * 55.0 * (0.142 * 100 + 0.1593 * 20 + 0.1763 * 150 + 0.198 * 111.195)
    lost_mwh = figure(three, "loss_mwh_per_a")
    assert lost_mwh == pytest.approx(8760e-6 * lost_w, rel=MAKERS_TABLE)
    fed_mwh = figure(three, "heat_fed_mwh_per_a")
    assert fed_mwh == pytest.approx(650.0 + lost_mwh)
    assert three.result.costs.heat_eur == pytest.approx(60.0 * fed_mwh)


def test_flow_velocity_and_gradient_are_those_of_a_hand_calculation(three: NetworkSolution) -> None:
    """0.2 MW and 2.92 kW of loss in DN50; water of 50 degC: 988 kg/m3, 0.547 mPa s."""
    found = pipe(three, "stub_2")
    mass = 202.92 / (4.183 * 30.0)
    assert found.peak_kg_per_s == pytest.approx(mass, rel=READ_OFF)
    area = math.pi * 0.0539**2 / 4.0
    assert found.velocity_m_per_s == pytest.approx(mass / 971.8 / area, rel=READ_OFF)
    reynolds = 4.0 * mass / (math.pi * 0.0539 * 0.547e-3)
    factor = 0.25 / math.log10(1e-4 / 0.0539 / 3.7 + 5.74 / reynolds**0.9) ** 2
    gradient = factor / 0.0539 * 988.0 / 2.0 * (mass / 988.0 / area) ** 2
    assert found.gradient_pa_per_m == pytest.approx(gradient, rel=FRICTION_SHARE)


def test_the_pump_overcomes_both_pipes_to_the_worst_point(three: NetworkSolution) -> None:
    """House 3 lies behind three pipes; 1.1 bar are lost in substation and plant."""
    way = sum(pipe(three, name).drop_bar for name in ("main", "stub_1", "stub_3"))
    (plant,) = three.result.plants
    assert plant.head_bar == pytest.approx(way + 1.1)
    power_kw = plant.mass_flow_kg_per_s / 971.8 * plant.head_bar * 1e5 / 0.7 / 1e3
    assert plant.pump_kw == pytest.approx(power_kw, rel=READ_OFF)


def test_density_and_shares_follow_from_lengths_and_heat(three: NetworkSolution) -> None:
    length = 100 + 20 + 150 + 111.195
    assert figure(three, "line_density_mwh_per_m_a") == pytest.approx(650.0 / length, rel=1e-5)
    assert figure(three, "line_load_mw_per_km") == pytest.approx(350.0 / length, rel=1e-5)


def test_the_proof_holds_for_the_real_pipes(three: NetworkSolution) -> None:
    proof = three.proof
    assert proof.lower_bound_eur_per_a <= proof.objective_eur_per_a
    assert proof.objective_eur_per_a == pytest.approx(three.result.costs.annual_eur)
    friction_eur = 0.0015 * proof.objective_eur_per_a
    assert proof.objective_eur_per_a - proof.lower_bound_eur_per_a < friction_eur


def test_a_consumer_far_away_is_connected_only_if_he_must(street: Path) -> None:
    """2 km of DN32 cost 104 kEUR/a; heat of his own costs 18."""
    changed(street, "trenches.csv", ("house_3,100", "house_3,2000"))
    chosen, forced = designed(street, "economic"), designed(street, "forced")
    assert {c.id for c in chosen.result.customers if c.connected} == {"one", "two"}
    assert chosen.result.costs.own_heat_eur == pytest.approx(18_000.0)
    assert all(c.connected for c in forced.result.customers)
    assert forced.proof.objective_eur_per_a > chosen.proof.objective_eur_per_a + 80_000.0


def test_who_must_be_connected_is_in_the_economic_network_too(street: Path) -> None:
    changed(street, "trenches.csv", ("house_3,100", "house_3,2000"))
    changed(
        street,
        "consumers.csv",
        ("full_load_hours", "full_load_hours,must_connect"),
        ("0.05,2000", "0.05,2000,"),
        ("0.2,2000", "0.2,2000,no"),
        ("0.1,1500", "0.1,1500,yes"),
    )
    found = designed(street, "economic")
    assert next(c for c in found.result.customers if c.id == "three").connected


def test_an_existing_pipe_is_sunk_cost_and_kept_where_it_is_wide_enough(street: Path) -> None:
    """A DN65 costs its upkeep, 1 % of 907 EUR/m; a DN32 is too thin and replaced."""
    changed(
        street,
        "trenches.csv",
        ("length_m", "length_m,existing_dn"),
        ("corner,\n", "corner,,65\n"),
        ("house_1,20", "house_1,20,"),
        ("house_2,150", "house_2,150,32"),
        ("house_3,100", "house_3,100,"),
    )
    found = designed(street)
    kept, replaced = pipe(found, "main"), pipe(found, "stub_2")
    assert (kept.dn, kept.exists, kept.investment_eur) == (65, True, 0.0)
    assert kept.annual_eur == pytest.approx(0.01 * 907.0 * 111.195, rel=1e-5)
    assert (replaced.dn, replaced.exists, replaced.replaces) == (50, False, True)
    assert replaced.investment_eur == pytest.approx(880.0 * 150)


def test_peaks_of_several_meet_in_part_by_their_number(street: Path) -> None:
    changed(street, "network.yaml", ("diversity: false", "diversity: true"))
    changed(street, "consumers.csv", ("0.05,2000", "0.3,2000"), ("0.1,1500", "0.3,1500"))
    found = designed(street)
    main = pipe(found, "main")
    losses_mw = sum(p.loss_kw for p in found.result.pipes) / 1e3
    assert main.peak_mw == pytest.approx(simultaneity(3) * 0.8 + losses_mw, rel=1e-6)
    alone = pipe(found, "stub_3")
    safe_loss_mw = alone.loss_kw / 1e3 / simultaneity(3)
    assert alone.peak_mw == pytest.approx(0.3 + safe_loss_mw)


HEAT_PUMP = (
    "id,node,kind,max_mw,investment_eur_per_mw,source_in_c,source_out_c,lorenz_efficiency\n"
    "works,plant,heat_pump,1,700000,15,10,0.5\n"
)
TWO_PAIRS = (
    "  - {name: t80, supply_c: 80, return_c: 50}",
    "  - {name: t80, supply_c: 80, return_c: 50}\n  - {name: t65, supply_c: 65, return_c: 35}",
)


def lorenz(sink_in_c: float, sink_out_c: float) -> float:
    def mean(low_c: float, high_c: float) -> float:
        low, high = low_c + 273.15, high_c + 273.15
        return (high - low) / math.log(high / low)

    hot, cold = mean(sink_in_c, sink_out_c), mean(10.0, 15.0)
    return 0.5 * hot / (hot - cold)


def test_the_heat_pump_pays_for_the_supply_temperature(street: Path) -> None:
    changed(street, "network.yaml", TWO_PAIRS)
    (street / "sources.csv").write_text(HEAT_PUMP, encoding="utf-8")
    found = designed(street)
    cops = {option.temperatures.name: option.cops["works"] for option in found.options}
    assert cops == {
        "t80": pytest.approx(lorenz(50.0, 80.0)),
        "t65": pytest.approx(lorenz(35.0, 65.0)),
    }
    assert found.result.temperatures.name == "t65"
    (plant,) = found.result.plants
    assert plant.electricity_mwh_per_a == pytest.approx(plant.heat_mwh_per_a / cops["t65"])
    assert found.proof.lower_bound_eur_per_a == pytest.approx(
        min(option.bound_eur for option in found.options if option.bound_eur is not None)
    )


def test_a_stated_cop_takes_the_place_of_the_estimate(street: Path) -> None:
    (street / "sources.csv").write_text(HEAT_PUMP, encoding="utf-8")
    (street / "cops.csv").write_text("source,temperatures,cop\nworks,t80,2.5\n", encoding="utf-8")
    (option,) = designed(street).options
    assert option.cops == {"works": 2.5}


def test_who_needs_it_warmer_rules_a_cool_network_out_or_gets_a_booster(street: Path) -> None:
    changed(street, "network.yaml", TWO_PAIRS)
    (street / "sources.csv").write_text(HEAT_PUMP, encoding="utf-8")
    changed(
        street,
        "consumers.csv",
        ("full_load_hours", "full_load_hours,supply_min_c"),
        ("0.05,2000", "0.05,2000,75"),
        ("0.2,2000", "0.2,2000,"),
        ("0.1,1500", "0.1,1500,"),
    )
    found = designed(street)
    assert found.result.temperatures.name == "t80"
    assert "must be connected" in found.options[1].message
    changed(
        street,
        "network.yaml",
        ("diversity", "booster: {lorenz_efficiency: 0.4, investment_eur_per_mw: 1000}\ndiversity"),
    )
    boosted = designed(street)
    one = next(c for c in boosted.result.customers if c.id == "one")
    assert boosted.result.temperatures.name == "t65"
    assert one.heat_mwh_per_a + one.booster_mwh_per_a == pytest.approx(100.0)


def test_a_source_that_is_not_warm_enough_falls_out_at_that_temperature(street: Path) -> None:
    changed(street, "network.yaml", TWO_PAIRS)
    warm = HEAT_PUMP.replace("lorenz_efficiency\n", "lorenz_efficiency,supply_max_c\n")
    rows = warm.replace("10,0.5\n", "10,0.5,70\n") + "boiler,plant,heat,1,0,,,,\n"
    (street / "sources.csv").write_text(rows, encoding="utf-8")
    found = designed(street)
    assert [set(option.cops) for option in found.options] == [set(), {"works"}]


def test_steps_tell_the_base_load_of_a_cheap_source_from_the_peak_of_a_dear_one(
    street: Path,
) -> None:
    """0.35 MW for 500 h, then 0.105 MW for 8260 h: 1042.3 MWh; the cheap source covers 0.15 MW."""
    changed(
        street,
        "network.yaml",
        (
            "interest",
            "steps:\n  - {name: peak, hours: 500, load_share: 1}\n"
            "  - {name: rest, hours: 8260, load_share: 0.3}\ninterest",
        ),
    )
    changed(street, "consumers.csv", (",full_load_hours", ""), (",2000", ""), (",1500", ""))
    (street / "sources.csv").write_text(
        "id,node,kind,max_mw,heat_eur_per_mwh\ncheap,plant,heat,0.15,20\ndear,plant,heat,1,90\n",
        encoding="utf-8",
    )
    found = designed(street)
    assert figure(found, "heat_sold_mwh_per_a") == pytest.approx(0.35 * 500 + 0.105 * 8260)
    heat = {plant.id: plant.heat_mwh_per_a for plant in found.result.plants}
    losses_mw = sum(p.loss_kw for p in found.result.pipes) / 1e3
    assert heat["dear"] == pytest.approx(500 * (0.35 + losses_mw - 0.15), rel=1e-4)


def test_sources_too_small_for_all_are_told(street: Path) -> None:
    changed(street, "sources.csv", ("heat,1,", "heat,0.3,"))
    with pytest.raises(InfeasibleError) as raised:
        designed(street)
    assert "0.350 MW asked for" in str(raised.value)
    assert "0.300 MW by all sources" in str(raised.value)
    left_out = designed(street, "economic")
    assert not all(c.connected for c in left_out.result.customers)


RING = """id,from_node,to_node,length_m
a,plant,corner,
b,corner,house_1,150
c,corner,house_2,250
d,house_1,house_3,120
e,house_2,house_3,200
f,plant,house_2,330
"""


def test_no_network_that_can_be_laid_costs_less_than_the_bound(street: Path) -> None:
    """Every choice of trenches is laid with real pipes; the best of them is found and proved."""
    (street / "trenches.csv").write_text(RING, encoding="utf-8")
    study = read_network(street)
    found = design_network(study, options=SolverOptions(gap=2e-3, time_limit_s=60.0, threads=1))
    terms = network_terms(study, study.options.temperatures[0], "forced")
    everybody = frozenset(c.id for c in terms.consumers)
    costs = []
    for number in range(3, 7):
        for laid in combinations(study.trenches, number):
            both = [(t.id, t.from_node, t.to_node) for t in laid]
            both += [(t.id, t.to_node, t.from_node) for t in laid]
            flows = network_flows(terms, both, everybody)
            if flows is not None:
                costs.append(network_result(terms, flows).costs.annual_eur)
    assert len(costs) > 10
    assert found.proof.lower_bound_eur_per_a <= min(costs)
    assert found.proof.objective_eur_per_a == pytest.approx(min(costs), rel=2e-3)
    assert found.proof.proved
