"""Rows of the cost catalogue that a study rests on, as parameters of the sheet Inputs."""

from collections.abc import Iterator

from industrial_hp.case.own_costs import BY_THE_CASE
from industrial_hp.catalogue.equipment_costs import CostLaw, EquipmentCost
from industrial_hp.reporting.input_fields import Parameter
from industrial_hp.results.solution import Solution

BY_SIZE = "Investment by size"
OM_FIXED, OM_BY_HEAT = "Operation and maintenance, fixed", "Operation and maintenance, by heat"
WHOLE_FROM = 1000.0
"""Prices from here on are shown in whole EUR."""
UNCERTAINTY = "Uncertainty: factor on the investment"
SIZES = "Sizes that the law was made for"


def cost_laws(solution: Solution) -> Iterator[tuple[str, list[Parameter]]]:
    """Title and parameters of every cost law that the case names or a unit was priced with."""
    case = solution.case
    parts = [
        *case.sources,
        *case.boilers,
        *case.coolers,
        *case.stores,
        *case.loops,
        case.heat_pumps,
    ]
    named = [getattr(part, field, None) for part in parts for field in ("connection_cost", "cost")]
    used = [str(law) for law in solution.equipment["cost_law"]]
    for name in sorted({name for name in (*named, *used) if name}):
        row = case.cost_row(name)
        whose = ", stated by the case" if row.provenance == BY_THE_CASE else ""
        yield f"Cost law {name}{whose}: {row.equipment}", list(_parameters(row))


def _parameters(row: EquipmentCost) -> Iterator[Parameter]:
    law = row.law
    place = "own_costs" if row.provenance == BY_THE_CASE else "catalogue"
    note = f"Price holds: {law.scope}. {law.source}"
    yield Parameter(f"{place}.source", "Scope and source", "", "", origin="", note=note)
    for field, label, value, unit in (
        ("fixed_eur", "Investment, fixed part", law.fixed_eur, "EUR"),
        ("variable_eur_per_size", BY_SIZE, law.variable_eur_per_size, f"EUR/{law.size_unit}"),
        ("fixed_om_eur_per_size_a", OM_FIXED, row.fixed_om_eur_per_size_a, _per_year(law)),
        ("variable_om_eur_per_mwh", OM_BY_HEAT, row.variable_om_eur_per_mwh, "EUR/MWh"),
        ("lifetime_a", "Lifetime", row.lifetime_a, "a"),
        ("money_year", "Money of the year", str(law.money_year or "not stated"), ""),
        ("reference_spread_k", "Spread of temperatures it holds for", row.reference_spread_k, "K"),
    ):
        if value is not None:
            large = isinstance(value, float) and value >= WHOLE_FROM
            shown = round(float(value)) if large else value
            yield Parameter(f"{place}.{field}", label, shown, unit, origin=row.provenance)
    for field, label, one, unit, low, high in (
        ("low_factor, high_factor", UNCERTAINTY, 1.0, "-", row.low_factor, row.high_factor),
        ("size_min, size_max", SIZES, "", law.size_unit, law.size_min, law.size_max),
    ):
        yield Parameter(f"{place}.{field}", label, one, unit, low, high, row.provenance)


def _per_year(law: CostLaw) -> str:
    return f"EUR/({law.size_unit} a)"
