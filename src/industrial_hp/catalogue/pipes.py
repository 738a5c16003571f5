"""Pre-insulated steel pipes for district heating (EN 253), DN 20 to 600, in three insulations.

A row is one nominal diameter. Heat losses of the maker hold for a supply and a return pipe side
by side; :mod:`industrial_hp.network.heat_loss` finds them for other ground and other depth.
"""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from industrial_hp.catalogue.tables import Row, named, number, optional_number, table_rows

InsulationSeries = Literal[1, 2, 3]


@dataclass(frozen=True)
class PipeSize:
    """One row of ``data/pipes.csv``.

    Attributes
    ----------
    name : str
        ``DN80`` and the like.
    dn : int
        Nominal diameter [mm].
    outer_mm, inner_mm, roughness_mm : float
        Steel pipe [mm].
    casing_mm : tuple of float
        Outer diameter of the casing of series 1, 2 and 3 [mm].
    u_w_per_m_k : tuple of float
        Heat loss of one of two pipes of series 1, 2 and 3, as the maker states it [W/(m K)].
    velocity_max_m_per_s : float
        Usual limit against noise and pressure surges [m/s].
    cost_eur_per_m : float or None
        Both pipes laid, with the trench [EUR per m of trench].
    source, provenance : str
        Where the figures come from; found or recalled.
    """

    name: str
    dn: int
    outer_mm: float
    inner_mm: float
    roughness_mm: float
    casing_mm: tuple[float, float, float]
    u_w_per_m_k: tuple[float, float, float]
    velocity_max_m_per_s: float
    cost_eur_per_m: float | None
    source: str
    provenance: str


@cache
def pipe_sizes() -> tuple[PipeSize, ...]:
    """All sizes of the catalogue, thin ones first."""
    return tuple(sorted((_size(row) for row in table_rows("pipes.csv")), key=lambda s: s.dn))


def pipe_size(name: str) -> PipeSize:
    """The size of a name such as ``DN80``.

    Raises
    ------
    UsageError
        If the catalogue has none; names the nearest.
    """
    return named(name, pipe_sizes(), "pipe size")


def _size(row: Row) -> PipeSize:
    casings = [number(row, f"casing_series{series}_mm") for series in (1, 2, 3)]
    losses = [number(row, f"u_series{series}_w_per_m_k") for series in (1, 2, 3)]
    return PipeSize(
        name=row["name"],
        dn=int(number(row, "dn")),
        outer_mm=number(row, "outer_mm"),
        inner_mm=number(row, "inner_mm"),
        roughness_mm=number(row, "roughness_mm"),
        casing_mm=(casings[0], casings[1], casings[2]),
        u_w_per_m_k=(losses[0], losses[1], losses[2]),
        velocity_max_m_per_s=number(row, "velocity_max_m_per_s"),
        cost_eur_per_m=optional_number(row, "cost_eur_per_m"),
        source=row["source"],
        provenance=row["provenance"],
    )
