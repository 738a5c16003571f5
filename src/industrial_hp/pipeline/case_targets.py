"""Pinch analysis of a case: targets of its streams by zone and period, before any design."""

import pandas as pd

from industrial_hp.case.case import Case
from industrial_hp.results.energy_targets import energy_targets
from industrial_hp.superstructure.assemble import design_problem

OF_THE_PROCESS = ("zone", "period", "hours_per_year", "hot_mw", "cold_mw", "pinch_shifted_c")


def case_targets(case: Case) -> pd.DataFrame:
    """Least heating and cooling from outside in every zone and period, and the pinches.

    Each stream keeps its own temperature contribution. Heat of one zone does not reach another.

    Returns
    -------
    DataFrame
        Columns `OF_THE_PROCESS`; powers in MW, pinches as text in degC on the shifted scale.
    """
    problem = design_problem(case.model_copy(update={"heat_pumps": None}))
    return energy_targets(problem)[list(OF_THE_PROCESS)]
