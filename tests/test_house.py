"""The rules of the house that a machine can hold: layers, doors, sizes, style, packaging."""

import ast
import fnmatch
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "industrial_hp"
LONGEST_FILE_LINES = 400

# Who may import an outside package. Folders end in a slash.
DOORS = {
    "CoolProp": ("thermo/fluids.py",),
    "pyomo": ("model/", "solving/"),
    "highspy": ("solving/",),
    "openpyxl": ("reading/", "reporting/"),
    "xlsxwriter": ("reading/", "reporting/"),
    "matplotlib": ("reporting/",),
    "dask": ("studies/sweep.py",),
    "pandapipes": ("checking/pandapipes_flow.py",),
}
NAMES_THAT_SAY_NOTHING = {"utils", "util", "helpers", "manager", "common", "misc", "base", "core"}
ZERO_CELSIUS_K = 273.15


def source_files() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def place(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def imported_modules(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Line and full name of every import, those inside functions too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield node.lineno, node.module or ""


def outside_their_door(source: str, *, at: str) -> list[str]:
    """Imports in a file of the package that only other files may make."""
    found = []
    for line, module in imported_modules(ast.parse(source)):
        doors = DOORS.get(module.partition(".")[0])
        if doors and not any(at.startswith(door) for door in doors):
            found.append(f"{at}:{line} imports {module}; only {', '.join(doors)} may")
    return found


def run_tool(*arguments: str) -> None:
    """Run a tool of this environment at the root; fail with what it printed."""
    finished = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if finished.returncode:
        pytest.fail(f"{' '.join(arguments)}\n{finished.stdout}{finished.stderr}", pytrace=False)


def test_imports_run_downwards_only() -> None:
    run_tool(
        "-c",
        "from importlinter.cli import lint_imports_command as lint; lint()",
        "--no-logo",
        "--no-cache",
    )


def test_outside_packages_come_in_by_their_door_only() -> None:
    found = [
        finding
        for path in source_files()
        for finding in outside_their_door(path.read_text(encoding="utf-8"), at=place(path))
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("source", "at"),
    [
        ("import CoolProp.CoolProp as cp", "thermo/single_stage.py"),
        ("from pyomo.environ import Var", "results/dispatch.py"),
        ("def late():\n    import openpyxl", "cli.py"),
    ],
)
def test_the_door_test_sees_an_import_at_the_wrong_place(source: str, at: str) -> None:
    assert len(outside_their_door(source, at=at)) == 1


def test_no_file_outgrows_the_house() -> None:
    lengths = {
        place(path): len(path.read_text(encoding="utf-8").splitlines()) for path in source_files()
    }
    too_long = [
        f"{name}: {lines} lines, at most {LONGEST_FILE_LINES}; split it by subject"
        for name, lines in lengths.items()
        if lines > LONGEST_FILE_LINES
    ]
    assert not too_long, "\n".join(too_long)


def test_modules_are_named_after_their_subject() -> None:
    nameless = [place(path) for path in source_files() if path.stem in NAMES_THAT_SAY_NOTHING]
    assert not nameless, f"name these after what they hold: {', '.join(nameless)}"


def test_only_units_converts_between_kelvin_and_celsius() -> None:
    found = [
        f"{place(path)}:{node.lineno} writes {ZERO_CELSIUS_K}; use industrial_hp.units"
        for path in source_files()
        if place(path) not in ("units.py", "checking/pandapipes_flow.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and node.value == ZERO_CELSIUS_K
    ]
    assert not found, "\n".join(found)


def test_the_code_follows_the_linter() -> None:
    run_tool("-m", "ruff", "check", "--quiet", ".")


def test_the_code_is_formatted() -> None:
    run_tool("-m", "ruff", "format", "--check", ".")


def test_the_types_hold() -> None:
    run_tool("-m", "mypy")


def test_every_data_file_travels_with_the_package() -> None:
    packaging = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    patterns = packaging["tool"]["setuptools"]["package-data"]["industrial_hp"]
    left_behind = [
        place(path)
        for path in sorted(PACKAGE.rglob("*"))
        if path.is_file() and path.suffix not in {".py", ".pyc"}
        if not any(fnmatch.fnmatch(path.name, Path(pattern).name) for pattern in patterns)
    ]
    assert not left_behind, f"not in package-data of pyproject.toml: {', '.join(left_behind)}"


def test_every_folder_with_modules_is_a_package() -> None:
    folders = sorted({path.parent for path in source_files()})
    bare = [place(folder) for folder in folders if not (folder / "__init__.py").exists()]
    assert not bare, f"without __init__.py these are not installed: {', '.join(bare)}"


def test_solver_and_its_extras_have_one_version() -> None:
    assert version("highspy") == version("highspy-extras")
