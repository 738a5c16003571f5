"""Compressor types on offer, what each can stand and how well it works."""

from dataclasses import dataclass, replace
from functools import cache
from typing import Literal, TypeVar, cast, get_args

from industrial_hp.catalogue.compressor_laws import Law, compressor_laws
from industrial_hp.catalogue.tables import Row, number, optional_number, table_rows
from industrial_hp.errors import UsageError

CARBON_DIOXIDE = "R744"

Medium = Literal["refrigerant", "steam", "any"]
Displacement = Literal["positive", "dynamic"]
Injection = Literal["none", "oil", "water"]
Word = TypeVar("Word", bound=str)


@dataclass(frozen=True)
class Compressor:
    """One compressor type of ``data/compressors.csv``; a limit of None does not bind.

    Attributes
    ----------
    name : str
        ``piston``, ``screw``, ``turbo``, a steam machine (``steam_blower``, ``steam_fan``,
        ``steam_turbo``, ``steam_screw``) or ``unlimited``.
    medium : {"refrigerant", "steam", "any"}
        What it is built for.
    displacement : {"positive", "dynamic"}
        Whether volumes are enclosed, or the gas is accelerated by wheels.
    injection : {"none", "oil", "water"}
        What is injected and takes part of the heat of compression.
    discharge_limit_c : float or None
        Highest discharge temperature [degC]; with injection that of the cooled gas.
    pressure_class_bar, pressure_class_co2_bar : float or None
        Highest pressure [bar]; machines for R744 are a class of their own.
    pressure_ratio_usual, pressure_ratio_limit : float or None
        Pressure ratio of one stage (turbo: one wheel) usually, and at most, bought.
    ratio_over_design_limit : float or None
        Highest pressure ratio over that of its design; beyond it a dynamic machine surges.
    volumetric_heating_capacity_usual_kj_per_m3 : float or None
        Below this the machine grows large for its duty [kJ/m3].
    swept_min_m3_per_h, swept_max_m3_per_h : float or None
        Swept volume of the smallest and the largest machine [m3/h]; of a dynamic one the
        volume drawn in at its design.
    duty_min_mw, duty_max_mw : float or None
        Heat duty of one machine [MW].
    minimum_load : float
        Least share of its full volume flow that one machine runs at.
    eta_isentropic : float
        Default isentropic efficiency, suction to discharge.
    isentropic, volumetric, part_load_power : Law
        Efficiencies over the pressure ratio; share of full power over share of full flow.
    source, provenance : str
        Where the figures come from; which of them were found and which recalled.

    Examples
    --------
    Data of a supplier replace the defaults: ``dataclasses.replace(compressor("piston"),
    pressure_class_bar=76.0, volumetric=constant_law(0.88, "offer"), source="offer of ...")``.
    """

    name: str
    medium: Medium
    displacement: Displacement
    injection: Injection
    discharge_limit_c: float | None
    pressure_class_bar: float | None
    pressure_class_co2_bar: float | None
    pressure_ratio_usual: float | None
    pressure_ratio_limit: float | None
    ratio_over_design_limit: float | None
    volumetric_heating_capacity_usual_kj_per_m3: float | None
    swept_min_m3_per_h: float | None
    swept_max_m3_per_h: float | None
    duty_min_mw: float | None
    duty_max_mw: float | None
    minimum_load: float
    eta_isentropic: float
    isentropic: Law
    volumetric: Law
    part_load_power: Law
    source: str
    provenance: str

    def pressure_class_for(self, refrigerant: str) -> float | None:
        """Highest permitted pressure [bar] with this refrigerant (catalogue name)."""
        if refrigerant == CARBON_DIOXIDE and self.pressure_class_co2_bar is not None:
            return self.pressure_class_co2_bar
        return self.pressure_class_bar

    def without_limits(self) -> "Compressor":
        """The same machine with every limit lifted, for a study of what limits cost."""
        return replace(
            self,
            discharge_limit_c=None,
            pressure_class_bar=None,
            pressure_class_co2_bar=None,
            pressure_ratio_usual=None,
            pressure_ratio_limit=None,
            ratio_over_design_limit=None,
            volumetric_heating_capacity_usual_kj_per_m3=None,
            swept_min_m3_per_h=None,
            swept_max_m3_per_h=None,
            duty_min_mw=None,
            duty_max_mw=None,
            minimum_load=0.0,
        )


@cache
def compressors() -> tuple[Compressor, ...]:
    """All compressor types of the catalogue in its order."""
    return tuple(_compressor(row) for row in table_rows("compressors.csv"))


def compressor(name: str) -> Compressor:
    """The compressor type of this name.

    Raises
    ------
    UsageError
        If the catalogue does not know the name; lists the names it knows.
    """
    for item in compressors():
        if item.name == name:
            return item
    known = ", ".join(item.name for item in compressors())
    raise UsageError(f"unknown compressor {name!r}; known: {known}")


def _compressor(row: Row) -> Compressor:
    laws = compressor_laws(row["name"])
    return Compressor(
        name=row["name"],
        medium=_word(row, "medium", get_args(Medium)),
        displacement=_word(row, "displacement", get_args(Displacement)),
        injection=_word(row, "injection", get_args(Injection)),
        discharge_limit_c=optional_number(row, "discharge_limit_c"),
        pressure_class_bar=optional_number(row, "pressure_class_bar"),
        pressure_class_co2_bar=optional_number(row, "pressure_class_co2_bar"),
        pressure_ratio_usual=optional_number(row, "pressure_ratio_usual"),
        pressure_ratio_limit=optional_number(row, "pressure_ratio_limit"),
        ratio_over_design_limit=optional_number(row, "ratio_over_design_limit"),
        volumetric_heating_capacity_usual_kj_per_m3=optional_number(
            row, "volumetric_heating_capacity_usual_kj_per_m3"
        ),
        swept_min_m3_per_h=optional_number(row, "swept_min_m3_per_h"),
        swept_max_m3_per_h=optional_number(row, "swept_max_m3_per_h"),
        duty_min_mw=optional_number(row, "duty_min_mw"),
        duty_max_mw=optional_number(row, "duty_max_mw"),
        minimum_load=number(row, "minimum_load"),
        eta_isentropic=number(row, "eta_isentropic"),
        isentropic=laws["isentropic"],
        volumetric=laws["volumetric"],
        part_load_power=laws["part_load_power"],
        source=row["source"],
        provenance=row["provenance"],
    )


def _word(row: Row, column: str, permitted: tuple[Word, ...]) -> Word:
    if row[column] not in permitted:
        raise UsageError(
            f"catalogue: {column} of row {row['name']!r} is {row[column]!r}; permitted: "
            f"{', '.join(permitted)}"
        )
    return cast("Word", row[column])
