"""What no heat pump can exceed: Carnot between two temperatures, Lorenz between two glides."""

import math

from industrial_hp.errors import UsageError
from industrial_hp.units import c_from_k

SAME_TEMPERATURE_SHARE = 1e-9


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
