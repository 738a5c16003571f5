"""Sheet Financing: the flows of the project's owner after grant, loan and tax."""

from itertools import accumulate

from industrial_hp.reporting.sheet_page import Page, address
from industrial_hp.results.solution import Financing

HEADER_ROW = 3
WIDTHS = (46.0, *(15.0,) * 6)
HEADERS = ("Year", "Project", "Grant", "Loan", "Tax", "Owner", "Cumulated")
UNITS = ("", *("EUR",) * 6)
FIGURES = (
    ("npv_eur", "Net present value for the owner", "EUR"),
    ("irr", "Internal rate of return", "1/a"),
    ("mirr", "Modified internal rate of return", "1/a"),
    ("payback_a", "Payback", "a"),
    ("discounted_payback_a", "Discounted payback", "a"),
)


def write_financing(page: Page) -> None:
    """Write the sheet."""
    page.widths(WIDTHS)
    page.title(
        "Financing",
        "Money received is positive, money paid negative. Values of the calculation: what is "
        "changed on the sheet Inputs does not reach this sheet.",
    )
    own, project = page.solution.financing, page.solution.project_flows_eur
    page.headers(HEADER_ROW, HEADERS, text_columns=(0,))
    page.units(HEADER_ROW + 1, UNITS, text_columns=(0,))
    row = HEADER_ROW + 2
    if own is None or project is None:
        page.text(row, 0, "The case states no grant, loan or tax.", "line")
        row += 1
    else:
        row = _write_years(page, row, own, project)
        page.section(row + 1, "Figures for the owner", 2)
        row += 2
        for key, title, unit in FIGURES:
            page.text(row, 0, title, "bold")
            page.number(row, 1, own.figures[key], unit)
            page.unit(row, 2, unit)
            row += 1
    page.sheet.freeze_panes(HEADER_ROW + 2, 1)
    page.print_setup(row, len(HEADERS), landscape=True, header_row=HEADER_ROW)


def _write_years(page: Page, row: int, own: Financing, project: tuple[float, ...]) -> int:
    first = row
    totals = list(accumulate(own.flows_eur))
    for year, (before, loan, tax, after) in enumerate(
        zip(project, own.loan_eur, own.tax_eur, own.flows_eur, strict=True)
    ):
        granted = own.grant_eur if year == 0 else 0.0
        page.text(row, 0, str(year))
        for column, value in ((1, before), (2, granted), (3, loan)):
            page.number(row, column, value, "EUR flow")
        page.number(row, 4, -tax, "EUR flow")
        cells = f"{address(row, 1)}:{address(row, 4)}"
        page.formula(row, 5, f"=SUM({cells})", after, unit="EUR flow")
        cells = f"{address(first, 5, fixed_row=True)}:{address(row, 5)}"
        page.formula(row, 6, f"=SUM({cells})", totals[year], unit="EUR flow")
        row += 1
    return row
