"""Commands as a user or a workflow engine calls them: output, exit codes, what is left on disk."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[3]
RUN = [sys.executable, "-c", "from industrial_hp.cli import run; run()"]

SMALL_CASE: dict[str, Any] = {
    "name": "small",
    "title": "One source, one sink",
    "zones": [{"name": "site"}],
    "sources": [
        {
            "name": "waste",
            "zone": "site",
            "kind": "liquid",
            "t_in_c": 30,
            "t_out_c": 20,
            "duty_mw": 2.0,
        }
    ],
    "sinks": [
        {
            "name": "hot_water",
            "zone": "site",
            "kind": "liquid",
            "t_in_c": 40,
            "t_out_c": 65,
            "duty_mw": 2.0,
        }
    ],
    "boilers": [
        {
            "name": "boiler",
            "zone": "site",
            "carrier": "natural_gas",
            "efficiency": 0.9,
            "supply_max_c": 110,
            "existing_mw": 3,
            "age_a": 10,
            "cost": "gas_boiler_hot_water",
        }
    ],
    "heat_pumps": {"refrigerants": ["R600a"]},
    "prices": {
        "electricity": {
            "energy_eur_per_mwh": 80,
            "network_eur_per_mwh": 10,
            "network_eur_per_mw_a": 50000,
            "contains_co2": True,
            "emission_factor_t_per_mwh": 0.3,
        },
        "natural_gas": {
            "price_eur_per_mwh": 50,
            "basis": "HHV",
            "contains_co2": False,
            "emission_factor_t_per_mwh_lhv": 0.201,
        },
        "co2_eur_per_t": 70,
    },
    "economics": {"interest": 0.05, "observation_a": 20},
}


def call(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a command in a process of its own."""
    return subprocess.run(
        [*RUN, *map(str, arguments)], capture_output=True, text=True, timeout=300, check=False
    )


def write_case(folder: Path, **changes: Any) -> Path:
    """A folder with the small case, top-level parts replaced."""
    folder.mkdir()
    text = yaml.safe_dump(SMALL_CASE | changes, allow_unicode=True)
    (folder / "case.yaml").write_text(text, encoding="utf-8")
    return folder


def tells_why(folder: Path) -> str:
    """Status of a run without results, which leaves nothing else."""
    assert [path.name for path in folder.iterdir()] == ["status.json"]
    document = json.loads((folder / "status.json").read_text(encoding="utf-8"))
    # every key that interfaces promise of status.json, null where there is no answer
    assert set(document) == {
        *("schema_version", "status", "proved", "proved_for", "objective_eur_per_a"),
        *("lower_bound_eur_per_a", "gap", "messages", "timings_s", "model", "stamp"),
    }
    assert document["messages"]
    assert document["objective_eur_per_a"] is None
    return str(document["status"])


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """Folder and JSON document of one finished design."""
    folder = tmp_path_factory.mktemp("design")
    case = write_case(folder / "case")
    done = call("design", case, "--out", folder / "out", "--json")
    assert done.returncode == 0, done.stderr
    return folder / "out", json.loads(done.stdout)


def test_pinch_of_a_case_tells_the_targets_of_its_zones(tmp_path: Path) -> None:
    # Waste water 30 -> 20 degC cannot warm water of 40 degC: all heat and cold come from outside.
    case = write_case(tmp_path / "case")
    record = json.loads(call("pinch", case, "--json").stdout)
    assert record["year"] == [
        {"zone": "site", "hot_mwh_per_a": 2.0 * 8760, "cold_mwh_per_a": 2.0 * 8760}
    ]
    assert call("pinch", case, "--heat-pumps", "1").returncode == 2
    assert call("pinch", tmp_path / "none.csv").returncode == 2


