"""Solver options and the named profiles that bundle them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from importlib.resources import files
from typing import Any

import yaml

from industrial_hp.errors import UsageError

OWN_OPTIONS = (
    "gap",
    "time_limit_s",
    "threads",
    "seed",
    "dives",
    "screen_from_rows",
    "runner_up_share",
    "tried_without",
)
OptionValue = float | int | str | bool


@dataclass(frozen=True)
class SolverOptions:
    """How far and how long to solve."""

    gap: float = 0.01
    """Relative gap between the best answer and the bound at which to stop."""
    time_limit_s: float = 600.0
    threads: int = 0
    """Zero leaves the number to the solver."""
    seed: int = 0
    dives: int = 0
    """Dives on the linear relaxation that find which rows press; zero solves the whole model."""
    screen_from_rows: int = 3000
    """Models with fewer rows are solved whole."""
    runner_up_share: float = 0.25
    """Part of the time limit for the best design without the largest new unit; zero: none."""
    tried_without: bool = True
    """Whether a mixed-integer answer is tried without each thing it builds, one linear run each."""
    extra: Mapping[str, OptionValue] = field(default_factory=dict)
    """Further HiGHS options by their names."""

    def changed(
        self,
        gap: float | None = None,
        time_limit_s: float | None = None,
        threads: int | None = None,
    ) -> "SolverOptions":
        """The same options with those replaced that are given."""
        given = {"gap": gap, "time_limit_s": time_limit_s, "threads": threads}
        return replace(self, **{k: v for k, v in given.items() if v is not None})  # type: ignore[arg-type]


def profile_names() -> tuple[str, ...]:
    """Names of the profiles that come with the package."""
    folder = files("industrial_hp.solving") / "profiles"
    return tuple(
        sorted(
            file.name.removesuffix(".yaml")
            for file in folder.iterdir()
            if file.name.endswith(".yaml")
        )
    )


def solver_profile(name: str) -> SolverOptions:
    """Options of a named profile.

    Raises
    ------
    UsageError
        If there is no profile of this name.
    """
    if name not in profile_names():
        raise UsageError(f"no solver profile {name!r}; there are {', '.join(profile_names())}")
    text = (files("industrial_hp.solving") / "profiles" / f"{name}.yaml").read_text("utf-8")
    stated: dict[str, dict[str, Any]] = yaml.safe_load(text)
    values = {key: entry["value"] for key, entry in stated.items()}
    own = {k: values.pop(k) for k in OWN_OPTIONS if k in values}
    return SolverOptions(**own, extra=values)
