"""Heat in the oil of a screw: its share, its temperature, what it is worth."""

import pytest

from industrial_hp.catalogue.compressors import compressor
from industrial_hp.thermo.cycle import Cycle
from industrial_hp.thermo.heat_exchange import linear_curve
from industrial_hp.thermo.machine_limits import machine_limits
from industrial_hp.thermo.oil_cooling import OilHeat, oil_heat
from industrial_hp.thermo.single_stage import single_stage
from industrial_hp.units import k_from_c

SCREW = compressor("screw")
# Ammonia 15/85 degC, efficiency 0.8, by PropsSI of CoolProp 8: gas from 188.67 to 110 degC over
# the heat given off, and the COP without it (the COP itself is the design note's 3.3561763).
SHARE, COP, COP_UNUSED = 0.2092234, 3.3561763, 2.6539856
APPROACH_K = 5.0


def ammonia(evaporating_c: float, condensing_c: float) -> Cycle:
    return single_stage(
        "R717",
        evaporating_k=k_from_c(evaporating_c),
        condensing_k=k_from_c(condensing_c),
        eta_isentropic=0.8,
    )


def benchmark() -> OilHeat:
    found = oil_heat(ammonia(15.0, 85.0), SCREW)
    assert found is not None
    return found


def test_share_temperature_and_cop_are_those_of_the_state_points() -> None:
    oil = benchmark()
    assert oil.share == pytest.approx(SHARE, rel=1e-6)
    assert oil.t_k == k_from_c(110.0)
    assert oil.cop_cycle == pytest.approx(COP, rel=1e-7)
    assert oil.cop_unused == pytest.approx(COP_UNUSED, rel=1e-6)


def test_oil_hotter_than_the_outlet_serves_the_whole_sink() -> None:
    oil, sink = benchmark(), linear_curve(k_from_c(50.0), k_from_c(80.0))
    assert oil.serves(sink, APPROACH_K)
    assert oil.cop_with(sink, APPROACH_K) == pytest.approx(COP, rel=1e-7)


def test_oil_colder_than_the_whole_sink_is_worth_nothing() -> None:
    oil, sink = benchmark(), linear_curve(k_from_c(106.0), k_from_c(120.0))
    assert not oil.serves(sink, APPROACH_K)
    assert oil.used_share(sink, APPROACH_K) == 0.0
    assert oil.cop_with(sink, APPROACH_K) == oil.cop_unused


def test_oil_between_inlet_and_outlet_serves_what_lies_below_it() -> None:
    # The sink takes a tenth of its heat below 105 degC: 104.5 to 109.5 degC.
    oil, sink = benchmark(), linear_curve(k_from_c(104.5), k_from_c(109.5))
    assert oil.used_share(sink, APPROACH_K) == pytest.approx(0.1)
    assert oil.cop_with(sink, APPROACH_K) == pytest.approx(COP * (1 - SHARE + 0.1), rel=1e-6)
    assert not oil.serves(sink, APPROACH_K)


def test_a_cool_discharge_or_a_machine_without_oil_has_no_oil_heat() -> None:
    assert oil_heat(ammonia(20.0, 50.0), SCREW) is None
    assert oil_heat(ammonia(15.0, 85.0), compressor("piston")) is None


def test_the_verdict_tells_both_cops() -> None:
    found = {item.code: item for item in machine_limits(ammonia(15.0, 85.0), SCREW).findings}
    message = found["discharge_temperature"].message
    assert "21% of the heat given off at 110 degC" in message
    assert "COP is 2.65 instead of 3.36" in message
