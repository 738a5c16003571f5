"""Laws of efficiency and power: hand figures, ranges, joints."""

import math

import numpy as np
import pytest

from industrial_hp.catalogue.compressor_laws import Law, LawPiece, constant_law
from industrial_hp.catalogue.compressors import compressor, compressors
from industrial_hp.errors import UsageError


@pytest.mark.parametrize(
    ("name", "law", "x", "by_hand"),
    [
        ("piston", "volumetric", 4.0, 0.90),  # 0.95 - 0.0125 * 4
        ("piston", "isentropic", 4.0, 0.78299),  # 0.83955 - 0.04104 - 0.01552
        ("screw", "volumetric", 4.0, 0.908640443),  # 0.995712787 - 4 * 0.021768086
        # -0.428288911 + 2.715730167 - 1.967803317 + 0.442619316
        ("screw", "isentropic", 3.0, 0.762257255),
        ("screw", "part_load_power", 0.5, 0.65),  # 0.3 + 0.7 / 2
        # 0.222903 + 0.1566935 + 0.1159275
        ("turbo", "part_load_power", 0.5, 0.495524),
    ],
)
def test_laws_give_the_figures_worked_out_by_hand(
    name: str, law: str, x: float, by_hand: float
) -> None:
    assert getattr(compressor(name), law).at(x) == pytest.approx(by_hand, abs=1e-9)


@pytest.mark.parametrize("ratio", [1.2, 1.5, 2.0])
def test_a_blower_without_inner_compression_loses_as_an_ideal_gas_would(ratio: float) -> None:
    exponent = 1.32
    isentropic = exponent / (exponent - 1) * (ratio ** ((exponent - 1) / exponent) - 1)
    law = compressor("steam_blower").isentropic
    assert law.at(ratio) == pytest.approx(0.80 * isentropic / (ratio - 1), abs=2e-3)


@pytest.mark.parametrize("item", compressors(), ids=lambda item: item.name)
def test_every_law_is_an_efficiency_over_its_whole_range(item) -> None:  # type: ignore[no-untyped-def]
    for law in (item.isentropic, item.volumetric):
        values = [law.at(float(x)) for x in np.linspace(law.low, law.high, 50)]
        assert all(0.0 < value <= 1.0 for value in values)
    power = item.part_load_power
    assert power.low == item.minimum_load
    assert power.at(1.0) == pytest.approx(1.0, abs=1e-9)
    loads = np.linspace(max(power.low, 0.01), 1.0, 50)
    assert all(power.at(float(x)) > 0.0 for x in loads)
    assert np.all(np.diff([power.at(float(x)) for x in loads]) > 0.0)


@pytest.mark.parametrize("item", compressors(), ids=lambda item: item.name)
def test_every_piece_names_its_source_and_whether_it_was_found(item) -> None:  # type: ignore[no-untyped-def]
    known = {"found", "recalled", "derived", "definition", "ours"}
    for law in (item.isentropic, item.volumetric, item.part_load_power):
        assert all(piece.source and piece.provenance in known for piece in law.pieces)


def test_outside_its_range_a_law_is_held_and_says_so() -> None:
    law = compressor("piston").isentropic
    assert not law.covers(12.0)
    assert law.at(12.0) == law.at(law.high)
    assert law.at(1.0) == law.at(law.low)


def test_pieces_that_leave_a_step_are_refused() -> None:
    low = LawPiece(1.0, 2.0, (0.7,), "an offer", "stated")
    with pytest.raises(UsageError, match="must meet"):
        Law((low, LawPiece(2.0, 3.0, (0.6,), "an offer", "stated")))
    with pytest.raises(UsageError, match="must meet"):
        Law((low, LawPiece(2.5, 3.0, (0.7,), "an offer", "stated")))


def test_an_offer_of_one_figure_is_a_law_everywhere() -> None:
    law = constant_law(0.88, "an offer")
    assert (law.at(1.0), law.at(50.0), law.covers(50.0)) == (0.88, 0.88, True)
    assert math.isinf(law.high)
