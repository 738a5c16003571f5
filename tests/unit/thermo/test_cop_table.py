"""A manufacturer's table: what it refuses, and what it says between and beyond its points."""

import math
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from industrial_hp.errors import CaseError, CopRangeError, UsageError
from industrial_hp.thermo.cop_table import CopPoint, CopTable, cop_table
from industrial_hp.thermo.ideal_cop import carnot_cop
from industrial_hp.units import k_from_c

ROUNDING = 1e-9  # relative
SOURCES_C = (0.0, 10.0, 25.0, 40.0)
SINKS_C = (60.0, 70.0, 90.0)


def point(source_c: float, sink_c: float, eta: float = 0.5, load_share: float = 1.0) -> CopPoint:
    source_k, sink_k = k_from_c(source_c), k_from_c(sink_c)
    heat_w = 1e6 * load_share * (1.0 + 0.02 * source_c)
    return CopPoint(source_k, sink_k, eta * carnot_cop(source_k, sink_k), heat_w, load_share)


GRID = tuple(point(source_c, sink_c) for source_c in SOURCES_C for sink_c in SINKS_C)
SCATTERED = (point(0, 60), point(3, 81), point(20, 66), point(33, 88), point(38, 62), point(12, 74))


def findings(points: tuple[CopPoint, ...], layout: str = "grid") -> list[str]:
    with pytest.raises(CaseError) as raised:
        cop_table("HX 5", points, layout=layout)  # type: ignore[arg-type]
    return [str(finding) for finding in raised.value.findings]


def of(table: CopTable, each: CopPoint) -> tuple[float, float]:
    found = table.at(source_k=each.source_k, sink_k=each.sink_k, load_share=each.load_share)
    assert found.remarks == ()
    return found.cop, found.heat_w


def test_between_two_points_the_power_for_a_given_heat_is_linear() -> None:
    # Two points, COP 4 and 2: midway the power for one unit of heat is (1/4 + 1/2) / 2 = 3/8.
    cold, warm = k_from_c(50.0), k_from_c(90.0)
    table = cop_table(
        "HX 5", [CopPoint(280.0, cold, 4.0, 1.0e6), CopPoint(280.0, warm, 2.0, 0.8e6)]
    )
    found = table.at(source_k=280.0, sink_k=0.5 * (cold + warm))
    assert found.cop == pytest.approx(8.0 / 3.0)
    assert found.heat_w == pytest.approx(0.9e6)
    assert found.method == "HX 5"


def test_the_monotone_cubic_by_hand() -> None:
    # 1/COP 0.2, 0.3, 0.6 at sinks 50, 60, 70 degC: secants 0.01 and 0.03, so Fritsch-Butland's
    # slope at 60 is their harmonic mean 0.015 and at 50 the one-sided 0 = (3 * 0.01 - 0.03) / 2.
    # At 55: 0.25 + 10 / 8 * (0 - 0.015) = 0.23125, where a straight line would give 0.25.
    table = cop_table(
        "HX 5",
        [
            CopPoint(k_from_c(20.0), k_from_c(sink_c), 1.0 / inverse, 1e6)
            for sink_c, inverse in ((50.0, 0.2), (60.0, 0.3), (70.0, 0.6))
        ],
    )
    found = table.at(source_k=k_from_c(20.0), sink_k=k_from_c(55.0))
    assert found.cop == pytest.approx(1.0 / 0.23125)


def test_midway_in_a_triangle_the_power_is_the_mean_of_its_corners() -> None:
    corners = (point(0, 60), point(30, 60), point(0, 90))
    table = cop_table("HX 5", corners, layout="scattered")
    found = table.at(source_k=k_from_c(10.0), sink_k=k_from_c(70.0))
    assert found.cop == pytest.approx(3.0 / sum(1.0 / corner.cop for corner in corners))
    assert found.heat_w == pytest.approx(sum(corner.heat_w for corner in corners) / 3.0)


