"""What no heat pump can exceed: Carnot between two temperatures, Lorenz between two glides.

A share of it, the Lorenz efficiency, is the shortest estimate of a real machine.
"""

import math

from industrial_hp.errors import Finding, UsageError
from industrial_hp.thermo.cop_estimate import CopEstimate, possible_cop
from industrial_hp.units import c_from_k

SAME_TEMPERATURE_SHARE = 1e-9
LORENZ_EFFICIENCY = "lorenz_efficiency"
LEAST_USUAL_ETA = 0.35  # best fit to a monitored heat pump, validation of oemof-thermal
HIGHEST_USUAL_ETA = 0.65  # Drammen reaches 0.62


def carnot_cop(t_cold_k: float, t_hot_k: float) -> float:
    r"""Highest COP of a heat pump between two constant temperatures [K].

    Notes
    -----
    .. math:: COP = \frac{T_h}{T_h - T_c}

    Raises
    ------
    UsageError
        If the lift is not positive.
    """
    if not 0.0 < t_cold_k < t_hot_k:
        raise UsageError(
            f"no lift from {c_from_k(t_cold_k):.2f} to {c_from_k(t_hot_k):.2f} degC; "
            "the hot temperature must be above the cold one"
        )
    return t_hot_k / (t_hot_k - t_cold_k)


def lorenz_cop(
    *, source_hot_k: float, source_cold_k: float, sink_cold_k: float, sink_hot_k: float
) -> float:
    r"""Highest COP of a heat pump between two gliding temperatures [K].

    Notes
    -----
    Carnot's COP between the logarithmic mean temperatures of sink and source:

    .. math:: \bar T = \frac{T_h - T_c}{\ln(T_h / T_c)}

    Raises
    ------
    UsageError
        If a glide is negative or the mean lift is not positive.

    References
    ----------
    Lorenz (1894), Zeitschrift fuer die gesammte Kaelte-Industrie 1.
    """
    source = logarithmic_mean_temperature_k(source_cold_k, source_hot_k)
    return carnot_cop(source, logarithmic_mean_temperature_k(sink_cold_k, sink_hot_k))


def lorenz_efficiency(
    eta: float, *, source_in_k: float, source_out_k: float, sink_in_k: float, sink_out_k: float
) -> CopEstimate:
    r"""COP as a share of Lorenz's between the streams themselves, approaches included.

    Parameters
    ----------
    eta : float
        Lorenz efficiency [-], above 0 and at most 1; without glides it is Carnot's.
    source_in_k, source_out_k : float
        The source before and after it gave its heat [K].
    sink_in_k, sink_out_k : float
        The sink before and after it took the heat [K].

    Returns
    -------
    CopEstimate
        With a remark if eta is not one that large machines show.

    Notes
    -----
    .. math:: COP = \eta \frac{\bar T_{sink}}{\bar T_{sink} - \bar T_{source}}

    One eta does not carry far: the detailed ammonia cycle has 0.34 to 0.52 over source 5 to 40
    and sink 40 to 90 degC, the lowest at small lifts.

    Raises
    ------
    UsageError
        If eta is not a share, a glide is negative or the mean lift is not positive.
    CopRangeError
        If so low an eta leaves no heat pump: a COP not above 1.
    """
    if not 0.0 < eta <= 1.0:
        raise UsageError(f"Lorenz efficiency {eta:g}; it must be above 0 and at most 1")
    limit = lorenz_cop(
        source_hot_k=source_in_k,
        source_cold_k=source_out_k,
        sink_cold_k=sink_in_k,
        sink_hot_k=sink_out_k,
    )
    unusual = Finding(
        f"{LORENZ_EFFICIENCY}: eta",
        "the efficiency is not one that large heat pumps show",
        f"{eta:g}",
        f"{LEAST_USUAL_ETA:g} to {HIGHEST_USUAL_ETA:g}",
        "confirm it with the supplier",
    )
    usual = LEAST_USUAL_ETA <= eta <= HIGHEST_USUAL_ETA
    cop = possible_cop(eta * limit, limit_cop=limit, method=LORENZ_EFFICIENCY)
    return CopEstimate(cop, LORENZ_EFFICIENCY, () if usual else (unusual,))


def logarithmic_mean_temperature_k(t_cold_k: float, t_hot_k: float) -> float:
    """Logarithmic mean [K] of the two ends of a glide; their common value without a glide.

    Raises
    ------
    UsageError
        If the hot end is below the cold end, or a temperature is not above 0 K.
    """
    if not 0.0 < t_cold_k <= t_hot_k:
        raise UsageError(
            f"glide from {c_from_k(t_cold_k):.2f} to {c_from_k(t_hot_k):.2f} degC; "
            "the hot end must not be below the cold end"
        )
    if t_hot_k - t_cold_k < SAME_TEMPERATURE_SHARE * t_hot_k:
        return 0.5 * (t_cold_k + t_hot_k)
    return (t_hot_k - t_cold_k) / math.log(t_hot_k / t_cold_k)
