"""Flash steam by hand with a steam table (IAPWS-IF97, kJ/kg).

2 bar: h' = 504.68, h'' = 2706.24; 140 degC liquid: 589.2; 20 degC: 84.3 at 5 bar;
1 bar: 417.44 and 2674.95.
"""

import pytest

from industrial_hp.errors import UsageError
from industrial_hp.thermo.flash_steam import FlashSteam, flash_steam
from industrial_hp.units import k_from_c, kj_from_j, pa_from_bar

HAND_TOLERANCE = 2e-3


def flashed(water_c: float, steam_bar: float, feed_c: float, to_bar: float | None) -> FlashSteam:
    return flash_steam(
        water_k=k_from_c(water_c),
        water_pa=pa_from_bar(5.0),
        steam_pa=pa_from_bar(steam_bar),
        feed_k=k_from_c(feed_c),
        delivery_pa=None if to_bar is None else pa_from_bar(to_bar),
        eta_isentropic=0.75,
    )


def test_steam_share_and_heat_are_those_of_the_steam_table() -> None:
    found = flashed(140.0, 2.0, 20.0, None)
    share = (589.2 - 504.68) / (2706.24 - 504.68)
    assert found.steam_share == pytest.approx(share, rel=HAND_TOLERANCE)
    assert kj_from_j(found.heat_j_per_kg) == pytest.approx(
        share * (2706.24 - 84.3), rel=HAND_TOLERANCE
    )
    assert found.delivered_share == found.steam_share
    assert found.work_j_per_kg == 0.0
    # (1 - 0.0384) 504.68 + 0.0384 x 84.3 = 488.5, which is water of 116.4 degC
    assert found.returned.t_k == pytest.approx(k_from_c(116.4), abs=0.1)


def test_flash_steam_compressed_further_takes_the_work_of_its_stage() -> None:
    # 1 to 2 bar at 0.75: work 170.3 per kg and discharge 2845.3 (test_steam_compression)
    found = flashed(140.0, 1.0, 90.0, 2.0)
    share = (589.2 - 417.44) / (2674.95 - 417.44)
    spray = (2845.3 - 2706.24) / (2706.24 - 377.1)
    assert found.delivered_share == pytest.approx(share * (1.0 + spray), rel=HAND_TOLERANCE)
    assert kj_from_j(found.work_j_per_kg) == pytest.approx(share * 170.3, rel=HAND_TOLERANCE)
    delivered = share * (1.0 + spray) * (2706.24 - 377.1)
    assert kj_from_j(found.delivered_heat_j_per_kg) == pytest.approx(delivered, rel=HAND_TOLERANCE)


def test_water_that_does_not_flash_or_boils_before_is_told() -> None:
    with pytest.raises(UsageError, match=r"permitted: above 120\.21 degC"):
        flashed(115.0, 2.0, 20.0, None)
    with pytest.raises(UsageError, match="where it boils in its pipe"):
        flashed(160.0, 2.0, 20.0, None)
    with pytest.raises(UsageError, match="feed water at 125"):
        flashed(140.0, 2.0, 125.0, None)
