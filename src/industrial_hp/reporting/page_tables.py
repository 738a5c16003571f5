"""Every table of the page, from the solution."""

from collections.abc import Mapping
from typing import Any

from industrial_hp.catalogue.refrigerants import refrigerant
from industrial_hp.reporting.number_text import unit_text
from industrial_hp.reporting.page_table import Column, Table, table
from industrial_hp.reporting.scenarios_sheet import FIGURES as SCENARIO_FIGURES
from industrial_hp.reporting.titles import period_title, titles, type_title, unit_titles
from industrial_hp.results.energy_targets import targets_of_the_year
from industrial_hp.results.machine_diagrams import MachineDiagrams
from industrial_hp.results.solution import Solution


def key_figures_table(solution: Solution) -> Table:
    """Today's, the proposed system and the runner-up side by side."""
    second = solution.runner_up
    records = [
        {
            "title": figure.title,
            "unit": figure.unit,
            "shown_unit": unit_text(figure.unit),
            "base": figure.base,
            "proposed": figure.proposed,
            "difference": None
            if figure.base is None or figure.proposed is None
            else figure.proposed - figure.base,
            "runner_up": None if second is None else second.figures.get(figure.name),
        }
        for figure in solution.key_figures
        if (figure.base, figure.proposed) != (None, None)
    ]
    columns = (
        Column("Figure", "title"),
        Column("Unit", "shown_unit"),
        Column("Today", "base", "by row"),
        Column("Proposed", "proposed", "by row"),
        Column("Difference", "difference", "by row"),
        *(() if second is None else (Column("Runner-up", "runner_up", "by row"),)),
    )
    return table("key_figures", "Key figures against today's system", columns, records)


def scenarios_table(solution: Solution) -> Table | None:
    """Worst, likely and best case side by side; none without a system of today."""
    if not solution.scenarios:
        return None
    figures = {scenario.name: scenario.figures for scenario in solution.scenarios}
    records = [
        {"title": title, "unit": unit, "shown_unit": unit_text(unit)}
        | {name: values[key] for name, values in figures.items()}
        for key, title, unit in SCENARIO_FIGURES
    ]
    columns = (
        Column("Figure", "title"),
        Column("Unit", "shown_unit"),
        *(Column(name.capitalize(), name, "by row") for name in figures),
    )
    return table("scenarios", "Worst, likely and best case, design kept", columns, records)


def sensitivity_table(solution: Solution) -> Table | None:
    """Ends of each uncertain parameter and its break-even; none without a system of today."""
    if solution.sensitivity.empty:
        return None
    columns = (
        Column("Parameter", "title"),
        Column("Low", "low", "share"),
        Column("High", "high", "share"),
        Column("NPV at low", "npv_low_eur", "EUR"),
        Column("NPV at high", "npv_high_eur", "EUR"),
        Column("Break-even", "break_even", "share"),
    )
    records = solution.sensitivity.to_dict("records")
    caption = (
        "Net present value at other prices; prices in % of those assumed, the interest as rate"
    )
    return table("sensitivity", caption, columns, records)


def front_table(solution: Solution) -> Table | None:
    """Designs at added prices of CO2; none if they were not asked for."""
    columns = (
        Column("Added price of CO2", "co2_price_eur_per_t", "EUR/t"),
        Column("CO2", "co2_t_per_a", "t/a"),
        Column("Annual cost without it", "annual_cost_eur", "EUR/a"),
        Column("Cost with it", "with_price_eur", "EUR/a"),
        Column("No design costs less with it than", "lower_bound_eur", "EUR/a"),
        Column("Investment", "investment_eur", "EUR"),
        Column("Heat pumps", "heat_pumps_mw", "MW"),
    )
    records = [
        vars(p) | {"with_price_eur": p.annual_cost_eur + p.co2_price_eur_per_t * p.co2_t_per_a}
        for p in solution.front
    ]
    caption = "Designs at added prices of CO2"
    return table("co2_front", caption, columns, records) if records else None


