"""What the figures hold, told by numbers that are known from the case or its key figures."""

import json
import re
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest

from industrial_hp.reporting.figures.chart import Chart, Series
from industrial_hp.reporting.figures.machine_charts import (
    exchanger_chart,
    log_ph_chart,
    ts_chart,
)
from industrial_hp.reporting.figures.money_charts import (
    cash_flow_chart,
    proof_chart,
    running_cost_chart,
)
from industrial_hp.reporting.figures.operation_charts import (
    dispatch_chart,
    load_duration_chart,
    monthly_chart,
)
from industrial_hp.reporting.figures.plotly_chart import plotly_figure
from industrial_hp.reporting.figures.price_charts import (
    price_map_chart,
    spider_chart,
    tornado_chart,
)
from industrial_hp.reporting.figures.process_charts import composite_chart, zone_charts
from industrial_hp.reporting.figures.sankey import energy_edges, sankey
from industrial_hp.reporting.figures.schematic import schematic
from industrial_hp.reporting.figures.system_graph import Edge, Node, arranged
from industrial_hp.reporting.figures.year_charts import year_charts
from industrial_hp.reporting.palette import SEQUENCE, SERIES, series_style
from industrial_hp.reporting.print_figures import all_charts
from industrial_hp.results.solution import SearchPoint, Solution, YearOperation

HOURS = 182 * 12.0 * 2 + 183 * 12.0 * 2
DEMAND_MW = [2.0, 4.0, 0.5, 1.5]
SHARE = 1e-6
YEAR_H, SUPPLIERS, LARGEST_BYTES = 8760, 9, 3_000_000
READABLE_LIGHTNESS_STEP = 0.04


def series(chart: Chart, name: str) -> Series:
    return next(found for found in chart.series if found.name == name)


def test_load_duration_falls_and_its_areas_hold_all_heat(town: Solution) -> None:
    chart = load_duration_chart(town)
    edges = np.array(chart.series[0].x, dtype=float)
    total = np.sum([found.y for found in chart.series], axis=0)[:-1]
    assert edges[-1] == HOURS
    assert list(total) == pytest.approx(sorted(DEMAND_MW, reverse=True), rel=SHARE)
    assert float(total @ np.diff(edges)) == pytest.approx(
        town.key_figure("heat_delivered_mwh_per_a").proposed, rel=SHARE
    )


def test_the_course_of_days_shows_price_and_store(town: Solution) -> None:
    chart = dispatch_chart(town)
    assert [axis.title.rpartition(" ")[2] for axis in chart.up] == [
        "[MW]",
        "[EUR/MWh]",
        "[MWh]",
    ]
    price = series(chart, "Electricity price").y[:4]
    assert np.diff(price) == pytest.approx(np.diff([30.0, 140.0, 20.0, 60.0]), rel=SHARE)
    store = series(chart, "Content of tank")
    size = town.equipment.set_index("tag").loc["tank", "size"]
    assert max(store.y) <= size * (1 + SHARE)
    assert [text for _, text in chart.across.ticks] == ["winter", "summer"]


def test_months_hold_what_the_sinks_received(town: Solution) -> None:
    received = series(monthly_chart(town), "Received by the sinks")
    assert received.y[0] == pytest.approx(31 * 12 * (2 + 4), rel=SHARE)
    assert received.y[6] == pytest.approx(31 * 12 * (0.5 + 1.5), rel=SHARE)


def test_a_unit_has_one_colour_in_all_figures_of_the_operation(town: Solution) -> None:
    styles: dict[str, set[tuple[str, str]]] = {}
    for chart in (load_duration_chart(town), dispatch_chart(town), monthly_chart(town)):
        for found in chart.series:
            styles.setdefault(found.name, set()).add((found.colour, found.pattern))
    assert "gas_boiler" in styles
    assert {name: looks for name, looks in styles.items() if len(looks) > 1} == {}


