"""Viscosity of water against the check values of IAPWS R12-08, table 4."""

import pytest

from industrial_hp.network.viscosity import water_viscosity_pa_s

HALF_OF_THE_LAST_DIGIT = 5.1e-7


@pytest.mark.parametrize(
    ("temperature_k", "density", "micropascal_s"),
    [
        (298.15, 998.0, 889.735100),
        (298.15, 1200.0, 1437.649467),
        (373.15, 1000.0, 307.883622),
        (433.15, 1.0, 14.538324),
        (873.15, 1.0, 32.619287),
        (1173.15, 400.0, 64.154608),
    ],
)
def test_viscosity_is_that_of_the_release(
    temperature_k: float, density: float, micropascal_s: float
) -> None:
    found = water_viscosity_pa_s(temperature_k, density)
    assert found * 1e6 == pytest.approx(micropascal_s, abs=HALF_OF_THE_LAST_DIGIT)
