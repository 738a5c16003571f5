"""Sheet Financing: the flows of the project's owner after grant, loan and tax, as formulas.

Money received is positive, money paid negative. The project's flow and all purchases come from the
sheet Cash flow, the rules of grant, loan and tax from the sheet Inputs.
"""

from collections.abc import Callable
from dataclasses import dataclass

from industrial_hp.reporting.cash_flow_layout import SHEET, YEAR_0, Row, layout
from industrial_hp.reporting.financing_workings import (
    FIRST_WORKING,
    WORKINGS,
    Rules,
    working_rows,
    write_financing_workings,
)
from industrial_hp.reporting.flow_block import (
    FlowBlock,
    write_followers,
    write_rate_column,
    write_rates,
)
from industrial_hp.reporting.sheet_page import A3, Page, address
from industrial_hp.results.solution import Financing

NAME = "Financing"
HEADER_ROW = 3
FIRST_YEAR = 3
VALUE, UNIT = 1, 2
WIDTHS = (46.0, 14.0, 14.0)
EMPTY_COLUMNS = 8
"""Columns that title and subtitle need where there is no financing."""
FIGURES = (
    ("npv_eur", "Net present value for the owner", "EUR"),
    ("irr", "Internal rate of return", "1/a"),
    ("mirr", "Modified internal rate of return", "1/a"),
    ("payback_a", "Payback", "a"),
    ("discounted_payback_a", "Discounted payback", "a"),
)
FIRST_FIGURE = HEADER_ROW + 2
FIRST_RULE = FIRST_FIGURE + len(FIGURES) + 2
RULES = ("invested", "avoided", "grant", "lent", "payment")
FIRST_FLOW = FIRST_RULE + len(RULES) + 2
FLOWS = ("project", "grant", "loan", "tax")


def figure_there(name: str) -> str:
    """Cell of a figure for the owner, for formulas of other sheets."""
    row = FIRST_FIGURE + [key for key, _, _ in FIGURES].index(name)
    return f"'{NAME}'!{address(row, VALUE, fixed_row=True, fixed_column=True)}"


@dataclass(frozen=True)
class Place:
    """Rows of the sheet."""

    page: Page
    own: Financing

    @property
    def block(self) -> FlowBlock:
        """The owner's flow."""
        flow = FIRST_FLOW + len(FLOWS)
        years = layout(self.page.solution).years
        rates = FIRST_WORKING + len(WORKINGS) + 4
        return FlowBlock(HEADER_ROW, FIRST_YEAR, years, flow, rates, rates_column=VALUE + 1)

    def rule(self, name: str) -> str:
        """Cell of a rule."""
        row = FIRST_RULE + RULES.index(name)
        return address(row, VALUE, fixed_row=True, fixed_column=True)

    def flow(self, name: str, year: int) -> str:
        """Cell of a flow."""
        return address(FIRST_FLOW + FLOWS.index(name), FIRST_YEAR + year)


def write_financing(page: Page) -> None:
    """Write the sheet."""
    page.widths(WIDTHS)
    page.title(
        NAME,
        "Formulas: what is changed on the sheets Inputs and Cash flow moves the owner's figures. "
        "Money received is positive, money paid negative.",
    )
    own, project = page.solution.financing, page.solution.project_flows_eur
    if own is None or project is None:
        page.text(HEADER_ROW, 0, "The case states no grant, loan or tax.", "line")
        page.sheet.freeze_panes(HEADER_ROW + 1, 1)
        page.print_setup(HEADER_ROW + 1, EMPTY_COLUMNS, landscape=True, header_row=None)
        return
    place = Place(page, own)
    rules = Rules(page, place.rule, HEADER_ROW, FIRST_YEAR)
    _write_header(place)
    _write_figures(place)
    _write_rules(place, rules)
    _write_flows(place, project)
    page.section(FIRST_WORKING - 1, "Workings", place.block.last_column + 1)
    write_financing_workings(rules, own)
    write_rates(page, place.block, VALUE)
    write_rate_column(page, place.block, "owner", own.flows_eur)
    page.sheet.freeze_panes(HEADER_ROW + 1, 1)
    columns = place.block.last_column + 1
    page.print_setup(
        place.block.rates_end, columns, landscape=True, header_row=HEADER_ROW, paper=A3
    )


