"""Ctrl-C at different moments of a design, by the signal that a terminal sends."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
CASE = ROOT / "cases" / "dairy_and_district"
YEAR = ROOT / "cases" / "sewage_year"
RUN = [sys.executable, "-c", "from industrial_hp.cli import run; run()", "design"]
LONGEST_FAREWELL_S = 120

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows sends no SIGINT to one process")


def interrupted(
    out: Path, *, at: str, after_s: float, case: Path = CASE, profile: str = "proof"
) -> tuple[int, str]:
    """Exit code and standard error of a design stopped some seconds after a line of progress."""
    arguments = [*RUN, str(case), "--out", str(out), "--profile", profile, "--format", "json"]
    run = subprocess.Popen(
        arguments, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True, bufsize=1
    )
    assert run.stderr is not None
    seen = ""
    while at not in seen:
        line = run.stderr.readline()
        assert line, seen
        seen += line
    time.sleep(after_s)
    run.send_signal(signal.SIGINT)
    rest = run.communicate(timeout=LONGEST_FAREWELL_S)[1]
    return run.returncode, seen + rest


def test_before_the_search_nothing_is_left_and_a_line_says_so(tmp_path: Path) -> None:
    code, told = interrupted(tmp_path / "out", at="Reading", after_s=0.3)
    assert code == 6
    assert "Interrupted before there was an answer." in told
    assert "Traceback" not in told
    assert list(tmp_path.iterdir()) == []


@pytest.mark.long
@pytest.mark.parametrize("after_s", [0.0, 1.0, 5.0, 20.0])
def test_during_the_search_results_are_written(after_s: float, tmp_path: Path) -> None:
    code, told = interrupted(tmp_path / "out", at="Searching", after_s=after_s)
    assert code == 5, told
    assert "Stopping with the best design so far" in told
    status = json.loads((tmp_path / "out" / "status.json").read_text(encoding="utf-8"))
    assert status["status"] == "interrupted"
    assert status["proved"] is False
    assert status["objective_eur_per_a"] > 0
    assert (tmp_path / "out" / "results.json").is_file()
    assert not (tmp_path / "out.running").exists()


@pytest.mark.long
def test_during_the_year_the_design_is_written(tmp_path: Path) -> None:
    code, told = interrupted(
        tmp_path / "out", at="Operating it over", after_s=3.0, case=YEAR, profile="quick"
    )
    assert code == 5, told
    status = json.loads((tmp_path / "out" / "status.json").read_text(encoding="utf-8"))
    assert status["status"] == "interrupted"
    assert status["proved"] is False
    assert any("was not operated over the year" in words for words in status["messages"])
    assert (tmp_path / "out" / "results.json").is_file()
