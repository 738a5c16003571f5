"""Rules on refrigerants: each refusal has its code, and the basis of a figure is named."""

import pytest

from industrial_hp.catalogue.refrigerants import refrigerant
from industrial_hp.errors import UsageError
from industrial_hp.thermo.refrigerant_filters import (
    GwpBasis,
    RefrigerantRules,
    refused_by_market,
    refused_refrigerant,
)
from industrial_hp.units import k_from_c


def codes(name: str, rules: RefrigerantRules) -> list[str]:
    return [reason.code for reason in refused_refrigerant(refrigerant(name), rules)]


@pytest.mark.parametrize(("basis", "refused"), [("ar4", True), ("ar5", False), ("ar6", True)])
def test_the_basis_of_the_gwp_decides(basis: GwpBasis, refused: bool) -> None:
    # R134a: 1430, 1300 and 1530 by the fourth, fifth and sixth report of the IPCC.
    rules = RefrigerantRules(gwp_max=1400.0, gwp_basis=basis)
    assert codes("R134a", rules) == (["gwp"] if refused else [])
    told = refused_refrigerant(refrigerant("R134a"), rules)
    assert all(basis.upper() in reason.message for reason in told)


def test_an_unknown_gwp_is_refused_under_its_own_code() -> None:
    assert codes("RC270", RefrigerantRules(gwp_max=150.0)) == ["gwp_unknown"]
    assert codes("RC270", RefrigerantRules()) == []


def test_pfas_can_be_excluded() -> None:
    rules = RefrigerantRules(pfas="excluded")
    assert codes("R1234ze(E)", rules) == ["pfas"]
    assert codes("R717", rules) == codes("R32", rules) == []


def test_only_permitted_safety_classes_pass() -> None:
    rules = RefrigerantRules(safety_classes=("A1", "B2L"))
    assert codes("R717", rules) == codes("R744", rules) == []
    assert codes("R290", rules) == ["safety_class"]


def test_every_broken_rule_is_told() -> None:
    rules = RefrigerantRules(gwp_max=100.0, pfas="excluded", safety_classes=("A3",))
    assert codes("R410A", rules) == ["blend", "pfas", "gwp", "safety_class"]


def test_the_market_is_asked_for_the_supply_temperature_and_the_type() -> None:
    # Market overview of Arpagaus et al. (2018): ammonia pistons and screws up to 90 degC.
    assert refused_by_market("R717", None, "piston", k_from_c(90.0)) == ()
    for type_name, supply_c in (("piston", 95.0), ("turbo", 80.0)):
        (reason,) = refused_by_market("R717", None, type_name, k_from_c(supply_c))
        assert reason.code == "not_on_market"
        assert "Johnson Controls HeatPAC HPX (piston, 90 degC)" in reason.message


@pytest.mark.parametrize(
    ("rules", "told"),
    [
        ({"safety_classes": ("A4",)}, "A4.*permitted: A1"),
        ({"gwp_max": -1.0}, "permitted: 0 or more"),
        ({"gwp_basis": "ar7"}, "permitted: ar4"),
    ],
)
def test_a_rule_that_cannot_be_is_answered_with_what_can(
    rules: dict[str, object], told: str
) -> None:
    with pytest.raises(UsageError, match=told):
        RefrigerantRules(**rules)  # type: ignore[arg-type]
