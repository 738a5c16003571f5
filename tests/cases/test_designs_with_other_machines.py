"""Designs that buy other machines than a single stage, each against a route of its own."""

import math
from pathlib import Path
from typing import Any

import pytest
import yaml

from industrial_hp.case.case import Case
from industrial_hp.case.consistency import check_consistency
from industrial_hp.pipeline import design
from industrial_hp.results.solution import Solution
from industrial_hp.solving.options import solver_profile
from industrial_hp.thermo.cycle_settings import CycleSettings
from industrial_hp.thermo.fitted_cycle import cycle_between
from industrial_hp.thermo.heat_exchange import linear_curve, water_curve
from industrial_hp.units import k_from_c

ONE_SOURCE_ONE_SINK = Path(__file__).with_name("one_source_one_sink.yaml")
COP_SHARE = 1e-6
SETTINGS = CycleSettings(eta_isentropic=0.8)


def designed(**changes: Any) -> Solution:
    """Water 25 -> 20 degC heats water 50 -> 80 degC, or what is changed of it, all year."""
    data = yaml.safe_load(ONE_SOURCE_ONE_SINK.read_text(encoding="utf-8"))
    data["sources"][0] |= changes.pop("source", {})
    if "sink" in changes:
        data["sinks"] = [changes.pop("sink")]
    data["boilers"][0]["supply_max_c"] = changes.pop("boiler_max_c", 110)
    data["cop_points"] = changes.pop("cop_points", [])
    data["heat_pumps"] |= {"partial_levels": False} | changes
    case = Case.model_validate(data)
    assert check_consistency(case) == ()
    return design(case, solver_profile("proof"))


def machine(solution: Solution) -> dict[str, Any]:
    """The one machine that is bought, in a result that obeys every law."""
    assert [check.name for check in solution.checks if not check.passed] == []
    assert solution.proof.status == "optimal"
    table = solution.equipment
    [row] = table[table["type"] == "heat_pump"].to_dict("records")
    return {str(key): value for key, value in row.items()}


def lorenz_cop(source_c: tuple[float, float], sink_c: tuple[float, float]) -> float:
    """By hand: logarithmic means of source and sink in kelvin."""

    def mean(ends: tuple[float, float]) -> float:
        hot, cold = (t + 273.15 for t in ends)
        return (hot - cold) / math.log(hot / cold)

    return mean(sink_c) / (mean(sink_c) - mean(source_c))


def test_three_machines_in_series_are_bought_with_their_own_cop() -> None:
    # Both sides have a difference of 5 K, so the train is that of the function of thermo.
    bought = machine(designed(cycles=["series_train"], machines_in_series=3))
    train = cycle_between(
        "series_train",
        "R717",
        source=water_curve(k_from_c(20), k_from_c(25)),
        sink=water_curve(k_from_c(50), k_from_c(80)),
        approach_k=5.0,
        settings=CycleSettings(eta_isentropic=0.8, machines_in_series=3),
    )
    assert bought["tag"] == "warm_water_to_hot_water_r717_series_train"
    assert bought["cop_design"] == pytest.approx(train.cop, rel=COP_SHARE)
    assert bought["machines"] == 3 * math.ceil(bought["machines"] / 3)


def test_a_train_is_bought_rather_than_a_single_machine() -> None:
    single = designed(cycles=["single_stage"])
    train = designed(cycles=["single_stage", "series_train"])
    assert machine(train)["cop_design"] > 1.05 * machine(single)["cop_design"]
    assert train.proof.objective_eur_per_a < single.proof.objective_eur_per_a


def test_carbon_dioxide_heats_cold_water_above_its_critical_point() -> None:
    sink = {"name": "taps", "zone": "site", "kind": "liquid", "t_in_c": 10, "t_out_c": 65}
    bought = machine(
        designed(
            cycles=["transcritical"],
            refrigerants=["R744"],
            sink=sink | {"duty_mw": 3},
            superheat_k=0,
        )
    )
    by_itself = cycle_between(
        "transcritical",
        "R744",
        source=linear_curve(k_from_c(20), k_from_c(25)),
        sink=water_curve(k_from_c(10), k_from_c(65)),
        approach_k=5.0,
        settings=CycleSettings(eta_isentropic=0.8, pressure_limit_pa=140e5),
    )
    assert bought["cycle"] == "transcritical"
    assert bought["cop_design"] == pytest.approx(by_itself.cop, rel=1e-4)


