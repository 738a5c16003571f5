"""The jobs: a case becomes a design, a stream table targets, two temperatures a machine."""

from industrial_hp.pipeline.design import design, stamp, write_report
from industrial_hp.pipeline.machine import machine
from industrial_hp.pipeline.targets import HeatPumpTarget, HeatPumpTargets, target

__all__ = [
    "HeatPumpTarget",
    "HeatPumpTargets",
    "design",
    "machine",
    "stamp",
    "target",
    "write_report",
]