def test_the_order_of_the_rows_is_free() -> None:
    there, back = cop_table("HX 5", GRID), cop_table("HX 5", GRID[::-1])
    asked = point(17, 77)
    assert of(there, asked) == of(back, asked)


def etas(count: int) -> st.SearchStrategy[list[float]]:
    return st.lists(st.floats(0.4, 0.6), min_size=count, max_size=count)


def axis(low: int, high: int, most: int) -> st.SearchStrategy[list[int]]:
    return st.lists(st.integers(low, high), min_size=1, max_size=most, unique=True)


@st.composite
def grids(draw: st.DrawFn) -> tuple[CopPoint, ...]:
    sources, sinks = draw(axis(-10, 40, 4)), draw(axis(55, 100, 4))
    loads = draw(st.lists(st.sampled_from((0.3, 0.5, 1.0)), min_size=1, unique=True))
    cells = [(source, sink, load) for source in sources for sink in sinks for load in loads]
    if len(cells) < 2:
        cells = [(*cells[0][:2], 0.5), (*cells[0][:2], 1.0)]
    shares = draw(etas(len(cells)))
    return tuple(
        point(source, sink, eta, load)
        for (source, sink, load), eta in zip(cells, shares, strict=True)
    )


@st.composite
def clouds(draw: st.DrawFn) -> tuple[CopPoint, ...]:
    spots = draw(
        st.lists(
            st.tuples(st.integers(-10, 40), st.integers(55, 100)),
            min_size=1,
            max_size=15,
            unique=True,
        )
    )
    corners = [(-11, 54), (41, 54), (-11, 101)]
    places = corners + spots
    shares = draw(etas(len(places)))
    return tuple(point(*place, eta) for place, eta in zip(places, shares, strict=True))


@settings(deadline=None)
@given(points=grids())
def test_a_grid_reproduces_its_points(points: tuple[CopPoint, ...]) -> None:
    table = cop_table("HX 5", points)
    for each in points:
        assert of(table, each) == pytest.approx((each.cop, each.heat_w), rel=ROUNDING)


@settings(deadline=None, max_examples=50)
@given(points=clouds())
def test_scattered_points_are_reproduced(points: tuple[CopPoint, ...]) -> None:
    table = cop_table("HX 5", points, layout="scattered")
    for each in points:
        assert of(table, each) == pytest.approx((each.cop, each.heat_w), rel=1e-6)


@settings(deadline=None)
@given(points=grids(), shares=st.tuples(*[st.floats(0.0, 1.0)] * 3))
def test_between_the_points_of_a_grid_cop_and_heat_stay_between_the_neighbours(
    points: tuple[CopPoint, ...], shares: tuple[float, float, float]
) -> None:
    table = cop_table("HX 5", points)
    axes = [sorted({getattr(p, name) for p in points}) for name in ("source_k", "sink_k")]
    axes.append(sorted({p.load_share for p in points}))
    asked = [low + share * (high - low) for share, low, high in spans(axes, shares)]
    asked = [min(max(x, each[0]), each[-1]) for x, each in zip(asked, axes, strict=True)]
    found = table.at(source_k=asked[0], sink_k=asked[1], load_share=asked[2])
    around = [
        p
        for p in points
        if all(
            neighbours(each, x)[0] <= value <= neighbours(each, x)[1]
            for each, x, value in zip(
                axes, asked, (p.source_k, p.sink_k, p.load_share), strict=True
            )
        )
    ]
    cops, heats = [p.cop for p in around], [p.heat_w for p in around]
    assert min(cops) * (1.0 - ROUNDING) <= found.cop <= max(cops) * (1.0 + ROUNDING)
    assert min(heats) * (1.0 - ROUNDING) <= found.heat_w <= max(heats) * (1.0 + ROUNDING)


def spans(
    axes: list[list[float]], shares: tuple[float, float, float]
) -> list[tuple[float, float, float]]:
    return [(share, each[0], each[-1]) for share, each in zip(shares, axes, strict=True)]


