"""Lengths on the map against the length of a degree."""

import pytest

from industrial_hp.network.distance import course_m, great_circle_m

DEGREE_OF_MERIDIAN_M = 111_195.0
"""40 030.2 km around a sphere of 6371.0088 km, over 360."""
PARIS, LONDON = (2.3522, 48.8566), (-0.1278, 51.5074)


def test_a_degree_of_latitude_has_its_length_everywhere() -> None:
    assert great_circle_m((10.0, 50.0), (10.0, 51.0)) == pytest.approx(DEGREE_OF_MERIDIAN_M, abs=1)


def test_a_degree_of_longitude_is_half_as_long_at_sixty_degrees() -> None:
    found = great_circle_m((10.0, 60.0), (10.001, 60.0))
    assert found == pytest.approx(0.5 * DEGREE_OF_MERIDIAN_M / 1000.0, rel=1e-5)


def test_two_capitals_are_as_far_apart_as_maps_say() -> None:
    assert great_circle_m(PARIS, LONDON) == pytest.approx(343.5e3, abs=0.5e3)


def test_a_course_in_a_plan_adds_up_its_pieces() -> None:
    assert course_m([(0.0, 0.0), (3.0, 4.0), (3.0, 10.0)], geographic=False) == 11.0