def test_pinch_with_heat_pumps_gives_the_exact_optimum(tmp_path: Path) -> None:
    # optimum by enumeration of every pair of levels, tests/reference/heat_pump_optima.json
    table = tmp_path / "streams.csv"
    table.write_text(
        "name,t_in_c,t_out_c,duty_kw\nC1,20,135,230\nH2,170,60,330\nC3,80,140,240\nH4,150,30,180\n",
        encoding="utf-8",
    )
    done = call(
        "pinch",
        table,
        "--dtmin",
        "10",
        "--heat-pumps",
        "1",
        "--eta",
        "0.5",
        "--level-step",
        "5",
        "--heat-price",
        "60",
        "--electricity-price",
        "120",
        "--json",
    )
    record = json.loads(done.stdout)
    assert done.returncode == 0, done.stderr
    assert record["cost_eur_per_h"] * 1000 == pytest.approx(444.2681475604919, rel=1e-6)
    assert [round(p["condenser_c"], 6) for p in record["heat_pumps"]] == [105.0]


def kemp_table(folder: Path) -> Path:
    table = folder / "streams.csv"
    table.write_text(
        "name,t_in_c,t_out_c,duty_kw\nC1,20,135,230\nH2,170,60,330\nC3,80,140,240\nH4,150,30,180\n",
        encoding="utf-8",
    )
    return table


def test_pinch_gives_curves_figure_and_advice_without_a_solver(tmp_path: Path) -> None:
    # Kemp, Pinch Analysis and Process Integration 2e, p. 4: 20 and 60 kW, pinch at 85 degC
    points, figure = tmp_path / "curves.csv", tmp_path / "curves.svg"
    done = call(
        *("pinch", kemp_table(tmp_path), "--dtmin", "10", "--placement", "--json"),
        *("--heat-price", "60", "--electricity-price", "120"),
        *("--curves", points, "--figure", figure),
    )
    assert done.returncode == 0, done.stderr
    record = json.loads(done.stdout)
    assert record["pinch_shifted_c"] == [85.0]
    assert record["curves"]["cold"]["heat_kw"][0] == pytest.approx(60.0)
    assert record["curves"]["grand"]["heat_kw"][0] == pytest.approx(20.0)
    # saving of the exact optimum of one heat pump, tests/reference/heat_pump_optima.json
    best = record["placements"][0]
    assert best["saving_eur_per_h"] * 1000 == pytest.approx(1200 - 444.2681475604919, rel=1e-6)
    rows = points.read_text(encoding="utf-8").splitlines()
    assert rows[0] == "curve,heat_kw,temperature_c"
    assert "hot,0,30" in rows
    assert figure.read_bytes().startswith(b"<?xml")


def test_pinch_with_utilities_and_a_ban_meets_the_published_optimum(tmp_path: Path) -> None:
    # CACHE transshipment case, tests/reference/transshipment.json: 570000 with the ban
    streams, utilities = tmp_path / "streams.csv", tmp_path / "utilities.csv"
    streams.write_text(
        "name,t_in_c,t_out_c,duty_kw\nH1,426.85,146.85,5600\nH2,326.85,36.85,11600\n"
        "H3,186.85,36.85,10500\nH4,86.85,36.85,4700\nC1,76.85,376.85,15000\n"
        "C2,26.85,126.85,18000\n",
        encoding="utf-8",
    )
    utilities.write_text(
        "name,kind,t_c,eur_per_mwh,max_kw\nFUEL,hot,476.85,120,\nHP,hot,236.85,90,1000\n"
        "LP,hot,136.85,70,500\nCW,cold,26.85,15,\n",
        encoding="utf-8",
    )
    command = ("pinch", streams, "--dtmin", "10", "--utilities", utilities, "--json")
    free, banned = call(*command), call(*command, "--forbid", "H1,C1")
    assert banned.returncode == 0, banned.stderr
    assert json.loads(free.stdout)["cost_eur_per_h"] * 1000 == pytest.approx(200000, rel=1e-6)
    record = json.loads(banned.stdout)
    assert record["cost_eur_per_h"] * 1000 == pytest.approx(570000, rel=1e-6)
    assert ["H1", "C1"] not in [match[:2] for match in record["matches_kw"]]
    wrong = call(*command, "--forbid", "H1,C9")
    assert wrong.returncode == 2
    assert "'C9' is none of C1, C2" in wrong.stderr


