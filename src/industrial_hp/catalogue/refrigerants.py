"""Refrigerants on offer: safety, climate and chemistry; their physics comes from CoolProp."""

from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

from industrial_hp.catalogue.tables import Row, number, optional_number, table_rows, yes_or_no
from industrial_hp.errors import UsageError


@dataclass(frozen=True)
class Refrigerant:
    """One refrigerant of ``data/refrigerants.csv``.

    Attributes
    ----------
    name, long_name : str
        ASHRAE 34 designation ("R717") and trivial name ("ammonia").
    coolprop_name : str
        Name of the fluid in CoolProp.
    blend : bool
        A mixture: listed for comparison, its cycles are not calculated.
    critical_c, critical_bar : float or None
        Critical temperature [degC] and pressure [bar].
    normal_boiling_c : float or None
        Saturation temperature at 1.01325 bar [degC]; None where it sublimes.
    vapour_dome : str or None
        ``dry`` where the dew line leans over at 60 degC (ds/dT > 0), else ``wet``.
    dry_superheat_60_to_100_k : float or None
        Suction superheat [K] that keeps an isentropic compression from 60 to 100 degC dry.
    gwp_ar4, gwp_ar5, gwp_ar6 : float or None
        Global warming potential over 100 a, IPCC reports 4 to 6. Where the source says
        "<1" the bound 1 is entered, "<<1" and "~0" likewise (see ``gwp_as_printed``).
    safety_class : str
        ASHRAE 34 class, for instance ``B2L``.
    ozone_depletion : float
        Ozone depletion potential, R11 = 1.
    pfas : bool
        Holds a fully fluorinated carbon (OECD 2021 definition).
    """

    name: str
    long_name: str
    coolprop_name: str
    blend: bool
    critical_c: float | None
    critical_bar: float | None
    normal_boiling_c: float | None
    vapour_dome: str | None
    dry_superheat_60_to_100_k: float | None
    gwp_ar4: float | None
    gwp_ar5: float | None
    gwp_ar6: float | None
    gwp_as_printed: str
    safety_class: str
    safety_class_note: str
    ozone_depletion: float
    pfas: bool
    pfas_note: str
    fgas_regulation: str
    typical_max_sink: str
    provenance: str


@cache
def refrigerants() -> tuple[Refrigerant, ...]:
    """All refrigerants of the catalogue in its order."""
    return tuple(_refrigerant(row) for row in table_rows("refrigerants.csv"))


def refrigerant(name: str) -> Refrigerant:
    """The refrigerant of this catalogue or CoolProp name; upper and lower case are one.

    Raises
    ------
    UsageError
        If the catalogue does not know the name; lists close matches and all names.
    """
    found = _by_name().get(name.casefold())
    if found is not None:
        return found
    known = [item.name for item in refrigerants()]
    close = get_close_matches(name.upper(), known, n=3)
    hint = f"did you mean {' or '.join(close)}? " if close else ""
    raise UsageError(f"unknown refrigerant {name!r}; {hint}known: {', '.join(known)}")


@cache
def _by_name() -> dict[str, Refrigerant]:
    names = {item.coolprop_name.casefold(): item for item in refrigerants()}
    return names | {item.name.casefold(): item for item in refrigerants()}


def _refrigerant(row: Row) -> Refrigerant:
    return Refrigerant(
        name=row["name"],
        long_name=row["long_name"],
        coolprop_name=row["coolprop_name"],
        blend=yes_or_no(row, "blend"),
        critical_c=optional_number(row, "critical_c"),
        critical_bar=optional_number(row, "critical_bar"),
        normal_boiling_c=optional_number(row, "normal_boiling_c"),
        vapour_dome=row["vapour_dome"] or None,
        dry_superheat_60_to_100_k=optional_number(row, "dry_superheat_60_to_100_k"),
        gwp_ar4=optional_number(row, "gwp_ar4"),
        gwp_ar5=optional_number(row, "gwp_ar5"),
        gwp_ar6=optional_number(row, "gwp_ar6"),
        gwp_as_printed=row["gwp_as_printed"],
        safety_class=row["safety_class"],
        safety_class_note=row["safety_class_note"],
        ozone_depletion=number(row, "ozone_depletion"),
        pfas=yes_or_no(row, "pfas"),
        pfas_note=row["pfas_note"],
        fgas_regulation=row["fgas_regulation"],
        typical_max_sink=row["typical_max_sink"],
        provenance=row["provenance"],
    )
