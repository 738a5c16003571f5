"""Published correlations of the COP of large heat pumps, each kept to its range of validity.

The lift is between the streams: sink outlet less source inlet [K]. Each function is named after
its paper; what it needs, where it holds and where it comes from stands in ``CORRELATIONS`` at the
end. They are fits to plants and cycles of their time: to choose between refrigerants or cycles,
compute the cycle.
"""

import math
from dataclasses import dataclass
from functools import partial
from typing import Literal

from industrial_hp.errors import UsageError
from industrial_hp.thermo.cop_estimate import CopEstimate, Outside, possible_cop, range_remarks
from industrial_hp.thermo.correlation_range import Correlation, Validity
from industrial_hp.thermo.ideal_cop import (
    carnot_cop,
    logarithmic_mean_temperature_k,
    lorenz_cop,
)
from industrial_hp.units import k_from_c

BLESS_PINCH_K = 5.0
ENDS = ("source_in_k", "sink_out_k")
GLIDES = ("source_in_k", "source_out_k", "sink_in_k", "sink_out_k")


def jesper_2021_conventional(
    *, source_in_k: float, sink_out_k: float, outside: Outside = "error"
) -> CopEstimate:
    r"""COP of conventional and high-temperature heat pumps up to 100 degC [K].

    Notes
    -----
    .. math:: COP = 1.4480 \cdot 10^{12} (\Delta T + 2 \cdot 88.730)^{-4.9460}

    Sink temperature and glide have no part in it. At 100 degC it does not meet the set for very
    high temperatures (50 K lift: 3.19 against 3.26), so each has a name of its own.

    Raises
    ------
    UsageError
        If there is no lift.
    CopRangeError
        If the point is out of range and ``outside`` is ``"error"``, or the COP impossible.

    References
    ----------
    Jesper et al. (2021), doi:10.1016/j.rser.2020.110646; coefficients as in a public module that
    cites it. Another public copy has the exponent -4.9469: a COP half a percent lower.
    """
    cop = 1.4480e12 * (_lift_k(source_in_k, sink_out_k) + 2 * 88.730) ** -4.9460
    return _between_ends(JESPER_2021_CONVENTIONAL, cop, source_in_k, sink_out_k, outside)


def jesper_2021_very_high_temperature(
    *, source_in_k: float, sink_out_k: float, outside: Outside = "error"
) -> CopEstimate:
    r"""COP of heat pumps from 100 to 160 degC [K].

    Notes
    -----
    .. math:: COP = 1.9118 (\Delta T + 2 d)^{-0.89094} (T_{sink,out} + d)^{0.67895},
        \quad d = 0.044189

    Raises
    ------
    UsageError
        If there is no lift.
    CopRangeError
        If the point is out of range and ``outside`` is ``"error"``, or the COP impossible.

    References
    ----------
    Jesper et al. (2021), doi:10.1016/j.rser.2020.110646; coefficients as in a public module that
    cites it.
    """
    d = 0.044189
    cop = 1.9118 * (_lift_k(source_in_k, sink_out_k) + 2 * d) ** -0.89094
    cop *= (sink_out_k + d) ** 0.67895
    return _between_ends(JESPER_2021_VERY_HIGH_TEMPERATURE, cop, source_in_k, sink_out_k, outside)


def arpagaus_2018(
    *, source_in_k: float, sink_out_k: float, outside: Outside = "error"
) -> CopEstimate:
    r"""COP of high-temperature heat pumps by their lift alone [K]; coefficients recalled.

    Notes
    -----
    .. math:: COP = 68.455 \, \Delta T^{-0.76}

    Raises
    ------
    UsageError
        If there is no lift.
    CopRangeError
        If the point is out of range and ``outside`` is ``"error"``, or the COP impossible.

    References
    ----------
    Arpagaus et al. (2018), doi:10.1016/j.energy.2018.03.166.
    """
    cop = 68.455 * _lift_k(source_in_k, sink_out_k) ** -0.76
    return _between_ends(ARPAGAUS_2018, cop, source_in_k, sink_out_k, outside)


def bless_2023(*, source_in_k: float, sink_out_k: float, outside: Outside = "error") -> CopEstimate:
    r"""COP of high-temperature heat pumps by a lift shortened by two approaches of 5 K [K].

    Notes
    -----
    .. math:: COP = 52.94 (\Delta T - 2 \cdot 5)^{-0.716}

    That the approaches shorten the lift is how the author's file has it. Towards 12 K of lift,
    far outside the assumed range, it passes Carnot.

    Raises
    ------
    UsageError
        If there is no lift.
    CopRangeError
        If the point is out of range and ``outside`` is ``"error"``, or the COP impossible.

    References
    ----------
    Bless (2023), https://github.com/Froudd/simpleheatpump.
    """
    shortened_k = _lift_k(source_in_k, sink_out_k) - 2 * BLESS_PINCH_K
    cop = 52.94 * shortened_k**-0.716 if shortened_k > 0.0 else math.inf
    return _between_ends(BLESS_2023, cop, source_in_k, sink_out_k, outside)


