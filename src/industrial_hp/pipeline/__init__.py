"""The jobs: a case becomes a design, a stream table targets, two temperatures a machine."""

from industrial_hp.pipeline.design import stamp
from industrial_hp.pipeline.front import with_front
from industrial_hp.pipeline.machine import machine, saturation_c
from industrial_hp.pipeline.reports import compare_results, report_again, write_report
from industrial_hp.pipeline.targets import HeatPumpTarget, HeatPumpTargets, target
from industrial_hp.pipeline.years import design

__all__ = [
    "HeatPumpTarget",
    "HeatPumpTargets",
    "compare_results",
    "design",
    "machine",
    "report_again",
    "saturation_c",
    "stamp",
    "target",
    "with_front",
    "write_report",
]
