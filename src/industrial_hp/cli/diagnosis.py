"""What ``doctor`` looks at: versions, a solve, a property call, optional parts."""

import importlib.metadata
import platform
from collections.abc import Callable
from dataclasses import dataclass

NEEDED = (
    "pyomo",
    "highspy",
    "highspy-extras",
    "pandas",
    "numpy",
    "scipy",
    "CoolProp",
    "openpyxl",
    "XlsxWriter",
    "networkx",
    "pydantic",
    "PyYAML",
    "typer",
    "rich",
)
OPTIONAL = ("matplotlib", "jinja2", "plotly")
"""For diagrams as files; for the web page."""


@dataclass(frozen=True)
class Diagnosed:
    """One part of the installation."""

    name: str
    works: bool
    needed: bool
    detail: str


def diagnosis() -> list[Diagnosed]:
    """Every part that the program needs, tried out where that is quick."""
    found = [Diagnosed("Python", True, True, platform.python_version())]
    found += [_package(name) for name in NEEDED]
    found += [_package(name, needed=False) for name in OPTIONAL]
    found.append(_same_version("highspy", "highspy-extras"))
    found.append(_tried("solver", _solve, "solves a small problem"))
    found.append(_tried("fluid properties", _boil, "water boils at 100 degC at 1.013 bar"))
    return found


def _package(name: str, *, needed: bool = True) -> Diagnosed:
    try:
        return Diagnosed(name, True, needed, importlib.metadata.version(name))
    except importlib.metadata.PackageNotFoundError:
        return Diagnosed(name, False, needed, f"install it: python -m pip install {name}")


def _same_version(first: str, second: str) -> Diagnosed:
    versions = {}
    for name in (first, second):
        try:
            versions[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            versions[name] = "absent"
    same = len(set(versions.values())) == 1
    detail = (
        "same version"
        if same
        else (
            f"{versions}: interior point needs both of one version; "
            f"python -m pip install {second}=={versions[first]}"
        )
    )
    return Diagnosed(f"{first} and extras", same, False, detail)


def _tried(name: str, attempt: Callable[[], bool], detail: str) -> Diagnosed:
    try:
        works = attempt()
    except (ImportError, OSError, ValueError, RuntimeError) as error:
        return Diagnosed(name, False, True, f"{type(error).__name__}: {error}")
    return Diagnosed(name, works, True, detail if works else f"failed: {detail}")


def _solve() -> bool:
    from industrial_hp.solving.highs import solves_a_small_problem

    return solves_a_small_problem()


def _boil() -> bool:
    from industrial_hp.thermo.fluids import fluid
    from industrial_hp.units import c_from_k, pa_from_bar

    return abs(c_from_k(fluid("Water").saturation_temperature_k(pa_from_bar(1.01325))) - 100) < 0.1
