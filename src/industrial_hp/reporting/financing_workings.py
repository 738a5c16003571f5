"""Workings of the sheet Financing: what is owed, interest, what is written off, taxed profit.

Equipment is written off over its life in equal parts from the year after it is bought; of what is
bought at the start only what no grant has paid.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from industrial_hp.reporting.cash_flow_layout import SHEET, YEAR_0, YEARS, ItemRows, layout
from industrial_hp.reporting.live_inputs import grown
from industrial_hp.reporting.sheet_page import Page, address
from industrial_hp.results.solution import Financing, Variant

WORKINGS = ("owed", "interest", "paid", "saved", "written_today", "written_proposed", "profit")
TITLES = {
    "owed": "Loan still owed at the end of the year",
    "interest": "Interest within the payment of the year",
    "paid": "Loan: received less paid",
    "saved": "Yearly payments saved against today, capital apart",
    "written_today": "Written off, today's system",
    "written_proposed": "Written off, proposed system",
    "profit": "Profit that the project adds",
}
FIRST_WORKING = 32
"""Row below the bar of the workings."""


def working_rows(first_year: int) -> Callable[[str, int], str]:
    """Cell of a working in a year."""
    return lambda name, year: address(FIRST_WORKING + WORKINGS.index(name), first_year + year)


@dataclass(frozen=True)
class Rules:
    """Rules of grant, loan and tax with their cells on the sheet."""

    page: Page
    cell: Callable[[str], str]
    """Cell of invested, avoided, grant, lent, payment."""
    header: int
    first_year: int

    @property
    def systems(self) -> tuple[tuple[Variant, ItemRows], tuple[Variant, ItemRows]]:
        """Today's and the proposed system with their rows on the sheet Cash flow."""
        plan, solution = layout(self.page.solution), self.page.solution
        assert solution.base is not None
        assert plan.base is not None
        return (solution.base, plan.base), (solution.proposed, plan.proposed)

    @property
    def invested_eur(self) -> float:
        """What is bought at the start [EUR]."""
        bought = self.page.solution.proposed.capital
        return sum(item.investment_eur for item in bought if item.age_a is None)

    @property
    def avoided_t_per_a(self) -> float:
        """CO2 avoided in a year [t/a]."""
        (base, _), (proposed, _) = self.systems
        return base.co2_t_per_a - proposed.co2_t_per_a

    def payment_eur(self, lent_eur: float) -> float:
        """Yearly payment for the loan [EUR/a]."""
        loan = self.page.solution.case.economics.loan
        if loan is None:
            return 0.0
        rate, years = loan.interest, loan.years_a
        return lent_eur / years if rate == 0 else lent_eur * rate / (1 - (1 + rate) ** -years)

    def invested_formula(self) -> str:
        """What is bought at the start."""
        _, rows = self.systems[1]
        if not rows.capital:
            return "=0"
        new = f'({_column(rows.first_capital, rows.capital, 3)}="new")'
        return f"=SUMPRODUCT({new}*{_column(rows.first_capital, rows.capital, 1)})"

    def grant_formula(self) -> str:
        """The least of what the rules of the grant allow; text in a cell is no limit."""
        invested, avoided = self.cell("invested"), self.cell("avoided")
        by_tonnes = (
            f"IF(ISNUMBER(grant_eur_per_t_co2),grant_eur_per_t_co2*MAX(0,{avoided}),{invested})"
        )
        return f"=MIN(grant_share*{invested},grant_cap_eur,{by_tonnes},{invested})"

    def lent_formula(self) -> str:
        """The share lent of what the grant leaves."""
        return f"=loan_share*({self.cell('invested')}-{self.cell('grant')})"

    def payment_formula(self) -> str:
        """The annuity of the loan."""
        lent = self.cell("lent")
        return (
            f"=IF(loan_interest=0,{lent}/loan_years,"
            f"{lent}*loan_interest/(1-(1+loan_interest)^-loan_years))"
        )


def write_financing_workings(rules: Rules, own: Financing) -> None:
    """Write the rows of the workings, year by year."""
    page, money = rules.page, rules.page.solution.case.economics
    years = layout(page.solution).years
    values = _values(rules, own, years)
    stated = {"owed": money.loan, "interest": money.loan, "paid": money.loan}
    for name in WORKINGS:
        row = FIRST_WORKING + WORKINGS.index(name)
        page.text(row, 0, TITLES[name], "check_text")
        page.text(row, 1, "", "check_text")
        page.unit(row, 2, "EUR")
        for year, value in enumerate(values[name]):
            column = rules.first_year + year
            if stated.get(name, True) is None:
                page.number(row, column, value, "EUR flow", "check")
            else:
                formula = _formula(rules, name, year)
                page.formula(row, column, formula, value, unit="EUR flow", look="check")