def test_pinch_tells_every_wrong_cell_of_the_utilities(tmp_path: Path) -> None:
    utilities = tmp_path / "utilities.csv"
    utilities.write_text(
        "name,kind,t_c,eur_per_mwh,max_kw\nsteam,warm,200,50,\nwater,cold,x,1,-1\n",
        encoding="utf-8",
    )
    done = call("pinch", kemp_table(tmp_path), "--dtmin", "10", "--utilities", utilities)
    assert done.returncode == 3
    for place in ("row 2: kind", "row 3: t_c", "row 3: max_kw"):
        assert place in done.stderr


def test_pinch_tells_which_prices_advice_wants(tmp_path: Path) -> None:
    done = call("pinch", kemp_table(tmp_path), "--dtmin", "10", "--placement")
    assert done.returncode == 2
    assert "--heat-price" in done.stderr


def test_pinch_refuses_more_levels_than_can_be_offered(tmp_path: Path) -> None:
    table = tmp_path / "streams.csv"
    table.write_text(
        "name,t_in_c,t_out_c,duty_kw\nC1,20,135,230\nH2,170,60,330\n", encoding="utf-8"
    )
    done = call(
        *("pinch", table, "--dtmin", "10", "--heat-pumps", "1", "--level-step", "0.001"),
        *("--heat-price", "60", "--electricity-price", "120"),
    )
    # shifted by 5 K each: 25 to 165 degC, 140 K; two hundred steps are 0.7 K each
    assert done.returncode == 2
    assert "0.001 K" in done.stderr
    assert "permitted: 0.7 K and more" in done.stderr


def test_pinch_reports_every_wrong_row(tmp_path: Path) -> None:
    table = tmp_path / "streams.csv"
    table.write_text("name,t_in_c,t_out_c,duty_kw\nA,hot,20,1\nB,50,50,-3\n", encoding="utf-8")
    done = call("pinch", table, "--dtmin", "10")
    assert done.returncode == 3
    assert "row 2" in done.stderr
    assert "row 3" in done.stderr


def test_design_writes_the_files_of_the_interface(result: tuple[Path, dict[str, Any]]) -> None:
    folder, _ = result
    names = {path.name for path in folder.iterdir()}
    assert names >= {
        "status.json",
        "results.json",
        "kpis.csv",
        "equipment.csv",
        "flows.csv",
        "dispatch.csv",
        "case",
        "report.xlsx",
    }
    assert not folder.with_name("out.running").exists()


def test_design_reports_bound_gap_and_scope(result: tuple[Path, dict[str, Any]]) -> None:
    _, record = result
    assert record["proved"] is True
    assert record["lower_bound_eur_per_a"] <= record["objective_eur_per_a"] * (1 + 1e-9)
    assert record["proved_for"]
    assert record["kpis"]["npv_eur"]["base"] is None


def test_design_of_the_resolved_case_gives_the_same_answer(
    result: tuple[Path, dict[str, Any]], tmp_path: Path
) -> None:
    folder, record = result
    done = call("design", folder / "case", "--out", tmp_path / "again", "--json")
    assert done.returncode == 0, done.stderr
    again = json.loads(done.stdout)
    assert again["objective_eur_per_a"] == pytest.approx(record["objective_eur_per_a"], rel=1e-9)
    assert again["stamp"]["input_sha256"] == record["stamp"]["input_sha256"]


def test_design_does_not_overwrite_without_force(result: tuple[Path, dict[str, Any]]) -> None:
    folder, _ = result
    before = (folder / "status.json").read_bytes()
    done = call("design", folder / "case", "--out", folder)
    assert done.returncode == 3
    assert (folder / "status.json").read_bytes() == before


