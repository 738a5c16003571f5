"""Temperatures that follow the outdoor temperature, against figures worked out by hand."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml

from industrial_hp.case.case import Case
from industrial_hp.case.heat_sinks import BuildingSink, DistrictHeatingSink
from industrial_hp.case.heating_curves import building_heating, network_supply_c

KINDS = Path(__file__).parents[3] / "cases" / "kinds"
KELVIN = 0.01


def case_of(kind: str, outdoor_c: tuple[float, ...]) -> Case:
    """A small case of the library with other outdoor temperatures."""
    data: dict[str, Any] = yaml.safe_load((KINDS / kind / "case.yaml").read_text(encoding="utf-8"))
    names = ("outdoor_c", "duty_mw")
    return Case.model_validate(data | {"series": dict.fromkeys(names, outdoor_c)})


def test_a_period_without_load_asks_for_no_temperature_that_never_comes() -> None:
    # A mild year: 5 degC at the coldest, so 42.3 degC is the hottest that the radiators see.
    case = case_of("radiators", (5.0, 10.0, 20.0))
    [building] = case.sinks
    assert isinstance(building, BuildingSink)
    heating = building_heating(case, building)
    assert heating.load_share == pytest.approx([10 / 27, 5 / 27, 0.0])
    assert heating.supply_c[0] == pytest.approx(42.34, abs=KELVIN)
    assert heating.supply_c.max() == heating.supply_c[0]
    assert np.all(heating.supply_c > heating.return_c)
    assert np.all(heating.return_c > building.room_c)


def test_the_load_is_full_at_the_design_and_below() -> None:
    case = case_of("radiators", (-12.0, -20.0, 15.0))
    [building] = case.sinks
    assert isinstance(building, BuildingSink)
    heating = building_heating(case, building)
    assert list(heating.load_share) == [1.0, 1.0, 0.0]
    assert heating.supply_c[:2] == pytest.approx([70.0, 70.0])
    assert heating.return_c[:2] == pytest.approx([50.0, 50.0])


def test_the_supply_of_a_network_is_level_beyond_both_ends() -> None:
    case = case_of("supply_curve", (-30.0, -2.5, 30.0))
    [network] = case.sinks
    assert isinstance(network, DistrictHeatingSink)
    assert network_supply_c(case, network) == pytest.approx([95.0, 82.5, 70.0])
