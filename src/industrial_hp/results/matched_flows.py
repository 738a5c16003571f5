"""Who feeds whom where the expanded cascade decides it: read from the solved matches.

What the model names is exact. Streams that it holds as one (`others`, `units`) share in proportion
to the heat that each gives or takes in a row.
"""

from collections import defaultdict
from typing import Any

from industrial_hp.model.cascade_grid import CascadeRows, CascadeStream, cascade_rows
from industrial_hp.model.formulation import COMPONENTS
from industrial_hp.model.match_cascade import expanded_zones, side_name
from industrial_hp.results.attribution import ActiveStream, Transfer, Transfers
from industrial_hp.superstructure.problem import DesignProblem

SMALLEST_MW = 1e-9
Heats = dict[str, float]


def matched_transfers(problem: DesignProblem, model: Any, streams: list[ActiveStream]) -> Transfers:
    """Transfers of the zones in which a case forbids matches, by zone and period.

    Parameters
    ----------
    problem : DesignProblem
        What was offered.
    model : ConcreteModel
        The solved model.
    streams : list of ActiveStream
        Streams of all zones. The ranges of a transfer are those of its whole streams.
    """
    stated = tuple(s for component in COMPONENTS for s in component.cascade_streams(problem))
    cascades = {
        zone: cascade_rows(stated, zone, problem.periods.count)
        for zone in sorted(expanded_zones(problem))
    }
    return {
        (zone, p): [
            Transfer(
                giver,
                taker,
                heat_mw,
                *_range_c(streams, zone, giver, is_hot=True, period=p),
                *_range_c(streams, zone, taker, is_hot=False, period=p),
            )
            for (giver, taker), heat_mw in sorted(
                matched_flows(problem, model, stated, cascade, zone=zone, period=p).items()
            )
            if heat_mw > SMALLEST_MW
        ]
        for zone, cascade in cascades.items()
        for p in range(problem.periods.count)
    }


def matched_heat_mwh(problem: DesignProblem, model: Any) -> dict[tuple[str, str], float]:
    """Heat handed over in a year by every match that has a price [MWh/a], by giver and taker."""
    priced = [(m.giver, m.taker) for m in problem.matches if m.eur_per_mwh is not None]
    found = dict.fromkeys(priced, 0.0)
    for (_, p, giver, taker, _), match in model.match_cascade.match_mw.items():
        if (giver, taker) in found:
            weight_h = float(problem.periods.weight_h[p])
            found[giver, taker] += weight_h * max(0.0, match.value or 0.0)
    return found


def _range_c(
    streams: list[ActiveStream], zone: str, name: str, *, is_hot: bool, period: int
) -> tuple[float, float]:
    """Shifted top and bottom [degC] of what a stream gives or takes in a period."""
    pieces = [
        piece
        for s in streams
        if (s.name, s.zone, s.is_hot) == (name, zone, is_hot) and s.heat_mw[period] > 0.0
        for piece in s.pieces
        if piece.share[period] > 0
    ]
    tops = [float(piece.top_c[period]) for piece in pieces]
    return max(tops), min(float(piece.bottom_c[period]) for piece in pieces)


def matched_flows(
    problem: DesignProblem,
    model: Any,
    streams: tuple[CascadeStream, ...],
    cascade: CascadeRows,
    *,
    zone: str,
    period: int,
) -> dict[tuple[str, str], float]:
    """Heat from giver to taker [MW] within an expanded zone in a period.

    Parameters
    ----------
    problem : DesignProblem
        What was offered.
    model : ConcreteModel
        The solved model.
    streams : tuple of CascadeStream
        All streams of the problem.
    cascade : CascadeRows
        Rows of the zone.
    zone : str
        A zone of the expanded cascade.
    period : int
        Index of the period.
    """
    heats: dict[tuple[int, str, int], Heats] = defaultdict(lambda: defaultdict(float))
    for term in cascade.terms(period):
        stream = streams[term.stream]
        heat = stream.heat_mw(model, period)
        number = float(heat if isinstance(heat, int | float) else heat(exception=False) or 0.0)
        key = (stream.sign, side_name(problem, stream), term.row)
        heats[key][stream.name] += max(0.0, abs(term.share) * number)
    matches: dict[int, list[tuple[str, str, float]]] = defaultdict(list)
    for (z, p, giver, taker, row), match in model.match_cascade.match_mw.items():
        if (z, p) == (zone, period) and (match.value or 0.0) > SMALLEST_MW:
            matches[row].append((giver, taker, float(match.value)))
    pools: dict[str, Heats] = defaultdict(lambda: defaultdict(float))
    flows: dict[tuple[str, str], float] = defaultdict(float)
    for row in range(int(cascade.rows[period])):
        for (sign, side, at), given in list(heats.items()):
            for name, heat_mw in given.items() if sign > 0 and at == row else ():
                pools[side][name] += heat_mw
        for giver, taker, heat_mw in matches[row]:
            _hand_over(flows, pools[giver], heats[-1, taker, row], heat_mw)
    return dict(flows)


def _hand_over(
    flows: dict[tuple[str, str], float], pool: Heats, taken: Heats, heat_mw: float
) -> None:
    """Hand heat from a pool to the takers of a row, all in proportion."""
    held_mw, wanted_mw = sum(pool.values()), sum(taken.values())
    if held_mw <= SMALLEST_MW or wanted_mw <= SMALLEST_MW:
        return
    shares = {name: heat / held_mw for name, heat in pool.items()}
    for giver, share in shares.items():
        pool[giver] = max(0.0, pool[giver] - share * heat_mw)
        for taker, heat in taken.items():
            flows[giver, taker] += heat_mw * share * heat / wanted_mw