def test_the_discounted_sum_ends_at_the_net_present_value(town: Solution) -> None:
    chart = cash_flow_chart(town)
    assert chart is not None
    npv = town.key_figure("npv_eur").proposed
    assert series(chart, "Sum, discounted").y[-1] == pytest.approx(npv / 1e6, rel=SHARE)
    assert cash_flow_chart(replace(town, project_flows_eur=None)) is None


def test_running_costs_add_up_to_the_first_year(town: Solution) -> None:
    chart = running_cost_chart(town)
    for place, system in enumerate((town.base, town.proposed)):
        assert system is not None
        shown = sum(found.y[place] for found in chart.series)
        stated = sum(item.first_year_eur for item in system.annual) / 1e6
        assert shown == pytest.approx(stated, abs=0.001)  # items below 500 EUR are left out


def test_the_proof_is_drawn_of_a_search_that_took_time(town: Solution) -> None:
    points = (SearchPoint(0.1, 2e6, -np.inf), SearchPoint(9.0, 1.5e6, 1.4e6))
    chart = proof_chart(replace(town, search=points))
    assert chart is not None
    assert series(chart, "No design can cost less").y == (None, pytest.approx(1.4))
    assert proof_chart(replace(town, search=points[:1])) is None


def test_the_ends_of_the_composite_curves_are_the_utilities(steady: Solution) -> None:
    (curves,) = steady.curves
    hot, cold = composite_chart(steady, curves).series
    # 4 MW lie below 3 MW of demand: nothing is recovered.
    assert cold.x[-1] - hot.x[-1] == pytest.approx(3.0)
    assert cold.x[0] - hot.x[0] == pytest.approx(4.0)


def test_a_zone_in_which_nothing_can_be_recovered_has_no_composite_curves(town: Solution) -> None:
    by_zone = {
        curves.zone: [chart.key for chart in zone_charts(town, curves)] for curves in town.curves
    }
    assert by_zone == {
        "plant": ["grand_composite_plant", "balanced_plant"],
        "town": ["balanced_town"],
    }


def test_the_number_of_a_machine_stands_upon_its_evaporator_and_its_condenser(
    town: Solution,
) -> None:
    plant = next(curves for curves in town.curves if curves.zone == "plant")
    grand, balanced = zone_charts(town, plant)
    for chart in (grand, balanced):
        sides = [
            found for found in chart.series if found.name.endswith(("evaporator", "condenser"))
        ]
        assert len(chart.notes) == len(sides) == 2
        for note, side in zip(chart.notes, sides, strict=True):
            assert note.y == pytest.approx(np.interp(note.x, side.x, side.y), abs=0.01)


def test_the_balanced_curves_hold_the_machine_between_its_levels(town: Solution) -> None:
    plant = next(curves for curves in town.curves if curves.zone == "plant")
    _, chart = zone_charts(town, plant)
    hot, cold, evaporator, condenser, lift = chart.series
    assert hot.x[-1] == pytest.approx(cold.x[-1], rel=SHARE)
    assert (evaporator.name[-10:], condenser.name[-9:]) == ("evaporator", "condenser")
    # The chillers' 2 MW feed the evaporator alone, and only the condenser feeds the line.
    assert evaporator.x == pytest.approx(cold.x[: len(evaporator.x)])
    assert evaporator.x[-1] == pytest.approx(2.0)
    assert condenser.x[0] == pytest.approx(2.0)
    assert condenser.x[-1] == pytest.approx(hot.x[-1])
    # It evaporates at one level in which almost all of its heat lies.
    assert lift.x[0] == pytest.approx(1.0, abs=0.1)
    assert evaporator.y[0] == pytest.approx(lift.y[0])
    assert 2.0 < lift.x[1] < hot.x[-1]
    assert lift.y[1] - lift.y[0] > 40.0  # from 30.5 degC shifted down to the line's 77.5 degC up