def neighbours(axis: list[float], x: float) -> tuple[float, float]:
    return max(v for v in axis if v <= x), min(v for v in axis if v >= x)


@settings(deadline=None, max_examples=50)
@given(points=clouds(), source_c=st.floats(-20.0, 80.0), sink_c=st.floats(45.0, 110.0))
def test_a_cloud_never_gives_nan_nor_leaves_its_values(
    points: tuple[CopPoint, ...], source_c: float, sink_c: float
) -> None:
    table = cop_table("HX 5", points, layout="scattered")
    try:
        found = table.at(source_k=k_from_c(source_c), sink_k=k_from_c(sink_c), outside="warn")
    except UsageError:
        assert source_c >= sink_c
        return
    assert math.isfinite(found.heat_w)
    assert 1.0 < found.cop <= max(p.cop for p in points) * (1.0 + ROUNDING)
    if not found.remarks:
        assert found.cop >= min(p.cop for p in points) * (1.0 - ROUNDING)


@settings(deadline=None)
@given(points=grids(), source_c=st.floats(-20.0, 80.0), sink_c=st.floats(45.0, 110.0))
def test_a_grid_never_gives_nan_and_remarks_what_is_outside(
    points: tuple[CopPoint, ...], source_c: float, sink_c: float
) -> None:
    table = cop_table("HX 5", points)
    try:
        found = table.at(source_k=k_from_c(source_c), sink_k=k_from_c(sink_c), outside="warn")
    except UsageError:
        assert source_c >= sink_c
        return
    assert math.isfinite(found.heat_w)
    assert 1.0 < found.cop <= max(p.cop for p in points) * (1.0 + ROUNDING)
    sources = [p.source_k for p in points]
    if not min(sources) - 1e-5 <= k_from_c(source_c) <= max(sources) + 1e-5:
        assert any("source" in remark.place for remark in found.remarks)


def test_outside_the_points_is_an_error_that_names_every_axis() -> None:
    with pytest.raises(CopRangeError) as raised:
        cop_table("HX 5", GRID).at(source_k=k_from_c(45.0), sink_k=k_from_c(95.0), load_share=0.5)
    assert [(each.place, each.value, each.permitted) for each in raised.value.findings] == [
        ("HX 5: source", "45 degC", "0 degC to 40 degC"),
        ("HX 5: sink", "95 degC", "60 degC to 90 degC"),
        ("HX 5: load share", "0.5", "1 to 1"),
    ]


def test_a_hotter_sink_than_the_table_holds_the_share_of_carnot() -> None:
    # Every point has half of Carnot: 283.15 to 373.15 K is half of 373.15 / 90 = 2.07306.
    found = cop_table("HX 5", GRID).at(
        source_k=k_from_c(10.0), sink_k=k_from_c(100.0), outside="warn"
    )
    assert found.cop == pytest.approx(2.07306, abs=1e-5)
    assert found.heat_w == pytest.approx(1.2e6)
    assert [remark.place for remark in found.remarks] == ["HX 5: sink"]


def test_a_warmer_source_than_the_table_does_not_raise_the_cop() -> None:
    table = cop_table("HX 5", GRID)
    edge = table.at(source_k=k_from_c(40.0), sink_k=k_from_c(60.0))
    found = table.at(source_k=k_from_c(50.0), sink_k=k_from_c(60.0), outside="warn")
    assert found.cop == pytest.approx(edge.cop)


def test_so_far_outside_that_no_heat_pump_is_left_is_an_error_even_when_warned() -> None:
    table = cop_table("HX 5", [replace(each, cop=0.6 * each.cop) for each in GRID])
    with pytest.raises(CopRangeError, match="impossible"):
        table.at(source_k=k_from_c(-40.0), sink_k=k_from_c(140.0), outside="warn")


