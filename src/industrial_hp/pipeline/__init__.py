"""The jobs: a case becomes a design, a stream table targets, two temperatures a machine."""

from industrial_hp.pipeline.design import design, stamp, write_report
from industrial_hp.pipeline.machine import machine, saturation_c
from industrial_hp.pipeline.targets import HeatPumpTarget, HeatPumpTargets, target

__all__ = [
    "HeatPumpTarget",
    "HeatPumpTargets",
    "design",
    "machine",
    "saturation_c",
    "stamp",
    "target",
    "write_report",
]
