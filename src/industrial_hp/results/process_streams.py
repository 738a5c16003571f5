"""Sources, demands and running units of a zone as streams of a pinch analysis, at shifted ends."""

from collections.abc import Sequence

from industrial_hp.pinch.streams import Stream, StreamKind
from industrial_hp.superstructure.problem import Array, DesignProblem, Piece
from industrial_hp.units import kw_from_mw

SMALLEST_KW = 1e-3


def process_streams(problem: DesignProblem, zone: str, period: int) -> list[Stream]:
    """Sources with all their heat, used or not, and demands of a zone in a period."""
    streams: list[Stream] = []
    for source in problem.sources:
        if source.zone == zone:
            streams += of_pieces(source.name, "hot", source.pieces, source.heat_mw, period)
    for demand in problem.demands:
        if demand.zone == zone:
            streams += of_pieces(demand.name, "cold", demand.pieces, demand.heat_mw, period)
    return streams


def of_pieces(
    name: str, kind: StreamKind, pieces: Sequence[Piece], heat_mw: Array, period: int
) -> list[Stream]:
    """The pieces of a stream that give or take heat in a period, already shifted."""
    streams = []
    for piece in pieces:
        duty_kw = float(kw_from_mw(heat_mw[period] * piece.share[period]))
        ends = (float(piece.top_c[period]), float(piece.bottom_c[period]))
        if duty_kw > SMALLEST_KW:
            t_in, t_out = ends if kind == "hot" else ends[::-1]
            streams.append(Stream(name, t_in, t_out, duty_kw, 0.0, kind))
    return streams
