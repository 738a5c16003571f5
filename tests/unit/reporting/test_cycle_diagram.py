"""The drawing of a cycle in log p-h and T-s diagram: formats, what is written, what is told."""

import sys
from pathlib import Path

import pytest

from industrial_hp.errors import OutputError, UsageError
from industrial_hp.reporting.cycle_diagram import write_cycle_diagram
from industrial_hp.results.log_ph_panels import DiagramLine, DiagramPanel, DiagramPoint
from industrial_hp.results.ts_panels import TsDiagramLine, TsDiagramPoint, TsPanel

MAGIC = {".png": b"\x89PNG", ".svg": b"<?xml", ".pdf": b"%PDF"}
PANEL = DiagramPanel(
    "R717: single stage",
    (
        DiagramLine("saturation", (100.0, 300.0, 500.0), (1.0, 20.0, 1.0)),
        DiagramLine("isotherm", (480.0, 520.0), (9.0, 0.8), "40"),
        DiagramLine("compression", (500.0, 560.0), (2.0, 10.0)),
    ),
    (
        DiagramPoint(1, 500.0, 2.0, "suction  0.0 °C, 2 bar"),
        DiagramPoint(2, 560.0, 10.0, "discharge  90.0 °C, 10 bar"),
        DiagramPoint(3, 560.0, 10.0, "condenser inlet  90.0 °C, 10 bar"),
    ),
    (50.0, 600.0),
    (0.5, 40.0),
    "from boiling liquid at 0 °C",
)
T_S = TsPanel(
    "R717: single stage",
    (
        TsDiagramLine("saturation", (1.0, 2.5, 4.0), (0.0, 130.0, 0.0)),
        TsDiagramLine("isobar", (3.5, 4.0, 4.5), (20.0, 20.0, 90.0), "2.5 bar"),
    ),
    (TsDiagramPoint(1, 4.0, 20.0), TsDiagramPoint(2, 4.1, 90.0), TsDiagramPoint(3, 4.1, 90.0)),
    (0.5, 5.0),
    (-20.0, 150.0),
)


def drawn(path: Path) -> bytes:
    write_cycle_diagram(
        ((PANEL, T_S), (PANEL, T_S)), title="single stage, R717: COP 4.000", path=path
    )
    return path.read_bytes()


@pytest.mark.parametrize("suffix", [".png", ".svg", ".pdf", ".PNG"])
def test_the_suffix_says_the_format_and_the_file_is_the_same_each_time(
    tmp_path: Path, suffix: str
) -> None:
    first = drawn(tmp_path / f"one{suffix}")
    assert first.startswith(MAGIC[suffix.lower()])
    assert first == drawn(tmp_path / f"two{suffix}")


def test_title_axes_states_and_isotherms_are_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from matplotlib import rcParams

    monkeypatch.setitem(rcParams, "svg.fonttype", "none")
    text = drawn(tmp_path / "diagram.svg").decode()
    for words in (
        "single stage, R717: COP 4.000",
        "specific enthalpy [kJ/kg], from boiling liquid at 0 °C",
        "pressure [bar]",
        "specific entropy [kJ/(kg K)], convention of CoolProp",
        "temperature [°C]",
        ">2.5 bar<",
        "discharge  90.0 °C, 10 bar",
        ">2, 3<",
        ">40<",
    ):
        assert words in text


def test_another_suffix_and_a_missing_folder_are_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"permitted suffixes are \.png, \.svg, \.pdf"):
        drawn(tmp_path / "diagram.docx")
    with pytest.raises(OutputError, match="No such file"):
        drawn(tmp_path / "absent" / "diagram.png")


def test_without_matplotlib_the_message_says_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(UsageError, match=r"pip install 'industrial-hp\[plots\]'"):
        drawn(tmp_path / "diagram.png")
