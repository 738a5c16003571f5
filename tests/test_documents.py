"""What the documents say of the package: layers, files, commands and the example case are real."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from industrial_hp.case.consistency import check_consistency
from industrial_hp.reading.read_case import read_case

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "industrial_hp"
PLANNED = "(planned)"


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["docs/architecture.md", "CONTRIBUTING.md", "README.md"])
def test_what_a_document_names_in_the_package_exists_or_is_called_planned(name: str) -> None:
    wrong = []
    for line in text(name).splitlines():
        for path in re.findall(r"`([a-z_]+/[a-z_/]*[a-z_]+(?:\.py)?)`", line):
            found = (PACKAGE / path).exists() or (ROOT / path).exists()
            if not found and PLANNED not in line:
                wrong.append(path)
    assert wrong == []


def test_each_layer_of_the_architecture_has_a_module_unless_it_is_planned() -> None:
    rows = re.findall(r"^\| (`[^|]+) \|", text("docs/architecture.md"), re.MULTILINE)
    wrong = []
    for row in rows:
        for layer in re.findall(r"`([a-z]+)`", row):
            stands = (PACKAGE / layer).is_dir() or (PACKAGE / f"{layer}.py").is_file()
            if stands == (PLANNED in row):
                wrong.append(row)
    assert wrong == []
    assert len(rows) > 10


def test_the_layers_of_the_contract_stand_in_contributing() -> None:
    block = text("CONTRIBUTING.md").split("```")[1]
    for layer in re.findall(r"[a-z]+", block):
        assert (PACKAGE / layer).is_dir() or (PACKAGE / f"{layer}.py").is_file(), layer


def test_the_readme_names_every_command_and_no_other() -> None:
    told = re.findall(r"^\*\*([a-z]+)\*\*", text("README.md"), re.MULTILINE)
    run = [sys.executable, "-c", "from industrial_hp.cli.main import run; run()", "--help"]
    shown = subprocess.run(run, capture_output=True, text=True, check=True).stdout
    commands = re.findall(r"^  ([a-z]+)  ", shown.partition("Commands:")[2], re.MULTILINE)
    assert sorted(told) == sorted(commands)


def test_the_case_of_the_readme_is_valid(tmp_path: Path) -> None:
    block = re.search(r"```yaml\n(.*?)```", text("README.md"), re.DOTALL)
    assert block is not None
    (tmp_path / "case.yaml").write_text(block.group(1), encoding="utf-8")
    case = read_case(tmp_path)
    assert check_consistency(case) == ()
    assert case.sink("wash_water").duty_mw == 1.5
