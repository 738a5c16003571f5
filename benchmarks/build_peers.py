"""The reference problem in the modelling tools that people use for it.

Each function imports its tool itself: none of them is needed by the package. PyPSA and oemof.solph
have no decision beside a size; the share of a heat pump's fixed cost goes into its price per MW,
as the linear relaxation does by itself.
"""

import logging
import warnings
from typing import Any

import numpy as np

from benchmarks.reference_problem import ReferenceProblem


def build_linopy(problem: ReferenceProblem) -> None:
    """linopy: labelled arrays, handed over directly."""
    import linopy
    import pandas as pd
    import xarray

    names = ("source", "sink", "hour")
    axes = {n: pd.RangeIndex(c, name=n) for n, c in zip(names, problem.shape, strict=True)}
    model = linopy.Model()

    def variable(name: str, *over: str, upper: float = np.inf) -> Any:
        return model.add_variables(0, upper, [axes[axis] for axis in over], name=name)

    def data(values: Any, *over: str) -> Any:
        return xarray.DataArray(values, {axis: axes[axis] for axis in over}, over)

    size, built = variable("size", "source", "sink"), variable("built", "source", "sink", upper=1)
    gas, electric, store = (variable(n, "sink") for n in ("gas", "electric", "store"))
    pump = variable("pump_heat", *names)
    gas_heat, electric_heat, charge, discharge, content = (
        variable(n, "sink", "hour")
        for n in ("gas_heat", "electric_heat", "charge", "discharge", "content")
    )
    add = model.add_constraints
    share = data(1 - 1 / problem.cop, *names)
    add((share * pump).sum("sink") <= data(problem.source_mw, "source", "hour"))
    supply = pump.sum("source") + gas_heat + electric_heat + discharge - charge
    add(supply == data(problem.demand_mw, "sink", "hour"))
    kept, efficiency = 1 - problem.store_loss_share_per_h, problem.store_eta
    change = efficiency * charge - discharge / efficiency
    add(content - kept * content.roll(hour=1) - change == 0)
    for flow, limit in ((pump, size), (gas_heat, gas), (electric_heat, electric), (content, store)):
        add(flow - limit <= 0)
    for flow in (charge, discharge):
        add(flow - store / problem.store_discharge_h <= 0)
    add(size - data(problem.largest_heat_pump_mw, "source", "sink") * built <= 0)
    pair = ("source", "sink")
    model.add_objective(
        (
            data(problem.heat_pump_eur_per_mw, *pair) * size
            + data(problem.heat_pump_fixed_eur, *pair) * built
        ).sum()
        + (problem.gas_boiler_eur_per_mw * gas).sum()
        + (problem.electric_boiler_eur_per_mw * electric).sum()
        + (data(problem.store_eur_per_mwh, "sink") * store).sum()
        + (data(problem.heat_pump_eur_per_mwh, *names) * pump).sum()
        + (data(problem.gas_heat_eur_per_mwh, "hour") * gas_heat).sum()
        + (data(problem.electric_heat_eur_per_mwh, "hour") * electric_heat).sum()
    )
    model.solve("highs", io_api="direct", output_flag=False)


def _pump_price(problem: ReferenceProblem) -> Any:
    """Price per MW with the fixed cost in it (sources, sinks)."""
    return problem.heat_pump_eur_per_mw + problem.heat_pump_fixed_eur / problem.largest_heat_pump_mw


def build_pypsa(problem: ReferenceProblem) -> None:
    """PyPSA: buses, links with three ends, generators and storage units, handed over directly."""
    import pandas as pd
    import pypsa

    logging.disable(logging.WARNING)
    sources, sinks, hours = problem.shape
    heat = [f"heat of source {s}" for s in range(sources)]
    places = [f"sink {k}" for k in range(sinks)]
    network = pypsa.Network()
    network.set_snapshots(pd.RangeIndex(hours))
    weights = network.snapshot_weightings.astype(float)
    network.snapshot_weightings = weights.assign(objective=problem.year_share)
    network.add("Bus", ["power", *heat, *places])

    def by_hour(values: Any, columns: list[str]) -> Any:
        return pd.DataFrame(np.broadcast_to(values, (hours, len(columns))), columns=columns)

    per_mwh = {
        "gas": problem.gas_heat_eur_per_mwh / problem.year_share,
        "electric": problem.electric_heat_eur_per_mwh / problem.year_share,
    }
    power = pd.Series(problem.electricity_eur_per_mwh)
    network.add("Generator", "grid", bus="power", p_nom=1e6, marginal_cost=power)
    network.add("Generator", heat, bus=heat, p_nom=1.0, p_max_pu=by_hour(problem.source_mw.T, heat))
    network.add("Load", places, bus=places, p_set=by_hour(problem.demand_mw.T, places))
    for kind, price in (
        ("gas", problem.gas_boiler_eur_per_mw),
        ("electric", problem.electric_boiler_eur_per_mw),
    ):
        boilers = [f"{kind} boiler {k}" for k in range(sinks)]
        network.add(
            "Generator",
            boilers,
            bus=places,
            p_nom_extendable=True,
            capital_cost=price,
            marginal_cost=by_hour(per_mwh[kind][:, None], boilers),
        )
    _add_pypsa_pumps(network, problem, by_hour)
    network.add(
        "StorageUnit",
        [f"store {k}" for k in range(sinks)],
        bus=places,
        p_nom_extendable=True,
        max_hours=problem.store_discharge_h,
        capital_cost=problem.store_eur_per_mwh * problem.store_discharge_h,
        efficiency_store=problem.store_eta,
        efficiency_dispatch=problem.store_eta,
        standing_loss=problem.store_loss_share_per_h,
        cyclic_state_of_charge=True,
    )
    network.optimize(solver_name="highs", io_api="direct", output_flag=False)


