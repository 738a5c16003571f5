"""Investment as a linear law of size, and how such a law is had from points or a power law.

The model buys sizes with a fixed and a proportional cost, so every published cost curve is
brought to I = fixed + variable x size over a stated range; outside it the law extrapolates and
says so. The law itself, :class:`CostLaw`, lives with the catalogue rows that carry it.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from industrial_hp.catalogue.equipment_costs import CostLaw
from industrial_hp.errors import UsageError

__all__ = ["CostLaw", "LinearFit", "fit_linear_cost", "linearise_power_law"]

# A power law is sampled at this many sizes, evenly on a logarithmic scale.
POWER_LAW_SAMPLES = 41


@dataclass(frozen=True)
class LinearFit:
    """A linear cost law and its largest deviation from what it was fitted to.

    Parameters
    ----------
    fixed_eur : float
        Cost at size zero [EUR], at least zero.
    variable_eur_per_size : float
        Cost per unit of size [EUR/size], at least zero.
    largest_error_share : float
        Largest absolute deviation over the cost fitted to [-].
    """

    fixed_eur: float
    variable_eur_per_size: float
    largest_error_share: float


def fit_linear_cost(sizes: Sequence[float], costs_eur: Sequence[float]) -> LinearFit:
    """Fit I = fixed + variable x size to cost points by least squares of the relative error.

    Parameters
    ----------
    sizes : sequence of float, shape (n,)
        Sizes, above zero, at least two different ones.
    costs_eur : sequence of float, shape (n,)
        Costs [EUR], above zero.

    Notes
    -----
    Minimises sum_k ((fixed + variable s_k) / I_k - 1)^2 with both coefficients at least zero:
    a small plant's error weighs as much as a large one's.

    Raises
    ------
    UsageError
        If points are too few, not positive, or of different number.
    """
    size = np.array(sizes, dtype=float)
    cost = np.array(costs_eur, dtype=float)
    if size.shape != cost.shape or len(np.unique(size)) < 2:
        raise UsageError("a linear cost fit needs at least two different sizes, one cost each")
    if not (np.isfinite(size).all() and np.isfinite(cost).all()):
        raise UsageError("sizes and costs of a cost fit must be finite")
    if size.min() <= 0.0 or cost.min() <= 0.0:
        raise UsageError("sizes and costs of a cost fit must be above 0")
    ones = np.ones_like(cost)
    candidates = (
        np.linalg.lstsq(np.column_stack([1.0 / cost, size / cost]), ones, rcond=None)[0],
        np.array([0.0, (size / cost).sum() / ((size / cost) ** 2).sum()]),
        np.array([(1.0 / cost).sum() / ((1.0 / cost) ** 2).sum(), 0.0]),
    )
    allowed = [pair for pair in candidates if pair.min() >= 0.0]
    errors = [(pair[0] + pair[1] * size) / cost - 1.0 for pair in allowed]
    best = int(np.argmin([float((error**2).sum()) for error in errors]))
    fixed_eur, variable_eur = (float(coefficient) for coefficient in allowed[best])
    return LinearFit(fixed_eur, variable_eur, float(np.abs(errors[best]).max()))


def linearise_power_law(
    coefficient_eur: float, exponent: float, *, size_min: float, size_max: float
) -> LinearFit:
    """Linear cost law nearest to I = coefficient x size^exponent over a range of sizes.

    Parameters
    ----------
    coefficient_eur : float
        Cost at size one [EUR], above zero.
    exponent : float
        Degression exponent [-], above 0 and at most 1: costs fall per size, never in all.
    size_min, size_max : float
        Range, 0 < size_min < size_max.

    Notes
    -----
    Least squares of the relative error at sizes spaced evenly on a logarithmic scale.

    Raises
    ------
    UsageError
        If an argument is out of range.
    """
    if not (math.isfinite(coefficient_eur) and coefficient_eur > 0.0):
        raise UsageError(f"coefficient_eur {coefficient_eur} must be finite and above 0")
    if not 0.0 < exponent <= 1.0:
        raise UsageError(f"exponent {exponent} must lie above 0 and not above 1")
    if not 0.0 < size_min < size_max < math.inf:
        raise UsageError(f"need 0 < size_min < size_max, found {size_min} and {size_max}")
    sizes = np.geomspace(size_min, size_max, POWER_LAW_SAMPLES)
    costs_eur = coefficient_eur * sizes**exponent
    return fit_linear_cost(sizes.tolist(), costs_eur.tolist())
