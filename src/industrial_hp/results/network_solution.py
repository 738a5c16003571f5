"""The answer to a network study: pipes, consumers, sources, cost, key figures, proof."""

from dataclasses import dataclass

from industrial_hp.case.network_study import NetworkMode, NetworkStudy, NetworkTemperatures
from industrial_hp.results.solution import ModelSize, Proof, Stamp


@dataclass(frozen=True)
class NetworkPipe:
    """A laid pipe, supply and return together.

    Attributes
    ----------
    exists, replaces : bool
        Whether it lies there, or takes the place of a thinner one that does.
    consumers : float
        Behind it.
    peak_mw, mean_mw : float
        Heat entering it: largest with the simultaneity of those behind it, mean of the year [MW].
    peak_kg_per_s, mean_kg_per_s, velocity_m_per_s, gradient_pa_per_m : float
        Water; at the largest heat, in the pipe where it is faster or steeper.
    drop_bar : float
        Of both pipes at the largest heat [bar].
    velocity_max_m_per_s, gradient_max_pa_per_m : float
        Their limits.
    meeting_mw, meeting_kg_per_s, supply_drop_bar, return_drop_bar : float
        When the whole network has its largest load: heat entering, water, drop of either pipe.
    loss_kw, loss_mwh_per_a, u_w_per_m_k : float
        Of both pipes [kW, MWh/a]; of one pipe over the mean temperature [W/(m K)].
    investment_eur, annual_eur : float
        Pipes; with operation and maintenance [EUR, EUR/a].
    """

    trench: str
    from_node: str
    to_node: str
    dn: int
    inner_m: float
    roughness_m: float
    exists: bool
    replaces: bool
    length_m: float
    consumers: float
    peak_mw: float
    mean_mw: float
    peak_kg_per_s: float
    mean_kg_per_s: float
    velocity_m_per_s: float
    velocity_max_m_per_s: float
    gradient_pa_per_m: float
    gradient_max_pa_per_m: float
    drop_bar: float
    meeting_mw: float
    meeting_kg_per_s: float
    supply_drop_bar: float
    return_drop_bar: float
    u_w_per_m_k: float
    loss_kw: float
    loss_mwh_per_a: float
    investment_eur: float
    annual_eur: float


@dataclass(frozen=True)
class NetworkCustomer:
    """A consumer: connected, with what reaches him at the largest load, or with his own heat."""

    id: str
    node: str
    connected: bool
    peak_mw: float
    meeting_mw: float
    heat_mwh_per_a: float
    booster_mw: float
    booster_mwh_per_a: float
    supply_c: float | None
    distance_m: float | None
    friction_bar: float | None
    investment_eur: float
    own_heat_eur_per_a: float


@dataclass(frozen=True)
class NetworkPlant:
    """A source with its size, its heat and its pump; ``meeting`` is the largest load of all."""

    id: str
    node: str
    size_mw: float
    meeting_mw: float
    meeting_kg_per_s: float
    heat_mwh_per_a: float
    cop: float | None
    electricity_mwh_per_a: float
    heat_eur_per_mwh: float
    investment_eur: float
    mass_flow_kg_per_s: float
    head_bar: float
    pump_kw: float
    pump_mwh_per_a: float


@dataclass(frozen=True)
class NetworkCosts:
    """What a network costs in a year, own heat of those not connected included [EUR/a]."""

    pipes_eur: float
    connections_eur: float
    sources_eur: float
    heat_eur: float
    pumping_eur: float
    own_heat_eur: float

    @property
    def network_eur(self) -> float:
        """Without own heat."""
        return (
            self.pipes_eur
            + self.connections_eur
            + self.sources_eur
            + self.heat_eur
            + self.pumping_eur
        )

    @property
    def annual_eur(self) -> float:
        """Cost of heat for all consumers: what is made least."""
        return self.network_eur + self.own_heat_eur


@dataclass(frozen=True)
class NetworkFigure:
    """A key figure; none where it has no meaning."""

    name: str
    title: str
    unit: str
    value: float | None


@dataclass(frozen=True)
class Violation:
    """A limit that the finished network breaks."""

    limit: str
    where: str
    value: float
    permitted: float
    unit: str


@dataclass(frozen=True)
class NetworkRound:
    """One solve: a pair of temperatures, the bound, and the network found, linear and real."""

    temperatures: str
    bound_eur: float
    linear_eur: float | None
    real_eur: float | None
    pipe_classes: int
    elapsed_s: float


@dataclass(frozen=True)
class NetworkOption:
    """A pair of temperatures: its best network and its bound; why it cannot be used."""

    temperatures: NetworkTemperatures
    annual_eur: float | None
    bound_eur: float | None
    cops: dict[str, float]
    connected: int | None
    message: str = ""


@dataclass(frozen=True)
class NetworkResult:
    """A network as it would be built."""

    temperatures: NetworkTemperatures
    pipes: tuple[NetworkPipe, ...]
    customers: tuple[NetworkCustomer, ...]
    plants: tuple[NetworkPlant, ...]
    costs: NetworkCosts
    figures: tuple[NetworkFigure, ...]
    violations: tuple[Violation, ...]


@dataclass(frozen=True)
class NetworkSolution:
    """The best network found, the proof, and how it was found."""

    study: NetworkStudy
    mode: NetworkMode
    result: NetworkResult
    options: tuple[NetworkOption, ...]
    rounds: tuple[NetworkRound, ...]
    proof: Proof
    model_size: ModelSize
    stamp: Stamp
    timings_s: dict[str, float]
    messages: tuple[str, ...]
