"""The answer calculated again by other routes: balances, second law, real cycles, money.

Each check repeats a figure of the optimisation model from the operation table, the problem
table of `pinch`, the cycles of `thermo` or the cash flow of `economics`.
"""

import numpy as np
import pandas as pd

from industrial_hp.pinch.problem_table import problem_table
from industrial_hp.pinch.streams import Stream
from industrial_hp.results.attribution import ActiveStream
from industrial_hp.results.sizing import BuiltUnit
from industrial_hp.results.solution import Check, Variant
from industrial_hp.superstructure.problem import DesignProblem
from industrial_hp.units import kw_from_mw

HEAT_TOLERANCE_MW = 1e-5
MONEY_TOLERANCE = 1e-6
COP_TOLERANCE = 1e-6
APPROACH_TOLERANCE_K = 0.1
"""How far a machine's needed temperature may lie beyond the modelled one: the constant heat
capacity of the model's streams against that of water."""


def checks(
    problem: DesignProblem,
    units: tuple[BuiltUnit, ...],
    streams: list[ActiveStream],
    proposed: Variant,
    objective_eur: float,
    machine_checks: pd.DataFrame,
) -> tuple[Check, ...]:
    """All checks of a design.

    Parameters
    ----------
    problem : DesignProblem
        What was offered.
    units : tuple of BuiltUnit
        What is built.
    streams : list of ActiveStream
        Streams with the heat that they give or take.
    proposed : Variant
        The proposed system.
    objective_eur : float
        Annual cost by the optimisation model [EUR/a].
    machine_checks : DataFrame
        From `results.machines.recomputed_machines`.
    """
    return (
        _energy_balance(problem, proposed.dispatch),
        _second_law(problem, streams),
        _demand_served(problem, proposed.dispatch),
        _capacity(problem, units, proposed.dispatch),
        _store_contents(problem, proposed.dispatch),
        _money(proposed, objective_eur),
        *_machines(machine_checks),
    )


def _check(name: str, worst: float, tolerance: float, unit: str, note: str = "") -> Check:
    return Check(name, bool(worst <= tolerance), float(worst), tolerance, unit, note)


def _energy_balance(problem: DesignProblem, dispatch: pd.DataFrame) -> Check:
    """In every zone and period heat given equals heat taken."""
    heat = dispatch.assign(net=dispatch["heat_out_mw"] - dispatch["heat_in_mw"])
    worst = float(heat.groupby(["zone", "period"])["net"].sum().abs().max())
    return _check("Energy balance of every zone and period", worst, HEAT_TOLERANCE_MW, "MW")


def _second_law(problem: DesignProblem, streams: list[ActiveStream]) -> Check:
    """The problem table with the chosen machines as streams needs no further utility."""
    worst = 0.0
    for zone in problem.zones:
        for period in range(problem.periods.count):
            table = [
                stream
                for active in streams
                if active.zone == zone and active.heat_mw[period] > 0
                for stream in _as_streams(active, period)
            ]
            if table:
                targets = problem_table(table)
                worst = max(worst, targets.hot_utility_kw, targets.cold_utility_kw)
    return _check(
        "Second law: problem table with the machines as streams",
        worst,
        float(kw_from_mw(HEAT_TOLERANCE_MW)),
        "kW",
    )


def _as_streams(active: ActiveStream, period: int) -> list[Stream]:
    streams = []
    for piece in active.pieces:
        heat = float(kw_from_mw(active.heat_mw[period] * piece.share[period]))
        if heat <= 0:
            continue
        top, bottom = float(piece.top_c[period]), float(piece.bottom_c[period])
        ends = (top, bottom) if active.is_hot else (bottom, top)
        streams.append(Stream(active.name, *ends, heat, 0.0, "hot" if active.is_hot else "cold"))
    return streams


def _demand_served(problem: DesignProblem, dispatch: pd.DataFrame) -> Check:
    worst = 0.0
    for demand in problem.demands:
        rows = dispatch[(dispatch["type"] == "sink") & (dispatch["unit"] == demand.name)]
        served = (rows["heat_in_mw"] + rows["unmet_mw"]).to_numpy(dtype=float)
        worst = max(worst, float(np.abs(served - demand.heat_mw).max()))
    return _check("Demand delivered or priced", worst, HEAT_TOLERANCE_MW, "MW")


def _capacity(
    problem: DesignProblem, units: tuple[BuiltUnit, ...], dispatch: pd.DataFrame
) -> Check:
    """No unit gives more than its size allows in the period."""
    worst = 0.0
    for unit in units:
        if unit.type not in ("heat_pump", "boiler", "loop"):
            continue
        rows = dispatch[(dispatch["unit"] == unit.tag) & (dispatch["type"] == unit.type)]
        column = "heat_in_mw" if unit.type == "loop" else "heat_out_mw"
        heat = rows[column].to_numpy(dtype=float)
        factor = unit.heat_pump.capacity_factor if unit.heat_pump is not None else 1.0
        if heat.size:
            worst = max(worst, float((heat - factor * unit.size).max()))
    return _check("Sizes respected", worst, HEAT_TOLERANCE_MW, "MW")


def _store_contents(problem: DesignProblem, dispatch: pd.DataFrame) -> Check:
    worst = 0.0
    periods = problem.periods
    for store in problem.stores:
        rows = dispatch[(dispatch["unit"] == store.name) & (dispatch["type"] == "heat_store")]
        if rows.empty:
            continue
        content = rows["store_mwh"].to_numpy(dtype=float)
        net = (rows["heat_in_mw"] - rows["heat_out_mw"]).to_numpy(dtype=float)
        kept = (1 - store.loss_share_per_h) ** periods.block_h * content[list(periods.previous)]
        worst = max(worst, float(np.abs(kept + periods.block_h * net - content).max()))
    return _check("Contents of stores follow from charging", worst, HEAT_TOLERANCE_MW * 24, "MWh")


def _money(proposed: Variant, objective_eur: float) -> Check:
    """The annuity of the cash flow equals the objective of the model."""
    deviation = abs(proposed.annual_cost_eur - objective_eur) / max(abs(objective_eur), 1.0)
    return _check(
        "Annuity of the cash flow equals the model's objective", deviation, MONEY_TOLERANCE, "-"
    )


def _machines(table: pd.DataFrame) -> tuple[Check, ...]:
    if table.empty:
        return ()
    cop = float((table["cop_cycle"] / table["cop_linear"] - 1).abs().max())
    beyond = float((table["condensing_needed_c"] - table["condensing_c"]).max())
    above = float((table["evaporating_c"] - table["evaporating_allowed_c"]).max())
    return (
        _check("COP of the model equals that of the cycle", cop, COP_TOLERANCE, "-"),
        _check(
            "Condensing temperature suffices for the curve really served",
            beyond,
            APPROACH_TOLERANCE_K,
            "K",
        ),
        _check(
            "Evaporating temperature suits the sources really used",
            above,
            APPROACH_TOLERANCE_K,
            "K",
        ),
    )
