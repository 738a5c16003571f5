"""The command ``cycle`` as a user calls it: output and exit codes."""

import json
import subprocess
import sys

import pytest

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
