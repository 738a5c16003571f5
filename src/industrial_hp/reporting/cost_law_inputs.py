"""Rows of the cost catalogue that a study rests on, as parameters of the sheet Inputs."""

from collections.abc import Iterator

from industrial_hp.catalogue.equipment_costs import EquipmentCost, equipment_cost
from industrial_hp.reporting.input_fields import Parameter
from industrial_hp.results.solution import Solution


def cost_laws(solution: Solution) -> Iterator[tuple[str, list[Parameter]]]:
    """Title and parameters of every cost law that the case names or a unit was priced with."""
    case = solution.case
    parts = [*case.sources, *case.boilers, *case.stores, *case.loops, case.heat_pumps]
    named = [getattr(part, field, None) for part in parts for field in ("connection_cost", "cost")]
    used = [str(law) for law in solution.equipment["cost_law"]]
    for name in sorted({name for name in (*named, *used) if name}):
        row = equipment_cost(name)
        yield f"Cost law {name}: {row.equipment}", list(_parameters(row))


def _parameters(row: EquipmentCost) -> Iterator[Parameter]:
    law, size = row.law, row.law.size_unit
    path = "catalogue"
    year = "not stated" if law.money_year is None else str(law.money_year)
    note = f"Price holds: {law.scope}. {law.source}"
    yield Parameter(f"{path}.source", "Scope and source", "", "", origin="", note=note)
    for field, label, value, unit in (
        ("fixed_eur", "Investment, fixed part", law.fixed_eur, "EUR"),
        ("variable_eur_per_size", "Investment by size", law.variable_eur_per_size, f"EUR/{size}"),
        (
            "fixed_om_eur_per_size_a",
            "Operation and maintenance, fixed",
            row.fixed_om_eur_per_size_a,
            f"EUR/({size} a)",
        ),
        (
            "variable_om_eur_per_mwh",
            "Operation and maintenance, by heat",
            row.variable_om_eur_per_mwh,
            "EUR/MWh",
        ),
        ("lifetime_a", "Lifetime", row.lifetime_a, "a"),
        ("money_year", "Money of the year", year, ""),
    ):
        yield Parameter(f"{path}.{field}", label, value, unit, origin=row.provenance)
    for field, label, value, unit, low, high in (
        (
            "low_factor, high_factor",
            "Uncertainty: factor on the investment",
            1.0,
            "-",
            row.low_factor,
            row.high_factor,
        ),
        (
            "size_min, size_max",
            "Sizes that the law was made for",
            "",
            size,
            law.size_min,
            law.size_max,
        ),
    ):
        yield Parameter(f"{path}.{field}", label, value, unit, low, high, row.provenance)
