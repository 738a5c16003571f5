"""Results as files that other programs read."""

from industrial_hp.export.case_files import write_case_files
from industrial_hp.export.planning_files import write_result_files

__all__ = ["write_case_files", "write_result_files"]
