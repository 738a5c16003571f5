"""Maps on disk: used, renewed when spoilt, shared by processes, apart for other settings."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from industrial_hp.thermo import map_store
from industrial_hp.thermo.cop_map import CopMap, MapRequest, WaterStreams, build_map
from industrial_hp.thermo.cycle_settings import CycleSettings
from industrial_hp.thermo.map_store import cache_folder, map_key, stored_map

REQUEST = MapRequest("single_stage", "R600", CycleSettings(5.0), (270.0, 300.0), (290.0, 430.0))
COLD_K, HOT_K = np.array([280.0, 290.0, 299.0, 290.0]), np.array([320.0, 340.0, 295.0, 428.0])


def assert_same(one: CopMap, other: CopMap) -> None:
    first, second = one.read(COLD_K, HOT_K), other.read(COLD_K, HOT_K)
    assert first.code.tolist() == second.code.tolist()
    np.testing.assert_array_equal(first.cop, second.cop)
    np.testing.assert_array_equal(
        first.volumetric_heating_capacity_j_per_m3, second.volumetric_heating_capacity_j_per_m3
    )
    assert one.reasons == other.reasons
    assert one.cop_error == other.cop_error
    assert one.capacity_error == other.capacity_error


def never(request: MapRequest) -> CopMap:
    raise AssertionError(f"{request} was computed again")


def test_a_kept_map_is_used_and_equal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built = stored_map(REQUEST, tmp_path)
    monkeypatch.setattr(map_store, "build_map", never)
    assert_same(stored_map(REQUEST, tmp_path), built)
    assert [path.suffix for path in tmp_path.iterdir()] == [".npz"]


@pytest.mark.parametrize("spoilt", [b"", b"PK\x03\x04 no archive", None])
def test_a_spoilt_file_is_computed_again(tmp_path: Path, spoilt: bytes | None) -> None:
    built = stored_map(REQUEST, tmp_path)
    path = next(tmp_path.iterdir())
    whole = path.read_bytes()
    middle = len(whole) // 2
    flipped = whole[:middle] + bytes([whole[middle] ^ 0xFF]) + whole[middle + 1 :]
    path.write_bytes(flipped if spoilt is None else spoilt)
    assert_same(stored_map(REQUEST, tmp_path), built)
    assert path.read_bytes() == whole


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    blocked = tmp_path / "a file"
    blocked.write_text("not a folder")
    assert_same(stored_map(REQUEST, blocked / "maps"), build_map(REQUEST))


WRITER = """
import sys
from pathlib import Path
from industrial_hp.thermo.cop_map import MapRequest
from industrial_hp.thermo.cycle_settings import CycleSettings
from industrial_hp.thermo.map_store import stored_map
request = MapRequest("single_stage", "R600", CycleSettings(5.0), (270.0, 300.0), (290.0, 430.0))
sys.stdin.readline()
print(repr(float(stored_map(request, Path(sys.argv[1])).cop(290.0, 340.0))))
"""


def test_many_processes_may_write_one_map(tmp_path: Path) -> None:
    command = [sys.executable, "-c", WRITER, str(tmp_path)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    writers = [subprocess.Popen(command, **pipes) for _ in range(4)]  # type: ignore[call-overload]
    told = [writer.communicate("now\n", timeout=120)[0] for writer in writers]
    expected = float(build_map(REQUEST).cop(290.0, 340.0))
    assert [float(cop) for cop in told] == [expected] * 4
    assert [path.name for path in tmp_path.iterdir()] == [f"{map_key(REQUEST)}.npz"]


def test_every_input_and_version_has_a_key_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    streams = WaterStreams(5.0, 20.0, 5.0)
    requests = [
        REQUEST,
        replace(REQUEST, cycle="single_stage_ihx"),
        replace(REQUEST, refrigerant="R600a"),
        replace(REQUEST, settings=CycleSettings(5.0 + 1e-12)),
        replace(REQUEST, cold_k=(270.0, 301.0)),
        replace(REQUEST, hot_k=(291.0, 430.0)),
        replace(REQUEST, streams=streams),
        replace(REQUEST, streams=replace(streams, approach_at="saturation")),
        replace(REQUEST, cop_tolerance=2e-4),
        replace(REQUEST, capacity_tolerance=2e-3),
    ]
    keys = {map_key(request) for request in requests}
    monkeypatch.setattr(map_store, "version", lambda _: "9.9")
    keys.add(map_key(REQUEST))
    monkeypatch.setattr(map_store, "formulas_sha256", lambda: "another text")
    keys.add(map_key(REQUEST))
    assert len(keys) == len(requests) + 2
    assert map_key(REQUEST) == map_key(replace(REQUEST))


def test_the_folder_follows_the_stated_variable_and_the_platform(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("INDUSTRIAL_HP_CACHE", str(tmp_path))
    assert cache_folder() == tmp_path / "maps"
    monkeypatch.delenv("INDUSTRIAL_HP_CACHE")
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert cache_folder() == tmp_path / "xdg" / "industrial_hp" / "maps"
