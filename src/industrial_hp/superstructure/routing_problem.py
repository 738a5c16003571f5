"""The routing problem: what a heat network may look like, as plain frozen numbers.

A trench may hold one pipe; a pipe may be passed either way, each way an arc. Heat that enters an
arc leaves it less a share and, while the arc is open, a fixed loss. Costs are annual. Tuples over
steps have one value for each design step, which stands for a part of the year.
"""

from dataclasses import dataclass

Steps = tuple[float, ...]


@dataclass(frozen=True)
class Arc:
    """A pipe in one direction: an open arc that takes in x gives (1 - loss_share) x - loss_mw.

    ``parts`` names the arcs of the street graph that it stands for, in the order of the flow.
    """

    name: str
    trench: str
    pipe: str
    from_node: str
    to_node: str
    loss_share: float
    loss_mw: float
    eur_per_mw: float
    fixed_eur: float
    max_mw: float
    parts: tuple[str, ...] = ()

    @property
    def original(self) -> tuple[str, ...]:
        """Arcs of the street graph."""
        return self.parts or (self.name,)


@dataclass(frozen=True)
class Consumer:
    """Heat drawn at a node in every step, and what a connection costs less what it earns."""

    name: str
    node: str
    heat_mw: Steps
    connection_eur: float
    forced: bool
    parts: tuple[str, ...] = ()
    """Arcs of the street graph that are laid with the connection."""


@dataclass(frozen=True)
class Source:
    """Heat fed in at a node: cost of its size, and in every step of one MW held through it."""

    name: str
    node: str
    min_mw: float
    max_mw: float
    eur_per_mw: float
    step_eur_per_mw: Steps


@dataclass(frozen=True)
class RoutingProblem:
    """Arcs, consumers and sources of a network to be designed for a number of steps."""

    steps: int
    arcs: tuple[Arc, ...]
    consumers: tuple[Consumer, ...]
    sources: tuple[Source, ...]

    @property
    def nodes(self) -> tuple[str, ...]:
        """All nodes, in the order of their first mention."""
        named = [node for arc in self.arcs for node in (arc.from_node, arc.to_node)]
        named += [c.node for c in self.consumers] + [s.node for s in self.sources]
        return tuple(dict.fromkeys(named))
