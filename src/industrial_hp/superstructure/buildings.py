"""Buildings of new equipment, paid by the floor that it covers."""

from dataclasses import replace

from industrial_hp.case.case import Case
from industrial_hp.superstructure.costs import annual_eur
from industrial_hp.superstructure.investment import Investment
from industrial_hp.superstructure.problem import DesignProblem


def with_buildings(case: Case, problem: DesignProblem) -> DesignProblem:
    """The problem with a building beside the price of all that is new and covers a floor.

    Another mode of a machine stands on the floor of its machine.
    """
    eur_per_m2 = {zone.name: zone.building_eur_per_m2 for zone in case.zones}
    life = case.economics.building_lifetime_a

    def priced(zone: str, floor_m2: float, cost: Investment | None) -> Investment | None:
        building = eur_per_m2[zone] * floor_m2
        if cost is None or building == 0:
            return cost
        return cost.in_a_building(building, annual_eur(case, building, lifetime_a=life))

    return replace(
        problem,
        heat_pumps=tuple(
            one
            if one.mode_of
            else replace(one, investment=priced(one.zone, one.floor_m2_per_mw, one.investment))
            for one in problem.heat_pumps
        ),
        boilers=tuple(
            one
            if one.existing_mw is not None
            else replace(one, investment=priced(one.zone, one.floor_m2_per_mw, one.investment))
            for one in problem.boilers
        ),
        stores=tuple(
            replace(
                one,
                investment=priced(one.zone, one.floor_m2_per_mwh, one.investment) or one.investment,
            )
            for one in problem.stores
        ),
    )