@dataclass(frozen=True)
class JensenSet:
    """Coefficients of a refrigerant.

    Attributes
    ----------
    mean_approach : tuple of three floats
        a, b [-] and c [K] of the refrigerant's mean distance to the sink.
    work_ratio : tuple of three floats
        A, B [1/K] and C [-] of expansion work over compression work.
    """

    mean_approach: tuple[float, float, float]
    work_ratio: tuple[float, float, float]


AMMONIA_SET = JensenSet((0.2, 0.2, 0.016), (0.0014, -0.0015, 0.039))
ISOBUTANE_SET = JensenSet((-0.0011, 0.3, 2.4), (0.0035, -0.0033, 0.053))


def jensen_2018(
    refrigerant: Literal["R717", "R600a"],
    *,
    source_in_k: float,
    source_out_k: float,
    sink_in_k: float,
    sink_out_k: float,
    pinch_k: float = 5.0,
    eta_isentropic: float = 0.8,
    heat_loss_share: float = 0.0,
    outside: Outside = "error",
) -> CopEstimate:
    r"""COP of a single-stage machine between two glides [K], from Lorenz's.

    Parameters
    ----------
    refrigerant : {"R717", "R600a"}
        Ammonia, or isobutane. The isobutane set stands for strong subcooling and is no stand-in
        for a plain cycle.
    source_in_k, source_out_k, sink_in_k, sink_out_k : float
        Of the streams [K].
    pinch_k : float
        Least temperature difference in both exchangers [K].
    eta_isentropic, heat_loss_share : float
        Isentropic efficiency of the compressor, share of its work lost as heat [-].
    outside : {"error", "warn"}
        What a point outside the range does.

    Notes
    -----
    With logarithmic means :math:`\bar T` of sink (H) and source (C) and
    :math:`\Delta\bar T = \bar T_H - \bar T_C`:

    .. math::

        COP = \frac{\bar T_H}{\Delta\bar T}
        \frac{1 + (\Delta_H + \Delta_{pp}) / \bar T_H}
        {1 + (\Delta_H + \Delta_C + 2 \Delta_{pp}) / \Delta\bar T}
        \eta (1 - w) + 1 - \eta - f_Q

    .. math::

        \Delta_C = \tfrac12 (T_{C,i} - T_{C,o}), \quad
        \Delta_H = a x + b g + c, \quad w = A x + B g + C, \quad
        x = T_{H,o} - T_{C,o} + 2 \Delta_{pp}, \quad g = T_{H,o} - T_{H,i}

    Raises
    ------
    UsageError
        If there is no lift, a glide is negative or the machine's figures are none.
    CopRangeError
        If the point is out of range and ``outside`` is ``"error"``, or the COP impossible.

    References
    ----------
    Jensen et al. (2018), doi:10.18462/iir.gl.2018.1386; Pieper et al. (2020),
    doi:10.1016/j.energy.2020.117994; coefficients as in PyPSA-Eur.
    """
    _check_machine(pinch_k, eta_isentropic, heat_loss_share)
    record, fit = _jensen_set(refrigerant)
    lorenz = lorenz_cop(
        source_hot_k=source_in_k,
        source_cold_k=source_out_k,
        sink_cold_k=sink_in_k,
        sink_hot_k=sink_out_k,
    )
    sink_k = logarithmic_mean_temperature_k(sink_in_k, sink_out_k)
    span_k, glide_k = sink_out_k - source_out_k + 2.0 * pinch_k, sink_out_k - sink_in_k
    to_sink_k = _plane(fit.mean_approach, span_k, glide_k)
    both_k = to_sink_k + 0.5 * (source_in_k - source_out_k) + 2.0 * pinch_k
    mean_lift_k = sink_k / lorenz
    approaches = (1.0 + (to_sink_k + pinch_k) / sink_k) / (1.0 + both_k / mean_lift_k)
    work_share = eta_isentropic * (1.0 - _plane(fit.work_ratio, span_k, glide_k))
    cop = lorenz * approaches * work_share + 1.0 - eta_isentropic - heat_loss_share
    return _estimate(record, cop, lorenz, source_in_k, sink_out_k, outside)


def _jensen_set(refrigerant: str) -> tuple[Correlation, JensenSet]:
    if refrigerant == "R717":
        return JENSEN_2018_AMMONIA, AMMONIA_SET
    if refrigerant == "R600a":
        return JENSEN_2018_ISOBUTANE, ISOBUTANE_SET
    raise UsageError(f"jensen_2018 has no coefficients of {refrigerant!r}; known: R717, R600a")


def _plane(coefficients: tuple[float, float, float], span_k: float, glide_k: float) -> float:
    return coefficients[0] * span_k + coefficients[1] * glide_k + coefficients[2]


def _check_machine(pinch_k: float, eta_isentropic: float, heat_loss_share: float) -> None:
    if not pinch_k >= 0.0:
        raise UsageError(f"pinch of {pinch_k:g} K; it must not be negative")
    if not 0.0 < eta_isentropic <= 1.0:
        raise UsageError(
            f"isentropic efficiency {eta_isentropic:g}; it must be above 0 and at most 1"
        )
    if not 0.0 <= heat_loss_share < 1.0:
        raise UsageError(f"heat loss share {heat_loss_share:g}; it must be at least 0 and below 1")


