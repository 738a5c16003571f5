"""The checker finds errors of coolers, heat that must leave and machines that change over."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import yaml

from industrial_hp import design, read_case, write_report
from industrial_hp.checking import verify
from industrial_hp.solving.options import solver_profile

CASE = Path(__file__).parents[3] / "cases" / "kinds" / "server_hall"
HEATING = "servers_to_offices_r717"
COOLING = f"{HEATING}_changed_over"
Change = Callable[[pd.DataFrame], None]


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hall")
    write_report(design(read_case(CASE), solver_profile("proof")), folder, formats=("json", "csv"))
    return folder


def scaled(unit: str, column: str, factor: float) -> Change:
    def change(table: pd.DataFrame) -> None:
        name = "unit" if "unit" in table else "tag"
        table.loc[table[name] == unit, column] *= factor

    return change


def not_a_mode(table: pd.DataFrame) -> None:
    table["mode_of"] = ""


def failed(folder: Path) -> list[str]:
    return [check.name for check in verify(folder).checks if not check.passed]


def test_the_result_passes_and_holds_what_is_to_be_broken(finished: Path) -> None:
    assert failed(finished) == []
    table = pd.read_csv(finished / "equipment.csv").set_index("tag")
    assert table.loc[COOLING, "mode_of"] == HEATING
    assert table.loc["dry_cooler", "size"] > 2


@pytest.mark.parametrize(
    ("file", "change", "law"),
    [
        ("dispatch.csv", scaled("dry_cooler", "electricity_mw", 0.9), "Pumps"),
        ("dispatch.csv", scaled("dry_cooler", "heat_in_mw", 0.9), "Heat"),
        ("equipment.csv", scaled("dry_cooler", "size", 0.9), "beyond its size"),
        ("equipment.csv", scaled("dry_cooler", "size", 2.0), "Sizes lie within"),
        ("equipment.csv", scaled(COOLING, "size", 1.2), "Sizes lie within"),
        ("equipment.csv", not_a_mode, "Sizes lie within"),
        ("dispatch.csv", scaled(COOLING, "largest_mw", 0.9), "beyond its size"),
    ],
)
def test_a_planted_error_is_found(
    finished: Path, tmp_path: Path, file: str, change: Change, law: str
) -> None:
    folder = tmp_path / "planted"
    shutil.copytree(finished, folder)
    table = pd.read_csv(folder / file)
    change(table)
    table.to_csv(folder / file, index=False)
    assert any(law in name for name in failed(folder)), failed(folder)


def test_heat_that_must_leave_and_is_left_is_found(finished: Path, tmp_path: Path) -> None:
    folder = tmp_path / "planted"
    shutil.copytree(finished, folder)
    path = folder / "case" / "case.yaml"
    data: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    data["sources"][0]["duty_mw"] = 2.2
    path.write_text(yaml.safe_dump(data, sort_keys=False), encoding="utf-8")
    assert any("Sources" in name for name in failed(folder)), failed(folder)
