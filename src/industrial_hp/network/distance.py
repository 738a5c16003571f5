"""Lengths on the map.

References
----------
Sinnott (1984), Virtues of the haversine, Sky and Telescope 68. The mean radius is that of the
International Union of Geodesy and Geophysics; on a sphere lengths are up to 0.5 % off.
"""

import math
from collections.abc import Sequence
from itertools import pairwise

EARTH_RADIUS_M = 6_371_008.8
Position = tuple[float, float]


def great_circle_m(one: Position, two: Position) -> float:
    """Distance of two places given by longitude and latitude [deg] along the ground [m]."""
    (lon_1, lat_1), (lon_2, lat_2) = (tuple(map(math.radians, place)) for place in (one, two))
    half = math.sin((lat_2 - lat_1) / 2.0) ** 2
    half += math.cos(lat_1) * math.cos(lat_2) * math.sin((lon_2 - lon_1) / 2.0) ** 2
    return 2.0 * EARTH_RADIUS_M * math.asin(min(1.0, math.sqrt(half)))


def course_m(places: Sequence[Position], *, geographic: bool) -> float:
    """Length of a course [m] through places of a map (longitude, latitude) or plan (x, y in m)."""
    if geographic:
        return math.fsum(great_circle_m(one, two) for one, two in pairwise(places))
    return math.fsum(math.dist(one, two) for one, two in pairwise(places))
