"""The ways of building the reference problem that need no other tool hold the same problem."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from benchmarks.reference_model import BY_TEMPLATES, reference_model
from benchmarks.reference_problem import column_periods, raw_program, reference_problem

from industrial_hp.solving.matrix import template_program

ROOT = Path(__file__).parents[3]
SAME_OBJECTIVE = 1e-6
SIZE = (2, 3, 48)


def test_rules_row_by_row_templates_and_arrays_have_one_optimum() -> None:
    told = ["--size", ",".join(map(str, SIZE)), "--runs", "1", "--json"]
    told += ["--method", "industrial_hp", "--method", "pyomo"]
    finished = subprocess.run(
        [sys.executable, "-m", "benchmarks.build", *told],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    methods = json.loads(finished.stdout)["methods"]
    assert set(methods) == {"floor", "industrial_hp", "pyomo"}
    optimum = methods["floor"]["objective"]
    for figures in methods.values():
        assert figures["objective"] == pytest.approx(optimum, rel=SAME_OBJECTIVE)
        assert {"cpu_s", "peak_mb", "ratio_to_floor"} < set(figures)


def test_templates_have_as_many_entries_in_each_hour_as_the_arrays() -> None:
    problem = reference_problem(*SIZE)
    model = reference_model(problem, BY_TEMPLATES)
    program, raw = template_program(model), raw_program(problem, integer=False)
    assert program.program.matrix.shape == raw.matrix.shape
    hour_of_entry = program.column_periods(model.hours)[program.program.matrix.indices]
    raw_hour_of_entry = column_periods(problem)[raw.matrix.indices]
    np.testing.assert_array_equal(
        np.unique(hour_of_entry, return_counts=True),
        np.unique(raw_hour_of_entry, return_counts=True),
    )
