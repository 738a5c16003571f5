"""Every machine that could heat one water from another, ranked, with the refused ones."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from industrial_hp.catalogue.compressors import compressor
from industrial_hp.catalogue.equipment_costs import EquipmentCost, equipment_cost
from industrial_hp.catalogue.market_offers import offers_for
from industrial_hp.catalogue.refrigerants import Refrigerant, refrigerant, refrigerants
from industrial_hp.economics.annuity import annuity_factor
from industrial_hp.errors import UsageError
from industrial_hp.superstructure.costs import HEAT_PUMP_COSTS
from industrial_hp.thermo.choice import (
    WATER_CYCLES,
    Choice,
    Ranked,
    Refused,
    Task,
    choose,
    non_dominated,
)
from industrial_hp.thermo.composite import CASCADE
from industrial_hp.thermo.compressor_stages import compressor_stages
from industrial_hp.thermo.cycle_settings import CycleSettings
from industrial_hp.thermo.heat_exchange import water_curve
from industrial_hp.thermo.machine import Drive, electric_cop
from industrial_hp.thermo.performance_map import cycle_record
from industrial_hp.thermo.refrigerant_filters import RefrigerantRules, gwp
from industrial_hp.units import c_from_k, k_from_c, m3_per_h_from_m3_per_s, mw_from_w

SHOWN_OF_CYCLE = (
    "evaporating_c",
    "intermediate_c",
    "condensing_c",
    "discharge_c",
    "pressure_low_bar",
    "pressure_high_bar",
    "verdict",
    "findings",
)


@dataclass(frozen=True)
class RunningCost:
    """Prices by which machines are compared; money is that of the cost catalogue.

    Attributes
    ----------
    heat_mw : float
        Heat that the sink takes [MW].
    electricity_eur_per_mwh : float
        Price of electricity, taxes and network included [EUR/MWh].
    full_load_h_per_a : float
        Hours of full load [h/a].
    interest : float
        Real interest [1/a].

    Raises
    ------
    UsageError
        If a figure is out of its range.
    """

    heat_mw: float
    electricity_eur_per_mwh: float
    full_load_h_per_a: float = 6000.0
    interest: float = 0.05

    def __post_init__(self) -> None:
        wrong = [
            f"{name} {value:g}; permitted: {permitted}"
            for name, value, permitted, fits in (
                ("heat [MW]", self.heat_mw, "above 0", self.heat_mw > 0.0),
                (
                    "electricity price [EUR/MWh]",
                    self.electricity_eur_per_mwh,
                    "0 or more",
                    self.electricity_eur_per_mwh >= 0.0,
                ),
                (
                    "hours of full load [h/a]",
                    self.full_load_h_per_a,
                    "above 0 to 8784",
                    0.0 < self.full_load_h_per_a <= 8784.0,
                ),
                ("interest [1/a]", self.interest, "0 to 1", 0.0 <= self.interest <= 1.0),
            )
            if not fits
        ]
        if wrong:
            raise UsageError("; ".join(wrong))


def choose_machines(
    temperatures_c: tuple[float, float, float, float],
    *,
    compressor_name: str = "piston",
    rules: RefrigerantRules | None = None,
    approach_k: float = 5.0,
    superheat_k: float = 0.0,
    discharge_max_c: float | None = None,
    cost: RunningCost | None = None,
    cycles: Sequence[str] = WATER_CYCLES,
    refrigerant_names: Sequence[str] = (),
) -> dict[str, Any]:
    """Rank all cycles with all refrigerants, as plain data: by annual cost if asked, else by COP.

    Parameters
    ----------
    temperatures_c : tuple of float
        Source inlet and outlet, sink inlet and outlet of liquid water [degC].
    compressor_name : str
        Row of the compressor catalogue: its limits and its usual efficiency.
    rules : RefrigerantRules or None
        What refrigerants must satisfy; None permits all.
    approach_k, superheat_k : float
        True approach on both sides; suction superheat, more where a compression would be wet [K].
    discharge_max_c : float or None
        Highest discharge [degC] beside the compressor's own limit.
    cost : RunningCost or None
        Prices; with them machines are ranked by annual cost.
    cycles, refrigerant_names : sequence of str
        What is tried; no refrigerants means the whole catalogue.

    Raises
    ------
    UsageError
        If a name is unknown or the temperatures ask for no lift.
    """
    source_in_c, source_out_c, sink_in_c, sink_out_c = temperatures_c
    if source_in_c <= source_out_c or sink_out_c <= sink_in_c:
        raise UsageError("the source must be cooled and the sink heated")
    limits = compressor(compressor_name)
    task = Task(
        source=water_curve(k_from_c(source_out_c), k_from_c(source_in_c)),
        sink=water_curve(k_from_c(sink_in_c), k_from_c(sink_out_c)),
        compressor=limits,
        rules=rules or RefrigerantRules(),
        settings=CycleSettings(superheat_k=superheat_k, eta_isentropic=limits.eta_isentropic),
        approach_k=approach_k,
        discharge_max_k=None if discharge_max_c is None else k_from_c(discharge_max_c),
    )
    items = tuple(map(refrigerant, refrigerant_names)) or refrigerants()
    return _record(choose(task, items, cycles), task, cost)


def _record(choice: Choice, task: Task, cost: RunningCost | None) -> dict[str, Any]:
    best = {one.combination for one in non_dominated(choice.ranked)}
    row = _cost_row(c_from_k(task.sink.hot_end_k))
    ranked = [
        _ranked_record(one, task) | {"non_dominated": one.combination in best}
        for one in choice.ranked
    ]
    if cost is not None:
        for record, one in zip(ranked, choice.ranked, strict=True):
            record |= _money(one, record["cop_electric"], cost, row, task)
        ranked.sort(key=lambda record: float(record["annual_cost_eur"]))
    return {
        "ranked_by": "cop" if cost is None else "annual_cost_eur",
        "compressor": task.compressor.name,
        "eta_isentropic": task.settings.eta_isentropic,
        "drive_efficiency": Drive().efficiency,
        "gwp_basis": task.rules.gwp_basis,
        "cost_row": None if cost is None else row.name,
        "ranked": ranked,
        "refused": [_refused_record(one) for one in choice.refused],
        "refused_by_code": _counts(choice.refused),
        "cascade_pairs": _cascade_counts(choice),
    }


def _ranked_record(one: Ranked, task: Task) -> dict[str, Any]:
    whole = cycle_record(one.cycle, one.verdict)
    combination = one.combination
    items = [refrigerant(part) for part in combination.fluids.split("/")]
    return {
        "cycle": combination.cycle,
        "refrigerant": combination.refrigerant,
        "refrigerant_low": combination.refrigerant_low,
        "cop": one.cycle.cop,
        "cop_electric": electric_cop(one.cycle.cop, Drive()),
        **{key: whole[key] for key in SHOWN_OF_CYCLE},
        "superheat_k": one.superheat_k,
        "suction_rise_k": one.suction_rise_k,
        "compressor_stages": len(one.cycle.compressions),
        "suction_m3_per_h_per_mw": m3_per_h_from_m3_per_s(one.suction_m3_per_j / mw_from_w(1.0)),
        "gwp": _highest_gwp(items, task),
        "safety_class": "/".join(item.safety_class for item in items),
        "pfas": any(item.pfas for item in items),
        "offers": _offers(one, task),
    }


def _highest_gwp(items: Sequence[Refrigerant], task: Task) -> float | None:
    """Of the worse fluid; None where one is not known."""
    known = [gwp(item, task.rules.gwp_basis) for item in items]
    return None if None in known else max(value for value in known if value is not None)


def _offers(one: Ranked, task: Task) -> list[dict[str, str]]:
    """What is on sale with these fluids and reaches the sink; empty where nothing is known."""
    name = task.compressor.name
    found = offers_for(
        one.combination.refrigerant,
        refrigerant_low=one.combination.refrigerant_low,
        compressor=None if name == "unlimited" else name,
        supply_c=c_from_k(task.sink.hot_end_k),
    )
    return [{"name": offer.name, "provenance": offer.provenance} for offer in found]


def _refused_record(one: Refused) -> dict[str, Any]:
    return {
        "cycle": one.combination.cycle,
        "refrigerant": one.combination.refrigerant,
        "refrigerant_low": one.combination.refrigerant_low,
        "reasons": [vars(reason) for reason in one.reasons],
    }


def _counts(refused: Sequence[Refused]) -> dict[str, int]:
    """Combinations by code, most frequent first; one with two reasons counts under both."""
    codes = Counter(code for one in refused for code in {reason.code for reason in one.reasons})
    return dict(sorted(codes.items(), key=lambda item: (-item[1], item[0])))


def _cascade_counts(choice: Choice) -> dict[str, Any]:
    """How many pairs there were, were dropped unseen and why, and were computed."""
    refused = [one for one in choice.refused if one.combination.cycle == CASCADE]
    ranked = [one for one in choice.ranked if one.combination.cycle == CASCADE]
    return {
        "pairs": len(refused) + len(ranked),
        "computed": len(ranked) + sum(one.computed for one in refused),
        "ranked": len(ranked),
        "refused_by_code": _counts(refused),
    }


def _cost_row(sink_out_c: float) -> EquipmentCost:
    """Row of the cost catalogue for what is heated to a temperature [degC]."""
    return equipment_cost(next(name for limit, name in HEAT_PUMP_COSTS if sink_out_c <= limit))


def _money(
    one: Ranked, cop_electric: float, cost: RunningCost, row: EquipmentCost, task: Task
) -> dict[str, Any]:
    """Annual cost and investment: each circuit is bought by the law at its own heat duty."""
    duties = _circuit_duties_mw(one, cost.heat_mw, task)
    investment = sum(row.law.cost_eur(duty) for duty in duties)
    heat_mwh = cost.heat_mw * cost.full_load_h_per_a
    electricity = heat_mwh / cop_electric * cost.electricity_eur_per_mwh
    upkeep = row.fixed_om_eur_per_size_a * sum(duties) + row.variable_om_eur_per_mwh * heat_mwh
    capital = annuity_factor(cost.interest, row.lifetime_a) * investment
    return {
        "annual_cost_eur": electricity + upkeep + capital,
        "electricity_eur": electricity,
        "investment_eur": investment,
        "investment_extrapolated": any(row.law.extrapolated(duty) for duty in duties),
    }


def _circuit_duties_mw(one: Ranked, heat_mw: float, task: Task) -> list[float]:
    """Heat that each circuit gives off [MW]; that of a cascade's lower machine counts too."""
    cycle = one.cycle
    flows = {
        id(stage.circuit): (stage.circuit, stage.circuit_flow)
        for stage in compressor_stages(cycle, task.compressor)
    }
    return [
        heat_mw * flow * circuit.heat_j_per_kg / cycle.heat_j_per_kg
        for circuit, flow in flows.values()
    ]
