"""A manufacturer's table from a file: every finding at once, each at its line."""

from pathlib import Path

import pytest
import yaml

from industrial_hp.case.cop_tables import cop_tables
from industrial_hp.errors import CaseError
from industrial_hp.reading.cop_table_csv import read_cop_table
from industrial_hp.reading.read_case import read_case
from industrial_hp.thermo.cop_table import Layout
from industrial_hp.units import k_from_c

SMALL_CASE = Path(__file__).parents[2] / "cases" / "one_source_one_sink.yaml"
GOOD = """source_c,sink_c,cop,heat_mw
10,60,4.0,1.0
10,80,3.0,0.9
30,60,6.0,1.4
30,80,4.0,1.2
"""


def table_file(folder: Path, text: str) -> Path:
    path = folder / "hybrid.csv"
    path.write_text(text, encoding="utf-8")
    return path


def findings(folder: Path, text: str) -> list[str]:
    with pytest.raises(CaseError) as raised:
        read_cop_table(table_file(folder, text))
    return [str(finding) for finding in raised.value.findings]


@pytest.mark.parametrize(
    "text", [GOOD, GOOD.replace(",", ";"), "\ufeff" + GOOD, GOOD.replace(",", " , ")]
)
def test_a_table_is_read_in_its_units(tmp_path: Path, text: str) -> None:
    # Midway between 1/4 and 1/3 and between 1.0 and 0.9 MW.
    found = read_cop_table(table_file(tmp_path, text)).at(
        source_k=k_from_c(10.0), sink_k=k_from_c(70.0)
    )
    assert found.cop == pytest.approx(24.0 / 7.0)
    assert found.heat_w == pytest.approx(0.95e6)
    assert found.method == "hybrid"


def test_the_load_share_is_an_axis_where_it_is_given(tmp_path: Path) -> None:
    text = "load_share,source_c,sink_c,cop,heat_mw\n0.5,10,60,3.0,0.5\n1,10,60,4.0,1.0\n"
    found = read_cop_table(table_file(tmp_path, text)).at(
        source_k=k_from_c(10.0), sink_k=k_from_c(60.0), load_share=0.75
    )
    assert found.cop == pytest.approx(24.0 / 7.0)
    assert found.heat_w == pytest.approx(0.75e6)


@pytest.mark.parametrize(("layout", "finding"), [("grid", True), ("scattered", False)])
def test_a_gap_is_a_finding_unless_the_points_are_scattered(
    tmp_path: Path, layout: Layout, finding: bool
) -> None:
    path = table_file(tmp_path, GOOD.replace("30,80,4.0,1.2\n", ""))
    if not finding:
        assert len(read_cop_table(path, layout=layout).points) == 3
        return
    with pytest.raises(CaseError, match="source 30 degC, sink 80 degC"):
        read_cop_table(path, layout=layout)


def test_wrong_cells_and_impossible_points_are_told_at_once_with_their_lines(
    tmp_path: Path,
) -> None:
    text = GOOD.replace("10,80,3.0", "10,80,three").replace("30,60,6.0", "30,60,60")
    text = text.replace("30,80,4.0,1.2", "\n30,80,4.0") + "40,60,,nan\n60,40,3,1\n"
    assert [each.partition(";")[0] for each in findings(tmp_path, text)] == [
        "hybrid.csv: line 3, cop: is not a number",
        "hybrid.csv: line 6: wrong number of cells",
        "hybrid.csv: line 7, cop: is not a number",
        "hybrid.csv: line 7, heat_mw: is not a number",
        "hybrid.csv: line 4, COP: impossible between these temperatures",
        "hybrid.csv: line 8, sink: no lift",
    ]


def test_a_point_given_twice_names_both_lines(tmp_path: Path) -> None:
    (found,) = findings(tmp_path, GOOD + "10.0,60.0,4.1,1.0\n")
    assert found.startswith("hybrid.csv: line 6: the same point as hybrid.csv: line 2")


