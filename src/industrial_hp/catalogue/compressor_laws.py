"""Efficiencies and power of compressors as laws with a range and a source.

A law is one or more polynomials, each over its own range, that meet at their joints. Outside
its range a law is held at its nearest end: whoever applies it says so (``Law.covers``).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Literal, cast, get_args

from industrial_hp.catalogue.tables import Row, number, optional_number, table_rows
from industrial_hp.errors import UsageError

Quantity = Literal["isentropic", "volumetric", "part_load_power"]
JOINT_TOLERANCE = 1e-6
COEFFICIENTS = ("c0", "c1", "c2", "c3")


@dataclass(frozen=True)
class LawPiece:
    """A polynomial c0 + c1 x + c2 x^2 + ... over a range of x, with its source."""

    low: float
    high: float
    coefficients: tuple[float, ...]
    source: str
    provenance: str

    def at(self, x: float) -> float:
        """Value of the polynomial."""
        return sum(c * x**power for power, c in enumerate(self.coefficients))


@dataclass(frozen=True)
class Law:
    """Pieces in rising order.

    Isentropic and volumetric efficiency run over the pressure ratio of a stage; the share of
    full power over the share of the full volume flow, at the same pressures.

    Raises
    ------
    UsageError
        If there is no piece, or the pieces leave a gap or a step between them.
    """

    pieces: tuple[LawPiece, ...]

    def __post_init__(self) -> None:
        if not self.pieces:
            raise UsageError("a law needs a piece")
        for below, above in pairwise(self.pieces):
            step = abs(below.at(below.high) - above.at(above.low))
            if below.high != above.low or step > JOINT_TOLERANCE:
                raise UsageError(
                    f"pieces of a law must meet: {below.low:g} to {below.high:g} and "
                    f"{above.low:g} to {above.high:g}, a step of {step:.2g}"
                )

    @property
    def low(self) -> float:
        """Lowest x that the law is stated for."""
        return self.pieces[0].low

    @property
    def high(self) -> float:
        """Highest x that the law is stated for."""
        return self.pieces[-1].high

    def covers(self, x: float) -> bool:
        """Whether x lies in the stated range."""
        return self.low <= x <= self.high

    def at(self, x: float) -> float:
        """Value at x; outside the range that of its nearest end."""
        inside = min(max(x, self.low), self.high)
        return next(piece for piece in self.pieces if inside <= piece.high).at(inside)


def constant_law(value: float, source: str) -> Law:
    """A law of one value everywhere, for supplier data that state no more."""
    return Law((LawPiece(0.0, float("inf"), (value,), source, "stated"),))


@cache
def compressor_laws(compressor_name: str) -> Mapping[Quantity, Law]:
    """The laws of a compressor type of ``data/compressor_laws.csv``.

    Raises
    ------
    UsageError
        If one of the three laws is missing.
    """
    rows = [
        row for row in table_rows("compressor_laws.csv") if row["compressor"] == compressor_name
    ]
    return {
        quantity: Law(tuple(_piece(row) for row in rows if row["quantity"] == quantity))
        for quantity in cast("tuple[Quantity, ...]", get_args(Quantity))
    }


def _piece(row: Row) -> LawPiece:
    found = [optional_number(row, column) for column in COEFFICIENTS]
    return LawPiece(
        low=number(row, "low"),
        high=number(row, "high"),
        coefficients=tuple(c for c in found if c is not None),
        source=row["source"],
        provenance=row["provenance"],
    )
