"""One compressor stage."""

import pytest

from industrial_hp.errors import UsageError
from industrial_hp.thermo.compression import compress
from industrial_hp.thermo.fluids import fluid


def test_an_ideal_compression_keeps_the_entropy() -> None:
    ammonia = fluid("R717")
    suction = ammonia.saturated_vapour(290.0)
    discharge = compress(ammonia, suction, 30e5, 1.0)
    assert discharge.s_j_per_kg_k == pytest.approx(suction.s_j_per_kg_k, rel=1e-11)


def test_work_is_the_ideal_work_over_the_efficiency() -> None:
    ammonia = fluid("R717")
    suction = ammonia.saturated_vapour(290.0)
    ideal = compress(ammonia, suction, 30e5, 1.0).h_j_per_kg - suction.h_j_per_kg
    real = compress(ammonia, suction, 30e5, 0.8).h_j_per_kg - suction.h_j_per_kg
    assert real == pytest.approx(ideal / 0.8, rel=1e-12)


@pytest.mark.parametrize("eta_isentropic", [0.0, 1.01, -0.5])
def test_an_efficiency_outside_zero_to_one_is_refused(eta_isentropic: float) -> None:
    ammonia = fluid("R717")
    with pytest.raises(UsageError, match="permitted: above 0 to 1"):
        compress(ammonia, ammonia.saturated_vapour(290.0), 30e5, eta_isentropic)


def test_a_falling_pressure_is_refused() -> None:
    ammonia = fluid("R717")
    with pytest.raises(UsageError, match="must rise"):
        compress(ammonia, ammonia.saturated_vapour(290.0), 1e5, 0.8)
