"""The one handler for everything that goes wrong."""

import tempfile
from typing import Any, NoReturn

import pytest

from industrial_hp.cli import main


def broken() -> NoReturn:
    raise RuntimeError("a wheel came off")


def no_file(*arguments: Any, **options: Any) -> NoReturn:
    raise PermissionError(13, "Permission denied")


def test_a_defect_is_one_line_and_a_log(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Any
) -> None:
    monkeypatch.setattr(main, "application", lambda: lambda standalone_mode: broken())
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert main._run() == 1
    (log,) = tmp_path.iterdir()
    assert "a wheel came off" in log.read_text(encoding="utf-8")
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert str(log) in told


def test_a_defect_is_told_where_no_log_can_be_written(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(main, "application", lambda: lambda standalone_mode: broken())
    monkeypatch.setattr(tempfile, "NamedTemporaryFile", no_file)
    assert main._run() == 1
    told = capsys.readouterr().err
    assert "a wheel came off" in told
    assert "no log could be written" in told