def test_a_place_off_the_scattered_points_is_an_error_though_each_axis_holds_it() -> None:
    corners = (point(0, 60), point(30, 60), point(0, 90))
    with pytest.raises(CopRangeError, match="no points round this one"):
        cop_table("HX 5", corners, layout="scattered").at(
            source_k=k_from_c(25.0), sink_k=k_from_c(85.0)
        )


def test_scattered_points_of_one_load_know_no_other_load() -> None:
    table = cop_table("HX 5", SCATTERED, layout="scattered")
    with pytest.raises(CopRangeError, match="load share"):
        table.at(source_k=k_from_c(20.0), sink_k=k_from_c(70.0), load_share=0.5)


def test_every_wrong_point_is_told_at_once() -> None:
    wrong = (
        replace(GRID[0], cop=1.0),
        replace(GRID[1], cop=carnot_cop(GRID[1].source_k, GRID[1].sink_k)),
        replace(GRID[2], heat_w=0.0, load_share=1.2),
        replace(GRID[3], sink_k=GRID[3].source_k),
        replace(GRID[4], heat_w=math.nan),
        *GRID[5:],
    )
    assert [text.partition(";")[0] for text in findings(wrong)] == [
        "HX 5: point 1, COP: impossible between these temperatures",
        "HX 5: point 2, COP: impossible between these temperatures",
        "HX 5: point 3, load share: is no load",
        "HX 5: point 3, heat: is no heat",
        "HX 5: point 4, sink: no lift",
        "HX 5: point 5, heat_w: is not a finite number",
    ]


def test_a_point_given_twice_is_a_finding_whatever_its_cop() -> None:
    twice = (*GRID, replace(GRID[2], cop=1.5), replace(GRID[0], sink_k=GRID[0].sink_k + 0.005))
    assert findings(twice) == [
        "HX 5: point 14: the same point as HX 5: point 1; found source 0 degC, sink 60.005 degC, "
        "load share 1; keep one of the two",
        "HX 5: point 13: the same point as HX 5: point 3; found source 0 degC, sink 90 degC, "
        "load share 1; keep one of the two",
    ]


def test_each_gap_of_a_grid_is_a_finding() -> None:
    mend = "; add the points, or declare the table as scattered"
    assert findings((*GRID[:1], *GRID[2:7], *GRID[8:])) == [
        "HX 5: a point of the grid is missing; "
        f"found source {source} degC, sink 70 degC, load share 1{mend}"
        for source in (0, 25)
    ]


def test_scattered_points_called_a_grid_are_one_finding() -> None:
    (text,) = findings(SCATTERED)
    assert "6 points for 36 combinations" in text


def test_an_axis_value_written_in_two_ways_is_a_finding() -> None:
    (text,) = findings((*GRID[:5], replace(GRID[5], source_k=GRID[5].source_k + 0.004), *GRID[6:]))
    assert "HX 5: source: two values that are nearly one" in text


def test_a_grid_with_gaps_can_be_read_as_scattered() -> None:
    table = cop_table("HX 5", GRID[:-1], layout="scattered")
    assert of(table, GRID[5]) == pytest.approx((GRID[5].cop, GRID[5].heat_w))


def test_scattered_points_on_a_line_are_a_finding() -> None:
    line = tuple(point(source_c, 60.0 + source_c) for source_c in (0.0, 10.0, 20.0, 30.0))
    assert "line or a plane" in findings(line, "scattered")[0]


@pytest.mark.parametrize("points", [(), GRID[:1]])
def test_one_point_is_no_table(points: tuple[CopPoint, ...]) -> None:
    assert findings(points) == [f"HX 5: too few points; found {len(points)}; permitted: at least 2"]


@pytest.mark.parametrize("load_share", [0.0, 1.1, math.nan])
def test_a_load_that_is_none_is_refused(load_share: float) -> None:
    with pytest.raises(UsageError, match="load share"):
        cop_table("HX 5", GRID).at(source_k=280.0, sink_k=340.0, load_share=load_share)
