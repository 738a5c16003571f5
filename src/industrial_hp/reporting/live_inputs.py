"""Input cells that the formulas of the cash flow refer to, by workbook name."""

from dataclasses import dataclass

from industrial_hp.case.case import Case
from industrial_hp.results.solution import AnnualItem


@dataclass(frozen=True)
class LiveInput:
    """A field of the case whose cell on the sheet Inputs bears a name."""

    field: str
    name: str


LIVE_INPUTS = (
    LiveInput("economics.interest", "interest"),
    LiveInput("economics.observation_a", "observation_a"),
    LiveInput("prices.electricity.network_eur_per_mwh", "electricity_network_eur_per_mwh"),
    LiveInput("prices.electricity.network_eur_per_mw_a", "electricity_network_eur_per_mw_a"),
    LiveInput("prices.electricity.escalation", "electricity_escalation"),
    LiveInput("prices.natural_gas.basis", "gas_price_basis"),
    LiveInput("prices.natural_gas.hhv_to_lhv", "gas_hhv_to_lhv"),
    LiveInput("prices.natural_gas.escalation", "gas_escalation"),
    LiveInput("prices.co2_eur_per_t", "co2_eur_per_t"),
    LiveInput("prices.co2_escalation", "co2_escalation"),
)
PROFILE_INPUTS = (
    LiveInput("prices.electricity.energy_eur_per_mwh", "electricity_energy_eur_per_mwh"),
    LiveInput("prices.natural_gas.price_eur_per_mwh", "gas_price_eur_per_mwh"),
)
"""Prices that are a number in one case and a series in another."""

FACTORS = {
    "prices.electricity.energy_eur_per_mwh": "electricity_price_factor",
    "prices.natural_gas.price_eur_per_mwh": "gas_price_factor",
}
"""Names of the factors that scale a price given as a series."""

ESCALATIONS = {
    "electricity": "electricity_escalation",
    "electricity_network": "electricity_escalation",
    "electricity_peak": "electricity_escalation",
    "natural_gas": "gas_escalation",
    "co2": "co2_escalation",
}


def live_names(case: Case) -> dict[str, str]:
    """Workbook name of each live field of a case."""
    names = {live.field: live.name for live in LIVE_INPUTS}
    for live in PROFILE_INPUTS:
        if not isinstance(_price(case, live.field), str):
            names[live.field] = live.name
    return names


def price_formula(case: Case, item: AnnualItem) -> str | None:
    """Formula of the price of a yearly payment from input cells; None if it has none."""
    gas = case.prices.natural_gas
    if item.name == "electricity_network":
        return "=electricity_network_eur_per_mwh"
    if item.name == "electricity_peak":
        return "=electricity_network_eur_per_mw_a"
    if item.name == "co2":
        return "=co2_eur_per_t"
    if item.name == "electricity" and not isinstance(
        case.prices.electricity.energy_eur_per_mwh, str
    ):
        return "=electricity_energy_eur_per_mwh"
    if item.name == "natural_gas" and not isinstance(gas.price_eur_per_mwh, str):
        return '=gas_price_eur_per_mwh*IF(gas_price_basis="HHV",gas_hhv_to_lhv,1)'
    return None


def factor_name(case: Case, item: AnnualItem) -> str | None:
    """Name of the factor on the series of an item's price; None if there is no series."""
    field = {
        "electricity": "prices.electricity.energy_eur_per_mwh",
        "natural_gas": "prices.natural_gas.price_eur_per_mwh",
    }.get(item.name)
    if field is None or not isinstance(_price(case, field), str):
        return None
    return FACTORS[field]


def _price(case: Case, field: str) -> float | str:
    if field.startswith("prices.electricity"):
        return case.prices.electricity.energy_eur_per_mwh
    return case.prices.natural_gas.price_eur_per_mwh
