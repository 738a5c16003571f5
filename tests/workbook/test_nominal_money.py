"""A study in nominal money: flows by hand, checks of design and files, the live workbook."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from industrial_hp.case.case import Case
from industrial_hp.checking.verdict import verify
from industrial_hp.pipeline import design
from industrial_hp.pipeline.reports import write_report
from industrial_hp.reading.read_case import read_case
from industrial_hp.results.appraisal import _cash_flow
from industrial_hp.results.financing import financing
from industrial_hp.results.key_figures import key_figures
from industrial_hp.results.scenarios import scenarios
from industrial_hp.results.solution import Solution, Variant

LibreOffice = Callable[[Path, Mapping[str, float]], Workbook]
CASE = Path(__file__).parent / "case"
INFLATION = 0.02
SHARE, SMALLEST = 1e-6, 1e-6


def nominal_case(**economics: Any) -> Case:
    """The small case with interest and price changes that hold an inflation of 2 %."""
    case = read_case(CASE)
    stated = {"money": "nominal", "inflation": INFLATION, "interest": 0.08} | economics
    data = case.model_dump(exclude_none=True)
    data["economics"] |= stated
    data["prices"].pop("co2_escalation")
    data["prices"]["electricity"]["escalation"] = 0.03
    return Case.model_validate(data)


@pytest.fixture(scope="module")
def solution() -> Solution:
    return design(nominal_case())


@pytest.fixture(scope="module")
def folder(solution: Solution, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("nominal")
    write_report(solution, path, ("json", "csv", "xlsx"))
    return path


def test_payments_and_replacements_rise_by_their_own_change_or_by_the_inflation(
    solution: Solution,
) -> None:
    """The gas boiler of 18 years is renewed in year 7, at the price of today times 1.02^7."""
    assert solution.base is not None
    flows = {row.name: row.amounts_eur for row in solution.base.cash_flow.rows}
    boiler = solution.base.capital[0]
    assert flows[boiler.title][7] == pytest.approx(boiler.investment_eur * 1.148686, rel=SHARE)
    for title, growth in (
        ("Natural gas (lower heating value)", 1.02),
        ("CO2 not yet in the prices", 1.02),
        ("Operation and maintenance, fixed", 1.02),
    ):
        assert flows[title][2] == pytest.approx(flows[title][1] * growth, rel=SHARE)
    proposed = {row.name: row.amounts_eur for row in solution.proposed.cash_flow.rows}
    energy = proposed["Electricity: energy"]
    assert energy[3] == pytest.approx(energy[1] * 1.03**2, rel=SHARE)


def test_the_objective_is_the_annual_cost_in_the_money_of_year_1(solution: Solution) -> None:
    """By hand: 1 / (1 + 1.02 / 1.08 + ... + (1.02 / 1.08)^14) * 1.08 of the present value."""
    costs = solution.proposed.cash_flow.total_eur
    worth = sum(cost / 1.08**year for year, cost in enumerate(costs))
    ratio = 1.02 / 1.08
    annuity = 1.08 * (1 - ratio) / (1 - ratio**15)
    assert solution.proof.objective_eur_per_a == pytest.approx(annuity * worth, rel=SHARE)


def test_the_files_pass_the_checks_that_share_no_code(folder: Path) -> None:
    assert [check.name for check in verify(folder).checks if not check.passed] == []


def test_workbook_gives_the_values_written_beside_its_formulas(
    folder: Path, libreoffice: LibreOffice
) -> None:
    report = folder / "report.xlsx"
    formulas, cached = load_workbook(report), load_workbook(report, data_only=True)
    found = libreoffice(report, {})
    wrong = [
        f"{sheet.title}!{cell.coordinate} {cell.value}"
        for sheet in formulas
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
        and not _same(
            cached[sheet.title][cell.coordinate].value, found[sheet.title][cell.coordinate].value
        )
    ]
    assert wrong == []
    terms = {row[0].value: row[1].value for row in formulas["Inputs"].iter_rows()}
    assert terms["Terms of money"] == "Nominal"


def _same(written: object, found: object) -> bool:
    if isinstance(written, int | float) and isinstance(found, int | float):
        return found == pytest.approx(written, rel=SHARE, abs=SMALLEST)
    return (written or "") == (found or "")


def test_another_inflation_and_interest_move_all_money(
    folder: Path, solution: Solution, libreoffice: LibreOffice
) -> None:
    report = folder / "report.xlsx"
    names = load_workbook(report).defined_names
    cells = {
        names[name].attr_text.replace("$", "").replace("'", ""): value
        for name, value in (("inflation", 0.035), ("interest", 0.06))
    }
    book = libreoffice(report, cells)
    case, base, proposed = _changed(solution, inflation=0.035, interest=0.06)
    summary = {row[0]: row for row in book["Summary"].iter_rows(values_only=True)}
    for figure in key_figures(case, base, proposed):
        found = summary[figure.title][5]
        if figure.proposed is not None:
            assert found == pytest.approx(figure.proposed, rel=SHARE, abs=SMALLEST), figure.title
    owner = financing(case, base, proposed)
    assert owner is not None
    rows = {row[0]: row for row in book["Financing"].iter_rows(values_only=True)}
    npv = owner.figures["npv_eur"]
    assert rows["Net present value for the owner"][1] == pytest.approx(npv, rel=SHARE)
    heat = solution.key_figure("heat_delivered_mwh_per_a").proposed
    assert heat is not None
    worst = scenarios(case, base, proposed, heat_mwh_per_a=heat)[0]
    rows = {row[0]: row for row in book["Scenarios"].iter_rows(values_only=True)}
    for key, title in (
        ("npv_eur", "Net present value against today"),
        ("lcoh_eur_per_mwh", "Levelised cost of heat as proposed"),
    ):
        assert rows[title][2] == pytest.approx(worst.figures[key], rel=SHARE)


def _changed(
    solution: Solution, *, inflation: float, interest: float
) -> tuple[Case, Variant, Variant]:
    """The solution at another inflation and interest, design and operation kept."""
    money = solution.case.economics.model_copy(
        update={"inflation": inflation, "interest": interest}
    )
    case = solution.case.model_copy(update={"economics": money})
    systems = []
    for variant in (solution.base, solution.proposed):
        assert variant is not None
        annual = tuple(
            item
            if item.name == "natural_gas" or item.name.startswith("electricity")
            else replace(item, escalation=inflation)
            for item in variant.annual
        )
        flow = _cash_flow(case, variant.capital, annual)
        years = enumerate(flow.total_eur)
        worth = sum(cost / (1 + interest) ** year for year, cost in years)
        ratio = (1 + inflation) / (1 + interest)
        annuity = (1 + interest) * (1 - ratio) / (1 - ratio**money.observation_a)
        systems.append(
            replace(variant, annual=annual, cash_flow=flow, annual_cost_eur=annuity * worth)
        )
    return case, systems[0], systems[1]


@pytest.mark.parametrize(
    ("money", "told"),
    [
        ({"money": "nominal", "inflation": None}, "nominal money wants inflation"),
        ({"money": "real", "inflation": 0.02}, "real money has no inflation"),
    ],
)
def test_inflation_goes_with_nominal_money(money: dict[str, Any], told: str) -> None:
    with pytest.raises(ValueError, match=told):
        nominal_case(**money)
