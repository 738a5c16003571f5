"""Energy of a year from what is bought and recovered, over machines, to sinks and losses.

Every unit is balanced: what flows in flows out, to others or to ``losses``; the difference is
written down as a loss and never spread over other flows.
"""

from collections import defaultdict
from collections.abc import Iterator

import pandas as pd

ENERGY_COLUMNS = ("from", "to", "carrier", "energy_mwh_per_a")
LOSSES, AUXILIARIES, ELECTRICITY = "losses", "auxiliaries", "electricity"
CONVERTERS = ("heat_pump", "boiler")
SMALLEST_MWH = 1e-6


def energy_flows(dispatch: pd.DataFrame, flows: pd.DataFrame) -> pd.DataFrame:
    """Energy of a year between all that takes part: columns `ENERGY_COLUMNS`.

    Parameters
    ----------
    dispatch : DataFrame
        Operation, see `results.dispatch`.
    flows : DataFrame
        Heat handed over, see `results.attribution`.

    Returns
    -------
    DataFrame
        Carriers: heat, electricity, a fuel, or loss. Heat of a machine to itself is left out.
    """
    rows = [*_bought(dispatch), *_handed_over(flows)]
    into: dict[str, float] = defaultdict(float)
    out: dict[str, float] = defaultdict(float)
    for giver, taker, _, energy in rows:
        out[giver] += energy
        into[taker] += energy
    heat_of_sources = _energy(dispatch, "source", "heat_out_mw")
    for name, energy in heat_of_sources.items():
        into[name] = energy
    units = set(_energy(dispatch, "sink", "heat_in_mw")) | {AUXILIARIES}
    for name in sorted(into):
        lost = into[name] - out[name]
        if name not in units and lost > SMALLEST_MWH:
            rows.append((name, LOSSES, "loss", lost))
    return pd.DataFrame(rows, columns=list(ENERGY_COLUMNS))


def _bought(dispatch: pd.DataFrame) -> Iterator[tuple[str, str, str, float]]:
    """Electricity and fuel of every unit; that of pumps, fans and cooling in one flow."""
    for kind in CONVERTERS:
        carriers = dispatch[dispatch["type"] == kind].groupby("unit")["carrier"].first()
        for column in ("electricity_mw", "fuel_mw"):
            for name, energy in _energy(dispatch, kind, column).items():
                carrier = ELECTRICITY if column == "electricity_mw" else str(carriers[name])
                yield carrier, name, carrier, energy
    auxiliary = sum(
        energy
        for kind in ("source", "cooler", "loop")
        for energy in _energy(dispatch, kind, "electricity_mw").values()
    )
    if auxiliary > SMALLEST_MWH:
        yield ELECTRICITY, AUXILIARIES, ELECTRICITY, auxiliary


def _handed_over(flows: pd.DataFrame) -> Iterator[tuple[str, str, str, float]]:
    others = flows[flows["from"] != flows["to"]]
    total = others.groupby(["from", "to"], sort=True)["heat_mwh_per_a"].sum().reset_index()
    for row in total.to_dict("records"):
        if row["heat_mwh_per_a"] > SMALLEST_MWH:
            yield str(row["from"]), str(row["to"]), "heat", float(row["heat_mwh_per_a"])


def _energy(dispatch: pd.DataFrame, kind: str, column: str) -> dict[str, float]:
    """Energy of every unit of a type in a year [MWh/a], without what is nothing."""
    rows = dispatch[dispatch["type"] == kind]
    energy = (rows[column] * rows["hours_per_year"]).groupby(rows["unit"], sort=True).sum()
    return {str(unit): float(mwh) for unit, mwh in energy.items() if mwh > SMALLEST_MWH}
