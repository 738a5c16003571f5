"""A case of any number of streams, refrigerants and hours, for the growth of the time they take."""

from typing import Any

import numpy as np

from industrial_hp.case.calendar import DAYS_OF_MONTHS
from industrial_hp.case.case import Case

FLUIDS = ("R717", "R600a", "R600", "R290", "R1233zd(E)", "R1234ze(Z)", "R601", "RE170")
BLOCKS = 24


def scaling_case(streams: int, fluids: int, days: int) -> Case:
    """Half sources, half sinks, at different temperatures; hourly demand, waste heat and price.

    Parameters
    ----------
    streams : int
        Sources and sinks together, even or odd.
    fluids : int
        Refrigerants that are offered for every pair of levels, 1 to 8.
    days : int
        Days of 24 hours, each standing for 365/days days.
    """
    hour = np.arange(days * BLOCKS)
    swing = np.sin(2 * np.pi * hour / BLOCKS) + 0.3 * np.sin(hour)
    series = {"waste": 3 + swing, "heat": 4 - swing, "price": 80 + 30 * swing}
    part = {month: lengths[0] / days for month, lengths in DAYS_OF_MONTHS.items()}
    sinks = streams // 2
    data: dict[str, Any] = {
        "name": "scaling",
        "title": "Growth of the time",
        "zones": [{"name": "site"}],
        "calendar": {
            "days": [{"name": f"d{day}", "days_by_month": part} for day in range(days)],
            "block_hours": [1.0] * BLOCKS,
        },
        "sources": [_source(k, streams - sinks) for k in range(streams - sinks)],
        "sinks": [_sink(k, sinks) for k in range(sinks)],
        "boilers": [_boiler(sinks)],
        "heat_pumps": {
            "refrigerants": list(FLUIDS[:fluids]),
            "refrigerants_per_match": fluids,
            "lift_machine_limits": True,
        },
        "prices": {
            "electricity": {
                "energy_eur_per_mwh": "price",
                "network_eur_per_mwh": 0,
                "network_eur_per_mw_a": 0,
                "contains_co2": True,
                "emission_factor_t_per_mwh": 0.3,
            },
            "natural_gas": {
                "price_eur_per_mwh": 60,
                "basis": "LHV",
                "contains_co2": True,
                "emission_factor_t_per_mwh_lhv": 0.2,
            },
            "co2_eur_per_t": 0,
        },
        "economics": {"interest": 0.05, "observation_a": 20},
        "series": {name: tuple(values.tolist()) for name, values in series.items()},
    }
    return Case.model_validate(data)


def _stream(name: str, t_in_c: float, t_out_c: float, duty: str) -> dict[str, Any]:
    ends = {"t_in_c": t_in_c, "t_out_c": t_out_c, "duty_mw": duty}
    return {"name": name, "zone": "site", "kind": "liquid", **ends}


def _source(k: int, count: int) -> dict[str, Any]:
    warm_c = 30 + 20 * k / count
    return _stream(f"source_{k}", warm_c, warm_c - 6, "waste") | {
        "connection_cost": "source_connection"
    }


def _sink(k: int, count: int) -> dict[str, Any]:
    hot_c = 75 + 15 * k / count
    return _stream(f"sink_{k}", hot_c - 20, hot_c, "heat")


def _boiler(sinks: int) -> dict[str, Any]:
    return {
        "name": "gas_boiler",
        "zone": "site",
        "carrier": "natural_gas",
        "efficiency": 0.9,
        "supply_max_c": 110,
        "existing_mw": 8.0 * sinks,
        "age_a": 0,
        "cost": "gas_boiler_hot_water",
    }