def _add_pypsa_pumps(network: Any, problem: ReferenceProblem, by_hour: Any) -> None:
    """Links that run backwards, so that their size is that of the heat given."""
    sources, sinks, hours = problem.shape
    pairs = [(s, k) for s in range(sources) for k in range(sinks)]
    names = [f"pump {s} {k}" for s, k in pairs]
    cop = problem.cop.reshape(-1, hours).T
    network.add(
        "Link",
        names,
        bus0=[f"sink {k}" for _, k in pairs],
        bus1="power",
        bus2=[f"heat of source {s}" for s, _ in pairs],
        efficiency=by_hour(1 / cop, names),
        efficiency2=by_hour(1 - 1 / cop, names),
        p_nom_extendable=True,
        p_nom_max=problem.largest_heat_pump_mw.ravel(),
        p_min_pu=-1,
        p_max_pu=0,
        capital_cost=_pump_price(problem).ravel(),
        marginal_cost=-problem.heat_pump_service_eur_per_mwh,
    )


def build_oemof(problem: ReferenceProblem) -> None:
    """oemof.solph: buses, converters and storages, through Pyomo's HiGHS interface."""
    import pandas as pd
    from oemof import solph
    from pyomo.contrib.solver.solvers.highs import Highs

    warnings.filterwarnings("ignore")
    sources, sinks, hours = problem.shape
    time = pd.date_range("2023-01-01", periods=hours + 1, freq="h")
    system = solph.EnergySystem(timeindex=time, infer_last_interval=False)
    power = solph.Bus(label="power")
    heat = [solph.Bus(label=f"heat of source {s}") for s in range(sources)]
    places = [solph.Bus(label=f"sink {k}") for k in range(sinks)]
    system.add(power, *heat, *places)
    operation = problem.heat_pump_service_eur_per_mwh * problem.year_share
    grid = solph.Flow(variable_costs=list(problem.electricity_eur_per_mwh * problem.year_share))
    system.add(solph.components.Source(label="grid", outputs={power: grid}))
    for s in range(sources):
        given = solph.Flow(nominal_capacity=1, maximum=list(problem.source_mw[s]))
        system.add(solph.components.Source(label=f"source {s}", outputs={heat[s]: given}))
    for k in range(sinks):
        _add_oemof_sink(solph, system, places[k], problem, k)
    for s, k in np.ndindex(sources, sinks):
        given = solph.Flow(
            nominal_capacity=solph.Investment(
                ep_costs=_pump_price(problem)[s, k], maximum=problem.largest_heat_pump_mw[s, k]
            ),
            variable_costs=operation,
        )
        cop = problem.cop[s, k]
        system.add(
            solph.components.Converter(
                label=f"pump {s} {k}",
                inputs={power: solph.Flow(), heat[s]: solph.Flow()},
                outputs={places[k]: given},
                conversion_factors={power: list(1 / cop), heat[s]: list(1 - 1 / cop)},
            )
        )
    Highs().solve(solph.Model(system))


def _add_oemof_sink(solph: Any, system: Any, place: Any, problem: ReferenceProblem, k: int) -> None:
    """Demand, both boilers and the store of a sink."""
    demand = solph.Flow(nominal_capacity=1, fix=list(problem.demand_mw[k]))
    system.add(solph.components.Sink(label=f"demand {k}", inputs={place: demand}))
    for kind, size, heat in (
        ("gas", problem.gas_boiler_eur_per_mw, problem.gas_heat_eur_per_mwh),
        ("electric", problem.electric_boiler_eur_per_mw, problem.electric_heat_eur_per_mwh),
    ):
        boiler = solph.Flow(
            nominal_capacity=solph.Investment(ep_costs=size), variable_costs=list(heat)
        )
        system.add(solph.components.Source(label=f"{kind} boiler {k}", outputs={place: boiler}))
    system.add(
        solph.components.GenericStorage(
            label=f"store {k}",
            inputs={place: solph.Flow(nominal_capacity=solph.Investment())},
            outputs={place: solph.Flow(nominal_capacity=solph.Investment())},
            nominal_capacity=solph.Investment(ep_costs=problem.store_eur_per_mwh[k]),
            invest_relation_input_capacity=1 / problem.store_discharge_h,
            invest_relation_output_capacity=1 / problem.store_discharge_h,
            loss_rate=problem.store_loss_share_per_h,
            inflow_conversion_factor=problem.store_eta,
            outflow_conversion_factor=problem.store_eta,
            balanced=True,
            initial_storage_level=None,
        )
    )
