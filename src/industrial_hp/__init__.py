"""Industrial and district heating design with large heat pumps.

The public surface; everything else may change. Names are loaded when first used, so that a
command that needs no solver starts at once.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from industrial_hp import errors
    from industrial_hp.case.case import Case
    from industrial_hp.export.results_reader import read_results
    from industrial_hp.pipeline import (
        compare_results,
        design,
        report_again,
        target,
        write_report,
    )
    from industrial_hp.reading.case_workbook.template import write_template
    from industrial_hp.reading.read_case import read_case
    from industrial_hp.results.solution import Solution

__all__ = [
    "Case",
    "Solution",
    "compare_results",
    "design",
    "errors",
    "read_case",
    "read_results",
    "report_again",
    "target",
    "write_report",
    "write_template",
]

_HOMES = {
    "compare_results": "industrial_hp.pipeline",
    "read_results": "industrial_hp.export.results_reader",
    "report_again": "industrial_hp.pipeline",
    "Case": "industrial_hp.case.case",
    "Solution": "industrial_hp.results.solution",
    "design": "industrial_hp.pipeline",
    "read_case": "industrial_hp.reading.read_case",
    "target": "industrial_hp.pipeline",
    "write_report": "industrial_hp.pipeline",
    "write_template": "industrial_hp.reading.case_workbook.template",
}


def __getattr__(name: str) -> Any:
    if name == "errors":
        return import_module("industrial_hp.errors")
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