def _write_header(place: Place) -> None:
    page, years = place.page, place.block.years
    page.text(HEADER_ROW, 0, "Item", "header")
    page.text(HEADER_ROW, VALUE, "", "header")
    page.text(HEADER_ROW, UNIT, "Unit, or year", "header")
    header = page.styles.text("header_right")
    for year in range(years + 1):
        page.sheet.write_number(HEADER_ROW, FIRST_YEAR + year, year, header)
    longest = max(len(f"{flow:,.0f}") for flow in _largest(place))
    page.set_width(FIRST_YEAR, FIRST_YEAR + years, max(10.0, longest + 1.0))


def _largest(place: Place) -> tuple[float, ...]:
    total = sum(abs(flow) for flow in place.own.flows_eur)
    return (-total, total)


def _write_figures(place: Place) -> None:
    page, block = place.page, place.block
    page.section(FIRST_FIGURE - 1, "Figures for the owner", block.last_column + 1)
    formulas = {
        "npv_eur": block.npv(),
        "irr": block.irr(),
        "mirr": block.mirr(),
        "payback_a": block.payback(page),
        "discounted_payback_a": block.discounted_payback(page),
    }
    for row, (key, title, unit) in enumerate(FIGURES, start=FIRST_FIGURE):
        page.text(row, 0, title, "bold")
        page.unit(row, UNIT, unit)
        value = place.own.figures[key]
        page.formula(row, VALUE, formulas[key], value, unit=unit, look="total")


def _write_rules(place: Place, rules: Rules) -> None:
    """What is bought, granted and lent."""
    page, own, money = place.page, place.own, place.page.solution.case.economics
    page.section(FIRST_RULE - 1, "Grant and loan", place.block.last_column + 1)
    invested, lent = rules.invested_eur, own.loan_eur[0]
    avoided = rules.avoided_t_per_a
    lines: tuple[tuple[str, str, float, str | None], ...] = (
        ("Investment at the start", "EUR", invested, rules.invested_formula()),
        ("CO2 avoided in a year", "t/a", avoided, None),
        ("Grant", "EUR", own.grant_eur, rules.grant_formula() if money.grant else None),
        ("Lent", "EUR", lent, rules.lent_formula() if money.loan else None),
        (
            "Yearly payment for the loan",
            "EUR/a",
            rules.payment_eur(lent),
            rules.payment_formula() if money.loan else None,
        ),
    )
    for row, (title, unit, value, formula) in enumerate(lines, start=FIRST_RULE):
        page.text(row, 0, title)
        page.unit(row, UNIT, unit)
        if formula is None:
            page.number(row, VALUE, value, unit)
        else:
            page.formula(row, VALUE, formula, value, unit=unit)


def _write_flows(place: Place, project: tuple[float, ...]) -> None:
    page, own, block = place.page, place.own, place.block
    money = page.solution.case.economics
    page.section(FIRST_FLOW - 1, "By year", block.last_column + 1)
    there = working_rows(FIRST_YEAR)
    lines: tuple[tuple[str, tuple[float, ...], Callable[[int], str] | None], ...] = (
        ("Project, before grant, loan and tax", project, _project_formula),
        (
            "Grant",
            (own.grant_eur, *(0.0,) * block.years),
            lambda year: "" if year else f"={place.rule('grant')}",
        ),
        (
            "Loan: received less paid",
            own.loan_eur,
            (lambda year: f"={there('paid', year)}") if money.loan else None,
        ),
        (
            "Tax",
            tuple(-tax for tax in own.tax_eur),
            (lambda year: f"=-tax_rate*{there('profit', year)}") if money.tax else None,
        ),
    )
    for row, (title, values, formula) in enumerate(lines, start=FIRST_FLOW):
        page.text(row, 0, title)
        page.text(row, VALUE, "")
        page.unit(row, UNIT, "EUR")
        for year, value in enumerate(values):
            written = formula(year) if formula is not None else ""
            if written:
                page.formula(row, FIRST_YEAR + year, written, value, unit="EUR flow")
            else:
                page.number(row, FIRST_YEAR + year, value, "EUR flow")
    page.text(block.flow, 0, "Owner", "total_text")
    page.text(block.flow, VALUE, "", "total_text")
    page.text(block.flow, UNIT, "EUR", "total_unit")
    for year, value in enumerate(own.flows_eur):
        cells = f"{place.flow('project', year)}:{place.flow('tax', year)}"
        column = FIRST_YEAR + year
        page.formula(block.flow, column, f"=SUM({cells})", value, unit="EUR flow", look="total")
    write_followers(page, block, 0, "Owner", own.flows_eur)
    for row in range(block.flow + 1, block.end):
        page.text(row, VALUE, "", "check_text")
        page.text(row, UNIT, "", "check_text")


def _project_formula(year: int) -> str:
    return f"='{SHEET}'!{address(Row.PROJECT, YEAR_0 + year)}"
