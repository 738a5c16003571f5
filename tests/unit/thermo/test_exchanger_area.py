"""UA and area of exchangers, against hand calculation and a fine integral."""

import math

import numpy as np
import pytest

from industrial_hp.catalogue.heat_exchangers import Zone, transfer_coefficients
from industrial_hp.errors import UsageError
from industrial_hp.thermo.cycle import HeatSegment, true_condenser_temperature_k
from industrial_hp.thermo.exchanger_area import (
    condenser_area,
    evaporator_area,
    logarithmic_mean_k,
    stream_exchanger_area,
)
from industrial_hp.thermo.heat_exchange import (
    TemperatureHeatCurve,
    linear_curve,
    water_curve,
)
from industrial_hp.thermo.single_stage import single_stage

HEAT_W = 1e6
HAND_REL = 1e-4
FINE_STEPS = 200_001
FINE_REL = 1e-6

CONDENSER = (
    HeatSegment(400.0, 350.0, 0.2),
    HeatSegment(350.0, 350.0, 0.7),
    HeatSegment(350.0, 340.0, 0.1),
)
COEFFICIENTS: dict[Zone, float] = {
    "desuperheating": 200.0,
    "condensing": 1000.0,
    "subcooling": 500.0,
    "gas_cooling": 400.0,
    "evaporating": 800.0,
    "superheating": 100.0,
}


def fine_ua_w_per_k(hot: TemperatureHeatCurve, cold: TemperatureHeatCurve, heat_w: float) -> float:
    """Midpoint rule over the reciprocal difference, blind to bends."""
    shares = (np.arange(FINE_STEPS) + 0.5) / FINE_STEPS
    return heat_w * float(np.mean(1.0 / (hot.at(shares) - cold.at(shares))))


def test_zones_of_a_condenser_are_those_of_a_hand_calculation() -> None:
    # Sink 330 -> 345 K: 331.5 K after the subcooler, 342 K after the condenser.
    # Differences: subcooler 10 / 18.5, condenser 18.5 / 8, desuperheater 8 / 55 K.
    area = condenser_area(
        CONDENSER, linear_curve(330.0, 345.0), heat_w=HEAT_W, coefficients=COEFFICIENTS
    )
    assert [zone.zone for zone in area.zones] == ["desuperheating", "condensing", "subcooling"]
    assert [zone.heat_w for zone in area.zones] == pytest.approx([0.2e6, 0.7e6, 0.1e6])
    # (55 - 8) / ln(55 / 8) = 24.379, (18.5 - 8) / ln(18.5 / 8) = 12.525, 8.5 / ln(1.85) = 13.817
    means = [zone.mean_difference_k for zone in area.zones]
    assert means == pytest.approx([24.379, 12.525, 13.817], rel=HAND_REL)
    # 0.2e6 / 24.379 / 200 + 0.7e6 / 12.525 / 1000 + 0.1e6 / 13.817 / 500 = 41.02 + 55.89 + 14.47
    assert area.area_m2 == pytest.approx(111.38, rel=HAND_REL)
    assert area.zones[0].cold_out_k == pytest.approx(345.0)
    assert area.zones[2].hot_out_k == pytest.approx(340.0)
    assert area.heat_w == pytest.approx(HEAT_W)


def test_an_evaporator_is_read_in_the_order_of_flow() -> None:
    # Evaporating at 270 K takes 95 %, superheating to 275 K the rest; source 290 -> 280 K.
    # Differences: 10 / 19.5 K evaporating, 19.5 / 15 K superheating.
    segments = (HeatSegment(270.0, 270.0, 0.95), HeatSegment(275.0, 270.0, 0.05))
    area = evaporator_area(
        segments, linear_curve(280.0, 290.0), heat_w=HEAT_W, coefficients=COEFFICIENTS
    )
    assert [zone.zone for zone in area.zones] == ["superheating", "evaporating"]
    by_hand = 0.95e6 / (9.5 / math.log(1.95)) + 0.05e6 / (4.5 / math.log(19.5 / 15.0))
    assert area.ua_w_per_k == pytest.approx(by_hand, rel=1e-9)


def test_without_a_level_piece_it_is_a_gas_cooler() -> None:
    segments = (HeatSegment(380.0, 330.0, 0.6), HeatSegment(330.0, 305.0, 0.4))
    area = condenser_area(
        segments, linear_curve(295.0, 325.0), heat_w=HEAT_W, coefficients=COEFFICIENTS
    )
    assert [zone.zone for zone in area.zones] == ["gas_cooling"]
    assert area.name == "gas cooler"
    # bend at 307 K of the sink: 10 / 23 K below, 23 / 55 K above
    by_hand = 0.4e6 * math.log(2.3) / 13.0 + 0.6e6 * math.log(55.0 / 23.0) / 32.0
    assert area.ua_w_per_k == pytest.approx(by_hand, rel=1e-9)


def test_equal_differences_are_the_limit_and_not_a_division_by_zero() -> None:
    area = stream_exchanger_area(
        linear_curve(310.0, 350.0), linear_curve(300.0, 340.0), heat_w=HEAT_W, u_w_per_m2_k=1000.0
    )
    assert area.ua_w_per_k == pytest.approx(HEAT_W / 10.0, rel=1e-12)
    assert area.area_m2 == pytest.approx(100.0, rel=1e-12)


