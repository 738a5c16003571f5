"""Everything that can go wrong, as one tree.

IndustrialHPError                 exit code
├── UsageError                    2   an option or its combination is wrong
├── OutputError                   3   results cannot be written where they were asked for
├── CaseError                     3   the input has findings; all of them are carried
├── InfeasibleError               4   no design can satisfy the case; the reasons are carried
├── SolverError                   6   the solver is missing or failed
├── FluidRangeError               3   a state outside a fluid's range of validity
└── CopRangeError                 3   a point outside the range of a correlation or COP table
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Finding:
    """One thing wrong with an input: where it stands, what it is, what may stand there, the mend.

    ``place`` is a file and field (``case.yaml: sources[0].t_in_c``) or ``sheet!cell``.
    """

    place: str
    message: str
    value: str = ""
    permitted: str = ""
    mend: str = ""

    def __str__(self) -> str:
        parts = [f"{self.place}: {self.message}"]
        if self.value:
            parts.append(f"found {self.value}")
        if self.permitted:
            parts.append(f"permitted: {self.permitted}")
        if self.mend:
            parts.append(self.mend)
        return "; ".join(parts)


class IndustrialHPError(Exception):
    """Root of all errors that the package raises on purpose."""

    exit_code = 1


class UsageError(IndustrialHPError):
    """An option of a command or an argument of a function is not usable."""

    exit_code = 2


class OutputError(IndustrialHPError):
    """Results cannot be written where they were asked for; the message says where they lie."""

    exit_code = 3


class FindingsError(IndustrialHPError):
    """An error that carries findings: every one of them, not the first."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("\n".join(str(finding) for finding in self.findings))


class CaseError(FindingsError):
    """A case cannot be read or contradicts itself."""

    exit_code = 3

    def within(self, file_name: str) -> "CaseError":
        """The same findings with the file that their places stand in."""
        return CaseError(
            [replace(finding, place=f"{file_name}: {finding.place}") for finding in self.findings]
        )


class InfeasibleError(FindingsError):
    """No design satisfies the case; each finding names a demand or limit and the shortage."""

    exit_code = 4


class SolverError(IndustrialHPError):
    """The solver is missing, or ended without an answer."""

    exit_code = 6


class FluidRangeError(IndustrialHPError):
    """A state lies outside the range of validity of a fluid's equation of state."""

    exit_code = 3


class CopRangeError(FindingsError):
    """A point lies outside the range of a COP correlation or of a manufacturer's table."""

    exit_code = 3
