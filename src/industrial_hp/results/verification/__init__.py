"""The answer calculated again by a second route, before anyone is told of it."""

from industrial_hp.results.verification.laws import checks
from industrial_hp.results.verification.operation import Operation

__all__ = ["Operation", "checks"]