@pytest.mark.parametrize("spread", [1e-12, 1e-8, 1e-5, 9.9e-5, 1.01e-4, 1e-3, 1.0, 20.0])
def test_the_logarithmic_mean_is_the_integral_mean_at_any_spread(spread: float) -> None:
    # 1 / mean = integral of 1 / difference: Gauss-Legendre on a straight line
    nodes, weights = np.polynomial.legendre.leggauss(60)
    differences = 10.0 * (1.0 + spread * 0.5 * (nodes + 1.0))
    mean = 1.0 / float(np.sum(0.5 * weights / differences))
    assert logarithmic_mean_k(10.0, 10.0 * (1.0 + spread)) == pytest.approx(mean, rel=1e-12)
    assert logarithmic_mean_k(10.0 * (1.0 + spread), 10.0) == pytest.approx(mean, rel=1e-12)


def test_a_bent_curve_agrees_with_a_fine_integral() -> None:
    sink = water_curve(303.15, 348.15)
    hot = TemperatureHeatCurve(
        np.array([345.0, 352.0, 352.0, 420.0]), np.array([0.0, 0.08, 0.85, 1.0])
    )
    area = stream_exchanger_area(hot, sink, heat_w=HEAT_W, u_w_per_m2_k=1000.0)
    assert area.ua_w_per_k == pytest.approx(fine_ua_w_per_k(hot, sink, HEAT_W), rel=FINE_REL)


def test_zones_of_a_real_cycle_add_up_to_the_fine_integral() -> None:
    sink = water_curve(323.15, 353.15)

    cycle = single_stage(
        "R717", evaporating_k=288.15, condensing_k=350.278, eta_isentropic=0.8
    )  # the internal pinch of the reference point: 5 K at the dew point
    area = condenser_area(
        cycle.condenser,
        sink,
        heat_w=HEAT_W,
        coefficients=transfer_coefficients("water", "R717"),
    )
    shares = np.cumsum([0.0, *(one.share for one in reversed(cycle.condenser))])
    shares[-1] = 1.0
    kelvin = [cycle.condenser[-1].t_cold_k, *(one.t_hot_k for one in reversed(cycle.condenser))]
    hot = TemperatureHeatCurve(np.array(kelvin), shares)
    assert area.ua_w_per_k == pytest.approx(fine_ua_w_per_k(hot, sink, HEAT_W), rel=1e-5)
    assert area.heat_w == pytest.approx(HEAT_W)
    assert [zone.zone for zone in area.zones] == ["desuperheating", "condensing"]


@pytest.mark.parametrize(
    ("refrigerant", "condensing_k", "subcooling_k"),
    [("R717", 350.278, 0.0), ("R134a", 357.0, 10.0), ("R600", 359.0, 20.0)],
)
def test_straight_segments_ask_for_little_more_than_the_true_curve(
    refrigerant: str, condensing_k: float, subcooling_k: float
) -> None:
    sink, shares = water_curve(323.15, 353.15), np.linspace(0.0, 1.0, 2001)
    cycle = single_stage(
        refrigerant,
        evaporating_k=288.15,
        condensing_k=condensing_k,
        superheat_k=10.0,
        subcooling_k=subcooling_k,
        eta_isentropic=0.8,
    )
    coefficients = transfer_coefficients("water", refrigerant)
    area = condenser_area(cycle.condenser, sink, heat_w=HEAT_W, coefficients=coefficients)
    difference = true_condenser_temperature_k(cycle, shares) - sink.at(1.0 - shares)
    true_ua = HEAT_W * float(np.trapezoid(1.0 / difference, shares))
    assert true_ua <= area.ua_w_per_k * (1.0 + FINE_REL) < 1.015 * true_ua


def test_a_crossing_is_refused_with_its_place() -> None:
    with pytest.raises(
        UsageError, match=r"condenser, desuperheating, at 80\.0% .* 76\.85 .* 78\.85"
    ):
        condenser_area(
            (HeatSegment(400.0, 350.0, 0.2), HeatSegment(350.0, 350.0, 0.8)),
            linear_curve(336.0, 356.0),
            heat_w=HEAT_W,
            coefficients=COEFFICIENTS,
        )


def test_touching_curves_are_refused_too() -> None:
    with pytest.raises(UsageError, match="hotter everywhere"):
        stream_exchanger_area(
            linear_curve(300.0, 340.0), linear_curve(300.0, 330.0), heat_w=1.0, u_w_per_m2_k=1.0
        )


def test_unusable_arguments_are_named() -> None:
    sink = linear_curve(300.0, 310.0)
    with pytest.raises(UsageError, match="no transfer coefficient for desuperheating"):
        condenser_area(CONDENSER, sink, heat_w=HEAT_W, coefficients={"condensing": 1.0})
    with pytest.raises(UsageError, match="U = 0"):
        stream_exchanger_area(linear_curve(320.0, 330.0), sink, heat_w=HEAT_W, u_w_per_m2_k=0.0)
    with pytest.raises(UsageError, match="heat of 0 W"):
        condenser_area(CONDENSER, sink, heat_w=0.0, coefficients=COEFFICIENTS)
    with pytest.raises(UsageError, match="in the order of a cycle"):
        condenser_area(CONDENSER[::-1], sink, heat_w=HEAT_W, coefficients=COEFFICIENTS)
    with pytest.raises(UsageError, match=r"add up to 0\.9"):
        condenser_area(CONDENSER[:2], sink, heat_w=HEAT_W, coefficients=COEFFICIENTS)
