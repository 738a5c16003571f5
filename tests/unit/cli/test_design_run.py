"""How a run of ``design`` ends."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from industrial_hp.cli.design_run import DesignRun
from industrial_hp.cli.progress_line import ProgressLine
from industrial_hp.cli.result_folder import ResultFolder
from industrial_hp.solving.options import solver_profile


@pytest.mark.parametrize(
    ("status", "kept"), [("verification_failed", True), ("gap_reached", False)]
)
def test_a_result_that_fails_its_checks_does_not_replace_a_good_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, status: str, kept: bool
) -> None:
    place = tmp_path / "out"
    for folder, mark in ((place, "good"), (tmp_path / "new", "new")):
        folder.mkdir()
        (folder / "status.json").write_text('{"schema_version": 3, "status": "optimal"}')
        (folder / "results.json").write_text(mark)
    results = ResultFolder(place, force=True)

    def written(run: DesignRun, options: object) -> SimpleNamespace:
        for file in (tmp_path / "new").iterdir():
            file.rename(results.running / file.name)
        (tmp_path / "new").rmdir()
        return SimpleNamespace(proof=SimpleNamespace(status=status))

    monkeypatch.setattr(DesignRun, "_written", written)
    DesignRun(tmp_path, results, ("json",), ProgressLine()).run(solver_profile("quick"))
    assert (place / "results.json").read_text() == "new"
    earlier = tmp_path / "out.previous" / "results.json"
    assert earlier.exists() == kept
    if kept:
        assert earlier.read_text() == "good"
