"""The command ``cycle`` as a user calls it: output and exit codes."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from industrial_hp.catalogue.compressors import compressor

RUN = [sys.executable, "-c", "from industrial_hp.cli import run; run()", "cycle"]


def call(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own."""
    return subprocess.run(
        [*RUN, *arguments], capture_output=True, text=True, timeout=300, check=False
    )


def test_cycle_gives_the_reference_machine() -> None:
    # COP and discharge temperature of two independent programs, tests/reference/cycle_cop.csv
    done = call(
        "--cycle",
        "single_stage",
        "--refrigerant",
        "R717",
        "--evaporating",
        "15",
        "--condensing",
        "85",
        "--superheat",
        "0",
        "--subcooling",
        "0",
        "--eta-s",
        "0.8",
        "--json",
    )
    record = json.loads(done.stdout)
    assert done.returncode == 0
    assert record["cop"] == pytest.approx(3.3561763, rel=1e-6)
    assert record["discharge_c"] == pytest.approx(188.67, abs=0.05)
    assert "discharge_temperature" in [finding["code"] for finding in record["findings"]]


def test_cycle_between_waters_finds_the_internal_pinch() -> None:
    done = call(
        "--refrigerant",
        "R717",
        "--source-in",
        "25",
        "--source-out",
        "20",
        "--sink-in",
        "50",
        "--sink-out",
        "80",
        "--approach",
        "5",
        "--superheat",
        "0",
        "--subcooling",
        "0",
        "--eta-s",
        "0.8",
        "--json",
    )
    record = json.loads(done.stdout)
    assert record["cop"] == pytest.approx(3.78421, abs=1e-5)
    assert record["condensing_c"] == pytest.approx(77.128, abs=1e-3)


def test_cycle_wants_one_kind_of_temperatures() -> None:
    done = call("--refrigerant", "R717", "--evaporating", "15", "--sink-out", "80")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def record_of(*arguments: str) -> dict[str, Any]:
    done = call(*arguments, "--json")
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_steam_from_1_to_2_bar_is_the_reference_row() -> None:
    # row 60 of tests/reference/cycle_cop.csv; its temperatures are those pressures, rounded
    steam = ("--cycle", "steam_recompression", "--refrigerant", "R718", "--eta-s", "0.75")
    record = record_of(*steam, "--evaporating-bar", "1", "--condensing-bar", "2")
    assert record["cop"] == pytest.approx(13.743821767, rel=1e-6)
    assert record["discharge_c"] == pytest.approx(187.3596, abs=0.05)
    assert "discharge_temperature" in [finding["code"] for finding in record["findings"]]
    rounded = record_of(*steam, "--evaporating", "99.61", "--condensing", "120.21")
    assert rounded["cop"] == pytest.approx(13.743821767, rel=3e-4)
    assert rounded["discharge_c"] == pytest.approx(187.3596, abs=0.05)


def test_steam_of_8_bar_from_a_source_of_60_degc_is_drawn(tmp_path: Path) -> None:
    place = tmp_path / "steam.svg"
    record = record_of(
        *("--cycle", "closed_cycle_with_steam_recompression", "--refrigerant", "R600"),
        *("--source-in", "60", "--source-out", "55", "--sink-in", "90", "--steam-bar", "8"),
        *("--steam-stages", "3", "--superheat", "5", "--plot", str(place)),
    )
    assert record["condensing_c"] == pytest.approx(170.41, abs=0.01)  # steam table, 8 bar
    assert record["intermediate_c"] == pytest.approx(101.0, abs=0.05)  # 1.05 bar, no vacuum
    # closed cycle and blower each at half of Carnot or better, and never above it
    carnot = (170.41 + 273.15) / (170.41 - 60.0)
    assert 0.5 * carnot < record["cop"] < carnot
    assert place.read_text(encoding="utf-8").startswith("<?xml")


