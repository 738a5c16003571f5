"""Overall heat transfer coefficients for a first estimate of exchanger areas.

They hold for usual velocities and clean to slightly fouled surfaces and decide an area within a
factor of about two; the range of each row says how far apart real exchangers lie.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast, get_args

from industrial_hp.catalogue.tables import Row, number, table_rows
from industrial_hp.errors import UsageError

Zone = Literal[
    "desuperheating",
    "condensing",
    "subcooling",
    "gas_cooling",
    "preheating",
    "evaporating",
    "superheating",
    "single_phase",
]
ANY_REFRIGERANT = "any"


@dataclass(frozen=True)
class HeatTransferCoefficient:
    """One row of ``data/heat_exchangers.csv``.

    Attributes
    ----------
    medium : str
        Other side: ``water``, ``air`` (dry, finned tubes) or ``wet_gas`` (humid air or flue gas
        below its dew point, finned tubes).
    refrigerant : str
        Catalogue name, ``any``, or the second medium of a ``single_phase`` row.
    zone : str
        What happens to the refrigerant; ``single_phase`` between two streams.
    u_w_per_m2_k, u_low_w_per_m2_k, u_high_w_per_m2_k : float
        Coefficient and its range [W/(m2 K)]; for finned tubes on the area of the gas side.
    construction, source, provenance : str
        Kind of exchanger; where the figures come from; found or recalled.
    """

    medium: str
    refrigerant: str
    zone: Zone
    u_w_per_m2_k: float
    u_low_w_per_m2_k: float
    u_high_w_per_m2_k: float
    construction: str
    source: str
    provenance: str


@cache
def heat_transfer_coefficients() -> tuple[HeatTransferCoefficient, ...]:
    """All rows of the catalogue in its order."""
    return tuple(_coefficient(row) for row in table_rows("heat_exchangers.csv"))


def transfer_coefficients(medium: str, refrigerant: str) -> Mapping[Zone, float]:
    """U [W/(m2 K)] of every zone of a refrigerant against a medium.

    Rows of the refrigerant itself come before those of any refrigerant.

    Raises
    ------
    UsageError
        If the catalogue does not know the medium; lists those it knows.
    """
    rows = [row for row in heat_transfer_coefficients() if row.zone != "single_phase"]
    known = dict.fromkeys(row.medium for row in rows)
    if medium not in known:
        raise UsageError(f"no transfer coefficients against {medium!r}; known: {', '.join(known)}")
    found: dict[Zone, float] = {}
    for name in (ANY_REFRIGERANT, refrigerant):
        found |= {
            row.zone: row.u_w_per_m2_k
            for row in rows
            if row.medium == medium and row.refrigerant == name
        }
    return found


def stream_transfer_coefficient(hot_medium: str, cold_medium: str) -> float:
    """U [W/(m2 K)] between two streams without a machine, in either direction.

    Raises
    ------
    UsageError
        If the catalogue does not know the pair; lists those it knows.
    """
    rows = [row for row in heat_transfer_coefficients() if row.zone == "single_phase"]
    for row in rows:
        if {row.medium, row.refrigerant} == {hot_medium, cold_medium}:
            return row.u_w_per_m2_k
    known = ", ".join(f"{row.medium}/{row.refrigerant}" for row in rows)
    raise UsageError(f"no transfer coefficient for {hot_medium}/{cold_medium}; known: {known}")


def _coefficient(row: Row) -> HeatTransferCoefficient:
    if row["zone"] not in get_args(Zone):
        permitted = ", ".join(get_args(Zone))
        raise UsageError(f"catalogue: zone {row['zone']!r} of {row['medium']}; known: {permitted}")
    return HeatTransferCoefficient(
        medium=row["medium"],
        refrigerant=row["refrigerant"],
        zone=cast(Zone, row["zone"]),
        u_w_per_m2_k=number(row, "u_w_per_m2_k"),
        u_low_w_per_m2_k=number(row, "u_low_w_per_m2_k"),
        u_high_w_per_m2_k=number(row, "u_high_w_per_m2_k"),
        construction=row["construction"],
        source=row["source"],
        provenance=row["provenance"],
    )
