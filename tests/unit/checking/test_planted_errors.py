"""The checker finds each kind of error planted into the files of a good result, by its law."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import yaml

from industrial_hp import design, read_case, write_report
from industrial_hp.checking import verify
from industrial_hp.checking.verdict import LAWS
from industrial_hp.errors import CaseError
from industrial_hp.solving.options import solver_profile

CASE = Path(__file__).parent / "case"
Plant = Callable[[Path], None]


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A finished result in which machine, line, tank, boiler and exchanger run."""
    folder = tmp_path_factory.mktemp("result")
    write_report(design(read_case(CASE), solver_profile("proof")), folder, formats=("json", "csv"))
    return folder


def cell(file: str, column: str, change: Callable[[Any], Any], row: int = 0, **where: str) -> Plant:
    """Change one cell: that of the given row among those whose columns are as stated."""

    def plant(folder: Path) -> None:
        table = pd.read_csv(folder / file)
        chosen = table.index[
            [all(r[k] == v for k, v in where.items()) for _, r in table.iterrows()]
        ]
        at = chosen[row]
        table.loc[at, column] = change(table.loc[at, column])
        table.to_csv(folder / file, index=False)

    return plant


def without(file: str, **where: str) -> Plant:
    """Leave out the rows whose columns are as stated."""

    def plant(folder: Path) -> None:
        table = pd.read_csv(folder / file)
        keep = [not all(r[k] == v for k, v in where.items()) for _, r in table.iterrows()]
        table[keep].to_csv(folder / file, index=False)

    return plant


def document(file: str, change: Callable[[dict[str, Any]], None]) -> Plant:
    """Change a JSON document."""

    def plant(folder: Path) -> None:
        data = json.loads((folder / file).read_text(encoding="utf-8"))
        change(data)
        (folder / file).write_text(json.dumps(data), encoding="utf-8")

    return plant


def stated(old: str, new: str) -> Plant:
    """Change the case that the result says it is of."""

    def plant(folder: Path) -> None:
        path = folder / "case" / "case.yaml"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return plant


def restated(change: Callable[[dict[str, Any]], None]) -> Plant:
    """Change the case that the result says it is of, part by part."""

    def plant(folder: Path) -> None:
        path = folder / "case" / "case.yaml"
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        change(data)
        path.write_text(yaml.safe_dump(data, sort_keys=False), encoding="utf-8")

    return plant


def overfilled(data: dict[str, Any]) -> None:
    data["zones"][1]["floor_m2"] = 1
    data["stores"][0]["floor_m2_per_mwh"] = 3


def of_machines(**options: Any) -> Plant:
    return restated(lambda data: data["heat_pumps"].update(options))


def of_zone(index: int, **fields: Any) -> Plant:
    return restated(lambda data: data["zones"][index].update(fields))


def dispatch(column: str, by: float, row: int = 0, **where: str) -> Plant:
    return cell("dispatch.csv", column, lambda x: x + by, row, **where)


def equipment(column: str, factor: float, **where: str) -> Plant:
    return cell("equipment.csv", column, lambda x: x * factor, **where)


def figure(name: str, factor: float, side: str = "proposed") -> Plant:
    return cell("kpis.csv", side, lambda x: x * factor, name=name)


def blanked(name: str) -> Plant:
    return cell("kpis.csv", "proposed", lambda x: None, name=name)


def streams(column: str, by: float, **where: str) -> Plant:
    return cell("heat_streams.csv", column, lambda x: x + by, **where)


def moved(by_k: float, unit: str, side: str) -> Plant:
    """Move all of a stream to another temperature."""

    def plant(folder: Path) -> None:
        table = pd.read_csv(folder / "heat_streams.csv")
        own = (table["unit"] == unit) & (table["side"] == side)
        assert own.any()
        table.loc[own, ["t_hot_c", "t_cold_c"]] += by_k
        table.to_csv(folder / "heat_streams.csv", index=False)

    return plant


def annual(name: str, field: str, factor: float) -> Plant:
    def change(data: dict[str, Any]) -> None:
        item = next(item for item in data["proposed"]["annual"] if item["name"] == name)
        item[field] *= factor

    return document("results.json", change)


def capital(field: str, value: float) -> Plant:
    def change(data: dict[str, Any]) -> None:
        data["proposed"]["capital"][0][field] = value

    return document("results.json", change)


