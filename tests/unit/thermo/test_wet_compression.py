"""The superheat that keeps a compression dry, checked by CoolProp itself."""

import CoolProp.CoolProp as cp

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
