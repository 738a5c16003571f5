"""Coolers take what must leave; machines that change over share one size."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from industrial_hp.case.case import Case
from industrial_hp.case.consistency import check_consistency
from industrial_hp.errors import InfeasibleError
from industrial_hp.pipeline import design
from industrial_hp.reading.read_case import read_case
from industrial_hp.results.solution import Solution
from industrial_hp.solving.options import solver_profile
from industrial_hp.thermo.wet_bulb import wet_bulb_k
from industrial_hp.units import c_from_k, k_from_c

HALL = Path(__file__).parents[3] / "cases" / "kinds" / "server_hall"


def hall(change: dict[str, Any] | None = None, **options: Any) -> Case:
    data = read_case(HALL).model_dump()
    data["heat_pumps"] |= options
    data |= change or {}
    return Case.model_validate(data)


def designed(case: Case) -> Solution:
    return design(case, solver_profile("proof"))


def cost(solution: Solution) -> float:
    return solution.proof.objective_eur_per_a


@pytest.fixture(scope="module")
def changing() -> Solution:
    return designed(hall())


@pytest.fixture(scope="module")
def fixed() -> Solution:
    return designed(hall(changeovers=[]))


def test_one_machine_that_changes_over_is_cheaper_than_what_cannot(
    changing: Solution, fixed: Solution
) -> None:
    # In summer it condenses at the cooler and not at the offices; its price is that of one.
    assert cost(changing) < cost(fixed)
    table = changing.equipment.set_index("tag")
    rated, mode = "servers_to_offices_r717", "servers_to_offices_r717_changed_over"
    assert table.loc[mode, "size"] == table.loc[rated, "size"]
    assert table.loc[mode, "investment_eur"] == 0
    assert table.loc[mode, "cop_annual"] > table.loc[rated, "cop_annual"]


def test_both_modes_together_never_take_more_than_the_size() -> None:
    # Offices want heat on a summer day, too: what the machine gives them it cannot cool away.
    series = {"outdoor_c": (0, 10, 30), "heating_mw": (3, 0.8, 1.2)}
    found = designed(hall({"series": series}))
    rows = found.proposed.dispatch
    rows = rows[(rows["type"] == "heat_pump") & rows["unit"].str.startswith("servers_to_offices")]
    share = (rows["heat_out_mw"] / rows["largest_mw"]).fillna(0.0)
    in_use = share.groupby(rows["period"]).sum()
    assert in_use.max() == pytest.approx(1.0, abs=1e-6)
    assert all(check.passed for check in found.checks)


def test_a_free_second_machine_is_never_dearer_than_a_mode(changing: Solution) -> None:
    # Two machines of their own sizes at no fixed price can do all that one with two modes can.
    case = read_case(HALL).model_dump()
    case["heat_pumps"] |= {"changeovers": []}
    separate = designed(Case.model_validate(case))
    tags = set(separate.equipment["tag"])
    assert not any(tag.endswith("changed_over") for tag in tags)
    assert cost(changing) <= cost(separate)


def test_what_must_leave_leaves_through_the_cooler_where_nothing_is_built() -> None:
    # At 5 degC all above 11 degC goes to the cooler; the water has 15.5 and more, 2 MW all year.
    mild = {"series": {"outdoor_c": (5, 5, 5), "heating_mw": (0.1, 0.1, 0.1)}}
    found = designed(hall(mild))
    table = found.equipment
    assert table[table["type"] == "heat_pump"].empty
    cooler = table.set_index("tag").loc["dry_cooler"]
    assert cooler["size"] == pytest.approx(2.0)
    assert cooler["heat_mwh_per_a"] == pytest.approx(2 * 8760)
    assert cooler["electricity_mwh_per_a"] == pytest.approx(0.03 * 2 * 8760)


def test_heat_that_cannot_leave_is_told_with_its_period() -> None:
    case = hall().model_dump()
    case["coolers"][0].update(max_mw=1.5)
    with pytest.raises(InfeasibleError) as told:
        designed(Case.model_validate(case))
    [finding] = told.value.findings
    assert finding.place == "source servers"
    assert "worst in summer" in finding.message


def test_the_wet_bulb_is_that_of_a_published_example() -> None:
    # Stull (2011), doi:10.1175/JAMC-D-11-0143.1: 20 degC and 50 % give 13.7 degC.
    found = c_from_k(wet_bulb_k(k_from_c(20.0), 101_325.0, 0.5))
    assert found == pytest.approx(13.7, abs=0.15)


def test_findings_of_coolers_and_changeovers() -> None:
    case = hall().model_dump()
    case["coolers"][0].update(existing_mw=2.0)
    case["sources"][0].update(cooling_today={"electricity_share": 0.2})
    case["heat_pumps"] |= {
        "minimum_load_share": 0.3,
        "changeovers": [
            {"source": "river", "sink": "offices", "other_source": "servers", "other_sink": "roof"},
            {
                "source": "servers",
                "sink": "offices",
                "other_source": "servers",
                "other_sink": "offices",
            },
        ],
    }
    places = {finding.place for finding in check_consistency(Case.model_validate(case))}
    assert {
        "coolers[0].max_mw",
        "coolers[0].age_a",
        "sources[0].must_leave",
        "heat_pumps.changeovers[0].source",
        "heat_pumps.changeovers[0].other_sink",
        "heat_pumps.changeovers[1]",
        "heat_pumps.minimum_load_share",
    } <= places


def test_heat_that_must_leave_wants_a_cooler() -> None:
    found = check_consistency(hall({"coolers": ()}, changeovers=[]))
    assert [finding.place for finding in found] == ["series: outdoor_c", "sources[0].must_leave"]


def test_a_dry_cooler_knows_no_humidity() -> None:
    data = yaml.safe_load((HALL / "case.yaml").read_text(encoding="utf-8"))
    data["coolers"][0]["relative_humidity"] = 0.5
    with pytest.raises(ValueError, match="wanted by a wet cooler, and only by one"):
        Case.model_validate(data)
