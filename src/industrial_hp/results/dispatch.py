"""Operation of a solved model: a table with one row for each unit and period."""

from typing import Any

import numpy as np
import pandas as pd

from industrial_hp.superstructure.problem import Array, DesignProblem, HeatSource, HeatStore

COLUMNS = (
    "period",
    "start_h",
    "hours",
    "hours_per_year",
    "zone",
    "unit",
    "type",
    "carrier",
    "heat_in_mw",
    "heat_out_mw",
    "electricity_mw",
    "fuel_mw",
    "t_evaporator_c",
    "t_condenser_c",
    "store_mwh",
    "use_share",
    "unmet_mw",
    "price_eur_per_mwh",
    "largest_mw",
)
ROUNDING_MW = 1e-9


def dispatch_table(problem: DesignProblem, model: Any) -> pd.DataFrame:
    """What every source, machine, boiler, cooler, store, loop, sink and grid does in every period.

    Parameters
    ----------
    problem : DesignProblem
        What was offered.
    model : ConcreteModel
        The solved model.

    Returns
    -------
    DataFrame
        Columns `COLUMNS`. Heat taken by a unit is ``heat_in_mw``, heat given ``heat_out_mw``,
        both positive; electricity and fuel drawn are positive. Of what is offered and never
        used there is no row.
    """
    parts = [
        *_sources(problem, model),
        *_sinks(problem, model),
        *_heat_pumps(problem, model),
        *_boilers(problem, model),
        *_coolers(problem, model),
        *_stores(problem, model),
        *_loops(problem, model),
        *_own_power(problem, model),
        *_grids(problem, model),
    ]
    return pd.concat(parts, ignore_index=True)


def values(variable: Any, *key: Any) -> Array:
    """Values of a variable over the periods; rounding of the solver is cleared."""
    found = variable.values_of(*key)
    return np.where(np.abs(found) < ROUNDING_MW, 0.0, found)


def _frame(problem: DesignProblem, zone: str, unit: str, kind: str, **columns: Any) -> pd.DataFrame:
    periods = problem.periods
    starts: list[float] = []
    for p in range(periods.count):
        first_of_day = p == 0 or periods.day[p] != periods.day[p - 1]
        starts.append(0.0 if first_of_day else starts[-1] + float(periods.block_h[p - 1]))
    data: dict[str, Any] = {
        "period": list(periods.labels),
        "start_h": starts,
        "hours": periods.block_h,
        "hours_per_year": periods.weight_h,
        "zone": zone,
        "unit": unit,
        "type": kind,
        "carrier": "heat",
    }
    defaults = {name: 0.0 for name in COLUMNS if name not in data}
    undefined = (
        "t_evaporator_c",
        "t_condenser_c",
        "store_mwh",
        "use_share",
        "price_eur_per_mwh",
        "largest_mw",
    )
    defaults |= dict.fromkeys(undefined, np.nan)
    return pd.DataFrame(data | defaults | columns)[list(COLUMNS)]


def used_mw(problem: DesignProblem, model: Any, source: HeatSource) -> Array:
    """Heat taken from a source in every period [MW]."""
    if source.must_use:
        return source.heat_mw
    used = np.zeros(problem.periods.count)
    for k in range(len(source.pieces)):
        used = used + model.heat_sources.heat_mw.values_of(source.name, k)
    return used


def _sources(problem: DesignProblem, model: Any) -> list[pd.DataFrame]:
    frames = []
    for source in problem.sources:
        used = used_mw(problem, model, source)
        used = np.where(np.abs(used) < ROUNDING_MW, 0.0, used)
        share = np.divide(used, source.heat_mw, out=np.zeros_like(used), where=source.heat_mw > 0)
        electricity = (
            source.auxiliary_electricity_share * used
            + source.unused_electricity_share * (source.heat_mw - used)
        )
        frames.append(
            _frame(
                problem,
                source.zone,
                source.name,
                "source",
                heat_out_mw=used,
                electricity_mw=electricity,
                use_share=share,
            )
        )
    return frames


def _sinks(problem: DesignProblem, model: Any) -> list[pd.DataFrame]:
    frames = []
    for demand in problem.demands:
        unmet = np.zeros(problem.periods.count)
        if demand.unmet_eur_per_mwh is not None:
            unmet = values(model.heat_sinks.unmet_mw, demand.name)
        frames.append(
            _frame(
                problem,
                demand.zone,
                demand.name,
                "sink",
                heat_in_mw=demand.heat_mw - unmet,
                unmet_mw=unmet,
            )
        )
    return frames


