"""Loops of a case with their temperatures at both ends and their losses."""

import numpy as np

from industrial_hp.case.case import Case
from industrial_hp.case.sites import Loop as StatedLoop
from industrial_hp.superstructure.costs import at_spread, investment
from industrial_hp.superstructure.problem import Array, Loop, Piece
from industrial_hp.superstructure.sink_streams import sink_profile
from industrial_hp.superstructure.streams import StreamProfile, shifted
from industrial_hp.units import W_PER_MW


def loop_temperatures(case: Case, loop: StatedLoop) -> tuple[Array, Array]:
    """Supply and return temperature [degC] of a loop by period."""
    if loop.same_water_as is None:
        assert loop.supply_c is not None
        assert loop.return_c is not None
        return case.values(loop.supply_c), case.values(loop.return_c)
    sink = sink_profile(case, case.sink(loop.same_water_as))
    supply = sink.top_c if loop.supply_c is None else case.values(loop.supply_c)
    back = sink.bottom_c if loop.return_c is None else case.values(loop.return_c)
    return supply, back


def sent_profile(case: Case, loop: StatedLoop) -> StreamProfile:
    """What the loop takes up in the zone that sends, as a cold stream of its largest heat."""
    supply, back = loop_temperatures(case, loop)
    heat = np.full(len(supply), loop.max_mw)
    piece = Piece(supply, back, np.ones(len(supply)))
    return StreamProfile(
        loop.name, loop.from_zone, "cold", heat, (piece,), loop.dt_contribution_k, is_water=True
    )


def received_profile(case: Case, loop: StatedLoop) -> StreamProfile:
    """What the loop brings to the zone that receives, as a hot stream.

    A loop that carries a sink's own water needs no exchanger there: its contribution undoes
    the sink's.
    """
    supply, back = loop_temperatures(case, loop)
    contribution = loop.dt_contribution_k
    if loop.same_water_as is not None:
        contribution = -case.sink(loop.same_water_as).dt_contribution_k
    heat = np.full(len(supply), loop.max_mw)
    piece = Piece(supply, back, np.ones(len(supply)))
    return StreamProfile(loop.name, loop.to_zone, "hot", heat, (piece,), contribution)


def design_loop(case: Case, loop: StatedLoop, largest_mw: float) -> Loop:
    """A loop as the model sees it, no larger than what it can carry in any use."""
    supply, back = loop_temperatures(case, loop)
    sent, received = sent_profile(case, loop), received_profile(case, loop)
    by_length = investment(case, loop.cost, length_m=loop.length_m)
    cost = at_spread(case, by_length, float((supply - back).min()))
    # Behind exchangers heat goes back into the line as into any cold stream, a contribution above
    # its water; a sink's own water is heated where the sink stands.
    warming_shift_k = abs(received.contribution_k)
    above_ground = supply + back - 2 * loop.ground_c
    loss = np.maximum(0.0, loop.loss_w_per_m_k * loop.length_m * above_ground / W_PER_MW)
    return Loop(
        name=loop.name,
        title=loop.title or loop.name,
        from_zone=loop.from_zone,
        to_zone=loop.to_zone,
        supply_c=supply,
        return_c=back,
        sent=tuple(shifted(p, sent.shift_k) for p in sent.pieces),
        received=tuple(shifted(p, received.shift_k) for p in received.pieces),
        warming=tuple(shifted(p, warming_shift_k) for p in received.pieces),
        loss_mw=loss,
        loss_share=0.0,
        pumping_share=loop.pumping_share,
        pumping_eur_per_mwh=cost.variable_om_eur_per_mwh,
        max_size_mw=min(loop.max_mw, largest_mw + float(loss.max())),
        investment=cost,
    )