def swap_flow(folder: Path) -> None:
    """The cash flow told moves a payment from one year into the next."""
    data = json.loads((folder / "results.json").read_text(encoding="utf-8"))
    row = data["proposed"]["cash_flow"]["rows"][0]["amounts_eur"]
    row[0], row[1] = row[0] - 1000, row[1] + 1000
    (folder / "results.json").write_text(json.dumps(data), encoding="utf-8")


PLANTED: tuple[tuple[str, Plant, str], ...] = (
    ("hours", dispatch("hours_per_year", 10, type="sink"), "Periods stand for the hours"),
    ("negative heat", dispatch("heat_in_mw", -5, type="sink"), "No negative heat"),
    ("one period's heat", dispatch("heat_out_mw", 0.1, type="boiler"), "Heat given is heat taken"),
    ("a sink's heat", dispatch("heat_in_mw", -0.1, type="sink"), "Demand is delivered"),
    ("unmet heat hidden", dispatch("unmet_mw", 0.1, type="sink"), "Demand is delivered"),
    ("stream heat", streams("heat_mw", 0.1, side="hot", unit="tank"), "Streams carry the heat"),
    ("source too hot", streams("t_hot_c", 5, unit="chillers"), "Streams have the temperatures"),
    ("sink too cool", streams("t_hot_c", -5, unit="network"), "Streams have the temperatures"),
    (
        "transfer uphill",
        moved(-30, "chillers_to_line_r600a", "hot"),
        "No heat runs uphill",
    ),
    (
        "evaporation above the source",
        moved(6, "chillers_to_line_r600a", "cold"),
        "No heat runs uphill",
    ),
    (
        "difference lost",
        moved(2, "chillers_to_line_r600a", "cold"),
        "Temperature differences",
    ),
    ("tank content", dispatch("store_mwh", 0.5, type="heat_store"), "Stores hold what"),
    (
        "a tank that leaks upward",
        streams("t_hot_c", 8, unit="tank", side="hot"),
        "Stores give no hotter",
    ),
    ("tank beyond its size", equipment("size", 0.5, tag="tank"), "Stores hold what"),
    ("loss of a line", dispatch("heat_out_mw", 0.005, type="loop_end"), "Loops deliver"),
    ("work of a machine", dispatch("electricity_mw", 0.1, type="heat_pump"), "energy balance"),
    (
        "evaporating temperature told",
        dispatch("t_evaporator_c", 3, type="heat_pump"),
        "run at the temperatures told",
    ),
    ("a COP of the year", equipment("cop_annual", 1.1, type="heat_pump"), "have the COP told"),
    ("a COP of the design", equipment("cop_design", 1.3, type="heat_pump"), "have the COP told"),
    ("fuel of a boiler", dispatch("fuel_mw", -0.1, row=1, type="boiler"), "Boilers burn"),
    ("electricity bought", dispatch("electricity_mw", -0.05, type="grid"), "Electricity bought"),
    ("pumps of a source", dispatch("electricity_mw", 0.01, type="source"), "Pumps, fans"),
    ("more than a source has", stated("duty_mw: 2.0", "duty_mw: 1.9"), "Sources give no more"),
    (
        "more than a permit",
        stated("max_mwh_per_a: null", "max_mwh_per_a: 9000.0"),
        "Sources keep their limit",
    ),
    ("capacity exceeded", equipment("size", 0.1, tag="gas_boiler"), "Nothing runs beyond"),
    (
        "a machine beyond its size",
        dispatch("largest_mw", -0.5, type="heat_pump"),
        "Nothing runs beyond",
    ),
    ("a missing unit", without("equipment.csv", tag="tank"), "Everything that runs is built"),
    ("a machine smaller than told", equipment("size", 0.9, type="heat_pump"), "Sizes lie within"),
    ("a machine below the smallest", of_machines(minimum_size_mw=40), "Sizes lie within"),
    ("a lift that is too large", of_machines(maximum_lift_k=20), "Sizes lie within"),
    ("a condenser that is too hot", of_machines(maximum_condensing_c=50), "Sizes lie within"),
    (
        "a machine in a closed zone",
        of_zone(0, new_equipment="forbidden"),
        "New equipment keeps",
    ),
    (
        "a floor overfilled",
        restated(overfilled),
        "New equipment keeps",
    ),
    ("a unit that is not on offer", stated("max_units: 1", "max_units: 0"), "Sizes lie within"),
    (
        "a grid connection",
        stated("grid_limit_mw: 5.0", "grid_limit_mw: 0.5"),
        "Grid connections",
    ),
    (
        "a forbidden match",
        stated(
            "matches:\n  forbidden: []",
            "matches:\n  forbidden:\n  - {source: chillers, sink: network, covers: units}",
        ),
        "Forbidden matches",
    ),
    ("a flow", cell("flows.csv", "heat_mwh_per_a", lambda x: x + 50), "Flows sum"),
    ("a flow left out", without("flows.csv", to="network"), "Flows sum"),
    ("price of electricity", annual("electricity", "first_year_eur", 0.9), "Energy is paid"),
    ("peak charge", annual("electricity_peak", "quantity", 0.5), "Energy is paid"),
    ("CO2 to pay", annual("co2", "first_year_eur", 0.5), "Energy is paid"),
    ("maintenance", annual("fixed_om", "first_year_eur", 0.5), "Payments sum"),
    ("a payment in another year", swap_flow, "Payments sum"),
    ("a life", capital("lifetime_a", 40), "Payments sum"),
    ("annual cost", figure("total_annual_cost_eur", 0.99), "annual cost is the annuity"),
    ("investment", equipment("investment_eur", 0.9, type="heat_pump"), "Investment is that"),
    ("CO2 of the year", figure("co2_t_per_a", 0.9), "Key figures follow"),
    ("net present value", figure("npv_eur", 1.1), "Key figures follow"),
    ("internal rate of return", figure("irr", 1.05), "Key figures follow"),
    ("payback", figure("payback_a", 0.9), "Key figures follow"),
    ("levelised cost", figure("lcoh_eur_per_mwh", 0.95), "Key figures follow"),
    ("seasonal performance", figure("spf", 1.02), "Key figures follow"),
    ("a rate of return left out", blanked("irr"), "Key figures follow"),
    ("a payback left out", blanked("payback_a"), "Key figures follow"),
    ("fuel of today", figure("fuel_mwh_per_a", 1.05, "base"), "Key figures follow"),
    ("today's cost of heat", figure("lcoh_eur_per_mwh", 1.05, "base"), "Key figures follow"),
    ("heat delivered", figure("heat_delivered_mwh_per_a", 1.01), "Key figures follow"),
    (
        "a bound above the cost",
        document("status.json", lambda d: d.update(lower_bound_eur_per_a=1e9)),
        "Status agrees",
    ),
    ("a gap", document("status.json", lambda d: d.update(gap=0.3)), "Status agrees"),
)


