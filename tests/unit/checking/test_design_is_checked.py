"""A design whose files the checker refuses is no result to rely on: status and exit say so."""

from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from industrial_hp.checking import verdict
from industrial_hp.checking.deviation import Deviation
from industrial_hp.cli.commands import application

SMALL_CASE = Path(__file__).parents[2] / "cases" / "one_source_one_sink.yaml"


def test_a_violation_makes_the_status_and_the_exit(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    broken = verdict._Law(
        "A law that nothing obeys", 0.0, "MW", lambda _: [Deviation("everywhere", np.ones(1))]
    )
    monkeypatch.setattr(verdict, "LAWS", (*verdict.LAWS, broken))
    out = tmp_path / "out"
    answer = CliRunner().invoke(
        application(), ["design", str(SMALL_CASE), "--out", str(out), "--format", "csv,json,html"]
    )
    assert answer.exit_code == 6
    status = (out / "status.json").read_text(encoding="utf-8")
    assert '"verification_failed"' in status
    assert "The checker found: A law that nothing obeys: everywhere" in status
    page = (out / "report.html").read_text(encoding="utf-8")
    assert "<strong>Warning:</strong> NOT VERIFIED" in page
    assert "The checker found: A law that nothing obeys: everywhere" in page