def test_design_never_replaces_a_folder_of_others(tmp_path: Path) -> None:
    case = write_case(tmp_path / "case")
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "mine.txt").write_text("keep", encoding="utf-8")
    done = call("design", case, "--out", tmp_path / "letters", "--force")
    assert done.returncode == 3
    assert (tmp_path / "letters" / "mine.txt").read_text(encoding="utf-8") == "keep"


def test_a_run_without_results_does_not_stand_in_the_way_of_the_next(tmp_path: Path) -> None:
    wrong = write_case(tmp_path / "wrong", sinks=[])
    assert call("design", wrong, "--out", tmp_path / "out").returncode == 3
    assert tells_why(tmp_path / "out") == "invalid_input"
    right = write_case(tmp_path / "right")
    done = call("design", right, "--out", tmp_path / "out", "--format", "json")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out" / "results.json").is_file()


def test_a_failure_keeps_the_earlier_results(tmp_path: Path) -> None:
    right = write_case(tmp_path / "right")
    assert call("design", right, "--out", tmp_path / "out", "--format", "json").returncode == 0
    earlier = (tmp_path / "out" / "results.json").read_bytes()
    wrong = write_case(tmp_path / "wrong", sinks=[])
    done = call("design", wrong, "--out", tmp_path / "out", "--force")
    assert done.returncode == 3
    assert tells_why(tmp_path / "out") == "invalid_input"
    assert (tmp_path / "out.previous" / "results.json").read_bytes() == earlier
    assert "out.previous" in done.stderr


def test_a_failure_is_told_as_json(tmp_path: Path) -> None:
    wrong = write_case(tmp_path / "wrong", sinks=[])
    done = call("design", wrong, "--out", tmp_path / "out", "--json")
    assert done.returncode == 3
    document = json.loads(done.stdout)
    assert document["status"] == "invalid_input"
    assert document["findings"][0]["place"]


def test_a_case_that_nothing_can_serve_is_explained(tmp_path: Path) -> None:
    boiler = SMALL_CASE["boilers"][0] | {"existing_mw": 1.0}
    case = write_case(tmp_path / "case", boilers=[boiler], sources=[])
    done = call("design", case, "--out", tmp_path / "out")
    assert done.returncode == 4
    assert "hot_water" in done.stderr
    assert "short" in done.stderr
    assert tells_why(tmp_path / "out") == "infeasible"
    assert not (tmp_path / "out.running").exists()


def test_a_workflow_may_ask_for_the_status_of_an_infeasible_case(tmp_path: Path) -> None:
    boiler = SMALL_CASE["boilers"][0] | {"existing_mw": 1.0}
    case = write_case(tmp_path / "case", boilers=[boiler], sources=[])
    done = call("design", case, "--out", tmp_path / "out", "--no-fail-when-infeasible")
    assert done.returncode == 0, done.stderr
    assert json.loads((tmp_path / "out" / "status.json").read_text())["status"] == "infeasible"


WRONG = {
    "wrong_unit": ("duty_mw", lambda c: c["sources"][0].update(duty_mw="500 kW")),
    "unknown_field": ("duty_kw", lambda c: c["sinks"][0].update(duty_kw=500)),
    "missing_series": ("no_such", lambda c: c["sinks"][0].update(t_in_c="no_such")),
    "too_hot": ("hotter", lambda c: c["sinks"][0].update(t_out_c=240)),
}


@pytest.mark.parametrize("names", [*([name] for name in WRONG), list(WRONG)], ids="+".join)
def test_wrong_cases_get_every_finding(names: list[str], tmp_path: Path) -> None:
    content = yaml.safe_load(yaml.safe_dump(SMALL_CASE))
    content["sinks"].append(content["sinks"][0] | {"name": "second"})
    for name in names:
        WRONG[name][1](content)
    if len(names) > 1:  # the unknown field and the missing series would hide the hot sink
        content["sinks"][1]["t_out_c"] = 240
    case = write_case(tmp_path / "case", **content)
    done = call("design", case, "--out", tmp_path / "out")
    assert done.returncode in (3, 4)
    for name in names:
        assert WRONG[name][0] in done.stderr, done.stderr
    assert "Traceback" not in done.stderr
    assert tells_why(tmp_path / "out") == "invalid_input"


