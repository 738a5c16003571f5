r"""Saturation of water by the industrial formulation, apart from the program's own properties.

References
----------
IAPWS R7-97(2012), region 4, backward equation T(p), equation 31.
"""

import math

from industrial_hp.units import c_from_k

N = (
    0.11670521452767e4,
    -0.72421316703206e6,
    -0.17073846940092e2,
    0.12020824702470e5,
    -0.32325550322333e7,
    0.14915108613530e2,
    -0.48232657361591e4,
    0.40511340542057e6,
    -0.23855557567849,
    0.65017534844798e3,
)
BAR_PER_MPA = 10.0


def saturation_temperature_c(pressure_bar: float) -> float:
    """Saturation temperature [degC] of water at 0.0062 to 220 bar."""
    beta = math.pow(pressure_bar / BAR_PER_MPA, 0.25)
    e = beta**2 + N[2] * beta + N[5]
    f = N[0] * beta**2 + N[3] * beta + N[6]
    g = N[1] * beta**2 + N[4] * beta + N[7]
    d = 2 * g / (-f - math.sqrt(f**2 - 4 * e * g))
    root = math.sqrt((N[9] + d) ** 2 - 4 * (N[8] + N[9] * d))
    return float(c_from_k((N[9] + d - root) / 2))
