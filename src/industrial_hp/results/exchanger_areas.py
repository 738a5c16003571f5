"""First estimate of the areas of a machine's exchangers at its design, zone by zone.

The stream that a level was taken from stands at the other side, without a circuit between; the
coefficients are those of the catalogue and decide an area within a factor of about two.
"""

from dataclasses import dataclass

from industrial_hp.case.case import Case
from industrial_hp.case.heat_sinks import HotAirSink
from industrial_hp.case.heat_sources import FlueGasSource, HumidAirSource, OutdoorAirSource
from industrial_hp.catalogue.heat_exchangers import transfer_coefficients
from industrial_hp.errors import UsageError
from industrial_hp.superstructure.machine import Machine
from industrial_hp.thermo.exchanger_area import ExchangerArea, condenser_area, evaporator_area
from industrial_hp.units import mw_from_w, w_from_mw


@dataclass(frozen=True)
class ExchangerZoneArea:
    """A zone of an evaporator or condenser."""

    exchanger: str
    stream: str
    zone: str
    heat_mw: float
    mean_difference_k: float
    u_w_per_m2_k: float
    area_m2: float


def exchanger_areas(
    case: Case, machine: Machine, size_mw: float
) -> tuple[tuple[ExchangerZoneArea, ...], tuple[str, ...]]:
    """Areas of evaporator and condenser of a machine of a size, and why one has none.

    Parameters
    ----------
    case : Case
        Kinds of the streams.
    machine : Machine
        Solved in every period.
    size_mw : float
        Rated heat of all machines of the unit together [MW].
    """
    period, point = machine.design_period, machine.design
    fluid = machine.offer.refrigerant.split("/")
    evaporator, condenser = machine.evaporator, machine.condenser
    source = evaporator.curve(period)
    found: list[ExchangerZoneArea] = []
    refused: list[str] = []
    try:
        area = evaporator_area(
            point.evaporator,
            source,
            heat_w=w_from_mw(size_mw * (1 - 1 / point.cop)),
            coefficients=transfer_coefficients(medium(case, evaporator.stream.name), fluid[0]),
        )
        found += _zones(area, evaporator.stream.name)
    except (KeyError, UsageError) as error:
        refused.append(f"evaporator: {_reason(error)}")
    try:
        area = condenser_area(
            point.condenser,
            condenser.curve(period),
            heat_w=w_from_mw(size_mw),
            coefficients=transfer_coefficients(medium(case, condenser.stream.name), fluid[-1]),
        )
        found += _zones(area, condenser.stream.name)
    except (KeyError, UsageError) as error:
        refused.append(f"condenser: {_reason(error)}")
    return tuple(found), tuple(refused)


def medium(case: Case, stream: str) -> str:
    """What flows beside the machine: dry air, a gas that gets wet, or water for all else."""
    for part in (*case.sources, *case.sinks):
        if part.name == stream and isinstance(part, HumidAirSource | FlueGasSource):
            return "wet_gas"
        if part.name == stream and isinstance(part, OutdoorAirSource | HotAirSink):
            return "air"
    return "water"


def _zones(area: ExchangerArea, stream: str) -> list[ExchangerZoneArea]:
    return [
        ExchangerZoneArea(
            area.name,
            stream,
            zone.zone.replace("_", " "),
            float(mw_from_w(zone.heat_w)),
            zone.mean_difference_k,
            zone.u_w_per_m2_k,
            zone.area_m2,
        )
        for zone in area.zones
    ]


def _reason(error: KeyError | UsageError) -> str:
    return f"no coefficient for {error}" if isinstance(error, KeyError) else str(error)