def test_the_approach_is_marked_between_machine_and_stream(town: Solution) -> None:
    (machine,) = town.machine_diagrams
    for part in machine.exchangers:
        chart = exchanger_chart(town, machine, part)
        marks = series(chart, "Smallest difference")
        assert abs(marks.y[1] - marks.y[0]) == pytest.approx(part.approach_k)
        stream = chart.series[1]
        assert marks.y[1] == pytest.approx(np.interp(part.approach_at_mw, stream.x, stream.y))


def test_states_stand_in_the_log_ph_diagram(town: Solution) -> None:
    (machine,) = town.machine_diagrams
    chart = log_ph_chart(machine, machine.panels[0], 1)
    assert chart.up[0].logarithmic
    axis = plotly_figure(chart)["layout"]["yaxis"]
    assert [float(text) for text in axis["ticktext"]] == pytest.approx(axis["tickvals"])
    numbers = ", ".join(filter(None, series(chart, "State").labels)).split(", ")
    assert sorted(map(int, numbers)) == [state.number for state in machine.states]


def test_states_stand_in_the_ts_diagram_under_a_dome_with_its_critical_point(
    town: Solution,
) -> None:
    (machine,) = town.machine_diagrams
    chart = ts_chart(machine, machine.ts_panels[0], 1)
    marks = series(chart, "State")
    assert list(marks.y) == pytest.approx([state.t_c for state in machine.states])
    assert list(marks.x) == pytest.approx([state.s_kj_per_kg_k for state in machine.states])
    assert {state.fluid for state in machine.states} == {"R600a"}
    dome = [t for t in series(chart, "Boiling and dew line").y if t is not None]
    # Buecker & Wagner (2006), doi:10.1063/1.1901687: isobutane is critical at 407.81 K
    assert max(dome) == pytest.approx(407.81 - 273.15, abs=0.001)
    assert chart.up[0].ends is not None
    assert chart.up[0].ends[1] > max(dome)
    pressures = sorted({f"{state.p_bar:.3g} bar" for state in machine.states})
    assert sorted(note.text for note in chart.notes) == pressures


def test_the_sankey_closes_at_every_node(town: Solution) -> None:
    drawn = [
        (giver, taker, float(mwh))
        for giver, taker, mwh in re.findall(
            r'data-from="(\w+)" data-to="(\w+)" data-mwh="([\d.]+)"', sankey(town)
        )
    ]
    assert len(drawn) == len(energy_edges(town))
    total = sum(mwh for _, _, mwh in drawn)
    for name in ("line", "tank", "gas_boiler"):
        into = sum(mwh for _, taker, mwh in drawn if taker == name)
        out = sum(mwh for giver, _, mwh in drawn if giver == name)
        assert into == pytest.approx(out, abs=0.001 * total)  # unseen flows are left out


def test_the_schematic_tells_power_and_temperatures(town: Solution) -> None:
    text = schematic(town)
    assert "32 → 32 °C" in text
    assert re.search(r"\d\.\d\d MW, 45 → \d\d °C", text)
    assert text.count("<rect") > len(town.flows)


def test_columns_run_from_sources_over_machines_to_sinks_even_in_a_circle() -> None:
    nodes = [Node(name, kind, (name,)) for name, kind in zip("abcd", ("source",) * 4, strict=True)]
    edges = [Edge(g, t, "heat", 1.0, "") for g, t in ("ab", "bc", "cb", "cd", "ad")]
    found = arranged(nodes, edges)
    place = {n.name: n.column for column in found.columns for n in column}
    assert [place[name] for name in "abcd"] == [0, 1, 2, 3]
    long_way = found.paths[edges.index(Edge("a", "d", "heat", 1.0, ""))]
    assert len(long_way) == 4  # two passing places between the ends


def test_plotly_accepts_every_figure_and_json_holds_it(town: Solution, steady: Solution) -> None:
    for solution in (town, steady):
        for chart in all_charts(solution):
            figure = plotly_figure(chart)
            go.Figure(figure)
            json.dumps(figure, allow_nan=False)
            assert chart.alternative
            measured = (chart.across,) if chart.lying else chart.up
            assert all("[" in axis.title or "EUR" in axis.title for axis in measured)


