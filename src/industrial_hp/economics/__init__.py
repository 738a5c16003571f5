"""Economics of energy investments: pure functions used by the objective and the appraisal."""

from industrial_hp.economics.annuity import (
    annuity_factor,
    capital_flows,
    capital_present_value,
    levelling_factor,
    present_value_factor,
)
from industrial_hp.economics.cash_flow import (
    CashFlow,
    CashFlowKind,
    CashFlowRow,
    discounted_payback_a,
    irr,
    mirr,
    npv_eur,
    payback_a,
    project_flows_eur,
)
from industrial_hp.economics.financing import depreciation_eur, grant_eur, loan_flows, tax_eur
from industrial_hp.economics.levelised_cost import lcoh_eur_per_mwh
from industrial_hp.economics.tariffs import (
    NATURAL_GAS_HHV_TO_LHV,
    Co2Price,
    HeatingValue,
    Tariff,
    added_peak_mw,
    fuel_price_lhv_eur_per_mwh,
)

__all__ = [
    "NATURAL_GAS_HHV_TO_LHV",
    "CashFlow",
    "CashFlowKind",
    "CashFlowRow",
    "Co2Price",
    "HeatingValue",
    "Tariff",
    "added_peak_mw",
    "annuity_factor",
    "capital_flows",
    "capital_present_value",
    "depreciation_eur",
    "discounted_payback_a",
    "fuel_price_lhv_eur_per_mwh",
    "grant_eur",
    "irr",
    "lcoh_eur_per_mwh",
    "levelling_factor",
    "loan_flows",
    "mirr",
    "npv_eur",
    "payback_a",
    "present_value_factor",
    "project_flows_eur",
    "tax_eur",
]
