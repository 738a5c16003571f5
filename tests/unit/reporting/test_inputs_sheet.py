"""Sheet Inputs: pairs of a source and a sink that are forbidden or have a price."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import yaml

from industrial_hp.case.case import Case
from industrial_hp.reporting.inputs_sheet import _matches
from industrial_hp.reporting.sheet_page import Page

SMALL_CASE = Path(__file__).parents[2] / "cases" / "one_source_one_sink.yaml"


def page(**matches: Any) -> Page:
    data: dict[str, Any] = yaml.safe_load(SMALL_CASE.read_text(encoding="utf-8"))
    case = Case.model_validate(data | {"matches": matches})
    return cast(Page, SimpleNamespace(solution=SimpleNamespace(case=case)))


def test_a_case_without_matches_has_no_section_of_them() -> None:
    assert list(_matches(page())) == []


def test_bans_and_prices_of_pairs_are_inputs() -> None:
    pair = {"source": "warm_water", "sink": "hot_water"}
    ban, price = pair | {"covers": "units"}, pair | {"eur_per_mwh": 3.0}
    ((title, found),) = _matches(page(forbidden=[ban], priced=[price]))
    assert title == "Matches"
    assert [(one.path, one.value, one.unit) for one in found] == [
        ("matches.forbidden[0]", "forbidden, units too", ""),
        ("matches.priced[0]", 3.0, "EUR/MWh"),
    ]
