"""What a system buys, line by line: equipment, indirect cost, buildings, grid connections.

Of what is new, indirect cost stands apart from the price of the equipment, one line for each share
and life; what is renewed in kind bears it in its price. Lines that are shares name the items that
they are shares of, so a workbook can calculate them.
"""

from collections.abc import Iterator

import pandas as pd

from industrial_hp.case.case import Case
from industrial_hp.case.field_labels import LABELS
from industrial_hp.economics.tariffs import added_peak_mw
from industrial_hp.results.sizing import BuiltUnit
from industrial_hp.results.solution import CapitalItem
from industrial_hp.superstructure.problem import DesignProblem

SMALLEST_EUR = 0.01
SMALLEST_MW = 1e-4


def capital_items(
    case: Case, problem: DesignProblem, dispatch: pd.DataFrame, units: tuple[BuiltUnit, ...]
) -> tuple[CapitalItem, ...]:
    """All that a system buys, at once or when the life of what stands ends.

    Parameters
    ----------
    case : Case
        Shares of indirect cost and lives of buildings and connections.
    problem : DesignProblem
        Its grid connections; those of today are free.
    dispatch : DataFrame
        Operation, for the peaks of the meters.
    units : tuple of BuiltUnit
        What is built or stands.
    """
    priced = [_equipment(case, unit) for unit in units if unit.investment is not None]
    bears_share = [
        item
        for item, unit in zip(priced, [u for u in units if u.investment is not None], strict=True)
        if item.age_a is None and unit.investment is not None and unit.investment.indirect_share
    ]
    return (
        *priced,
        *_shares(case, bears_share),
        *_building(case, units),
        *_connections(case, problem, dispatch),
    )


def _equipment(case: Case, unit: BuiltUnit) -> CapitalItem:
    law = unit.investment
    assert law is not None
    row = case.cost_row(law.law)
    new = law.age_a is None
    return CapitalItem(
        unit.tag,
        unit.title,
        unit.priced_eur / (1 + law.indirect_share) if new else unit.priced_eur,
        int(law.lifetime_a),
        None if law.age_a is None else int(law.age_a),
        row.low_factor,
        row.high_factor,
    )


def _shares(case: Case, items: list[CapitalItem]) -> Iterator[CapitalItem]:
    """Indirect cost of new equipment, by share and life."""
    lives = sorted({item.lifetime_a for item in items if item.investment_eur > SMALLEST_EUR})
    for field, share in case.economics.indirect_shares.items():
        for life in lives:
            own = [item for item in items if item.lifetime_a == life and item.investment_eur > 0]
            price = sum(item.investment_eur for item in own)
            title = LABELS[field].partition(",")[0]
            yield CapitalItem(
                f"{field}_{life}a",
                f"{title}, equipment of {life} a" if len(lives) > 1 else title,
                share * price,
                life,
                None,
                sum(item.low_factor * item.investment_eur for item in own) / price,
                sum(item.high_factor * item.investment_eur for item in own) / price,
                tuple(item.tag for item in own),
                field,
            )


def _building(case: Case, units: tuple[BuiltUnit, ...]) -> Iterator[CapitalItem]:
    """Buildings of all new equipment."""
    price = sum(unit.building_eur for unit in units)
    if price > SMALLEST_EUR:
        money = case.economics
        yield CapitalItem(
            "building",
            LABELS["building_eur_per_m2"],
            price,
            money.building_lifetime_a,
            None,
            *_range(case),
        )


def _connections(
    case: Case, problem: DesignProblem, dispatch: pd.DataFrame
) -> Iterator[CapitalItem]:
    """Larger grid connections, by zone."""
    zones = {zone.name: zone for zone in case.zones}
    for grid in problem.grids:
        rows = dispatch[(dispatch["type"] == "grid") & (dispatch["zone"] == grid.zone)]
        drawn = rows["electricity_mw"].to_numpy(dtype=float)
        beyond = added_peak_mw(drawn, grid.other_use_mw) - grid.spare_mw
        price = grid.enlarging_eur_per_mw * beyond
        if price > SMALLEST_EUR:
            yield CapitalItem(
                f"{grid.zone}_grid_connection",
                f"Larger grid connection, {zones[grid.zone].title or grid.zone}",
                price,
                case.economics.grid_connection_lifetime_a,
                None,
                *_range(case),
            )


def beyond_spare(case: Case, dispatch: pd.DataFrame) -> tuple[str, ...]:
    """Zones in which a system that stands adds more to the peak than is stated to be spare.

    Its connection is there, so a proposed system would pay for what needs no enlarging.
    """
    found = []
    for zone in case.zones:
        rows = dispatch[(dispatch["type"] == "grid") & (dispatch["zone"] == zone.name)]
        drawn = rows["electricity_mw"].to_numpy(dtype=float)
        added = added_peak_mw(drawn, case.values(zone.electricity_in_use_mw))
        if zone.grid_connection_eur_per_mw > 0 and added > zone.grid_spare_mw + SMALLEST_MW:
            found.append(
                f"Today's system adds {added:.2f} MW to the peak of zone {zone.name}, more than "
                f"the {zone.grid_spare_mw:g} MW that its connection is said to have to spare "
                "(grid_spare_mw): the larger connection of the proposed system is dearer by the "
                "difference."
            )
    return tuple(found)


def _range(case: Case) -> tuple[float, float]:
    """Range of a price that the case states itself."""
    share = case.economics.price_uncertainty_share
    return 1 - share, 1 + share
