"""The answer to a case: what to build, what it does, what it saves, how sure it is."""

from dataclasses import dataclass, field
from typing import Literal

import pandas as pd

from industrial_hp.case.case import Case
from industrial_hp.economics.cash_flow import CashFlow
from industrial_hp.results.data_sheets import DataSheet
from industrial_hp.results.machine_diagrams import MachineDiagrams
from industrial_hp.results.process_curves import ProcessCurves
from industrial_hp.superstructure.problem import Dropped

Status = Literal[
    "optimal",
    "gap_reached",
    "time_limit",
    "interrupted",
    "infeasible",
    "invalid_input",
    "solver_failed",
    "verification_failed",
]
SCHEMA_VERSION = "1.0"


@dataclass(frozen=True)
class Proof:
    """How far the answer is proved to be the best."""

    status: Status
    proved: bool
    """Whether the gap asked for was reached."""
    proved_for: str
    objective_eur_per_a: float
    lower_bound_eur_per_a: float
    gap: float
    asked_gap: float


@dataclass(frozen=True)
class Aim:
    """What was made least before cost was, and how near its least it is proved to be."""

    name: str
    title: str
    unit: str
    least: float
    """Least that was found."""
    lower_bound: float
    """No design on offer has less."""
    gap: float
    limit: float
    """What the proposed design was allowed of it."""


@dataclass(frozen=True)
class KeyFigure:
    """One figure of today's system and of the proposed one; None where it is undefined."""

    name: str
    title: str
    unit: str
    base: float | None
    proposed: float | None


@dataclass(frozen=True)
class CapitalItem:
    """Something bought: at once if it has no age, else when its life ends."""

    tag: str
    title: str
    investment_eur: float
    lifetime_a: int
    age_a: int | None
    low_factor: float = 1.0
    """Uncertainty of the investment as factors on it, as the catalogue states it."""
    high_factor: float = 1.0
    of: tuple[str, ...] = ()
    """Tags of the items whose prices it is a share of; none for what has a price of its own."""
    share: str = ""
    """Field of the case's economics with that share."""


@dataclass(frozen=True)
class AnnualItem:
    """A yearly payment at the prices of the first year, and how its price changes."""

    name: str
    title: str
    kind: Literal["demand", "operation", "other"]
    quantity: float
    unit: str
    first_year_eur: float
    escalation: float


@dataclass(frozen=True)
class Variant:
    """Today's system or the proposed one: its money and its operation."""

    capital: tuple[CapitalItem, ...]
    annual: tuple[AnnualItem, ...]
    cash_flow: CashFlow
    annual_cost_eur: float
    """Levelled annual cost: annuity of all flows [EUR/a]."""
    co2_t_per_a: float
    dispatch: pd.DataFrame
    monthly: pd.DataFrame
    """Energy by month: columns month, item, type, zone, heat_in_mwh, heat_out_mwh,
    electricity_mwh, fuel_mwh."""


@dataclass(frozen=True)
class Check:
    """One calculation repeated by a second route."""

    name: str
    passed: bool
    worst: float
    tolerance: float
    unit: str
    note: str = ""


@dataclass(frozen=True)
class ModelSize:
    """Size of the optimisation model."""

    rows: int
    columns: int
    nonzeros: int
    binaries: int


@dataclass(frozen=True)
class SearchPoint:
    """Where the search for the best design stood; undefined without an answer or a bound."""

    elapsed_s: float
    objective_eur_per_a: float
    lower_bound_eur_per_a: float


@dataclass(frozen=True)
class Stamp:
    """What made the answer: enough to make it again."""

    tool: str
    python: str
    solver: str
    coolprop: str
    input_sha256: str
    catalogue_sha256: str
    seed: int


@dataclass(frozen=True)
class Scenario:
    """A project with every uncertain input at its good end, as stated, or at its bad end."""

    name: Literal["worst", "likely", "best"]
    factors: dict[str, float]
    """Factor on each price and on the investment, by name."""
    figures: dict[str, float | None]
    """npv_eur, irr, payback_a, discounted_payback_a, investment_eur, annual_cost_base_eur,
    annual_cost_proposed_eur, lcoh_eur_per_mwh; None where undefined."""
    investment_end: Literal["low", "likely", "high"] = "likely"
    """End of the range of its cost law at which every investment stands."""


@dataclass(frozen=True)
class Financing:
    """The project after grant, loan and tax, seen by its owner."""

    grant_eur: float
    loan_eur: tuple[float, ...]
    """Loan received less what is paid for it in the years 0 to n."""
    tax_eur: tuple[float, ...]
    """Tax of the years 0 to n; negative where the project lowers it."""
    flows_eur: tuple[float, ...]
    """Flows of the owner in the years 0 to n, money received positive."""
    figures: dict[str, float | None]
    """npv_eur, irr, mirr, payback_a, discounted_payback_a; None where undefined."""


@dataclass(frozen=True)
class RunnerUp:
    """The best design without the largest new unit of the proposed one."""

    without: str
    """Tag of the unit that was not on offer."""
    proof: Proof
    figures: dict[str, float | None]
    """Key figures by name, those against today too; None where undefined."""
    equipment: pd.DataFrame
    """As that of the proposed system."""


@dataclass(frozen=True)
class FrontPoint:
    """The cheapest design that was found at a price of CO2 added to those of the case."""

    co2_price_eur_per_t: float
    co2_t_per_a: float
    annual_cost_eur: float
    """Levelled annual cost without the added price [EUR/a]."""
    lower_bound_eur: float
    """No design on offer has less cost and added price together [EUR/a]."""
    investment_eur: float
    heat_pumps_mw: float
    """Heat of all machines together."""