def _lift_k(source_k: float, sink_k: float) -> float:
    carnot_cop(source_k, sink_k)  # refuses a point without lift
    return sink_k - source_k


def _between_ends(
    correlation: Correlation, cop: float, source_in_k: float, sink_out_k: float, outside: Outside
) -> CopEstimate:
    limit = carnot_cop(source_in_k, sink_out_k)
    return _estimate(correlation, cop, limit, source_in_k, sink_out_k, outside)


def _estimate(
    correlation: Correlation,
    cop: float,
    limit_cop: float,
    source_in_k: float,
    sink_out_k: float,
    outside: Outside,
) -> CopEstimate:
    name = correlation.name
    left = correlation.validity.left_by(name, source_in_k=source_in_k, sink_out_k=sink_out_k)
    remarks = range_remarks(left, outside) + correlation.standing_remarks
    return CopEstimate(possible_cop(cop, limit_cop=limit_cop, method=name), name, remarks)


def _range_k(least_c: float, highest_c: float) -> tuple[float, float]:
    return k_from_c(least_c), k_from_c(highest_c)


JESPER = (
    "Jesper et al. (2021), Renewable and Sustainable Energy Reviews 137, 110646, "
    "doi:10.1016/j.rser.2020.110646"
)
JENSEN = (
    "Jensen et al. (2018), Heat pump COP, part 2, 13th IIR Gustav Lorentzen Conference, "
    "doi:10.18462/iir.gl.2018.1386; parameters: Pieper et al. (2020), Energy 205, 117994, "
    "doi:10.1016/j.energy.2020.117994"
)
JENSEN_RANGE = "the range is that of a check against nine cycles, not the paper's"
# The least lift is PyPSA-Eur's default; the highest follows from the temperatures of that check.
JENSEN_VALIDITY = Validity((10.0, 85.0), _range_k(40.0, 90.0), _range_k(5.0, 40.0))
HIGH_TEMPERATURE = Validity((25.0, 95.0), _range_k(90.0, 160.0))

JESPER_2021_CONVENTIONAL = Correlation(
    "jesper_2021_conventional",
    jesper_2021_conventional,
    ENDS,
    "market heat pumps up to 100 degC",
    Validity((10.0, 78.0), _range_k(0.0, 100.0), _range_k(-10.0, 60.0)),
    JESPER,
)
JESPER_2021_VERY_HIGH_TEMPERATURE = Correlation(
    "jesper_2021_very_high_temperature",
    jesper_2021_very_high_temperature,
    ENDS,
    "market heat pumps from 100 to 160 degC",
    Validity((25.0, 95.0), _range_k(100.0, 160.0), _range_k(25.0, 110.0)),
    JESPER,
)
ARPAGAUS_2018 = Correlation(
    "arpagaus_2018",
    arpagaus_2018,
    ENDS,
    "high-temperature heat pumps from 90 to 160 degC",
    HIGH_TEMPERATURE,
    "Arpagaus et al. (2018), Energy 152, 985, doi:10.1016/j.energy.2018.03.166",
    provenance="recalled",
)
BLESS_2023 = Correlation(
    "bless_2023",
    bless_2023,
    ENDS,
    "high-temperature heat pumps",
    HIGH_TEMPERATURE,
    "Bless (2023), OST, simulation_brauhaus/heatpump.py in "
    "https://github.com/Froudd/simpleheatpump",
    caveats=("the source states no range: that of arpagaus_2018 is assumed", "R2 is 0.8826"),
)
JENSEN_2018_AMMONIA = Correlation(
    "jensen_2018_ammonia",
    partial(jensen_2018, "R717"),
    GLIDES,
    "single-stage R717",
    JENSEN_VALIDITY,
    JENSEN,
    caveats=(JENSEN_RANGE,),
)
JENSEN_2018_ISOBUTANE = Correlation(
    "jensen_2018_isobutane",
    partial(jensen_2018, "R600a"),
    GLIDES,
    "single-stage R600a, strongly subcooled",
    JENSEN_VALIDITY,
    JENSEN,
    caveats=(
        JENSEN_RANGE,
        "implies strong subcooling: 6 to 46 % above a cycle with saturated liquid, "
        "7 to 12 % below one subcooled to 5 K above the sink inlet",
    ),
)
CORRELATIONS: tuple[Correlation, ...] = (
    JESPER_2021_CONVENTIONAL,
    JESPER_2021_VERY_HIGH_TEMPERATURE,
    ARPAGAUS_2018,
    BLESS_2023,
    JENSEN_2018_AMMONIA,
    JENSEN_2018_ISOBUTANE,
)


def correlation(name: str) -> Correlation:
    """The correlation of a name.

    Raises
    ------
    UsageError
        If there is none of that name.
    """
    for known in CORRELATIONS:
        if known.name == name:
            return known
    names = ", ".join(known.name for known in CORRELATIONS)
    raise UsageError(f"unknown COP correlation {name!r}; known: {names}")