def failed(folder: Path) -> list[str]:
    return [check.name for check in verify(folder).checks if not check.passed]


def test_a_good_result_passes_every_check(finished: Path) -> None:
    assert failed(finished) == []
    assert len({law.name for law in LAWS}) == len(LAWS)


@pytest.mark.parametrize(("plant", "law"), [p[1:] for p in PLANTED], ids=[p[0] for p in PLANTED])
def test_a_planted_error_is_found(finished: Path, tmp_path: Path, plant: Plant, law: str) -> None:
    folder = tmp_path / "planted"
    shutil.copytree(finished, folder)
    plant(folder)
    found = failed(folder)
    assert any(law in name for name in found), found


def test_a_violation_tells_place_and_both_figures(finished: Path, tmp_path: Path) -> None:
    folder = tmp_path / "planted"
    shutil.copytree(finished, folder)
    dispatch("heat_in_mw", -0.1, row=1, type="sink")(folder)
    check = next(c for c in verify(folder).checks if c.name.startswith("Demand"))
    [violation] = check.violations
    assert violation.place == "network, winter 12.0 h"
    assert violation.deviation == pytest.approx(0.1)
    assert (violation.found, violation.permitted) == ("3.9", "4")


def test_a_period_left_out_of_a_unit_is_a_finding(finished: Path, tmp_path: Path) -> None:
    folder = tmp_path / "planted"
    shutil.copytree(finished, folder)
    without("dispatch.csv", type="sink", period="winter 12.0 h")(folder)
    with pytest.raises(CaseError, match="does not have each period once"):
        verify(folder)
