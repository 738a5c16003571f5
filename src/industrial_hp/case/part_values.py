"""Values of the parts of a case, known or not.

A case of which some fields cannot be read is still checked as far as it goes: its parts lack the
attributes of those fields, and a profile may name a series that is missing or too short.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from industrial_hp.case.case import Case


def stated(part: Any, field: str) -> Any:
    """A field of a part; none if it is not stated or could not be read."""
    return getattr(part, field, None)


def known_values(case: Case, value: Any) -> NDArray[np.float64] | None:
    """Values of a profile by period; none where it, or its series, is not known."""
    if value is None:
        return None
    if isinstance(value, str):
        found = case.series.get(value) or case.named_series().get(value, ())
        if len(found) != case.calendar.period_count:
            return None
    return case.values(value)
