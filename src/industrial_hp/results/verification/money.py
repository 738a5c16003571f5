"""Money: the charged peak, and the annuity of the cash flow against the model's objective."""

from collections.abc import Iterator

import numpy as np

from industrial_hp.results.verification.operation import Deviation, Operation


def charged_peak(operation: Operation) -> Iterator[Deviation]:
    """The peak that is paid for is the one that heating and cooling add to the meters [MW]."""
    added = 0.0
    for zone in operation.case.zones:
        other = operation.case.values(zone.electricity_in_use_mw)
        drawn = operation.total("electricity_mw", zone=zone.name, type="grid")
        added += float(np.max(drawn + other) - np.max(other))
    paid = sum(
        item.quantity for item in operation.variant.annual if item.name == "electricity_peak"
    )
    yield Deviation("all zones", np.array([abs(paid - added)]))


def annual_cost(operation: Operation) -> Iterator[Deviation]:
    """The annuity of the cash flow is the objective of the model [-]."""
    deviation = abs(operation.variant.annual_cost_eur - operation.objective_eur)
    yield Deviation("annual cost", np.array([deviation / max(abs(operation.objective_eur), 1.0)]))
