"""What an engineer is shown of a solution."""

from industrial_hp.reporting.workbook import write_workbook

__all__ = ["write_workbook"]