def test_a_kobelco_type_machine_meets_its_published_cop() -> None:
    # Kobe Steel, press release of 2011-02-21 on the SGH120: steam of 120 degC at a COP of 3.2.
    # What it counts and at which waters was not found: 65 to 60 degC and feed of 20 degC are
    # recalled, the drive is ours (95 % of the electricity becomes work on the gas).
    record = record_of(
        *("--cycle", "two_stage_open_economiser", "--refrigerant", "R245fa"),
        *("--source-in", "65", "--source-out", "60", "--sink-in", "20"),
        *("--steam-bar", "1.987", "--superheat", "5", "--compressor", "screw"),
    )
    assert 0.95 * record["cop"] == pytest.approx(3.2, rel=0.08)


def test_cycle_wants_one_end_of_the_sink() -> None:
    done = call(
        *("--refrigerant", "R717", "--source-in", "60", "--source-out", "55", "--sink-in", "20"),
        *("--sink-out", "120", "--steam-bar", "2"),
    )
    assert done.returncode == 2
    assert "one of --sink-out, --steam-bar" in done.stderr


def test_states_are_numbered_and_their_names_are_whole() -> None:
    done = call(
        *("--cycle", "cascade", "--refrigerant", "R600", "--refrigerant-low", "R290"),
        *("--evaporating", "0", "--condensing", "110"),
    )
    words = done.stdout.replace("┃", " ").replace("│", " ").split()
    assert done.returncode == 0
    assert "8" in words
    assert {"condenser", "evaporator", "discharge", "suction"} <= set(words)


def test_a_machine_beyond_its_critical_point_is_infeasible_not_an_error() -> None:
    # critical point of ammonia: 132.41 degC (CoolProp after Gao et al. 2020)
    record = record_of("--refrigerant", "R717", "--evaporating", "15", "--condensing", "140")
    (finding,) = record["findings"]
    assert (record["verdict"], record["cop"], record["states"]) == ("infeasible", None, [])
    assert finding["code"] == "outside_fluid_range"
    assert "132.41 degC" in finding["message"]


def test_water_below_freezing_is_an_error_of_the_input() -> None:
    done = call(
        *("--refrigerant", "R717", "--source-in", "-5", "--source-out", "-9"),
        *("--sink-in", "60", "--sink-out", "80"),
    )
    assert done.returncode == 3
    assert "permitted: 0.01" in done.stderr


REFERENCE_MACHINE = (
    *("--refrigerant", "R717", "--evaporating", "15", "--condensing", "85", "--eta-s", "0.8"),
)


def test_a_duty_is_told_in_machines_and_volume() -> None:
    # row 1 of tests/reference/cycle_cop.csv: 6905.3 kJ/m3; a piston gives 2 MW at most (catalogue)
    machines = record_of(*REFERENCE_MACHINE, "--heat-mw", "5")["machines"]
    (stage,) = machines["stages"]
    assert machines["number"] >= 3
    assert stage["suction_m3_per_h"] == pytest.approx(5000 / 6905.3 * 3600, rel=1e-4)
    assert stage["swept_m3_per_h"] * stage["volumetric_efficiency"] == pytest.approx(
        stage["suction_m3_per_h"]
    )


def test_the_efficiency_may_follow_the_law_of_the_compressor() -> None:
    at_high = record_of(*REFERENCE_MACHINE[:-1], "law")
    at_low = record_of(*REFERENCE_MACHINE[:4], "--condensing", "45", "--eta-s", "law")
    ratio = at_high["pressure_high_bar"] / at_high["pressure_low_bar"]
    law = compressor("piston").isentropic
    assert at_high["eta_isentropic"] == pytest.approx(law.at(ratio), abs=1e-6)
    assert at_low["eta_isentropic"] != pytest.approx(at_high["eta_isentropic"], abs=1e-3)
    assert at_high["cop_electric"] == pytest.approx(at_high["cop"] * 0.965 * 0.985)


def test_an_efficiency_is_a_number_or_the_law() -> None:
    done = call(*REFERENCE_MACHINE[:-1], "high")
    assert done.returncode == 2
    assert "--eta-s 'high': a number above 0 to 1, or law" in done.stderr
