"""What the net present value makes of other prices: design and operation are kept as they are.

Every payment grows in proportion to its price, so the net present value is a straight line over
each price and its break-even follows from two points; over the interest it is the internal rate
of return. EN 17463 asks for such an analysis of every uncertain parameter.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from industrial_hp.case.case import Case
from industrial_hp.case.prices import FUEL_NAMES, fuel_title
from industrial_hp.economics.annuity import capital_flows
from industrial_hp.economics.cash_flow import irr, npv_eur
from industrial_hp.results.solution import Variant

INTEREST = "interest"
INVESTMENT = "investment"
PRICES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("electricity", "Electricity, energy", ("electricity",)),
    ("network", "Electricity, network charges", ("electricity_network", "electricity_peak")),
    *((name, fuel_title(name), (name,)) for name in FUEL_NAMES),
    ("co2", "CO2 not yet in the prices", ("co2",)),
    ("maintenance", "Operation and maintenance", ("fixed_om", "variable_om")),
)
"""Prices: key, title and the yearly payments that grow with them."""
HEADINGS = {name: key for key, _, names in PRICES for name in names}
"""Price by the name of the yearly payment."""
COLUMNS = ("parameter", "title", "low", "high", "npv_low_eur", "npv_high_eur", "break_even")
MAP_COLUMNS = ("electricity_factor", "natural_gas_factor", "npv_eur")
MAP_FACTORS = (0.6, 0.8, 1.0, 1.2, 1.4)
BREAK_EVEN_COLUMNS = ("natural_gas_factor", "electricity_factor")
FRAME_FACTORS = (0.5, *MAP_FACTORS, 1.5)
"""The middles of the cells of the map, and the edges of the outer ones."""
SMALLEST_EUR = 1.0


@dataclass(frozen=True)
class Sensitivity:
    """Net present value over other prices."""

    table: pd.DataFrame
    """Columns `COLUMNS`: prices as factors, the interest as a rate; ``break_even`` is where the
    net present value is zero."""
    price_map: pd.DataFrame
    """Columns `MAP_COLUMNS`."""
    break_even_prices: pd.DataFrame
    """Columns `BREAK_EVEN_COLUMNS`: the electricity with which the project pays just so at each
    price of gas, below zero where nothing is cheap enough; empty where it buys none."""
    cop: tuple[float, float] | None
    """COP of the year of all machines, and the one with which the project would pay just so."""


def sensitivity(case: Case, base: Variant, proposed: Variant) -> Sensitivity:
    """Sensitivity of the net present value of a project against today.

    Parameters
    ----------
    case : Case
        Interest, and the share by which prices are uncertain.
    base, proposed : Variant
        Both systems.
    """
    savings = savings_eur(case, base, proposed)
    npv = sum(savings.values())
    share = case.economics.price_uncertainty_share
    rows = [
        _row(key, title, savings[key], npv, share)
        for key, title in (
            (INVESTMENT, "Investment"),
            *((key, title) for key, title, _ in PRICES),
        )
        if abs(savings[key]) > SMALLEST_EUR
    ]
    rows.append(_interest_row(case, base, proposed))
    return Sensitivity(
        pd.DataFrame(rows, columns=list(COLUMNS)),
        _price_map(savings, npv),
        _break_even_prices(savings, npv),
        _break_even_cop(case, proposed, npv),
    )


def _row(key: str, title: str, saving_eur: float, npv: float, share: float) -> dict[str, object]:
    """A price: its saving is what it adds to the net present value at the price of today."""
    break_even = 1 - npv / saving_eur
    return {
        "parameter": key,
        "title": title,
        "low": 1 - share,
        "high": 1 + share,
        "npv_low_eur": npv - share * saving_eur,
        "npv_high_eur": npv + share * saving_eur,
        "break_even": break_even if break_even >= 0 else None,
    }


def _interest_row(case: Case, base: Variant, proposed: Variant) -> dict[str, object]:
    flows = np.subtract(base.cash_flow.total_eur, proposed.cash_flow.total_eur)
    rate, share = case.economics.interest, case.economics.interest_uncertainty
    low, high = max(rate - share, 0.0), rate + share
    return {
        "parameter": INTEREST,
        "title": "Interest",
        "low": low,
        "high": high,
        "npv_low_eur": npv_eur(flows.tolist(), low),
        "npv_high_eur": npv_eur(flows.tolist(), high),
        "break_even": irr(flows.tolist()),
    }


def savings_eur(case: Case, base: Variant, proposed: Variant) -> Mapping[str, float]:
    """Present value of what the project saves under each heading; its own costs negative [EUR].

    Parameters
    ----------
    case : Case
        Interest and observation period.
    base, proposed : Variant
        Both systems.
    """
    found = dict.fromkeys((INVESTMENT, *(key for key, _, _ in PRICES), "other"), 0.0)
    interest, years = case.economics.interest, case.economics.observation_a
    for variant, sign in ((base, 1.0), (proposed, -1.0)):
        for item in variant.capital:
            flows = capital_flows(
                item.investment_eur,
                lifetime_a=item.lifetime_a,
                horizon_a=years,
                age_a=item.age_a,
                price_change=case.economics.price_change,
            )
            heading = INVESTMENT if item.age_a is None else "other"
            found[heading] += sign * npv_eur(flows, interest)
        for payment in variant.annual:
            amounts = [
                payment.first_year_eur * (1 + payment.escalation) ** (year - 1) if year else 0.0
                for year in range(years + 1)
            ]
            found[HEADINGS.get(payment.name, "other")] += sign * npv_eur(amounts, interest)
    return found


def _price_map(savings: Mapping[str, float], npv: float) -> pd.DataFrame:
    rows = [
        (
            electricity,
            gas,
            npv
            + (electricity - 1) * (savings["electricity"] + savings["network"])
            + (gas - 1) * savings["natural_gas"],
        )
        for electricity in MAP_FACTORS
        for gas in MAP_FACTORS
    ]
    return pd.DataFrame(rows, columns=list(MAP_COLUMNS))


def _break_even_prices(savings: Mapping[str, float], npv: float) -> pd.DataFrame:
    """The map is linear over both prices, so its zeros lie on a straight line."""
    electricity = savings["electricity"] + savings["network"]
    rows = [
        (gas, 1 - (npv + (gas - 1) * savings["natural_gas"]) / electricity)
        for gas in FRAME_FACTORS
        if abs(electricity) > SMALLEST_EUR
    ]
    return pd.DataFrame(rows, columns=list(BREAK_EVEN_COLUMNS))


@dataclass(frozen=True)
class MachineElectricity:
    """What all machines draw in a year, and what its energy costs in the hours in which they do."""

    heat_mwh_per_a: float
    drawn_mwh_per_a: float
    energy_eur_per_mwh: float
    """Mean price in those hours, network charge apart."""
    paid_eur: float
    """Present value of what is paid for it, network charge by energy included."""


def machine_electricity(case: Case, proposed: Variant) -> MachineElectricity | None:
    """Electricity of all machines; None without a machine that runs."""
    table = proposed.dispatch
    rows = table[table["type"] == "heat_pump"]
    heat = float((rows["heat_out_mw"] * rows["hours_per_year"]).sum())
    by_period = (rows["electricity_mw"] * rows["hours_per_year"]).groupby(
        rows["period"], sort=False
    )
    drawn = by_period.sum().to_numpy(dtype=float)
    if heat <= 0:
        return None
    total = float(drawn.sum())
    power, money = case.prices.electricity, case.economics
    price = float(drawn @ case.values(power.energy_eur_per_mwh)) / total
    change = money.change_or_usual(power.escalation)
    growth = [0.0] + [(1 + change) ** year for year in range(money.observation_a)]
    paid = total * (price + power.network_eur_per_mwh) * npv_eur(growth, money.interest)
    return MachineElectricity(heat, total, price, paid)


def _break_even_cop(case: Case, proposed: Variant, npv: float) -> tuple[float, float] | None:
    """COP of the year of all machines, and the one with which the project would pay just so.

    A poorer machine draws more electricity for the same heat, at the prices of its hours; what the
    demand charge would grow by is left out.
    """
    used = machine_electricity(case, proposed)
    if used is None:
        return None
    cop = used.heat_mwh_per_a / used.drawn_mwh_per_a
    share = 1 + npv / used.paid_eur if used.paid_eur > SMALLEST_EUR else np.inf
    return cop, cop / share if share > 0 else np.inf
