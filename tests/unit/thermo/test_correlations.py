"""Published correlations: their printed figures, their ranges, and thermodynamics."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from industrial_hp.errors import CopRangeError, UsageError
from industrial_hp.thermo.cop_estimate import CopEstimate, Outside
from industrial_hp.thermo.correlations import (
    CORRELATIONS,
    GLIDES,
    arpagaus_2018,
    bless_2023,
    correlation,
    jensen_2018,
    jesper_2021_conventional,
    jesper_2021_very_high_temperature,
)
from industrial_hp.thermo.ideal_cop import carnot_cop, lorenz_cop
from industrial_hp.units import c_from_k, k_from_c

PRINTED = 0.0051  # printed with two decimals
BY_NAME = pytest.mark.parametrize("name", [each.name for each in CORRELATIONS])
REFERENCE_POINT = {
    "source_in_k": k_from_c(25.0),
    "source_out_k": k_from_c(20.0),
    "sink_in_k": k_from_c(50.0),
    "sink_out_k": k_from_c(80.0),
}


def between(lift_k: float, sink_out_c: float) -> dict[str, float]:
    return {"source_in_k": k_from_c(sink_out_c - lift_k), "sink_out_k": k_from_c(sink_out_c)}


def temperatures(
    name: str, lift_k: float, sink_out_c: float, glides_k: tuple[float, float] = (6.0, 10.0)
) -> dict[str, float]:
    """What the correlation needs, with a source cooled and a sink heated by the glides."""
    ends = between(lift_k, sink_out_c)
    if correlation(name).needs != GLIDES:
        return ends
    return {
        **ends,
        "source_out_k": ends["source_in_k"] - glides_k[0],
        "sink_in_k": ends["sink_out_k"] - glides_k[1],
    }


def inside(name: str) -> st.SearchStrategy[tuple[float, float]]:
    """Lift [K] and sink outlet [degC] inside the range of a correlation."""
    validity = correlation(name).validity
    least_k, highest_k = validity.lift_k
    coldest_c, warmest_c = (c_from_k(end) for end in validity.source_in_k)

    def sinks(lift_k: float) -> st.SearchStrategy[tuple[float, float]]:
        low = max(c_from_k(validity.sink_out_k[0]), coldest_c + lift_k)
        high = min(c_from_k(validity.sink_out_k[1]), warmest_c + lift_k)
        return st.tuples(st.just(lift_k), st.floats(low, max(low, high)))

    return st.floats(least_k, highest_k).flatmap(sinks)


def ideal_cop(points: dict[str, float]) -> float:
    if "sink_in_k" not in points:
        return carnot_cop(points["source_in_k"], points["sink_out_k"])
    return lorenz_cop(
        source_hot_k=points["source_in_k"],
        source_cold_k=points["source_out_k"],
        sink_cold_k=points["sink_in_k"],
        sink_hot_k=points["sink_out_k"],
    )


@pytest.mark.parametrize(
    ("lift_k", "cop"),
    [(10, 8.30), (20, 6.42), (30, 5.03), (40, 3.98), (50, 3.19), (60, 2.58), (78, 1.80)],
)
def test_jesper_conventional_has_the_figures_of_the_collection(lift_k: float, cop: float) -> None:
    # Figures of this and the next tests: the collection of published COP correlations.
    found = jesper_2021_conventional(**between(lift_k, 68.0))
    assert found.cop == pytest.approx(cop, abs=PRINTED)
    assert found.remarks == ()


@pytest.mark.parametrize(
    ("lift_k", "sink_c", "cop"),
    [(30, 110, 5.23), (50, 120, 3.38), (70, 120, 2.50), (95, 150, 2.01), (50, 150, 3.55)],
)
def test_jesper_very_high_temperature_has_the_figures_of_the_collection(
    lift_k: float, sink_c: float, cop: float
) -> None:
    found = jesper_2021_very_high_temperature(**between(lift_k, sink_c))
    assert found.cop == pytest.approx(cop, abs=PRINTED)


def test_the_two_sets_of_jesper_do_not_meet_at_100_degc() -> None:
    point = between(50.0, 100.0)
    assert jesper_2021_conventional(**point).cop == pytest.approx(3.19, abs=PRINTED)
    assert jesper_2021_very_high_temperature(**point).cop == pytest.approx(3.26, abs=PRINTED)


@pytest.mark.parametrize(("lift_k", "cop"), [(40, 4.15), (95, 2.15)])
def test_arpagaus_has_the_figures_of_the_collection(lift_k: float, cop: float) -> None:
    assert arpagaus_2018(**between(lift_k, 120.0)).cop == pytest.approx(cop, abs=PRINTED)


def test_bless_shortens_the_lift_by_two_approaches() -> None:
    # By hand: (70 - 5) - (20 + 5) = 40 K; 40^-0.716 = exp(-0.716 * 3.688879) = 0.071273;
    # 52.94 * 0.071273 = 3.7732; here at 110 degC.
    assert bless_2023(**between(50.0, 110.0)).cop == pytest.approx(3.7732, abs=1e-4)


@pytest.mark.parametrize(("refrigerant", "cop"), [("R717", 3.72458), ("R600a", 3.63384)])
def test_jensen_by_hand_on_the_reference_point(refrigerant: Any, cop: float) -> None:
    # Means 337.92809 and 295.64295 K, mean lift 42.28514 K, Lorenz 7.99165; x = 70, g = 30 K.
    # R717: Delta_H 20.016 K, w 0.092: 7.99165 * 1.074028 / 1.768970 * 0.8 * 0.908 + 0.2.
    # R600a: Delta_H 11.323 K, w 0.199: 7.99165 * 1.048303 / 1.563389 * 0.8 * 0.801 + 0.2.
    assert jensen_2018(refrigerant, **REFERENCE_POINT).cop == pytest.approx(cop, abs=2e-5)


def test_jensen_for_ammonia_deviates_from_a_state_point_cycle_as_the_collection_says() -> None:
    # 3.78421: this point with a true internal pinch of 5 K, an independent program;
    # the collection found -4.6 to +0.4 % over nine points.
    deviation = jensen_2018("R717", **REFERENCE_POINT).cop / 3.78421 - 1.0
    assert -0.046 <= deviation <= 0.004


def test_heat_loss_of_the_compressor_is_taken_off() -> None:
    tight = jensen_2018("R717", **REFERENCE_POINT)
    leaky = jensen_2018("R717", heat_loss_share=0.15, **REFERENCE_POINT)
    assert tight.cop - leaky.cop == pytest.approx(0.15)


@pytest.mark.parametrize(
    ("name", "at_the_limit", "beyond", "quantity"),
    [
        ("jesper_2021_conventional", (10.0, 60.0), (9.9, 60.0), "lift"),
        ("jesper_2021_conventional", (78.0, 80.0), (78.1, 80.0), "lift"),
        ("jesper_2021_conventional", (30.0, 20.0), (30.0, 19.9), "source inlet"),
        ("jesper_2021_conventional", (30.0, 90.0), (30.0, 90.1), "source inlet"),
        ("jesper_2021_conventional", (40.0, 100.0), (41.0, 100.1), "sink outlet"),
        ("jesper_2021_very_high_temperature", (25.0, 120.0), (24.9, 120.0), "lift"),
        ("jesper_2021_very_high_temperature", (95.0, 130.0), (95.1, 130.0), "lift"),
        ("jesper_2021_very_high_temperature", (75.0, 100.0), (74.9, 99.9), "sink outlet"),
        ("jesper_2021_very_high_temperature", (60.0, 160.0), (60.0, 160.1), "sink outlet"),
        ("jesper_2021_very_high_temperature", (80.0, 105.0), (80.1, 105.0), "source inlet"),
        ("jesper_2021_very_high_temperature", (30.0, 140.0), (29.9, 140.0), "source inlet"),
        ("arpagaus_2018", (25.0, 120.0), (24.9, 120.0), "lift"),
        ("arpagaus_2018", (95.0, 120.0), (95.1, 120.0), "lift"),
        ("arpagaus_2018", (40.0, 90.0), (40.0, 89.9), "sink outlet"),
        ("arpagaus_2018", (40.0, 160.0), (40.0, 160.1), "sink outlet"),
        ("bless_2023", (25.0, 120.0), (24.9, 120.0), "lift"),
        ("bless_2023", (40.0, 160.0), (40.0, 160.1), "sink outlet"),
        ("jensen_2018_ammonia", (10.0, 50.0), (9.9, 49.0), "lift"),
        ("jensen_2018_ammonia", (50.0, 90.0), (50.1, 90.1), "sink outlet"),
        ("jensen_2018_ammonia", (35.0, 40.0), (34.9, 39.9), "sink outlet"),
        ("jensen_2018_isobutane", (60.0, 65.0), (60.1, 65.0), "source inlet"),
        ("jensen_2018_isobutane", (30.0, 70.0), (29.9, 70.0), "source inlet"),
    ],
)
def test_the_range_ends_where_the_source_says(
    name: str, at_the_limit: tuple[float, float], beyond: tuple[float, float], quantity: str
) -> None:
    function = correlation(name).function
    assert isinstance(function(**temperatures(name, *at_the_limit)), CopEstimate)
    with pytest.raises(CopRangeError) as raised:
        function(**temperatures(name, *beyond))
    (finding,) = raised.value.findings
    assert finding.place == f"{name}: {quantity}"
    assert finding.value
    assert finding.permitted


def test_a_point_wrong_in_everything_names_everything() -> None:
    with pytest.raises(CopRangeError) as raised:
        jesper_2021_conventional(**between(120.0, 109.0))
    assert len(raised.value.findings) == 3
    assert "found 109 degC; permitted: 0 to 100 degC" in str(raised.value)


def test_outside_the_range_a_warning_travels_with_the_same_formula() -> None:
    found = jesper_2021_conventional(**between(80.0, 75.0), outside="warn")
    # By hand: 1.448e12 * 257.46^-4.946 = exp(28.001204 - 4.946 * 5.550864) = 1.7274.
    assert found.cop == pytest.approx(1.7274, abs=1e-4)
    assert [remark.place for remark in found.remarks] == ["jesper_2021_conventional: lift"]


@pytest.mark.parametrize("outside", ["error", "warn"])
def test_an_extrapolation_above_carnot_is_never_an_estimate(outside: Outside) -> None:
    for lift_k in (5.0, 10.0, 11.0):
        with pytest.raises(CopRangeError):
            bless_2023(**between(lift_k, 100.0), outside=outside)


def test_an_extrapolation_below_an_electric_heater_is_never_an_estimate() -> None:
    with pytest.raises(CopRangeError, match="impossible"):
        jesper_2021_conventional(**between(130.0, 120.0), outside="warn")


@pytest.mark.parametrize("lift_k", [0.0, -20.0, float("nan")])
@BY_NAME
def test_a_point_without_lift_is_refused(name: str, lift_k: float) -> None:
    glides_k = (0.0, 0.0)
    with pytest.raises(UsageError):
        correlation(name).function(**temperatures(name, lift_k, 60.0, glides_k), outside="warn")


@BY_NAME
@given(data=st.data())
def test_inside_its_range_no_correlation_passes_the_reversible_machine(
    name: str, data: st.DataObject
) -> None:
    point = temperatures(name, *data.draw(inside(name)))
    found = correlation(name).function(**point)
    assert 1.0 < found.cop < ideal_cop(point)
    assert found.remarks == correlation(name).standing_remarks


@BY_NAME
@given(data=st.data(), more_k=st.floats(0.1, 40.0))
def test_cop_falls_when_a_colder_source_makes_the_lift_grow(
    name: str, data: st.DataObject, more_k: float
) -> None:
    lift_k, sink_c = data.draw(inside(name))
    small = correlation(name).function(**temperatures(name, lift_k, sink_c))
    more_k = min(more_k, correlation(name).validity.lift_k[1] - lift_k)
    if more_k < 0.1:
        return
    grown = temperatures(name, lift_k + more_k, sink_c)
    assert correlation(name).function(**grown, outside="warn").cop < small.cop


@BY_NAME
@given(data=st.data(), more_k=st.floats(0.1, 40.0))
def test_cop_falls_when_a_hotter_sink_makes_the_lift_grow(
    name: str, data: st.DataObject, more_k: float
) -> None:
    lift_k, sink_c = data.draw(inside(name))
    small = correlation(name).function(**temperatures(name, lift_k, sink_c))
    more_k = min(more_k, correlation(name).validity.lift_k[1] - lift_k)
    if more_k < 0.1:
        return
    grown = temperatures(name, lift_k + more_k, sink_c + more_k)
    assert correlation(name).function(**grown, outside="warn").cop < small.cop


def test_recalled_coefficients_say_so_in_each_estimate() -> None:
    assert [each.name for each in CORRELATIONS if each.provenance == "recalled"] == [
        "arpagaus_2018"
    ]
    (remark,) = arpagaus_2018(**between(40.0, 120.0)).remarks
    assert "recalled" in str(remark)


def test_a_found_correlation_without_caveats_carries_no_remark() -> None:
    recalled = correlation("arpagaus_2018")
    assert replace(recalled, provenance="found").standing_remarks == ()


def test_isobutane_warns_of_the_subcooling_it_implies() -> None:
    remarks = jensen_2018("R600a", **REFERENCE_POINT).remarks
    assert any("subcooling" in remark.message for remark in remarks)


def test_each_correlation_names_its_source_and_can_be_had_by_its_name() -> None:
    assert len({each.name for each in CORRELATIONS}) == len(CORRELATIONS)
    for each in CORRELATIONS:
        assert correlation(each.name) is each
        assert "doi:" in each.source or "https://" in each.source


def test_an_unknown_correlation_or_refrigerant_is_told_what_there_is() -> None:
    with pytest.raises(UsageError, match="jesper_2021_conventional"):
        correlation("jesper")
    with pytest.raises(UsageError, match="R717, R600a"):
        jensen_2018("R290", **REFERENCE_POINT)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "machine", [{"pinch_k": -1.0}, {"eta_isentropic": 0.0}, {"heat_loss_share": 1.0}]
)
def test_a_machine_that_is_none_is_refused(machine: dict[str, float]) -> None:
    with pytest.raises(UsageError):
        jensen_2018("R717", **REFERENCE_POINT, **machine)  # type: ignore[arg-type]
