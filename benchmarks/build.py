"""CPU time and memory of building a model and handing it to HiGHS, beside other tools.

    python -m benchmarks.build --size 5,5,8760 [--json] [--runs N] [--solve]

Each method works in a process of its own; the figures are medians. Its objective shows that all
methods hold the same problem: it is that of the same sources and sinks over fewer hours, unless
--solve asks for all of them. Peers that are not installed are left out:
pip install -c constraints.txt -e '.[benchmarks]'
"""

import argparse
import importlib.util
import json
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

OBJECTIVE_HOURS = 168
MODULES = {"linopy": "linopy", "pypsa": "pypsa", "oemof": "oemof.solph"}
MEGABYTE = 1e6
STATUS = Path("/proc/self/status")


def measured(name: str, size: tuple[int, int, int]) -> dict[str, Any]:
    """One build in this process: CPU time [s] and what it adds to the resident memory [MB]."""
    from benchmarks.build_methods import METHODS
    from benchmarks.reference_problem import reference_problem

    METHODS[name](reference_problem(1, 1, 24))  # what is imported late is in memory now
    problem = reference_problem(*size)
    before_mb = reset_peak()
    started = time.process_time()
    METHODS[name](problem)
    return {"cpu_s": time.process_time() - started, "peak_mb": peak_mb() - before_mb}


def objective(name: str, size: tuple[int, int, int]) -> dict[str, Any]:
    """Optimum of the linear problem [EUR/a]."""
    from benchmarks.build_methods import METHODS
    from benchmarks.reference_problem import reference_problem

    highs = METHODS[name](reference_problem(*size))
    highs.run()
    return {"objective": highs.getInfo().objective_function_value}


def reset_peak() -> float:
    """Forget the largest memory so far, and tell today's [MB]."""
    if STATUS.exists():
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    return peak_mb()


def peak_mb() -> float:
    """Largest resident memory of this process since the last reset, where it can be reset [MB]."""
    if STATUS.exists():
        lines = STATUS.read_text(encoding="ascii").splitlines()
        (peak,) = (line.split()[1] for line in lines if line.startswith("VmHWM"))
        return int(peak) * 1024 / MEGABYTE
    import resource

    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / MEGABYTE


def installed(name: str) -> bool:
    """Whether the tool of a method can be imported."""
    if name not in MODULES:
        return True
    try:
        return importlib.util.find_spec(MODULES[name]) is not None
    except ModuleNotFoundError:
        return False


def in_a_process(task: str, name: str, size: tuple[int, int, int]) -> dict[str, Any] | None:
    """What a method says of itself in a process of its own; none, with a note, if it fails."""
    told = [sys.executable, "-m", "benchmarks.build", "--task", task, "--method", name]
    finished = subprocess.run(
        [*told, "--size", ",".join(map(str, size))], capture_output=True, text=True, check=False
    )
    if finished.returncode:
        last = (finished.stderr.strip().splitlines() or ["no message"])[-1]
        print(f"{name} failed to {task}: {last}", file=sys.stderr)
        return None
    answer: dict[str, Any] = json.loads(finished.stdout.strip().splitlines()[-1])
    return answer


def compared(
    names: list[str], size: tuple[int, int, int], runs: int, *, objective_hours: int
) -> dict[str, Any]:
    """All methods, run by run one after the other, so that a slow minute hits all of them."""
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in names}
    for _ in range(runs):
        for name in names:
            answer = in_a_process("build", name, size)
            found[name] += [answer] if answer else []
    methods: dict[str, dict[str, Any]] = {}
    for name, answers in found.items():
        if not answers:
            continue
        medians = {k: statistics.median(a[k] for a in answers) for k in ("cpu_s", "peak_mb")}
        optimum = in_a_process("solve", name, (*size[:2], objective_hours)) or {}
        methods[name] = medians | optimum
    floor_s = methods["floor"]["cpu_s"]
    for figures in methods.values():
        figures["ratio_to_floor"] = figures["cpu_s"] / floor_s
    return {
        "size": list(size),
        "runs": runs,
        "objective_hours": objective_hours,
        "methods": methods,
    }


def _size(text: str) -> tuple[int, int, int]:
    sources, sinks, hours = (int(part) for part in text.split(","))
    return sources, sinks, hours


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--size", type=_size, default=(5, 5, 8760), help="sources,sinks,hours")
    parser.add_argument("--json", action="store_true", help="one JSON document")
    parser.add_argument("--runs", type=int, default=3, help="runs of each method")
    parser.add_argument("--solve", action="store_true", help="objectives over all hours")
    parser.add_argument("--method", action="append", help="only these, beside the floor")
    parser.add_argument("--task", choices=("build", "solve"), help=argparse.SUPPRESS)
    return parser.parse_args()


def _asked_methods(asked: list[str] | None) -> list[str]:
    from benchmarks.build_methods import METHODS

    names = []
    for name in METHODS:
        if asked and name not in (*asked, "floor"):
            continue
        if installed(name):
            names.append(name)
        else:
            print(f"{name} is left out: {MODULES[name]} is not installed", file=sys.stderr)
    return names


def main() -> None:
    """Measure and print."""
    asked = _arguments()
    if asked.task:
        work = measured if asked.task == "build" else objective
        print(json.dumps(work(asked.method[0], asked.size)))
        return
    names = _asked_methods(asked.method)
    hours = asked.size[2] if asked.solve else min(asked.size[2], OBJECTIVE_HOURS)
    found = compared(names, asked.size, asked.runs, objective_hours=hours)
    if asked.json:
        print(json.dumps(found, indent=1))
        return
    print(f"{'method':14s} {'CPU s':>8s} {'x floor':>8s} {'peak MB':>8s}  objective EUR/a")
    for name, f in found["methods"].items():
        optimum = f.get("objective", float("nan"))
        print(
            f"{name:14s} {f['cpu_s']:8.3f} {f['ratio_to_floor']:8.2f} {f['peak_mb']:8.0f}"
            f"  {optimum:.4f} ({hours} h)"
        )


if __name__ == "__main__":
    main()
