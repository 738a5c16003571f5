"""Small designs that the figures show."""

from pathlib import Path

import pytest

from industrial_hp.pipeline import design
from industrial_hp.reading.read_case import read_case
from industrial_hp.results.solution import Solution

CASES = Path(__file__).parents[2] / "cases"


@pytest.fixture(scope="session")
def town() -> Solution:
    """Source, machine, line, store and boiler over four periods."""
    return design(read_case(CASES / "plant_and_town"))


@pytest.fixture(scope="session")
def steady() -> Solution:
    """One source, one sink, one period."""
    return design(read_case(CASES / "one_source_one_sink.yaml"))