def _heat_pumps(problem: DesignProblem, model: Any) -> list[pd.DataFrame]:
    frames = []
    for unit in problem.heat_pumps:
        heat = values(model.heat_pumps.heat_mw, unit.tag)
        size_mw = (model.heat_pumps.size_mw[unit.rated_tag].value or 0.0) - unit.rules.spare_mw
        if heat.any():
            frames.append(
                _frame(
                    problem,
                    unit.zone,
                    unit.tag,
                    "heat_pump",
                    carrier="electricity",
                    heat_in_mw=heat * (1 - 1 / unit.cop),
                    heat_out_mw=heat,
                    electricity_mw=heat * unit.electricity_share,
                    t_evaporator_c=unit.evaporating_c,
                    t_condenser_c=unit.condensing_c,
                    largest_mw=unit.capacity_factor * size_mw,
                )
            )
    return frames


def _boilers(problem: DesignProblem, model: Any) -> list[pd.DataFrame]:
    frames = []
    for boiler in problem.boilers:
        heat = values(model.boilers.heat_mw, boiler.name)
        if not heat.any() and boiler.existing_mw is None:
            continue
        drawn = heat / boiler.efficiency
        column = "electricity_mw" if boiler.carrier == "electricity" else "fuel_mw"
        price = problem.prices.fuel_eur_per_mwh.get(
            boiler.carrier, problem.prices.electricity_eur_per_mwh
        )
        frames.append(
            _frame(
                problem,
                boiler.zone,
                boiler.name,
                "boiler",
                carrier=boiler.carrier,
                heat_out_mw=heat,
                price_eur_per_mwh=price,
                **{column: drawn},
            )
        )
    return frames


def _coolers(problem: DesignProblem, model: Any) -> list[pd.DataFrame]:
    frames = []
    for cooler in problem.coolers:
        heat = values(model.coolers.heat_mw, cooler.name)
        if heat.any() or cooler.existing_mw is not None:
            drawn = heat * cooler.electricity_share
            row = {"heat_in_mw": heat, "electricity_mw": drawn}
            frames.append(_frame(problem, cooler.zone, cooler.name, "cooler", **row))
    return frames


def _stores(problem: DesignProblem, model: Any) -> list[pd.DataFrame]:
    frames = []
    for store in problem.stores:
        if (model.heat_stores.size_mwh[store.name].value or 0.0) < ROUNDING_MW:
            continue
        frames.append(
            _frame(
                problem,
                store.zone,
                store.name,
                "heat_store",
                heat_in_mw=values(model.heat_stores.charge_mw, store.name),
                heat_out_mw=values(model.heat_stores.discharge_mw, store.name),
                store_mwh=_content_mwh(problem, model, store),
            )
        )
    return frames


def _content_mwh(problem: DesignProblem, model: Any, store: HeatStore) -> Array:
    """Content by period [MWh]; of a store over the year the mean of the months of each day."""
    within = model.heat_stores.content_mwh.values_of(store.name)
    if store.cycle == "day":
        return np.where(np.abs(within) < ROUNDING_MW, 0.0, within)
    days = problem.periods.sequence
    level = values(model.seasonal_stores.level_mwh, store.name)
    mean = (level @ days) / days.sum(axis=0)
    content: Array = within + mean[list(problem.periods.day)]
    return content


def _loops(problem: DesignProblem, model: Any) -> list[pd.DataFrame]:
    """The sending end takes heat; the receiving end gives it, and takes what keeps it warm."""
    frames = []
    for loop in problem.loops:
        sent = values(model.loops.sent_mw, loop.name)
        warming = np.zeros_like(sent)
        if loop.loss_mw.any():
            warming = values(model.loops.warming_mw, loop.name)
        if not (sent.any() or warming.any()):
            continue
        arriving = (1 - loop.loss_share) * sent + warming
        frames.append(
            _frame(
                problem,
                loop.from_zone,
                loop.name,
                "loop",
                heat_in_mw=sent,
                electricity_mw=loop.pumping_share * (sent + warming),
            )
        )
        frames.append(
            _frame(
                problem,
                loop.to_zone,
                loop.name,
                "loop_end",
                heat_in_mw=warming,
                heat_out_mw=np.maximum(0.0, arriving - loop.loss_mw),
            )
        )
    return frames


def _own_power(problem: DesignProblem, model: Any) -> list[pd.DataFrame]:
    """Electricity that zones take beside the grid."""
    frames = []
    for grid in problem.grids:
        if grid.own is None:
            continue
        frames.append(
            _frame(
                problem,
                grid.zone,
                f"{grid.zone}_own_power",
                "own_power",
                carrier="electricity",
                electricity_mw=values(model.grid_connection.own_mw, grid.zone),
                price_eur_per_mwh=grid.own.eur_per_mwh,
            )
        )
    return frames


def _grids(problem: DesignProblem, model: Any) -> list[pd.DataFrame]:
    return [
        _frame(
            problem,
            zone,
            f"{zone}_grid",
            "grid",
            carrier="electricity",
            electricity_mw=values(model.grid_connection.electricity_mw, zone),
            price_eur_per_mwh=problem.prices.electricity_eur_per_mwh,
        )
        for zone in problem.zones
    ]
