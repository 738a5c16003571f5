"""What tables the catalogue has, what each holds, and its rows by a word."""

from dataclasses import dataclass

from industrial_hp.catalogue.tables import Row, table_rows
from industrial_hp.errors import UsageError


@dataclass(frozen=True)
class Table:
    """A table of the catalogue: its name, what a row is, and the columns that tell rows apart."""

    name: str
    holds: str
    main_columns: tuple[str, ...]


TABLES: tuple[Table, ...] = (
    Table(
        "refrigerants",
        "refrigerants: critical point, GWP, safety class, PFAS, what F-gas law says",
        ("name", "long_name", "critical_c", "critical_bar", "gwp_ar6", "safety_class", "pfas"),
    ),
    Table(
        "compressors",
        "compressor types: limits, swept volume, duty of one machine",
        (
            "name",
            "discharge_limit_c",
            "pressure_class_bar",
            "pressure_ratio_limit",
            "duty_min_mw",
            "duty_max_mw",
            "eta_isentropic",
        ),
    ),
    Table(
        "compressor_laws",
        "efficiency and part load of compressors over pressure ratio or load",
        ("compressor", "quantity", "low", "high", "c0", "c1", "c2", "c3"),
    ),
    Table(
        "heat_exchangers",
        "heat transfer coefficients by medium, refrigerant and zone",
        ("medium", "refrigerant", "zone", "u_w_per_m2_k", "u_low_w_per_m2_k", "u_high_w_per_m2_k"),
    ),
    Table(
        "pipes",
        "pre-insulated pipes by nominal diameter: geometry, heat loss, velocity limit, cost",
        ("name", "inner_mm", "casing_series1_mm", "u_series1_w_per_m_k", "cost_eur_per_m"),
    ),
    Table(
        "market_offers",
        "machines that suppliers name, with refrigerant, supply temperature and size",
        ("name", "refrigerant", "supply_max_c", "heat_min_mw", "heat_max_mw"),
    ),
    Table(
        "equipment_costs",
        "cost laws: investment, operation and maintenance, life, range of size",
        (
            "name",
            "size_unit",
            "size_min",
            "size_max",
            "fixed_eur",
            "variable_eur_per_size",
            "lifetime_a",
        ),
    ),
    Table(
        "price_index",
        "change of prices from year to year, which brings costs to the money of a case",
        ("name", "change_percent"),
    ),
    Table(
        "energy_carriers",
        "fuels and electricity: emission factors, heating values, prices seen",
        (
            "name",
            "emission_factor_t_per_mwh",
            "hhv_to_lhv",
            "price_low",
            "price_high",
            "price_unit",
            "price_year",
        ),
    ),
)


def table(name: str) -> Table:
    """The table of a name.

    Raises
    ------
    UsageError
        If there is none; names all.
    """
    for one in TABLES:
        if one.name == name:
            return one
    raise UsageError(f"no table {name!r}; permitted: {', '.join(one.name for one in TABLES)}")


def rows_with(name: str, text: str = "") -> tuple[Row, ...]:
    """Rows of a table in which any cell holds a text, whatever its case; all for no text."""
    wanted = text.casefold()
    return tuple(
        row
        for row in table_rows(f"{table(name).name}.csv")
        if any(wanted in cell.casefold() for cell in row.values())
    )
