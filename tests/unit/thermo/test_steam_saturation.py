"""The closed form of steam saturation against its release and against CoolProp."""

import subprocess
import sys
from pathlib import Path

import pytest

from industrial_hp.errors import FluidRangeError
from industrial_hp.thermo.fluids import fluid
from industrial_hp.thermo.steam_saturation import (
    steam_saturation_pressure_pa,
    steam_saturation_temperature_k,
)

DEMO = Path(__file__).parents[3] / "cases" / "dairy_and_district"
PRINTED_TOLERANCE_K = 5e-7
FORMULATIONS_TOLERANCE_K = 0.01


@pytest.mark.parametrize(
    ("pressure_mpa", "printed_k"), [(0.1, 372.755919), (1.0, 453.035632), (10.0, 584.149488)]
)
def test_saturation_meets_the_values_of_the_release(pressure_mpa: float, printed_k: float) -> None:
    # IAPWS R7-97(2012), table 36.
    found = steam_saturation_temperature_k(pressure_mpa * 1e6)
    assert found == pytest.approx(printed_k, abs=PRINTED_TOLERANCE_K)


@pytest.mark.parametrize(
    ("t_k", "printed_mpa"),
    [(300.0, 0.353658941e-2), (500.0, 0.263889776e1), (600.0, 0.123443146e2)],
)
def test_saturation_pressure_meets_the_values_of_the_release(
    t_k: float, printed_mpa: float
) -> None:
    # IAPWS R7-97(2012), table 35.
    assert steam_saturation_pressure_pa(t_k) == pytest.approx(printed_mpa * 1e6, rel=1e-8)


@pytest.mark.parametrize("t_k", [272.0, 648.0])
def test_temperatures_without_saturation_are_refused(t_k: float) -> None:
    with pytest.raises(FluidRangeError):
        steam_saturation_pressure_pa(t_k)


@pytest.mark.parametrize("pressure_bar", [0.3, 1, 4, 11, 40, 60])
def test_saturation_agrees_with_the_equation_of_state_of_the_cycles(pressure_bar: float) -> None:
    by_coolprop = fluid("Water").saturation_temperature_k(pressure_bar * 1e5)
    found = steam_saturation_temperature_k(pressure_bar * 1e5)
    assert found == pytest.approx(by_coolprop, abs=FORMULATIONS_TOLERANCE_K)


@pytest.mark.parametrize("pressure_pa", [600.0, 23e6])
def test_pressures_without_saturation_are_refused(pressure_pa: float) -> None:
    with pytest.raises(FluidRangeError):
        steam_saturation_temperature_k(pressure_pa)


def test_checking_a_case_with_steam_does_not_load_coolprop() -> None:
    asked = (
        "import sys; from pathlib import Path; from industrial_hp.reading.read_case import "
        f"read_case; read_case(Path({str(DEMO)!r})); sys.exit('CoolProp' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0