def test_a_cascade_of_two_refrigerants_bridges_a_great_lift() -> None:
    sink = {"name": "oven", "zone": "site", "kind": "liquid", "t_in_c": 90, "t_out_c": 120}
    bought = machine(
        designed(
            cycles=["cascade"],
            refrigerants=["R600a", "R601"],
            sink=sink | {"duty_mw": 3},
            boiler_max_c=150,
            superheat_k=8,
        )
    )
    assert bought["refrigerant"] == "R600a/R601"
    assert bought["tag"] == "warm_water_to_oven_r600a_r601_cascade"
    carnot = (120 + 273.15) / (120 - 15)
    assert 0.35 * carnot < bought["cop_design"] < 0.7 * carnot


STEAM = {
    "name": "steam",
    "zone": "site",
    "kind": "steam",
    "pressure_bar": 3,
    "duty_mw": 3,
    "condensate_return_share": 0.8,
    "condensate_c": 90,
    "makeup_c": 15,
}


def test_a_closed_cycle_with_steam_compression_delivers_into_the_header() -> None:
    bought = machine(
        designed(
            cycles=["closed_cycle_with_steam_recompression"],
            refrigerants=["R601"],
            source={"t_in_c": 60, "t_out_c": 55},
            sink=STEAM,
            boiler_max_c=150,
            superheat_k=10,
        )
    )
    assert bought["cycle"] == "closed_cycle_with_steam_recompression"
    # Saturation at 3 bar, and the sink's own contribution that the steam loses on its way.
    assert bought["t_condenser_c"] == pytest.approx(133.52 + 2.5, abs=0.01)
    carnot = (bought["t_condenser_c"] + 273.15) / (bought["t_condenser_c"] - 50)
    assert 0.35 * carnot < bought["cop_design"] < 0.8 * carnot


def test_a_lorenz_efficiency_buys_that_share_of_lorenz() -> None:
    bought = machine(
        designed(
            refrigerants=[],
            estimated=[{"kind": "lorenz_efficiency", "name": "large", "eta": 0.5}],
        )
    )
    assert bought["tag"] == "warm_water_to_hot_water_large"
    assert bought["verdict"] == "cop_estimated"
    by_hand = 0.5 * lorenz_cop((25, 20), (80, 50))
    assert bought["cop_design"] == pytest.approx(by_hand, rel=COP_SHARE)


def test_a_published_correlation_gives_its_cop() -> None:
    stated = {"kind": "published_correlation", "name": "market"}
    bought = machine(
        designed(refrigerants=[], estimated=[stated | {"correlation": "jesper_2021_conventional"}])
    )
    by_hand = 1.4480e12 * (80 - 25 + 2 * 88.730) ** -4.9460
    assert bought["cop_design"] == pytest.approx(by_hand, rel=COP_SHARE)


def test_a_correlation_out_of_its_range_is_left_out_or_said() -> None:
    stated = {
        "kind": "published_correlation",
        "name": "hot",
        "correlation": "jesper_2021_very_high_temperature",
    }
    refused = designed(refrigerants=[], estimated=[stated])
    assert refused.equipment[refused.equipment["type"] == "heat_pump"].empty
    assert [one.tag for one in refused.dropped] == ["warm_water_to_hot_water_hot"]
    assert "range" in refused.dropped[0].reason
    warned = designed(refrigerants=[], estimated=[stated | {"outside": "warn"}])
    assert machine(warned)["cop_design"] > 1
    assert any("hot: " in text and "range" in text for text in warned.messages)


def test_a_manufacturers_table_gives_cop_and_number_of_machines() -> None:
    points = [
        {"table": "maker", "source_c": source, "sink_c": sink, "cop": cop, "heat_mw": heat}
        for source, sink, cop, heat in (
            (20, 70, 4.0, 1.0),
            (20, 90, 3.0, 0.8),
            (30, 70, 5.0, 1.2),
            (30, 90, 3.5, 1.0),
        )
    ]
    stated = {"kind": "manufacturer_table", "name": "hybrid", "table": "maker"}
    bought = machine(designed(refrigerants=[], estimated=[stated], cop_points=points))
    # Two points along each axis: linear in 1/COP and in heat, midway in both.
    by_hand = 4 / (1 / 4 + 1 / 3 + 1 / 5 + 1 / 3.5)
    assert bought["cop_design"] == pytest.approx(by_hand, rel=COP_SHARE)
    assert bought["machines"] == math.ceil(bought["size_mw"] / 1.0)


def test_cycle_and_estimate_compete() -> None:
    poor = designed(estimated=[{"kind": "lorenz_efficiency", "name": "poor", "eta": 0.3}])
    good = designed(estimated=[{"kind": "lorenz_efficiency", "name": "good", "eta": 0.65}])
    assert machine(poor)["cycle"] == "single_stage"
    assert machine(good)["cycle"] == "lorenz_efficiency"


