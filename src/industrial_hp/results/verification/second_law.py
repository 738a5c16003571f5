"""The second law: in every zone and period heat runs down a chain of temperatures.

The streams stand here at their real temperatures, from the case and from each machine's own
cycle, and know nothing of the shifted scale of the optimisation model. A source is cooled from its
hot end as far as it is used; no other way of using it in part can do more.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from industrial_hp.case.sites import Loop, Store
from industrial_hp.pinch.problem_table import problem_table
from industrial_hp.pinch.streams import Stream, StreamKind
from industrial_hp.results.verification.operation import Deviation, Operation, RunningMachine
from industrial_hp.superstructure.coolers import cooled_to_c
from industrial_hp.superstructure.loops import loop_temperatures
from industrial_hp.superstructure.problem import Array
from industrial_hp.superstructure.stores import store_temperatures
from industrial_hp.superstructure.streams import StreamProfile
from industrial_hp.units import c_from_k, kw_from_mw, mw_from_kw

TEMPERATURE_TOLERANCE_K = 1e-4
"""Granted to every giver: rounding of temperatures at which whole duties change hands."""
SMALLEST_MW = 1e-7
ABOVE_ALL_C = 1000.0
"""Where a flame stands when only differences of temperature between streams are asked for."""


@dataclass(frozen=True)
class Span:
    """Heat given or taken between two real temperatures in a period; latent if both are equal."""

    top_c: float
    bottom_c: float
    heat_mw: float


@dataclass(frozen=True)
class RealStream:
    """A stream of a zone: its spans by period and the difference that its exchangers need [K].

    The difference is below zero where the same water goes on without an exchanger: it undoes that
    of the sink whose water it is.
    """

    name: str
    zone: str
    kind: StreamKind
    difference_k: float
    spans: tuple[tuple[Span, ...], ...]


def real_temperatures(operation: Operation) -> Iterator[Deviation]:
    """No heat runs uphill, even through exchangers of endless size [MW]."""
    yield from _chains(operation, keep_differences=False)


def temperature_differences(operation: Operation) -> Iterator[Deviation]:
    """The chain holds with the differences that the case states for every exchanger [MW]."""
    yield from _chains(operation, keep_differences=True)


def _chains(operation: Operation, *, keep_differences: bool) -> Iterator[Deviation]:
    streams = list(real_streams(operation))
    for zone in operation.case.zones:
        inside = [stream for stream in streams if stream.zone == zone.name]
        short = [
            _heat_uphill_mw([part for s in inside for part in _parts(s, period, keep_differences)])
            for period in range(operation.case.calendar.period_count)
        ]
        yield Deviation(zone.name, np.array(short))


def _parts(stream: RealStream, period: int, keep_differences: bool) -> Iterator[Stream]:
    hot = stream.kind == "hot"
    shift_k = stream.difference_k if keep_differences else 0.0
    for span in stream.spans[period]:
        if span.heat_mw > SMALLEST_MW:
            top, bottom = span.top_c, span.bottom_c
            if math.isinf(shift_k):
                top = bottom = ABOVE_ALL_C
            elif hot:
                top, bottom = (t - shift_k + TEMPERATURE_TOLERANCE_K for t in (top, bottom))
            else:
                top, bottom = top + shift_k, bottom + shift_k
            ends = (top, bottom) if hot else (bottom, top)
            heat_kw = float(kw_from_mw(span.heat_mw))
            yield Stream(stream.name, *ends, heat_kw, 0.0, stream.kind)


def _heat_uphill_mw(streams: list[Stream]) -> float:
    """Heat that no giver of a zone is hot enough for, beyond what it lacks anyway."""
    if not streams:
        return 0.0
    lacking_kw = sum(s.duty_kw if s.side == "cold" else -s.duty_kw for s in streams)
    short_kw = problem_table(streams).hot_utility_kw - max(0.0, lacking_kw)
    return float(mw_from_kw(max(0.0, short_kw)))


def real_streams(operation: Operation) -> Iterator[RealStream]:
    """Everything that gives or takes heat, at its real temperatures."""
    for profile in operation.source_profiles.values():
        used = operation.total("heat_out_mw", type="source", unit=profile.name)
        spans = tuple(_hottest(profile, p, float(heat)) for p, heat in enumerate(used))
        yield RealStream(profile.name, profile.zone, "hot", profile.contribution_k, spans)
    for profile in operation.sink_profiles.values():
        served = operation.total("heat_in_mw", type="sink", unit=profile.name)
        spans = tuple(_whole(profile, p, float(heat)) for p, heat in enumerate(served))
        yield RealStream(profile.name, profile.zone, "cold", profile.contribution_k, spans)
    for boiler in operation.case.boilers:
        heat = operation.total("heat_out_mw", type="boiler", unit=boiler.name)
        level = np.full(len(heat), boiler.supply_max_c)
        yield RealStream(boiler.name, boiler.zone, "hot", -math.inf, _even(level, level, heat))
    for cooler in operation.case.coolers:
        heat = operation.total("heat_in_mw", type="cooler", unit=cooler.name)
        air = cooled_to_c(operation.case, cooler)
        yield RealStream(cooler.name, cooler.zone, "cold", cooler.approach_k, _even(air, air, heat))
    for machine in operation.machines:
        yield from _machine_ends(operation, machine)
    for store in operation.case.stores:
        yield from _store_ends(operation, store)
    for loop in operation.case.loops:
        yield from _loop_ends(operation, loop)


def _hottest(profile: StreamProfile, period: int, used_mw: float) -> tuple[Span, ...]:
    """The hot end of a source's curve that holds the heat used."""
    spans, left = [], used_mw
    for piece in profile.pieces:
        top, bottom = float(piece.top_c[period]), float(piece.bottom_c[period])
        held = float(piece.share[period] * profile.heat_mw[period])
        taken = min(left, held)
        if taken > 0:
            spans.append(Span(top, top - (top - bottom) * taken / held, taken))
            left -= taken
    return tuple(spans)


