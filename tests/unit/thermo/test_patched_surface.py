"""Polynomial patches against functions known in closed form."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from industrial_hp.thermo.patched_surface import (
    OUTSIDE,
    UNRESOLVED,
    Floats,
    PatchedSurface,
    Refusal,
    patched_surface,
)

TOLERANCE = 1e-5
X, Y = (-1.0, 3.0), (10.0, 20.0)


def difference(approximate: Floats, exact: Floats) -> Floats:
    return np.abs(approximate - exact)


def surface_of(function: object) -> PatchedSurface:
    return patched_surface(function, X, Y, error=difference, tolerance=np.array([TOLERANCE]))  # type: ignore[arg-type]


def wave(x: float, y: float) -> Floats | Refusal:
    if x + 0.1 * y < 1.0:
        return Refusal("below_the_line", "x + y / 10 is below 1")
    return np.array([np.sin(3.0 * x) * np.exp(0.1 * y)])


WAVE = surface_of(wave)


@given(x=st.floats(*X), y=st.floats(*Y))
def test_a_value_is_within_the_tolerance_or_refused_with_its_code(x: float, y: float) -> None:
    values, refused = WAVE.at(np.array([x]), np.array([y]))
    if refused[0] < 0:
        exact = wave(x, y)
        assert not isinstance(exact, Refusal)
        assert values[0, 0] == pytest.approx(exact[0], abs=TOLERANCE)
    else:
        assert np.isnan(values[0, 0])
        assert WAVE.refusals[refused[0]].code == "below_the_line"
        assert x + 0.1 * y < 1.0 + 4.0 / 32.0 + 1.0 / 32.0  # no more than one finest patch away


def test_a_polynomial_of_fourth_degree_needs_one_patch() -> None:
    surface = surface_of(lambda x, y: np.array([x**4 - x * y**3]))
    assert surface.span.tolist() == [32]
    assert surface.at(np.array([0.3]), np.array([11.0]))[0][0, 0] == pytest.approx(
        0.3**4 - 0.3 * 11.0**3
    )


@pytest.mark.parametrize(("x", "y"), [(-1.1, 15.0), (3.1, 15.0), (0.0, 9.9), (np.nan, 15.0)])
def test_a_point_outside_the_rectangle_is_never_extrapolated(x: float, y: float) -> None:
    values, refused = WAVE.at(np.array([x]), np.array([y]))
    assert np.isnan(values[0, 0])
    assert WAVE.refusals[refused[0]].code == OUTSIDE


def test_a_jump_is_left_out_and_told() -> None:
    surface = surface_of(lambda x, y: np.array([1.0 if x < 0.7 else 2.0]))
    codes = {refusal.code: refusal.reason for refusal in surface.refusals}
    assert "finest patch" in codes[UNRESOLVED]
    values, refused = surface.at(np.array([0.0, 0.7, 2.0]), np.array([15.0, 15.0, 15.0]))
    assert values[[0, 2], 0] == pytest.approx([1.0, 2.0])
    assert surface.refusals[refused[1]].code == UNRESOLVED
