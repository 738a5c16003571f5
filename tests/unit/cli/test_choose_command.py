"""The command ``choose`` as a user calls it: table, JSON and exit codes."""

import json
import subprocess
import sys

RUN = [sys.executable, "-c", "from industrial_hp.cli import run; run()", "choose"]
WATERS = ("--source-in", "25", "--source-out", "20", "--sink-in", "50", "--sink-out", "80")
FEW = ("--cycles", "single_stage,two_stage_flash_intercooler", "--refrigerants", "R717,R134a")
PRICE = ("--electricity-price", "90", "--top", "60")
USAGE = 2


def call(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own."""
    return subprocess.run(
        [*RUN, *WATERS, *arguments], capture_output=True, text=True, timeout=300, check=False
    )


def test_json_holds_ranked_and_refused_machines_and_nothing_else() -> None:
    done = call(*FEW, "--no-pfas", "--json")
    record = json.loads(done.stdout)
    assert done.returncode == 0
    assert [one["cycle"] for one in record["ranked"]] == ["two_stage_flash_intercooler"]
    refused = {(one["cycle"], one["refrigerant"]) for one in record["refused"]}
    assert ("single_stage", "R717") in refused  # too hot for a piston
    assert ("single_stage", "R134a") in refused  # a PFAS
    assert record["refused_by_code"]["pfas"] == 2


def test_the_table_names_the_machine_and_says_what_its_figures_rest_on() -> None:
    done = call(*FEW, "--max-gwp", "150")
    assert done.returncode == 0
    assert "2-stage flash intercooler" in done.stdout
    assert "GWP by AR6" in done.stdout
    assert "gwp 2" in done.stdout
    assert all(len(line) <= 100 for line in done.stdout.splitlines())


def test_the_table_by_cost_fits_a_terminal_without_cutting_a_word() -> None:
    done = call("--refrigerants", "R717,R600a,R1233zd(E)", "--heat-mw", "2", *PRICE)
    assert done.returncode == 0
    assert "R1233zd(E)" in done.stdout
    assert "…" not in done.stdout
    assert all(len(line) <= 100 for line in done.stdout.splitlines())


def test_every_refused_machine_is_listed_on_request() -> None:
    done = call(*FEW, "--safety", "A1", "--refused")
    assert "single stage R717: safety_class: R717 is of class B2L; permitted: A1" in done.stdout


def test_no_machine_at_all_is_an_answer() -> None:
    done = call(*FEW, "--max-gwp", "150", "--safety", "A1")
    assert done.returncode == 0
    assert "No machine of these cycles and refrigerants" in done.stdout


def test_half_a_price_is_wrong_usage() -> None:
    done = call(*FEW, "--heat-mw", "2")
    assert done.returncode == USAGE
    assert "--electricity-price" in done.stderr


def test_an_unknown_class_is_answered_with_the_known_ones() -> None:
    done = call(*FEW, "--safety", "A9")
    assert done.returncode == USAGE
    assert "A9; permitted: A1" in done.stderr
