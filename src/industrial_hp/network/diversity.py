"""Diversity: many consumers never ask for their peaks at the same time.

References
----------
Winter, Haslauer, Obernberger (2001), Untersuchungen der Gleichzeitigkeit in kleinen und mittleren
Nahwaermenetzen, Euroheat & Power 9/10: measured in networks of up to 200 consumers.
"""

from industrial_hp.errors import UsageError

A, B, C, D = 0.449677646267461, 0.551234688, 53.84382392, 1.762743268
MEASURED_TO_CONSUMERS = 200


def simultaneity(consumers: int) -> float:
    """Peak of a group over the sum of its members' peaks [-].

    Parameters
    ----------
    consumers : int
        Members of the group, at least 1. Above 200 the value of 200 is taken, as nothing was
        measured there.

    Notes
    -----
    s = min(1, a + b / (1 + (n/c)^d))

    Raises
    ------
    UsageError
        If the group is empty.
    """
    if consumers < 1:
        raise UsageError(f"simultaneity of {consumers} consumers; permitted: at least 1")
    number = min(consumers, MEASURED_TO_CONSUMERS)
    return 1.0 if number == 1 else min(1.0, A + B / (1.0 + (number / C) ** D))
