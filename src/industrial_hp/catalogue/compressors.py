"""Compressor types on offer and what each can stand."""

from dataclasses import dataclass, replace
from functools import cache

from industrial_hp.catalogue.tables import Row, number, optional_number, table_rows, yes_or_no
from industrial_hp.errors import UsageError

CARBON_DIOXIDE = "R744"


@dataclass(frozen=True)
class Compressor:
    """One compressor type of ``data/compressors.csv``; a limit of None does not bind.

    Attributes
    ----------
    name : str
        ``piston``, ``screw``, ``turbo`` or ``unlimited``.
    discharge_limit_c : float or None
        Highest discharge temperature [degC]; of an oil-flooded machine after oil cooling.
    oil_flooded : bool
        Injected oil takes part of the heat of compression.
    pressure_class_bar, pressure_class_co2_bar : float or None
        Highest pressure [bar]; machines for R744 are a class of their own.
    pressure_ratio_usual, pressure_ratio_limit : float or None
        Pressure ratio of one stage (turbo: one wheel) usually, and at most, bought.
    volumetric_heating_capacity_usual_kj_per_m3 : float or None
        Below this the machine grows large for its duty [kJ/m3].
    duty_min_mw, duty_max_mw : float or None
        Heat duty of one machine [MW].
    eta_isentropic : float
        Default isentropic efficiency, suction to discharge.
    source : str
        Where the figures come from.

    Examples
    --------
    Data of a supplier replace the defaults: ``dataclasses.replace(compressor("piston"),
    pressure_class_bar=76.0, source="offer of ...")``.
    """

    name: str
    discharge_limit_c: float | None
    oil_flooded: bool
    pressure_class_bar: float | None
    pressure_class_co2_bar: float | None
    pressure_ratio_usual: float | None
    pressure_ratio_limit: float | None
    volumetric_heating_capacity_usual_kj_per_m3: float | None
    duty_min_mw: float | None
    duty_max_mw: float | None
    eta_isentropic: float
    source: str

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
            volumetric_heating_capacity_usual_kj_per_m3=None,
            duty_min_mw=None,
            duty_max_mw=None,
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
    return Compressor(
        name=row["name"],
        discharge_limit_c=optional_number(row, "discharge_limit_c"),
        oil_flooded=yes_or_no(row, "oil_flooded"),
        pressure_class_bar=optional_number(row, "pressure_class_bar"),
        pressure_class_co2_bar=optional_number(row, "pressure_class_co2_bar"),
        pressure_ratio_usual=optional_number(row, "pressure_ratio_usual"),
        pressure_ratio_limit=optional_number(row, "pressure_ratio_limit"),
        volumetric_heating_capacity_usual_kj_per_m3=optional_number(
            row, "volumetric_heating_capacity_usual_kj_per_m3"
        ),
        duty_min_mw=optional_number(row, "duty_min_mw"),
        duty_max_mw=optional_number(row, "duty_max_mw"),
        eta_isentropic=number(row, "eta_isentropic"),
        source=row["source"],
    )
