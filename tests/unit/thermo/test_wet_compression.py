"""The superheat that keeps a compression dry, checked by CoolProp itself."""

import CoolProp.CoolProp as cp
import numpy as np
import pytest

from industrial_hp.catalogue.refrigerants import refrigerant
from industrial_hp.thermo.compression import compression
from industrial_hp.thermo.fluids import fluid
from industrial_hp.thermo.wet_compression import dry_superheat_k, is_wet

SLIGHTLY_WET_K = 0.05


def test_a_compression_that_is_hardly_wet_needs_hardly_any_superheat() -> None:
    # Evaporating at 15, condensing at about 49 degC: a few J/kg inside the dome at the suction.
    medium = fluid("R1224yd(Z)")
    suction = medium.saturated_vapour(288.15)
    stage = compression(medium, suction, 347802.2420973063, 0.8)
    assert is_wet(stage)
    needed_k = dry_superheat_k(stage)
    assert needed_k is not None
    assert 0.0 < needed_k < SLIGHTLY_WET_K
    warmer = {"P": suction.p_pa, "T": suction.t_k + needed_k}
    h, s = (cp.PropsSI(key, "P", warmer["P"], "T", warmer["T"], "R1224YDZ") for key in "HS")
    for share in (0.1, 0.3, 0.5, 0.7, 1.0):
        p_pa = suction.p_pa * (stage.pressure_ratio**share)
        ideal = cp.PropsSI("H", "P", p_pa, "S", s, "R1224YDZ")
        dew = cp.PropsSI("H", "P", p_pa, "Q", 1, "R1224YDZ")
        assert h + (ideal - h) / 0.8 > dew


@pytest.mark.parametrize("superheat_k", [0.5, 3.0, 8.0, 20.0])
@pytest.mark.parametrize("name", ["R717", "R600a", "R601", "R1233zd(E)", "R1336mzz(Z)"])
def test_wet_is_what_the_path_by_coolprop_itself_is(name: str, superheat_k: float) -> None:
    medium = fluid(name)
    dew = medium.saturated_vapour(313.15)
    suction = medium.at_pt(dew.p_pa, dew.t_k + superheat_k)
    highest_pa = medium.saturated_vapour(min(393.15, medium.critical_temperature_k - 8.0)).p_pa
    stage = compression(medium, suction, highest_pa, 0.75)
    known = refrigerant(name).coolprop_name
    margins = []
    for share in np.linspace(0.0, 1.0, 9)[1:]:
        p_pa = suction.p_pa * (highest_pa / suction.p_pa) ** share
        ideal = cp.PropsSI("H", "P", p_pa, "S", suction.s_j_per_kg_k, known)
        h = suction.h_j_per_kg + (ideal - suction.h_j_per_kg) / 0.75
        margins.append(h - cp.PropsSI("H", "P", p_pa, "Q", 1, known))
    assert is_wet(stage) == (min(margins) < -1.0)
