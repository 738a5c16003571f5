"""Labels, units and ranges of a case's fields as the report shows them."""

from collections.abc import Iterator

import pytest
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from industrial_hp.case.field_labels import field_label
from industrial_hp.case.fields import field_unit, permitted_range
from industrial_hp.case.heat_sinks import DistrictHeatingSink, LiquidSink, SteamSink
from industrial_hp.case.heat_sources import (
    CondensingSource,
    CoolingToday,
    HumidAirSource,
    LiquidSource,
    WaterBodySource,
)
from industrial_hp.case.options import Backup, HeatPumpOptions
from industrial_hp.case.prices import Economics, ElectricityPrice, FuelPrice, Prices
from industrial_hp.case.sites import Boiler, Loop, Store, Zone
from industrial_hp.reporting.input_fields import range_text

PARTS: tuple[type[BaseModel], ...] = (
    Zone, LiquidSource, CondensingSource, HumidAirSource, WaterBodySource, CoolingToday,
    LiquidSink, SteamSink, DistrictHeatingSink, Boiler, Store, Loop, HeatPumpOptions, Backup,
    ElectricityPrice, FuelPrice, Prices, Economics,
)  # fmt: skip
LONGEST_LABEL = 70


def fields() -> Iterator[tuple[str, FieldInfo]]:
    for part in PARTS:
        for name, field in part.model_fields.items():
            if name not in ("name", "title", "reason", "electricity", "natural_gas"):
                yield name, field


def test_a_label_is_a_short_noun_of_the_trade() -> None:
    for name, field in fields():
        text = field_label(name, field)
        assert text[:1].isupper(), name
        assert len(text) <= LONGEST_LABEL, name
        assert not any(word in text for word in ("True", "null", ";", "_", "a name of")), text


def test_years_are_in_years() -> None:
    assert field_unit(Economics.model_fields["observation_a"]) == "a"
    assert field_unit(Boiler.model_fields["age_a"]) == "a"
    assert field_unit(Boiler.model_fields["supply_max_c"]) == "degC"


def test_ranges_are_those_of_the_case_model() -> None:
    assert permitted_range(Economics.model_fields["observation_a"]) == (1.0, 60.0)
    assert permitted_range(LiquidSource.model_fields["t_in_c"]) == (-20.0, 250.0)
    assert permitted_range(FuelPrice.model_fields["basis"]) is None


@pytest.mark.parametrize(
    ("low", "high", "in_unit", "text"),
    [
        (0.0, 0.3, "1/a", "0 to 30 %/a"),
        (-0.1, 0.2, "1/a", "-10 to 20 %/a"),
        (0.0, 1e6, "EUR/(MW a)", "0 to 1,000,000"),
        (0.01, 500.0, "MW", "0.01 to 500"),
    ],
)
def test_a_range_is_written_as_its_values_are(
    low: float, high: float, in_unit: str, text: str
) -> None:
    assert range_text(low, high, in_unit) == text
