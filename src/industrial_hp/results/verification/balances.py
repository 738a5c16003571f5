"""Laws of conservation: heat and electricity of every zone, contents of stores, ends of loops."""

from collections.abc import Iterator

import numpy as np

from industrial_hp.case.sites import Loop
from industrial_hp.results.verification.operation import Deviation, Operation
from industrial_hp.results.verification.seasonal import year_of_a_store
from industrial_hp.superstructure.loops import loop_temperatures
from industrial_hp.superstructure.problem import Array
from industrial_hp.units import mw_from_w

HOURS_PER_DAY = 24.0


def heat_of_zones(operation: Operation) -> Iterator[Deviation]:
    """Heat given equals heat taken in every zone [MW]."""
    for zone in operation.case.zones:
        given = operation.total("heat_out_mw", zone=zone.name)
        taken = operation.total("heat_in_mw", zone=zone.name)
        yield Deviation(zone.name, np.abs(given - taken))


def electricity_of_zones(operation: Operation) -> Iterator[Deviation]:
    """Grid and own power give what machines, boilers, pumps and fans of a zone draw [MW]."""
    for zone in operation.case.zones:
        bought = operation.total("electricity_mw", zone=zone.name, type="grid")
        bought = bought + operation.total("electricity_mw", zone=zone.name, type="own_power")
        drawn = operation.total("electricity_mw", zone=zone.name) - bought
        yield Deviation(zone.name, np.abs(bought - drawn))


def contents_of_stores(operation: Operation) -> Iterator[Deviation]:
    """Content = what is kept of the block before + charged - discharged [MWh].

    Cyclic by day, or handed on from month to month.
    """
    blocks = len(operation.case.calendar.block_hours)
    for store in operation.case.stores:
        of_store = {"type": "heat_store", "unit": store.name}
        content = operation.total("store_mwh", **of_store)
        charged = operation.total("heat_in_mw", **of_store)
        charged = charged - operation.total("heat_out_mw", **of_store)
        if store.cycle == "year":
            year = year_of_a_store(operation.case, store, charged)
            built = operation.size(store.name) > 0
            yield Deviation(store.name, np.abs(content - year.mean * built))
            continue
        before = np.roll(content.reshape(-1, blocks), 1, axis=1).ravel()
        kept = before * (1 - store.loss_share_per_day) ** (operation.block_h / HOURS_PER_DAY)
        yield Deviation(store.name, np.abs(kept + operation.block_h * charged - content))


def ends_of_loops(operation: Operation) -> Iterator[Deviation]:
    """Received = sent + put back to keep the line warm - lost by the pipes that are built [MW]."""
    for loop in operation.case.loops:
        sent = operation.total("heat_in_mw", type="loop", unit=loop.name)
        warming = operation.total("heat_in_mw", type="loop_end", unit=loop.name)
        received = operation.total("heat_out_mw", type="loop_end", unit=loop.name)
        lost = _lost_mw(operation, loop) * float(operation.size(loop.name) > 0)
        yield Deviation(loop.name, np.abs(sent + warming - lost - received))


def _lost_mw(operation: Operation, loop: Loop) -> Array:
    """U L (T_supply + T_return - 2 T_ground), nothing where the ground is warmer."""
    supply_c, return_c = loop_temperatures(operation.case, loop)
    above_ground_k = supply_c + return_c - 2 * loop.ground_c
    lost_w = loop.loss_w_per_m_k * loop.length_m * np.maximum(above_ground_k, 0.0)
    return mw_from_w(lost_w)
