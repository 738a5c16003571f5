"""Viscosity of water and steam.

References
----------
IAPWS R12-08 (2008), Formulation for the viscosity of ordinary water substance, without the
critical enhancement; 273 to 1173 K, up to 1 GPa.
"""

import math

REFERENCE_K, REFERENCE_KG_PER_M3, REFERENCE_PA_S = 647.096, 322.0, 1e-6
DILUTE = (1.67752, 2.20462, 0.6366564, -0.241605)
RESIDUAL = {
    (0, 0): 5.20094e-1,
    (1, 0): 8.50895e-2,
    (2, 0): -1.08374,
    (3, 0): -2.89555e-1,
    (0, 1): 2.22531e-1,
    (1, 1): 9.99115e-1,
    (2, 1): 1.88797,
    (3, 1): 1.26613,
    (5, 1): 1.20573e-1,
    (0, 2): -2.81378e-1,
    (1, 2): -9.06851e-1,
    (2, 2): -7.72479e-1,
    (3, 2): -4.89837e-1,
    (4, 2): -2.57040e-1,
    (0, 3): 1.61913e-1,
    (1, 3): 2.57399e-1,
    (0, 4): -3.25372e-2,
    (3, 4): 6.98452e-2,
    (4, 5): 8.72102e-3,
    (3, 6): -4.35673e-3,
    (5, 6): -5.93264e-4,
}


def water_viscosity_pa_s(temperature_k: float, density_kg_per_m3: float) -> float:
    """Dynamic viscosity of water or steam [Pa s] of a temperature [K] and density [kg/m3].

    Notes
    -----
    With T and rho over 647.096 K and 322 kg/m3: mu0 = 100 sqrt(T) / sum_i H_i T^-i,
    mu1 = exp(rho sum_ij H_ij (1/T - 1)^i (rho - 1)^j), mu = mu0 mu1 in micropascal seconds.
    """
    t, rho = temperature_k / REFERENCE_K, density_kg_per_m3 / REFERENCE_KG_PER_M3
    dilute = 100.0 * math.sqrt(t) / sum(h / t**i for i, h in enumerate(DILUTE))
    residual = sum(h * (1.0 / t - 1.0) ** i * (rho - 1.0) ** j for (i, j), h in RESIDUAL.items())
    return REFERENCE_PA_S * dilute * math.exp(rho * residual)
