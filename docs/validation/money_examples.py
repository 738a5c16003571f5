"""Figures of investment appraisal beside published examples of them."""

import csv
from collections.abc import Iterator
from pathlib import Path

from industrial_hp.economics.cash_flow import (
    discounted_payback_a,
    irr,
    mirr,
    npv_eur,
    payback_a,
)

REFERENCE = Path(__file__).parents[2] / "tests" / "reference" / "money_examples.csv"


def compared() -> Iterator[tuple[str, ...]]:
    """Rows: figure, flows, rates, published, ours, source."""
    for row in csv.DictReader(REFERENCE.read_text(encoding="utf-8").splitlines()):
        rates = [f"{float(row[name]):.0%}" for name in ("interest", "reinvestment") if row[name]]
        digits = 4 if abs(float(row["published"])) < 1 else 2
        yield (
            row["figure"],
            row["flows_eur"].replace(" ", "; "),
            " and ".join(rates) or "-",
            f"{float(row['published']):.6g}",
            f"{_ours(row):.{digits}f}",
            row["source"],
        )


def _ours(row: dict[str, str]) -> float:
    flows = [float(flow) for flow in row["flows_eur"].split()]
    interest = float(row["interest"] or "nan")
    if row["figure"] == "NPV":
        return npv_eur(flows, interest)
    if row["figure"] == "MIRR":
        found = mirr(flows, financing=interest, reinvestment=float(row["reinvestment"]))
    elif row["figure"] == "IRR":
        found = irr(flows)
    elif row["figure"] == "payback [a]":
        found = payback_a(flows)
    else:
        found = discounted_payback_a(flows, interest)
    if found is None:
        raise ValueError(f"{row['figure']} of {row['flows_eur']} has no answer")
    return found