def test_a_year_of_hours_stays_small(town: Solution) -> None:
    hours = [f"winter {hour:05.1f} h" for hour in range(YEAR_H)]
    grid = town.proposed.dispatch[town.proposed.dispatch["type"] == "grid"].head(1)
    dispatch = pd.concat([grid] * YEAR_H, ignore_index=True).assign(
        period=hours, hours=1.0, hours_per_year=1.0
    )
    rng = np.random.default_rng(1)
    supply = pd.DataFrame(
        {
            "period": np.repeat(hours, SUPPLIERS),
            "supplier": [f"unit {k}" for k in range(SUPPLIERS)] * YEAR_H,
            "heat_mw": rng.uniform(0.0, 20.0, YEAR_H * SUPPLIERS),
        }
    )
    year = replace(town, supply=supply, proposed=replace(town.proposed, dispatch=dispatch))
    charts: list[dict[str, Any]] = [
        plotly_figure(draw(year)) for draw in (load_duration_chart, dispatch_chart)
    ]
    assert len(json.dumps(charts, separators=(",", ":"))) < LARGEST_BYTES


def year_of_hours(town: Solution) -> Solution:
    """A year whose load at an hour is the number of the day and hundredths of the hour."""
    times = pd.date_range("2025-01-01", periods=YEAR_H, freq="h")
    load = np.asarray(times.day_of_year + times.hour / 100.0, dtype=float)
    heat = float(load.sum())
    hours = pd.DataFrame(
        {
            "time": times.strftime("%Y-%m-%d %H:%M"),
            "network_heat_in_mw": load,
            "tank_heat_in_mw": np.ones(YEAR_H),
        }
    )
    year = YearOperation(2025, YEAR_H, 1.0, 1.0, heat, 1.0, 1.0, 1.0, 0.0)
    return replace(town, year=year, year_hours=hours)


def test_a_heat_map_holds_the_load_of_every_hour_at_its_day_and_hour(town: Solution) -> None:
    solution = year_of_hours(town)
    (chart,) = year_charts(solution)  # no machine gives heat in these hours
    (cells,) = chart.series
    assert (len(cells.x), len(cells.y)) == (365, 24)
    assert cells.cells[7][99] == pytest.approx(100.07, abs=0.05)  # 10 April, 7 to 8 o'clock
    assert (cells.x[99], cells.y[7]) == (100.0, 7.5)
    assert solution.year is not None
    assert float(np.sum(cells.cells)) == pytest.approx(solution.year.heat_mwh_per_a, rel=1e-3)
    assert "at most 365.23 MW (2025-12-31 23:00)" in chart.alternative
    assert chart.across.ticks[:3] == ((0.5, "Jan"), (31.5, "Feb"), (59.5, "Mar"))
    assert len(chart.across.ticks) == 12
    figure = plotly_figure(chart)
    assert go.Figure(figure).data[0].z[7][99] == cells.cells[7][99]
    assert len(json.dumps(figure, allow_nan=False)) < LARGEST_BYTES / 10


def test_a_heat_map_of_the_machines_is_drawn_of_what_they_give(town: Solution) -> None:
    solution = year_of_hours(town)
    dispatch = town.proposed.dispatch
    tag = dispatch.loc[dispatch["type"] == "heat_pump", "unit"].iloc[0]
    hours = solution.year_hours.assign(**{f"{tag}_heat_out_mw": np.arange(YEAR_H) % 24 / 8.0})
    _, chart = year_charts(replace(solution, year_hours=hours))
    assert chart.key == "hours_heat_pumps"
    assert np.array(chart.series[0].cells) == pytest.approx(
        np.repeat(np.arange(24.0)[:, None] / 8.0, 365, axis=1), rel=1e-3
    )


def test_without_the_hours_of_a_year_there_is_no_heat_map(town: Solution) -> None:
    assert year_charts(town) == ()
    assert year_charts(replace(year_of_hours(town), year_hours=pd.DataFrame())) == ()