def built_table(solution: Solution) -> Table:
    """What is to be built."""
    names, units = titles(solution.case), unit_titles(solution)
    records = [
        dict(unit)
        | {
            "title": units.get(unit["tag"], unit["title"]),
            "zone": names.get(str(unit["zone"]), unit["zone"]),
            "cycle": type_title(unit["cycle"]) if isinstance(unit["cycle"], str) else None,
        }
        for unit in solution.equipment.to_dict("records")
        if not unit["existing"]
    ]
    columns = (
        Column("Unit", "title"),
        Column("Zone", "zone"),
        Column("Cycle", "cycle"),
        Column("Size", "size", "size"),
        Column("in", "size_unit"),
        Column("COP of the year", "cop_annual", "-"),
        Column("Evaporating", "t_evaporator_c", "degC"),
        Column("Condensing", "t_condenser_c", "degC"),
        Column("Full load", "full_load_h", "h/a"),
        Column("Heat", "heat_mwh_per_a", "MWh/a"),
        Column("Investment", "investment_eur", "EUR"),
    )
    return table("to_be_built", "To be built", columns, records)


def refrigerants_table(solution: Solution) -> Table | None:
    """What the refrigerants of the new machines mean for permits; none without machines."""
    names = dict.fromkeys(
        name
        for text in solution.equipment["refrigerant"]
        if isinstance(text, str)
        for name in text.split("/")
    )
    records = [
        {"name": name, "gwp": fluid.gwp_ar6, "safety": fluid.safety_class}
        for name in names
        for fluid in (refrigerant(name),)
    ]
    columns = (
        Column("Refrigerant", "name"),
        Column("GWP over 100 years (AR6)", "gwp", "whole"),
        Column("Safety class (ISO 817)", "safety"),
    )
    return table("refrigerants", "Refrigerants", columns, records) if records else None


def targets_table(solution: Solution) -> Table:
    """Least heat and cold from outside in a year, of the process and with what is built."""
    names = titles(solution.case)
    records = [
        row | {"title": names.get(str(row["zone"]), str(row["zone"]))}
        for row in targets_of_the_year(solution.targets).to_dict("records")
    ]
    columns = (
        Column("Zone", "title"),
        Column("Heat needed", "hot_mwh_per_a", "MWh/a"),
        Column("Cold needed", "cold_mwh_per_a", "MWh/a"),
        Column("Heat left to boilers", "hot_left_mwh_per_a", "MWh/a"),
        Column("Cold left to coolers", "cold_left_mwh_per_a", "MWh/a"),
    )
    return table("targets", "Energy targets before and after integration", columns, records)


def streams_table(solution: Solution) -> Table:
    """Sources and sinks with their temperatures, and what is used of them."""
    names = titles(solution.case)
    records = [
        dict(stream)
        | {
            "zone": names.get(str(stream["zone"]), stream["zone"]),
            "kind": type_title(stream["kind"]),
            "side": type_title(stream["side"]),
            "used_share": stream["used_mwh_per_a"] / stream["available_mwh_per_a"]
            if stream["available_mwh_per_a"] > 0
            else None,
        }
        for stream in solution.streams.to_dict("records")
    ]
    columns = (
        Column("Stream", "title"),
        Column("Side", "side"),
        Column("Kind", "kind"),
        Column("Zone", "zone"),
        Column("In", "t_in_c", "degC"),
        Column("Out", "t_out_c", "degC"),
        Column("Peak", "peak_mw", "MW"),
        Column("Available or needed", "available_mwh_per_a", "MWh/a"),
        Column("Used", "used_mwh_per_a", "MWh/a"),
        Column("Share used", "used_share", "share"),
        Column("Source or reason of the figures", "reason"),
    )
    return table("streams", "Sources and sinks", columns, records)


def flows_table(solution: Solution) -> Table:
    """Who feeds whom."""
    names = unit_titles(solution)
    records = [
        dict(flow) | {key: names.get(str(flow[key]), flow[key]) for key in ("zone", "from", "to")}
        for flow in solution.flows.to_dict("records")
    ]
    columns = (
        Column("Zone", "zone"),
        Column("From", "from"),
        Column("To", "to"),
        Column("Heat", "heat_mwh_per_a", "MWh/a"),
        Column("Largest power", "peak_mw", "MW"),
    )
    caption = "Who feeds whom: one of several ways to read the same balance"
    return table("flows", caption, columns, records)


def energy_table(solution: Solution) -> Table:
    """The energy flow of a year as numbers."""
    names = unit_titles(solution)
    records = [
        dict(flow)
        | {key: names.get(str(flow[key]), type_title(flow[key])) for key in ("from", "to")}
        | {"carrier": type_title(flow["carrier"])}
        for flow in solution.energy.to_dict("records")
    ]
    columns = (
        Column("From", "from"),
        Column("To", "to"),
        Column("Carrier", "carrier"),
        Column("Energy", "energy_mwh_per_a", "MWh/a"),
    )
    return table("energy", "Energy of a year", columns, records)


