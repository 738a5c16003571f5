"""Water that cannot be as stated: condensate above saturation, air wetter than saturated.

Computed by the closed form of saturation, since loading CoolProp takes seconds; streams are built
from its equation of state (`superstructure.streams`). The two differ by less than the tolerances
below, within which a stream is taken as saturated: what is accepted here can be built there.
"""

from collections.abc import Iterator

from industrial_hp.case.case import Case
from industrial_hp.case.heat_sinks import SteamSink
from industrial_hp.case.heat_sources import HumidAirSource, VapourSource
from industrial_hp.case.part_values import stated
from industrial_hp.errors import Finding
from industrial_hp.thermo.steam_saturation import (
    steam_saturation_pressure_pa,
    steam_saturation_temperature_k,
)
from industrial_hp.units import c_from_k, k_from_c, pa_from_bar

SATURATED_WITHIN_K = 0.05
"""Condensate this close to saturation is saturated; steam tables are printed to 0.1 K."""
SATURATED_WITHIN_SHARE = 0.02
"""Air with this much more water than saturated ideal gases is saturated: real air holds up to
1.8 % more between 0.5 and 2 bar (enhancement factor of ASHRAE RP-1485)."""
WATER_TO_AIR = 0.621945
"""Molar mass of water over that of dry air."""


def water_state_findings(case: Case) -> Iterator[Finding]:
    """Feed water of steam sinks that would boil, and air that enters with fog."""
    for index, sink in enumerate(case.sinks):
        if isinstance(sink, SteamSink):
            yield from _boiling_feed(f"sinks[{index}]", sink)
    for index, source in enumerate(case.sources):
        if isinstance(source, HumidAirSource):
            yield from _fog(f"sources[{index}]", source)
        elif isinstance(source, VapourSource):
            yield from _boiling_condensate(f"sources[{index}]", source)


def _boiling_feed(place: str, sink: SteamSink) -> Iterator[Finding]:
    pressure_bar = stated(sink, "pressure_bar")
    if pressure_bar is None:
        return
    boils_c = c_from_k(steam_saturation_temperature_k(pa_from_bar(pressure_bar)))
    for field in ("condensate_c", "makeup_c"):
        value = stated(sink, field)
        if value is not None and value > boils_c + SATURATED_WITHIN_K:
            yield Finding(
                f"{place}.{field}",
                f"water at this temperature boils at the pressure of the steam ({pressure_bar:g} "
                "bar absolute)",
                f"{value:g} degC",
                f"at most {boils_c:.1f} degC",
                "state the temperature behind the flash tank, or a higher pressure_bar",
            )


def _boiling_condensate(place: str, vapour: VapourSource) -> Iterator[Finding]:
    pressure_bar, condensate_c = stated(vapour, "pressure_bar"), stated(vapour, "condensate_c")
    if pressure_bar is None or condensate_c is None:
        return
    boils_c = c_from_k(steam_saturation_temperature_k(pa_from_bar(pressure_bar)))
    if condensate_c > boils_c + SATURATED_WITHIN_K:
        yield Finding(
            f"{place}.condensate_c",
            f"condensate at this temperature boils at {pressure_bar:g} bar absolute",
            f"{condensate_c:g} degC",
            f"at most {boils_c:.1f} degC",
            "state the temperature that the condensate is cooled to",
        )


def _fog(place: str, air: HumidAirSource) -> Iterator[Finding]:
    t_in_c, pressure_bar = stated(air, "t_in_c"), stated(air, "pressure_bar")
    humidity = stated(air, "humidity_ratio_kg_per_kg")
    if t_in_c is None or pressure_bar is None or humidity is None:
        return
    saturated = saturation_humidity_kg_per_kg(t_in_c, pressure_bar)
    if humidity > saturated * (1 + SATURATED_WITHIN_SHARE):
        yield Finding(
            f"{place}.humidity_ratio_kg_per_kg",
            f"air of {t_in_c:g} degC at {pressure_bar:g} bar cannot hold so much water as vapour",
            f"{humidity:g} kg/kg",
            f"0 to {saturated:.3g} kg/kg (saturated)",
            "state kg of water per kg of dry air (not g/kg, not per cent), or a higher t_in_c",
        )


def saturation_humidity_kg_per_kg(t_c: float, pressure_bar: float) -> float:
    """Water per dry air [kg/kg] of saturated air as ideal gases; infinite where water boils."""
    vapour_pa = steam_saturation_pressure_pa(k_from_c(t_c))
    air_pa = pa_from_bar(pressure_bar) - vapour_pa
    return WATER_TO_AIR * vapour_pa / air_pa if air_pa > 0 else float("inf")
