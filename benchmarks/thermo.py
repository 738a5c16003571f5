"""CPU time of a cycle and of a screening, beside TESPy in the same run.

    python -m benchmarks.thermo [--json]

TESPy is asked for the same single-stage cycle in two ways: a network built and solved anew for
each point, and one network solved again after its temperatures are changed. TESPy is needed for
this measurement only: pip install tespy.
"""

import argparse
import json
import logging
import statistics
import time
from collections.abc import Callable, Iterable
from importlib.metadata import version
from typing import Any

from industrial_hp.catalogue.refrigerants import refrigerants
from industrial_hp.errors import FluidRangeError, UsageError
from industrial_hp.pipeline.choose import choose_machines
from industrial_hp.thermo.performance_map import CycleSettings, cycle_at

ETA_S = 0.8
EVAPORATING_C, CONDENSING_C = 15.0, 85.0
STEP_K = 0.01
"""Points differ by so much, so that no state of the point before can be taken again."""
OURS, THEIRS = 400, 12
WATERS_C = (25.0, 20.0, 50.0, 80.0)


def our_cop(refrigerant: str, evaporating_c: float, condensing_c: float) -> float:
    """COP of a single stage from saturated vapour and liquid."""
    return cycle_at(
        "single_stage",
        refrigerant,
        evaporating_c=evaporating_c,
        condensing_c=condensing_c,
        settings=CycleSettings(eta_isentropic=ETA_S),
    ).cop


class TespyCycle:
    """The same cycle as a TESPy network."""

    def __init__(self, fluid: str) -> None:
        from tespy.components import Compressor, CycleCloser, SimpleHeatExchanger, Valve
        from tespy.connections import Connection
        from tespy.networks import Network

        self._network = Network(iterinfo=False)
        self._network.units.set_defaults(temperature="degC", pressure="bar", heat="MW")
        closer, valve = CycleCloser("closer"), Valve("valve")
        evaporator, condenser = SimpleHeatExchanger("source"), SimpleHeatExchanger("sink")
        compressor = Compressor("compressor")
        self._suction = Connection(evaporator, "out1", compressor, "in1")
        self._condensate = Connection(condenser, "out1", valve, "in1")
        self._network.add_conns(
            Connection(closer, "out1", evaporator, "in1"),
            self._suction,
            Connection(compressor, "out1", condenser, "in1"),
            self._condensate,
            Connection(valve, "out1", closer, "in1"),
        )
        evaporator.set_attr(pr=1)
        condenser.set_attr(pr=1, Q=-1)
        compressor.set_attr(eta_s=ETA_S)
        self._suction.set_attr(fluid={fluid: 1}, x=1)
        self._condensate.set_attr(x=0)
        self._condenser, self._compressor = condenser, compressor

    def cop(self, evaporating_c: float, condensing_c: float) -> float:
        """Solve at two saturation temperatures [degC]."""
        self._suction.set_attr(T=evaporating_c)
        self._condensate.set_attr(T=condensing_c)
        self._network.solve("design")
        return float(abs(self._condenser.Q.val_SI) / self._compressor.P.val_SI)


def timed(points: Iterable[float], cop: Callable[[float], float]) -> dict[str, float]:
    """Median CPU time of a point [ms] and the COP of the first."""
    times, found = [], []
    for shift_k in points:
        started = time.process_time()
        found.append(cop(shift_k))
        times.append(time.process_time() - started)
    return {"median_ms": 1e3 * statistics.median(times), "cop": found[0]}


def points(count: int) -> list[float]:
    """Shifts of both temperatures [K]."""
    return [STEP_K * i for i in range(count)]


def design_points() -> dict[str, dict[str, float]]:
    """The ammonia cycle 15/85 degC by every way, first ours."""
    warm = TespyCycle("NH3")
    return {
        "industrial_hp": timed(points(OURS), lambda k: our_cop("R717", *_shifted(k))),
        "tespy_built_anew": timed(points(THEIRS), lambda k: TespyCycle("NH3").cop(*_shifted(k))),
        "tespy_solved_again": timed(points(THEIRS), lambda k: warm.cop(*_shifted(k))),
    }


def _shifted(shift_k: float) -> tuple[float, float]:
    return EVAPORATING_C + shift_k, CONDENSING_C + shift_k


def screening() -> dict[str, Any]:
    """Every cycle with every refrigerant for one duty, from the first state on."""
    started = time.process_time()
    found = choose_machines(WATERS_C)
    cpu_s = time.process_time() - started
    return {
        "cpu_s": cpu_s,
        "refrigerants": len(refrigerants()),
        "combinations": len(found["ranked"]) + len(found["refused"]),
        "ranked": len(found["ranked"]),
        "cascade_pairs": found["cascade_pairs"],
    }


def single_stage_screening() -> dict[str, Any]:
    """One single-stage point of each refrigerant that both tools solve."""
    ours_s = theirs_s = worst = 0.0
    solved = 0
    for item in refrigerants():
        try:
            started = time.process_time()
            ours = our_cop(item.name, EVAPORATING_C, CONDENSING_C)
            ours_s += time.process_time() - started
            started = time.process_time()
            theirs = TespyCycle(item.coolprop_name).cop(EVAPORATING_C, CONDENSING_C)
            theirs_s += time.process_time() - started
        except (FluidRangeError, UsageError, ValueError):
            continue
        solved += 1
        worst = max(worst, abs(ours / theirs - 1))
    return {
        "refrigerants": solved,
        "industrial_hp_cpu_s": ours_s,
        "tespy_cpu_s": theirs_s,
        "ratio": theirs_s / ours_s,
        "cop_apart_at_most": worst,
    }


def measured() -> dict[str, Any]:
    """All figures; those of TESPy only where it is installed."""
    figures: dict[str, Any] = {"screening": screening()}
    try:
        versions = {name: version(name) for name in ("tespy", "CoolProp", "numpy")}
    except ModuleNotFoundError:
        shown = timed(points(OURS), lambda k: our_cop("R717", *_shifted(k)))
        return figures | {"tespy": "not installed: pip install tespy", "design_point": shown}
    logging.disable(logging.CRITICAL)
    found = design_points()
    own = found["industrial_hp"]
    for figure in found.values():
        figure["ratio"] = figure["median_ms"] / own["median_ms"]
        figure["cop_apart"] = abs(figure["cop"] / own["cop"] - 1)
    return figures | {
        "versions": versions,
        "design_point": found,
        "single_stage_screening": single_stage_screening(),
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--json", action="store_true", help="one JSON document")
    asked = parser.parse_args()
    found = measured()
    if asked.json:
        print(json.dumps(found, indent=1))
        return
    for name, figures in found.items():
        print(name)
        rows = figures.items() if isinstance(figures, dict) else [("", figures)]
        for key, value in rows:
            print(f"  {key:22s} {value}")


if __name__ == "__main__":
    main()
