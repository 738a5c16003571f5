"""Design points that other programs solved: the cycles' COP, and two ways to take the approach."""

import csv
from collections.abc import Iterator

from plant_models import REFERENCE

from industrial_hp.pipeline import machine
from industrial_hp.thermo.cycle_settings import CycleSettings
from industrial_hp.thermo.fluids import fluid
from industrial_hp.units import c_from_k, k_from_c, pa_from_bar

# Source 25 to 20, sink 50 to 80 degC, approach 5 K, isentropic efficiency 0.8, no superheat and
# no subcooling: what an approach taken inside the condenser gains in COP over one taken at
# saturation, as computed apart from this package with CoolProp [%].
CONVENTION_GAINS = (
    ("R717", 12.8),
    ("R134a", 12.1),
    ("R1234ze(E)", 4.1),
    ("R1233zd(E)", 0.6),
    ("R600", 0.0),
    ("R600a", 0.0),
)
SHOWN_FINDINGS = ("wet_compression", "discharge_temperature")  # what the reference tells too
RELATIVE_TOLERANCE = 1e-6
DISCHARGE_TOLERANCE_K = 0.05


def design_points() -> Iterator[tuple[str, ...]]:
    """A row of the page for each row of cycle_cop.csv."""
    lines = (REFERENCE / "cycle_cop.csv").read_text(encoding="utf-8").splitlines()
    for row in csv.DictReader(lines):
        yield _design_point(row)


def _design_point(row: dict[str, str]) -> tuple[str, ...]:
    expected = float(row["cop_coolprop"])
    top_c = row["condensing_c"] or row["gas_cooler_out_c"]
    temperatures_c = (float(row["evaporating_c"]), float(top_c))
    if row["cycle"] == "steam_recompression":  # stated by its pressures; the degC are rounded
        pressures = (row["pressure_low_bar"], row["pressure_high_bar"])
        temperatures_c = tuple(_steam_c(float(bar)) for bar in pressures)
    given = (row["id"], row["cycle"], row["refrigerant"], f"{row['evaporating_c']} / {top_c}")
    low, _, high = row["refrigerant"].rpartition("/")
    record = machine(
        row["cycle"],
        high,
        temperatures_c=temperatures_c,
        settings=_settings(row, low),
        eta_isentropic=float(row["eta_s"]),
        compressor_name="piston",
    )
    codes = {finding["code"] for finding in record["findings"]}
    relative = abs(record["cop"] / expected - 1.0)
    apart_k = abs(record["discharge_c"] - float(row["discharge_c"]))
    return (
        *given,
        f"{expected:.6f}",
        f"{record['cop']:.6f}",
        "below 1e-6" if relative < RELATIVE_TOLERANCE else f"{relative:.1e}",
        "below 0.05" if apart_k < DISCHARGE_TOLERANCE_K else f"{apart_k:.2f}",
        ", ".join(code for code in SHOWN_FINDINGS if code in codes) or "neither",
    )


def _steam_c(p_bar: float) -> float:
    return c_from_k(fluid("R718").saturation_temperature_k(pa_from_bar(p_bar)))


def _settings(row: dict[str, str], low: str) -> CycleSettings:
    intermediate_c, bar = row["intermediate_c"].split("/")[0], row["gas_cooler_bar"]
    return CycleSettings(
        superheat_k=float(row["superheat_k"]),
        subcooling_k=float(row["subcooling_k"] or 0.0),
        suction_rise_k=float(row["ihx_suction_rise_k"]),
        intermediate_k=k_from_c(float(intermediate_c)) if intermediate_c else None,
        gas_cooler_pa=pa_from_bar(float(bar)) if bar else None,
        refrigerant_low=low or None,
    )


def conventions() -> Iterator[tuple[str, ...]]:
    """A row of the page for each refrigerant: both conventions of the approach, and the gain."""
    for refrigerant, expected in CONVENTION_GAINS:
        at_saturation, at_pinch = (
            machine(
                "single_stage",
                refrigerant,
                temperatures_c=(25.0, 20.0, 50.0, 80.0),
                approach_at=convention,
                settings=CycleSettings(),
                eta_isentropic=0.8,
            )
            for convention in ("saturation", "pinch")
        )
        gain = 100.0 * (at_pinch["cop"] / at_saturation["cop"] - 1.0)
        yield (
            refrigerant,
            f"{at_saturation['condensing_c']:.2f}",
            f"{at_saturation['cop']:.4f}",
            f"{at_pinch['condensing_c']:.2f}",
            f"{at_pinch['cop']:.4f}",
            f"{gain + 0.0:.1f}",
            f"{expected:.1f}",
        )
