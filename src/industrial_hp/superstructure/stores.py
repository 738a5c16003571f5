"""Stores of a case with their temperatures, and what a cubic metre of them holds."""

from dataclasses import dataclass

from industrial_hp.case.case import Case
from industrial_hp.case.heat_sinks import SteamSink
from industrial_hp.case.sites import Store
from industrial_hp.superstructure.costs import at_spread, investment
from industrial_hp.superstructure.problem import HeatStore
from industrial_hp.thermo.fluids import fluid
from industrial_hp.thermo.steam_saturation import steam_saturation_temperature_k
from industrial_hp.units import S_PER_H, c_from_k, k_from_c, mw_from_w, pa_from_bar

HOURS_PER_DAY = 24.0
ACCUMULATOR_FILL = 0.9
"""Water in the vessel of a charged accumulator; the rest is room for steam."""


@dataclass(frozen=True)
class StoreTemperatures:
    """Real temperatures [degC] between which a store is charged and discharged."""

    charge_top_c: float
    charge_bottom_c: float
    discharge_top_c: float
    discharge_bottom_c: float


def store_temperatures(case: Case, store: Store) -> StoreTemperatures:
    """Both ends of a tank; saturation of charging steam and of the sink for an accumulator.

    An accumulator gives its steam at the pressure of the sink from beginning to end, the lowest
    that it falls to.
    """
    if store.charge_bar is None:
        assert store.supply_c is not None
        assert store.return_c is not None
        return StoreTemperatures(store.supply_c, store.return_c, store.supply_c, store.return_c)
    charged, given = _saturation_c(store.charge_bar), _saturation_c(_steam(case, store))
    return StoreTemperatures(charged, charged, given, given)


def _steam(case: Case, store: Store) -> float:
    """Pressure of the steam that an accumulator gives [bar]."""
    assert store.same_water_as is not None
    sink = case.sink(store.same_water_as)
    assert isinstance(sink, SteamSink)
    return sink.pressure_bar


def _saturation_c(pressure_bar: float) -> float:
    return float(c_from_k(steam_saturation_temperature_k(pa_from_bar(pressure_bar))))


def accumulator_mwh_per_m3(charged_c: float, given_c: float) -> float:
    """Heat that a cubic metre of a steam accumulator holds [MWh/m3].

    The boiling water cools from the charged to the given saturation temperature [degC] and gives
    the difference of its enthalpy as steam: fill x density x (h' charged - h' given).
    """
    hot, cold = (fluid("Water").saturated_liquid(k_from_c(t)) for t in (charged_c, given_c))
    held_j_per_m3 = ACCUMULATOR_FILL * hot.rho_kg_per_m3 * (hot.h_j_per_kg - cold.h_j_per_kg)
    return mw_from_w(held_j_per_m3) / S_PER_H


def design_store(case: Case, store: Store) -> HeatStore:
    """A store as the model sees it."""
    contribution, discharge = store.dt_contribution_k, -store.dt_contribution_k
    if store.same_water_as is not None:
        contribution = discharge = case.sink(store.same_water_as).dt_contribution_k
    ends = store_temperatures(case, store)
    of_steam = store.charge_bar is not None
    return HeatStore(
        name=store.name,
        title=store.title or store.name,
        zone=store.zone,
        charge_top_c=ends.charge_top_c + contribution,
        charge_bottom_c=ends.charge_bottom_c + contribution,
        discharge_top_c=ends.discharge_top_c + discharge,
        discharge_bottom_c=ends.discharge_bottom_c + discharge,
        max_size_mwh=store.max_mwh,
        hours_to_fill=store.hours_to_fill,
        loss_share_per_h=1 - (1 - store.loss_share_per_day) ** (1 / HOURS_PER_DAY),
        investment=at_spread(
            case,
            investment(case, store.cost),
            ends.charge_top_c - ends.discharge_bottom_c,
            accumulator_mwh_per_m3(ends.charge_top_c, ends.discharge_top_c) if of_steam else None,
        ),
        floor_m2_per_mwh=store.floor_m2_per_mwh,
        cycle=store.cycle,
    )
