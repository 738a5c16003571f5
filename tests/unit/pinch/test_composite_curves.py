"""Composite and grand composite curves as points."""

import pytest

from industrial_hp.pinch import Stream, composite_curves, grand_composite_curve, problem_table

DUTY_TOLERANCE_KW = 1e-9

# Four streams of Kemp, Pinch Analysis and Process Integration 2e, p. 4: 20 / 60 kW, pinch 85.
KEMP = (
    Stream("C1", 20.0, 135.0, 230.0, 5.0),
    Stream("H2", 170.0, 60.0, 330.0, 5.0),
    Stream("C3", 80.0, 140.0, 240.0, 5.0),
    Stream("H4", 150.0, 30.0, 180.0, 5.0),
)


def test_composite_curves_span_the_total_duties_and_overlap_by_the_recovery() -> None:
    curves = composite_curves(KEMP)
    assert curves.hot.heat_kw[0] == 0.0
    assert curves.hot.heat_kw[-1] == pytest.approx(510.0, abs=DUTY_TOLERANCE_KW)
    assert curves.cold.heat_kw[0] == pytest.approx(60.0, abs=DUTY_TOLERANCE_KW)
    assert curves.cold.heat_kw[-1] == pytest.approx(530.0, abs=DUTY_TOLERANCE_KW)
    assert curves.hot.temperature_c == (30.0, 60.0, 150.0, 170.0)
    assert curves.hot.heat_kw == pytest.approx((0.0, 45.0, 450.0, 510.0), abs=DUTY_TOLERANCE_KW)


def test_shifted_composite_curves_touch_at_the_pinch() -> None:
    curves = composite_curves(KEMP, "shifted")
    at_pinch_kw = curves.cold.heat_kw[curves.cold.temperature_c.index(85.0)]
    # Hot side at shifted 85: actual 90, 4.5 kW/K above 60 plus 45 kW below.
    assert at_pinch_kw == pytest.approx(45.0 + 30.0 * 4.5, abs=DUTY_TOLERANCE_KW)


def test_a_latent_load_is_horizontal_in_its_composite_curve() -> None:
    curves = composite_curves([Stream("C", 100.0, 100.0, 40.0, 5.0, "cold")])
    assert curves.cold.temperature_c == (100.0, 100.0)
    assert curves.cold.heat_kw == (0.0, 40.0)
    assert curves.hot.heat_kw == ()


def test_grand_composite_curve_runs_from_hot_to_cold_utility() -> None:
    curve = grand_composite_curve(problem_table(KEMP))
    assert curve.temperature_c == (165.0, 145.0, 140.0, 85.0, 55.0, 25.0)
    assert curve.heat_kw == pytest.approx(
        (20.0, 80.0, 82.5, 0.0, 75.0, 60.0), abs=DUTY_TOLERANCE_KW
    )


def test_grand_composite_curve_shows_both_sides_of_a_latent_load() -> None:
    streams = [Stream("C", 100.0, 100.0, 40.0, 5.0, "cold")]
    curve = grand_composite_curve(problem_table(streams))
    assert curve.heat_kw == (40.0, 0.0)
    assert curve.temperature_c == (105.0, 105.0)
