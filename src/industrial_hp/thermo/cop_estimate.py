"""A COP that no cycle was computed for: the figure, how it was had, and what to know about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from industrial_hp.errors import CopRangeError, Finding

Outside = Literal["error", "warn"]
"""What a point outside the range of a method does: raise, or travel as a remark of the result."""


@dataclass(frozen=True)
class CopEstimate:
    """COP of a whole heat pump by a method that knows no state points.

    Attributes
    ----------
    cop : float
        Heat to the sink for each unit of electricity [-].
    method : str
        Name of the correlation, law or table.
    remarks : tuple of Finding
        What a reader of the figure must know: a range that was left, a source not confirmed.
    """

    cop: float
    method: str
    remarks: tuple[Finding, ...] = ()


def range_remarks(left: Iterable[Finding], outside: Outside) -> tuple[Finding, ...]:
    """The findings of a point outside its range as remarks.

    Raises
    ------
    CopRangeError
        If there are findings and ``outside`` is ``"error"``; with all of them.
    """
    findings = tuple(left)
    if findings and outside != "warn":
        raise CopRangeError(findings)
    return findings


def possible_cop(cop: float, *, limit_cop: float, method: str) -> float:
    """The COP itself, if thermodynamics allow it.

    No choice of ``outside`` lifts this: an extrapolation that ends above the reversible machine
    or below an electric heater is no estimate.

    Raises
    ------
    CopRangeError
        If the COP is not above 1 or is above ``limit_cop``, that of the reversible machine.
    """
    if 1.0 < cop <= limit_cop:
        return cop
    raise CopRangeError(
        [
            Finding(
                method,
                "the COP is impossible between these temperatures",
                f"{cop:.4g}",
                f"above 1 and at most {limit_cop:.4g}, the reversible machine",
                "stay inside the range of the method, or compute a cycle",
            )
        ]
    )
