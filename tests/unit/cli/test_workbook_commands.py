"""Workbooks on the command line: `template`, and `check` and `design` of what is in them."""

import json
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import openpyxl
import pytest

from industrial_hp.case.case import Case
from industrial_hp.reading.case_workbook.template import example_case, write_template

RUN = [sys.executable, "-c", "from industrial_hp.cli import run; run()"]
OK, USAGE, INVALID = 0, 2, 3
LONGEST_S = 60.0
"""On a busy machine; a hang would take longer."""
OLD_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000)


def call(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*RUN, *map(str, arguments)], capture_output=True, text=True, timeout=300, check=False
    )


def test_a_template_is_written_and_named_in_one_json_document(tmp_path: Path) -> None:
    path = tmp_path / "study.xlsx"
    done = call("template", path, "--json")
    assert done.returncode == OK
    assert json.loads(done.stdout) == {"template": str(path)}
    assert path.is_file()


def test_a_template_from_a_case_checks_as_that_case(tmp_path: Path) -> None:
    case = write_template(tmp_path / "first.xlsx", example_case())
    assert call("template", tmp_path / "second.xlsx", "--from", case).returncode == OK
    assert call("check", tmp_path / "second.xlsx").returncode == OK


def test_a_file_that_is_there_is_kept_without_force(tmp_path: Path) -> None:
    path = tmp_path / "study.xlsx"
    path.write_text("mine", encoding="utf-8")
    done = call("template", path)
    assert done.returncode == INVALID
    assert "--force" in done.stderr
    assert path.read_text(encoding="utf-8") == "mine"
    assert call("template", path, "--force").returncode == OK


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("study.xlsm",), USAGE),
        ((), USAGE),
        (("study.xlsx", "--from", "nowhere"), INVALID),
        (("no_such_folder/study.xlsx",), INVALID),
    ],
)
def test_what_cannot_be_written_tells_why_by_its_exit_code(
    arguments: tuple[str, ...], code: int, tmp_path: Path
) -> None:
    paths = [str(tmp_path / part) if ".xls" in part else part for part in arguments]
    done = call("template", *paths)
    assert done.returncode == code
    assert done.stderr
    assert "Traceback" not in done.stderr


def hostile(kind: str, path: Path) -> None:
    """A workbook that no program should trust."""
    if kind == "password":
        path.write_bytes(OLD_FILE + "EncryptedPackage".encode("utf-16-le"))
        return
    write_template(path, example_case())
    if kind in ("macros", "200 MB of cells"):
        name = "xl/vbaProject.bin" if kind == "macros" else "xl/worksheets/sheet6.xml"
        content = b"macro" if kind == "macros" else b'<c r="A1"><v>1</v></c>' * 9_100_000
        with zipfile.ZipFile(path) as archive:
            parts = {part: archive.read(part) for part in archive.namelist()}
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for part, text in (parts | {name: content}).items():
                archive.writestr(part, text)
        return
    book = openpyxl.load_workbook(path)
    if kind == "merged":
        book["Zones"].merge_cells("B4:C4")
    else:
        heads = [cell.value for cell in book["Sources"][2]]
        book["Sources"].cell(
            4, heads.index("t_in_c") + 1
        ).value = openpyxl.utils.datetime.from_excel(46000)
    book.save(path)


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("password", "password"),
        ("macros", "macros"),
        ("200 MB of cells", "holds more than a study needs"),
        ("merged", "merged"),
        ("date", "is a date where a number is wanted"),
    ],
)
def test_a_hostile_workbook_gets_findings_and_exit_3(kind: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "study.xlsx"
    hostile(kind, path)
    started = time.monotonic()
    done = call("check", path)
    assert time.monotonic() - started < LONGEST_S
    assert done.returncode == INVALID
    assert said in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_what_only_the_design_finds_names_the_workbook(tmp_path: Path) -> None:
    """A tag of a machine is known only when the machines on offer are."""
    data = example_case().model_dump(mode="json")
    data["heat_pumps"]["forbidden"] = ["no_such_machine"]
    write_template(tmp_path / "case.xlsx", Case.model_validate(data))
    done = call("design", tmp_path, "--out", tmp_path / "out", "--profile", "quick", "--json")
    assert done.returncode == INVALID
    places = [finding["place"] for finding in json.loads(done.stdout)["findings"]]
    assert places
    assert all(place.startswith("case.xlsx: ") for place in places)
