r"""Wet flue gas as a source: what combustion makes of a fuel, and its cooling with condensation.

Complete combustion with ``excess_air`` times the air needed. The gas is treated as humid air that
holds as much water per mole of dry gas, with the enthalpy of its own dry gas:

.. math:: W = \frac{n_w}{n_{dry}} \frac{M_w}{M_{air}}, \qquad
   h = h_{air}(T, p, W) + \frac{1}{M_{air}} \sum_i (x_i - x_{i,air}) \, H_i(T)

Against the saturation pressure of water alone the dew point is 0.12 K lower (air holds 0.5 %
more water than empty space does; carbon dioxide, treated as air, a little more still); against a
calculation with constant heat capacities the heat from 120 to 25 degC differs by 0.1 %, above the
dew point by 0.5 %, where taking the gas for plain air would be 3 % short. Left out: gas dissolved
in the condensate, and sulphur. Fuel with sulphur has an acid dew point far above that of water,
100 to 150 degC: ask the supplier of the exchanger how cold its surface may become.

References
----------
Baehr, Kabelac (2016), Thermodynamik, 16th ed., doi:10.1007/978-3-662-49568-1, chapter 7
(combustion calculation).
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields

from industrial_hp.errors import UsageError
from industrial_hp.thermo.fluids import dew_point_k, fluid
from industrial_hp.thermo.humid_air import StreamSegment, humid_air_segments

CARBON_KG_PER_MOL = 12.011e-3
HYDROGEN_KG_PER_MOL = 1.008e-3
OXYGEN_KG_PER_MOL = 15.999e-3
NITROGEN_KG_PER_MOL = 14.007e-3
WATER_KG_PER_MOL = 18.015e-3
DRY_AIR_KG_PER_MOL = 28.966e-3
DRY_GAS_KG_PER_MOL = {
    "CarbonDioxide": 44.010e-3,
    "Oxygen": 31.998e-3,
    "Nitrogen": 28.014e-3,
    "Argon": 39.948e-3,
}
DRY_AIR_MOLE_FRACTIONS = {
    "CarbonDioxide": 0.0,
    "Oxygen": 0.2095,
    "Nitrogen": 0.7812,
    "Argon": 0.0093,
}
IDEAL_GAS_PA = 1e3  # low enough that the enthalpy is that of the ideal gas
SHARES_TOLERANCE = 1e-3
METHANE_J_PER_KG = 50.03e6


@dataclass(frozen=True)
class FuelAnalysis:
    """Mass shares of a fuel as fired; they add up to 1.

    Raises
    ------
    UsageError
        If a share is negative or the sum is not 1.
    """

    carbon_share: float
    hydrogen_share: float
    oxygen_share: float = 0.0
    nitrogen_share: float = 0.0
    moisture_share: float = 0.0
    ash_share: float = 0.0

    def __post_init__(self) -> None:
        shares = {field.name: getattr(self, field.name) for field in fields(self)}
        for name, share in shares.items():
            if share < 0.0:
                raise UsageError(f"fuel analysis: {name} is {share:g}; permitted: 0 to 1")
        total = sum(shares.values())
        if abs(total - 1.0) > SHARES_TOLERANCE:
            raise UsageError(f"fuel analysis: the mass shares add up to {total:g}; they must to 1")

    @property
    def oxygen_demand_mol_per_kg(self) -> float:
        """Oxygen [mol/kg] that complete combustion takes from the air."""
        return (
            self.carbon_share / CARBON_KG_PER_MOL
            + 0.25 * self.hydrogen_share / HYDROGEN_KG_PER_MOL
            - 0.5 * self.oxygen_share / OXYGEN_KG_PER_MOL
        )


METHANE = FuelAnalysis(carbon_share=0.7487, hydrogen_share=0.2513)
LIGHT_FUEL_OIL = FuelAnalysis(carbon_share=0.862, hydrogen_share=0.138)  # typical, recalled


def wood(moisture_share: float) -> FuelAnalysis:
    """Coniferous wood of a water content (mass share as fired).

    Raises
    ------
    UsageError
        If the moisture is outside 0 to 0.65: wetter wood does not burn by itself.

    References
    ----------
    EN ISO 17225-1, typical analysis of coniferous wood without bark, dry basis: C 0.51, H 0.063,
    O 0.42, N 0.001, ash 0.003 (recalled; the rest goes to oxygen).
    """
    if not 0.0 <= moisture_share <= 0.65:
        raise UsageError(f"wood with {moisture_share:g} of moisture; permitted: 0 to 0.65")
    dry = 1.0 - moisture_share
    return FuelAnalysis(
        carbon_share=0.51 * dry,
        hydrogen_share=0.063 * dry,
        oxygen_share=0.423 * dry,
        nitrogen_share=0.001 * dry,
        moisture_share=moisture_share,
        ash_share=0.003 * dry,
    )


def lower_heating_value_j_per_kg(fuel: FuelAnalysis) -> float:
    r"""Lower heating value [J/kg] of a fuel as fired by its elements.

    Notes
    -----
    Methane has 50.03 MJ/kg; all others by Boie's formula, good to about 1 %:

    .. math:: H_u = 34.8 c + 93.9 h + 6.3 n - 10.8 o - 2.45 w \quad [MJ/kg]

    References
    ----------
    ISO 6976:2016 (methane, 802.69 kJ/mol at 25 degC). Boie (1953), Energietechnik 3:309 (recalled).
    """
    if fuel is METHANE:
        return METHANE_J_PER_KG
    return 1e6 * (
        34.8 * fuel.carbon_share
        + 93.9 * fuel.hydrogen_share
        + 6.3 * fuel.nitrogen_share
        - 10.8 * fuel.oxygen_share
        - 2.45 * fuel.moisture_share
    )


@dataclass(frozen=True)
class FlueGas:
    """What leaves a complete combustion.

    Attributes
    ----------
    mole_fractions : Mapping
        Of the dry gas: CarbonDioxide, Oxygen, Nitrogen, Argon.
    water_mol_per_mol : float
        Water per dry gas.
    dry_gas_kg_per_kg_fuel : float
        Dry gas per fuel as fired: flow of fuel times this is the flow of dry gas.
    """

    mole_fractions: Mapping[str, float]
    water_mol_per_mol: float
    dry_gas_kg_per_kg_fuel: float

    @property
    def dry_gas_kg_per_mol(self) -> float:
        """Molar mass [kg/mol] of the dry gas."""
        return sum(DRY_GAS_KG_PER_MOL[name] * x for name, x in self.mole_fractions.items())

    @property
    def equivalent_humidity_ratio(self) -> float:
        """Humidity ratio [kg/kg] of air with as much water per mole of dry gas."""
        return self.water_mol_per_mol * WATER_KG_PER_MOL / DRY_AIR_KG_PER_MOL

    def dew_point_k(self, p_pa: float) -> float:
        """Temperature [K] at which water begins to condense at a pressure [Pa].

        Raises
        ------
        FluidRangeError
            Outside the humid-air equation.
        """
        return dew_point_k(p_pa, self.equivalent_humidity_ratio)


def flue_gas(fuel: FuelAnalysis, *, excess_air: float, air_humidity_ratio: float = 0.0) -> FlueGas:
    """Flue gas of a fuel burnt with ``excess_air`` times the air it needs (1.2: 20 % more).

    ``air_humidity_ratio`` [kg/kg] is the water that the combustion air brings.

    Raises
    ------
    UsageError
        If the air does not suffice, its humidity is negative, or the fuel needs no air.
    """
    if excess_air < 1.0:
        raise UsageError(f"excess air {excess_air:g}: combustion is incomplete; permitted: from 1")
    if air_humidity_ratio < 0.0:
        raise UsageError(f"humidity of the air {air_humidity_ratio:g} kg/kg; permitted: from 0")
    demand = fuel.oxygen_demand_mol_per_kg
    if demand <= 0.0:
        raise UsageError(f"a fuel with {fuel.carbon_share:g} carbon needs no air: not a fuel")
    air = excess_air * demand / DRY_AIR_MOLE_FRACTIONS["Oxygen"]
    moles = {name: air * x for name, x in DRY_AIR_MOLE_FRACTIONS.items()}
    moles["Oxygen"] -= demand
    moles["CarbonDioxide"] += fuel.carbon_share / CARBON_KG_PER_MOL
    moles["Nitrogen"] += 0.5 * fuel.nitrogen_share / NITROGEN_KG_PER_MOL
    water = (
        0.5 * fuel.hydrogen_share / HYDROGEN_KG_PER_MOL
        + fuel.moisture_share / WATER_KG_PER_MOL
        + air * air_humidity_ratio * DRY_AIR_KG_PER_MOL / WATER_KG_PER_MOL
    )
    total = sum(moles.values())
    return FlueGas(
        mole_fractions={name: amount / total for name, amount in moles.items()},
        water_mol_per_mol=water / total,
        dry_gas_kg_per_kg_fuel=sum(DRY_GAS_KG_PER_MOL[name] * n for name, n in moles.items()),
    )


def flue_gas_segments(
    gas: FlueGas, t_in_k: float, t_out_k: float, p_pa: float, minimum_segments: int = 4
) -> tuple[StreamSegment, ...]:
    """Cooling of flue gas in straight pieces, hottest first [K, J per kg of dry gas].

    As for humid air: a break at the dew point, no piece hotter than the gas, the total exact.

    Raises
    ------
    UsageError
        If the gas is not cooled, or enters below its dew point.
    FluidRangeError
        If water would freeze out, or outside the humid-air equation (350 degC at most).
    """
    as_air = humid_air_segments(
        t_in_k,
        t_out_k,
        p_pa,
        gas.equivalent_humidity_ratio,
        minimum_segments,
        lambda t_k: _excess_over_air_j_per_kg(gas, t_k),
    )
    per_dry_gas = DRY_AIR_KG_PER_MOL / gas.dry_gas_kg_per_mol
    return tuple(
        StreamSegment(piece.t_hot_k, piece.t_cold_k, piece.heat_j_per_kg * per_dry_gas)
        for piece in as_air
    )


def _excess_over_air_j_per_kg(gas: FlueGas, t_k: float) -> float:
    """Enthalpy of a mole of the dry gas less that of a mole of dry air, per kg of that air."""
    molar = 0.0
    for name, air_fraction in DRY_AIR_MOLE_FRACTIONS.items():
        enthalpy = fluid(name).at_pt(IDEAL_GAS_PA, t_k).h_j_per_kg * DRY_GAS_KG_PER_MOL[name]
        molar += (gas.mole_fractions[name] - air_fraction) * enthalpy
    return molar / DRY_AIR_KG_PER_MOL