def test_wrong_columns_are_told_at_once(tmp_path: Path) -> None:
    text = "source_c,sink,cop,cop,loadshare\n10,60,4,4,1\n"
    assert [each.partition("; permitted")[0] for each in findings(tmp_path, text)] == [
        "hybrid.csv: header: the column is missing; found sink_c",
        "hybrid.csv: header: the column is missing; found heat_mw",
        "hybrid.csv: header: the column is not known; found 'sink'",
        "hybrid.csv: header: the column is not known; found 'loadshare'",
        "hybrid.csv: header: the column is given twice; found cop",
    ]


@pytest.mark.parametrize("text", ["", "\n\n"])
def test_an_empty_file_is_a_finding(tmp_path: Path, text: str) -> None:
    assert findings(tmp_path, text) == ["hybrid.csv: is empty; add a header and rows"]


def test_a_header_alone_is_a_finding(tmp_path: Path) -> None:
    (found,) = findings(tmp_path, GOOD.splitlines()[0] + "\n")
    assert "too few points" in found


def test_a_file_that_is_not_there_or_not_utf_8_is_a_finding(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="cannot be read"):
        read_cop_table(tmp_path / "absent.csv")
    path = tmp_path / "latin.csv"
    path.write_bytes(GOOD.replace("cop", "leistungszahl \xfc").encode("latin-1"))
    with pytest.raises(CaseError, match="UTF-8"):
        read_cop_table(path)


def case_folder(folder: Path, stated: dict[str, object]) -> Path:
    """The small case with a manufacturer's table as a file and a machine that names one."""
    case = yaml.safe_load(SMALL_CASE.read_text(encoding="utf-8"))
    case["heat_pumps"]["estimated"] = [
        {"kind": "manufacturer_table", "name": "hybrid_unit"} | stated
    ]
    (folder / "cop_tables").mkdir()
    table_file(folder / "cop_tables", GOOD)
    (folder / "case.yaml").write_text(yaml.safe_dump(case), encoding="utf-8")
    return folder


def test_tables_beside_a_case_become_its_points(tmp_path: Path) -> None:
    case = read_case(case_folder(tmp_path, {"table": "hybrid"}))
    assert [point.table for point in case.cop_points] == ["hybrid"] * 4
    assert [point.source_c for point in case.cop_points] == [10, 10, 30, 30]
    assert cop_tables(case)["hybrid"].at(source_k=283.15, sink_k=333.15).cop == 4.0


def test_a_table_that_is_not_there_and_one_that_no_machine_names_are_told(tmp_path: Path) -> None:
    with pytest.raises(CaseError) as raised:
        read_case(case_folder(tmp_path, {"table": "other"}))
    told = [str(finding) for finding in raised.value.findings]
    assert any("heat_pumps.estimated[0].table" in text and "hybrid" in text for text in told)
    assert any("cop_points: hybrid: no machine names this table" in text for text in told)


def test_a_wrong_table_beside_a_case_is_told_with_its_line(tmp_path: Path) -> None:
    folder = case_folder(tmp_path, {"table": "hybrid"})
    table_file(folder / "cop_tables", GOOD.replace("10,80,3.0", "10,80,three"))
    with pytest.raises(CaseError, match=r"cop_tables: hybrid\.csv: line 3, cop: is not a number"):
        read_case(folder)


def test_points_that_leave_a_gap_are_told_in_the_case(tmp_path: Path) -> None:
    folder = case_folder(tmp_path, {"table": "hybrid"})
    (folder / "cop_tables" / "hybrid.csv").unlink()
    text = (folder / "case.yaml").read_text(encoding="utf-8")
    points = [
        {"table": "hybrid", "source_c": source, "sink_c": sink, "cop": 4, "heat_mw": 1}
        for source, sink in ((10, 60), (10, 80), (30, 60))
    ]
    text += yaml.safe_dump({"cop_points": points})
    (folder / "case.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(CaseError, match="source 30 degC, sink 80 degC"):
        read_case(folder)
