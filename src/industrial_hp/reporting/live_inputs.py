"""Input cells that the formulas of the cash flow refer to, by workbook name."""

from dataclasses import dataclass

from industrial_hp.case.case import Case
from industrial_hp.results.solution import AnnualItem


@dataclass(frozen=True)
class LiveInput:
    """A field of the case whose cell on the sheet Inputs bears a name."""

    field: str
    name: str


INFLATION = "inflation"
INTEREST_RANGE = "interest_uncertainty"
"""Workbook name of what the interest may lie lower or higher by."""
LIVE_INPUTS = (
    LiveInput("economics.interest", "interest"),
    LiveInput("economics.observation_a", "observation_a"),
    LiveInput("economics.interest_uncertainty", INTEREST_RANGE),
    LiveInput("prices.electricity.network_eur_per_mwh", "electricity_network_eur_per_mwh"),
    LiveInput("prices.electricity.network_eur_per_mw_a", "electricity_network_eur_per_mw_a"),
    LiveInput("prices.electricity.escalation", "electricity_escalation"),
    LiveInput("prices.co2_eur_per_t", "co2_eur_per_t"),
    LiveInput("prices.co2_escalation", "co2_escalation"),
)
FINANCING = {
    "grant": {
        "share": "grant_share",
        "cap_eur": "grant_cap_eur",
        "eur_per_t_co2": "grant_eur_per_t_co2",
    },
    "loan": {"share": "loan_share", "interest": "loan_interest", "years_a": "loan_years"},
    "tax": {"rate": "tax_rate"},
}
"""Workbook names of the rules of grant, loan and tax, where the case states them."""
ESCALATIONS = {
    "electricity": "electricity_escalation",
    "electricity_network": "electricity_escalation",
    "electricity_peak": "electricity_escalation",
    "co2": "co2_escalation",
}


def fuel_path(carrier: str) -> str:
    """Place of a fuel in the case."""
    return "prices.natural_gas" if carrier == "natural_gas" else f"prices.other_fuels.{carrier}"


def _prefix(carrier: str) -> str:
    """How the workbook names of a fuel begin."""
    return "gas" if carrier == "natural_gas" else carrier


def share_name(field: str) -> str:
    """Workbook name of a share on the price of equipment."""
    return field.replace("indirect_cost", "added_cost")


def live_names(case: Case) -> dict[str, str]:
    """Workbook name of each live field of a case."""
    names = {live.field: live.name for live in LIVE_INPUTS}
    for carrier in case.prices.fuels:
        path, prefix = fuel_path(carrier), _prefix(carrier)
        names[f"{path}.basis"] = f"{prefix}_price_basis"
        names[f"{path}.hhv_to_lhv"] = f"{prefix}_hhv_to_lhv"
        names[f"{path}.escalation"] = f"{prefix}_escalation"
    if case.economics.inflation is not None:
        names["economics.inflation"] = INFLATION
    names |= {f"economics.{field}": share_name(field) for field in case.economics.indirect_shares}
    for part, fields in FINANCING.items():
        if getattr(case.economics, part) is not None:
            names |= {f"economics.{part}.{field}": name for field, name in fields.items()}
    for carrier, (field, price) in _profiles(case).items():
        if not isinstance(price, str):
            names[field] = f"{_prefix(carrier)}_{field.rpartition('.')[2]}"
    return names


def factors(case: Case) -> dict[str, str]:
    """Names of the factors that scale the prices that are given as a series, by field."""
    return {
        field: f"{_prefix(carrier)}_price_factor"
        for carrier, (field, price) in _profiles(case).items()
        if isinstance(price, str)
    }


def grown(case: Case, years: str) -> str:
    """Factor of a formula by which prices at large have risen after some years; none if real."""
    return "" if case.economics.inflation is None else f"*(1+{INFLATION})^({years})"


def escalation_name(case: Case, item: AnnualItem) -> str | None:
    """Name of the yearly change of an item's price; None if it has none in real money."""
    if item.name in case.prices.fuels:
        return f"{_prefix(item.name)}_escalation"
    usual = None if case.economics.inflation is None else INFLATION
    return ESCALATIONS.get(item.name, usual)


def price_formula(case: Case, item: AnnualItem) -> str | None:
    """Formula of the price of a yearly payment from input cells; None if it has none."""
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
    fuel = case.prices.fuels.get(item.name)
    if fuel is not None and not isinstance(fuel.price_eur_per_mwh, str):
        prefix = _prefix(item.name)
        return f'={prefix}_price_eur_per_mwh*IF({prefix}_price_basis="HHV",{prefix}_hhv_to_lhv,1)'
    return None


def factor_name(case: Case, item: AnnualItem) -> str | None:
    """Name of the factor on the series of an item's price; None if there is no series."""
    field, price = _profiles(case).get(item.name, ("", 0.0))
    return factors(case)[field] if isinstance(price, str) else None


def _profiles(case: Case) -> dict[str, tuple[str, float | str]]:
    """Prices that are a number in one case and a series in another: field and price."""
    found: dict[str, tuple[str, float | str]] = {
        "electricity": (
            "prices.electricity.energy_eur_per_mwh",
            case.prices.electricity.energy_eur_per_mwh,
        )
    }
    for carrier, fuel in case.prices.fuels.items():
        found[carrier] = (f"{fuel_path(carrier)}.price_eur_per_mwh", fuel.price_eur_per_mwh)
    return found
