"""What must be known before a published correlation is used: needs, range, source, caveats."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from industrial_hp.errors import Finding
from industrial_hp.thermo.cop_estimate import CopEstimate
from industrial_hp.units import c_from_k

RANGE_TOLERANCE_K = 1e-6
NOT_STATED = (0.0, math.inf)


@dataclass(frozen=True)
class Validity:
    """Where a correlation holds.

    Attributes
    ----------
    lift_k : tuple of two floats
        Least and highest sink outlet less source inlet [K].
    sink_out_k, source_in_k : tuple of two floats
        Least and highest temperature [K].
    """

    lift_k: tuple[float, float]
    sink_out_k: tuple[float, float]
    source_in_k: tuple[float, float] = NOT_STATED

    def left_by(self, place: str, *, source_in_k: float, sink_out_k: float) -> tuple[Finding, ...]:
        """A finding for each quantity outside; temperatures in degC, the lift in K."""
        checks = (
            ("lift", "K", sink_out_k - source_in_k, self.lift_k),
            ("sink outlet", "degC", c_from_k(sink_out_k), _in_c(self.sink_out_k)),
            ("source inlet", "degC", c_from_k(source_in_k), _in_c(self.source_in_k)),
        )
        return tuple(
            Finding(
                f"{place}: {quantity}",
                "outside the range of validity",
                f"{value:.6g} {unit}",
                f"{least:g} to {highest:g} {unit}",
                "choose another method or compute a cycle",
            )
            for quantity, unit, value, (least, highest) in checks
            if not least - RANGE_TOLERANCE_K <= value <= highest + RANGE_TOLERANCE_K
        )


def _in_c(ends_k: tuple[float, float]) -> tuple[float, float]:
    return c_from_k(ends_k[0]), c_from_k(ends_k[1])


@dataclass(frozen=True)
class Correlation:
    """A published correlation and what must be known before it is used.

    Attributes
    ----------
    name : str
        By which a case calls it.
    function : callable
        Takes the temperatures of ``needs`` [K] and ``outside``.
    needs : tuple of str
        The temperatures that the function takes.
    machines : str
        What it describes.
    validity : Validity
        Outside it: an error, or remarks.
    source : str
        Publication.
    provenance : {"found", "recalled"}
        Recalled coefficients were not read in their source and say so in each estimate.
    caveats : tuple of str
        What each estimate says besides.
    """

    name: str
    function: Callable[..., CopEstimate]
    needs: tuple[str, ...]
    machines: str
    validity: Validity
    source: str
    provenance: Literal["found", "recalled"] = "found"
    caveats: tuple[str, ...] = ()

    @property
    def standing_remarks(self) -> tuple[Finding, ...]:
        """What every estimate by this correlation carries."""
        caveats = tuple(Finding(self.name, text) for text in self.caveats)
        if self.provenance == "found":
            return caveats
        recalled = Finding(
            self.name,
            "the coefficients are recalled, not read in their source",
            mend=f"confirm them in {self.source}",
        )
        return (recalled, *caveats)
