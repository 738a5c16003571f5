"""Labels of a case's fields, as reports and workbooks show them."""

from pydantic.fields import FieldInfo

LABELS = {
    "age_a": "Age of the existing boiler",
    "basis": "Heating value that the price refers to",
    "carrier": "Energy carrier",
    "compressor": "Compressor type",
    "condensate_return_share": "Condensate returned, share of the steam",
    "connection_cost": "Cost law of the recovery exchanger",
    "contains_co2": "CO2 cost already contained in the price",
    "cooling_today": "Cooling today",
    "cost": "Cost law",
    "correlation": "Published correlation",
    "cycle_costs": "Cycles that cost more",
    "cycles": "Cycles on offer, the best kept for each refrigerant",
    "drive_efficiency": "Efficiency of motor and drive, heat loss included",
    "dt_condenser_k": "Temperature contribution of the condenser",
    "dt_contribution_k": "Temperature contribution",
    "dt_evaporator_k": "Temperature contribution of the evaporator",
    "efficiency": "Efficiency (lower heating value)",
    "electricity_in_use_mw": "Other electricity use behind the same meter",
    "emission_factor_t_per_mwh": "Emission factor of the grid",
    "emission_factor_t_per_mwh_lhv": "Emission factor (lower heating value)",
    "estimated": "Machines whose COP is estimated",
    "existing_mw": "Existing heat output",
    "forbidden": "Machines excluded by the case",
    "from_zone": "From zone",
    "grid_limit_mw": "Limit of the grid connection for heating and cooling",
    "hhv_to_lhv": "Ratio of higher to lower heating value",
    "hours_to_fill": "Shortest time to fill",
    "indirect_cost_share": "Engineering, integration and contingency, share of equipment",
    "interest_uncertainty": "Range of the interest in the sensitivity",
    "kind": "Kind",
    "layout": "Points of the table",
    "levels_c": "Levels at which machines hand over heat",
    "lift_machine_limits": "Machines beyond the compressor's limits offered",
    "loss_share_per_day": "Standing loss, share of the content",
    "machines_in_series": "Machines of a series train",
    "max_mw": "Largest size on offer",
    "max_mwh": "Largest capacity on offer",
    "max_units": "Largest number of machines",
    "merge_levels_k": "Evaporating levels served by one machine if within",
    "outside": "Outside the range",
    "partial_levels": "Machines for the warmer half of a source or colder half of a sink",
    "price_uncertainty_share": "Range of prices and investment in the sensitivity",
    "pumping_share": "Pumping electricity, share of the heat sent",
    "refrigerants": "Refrigerants on offer",
    "refrigerants_per_match": "Refrigerants kept for each pair of levels",
    "return_c": "Return temperature",
    "same_water_as": "Holds the water of",
    "steam_compressor": "Compressor type for steam",
    "steam_stages": "Stages of steam compression",
    "supply_c": "Supply temperature",
    "supply_curve": "Supply temperature after the outdoor temperature",
    "supply_max_c": "Highest temperature served",
    "table": "Table of points",
    "to_zone": "To zone",
    "unmet_eur_per_mwh": "Price of heat not delivered",
    "zone": "Zone",
}
"""Labels of fields whose description in the case model is a sentence."""


def field_label(name: str, field: FieldInfo) -> str:
    """Label of a field: a noun of the trade, else the first words of its description."""
    text = LABELS.get(name) or (field.description or "").partition(" [")[0]
    return text[:1].upper() + text[1:]
