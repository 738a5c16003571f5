"""The command ``catalogue`` as a user calls it."""

import csv
import json
import subprocess
import sys
from importlib.resources import files

import pytest

from industrial_hp.catalogue.overview import TABLES

RUN = [sys.executable, "-c", "from industrial_hp.cli import run; run()", "catalogue"]
USAGE = 2
WIDEST = 100


def call(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*RUN, *arguments], capture_output=True, text=True, timeout=60, check=False
    )


def test_every_table_of_the_catalogue_is_listed() -> None:
    data = files("industrial_hp.catalogue").joinpath("data")
    stored = {path.name.removesuffix(".csv") for path in data.iterdir()}
    assert {one.name for one in TABLES} == stored
    done = call()
    assert done.returncode == 0
    assert all(name in done.stdout for name in stored)


def test_json_holds_every_cell_of_a_table() -> None:
    path = files("industrial_hp.catalogue").joinpath("data", "equipment_costs.csv")
    stored = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    assert json.loads(call("equipment_costs", "--json").stdout) == stored


def test_a_word_finds_its_rows_whatever_the_case() -> None:
    found = json.loads(call("refrigerants", "--find", "AMMONIA", "--json").stdout)
    assert "R717" in [row["name"] for row in found]
    assert len(found) < len(json.loads(call("refrigerants", "--json").stdout))


def test_few_rows_are_shown_with_their_source() -> None:
    done = call("equipment_costs", "--find", "heat_pump_excess_heat_above_70c")
    assert "Danish Energy Agency" in done.stdout
    assert "money_year" in done.stdout


@pytest.mark.parametrize("name", [one.name for one in TABLES])
def test_a_table_fits_a_terminal(name: str) -> None:
    done = call(name)
    assert done.returncode == 0
    assert "…" not in done.stdout
    rows = [line for line in done.stdout.splitlines() if "─" not in line]
    assert max(len(line) for line in rows) <= WIDEST


def test_no_row_is_an_answer() -> None:
    done = call("market_offers", "--find", "no such machine")
    assert done.returncode == 0
    assert "No row of market_offers" in done.stdout


def test_an_unknown_table_is_answered_with_the_known_ones() -> None:
    done = call("pumps")
    assert done.returncode == USAGE
    assert "equipment_costs" in done.stderr