def _whole(profile: StreamProfile, period: int, heat_mw: float) -> tuple[Span, ...]:
    return tuple(
        Span(
            float(piece.top_c[period]),
            float(piece.bottom_c[period]),
            float(piece.share[period]) * heat_mw,
        )
        for piece in profile.pieces
    )


def _even(top_c: Array, bottom_c: Array, heat_mw: Array) -> tuple[tuple[Span, ...], ...]:
    """One span for each period."""
    return tuple(
        (Span(float(top), float(bottom), float(heat)),)
        for top, bottom, heat in zip(top_c, bottom_c, heat_mw, strict=True)
    )


def _machine_ends(operation: Operation, machine: RunningMachine) -> Iterator[RealStream]:
    ends: tuple[tuple[StreamKind, str, str, float], ...] = (
        ("hot", "condenser", "heat_out_mw", machine.condenser_contribution_k),
        ("cold", "evaporator", "heat_in_mw", machine.evaporator_contribution_k),
    )
    for kind, side, column, difference_k in ends:
        heat = operation.total(column, type="heat_pump", unit=machine.tag)
        spans = tuple(
            tuple(
                Span(c_from_k(s.t_hot_k), c_from_k(s.t_cold_k), s.share * float(duty))
                for s in (getattr(point, side) if point is not None else ())
            )
            for point, duty in zip(machine.points, heat, strict=True)
        )
        yield RealStream(machine.tag, machine.zone, kind, difference_k, spans)


def _store_ends(operation: Operation, store: Store) -> Iterator[RealStream]:
    of_store = {"type": "heat_store", "unit": store.name}
    charged = operation.total("heat_in_mw", **of_store)
    discharged = operation.total("heat_out_mw", **of_store)
    ends = store_temperatures(operation.case, store)
    count = len(charged)
    taken = _even(np.full(count, ends.charge_top_c), np.full(count, ends.charge_bottom_c), charged)
    given = _even(
        np.full(count, ends.discharge_top_c), np.full(count, ends.discharge_bottom_c), discharged
    )
    into = out_of = store.dt_contribution_k
    if store.same_water_as is not None:
        into = operation.case.sink(store.same_water_as).dt_contribution_k
        out_of = -into
    yield RealStream(store.name, store.zone, "cold", into, taken)
    yield RealStream(store.name, store.zone, "hot", out_of, given)


def _loop_ends(operation: Operation, loop: Loop) -> Iterator[RealStream]:
    supply_c, return_c = loop_temperatures(operation.case, loop)
    sent = operation.total("heat_in_mw", type="loop", unit=loop.name)
    received = operation.total("heat_out_mw", type="loop_end", unit=loop.name)
    warming = operation.total("heat_in_mw", type="loop_end", unit=loop.name)
    into = out_of = loop.dt_contribution_k
    if loop.same_water_as is not None:
        into = operation.case.sink(loop.same_water_as).dt_contribution_k
        out_of = -into
    ends: tuple[tuple[str, StreamKind, float, Array], ...] = (
        (loop.from_zone, "cold", loop.dt_contribution_k, sent),
        (loop.to_zone, "hot", out_of, received),
        (loop.to_zone, "cold", into, warming),
    )
    for zone, kind, difference_k, heat in ends:
        yield RealStream(loop.name, zone, kind, difference_k, _even(supply_c, return_c, heat))
