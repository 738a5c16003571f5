"""The command line: the only place that talks."""

from industrial_hp.cli.main import run

__all__ = ["run"]
