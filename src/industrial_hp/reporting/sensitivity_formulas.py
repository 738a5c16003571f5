"""Formulas of the sheet Sensitivity on the flows of the sheet Cash flow.

Every payment grows in proportion to its price, so the net present value at a factor on a price is
that of today plus the factor less one, times what the project saves under that heading.
"""

from industrial_hp.case.case import Case
from industrial_hp.reporting.cash_flow_layout import (
    HEADER_ROW,
    INTEREST,
    YEARS,
    ItemRows,
    Row,
    layout,
    result_there,
)
from industrial_hp.reporting.live_inputs import factors, live_names
from industrial_hp.reporting.sheet_page import Page, address
from industrial_hp.results.sensitivity import (
    HEADINGS,
    INVESTMENT,
    SMALLEST_EUR,
    machine_electricity,
)
from industrial_hp.results.solution import Solution, Variant

NPV = result_there(Row.NPV)
ENERGY = "prices.electricity.energy_eur_per_mwh"


def saved_formula(solution: Solution, heading: str) -> str:
    """Present value of what the project saves under a heading of the sensitivity."""
    plan = layout(solution)
    assert solution.base is not None
    assert plan.base is not None
    today = _present_value(solution, heading, solution.base, plan.base)
    proposed = _present_value(solution, heading, solution.proposed, plan.proposed)
    return f"=({today})-({proposed})"


def _present_value(solution: Solution, heading: str, variant: Variant, rows: ItemRows) -> str:
    plan = layout(solution)
    if heading != INVESTMENT:
        found = [
            plan.present_value_there(row)
            for row, item in enumerate(variant.annual, start=rows.first_annual)
            if HEADINGS.get(item.name) == heading
        ]
        return "+".join(found) or "0"
    if not rows.capital:
        return "0"
    first, last = rows.first_capital, rows.first_capital + rows.capital - 1
    end = address(last, 3, fixed_row=True, fixed_column=True)
    new = f'({result_there(first, 3)}:{end}="new")'
    years = plan.block_there(HEADER_ROW, HEADER_ROW)
    return f"SUMPRODUCT({new}*{plan.block_there(first, last)}/(1+{INTEREST})^{years})"


def write_break_even_cop(page: Page, row: int) -> int:
    """COP of the year, and the one with which the project would pay just so; the next free row.

    A poorer machine draws more electricity for the same heat, at the prices of its hours.
    """
    case = page.solution.case
    used = machine_electricity(case, page.solution.proposed)
    if used is None:
        return row
    cop, drawn, price, paid, smallest, just_so = range(row, row + 6)
    lines: tuple[tuple[int, str, float | None, str], ...] = (
        (cop, "COP of all machines over the year", page.solution.annual_cop, "-"),
        (drawn, "Electricity that they draw", used.drawn_mwh_per_a, "MWh/a"),
        (
            price,
            "Energy price in their hours, before its factor",
            used.energy_eur_per_mwh,
            "EUR/MWh",
        ),
        (paid, "Paid for it over the years, present value", used.paid_eur, "EUR"),
        (smallest, "Smallest sum that counts", SMALLEST_EUR, "EUR"),
        (just_so, "COP that pays just so", page.solution.break_even_cop, "-"),
    )
    cells = {line: address(line, 1) for line, *_ in lines}
    share = f"(1+{NPV}/{cells[paid]})"
    years = layout(page.solution).block_there(HEADER_ROW, HEADER_ROW)
    formulas = {
        paid: _paid_formula(case, cells[drawn], cells[price], years=years),
        just_so: f"=IF({cells[paid]}<={cells[smallest]},0,"
        f'IF({share}>0,{cells[cop]}/{share},"none"))',
    }
    if ENERGY in live_names(case):
        formulas[price] = f"={live_names(case)[ENERGY]}"
    for line, title, value, unit in lines:
        page.text(line, 0, title, "bold" if line == just_so else "text")
        page.unit(line, 3, unit)
        page.text(line, 2, "")
        if line in formulas:
            page.formula(line, 1, formulas[line], value, unit=unit)
        else:
            page.number(line, 1, value, unit)
    return just_so + 1


def _paid_formula(case: Case, drawn: str, price: str, *, years: str) -> str:
    """Present value of what the machines pay for electricity, network charge by energy included."""
    scaled = factors(case).get(ENERGY)
    energy = f"{price}*{scaled}" if scaled else price
    paid = f"({years}>=1)*({years}<={YEARS})"
    growth = f"(1+electricity_escalation)^({years}-1)/(1+{INTEREST})^{years}"
    return f"={drawn}*({energy}+electricity_network_eur_per_mwh)*SUMPRODUCT({paid}*{growth})"