@dataclass(frozen=True)
class YearOperation:
    """The sizes of a design over every step of a year."""

    year: int
    steps: int
    annual_cost_eur: float
    """A cost that the sizes reach: an upper bound of the year's least."""
    co2_t_per_a: float
    heat_mwh_per_a: float
    electricity_mwh_per_a: float
    fuel_mwh_per_a: float
    peak_electricity_mw: float
    unserved_mwh: float
    """Heat not served, or left where it must leave; zero where the sizes suffice."""
    lower_bound_eur_per_a: float | None = None
    """No design within `proved_for` costs less over the year; None where that is not known."""
    least_found_eur_per_a: float | None = None
    """Cost of the best sizes that were found on the way to that bound."""
    proved_for: str = ""


@dataclass(frozen=True)
class Solution:
    """Everything that reports and exports may show; nothing in it is computed later."""

    case: Case
    proof: Proof
    base: Variant | None
    """Today's system; None where it cannot meet the demand."""
    proposed: Variant
    key_figures: tuple[KeyFigure, ...]
    equipment: pd.DataFrame
    """One row for each unit: tag, title, type, zone, existing, size, size_unit, size_mw,
    cycle, refrigerant, mode_of, source, sink (where most of the heat comes from and goes
    to), source_level, source_share, sink_level, sink_share, t_evaporator_c, t_condenser_c,
    cop_design, cop_annual, full_load_h, heat_mwh_per_a, electricity_mwh_per_a, investment_eur,
    cost_law, extrapolated, levels, machines, verdict, remarks."""
    streams: pd.DataFrame
    """Sources and sinks: name, title, zone, side, kind, t_in_c, t_out_c (design), peak_mw,
    available_mwh_per_a, used_mwh_per_a, dt_contribution_k."""
    flows: pd.DataFrame
    """Who feeds whom: zone, from, to, heat_mwh_per_a, peak_mw, and t_high_c, t_low_c of the
    source or sink at an end of it (vertical transfer, one of many)."""
    heat_streams: pd.DataFrame
    """Everything that gives or takes heat at its real temperatures: period, zone, unit, side,
    t_hot_c, t_cold_c, heat_mw, difference_k."""
    project_flows_eur: tuple[float, ...] | None
    """Today's costs less proposed costs by year; investment negative."""
    machine_checks: pd.DataFrame
    """Each machine against the curve that it really serves, by period: unit, period,
    cop_linear, cop_served, load, cop_part_load, condensing_c, condensing_needed_c, evaporating_c,
    evaporating_allowed_c, coldest_giver_c, hottest_taker_c (shifted), heat_mwh_per_a."""
    checks: tuple[Check, ...]
    dropped: tuple[Dropped, ...]
    candidates: int
    model_size: ModelSize
    timings_s: dict[str, float]
    stamp: Stamp
    aim: Aim | None = None
    """None where the annual cost was to be least."""
    messages: tuple[str, ...] = field(default=())
    supply: pd.DataFrame = field(default_factory=pd.DataFrame)
    """Heat that reaches the sinks, by what gave it: period, supplier, heat_mw."""
    energy: pd.DataFrame = field(default_factory=pd.DataFrame)
    """Energy of a year between all that takes part: from, to, carrier, energy_mwh_per_a."""
    data_sheets: tuple[DataSheet, ...] = ()
    """One for each new unit."""
    targets: pd.DataFrame = field(default_factory=pd.DataFrame)
    """Energy targets by zone and period, of the process and with what is built: zone, period,
    hours_per_year, hot_mw, cold_mw, pinch_shifted_c, hot_left_mw, cold_left_mw,
    pinch_left_shifted_c."""
    curves: tuple[ProcessCurves, ...] = ()
    """Composite curves of every zone, in the period in which the machines do most."""
    machine_diagrams: tuple[MachineDiagrams, ...] = ()
    search: tuple[SearchPoint, ...] = ()
    """How answer and bound came together, in order of time."""

    sensitivity: pd.DataFrame = field(default_factory=pd.DataFrame)
    """Net present value at low and high prices, operation kept: parameter, title, low, high,
    npv_low_eur, npv_high_eur, break_even."""
    price_map: pd.DataFrame = field(default_factory=pd.DataFrame)
    """Net present value over prices of electricity and gas: electricity_factor,
    natural_gas_factor, npv_eur."""
    break_even_prices: pd.DataFrame = field(default_factory=pd.DataFrame)
    """Where the net present value is zero: natural_gas_factor, electricity_factor."""
    co2_balance: pd.DataFrame = field(default_factory=pd.DataFrame)
    """Emissions by carrier: carrier, title, base_mwh_per_a, proposed_mwh_per_a, base_t_per_a,
    proposed_t_per_a."""
    abatement_eur_per_t: float | None = None
    """Added annual cost, without CO2 that is paid apart, over emissions avoided."""
    annual_cop: float | None = None
    """Heat over electricity of all machines in a year."""
    break_even_cop: float | None = None
    """The same with which the project would pay just so."""

    scenarios: tuple[Scenario, ...] = ()
    """Worst, likely and best; none without a system of today."""
    financing: Financing | None = None
    """None where the case states no grant, loan or tax, or without a system of today."""
    runner_up: RunnerUp | None = None
    """None where it was not asked for, nothing new is built, or none was found."""

    front: tuple[FrontPoint, ...] = ()
    """Designs at added prices of CO2, the lowest first; only where they were asked for."""

    year: YearOperation | None = None
    """None unless the case states a year of steps; all else is then of its typical days."""
    year_hours: pd.DataFrame = field(default_factory=pd.DataFrame)
    """Operation by step of the year: time (standard), and what every unit does."""

    def key_figure(self, name: str) -> KeyFigure:
        """The key figure of this name."""
        return next(figure for figure in self.key_figures if figure.name == name)