def checks_table(solution: Solution) -> Table:
    """Every calculation that was repeated by a second route."""
    records = [
        {
            "result": "passed" if check.passed else "FAILED",
            "name": f"{check.name} ({check.note})" if check.note else check.name,
            "worst": check.worst,
            "tolerance": check.tolerance,
            "unit": check.unit,
        }
        for check in solution.checks
    ]
    columns = (
        Column("Result", "result"),
        Column("Check", "name"),
        Column("Largest deviation", "worst", "small"),
        Column("Tolerated", "tolerance", "small"),
        Column("Unit", "unit"),
    )
    passed = sum(check.passed for check in solution.checks)
    caption = f"Checks by a second route: {passed} of {len(solution.checks)} passed"
    return table("checks", caption, columns, records)


def served_table(solution: Solution) -> Table | None:
    """Every machine where its condensing temperature falls shortest of what it serves."""
    found = solution.machine_checks
    if found.empty:
        return None
    names = unit_titles(solution)
    short = found["condensing_needed_c"] - found["condensing_c"]
    worst = found.loc[short.groupby(found["unit"]).idxmax()]
    shares = solution.equipment.set_index("tag")[["served_share", "part_load_share"]]
    of_year = shares.to_dict("index")
    records = [
        dict(row)
        | of_year.get(row["unit"], {})
        | {
            "unit_title": names.get(str(row["unit"]), row["unit"]),
            "period": period_title(solution.case, str(row["period"])),
        }
        for row in worst.to_dict("records")
    ]
    columns = (
        Column("Machine", "unit_title"),
        Column("Period", "period"),
        Column("Evaporating", "evaporating_c", "degC"),
        Column("Evaporating allowed", "evaporating_allowed_c", "degC"),
        Column("Condensing", "condensing_c", "degC"),
        Column("Condensing needed", "condensing_needed_c", "degC"),
        Column("COP of the model", "cop_linear", "-"),
        Column("COP as served", "cop_served", "-"),
        Column("Electricity of the year, served / model", "served_share", "-"),
        Column("The same at its load", "part_load_share", "-"),
    )
    caption = "Each machine by its cycle against what it really serves, in its hardest period"
    return table("machines_served", caption, columns, records)


def cash_flow_table(solution: Solution) -> Table | None:
    """Flows of the project by year; none without a system of today."""
    if solution.project_flows_eur is None or solution.base is None:
        return None
    base, proposed = solution.base.cash_flow.total_eur, solution.proposed.cash_flow.total_eur
    records = [
        {"year": year, "base": base[year], "proposed": proposed[year], "project": flow}
        for year, flow in enumerate(solution.project_flows_eur)
    ]
    columns = (
        Column("Year", "year", "whole"),
        Column("Costs today", "base", "EUR"),
        Column("Costs proposed", "proposed", "EUR"),
        Column("Project", "project", "EUR"),
    )
    return table("cash_flow", "Cash flow by year", columns, records)


def states_table(machine: MachineDiagrams, title: str) -> Table:
    """States of a machine's refrigerant, numbered as in its log p-h diagram."""
    records: list[Mapping[str, Any]] = [vars(state) for state in machine.states]
    columns = (
        Column("No.", "number", "whole"),
        Column("Fluid", "fluid"),
        Column("State", "label"),
        Column("Temperature", "t_c", "degC"),
        Column("Pressure", "p_bar", "bar"),
        Column("Enthalpy", "h_kj_per_kg", "kJ/kg"),
        Column("Entropy", "s_kj_per_kg_k", "kJ/(kg K)"),
        Column("Vapour share", "vapour_share", "-"),
    )
    caption = f"States of {title}; enthalpy and entropy by the convention of CoolProp"
    return table(f"states_{machine.tag}", caption, columns, records)


def dropped_table(solution: Solution) -> Table | None:
    """Machines that were left out before the optimisation; none if all were kept."""
    records = [{"tag": item.tag, "reason": item.reason} for item in solution.dropped]
    columns = (Column("Machine", "tag"), Column("Reason", "reason"))
    caption = f"Left out before the optimisation: {len(records)} machines"
    return table("left_out", caption, columns, records) if records else None
