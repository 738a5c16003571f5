"""The laws that every answer must obey before it is reported, as a list.

Each is worked out from the case and the finished operation, by another route than the
optimisation model: its equations, its shifted temperatures and its coefficients are not used.
What sources and sinks hold at which real temperatures is read from the case by the same
`superstructure.streams`; the last three laws follow `results.machines`, which hands heat down
the model's own scale.
"""

from industrial_hp.results.solution import Check
from industrial_hp.results.verification import (
    balances,
    conversions,
    limits,
    machine_temperatures,
    money,
    second_law,
)
from industrial_hp.results.verification.operation import Law, Operation

HEAT_TOLERANCE_MW = 1e-5
ENERGY_TOLERANCE_MWH = 24 * HEAT_TOLERANCE_MW
YEARLY_TOLERANCE_MWH = 8760 * HEAT_TOLERANCE_MW
MONEY_TOLERANCE = 1e-6
STUDY_TOLERANCE = 1e-6
COP_TOLERANCE = 1e-6
STATED_TOLERANCE_K = 1e-4
APPROACH_TOLERANCE_K = 0.1
"""How far a machine's needed temperature may lie beyond the modelled one: the constant heat
capacity of the model's streams against that of water."""


LAWS = (
    Law("Energy balance of every zone and period", HEAT_TOLERANCE_MW, "MW", balances.heat_of_zones),
    Law(
        "Electricity bought is what runs in the zone",
        HEAT_TOLERANCE_MW,
        "MW",
        balances.electricity_of_zones,
    ),
    Law(
        "Contents of stores follow from charging",
        ENERGY_TOLERANCE_MWH,
        "MWh",
        balances.contents_of_stores,
    ),
    Law(
        "Loops deliver what is sent less the loss of their pipes",
        HEAT_TOLERANCE_MW,
        "MW",
        balances.ends_of_loops,
    ),
    Law("Boilers burn what their heat needs", HEAT_TOLERANCE_MW, "MW", conversions.boilers),
    Law(
        "Machines take and draw what their cycle says",
        HEAT_TOLERANCE_MW,
        "MW",
        conversions.machines,
    ),
    Law(
        "Pumps, fans and cooling draw their share", HEAT_TOLERANCE_MW, "MW", conversions.auxiliaries
    ),
    Law("Second law at real temperatures", HEAT_TOLERANCE_MW, "MW", second_law.real_temperatures),
    Law(
        "Stated temperature differences are kept",
        HEAT_TOLERANCE_MW,
        "MW",
        second_law.temperature_differences,
    ),
    Law("Demand delivered or priced", HEAT_TOLERANCE_MW, "MW", limits.demands),
    Law("Sources give no more than they have", HEAT_TOLERANCE_MW, "MW", limits.sources),
    Law(
        "Sources give no more in a year than their limit",
        YEARLY_TOLERANCE_MWH,
        "MWh",
        limits.yearly_limits,
    ),
    Law(
        "Recovery exchangers carry what is taken",
        HEAT_TOLERANCE_MW,
        "MW",
        limits.recovery_exchangers,
    ),
    Law("Sizes respected", HEAT_TOLERANCE_MW, "MW", limits.sizes),
    Law("Contents of stores within their size", ENERGY_TOLERANCE_MWH, "MWh", limits.store_contents),
    Law(
        "Stores filled and emptied no faster than their size allows",
        HEAT_TOLERANCE_MW,
        "MW",
        limits.store_rates,
    ),
    Law("Sizes are those on offer", HEAT_TOLERANCE_MW, "MW", limits.offered_sizes),
    Law("Number of machines", 0.0, "-", limits.number_of_machines),
    Law("Backup of the boilers at peak", HEAT_TOLERANCE_MW, "MW", limits.backup),
    Law("Limits of the whole study", STUDY_TOLERANCE, "-", limits.study),
    Law("Floor of the zones", STUDY_TOLERANCE, "-", limits.floor),
    Law("Limits of the grid connections", HEAT_TOLERANCE_MW, "MW", limits.grid),
    Law("Charged peak is what is added to other use", HEAT_TOLERANCE_MW, "MW", money.charged_peak),
    Law(
        "Annuity of the cash flow equals the model's objective",
        MONEY_TOLERANCE,
        "-",
        money.annual_cost,
    ),
    Law("COP of the model equals that of the cycle", COP_TOLERANCE, "-", machine_temperatures.cop),
    Law(
        "Temperatures of machines are those of their cycles",
        STATED_TOLERANCE_K,
        "K",
        machine_temperatures.stated,
    ),
    Law(
        "Condensing temperature suffices for the curve really served",
        APPROACH_TOLERANCE_K,
        "K",
        machine_temperatures.condensing,
    ),
    Law(
        "Evaporating temperature suits the sources really used",
        APPROACH_TOLERANCE_K,
        "K",
        machine_temperatures.evaporating,
    ),
)


def checks(operation: Operation) -> tuple[Check, ...]:
    """Every law, with the worst deviation of a finished design from it."""
    return tuple(law.check(operation) for law in LAWS)
