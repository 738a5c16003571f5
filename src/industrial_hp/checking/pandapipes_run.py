"""Where pandapipes is found, and a network solved by it.

It is looked for in the interpreter that INDUSTRIAL_HP_PANDAPIPES names, then in this one.
"""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from industrial_hp.errors import UsageError

VARIABLE = "INDUSTRIAL_HP_PANDAPIPES"
LONGEST_RUN_S = 300
HOW_TO_GET_IT = (
    "pandapipes wants older pandas and scipy than the tested ones; give it an environment of "
    "its own (python -m venv networks; networks/bin/pip install 'pandapipes>=0.16') and set "
    f"{VARIABLE} to its interpreter"
)


def pandapipes_interpreter() -> str | None:
    """The interpreter that has pandapipes, or None.

    Raises
    ------
    UsageError
        If the variable names a file that is not there.
    """
    named = os.environ.get(VARIABLE)
    if named:
        if not Path(named).is_file():
            raise UsageError(f"{VARIABLE} is {named!r}; there is no such interpreter")
        return named
    return sys.executable if find_spec("pandapipes") else None


def run_pandapipes(network: Mapping[str, Any]) -> dict[str, Any]:
    """Pressures, temperatures and flows of a network as pandapipes finds them.

    Parameters
    ----------
    network : mapping
        As :mod:`industrial_hp.checking.pandapipes_flow` describes it.

    Raises
    ------
    UsageError
        If pandapipes is not installed, or finds no solution; carries what it said last.
    """
    interpreter = pandapipes_interpreter()
    if interpreter is None:
        raise UsageError(f"pandapipes is not installed; {HOW_TO_GET_IT}")
    script = Path(__file__).with_name("pandapipes_flow.py")
    try:
        finished = subprocess.run(
            [interpreter, str(script)],
            input=json.dumps(network),
            capture_output=True,
            text=True,
            timeout=LONGEST_RUN_S,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise UsageError(f"pandapipes found no solution in {LONGEST_RUN_S} s") from None
    if finished.returncode:
        said = finished.stderr.strip().splitlines() or ["nothing"]
        raise UsageError(f"pandapipes found no solution; it said: {said[-1]}")
    document: dict[str, Any] = json.loads(finished.stdout)
    return document