def test_hot_gas_heats_what_is_hotter_than_the_condensation() -> None:
    # Ammonia leaves its compressor at some 130 degC: its desuperheater serves the taps, its
    # condenser the floors, and no machine condenses for the taps.
    floors = {"name": "floors", "zone": "site", "kind": "liquid", "t_in_c": 50, "t_out_c": 60}
    taps = {"name": "taps", "zone": "site", "kind": "liquid", "t_in_c": 70, "t_out_c": 80}
    data = yaml.safe_load(ONE_SOURCE_ONE_SINK.read_text(encoding="utf-8"))
    data["sinks"] = [floors | {"duty_mw": 3}, taps | {"duty_mw": 0.1}]
    data["heat_pumps"] |= {"partial_levels": False, "max_units": 1}
    solution = design(Case.model_validate(data), solver_profile("proof"))
    bought = machine(solution)
    assert bought["t_condenser_c"] < 70
    flows = solution.flows
    to_taps = flows[(flows["from"] == bought["tag"]) & (flows["to"] == "taps")]
    assert to_taps["heat_mwh_per_a"].sum() == pytest.approx(0.1 * 8760, rel=1e-3)


def test_steam_of_one_header_is_compressed_into_another() -> None:
    vapour = {"name": "vapour", "zone": "site", "kind": "vapour", "flow_kg_per_s": 3}
    low, high = STEAM | {"name": "low"}, STEAM | {"name": "high", "pressure_bar": 8}
    data = yaml.safe_load(ONE_SOURCE_ONE_SINK.read_text(encoding="utf-8"))
    data["sources"] = [vapour | {"pressure_bar": 4, "condensate_c": 100}]
    data["sinks"] = [low, high]
    data["boilers"][0] |= {"supply_max_c": 200, "existing_mw": 8}
    data["heat_pumps"] |= {"cycles": ["steam_recompression"], "partial_levels": False}
    solution = design(Case.model_validate(data), solver_profile("proof"))
    bought = machine(solution)
    assert bought["tag"] == "low_to_high_r718_steam_recompression"
    assert bought["t_evaporator_c"] == pytest.approx(133.52, abs=0.02)
    # Steam of 8 bar condenses at 170.4 degC; the header's contribution is lost on the way.
    assert bought["t_condenser_c"] == pytest.approx(170.41 + 2.5, abs=0.02)
    carnot = (bought["t_condenser_c"] + 273.15) / (bought["t_condenser_c"] - 133.52)
    assert 0.6 * carnot < bought["cop_design"] < 0.95 * carnot
    # What is drawn from the header is made by the vapour, not by the boiler.
    flows = solution.flows
    assert "vapour" in set(flows[flows["to"] == bought["tag"]]["from"])


def test_machines_hand_heat_to_one_another_at_a_level_of_the_case() -> None:
    oven = {"name": "oven", "zone": "site", "kind": "liquid", "t_in_c": 90, "t_out_c": 120}
    solution = designed(
        refrigerants=["R600a", "R601"],
        sink=oven | {"duty_mw": 3},
        boiler_max_c=150,
        superheat_k=8,
        levels_c=[60.0],
        lift_machine_limits=False,
    )
    assert [check.name for check in solution.checks if not check.passed] == []
    table = solution.equipment
    tags = set(table[table["type"] == "heat_pump"]["tag"])
    lower = {tag for tag in tags if tag.startswith("warm_water_to_level_60c_")}
    upper = {tag for tag in tags if tag.startswith("level_60c_to_oven_")}
    assert lower
    assert upper
    flows = solution.flows
    assert set(flows[flows["to"].isin(upper)]["from"]) == lower


def test_a_cycle_that_costs_more_is_paid_for() -> None:
    dear = [{"cycle": "series_train", "factor": 1.3}]
    plain, paid = (
        designed(cycles=["series_train"]),
        designed(cycles=["series_train"], cycle_costs=dear),
    )
    cheap, costly = machine(plain), machine(paid)
    of_one_mw = [bought["investment_eur"] / bought["size_mw"] for bought in (cheap, costly)]
    assert of_one_mw[1] / of_one_mw[0] == pytest.approx(1.3, rel=0.02)


def test_a_cycle_that_costs_too_much_is_not_bought() -> None:
    dear = [{"cycle": "series_train", "factor": 3.0}]
    bought = machine(designed(cycles=["single_stage", "series_train"], cycle_costs=dear))
    assert bought["cycle"] == "single_stage"
