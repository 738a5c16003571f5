"""Cash flows of a base case and a project, and what they say about the investment.

Two sign conventions meet here and are never mixed: a :class:`CashFlow` lists **costs**
(positive = money spent); the key figures take **project flows**, base minus proposed cost per
year (positive = money saved, the investment negative). Flow 0 falls in year 0, flow t at the
end of year t.

References
----------
EN 17463:2021, Valuation of energy related investments (ValERI). Norstrøm, C. J. (1972): A
sufficient condition for a unique nonnegative internal rate of return, J. Financial and
Quantitative Analysis 7 (3), 1835-1839, doi:10.2307/2329806.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from industrial_hp.errors import UsageError

CashFlowKind = Literal["capital", "demand", "operation", "other"]

# Roots of the present-value polynomial nearer to the real axis than this are real; two of them
# closer than this are one place where the sign does not change, hence no answer.
ROOT_TOLERANCE = 1e-6

# A flow or a debt below this share of the largest flow is rounding.
ROUNDING_SHARE = 1e-12

# Widenings by 5 % until a zero is enclosed: enough for rates up to 1e12 per year.
BRACKET_STEPS = 600

# Halvings on the logarithmic scale: the widest bracket ends below one binary digit.
BISECTIONS = 64


@dataclass(frozen=True)
class CashFlowRow:
    """One line of costs over the years, cost positive [EUR]."""

    name: str
    kind: CashFlowKind
    amounts_eur: tuple[float, ...]


@dataclass(frozen=True)
class CashFlow:
    """Costs of one design over the observation period.

    Parameters
    ----------
    years : tuple of int, shape (n + 1,)
        0..n.
    rows : tuple of CashFlowRow
        Lines of costs [EUR], each of shape (n + 1,).

    Raises
    ------
    UsageError
        If the years are not 0..n or a row has another length.
    """

    years: tuple[int, ...]
    rows: tuple[CashFlowRow, ...]

    def __post_init__(self) -> None:
        if self.years != tuple(range(len(self.years))) or not self.years:
            raise UsageError(f"years of a cash flow must run 0, 1, 2, ...; found {self.years}")
        for row in self.rows:
            if len(row.amounts_eur) != len(self.years):
                raise UsageError(
                    f"cash flow row {row.name} has {len(row.amounts_eur)} amounts for "
                    f"{len(self.years)} years"
                )

    @property
    def total_eur(self) -> tuple[float, ...]:
        """Sum of all rows per year, cost positive [EUR]."""
        columns = range(len(self.years))
        return tuple(math.fsum(row.amounts_eur[year] for row in self.rows) for year in columns)


def project_flows_eur(base: CashFlow, proposed: CashFlow) -> tuple[float, ...]:
    """Flows of a project: base minus proposed cost per year, savings positive [EUR].

    Raises
    ------
    UsageError
        If the two cover different years.
    """
    if base.years != proposed.years:
        raise UsageError(
            f"base covers {len(base.years)} years, proposed {len(proposed.years)}: "
            "give both the same observation period"
        )
    return tuple(
        cost_base - cost_proposed
        for cost_base, cost_proposed in zip(base.total_eur, proposed.total_eur, strict=True)
    )


def npv_eur(flows_eur: Sequence[float], interest: float) -> float:
    """Net present value of project flows [EUR].

    Notes
    -----
    NPV = sum over t of C_t / (1 + i)^t; flow 0 is not discounted (a spreadsheet writes
    ``=C0+NPV(rate,C1:Cn)``).

    Raises
    ------
    UsageError
        If there is no flow, one is not finite, or the interest is not above -1.
    """
    return math.fsum(_discounted_eur(flows_eur, interest))


def irr(flows_eur: Sequence[float]) -> float | None:
    """Internal rate of return of project flows [1/a], None where it is undefined.

    Notes
    -----
    The only interest above -1 with NPV = 0. None is the answer where there is no such interest,
    where there are several (flows that change sign more than once may have them, and then no
    one of them is *the* return), and where the first flow is positive: such a project
    borrows instead of investing. The flows decide, not a starting guess.

    Raises
    ------
    UsageError
        If there is no flow or one is not finite.
    """
    flows = np.array(_checked(flows_eur))
    flows[np.abs(flows) <= ROUNDING_SHARE * np.abs(flows).max()] = 0.0
    flows = np.trim_zeros(flows)
    signs = np.sign(flows[flows != 0.0])
    sign_changes = int(np.count_nonzero(np.diff(signs)))
    if sign_changes == 0 or signs[0] > 0.0:
        return None
    if sign_changes == 1:
        return _rate_of_sign_change(flows, near=1.0)
    discount = np.roots(flows[::-1])
    real = np.abs(discount.imag) <= ROOT_TOLERANCE * np.abs(discount)
    candidates = discount.real[real & (discount.real > 0.0)]
    if len(candidates) != 1:
        return None
    return _rate_of_sign_change(flows, near=float(candidates[0]))


def mirr(flows_eur: Sequence[float], *, financing: float, reinvestment: float) -> float | None:
    """Modified internal rate of return of project flows [1/a], None where it is undefined.

    Parameters
    ----------
    flows_eur : sequence of float, shape (n + 1,)
        Project flows, savings positive [EUR].
    financing : float
        Interest paid on money that is owed [1/a], above -1.
    reinvestment : float
        Interest earned on savings until year n [1/a], above -1.

    Notes
    -----
    MIRR = (FV of what comes in at the reinvestment rate / PV of what goes out at the financing
    rate)^(1/n) - 1. It has one answer however often the flows change sign; None where nothing goes
    out or nothing comes in.

    Raises
    ------
    UsageError
        If there is no flow, one is not finite, or an interest is not above -1.
    """
    flows = _checked(flows_eur)
    years = len(flows) - 1
    spent = -npv_eur([min(flow, 0.0) for flow in flows], financing)
    earned = npv_eur([max(flow, 0.0) for flow in flows], reinvestment)
    if years == 0 or spent <= 0.0 or earned <= 0.0:
        return None
    return float((earned / spent) ** (1.0 / years) * (1.0 + reinvestment) - 1.0)


def payback_a(flows_eur: Sequence[float]) -> float | None:
    """Years until the savings have repaid the investment, without interest; None if never.

    Notes
    -----
    First zero of the cumulated flows, linear inside the year. Zero for a project that never
    owes; None for one that takes money first and never earns it back later.

    Raises
    ------
    UsageError
        If there is no flow or one is not finite.
    """
    return _first_repaid_a(_checked(flows_eur))


def discounted_payback_a(flows_eur: Sequence[float], interest: float) -> float | None:
    """Years until the discounted savings have repaid the investment; None if never.

    Notes
    -----
    As :func:`payback_a` with the flows C_t / (1 + i)^t, linear inside the year.

    Raises
    ------
    UsageError
        If there is no flow, one is not finite, or the interest is not above -1.
    """
    return _first_repaid_a(_discounted_eur(flows_eur, interest))


def _checked(flows_eur: Sequence[float]) -> list[float]:
    flows = [float(flow) for flow in flows_eur]
    if not flows or not all(math.isfinite(flow) for flow in flows):
        raise UsageError("cash flows must be a non-empty list of finite numbers")
    return flows


def _discounted_eur(flows_eur: Sequence[float], interest: float) -> list[float]:
    if not (math.isfinite(interest) and interest > -1.0):
        raise UsageError(f"interest {interest} must be a finite share above -1 (0.05 is 5 %)")
    return [flow / (1.0 + interest) ** year for year, flow in enumerate(_checked(flows_eur))]


def _first_repaid_a(flows_eur: Sequence[float]) -> float | None:
    """First time [a] at which the cumulated flows come back to zero."""
    cumulated_eur = np.cumsum(np.array(flows_eur))
    owes = cumulated_eur < -ROUNDING_SHARE * np.abs(flows_eur).max()
    if not owes.any():
        return 0.0
    first_nonzero = next(flow for flow in flows_eur if flow != 0.0)
    if first_nonzero > 0.0:
        return None
    owing_since = int(np.argmax(owes))
    repaid = np.flatnonzero(~owes[owing_since:])
    if not len(repaid):
        return None
    year = owing_since + int(repaid[0])
    owed_eur = -float(cumulated_eur[year - 1])
    return year - 1 + owed_eur / flows_eur[year]


def _rate_of_sign_change(flows: NDArray[np.float64], *, near: float) -> float | None:
    """Interest [1/a] at the only positive zero of the NPV as a polynomial in x = 1 / (1 + i)."""

    def value(discount: float) -> float:
        # Beyond x = 1 divided by x^n, which keeps the sign and cannot overflow.
        if discount <= 1.0:
            return float(np.polyval(flows[::-1], discount))
        return float(np.polyval(flows, 1.0 / discount))

    for width in 1.05 ** np.arange(1, BRACKET_STEPS):
        low, high = near / float(width), near * float(width)
        if value(low) * value(high) <= 0.0:
            break
    else:
        return None
    sign_at_low = value(low)
    for _ in range(BISECTIONS):
        middle = math.sqrt(low * high)
        if value(middle) * sign_at_low > 0.0:
            low = middle
        else:
            high = middle
    return 1.0 / high - 1.0
