"""Published correlations beside computed cycles over the lift: figures and their drawing."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from plant_models import APPROACH_K, DRIVE_FACTOR, ETA_ISENTROPIC

from industrial_hp.catalogue.compressors import compressor
from industrial_hp.errors import CopRangeError, FluidRangeError, UsageError
from industrial_hp.thermo.correlations import correlation
from industrial_hp.thermo.cycle_settings import CycleSettings
from industrial_hp.thermo.fitted_cycle import cycle_between
from industrial_hp.thermo.heat_exchange import linear_curve, water_curve
from industrial_hp.thermo.machine_limits import machine_limits
from industrial_hp.units import k_from_c

SOURCE_GLIDE_K = 5.0
SUCTION_RISE_K = 20.0  # keeps the dry fluids dry in the compressor
WITHOUT_DRIVE = ("jensen_2018_ammonia",)  # built on cycles; the others are fits to whole machines
SETTINGS = CycleSettings(eta_isentropic=ETA_ISENTROPIC, suction_rise_k=SUCTION_RISE_K)
HIGHEST_SHOWN = 9.0
# Cycles are full lines with marks, correlations broken ones; told apart without colour too.
LOOKS = (
    {"color": "#1b4f72", "marker": "o"},
    {"color": "#2e86c1", "marker": "s"},
    {"color": "#1e8449", "marker": "^"},
    {"color": "#b03a2e", "linestyle": "--"},
    {"color": "#ca6f1e", "linestyle": "-."},
    {"color": "#7d3c98", "linestyle": ":"},
)


@dataclass(frozen=True)
class Panel:
    """One sink over lifts.

    Attributes
    ----------
    sink_in_c, sink_out_c : float
        The sink, water [degC].
    lifts_k : tuple of float
        Sink outlet less source inlet [K].
    cycles : tuple of tuple
        Label, cycle, refrigerant.
    correlations : tuple of tuple
        Label, name.
    """

    sink_in_c: float
    sink_out_c: float
    lifts_k: tuple[float, ...]
    cycles: tuple[tuple[str, str, str], ...]
    correlations: tuple[tuple[str, str], ...]


PANELS = (
    Panel(
        50.0,
        80.0,
        tuple(map(float, range(20, 76, 5))),
        (
            ("R717, single stage", "single_stage", "R717"),
            ("R717, flash intercooler", "two_stage_flash_intercooler", "R717"),
            ("R600a, internal exchanger", "single_stage_ihx", "R600a"),
        ),
        (
            ("Jesper 2021, below 100 °C", "jesper_2021_conventional"),
            ("Jensen 2018, ammonia", "jensen_2018_ammonia"),
        ),
    ),
    Panel(
        100.0,
        120.0,
        tuple(map(float, range(25, 81, 5))),
        (
            ("R600, internal exchanger", "single_stage_ihx", "R600"),
            ("R1233zd(E), internal exchanger", "single_stage_ihx", "R1233zd(E)"),
            ("R601, internal exchanger", "single_stage_ihx", "R601"),
        ),
        (
            ("Jesper 2021, from 100 °C", "jesper_2021_very_high_temperature"),
            ("Arpagaus 2018 (recalled)", "arpagaus_2018"),
            ("Bless 2023", "bless_2023"),
        ),
    ),
)


@dataclass(frozen=True)
class Line:
    """COP over the lifts of a panel; None where there is no such machine, or out of range."""

    label: str
    is_cycle: bool
    cops: tuple[float | None, ...]


def lines(panel: Panel) -> Iterator[Line]:
    """Cycles first, then correlations; heat over electricity."""
    for label, name, refrigerant in panel.cycles:
        cops = tuple(_cycle_cop(panel, name, refrigerant, lift_k) for lift_k in panel.lifts_k)
        yield Line(label, True, cops)
    for label, name in panel.correlations:
        cops = tuple(_correlation_cop(panel, name, lift_k) for lift_k in panel.lifts_k)
        yield Line(label, False, cops)


def _ends_k(panel: Panel, lift_k: float) -> dict[str, float]:
    source_in_c = panel.sink_out_c - lift_k
    return {
        "source_in_k": k_from_c(source_in_c),
        "source_out_k": k_from_c(source_in_c - SOURCE_GLIDE_K),
        "sink_in_k": k_from_c(panel.sink_in_c),
        "sink_out_k": k_from_c(panel.sink_out_c),
    }


def _cycle_cop(panel: Panel, name: str, refrigerant: str, lift_k: float) -> float | None:
    """COP with drive; None outside the fluid's range, without lift, or wet in the compressor."""
    ends = _ends_k(panel, lift_k)
    try:
        cycle = cycle_between(
            name,
            refrigerant,
            source=linear_curve(ends["source_out_k"], ends["source_in_k"]),
            sink=water_curve(ends["sink_in_k"], ends["sink_out_k"]),
            approach_k=APPROACH_K,
            settings=SETTINGS,
        )
    except (FluidRangeError, UsageError):
        return None
    codes = {finding.code for finding in machine_limits(cycle, compressor("unlimited")).findings}
    return None if "wet_compression" in codes else DRIVE_FACTOR * cycle.cop


def _correlation_cop(panel: Panel, name: str, lift_k: float) -> float | None:
    found = correlation(name)
    ends = _ends_k(panel, lift_k)
    try:
        cop = found.function(**{key: ends[key] for key in found.needs}).cop
    except CopRangeError:
        return None
    return DRIVE_FACTOR * cop if name in WITHOUT_DRIVE else cop


def record() -> str:
    """The plotted figures as text, kept inside the drawing so that a stale one can be told."""
    return " | ".join(map(_record, PANELS))


def _record(panel: Panel) -> str:
    head = f"sink {panel.sink_in_c:g} to {panel.sink_out_c:g} degC"
    rows = [
        f"{line.label}: " + ", ".join("-" if cop is None else f"{cop:.3f}" for cop in line.cops)
        for line in lines(panel)
    ]
    return "; ".join([head, *rows])


def draw(path: Path) -> None:
    """Draw both panels as SVG (needs matplotlib)."""
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    style = {"svg.fonttype": "none", "svg.hashsalt": "industrial_hp", "font.size": 9}
    with matplotlib.rc_context(style):
        figure, places = plt.subplots(1, len(PANELS), figsize=(9.6, 4.6), layout="constrained")
        for panel, axes in zip(PANELS, places, strict=True):
            _draw_panel(panel, axes)
        places[0].set_ylabel("COP, heat over electricity")
        kept = {"Description": record(), "Date": None}
        figure.savefig(path, metadata=kept if path.suffix == ".svg" else None, dpi=110)
        plt.close(figure)


def _draw_panel(panel: Panel, axes: Any) -> None:
    for line, look in zip(lines(panel), LOOKS, strict=False):
        drawn = [(k, cop) for k, cop in zip(panel.lifts_k, line.cops, strict=True) if cop]
        axes.plot(*zip(*drawn, strict=True), **look, linewidth=1.6, label=line.label)
    axes.set_title(f"Sink {panel.sink_in_c:g} to {panel.sink_out_c:g} °C", loc="left")
    axes.set_xlabel("Lift, sink outlet less source inlet [K]")
    axes.set_ylim(1.0, HIGHEST_SHOWN)
    axes.set_xticks(range(20, 81, 10))
    axes.grid(color="0.88", linewidth=0.6)
    axes.set_axisbelow(True)
    axes.spines[["top", "right"]].set_visible(False)
    axes.legend(frameon=False, loc="upper right")