def lightness(colour: str) -> float:
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue


def test_a_map_grows_darker_with_its_values() -> None:
    steps = np.diff([lightness(colour) for colour in SEQUENCE])
    assert (steps < -READABLE_LIGHTNESS_STEP).all()


def test_neighbours_of_the_palette_differ_in_grey() -> None:
    for one, other in pairwise(SERIES):
        differs = abs(lightness(one[0]) - lightness(other[0])) > READABLE_LIGHTNESS_STEP
        assert differs or one[2] != other[2]
    styles = [series_style(index) for index in range(16)]
    assert len(set(styles)) == len(styles)


def test_every_price_line_passes_through_the_net_present_value(town: Solution) -> None:
    chart = spider_chart(town)
    assert chart is not None
    npv = town.key_figure("npv_eur").proposed
    assert npv is not None
    for line in chart.series:
        assert line.x == pytest.approx((80.0, 100.0, 120.0))
        assert line.y[1] == pytest.approx(npv / 1e6, rel=SHARE)
        assert np.mean([line.y[0], line.y[2]]) == pytest.approx(npv / 1e6, rel=SHARE)
    assert spider_chart(replace(town, sensitivity=pd.DataFrame())) is None


def test_the_tornado_has_the_strongest_on_top_and_ends_where_the_spider_does(
    town: Solution,
) -> None:
    chart, spider = tornado_chart(town), spider_chart(town)
    assert chart is not None
    assert spider is not None
    low, high = chart.series
    widths = np.abs(np.subtract(low.y, high.y))
    assert (np.diff(widths) >= 0).all()  # lying bars are named from below
    npv = spider.series[0].y[1]
    for line in spider.series:
        place = next(n for n, name in enumerate(low.x) if str(name).startswith(line.name))
        assert low.x[place] == f"{line.name}: 80 to 120%"
        assert npv + low.y[place] == pytest.approx(line.y[0], rel=SHARE)
        assert npv + high.y[place] == pytest.approx(line.y[2], rel=SHARE)
    assert any(str(name).startswith("Interest: ") for name in low.x)
    bars = plotly_figure(chart)["data"]
    assert {(bar["orientation"], tuple(bar["y"])) for bar in bars} == {("h", low.x)}
    assert tornado_chart(replace(town, project_flows_eur=None)) is None


def test_the_price_map_is_zero_on_its_dashed_line(town: Solution) -> None:
    chart = price_map_chart(town)
    assert chart is not None
    cells, even = chart.series
    values = np.array(cells.cells)
    npv = town.key_figure("npv_eur").proposed
    assert values[2][2] == pytest.approx(npv / 1e6, rel=SHARE)
    assert (np.diff(values, axis=0) < 0).all()  # dearer electricity
    assert (np.diff(values, axis=1) > 0).all()  # dearer gas
    down, across = np.gradient(values, cells.y, cells.x)
    for gas, electricity in zip(even.x, even.y, strict=True):
        left = values[2][2] + down[2][2] * (electricity - 100) + across[2][2] * (gas - 100)
        assert left == pytest.approx(0.0, abs=1e-9)
    drawn = plotly_figure(chart)["data"][0]
    assert drawn["zmin"] == -drawn["zmax"] == -np.abs(values).max()


def test_without_gas_there_is_no_price_map(town: Solution) -> None:
    flat = town.price_map.assign(npv_eur=town.price_map["electricity_factor"] * -1e6)
    assert price_map_chart(replace(town, price_map=flat)) is None
    assert price_map_chart(replace(town, price_map=pd.DataFrame())) is None


def test_the_price_map_of_an_earlier_result_has_no_line_of_break_even(town: Solution) -> None:
    chart = price_map_chart(replace(town, break_even_prices=pd.DataFrame()))
    assert chart is not None
    assert [series.name for series in chart.series] == ["Net present value [million EUR]"]