def owed_eur(lent_eur: float, interest: float, payment_eur: float, years: int) -> list[float]:
    """What is owed at the end of each year while the loan runs, and after [EUR]."""
    owed = [lent_eur]
    for _ in range(years):
        owed.append(owed[-1] * (1 + interest) - payment_eur)
    return owed


def _values(rules: Rules, own: Financing, years: int) -> dict[str, Sequence[float]]:
    loan, lent = rules.page.solution.case.economics.loan, own.loan_eur[0]
    owed = [0.0] * (years + 1)
    interest = [0.0] * (years + 1)
    if loan is not None:
        running = owed_eur(lent, loan.interest, rules.payment_eur(lent), min(loan.years_a, years))
        owed = [*running, *(running[-1],) * (years + 1 - len(running))]
        for year in range(1, min(loan.years_a, years) + 1):
            interest[year] = owed[year - 1] * loan.interest
    (base, _), (proposed, _) = rules.systems
    change = rules.page.solution.case.economics.price_change
    left = 1.0 - own.grant_eur / rules.invested_eur if rules.invested_eur > 0 else 1.0
    saved = [
        sum(r.amounts_eur[year] for r in base.cash_flow.rows if r.kind != "capital")
        - sum(r.amounts_eur[year] for r in proposed.cash_flow.rows if r.kind != "capital")
        for year in range(years + 1)
    ]
    today, then = (
        [_written_off(system, year, years, share, price_change=change) for year in range(years + 1)]
        for system, share in ((base, 1.0), (proposed, left))
    )
    profit = [a - (b - c) - d for a, b, c, d in zip(saved, then, today, interest, strict=True)]
    return {
        "owed": owed,
        "interest": interest,
        "paid": own.loan_eur,
        "saved": saved,
        "written_today": today,
        "written_proposed": then,
        "profit": profit,
    }


def _written_off(
    system: Variant, year: int, years: int, left: float, *, price_change: float
) -> float:
    total = 0.0
    for item in system.capital:
        first = 0 if item.age_a is None else max(0, item.lifetime_a - item.age_a)
        if first < year <= years:
            part = left if item.age_a is None and year <= item.lifetime_a else 1.0
            bought = first + item.lifetime_a * ((year - 1 - first) // item.lifetime_a)
            total += item.investment_eur * (1 + price_change) ** bought / item.lifetime_a * part
    return total


def _formula(rules: Rules, name: str, year: int) -> str:
    there = working_rows(rules.first_year)
    now = address(rules.header, rules.first_year + year, fixed_row=True)
    if name == "owed":
        if not year:
            return f"={rules.cell('lent')}"
        before, payment = there("owed", year - 1), rules.cell("payment")
        return f"=IF({now}<=loan_years,{before}*(1+loan_interest)-{payment},{before})"
    if name == "interest":
        if not year:
            return f"=loan_interest*{now}"
        runs = f"AND({now}<=loan_years,{now}<={YEARS})"
        return f"=IF({runs},{there('owed', year - 1)}*loan_interest,0)"
    if name == "paid":
        if not year:
            return f"={rules.cell('lent')}"
        paid = f"IF({now}<=loan_years,{rules.cell('payment')},0)"
        rest = f"IF(AND({now}={YEARS},{now}<loan_years),{there('owed', year)},0)"
        return f"=IF({now}<={YEARS},-{paid}-{rest},0)"
    if name == "saved":
        today, then = (
            f"SUM({_column(rows.first_annual, rows.annual, YEAR_0 + year)})"
            for _, rows in rules.systems
        )
        return f"={today}-{then}"
    if name == "profit":
        cells = [there(one, year) for one in WORKINGS[3:6]]
        return f"={cells[0]}-({cells[2]}-{cells[1]})-{there('interest', year)}"
    system = 0 if name == "written_today" else 1
    return _written_formula(rules, rules.systems[system][1], now, granted=system == 1)


def _written_formula(rules: Rules, rows: ItemRows, now: str, *, granted: bool) -> str:
    """Price over life of all that was bought before, what a grant paid left out."""
    if not rows.capital:
        return f"=0*{now}"
    price, life, age, first = (_column(rows.first_capital, rows.capital, c) for c in (1, 2, 3, 4))
    bought = f"{first}+{life}*INT(({now}-1-{first})/{life})"
    part = f"({now}>{first})*{price}{grown(rules.page.solution.case, bought)}/{life}"
    if granted:
        invested, grant = rules.cell("invested"), rules.cell("grant")
        paid = f"IF({invested}>0,{grant}/{invested},0)"
        part += f'*(1-{paid}*({age}="new")*({now}<={life}))'
    return f"=IF({now}<={YEARS},SUMPRODUCT({part}),0)"


def _column(first: int, count: int, column: int) -> str:
    start = address(first, column, fixed_row=True, fixed_column=True)
    end = address(first + count - 1, column, fixed_row=True, fixed_column=True)
    return f"'{SHEET}'!{start}:{end}"
