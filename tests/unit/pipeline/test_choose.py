"""The ranking as plain data: figures, costs by hand, counts of what was refused."""

import pytest

from industrial_hp.errors import UsageError
from industrial_hp.pipeline.choose import RunningCost, choose_machines

TO_80 = (25.0, 20.0, 50.0, 80.0)
CYCLE = "two_stage_flash_intercooler"


def test_annual_cost_is_that_of_a_hand_calculation() -> None:
    cost = RunningCost(2.0, 80.0, 6000.0, 0.05)
    record = choose_machines(TO_80, cost=cost, cycles=[CYCLE], refrigerant_names=["R717"])
    (machine,) = record["ranked"]
    # heat_pump_excess_heat_above_70c: 1083500 EUR + 846400 EUR/MW, 2672 EUR/(MW a) and
    # 2.93 EUR/MWh of upkeep, 25 a; annuity of 5 % over 25 a: 0.0709525 (any interest table).
    assert record["cost_row"] == "heat_pump_excess_heat_above_70c"
    assert machine["investment_eur"] == pytest.approx(2_776_300.0)
    electricity = 12_000.0 / machine["cop_electric"] * 80.0
    upkeep = 2.0 * 2672.0 + 12_000.0 * 2.93
    expected = electricity + upkeep + 0.0709525 * 2_776_300.0
    assert machine["annual_cost_eur"] == pytest.approx(expected, rel=1e-6)
    assert not machine["investment_extrapolated"]


def test_a_cascade_is_bought_as_two_machines_at_their_own_heat() -> None:
    cost = RunningCost(4.0, 80.0)
    record = choose_machines(
        TO_80, cost=cost, cycles=["cascade"], refrigerant_names=["R717", "R600a"]
    )
    machine = next(one for one in record["ranked"] if one["refrigerant"] == "R717")
    # Both pay the fixed part; the lower one gives off what the upper one does not take as work.
    fixed, variable = 1_083_500.0, 846_400.0
    lower_mw = (machine["investment_eur"] - 2.0 * fixed) / variable - 4.0
    assert 4.0 * (1.0 - 1.0 / machine["cop"]) < lower_mw < 4.0


def test_machines_are_ranked_by_cost_where_prices_are_given() -> None:
    cost = RunningCost(2.0, 40.0, 1000.0)
    names = ["R717", "RE170"]
    cycles = ["single_stage", CYCLE, "series_train"]
    record = choose_machines(TO_80, cost=cost, cycles=cycles, refrigerant_names=names)
    costs = [machine["annual_cost_eur"] for machine in record["ranked"]]
    cops = [machine["cop"] for machine in record["ranked"]]
    assert record["ranked_by"] == "annual_cost_eur"
    assert costs == sorted(costs)
    assert cops != sorted(cops, reverse=True)  # few hours: two machines do not pay


def test_the_electric_cop_holds_the_drive() -> None:
    record = choose_machines(TO_80, cycles=[CYCLE], refrigerant_names=["R717"])
    (machine,) = record["ranked"]
    assert record["drive_efficiency"] == pytest.approx(0.95, abs=0.001)
    assert machine["cop_electric"] == pytest.approx(record["drive_efficiency"] * machine["cop"])


def test_suction_volume_is_that_of_the_volumetric_heating_capacity() -> None:
    record = choose_machines(
        TO_80, compressor_name="unlimited", cycles=["single_stage"], refrigerant_names=["R717"]
    )
    (machine,) = record["ranked"]
    # COP 3.6 at 15 degC: some 7.2 MJ of heat per m3 drawn in, so 3600 MJ/MWh over 7.2 MJ/m3.
    assert machine["suction_m3_per_h_per_mw"] == pytest.approx(3600.0 / 7.1, rel=0.03)


def test_cascade_pairs_are_counted_with_what_became_of_them() -> None:
    names = ["R717", "R600a", "R744", "R410A"]
    record = choose_machines(TO_80, cycles=["cascade"], refrigerant_names=names)
    pairs = record["cascade_pairs"]
    assert pairs["pairs"] == 16
    assert pairs["refused_by_code"]["blend"] == 7
    assert pairs["refused_by_code"]["same_refrigerant"] == 3
    assert pairs["ranked"] <= pairs["computed"] <= 16 - 7 - 3


def test_what_is_sold_stands_with_its_provenance() -> None:
    record = choose_machines(TO_80, cycles=[CYCLE], refrigerant_names=["R717"])
    offers = record["ranked"][0]["offers"]
    assert {"name": "Johnson Controls HeatPAC HPX", "provenance": "recalled"} in offers


@pytest.mark.parametrize(
    ("figures", "told"),
    [
        ((0.0, 80.0), "heat .MW. 0; permitted: above 0"),
        ((1.0, -1.0), "electricity price"),
        ((1.0, 80.0, 9000.0), "permitted: above 0 to 8784"),
        ((1.0, 80.0, 6000.0, 5.0), "interest .1/a. 5; permitted: 0 to 1"),
    ],
)
def test_a_price_out_of_range_is_told_with_its_range(figures: tuple[float, ...], told: str) -> None:
    with pytest.raises(UsageError, match=told):
        RunningCost(*figures)


def test_waters_that_do_not_cool_and_heat_are_refused() -> None:
    with pytest.raises(UsageError, match="must be cooled"):
        choose_machines((20.0, 25.0, 50.0, 80.0))