def test_what_only_a_design_finds_is_invalid_input_with_its_file(tmp_path: Path) -> None:
    machines = {"refrigerants": ["R600a"], "forbidden": ["nonesuch"]}
    case = write_case(tmp_path / "case", heat_pumps=machines)
    assert call("check", case).returncode == 0
    done = call("design", case, "--out", tmp_path / "out")
    assert done.returncode == 3
    assert "case.yaml: heat_pumps.forbidden[0]" in done.stderr
    assert "waste_to_hot_water_r600a" in done.stderr
    assert tells_why(tmp_path / "out") == "invalid_input"


def test_check_as_json_lists_findings(tmp_path: Path) -> None:
    case = write_case(tmp_path / "case", sinks=[])
    done = call("check", case, "--json")
    assert done.returncode == 3
    assert json.loads(done.stdout)["valid"] is False


def test_schema_names_units() -> None:
    document = json.loads(call("schema").stdout)
    assert document["$defs"]["LiquidSource"]["properties"]["duty_mw"]["unit"] == "MW"


def test_schema_of_results_is_published() -> None:
    done = call("schema", "--results")
    assert done.returncode == 0, done.stderr
    assert {"kpis", "proof", "equipment", "case"} <= set(json.loads(done.stdout)["required"])


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_consoles_of_another_code_page_get_their_answer(encoding: str, tmp_path: Path) -> None:
    case = write_case(tmp_path / "case", title="Käserei Łódź − 40 °C")
    environment = os.environ | {"PYTHONIOENCODING": encoding}
    done = subprocess.run(
        [*RUN, "check", str(case)], capture_output=True, timeout=60, check=False, env=environment
    )
    assert done.returncode == 0, done.stderr
    assert b"valid" in done.stdout


def test_json_is_ascii_whatever_the_names(tmp_path: Path) -> None:
    done = call("check", tmp_path / "Käserei", "--json")
    assert done.stdout.isascii()
    assert "Käserei" in json.loads(done.stdout)["findings"][0]["place"]


@pytest.mark.parametrize("arguments", [["--quiet", "check"], ["check", "--quiet"], ["check", "-q"]])
def test_every_command_takes_quiet_before_it_or_after(arguments: list[str], tmp_path: Path) -> None:
    case = write_case(tmp_path / "case")
    done = call(*arguments, case)
    assert done.returncode == 0, done.stderr
    assert "valid" in done.stdout


def test_quiet_and_verbose_hold_for_a_design(tmp_path: Path) -> None:
    case = write_case(tmp_path / "case")
    quiet = call("--quiet", "design", case, "--out", tmp_path / "a", "--format", "json")
    assert (quiet.returncode, quiet.stderr) == (0, "")
    verbose = call("design", case, "--verbose", "--out", tmp_path / "b", "--format", "json")
    assert "rows" in verbose.stderr  # the log of the model's size


def test_doctor_finds_a_working_solver() -> None:
    done = call("doctor", "--json")
    assert done.returncode == 0, done.stdout
    assert {"solver", "fluid properties"} <= {part["name"] for part in json.loads(done.stdout)}


def test_help_loads_no_heavy_library() -> None:
    code = (
        "import sys; sys.argv = ['industrial-hp', '--help']\n"
        "from industrial_hp.cli import run\n"
        "try:\n    run()\nexcept SystemExit:\n    pass\n"
        "heavy = {'numpy', 'pandas', 'pyomo', 'CoolProp', 'highspy', 'pydantic', 'scipy'}\n"
        "sys.stderr.write(','.join(sorted(heavy & set(sys.modules))))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False
    )
    assert "design" in done.stdout
    assert done.stderr == ""
