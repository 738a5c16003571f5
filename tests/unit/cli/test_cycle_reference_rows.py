"""Every design point of independent programs, asked of the command ``cycle`` as a user would."""

import csv
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from industrial_hp.cli.commands import application

COP_SHARE = 1e-6
DISCHARGE_TOLERANCE_K = 0.05
PISTON_DISCHARGE_C = 160.0
"""Limit of the default compressor, from the project's table of machines."""
REFERENCE = Path(__file__).parents[2] / "reference" / "cycle_cop.csv"
ROWS = list(csv.DictReader(REFERENCE.read_text(encoding="utf-8").splitlines()))
OPTIONS = {
    "evaporating_c": "--evaporating",
    "condensing_c": "--condensing",
    "gas_cooler_bar": "--gas-cooler-bar",
    "gas_cooler_out_c": "--gas-cooler-out",
    "superheat_k": "--superheat",
    "subcooling_k": "--subcooling",
    "eta_s": "--eta-s",
    "ihx_suction_rise_k": "--ihx",
}
BY_PRESSURE = {"pressure_low_bar": "--evaporating-bar", "pressure_high_bar": "--condensing-bar"}
"""Steam compression is stated by its pressures; the row's temperatures are rounded."""


def arguments(row: dict[str, str]) -> list[str]:
    """Options of a row of the table."""
    *low, refrigerant = row["refrigerant"].split("/")
    options = dict(OPTIONS)
    if row["cycle"] == "steam_recompression":
        del options["evaporating_c"], options["condensing_c"]
        options |= BY_PRESSURE
    given = ["--cycle", row["cycle"], "--refrigerant", refrigerant]
    given += ["--refrigerant-low", low[0]] if low else []
    if row["intermediate_c"]:
        given += ["--intermediate", row["intermediate_c"].split("/")[0]]
    for column, option in options.items():
        wanted = row[column] and (column != "ihx_suction_rise_k" or float(row[column]) > 0)
        given += [option, row[column]] if wanted else []
    return [*given, "--json"]


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['id']}-{row['cycle']}" for row in ROWS])
def test_the_command_gives_the_row_of_independent_programs(row: dict[str, str]) -> None:
    done = CliRunner().invoke(application(), ["cycle", *arguments(row)])
    assert done.exit_code == 0, done.output
    record = json.loads(done.stdout)
    assert record["cop"] == pytest.approx(float(row["cop_coolprop"]), rel=COP_SHARE)
    discharge_c = float(row["discharge_c"])
    assert record["discharge_c"] == pytest.approx(discharge_c, abs=DISCHARGE_TOLERANCE_K)
    codes = {finding["code"] for finding in record["findings"]}
    assert ("wet_compression" in codes) == (row["discharge_state"] == "wet")
    assert ("discharge_temperature" in codes) == (discharge_c > PISTON_DISCHARGE_C)
