"""The folder of a result: what may be written where, and that nothing of others is lost."""

import json
from pathlib import Path

import pytest

from industrial_hp.cli.result_folder import ResultFolder
from industrial_hp.errors import CaseError, OutputError


def fill(folder: Path, mark: str) -> Path:
    """A folder as a finished run leaves it."""
    folder.mkdir(parents=True, exist_ok=True)
    status = {"schema_version": "1.0", "status": "optimal"}
    (folder / "status.json").write_text(json.dumps(status), encoding="utf-8")
    (folder / "results.json").write_text(mark, encoding="utf-8")
    return folder


def finished(place: Path, mark: str = "new", *, force: bool = False) -> ResultFolder:
    """A run that has written its results and not yet put them in their place."""
    folder = ResultFolder(place, force=force)
    folder.open()
    fill(folder.running, mark)
    return folder


def test_results_appear_when_they_are_whole(tmp_path: Path) -> None:
    folder = finished(tmp_path / "deep" / "out")
    assert not (tmp_path / "deep" / "out").exists()
    folder.publish(keep_earlier=False)
    assert (tmp_path / "deep" / "out" / "results.json").read_text() == "new"
    assert [path.name for path in (tmp_path / "deep").iterdir()] == ["out"]


def test_force_replaces_an_earlier_result(tmp_path: Path) -> None:
    fill(tmp_path / "out", "old")
    finished(tmp_path / "out", force=True).publish(keep_earlier=False)
    assert (tmp_path / "out" / "results.json").read_text() == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_folder_of_the_user_named_previous_stays(tmp_path: Path) -> None:
    fill(tmp_path / "out", "old")
    (tmp_path / "out.previous").mkdir()
    (tmp_path / "out.previous" / "letter.txt").write_text("keep")
    finished(tmp_path / "out", force=True).publish(keep_earlier=False)
    assert (tmp_path / "out.previous" / "letter.txt").read_text() == "keep"
    assert {path.name for path in tmp_path.iterdir()} == {"out", "out.previous"}


@pytest.mark.parametrize("force", [False, True])
def test_a_folder_of_the_user_named_running_stays(tmp_path: Path, force: bool) -> None:
    (tmp_path / "out.running").mkdir()
    (tmp_path / "out.running" / "letter.txt").write_text("keep")
    with pytest.raises(CaseError, match=r"out\.running"):
        ResultFolder(tmp_path / "out", force=force)
    assert (tmp_path / "out.running" / "letter.txt").read_text() == "keep"


def test_what_a_killed_run_left_is_removed_by_force_only(tmp_path: Path) -> None:
    fill(tmp_path / "out.running", "half")
    with pytest.raises(CaseError, match="give --force"):
        ResultFolder(tmp_path / "out", force=False)
    finished(tmp_path / "out", force=True).publish(keep_earlier=False)
    assert (tmp_path / "out" / "results.json").read_text() == "new"


@pytest.mark.parametrize("name", ["notes.txt", "status.json"])
def test_a_folder_that_holds_something_of_others_is_not_replaced(name: str, tmp_path: Path) -> None:
    if name == "notes.txt":
        fill(tmp_path / "out", "old")
    else:  # the status of some other program
        (tmp_path / "out").mkdir()
    (tmp_path / "out" / name).write_text("{}")
    with pytest.raises(CaseError, match="not replaced"):
        ResultFolder(tmp_path / "out", force=True)


@pytest.mark.parametrize("named", [".", "", "/", "..", "case.yaml"])
def test_places_that_cannot_hold_results_are_named(
    named: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    fill(tmp_path, "of the folder I am in")
    (tmp_path / "case.yaml").write_text("name: mine")
    with pytest.raises(CaseError) as raised:
        ResultFolder(Path(named), force=True)
    assert raised.value.exit_code == 3
    assert "name another folder" in str(raised.value)


def test_a_place_below_a_file_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    folder = ResultFolder(tmp_path / "file" / "out", force=False)
    with pytest.raises(OutputError, match="name a folder in a place where you may write"):
        folder.open()


def test_a_status_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    folder = ResultFolder(tmp_path / "out", force=False)
    folder.write_status({"status": "running"})  # there is no folder yet
    folder.open()
    (folder.running / "status.json").mkdir()  # nor can a folder be replaced by a file
    folder.write_status({"status": "running"})
    assert (folder.running / "status.json").is_dir()


def test_a_status_holds_no_infinity(tmp_path: Path) -> None:
    folder = ResultFolder(tmp_path / "out", force=False)
    folder.open()
    folder.write_status({"gap": float("inf"), "bound": float("nan"), "incumbent": 3.5})
    written = json.loads((folder.running / "status.json").read_text())
    assert written == {"gap": None, "bound": None, "incumbent": 3.5}


def test_results_are_kept_where_an_open_report_holds_the_old_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(tmp_path / "out", "old")
    folder = finished(tmp_path / "out", force=True)
    rename = Path.rename

    def held(path: Path, target: Path) -> Path:
        """Windows does not rename a folder while a program has a file of it open."""
        if path == folder.place:
            raise PermissionError(13, "The process cannot access the file")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", held)
    with pytest.raises(OutputError, match=r"new results lie in .*out\.new\. .*Close it") as raised:
        folder.publish(keep_earlier=False)
    assert raised.value.exit_code == 3
    assert (tmp_path / "out.new" / "results.json").read_text() == "new"
    assert (tmp_path / "out" / "results.json").read_text() == "old"


def test_the_old_folder_comes_back_where_the_new_one_cannot_be_placed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(tmp_path / "out", "old")
    folder = finished(tmp_path / "out", force=True)
    rename = Path.rename

    def held(path: Path, target: Path) -> Path:
        if (path, target) == (folder.running, folder.place):
            raise PermissionError(13, "The process cannot access the file")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", held)
    with pytest.raises(OutputError, match=r"out\.new"):
        folder.publish(keep_earlier=False)
    assert (tmp_path / "out.new" / "results.json").read_text() == "new"
    assert (tmp_path / "out" / "results.json").read_text() == "old"
