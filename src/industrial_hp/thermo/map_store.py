"""Maps kept on disk by what they depend on, so that each is computed once.

The file's name is a SHA-256 of the request, the version of CoolProp and the text of the cycles'
own formulas. Files are renamed into place whole, so that many processes may share a folder. A
file that cannot be read is computed again and a folder that cannot be written is done without.
"""

import hashlib
import json
import logging
import os
import sys
import tempfile
import zipfile
import zlib
from dataclasses import asdict
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

import numpy as np

from industrial_hp.thermo.cop_map import CopMap, MapRequest, build_map
from industrial_hp.thermo.patched_surface import PatchedSurface, Refusal

logger = logging.getLogger(__name__)

FOLDER_VARIABLE = "INDUSTRIAL_HP_CACHE"
UNREADABLE = (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile, zlib.error)


def stored_map(request: MapRequest, folder: Path | None = None) -> CopMap:
    """The map of a request: read where it is kept, else computed and kept.

    Parameters
    ----------
    request : MapRequest
        What the map depends on.
    folder : Path, optional
        Where maps are kept; :func:`cache_folder` unless stated.

    Raises
    ------
    UsageError
        As :func:`industrial_hp.thermo.cop_map.build_map`.
    """
    path = (folder or cache_folder()) / f"{map_key(request)}.npz"
    try:
        return CopMap(request, _read(path))
    except FileNotFoundError:
        pass
    except UNREADABLE as error:
        logger.info("map %s cannot be read and is computed again: %s", path, error)
    built = build_map(request)
    try:
        _write(path, built.surface)
    except OSError as error:
        logger.info("map %s cannot be kept: %s", path, error)
    return built


def cache_folder() -> Path:
    """The user's folder for maps: ``INDUSTRIAL_HP_CACHE``, or where the platform keeps caches."""
    stated = os.environ.get(FOLDER_VARIABLE)
    if stated:
        return Path(stated) / "maps"
    home = Path.home()
    if sys.platform == "win32":
        root = Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    elif sys.platform == "darwin":
        root = home / "Library" / "Caches"
    else:
        root = Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache")
    return root / "industrial_hp" / "maps"


def map_key(request: MapRequest) -> str:
    """SHA-256 of all that a map depends on, in hexadecimal digits."""
    content = {
        "request": asdict(request),
        "coolprop": version("CoolProp"),
        "formulas": formulas_sha256(),
    }
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


@cache
def formulas_sha256() -> str:
    """SHA-256 of the text of all of ``thermo/``: a changed formula makes every map anew."""
    found = hashlib.sha256()
    modules = (item for item in files("industrial_hp.thermo").iterdir() if item.name[-3:] == ".py")
    for item in sorted(modules, key=lambda module: module.name):
        found.update(item.name.encode() + b"\0" + item.read_bytes() + b"\0")
    return found.hexdigest()


def _read(path: Path) -> PatchedSurface:
    with path.open("rb") as file, np.load(file, allow_pickle=False) as kept:
        refusals = json.loads(str(kept["refusals"]))
        return PatchedSurface(
            x=(float(kept["x"][0]), float(kept["x"][1])),
            y=(float(kept["y"][0]), float(kept["y"][1])),
            lattice=kept["lattice"],
            origin=kept["origin"],
            span=kept["span"],
            coefficients=kept["coefficients"],
            refusals=tuple(Refusal(code, reason) for code, reason in refusals),
            error=kept["error"],
        )


def _write(path: Path, surface: PatchedSurface) -> None:
    """Written beside its place and renamed: a reader meets the whole file or none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=path.stem, suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            np.savez(
                file,
                x=np.array(surface.x),
                y=np.array(surface.y),
                lattice=surface.lattice,
                origin=surface.origin,
                span=surface.span,
                coefficients=surface.coefficients,
                refusals=np.array(json.dumps([[r.code, r.reason] for r in surface.refusals])),
                error=surface.error,
            )
        os.replace(name, path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
