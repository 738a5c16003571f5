"""The cycle of the best COP over one free quantity."""

from collections.abc import Callable

from scipy.optimize import minimize_scalar

from industrial_hp.errors import FluidRangeError, UsageError
from industrial_hp.thermo.cycle import Cycle

FIRST_TRIES = 7
TOLERANCE = 1e-3  # of shares; the optimum is flat: COP is then right to 1e-6


def best_cycle(
    make: Callable[[float], Cycle], bounds: tuple[float, float], tolerance: float = TOLERANCE
) -> Cycle:
    """The cycle of the best COP over one quantity between two bounds, met to a tolerance.

    Raises
    ------
    FluidRangeError, UsageError
        What stands against the last one tried, where none can be made.
    """
    made: dict[float, Cycle] = {}
    refused: FluidRangeError | UsageError | None = None

    def loss(value: float) -> float:
        nonlocal refused
        try:
            made[value] = make(value)
        except (FluidRangeError, UsageError) as error:
            refused = error
            return 0.0
        return -made[value].cop

    low, high = bounds
    step = (high - low) / (FIRST_TRIES - 1)
    tries = [low + i * step for i in range(FIRST_TRIES)]
    best = min(tries, key=loss)
    if not made:
        assert refused is not None
        raise refused
    around = (max(best - step, low), min(best + step, high))
    minimize_scalar(loss, bounds=around, method="bounded", options={"xatol": tolerance})
    return max(made.values(), key=lambda cycle: cycle.cop)
