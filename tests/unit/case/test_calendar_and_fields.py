"""Parts of a case by themselves: calendar, profiles, consistency of what is stated."""

import json
from typing import Any

import pytest
from pydantic import ValidationError

from industrial_hp.case.calendar import STEADY_DAY, Calendar, RepresentativeDay
from industrial_hp.case.case import Case
from industrial_hp.case.heat_sources import CondensingSource, HumidAirSource, LiquidSource
from industrial_hp.case.options import HeatPumpOptions


def day(name: str, **days_by_month: float) -> RepresentativeDay:
    return RepresentativeDay(name=name, days_by_month=days_by_month)


def test_a_calendar_without_days_is_one_steady_year() -> None:
    calendar = Calendar()
    assert calendar.period_count == 1
    assert STEADY_DAY.days_per_year == 365


WINTER = {"jan": 31, "feb": 28, "mar": 31, "oct": 31, "nov": 30, "dec": 31}
SUMMER = {"apr": 30, "may": 31, "jun": 30, "jul": 31, "aug": 31, "sep": 30}


def test_periods_are_the_blocks_of_all_days() -> None:
    calendar = Calendar(days=(day("a", **WINTER), day("b", **SUMMER)), block_hours=(6, 18))
    assert calendar.period_count == 4


def test_a_leap_year_is_a_year() -> None:
    leap = Calendar(days=(day("a", **WINTER | {"feb": 29}), day("b", **SUMMER)))
    assert sum(each.days_per_year for each in leap.days) == 366


@pytest.mark.parametrize("blocks", [(12, 11), (24, 0), (30, -6), ()])
def test_blocks_that_do_not_fill_a_day_are_refused(blocks: tuple[float, ...]) -> None:
    with pytest.raises(ValidationError):
        Calendar(block_hours=blocks)


@pytest.mark.parametrize("days", [(day("a", jan=31),), ()])
def test_days_that_do_not_fill_a_year_are_refused(days: tuple[RepresentativeDay, ...]) -> None:
    with pytest.raises(ValidationError, match="365 or 366"):
        Calendar(days=days)


@pytest.mark.parametrize("months", [{"jan": 365}, {"feb": 28.5}, {"nov": 31}, {"dec": 30.999}])
def test_a_month_without_its_days_is_refused_by_name(months: dict[str, float]) -> None:
    (month, count), *_ = months.items()
    with pytest.raises(ValidationError, match=rf"mend {month} {count:g} \("):
        Calendar(days=(day("a", **WINTER | SUMMER | months),))


def test_all_wrong_months_are_told_together() -> None:
    days = (day("a", **WINTER | {"jan": 30}), day("b", **SUMMER | {"jul": 32}))
    with pytest.raises(ValidationError, match=r"mend jan 30 \(31\), jul 32 \(31\)"):
        Calendar(days=days)


def test_wrong_blocks_and_wrong_months_are_told_together() -> None:
    with pytest.raises(ValidationError, match=r"sum to 23 h.*mend jan 30 \(31\)"):
        Calendar(days=(day("a", **WINTER | SUMMER | {"jan": 30}),), block_hours=(11, 12))


def test_tenths_of_days_fill_a_year_despite_rounding() -> None:
    tenths = (72.6, 69.2, 71.0, 19.4, 35.0, 97.8)
    assert sum(tenths) != 365
    year = WINTER | SUMMER
    days = tuple(
        day(f"d{i}", **{month: length * count / 365 for month, length in year.items()})
        for i, count in enumerate(tenths)
    )
    assert Calendar(days=days).period_count == 6


@pytest.mark.parametrize("months", [{"january": 31}, {"jan": -1, "feb": 30}, {}])
def test_a_day_of_no_month_is_refused(months: dict[str, float]) -> None:
    with pytest.raises(ValidationError):
        RepresentativeDay(name="a", days_by_month=months)


def liquid(**changes: Any) -> LiquidSource:
    stated = {
        "name": "water", "zone": "site", "kind": "liquid",
        "t_in_c": 40, "t_out_c": 20, "duty_mw": 1,
    }  # fmt: skip
    return LiquidSource.model_validate(stated | changes)


@pytest.mark.parametrize("text", ["500 kW", "5", "-3", ".5", "+1", " 7", "1,5"])
def test_text_that_begins_like_a_number_is_no_name_of_a_series(text: str) -> None:
    with pytest.raises(ValidationError, match="plain number"):
        liquid(duty_mw=text)


def test_a_name_of_a_series_is_kept() -> None:
    assert liquid(duty_mw="water_mw").duty_mw == "water_mw"


@pytest.mark.parametrize("value", [True, float("nan"), float("inf"), None, [1]])
def test_what_is_neither_number_nor_name_is_refused(value: Any) -> None:
    with pytest.raises(ValidationError):
        liquid(duty_mw=value)


def test_what_is_stated_is_frozen() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        liquid().duty_mw = 2  # type: ignore[misc]


def test_contributions_follow_the_medium_unless_stated() -> None:
    assert 2.5 <= liquid().contribution_k <= 5
    assert liquid(dt_contribution_k=4).contribution_k == 4
    vapour = CondensingSource(name="v", zone="z", kind="condensing", t_c=30, duty_mw=1)
    assert 1 <= vapour.contribution_k <= 2
    air = HumidAirSource(
        name="a", zone="z", kind="humid_air", t_in_c=70, t_out_c=30,
        humidity_ratio_kg_per_kg=0.05, dry_air_kg_per_s=1,
    )  # fmt: skip
    assert air.contribution_k == 10


def test_a_study_needs_a_refrigerant() -> None:
    with pytest.raises(ValidationError):
        HeatPumpOptions(refrigerants=())


def test_every_number_of_the_schema_names_its_unit() -> None:
    schema = json.dumps(Case.model_json_schema())
    assert schema.count('"unit"') > 50
    for model in Case.model_json_schema()["$defs"].values():
        for name, field in model.get("properties", {}).items():
            if name.endswith(("_mw", "_c", "_k", "_eur_per_mwh", "_bar")):
                assert "unit" in field, name
