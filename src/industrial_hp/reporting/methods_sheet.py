"""Sheet Methods: what the figures mean, by which convention, and after which source."""

from industrial_hp.reporting.sheet_page import Page
from industrial_hp.reporting.text_size import row_height

WIDTHS = (30.0, 92.0, 46.0)
HEADER_ROW = 3
METHODS = (
    (
        "Money",
        (
            (
                "Terms of money",
                "Real: prices of today, interest without inflation. Nominal, where the case says "
                "so: interest and price changes hold inflation, and what states no price change "
                "rises by it. Before tax, loans and grants. Year 0 is the day of the investment; "
                "payments of a year fall at its end; prices are stated for year 1 and grow from "
                "there by their yearly price change.",
                "EN 17463:2021; VDI 2067-1:2012",
            ),
            (
                "Net present value",
                "Flow of year 0 plus the flows of years 1 to n, each divided by (1 + interest)^t. "
                "A project's flow is today's cost less the proposed cost of the same year. The "
                "NPV leads the decision; the other figures explain it.",
                "EN 17463:2021",
            ),
            (
                "Capital, replacement, residual value",
                "What is bought is bought again at the end of each life within the observation "
                "period. The last year is credited with the price of the last purchase times its "
                "remaining life over its whole life. What stands today is paid for; only its "
                "replacement costs, when its life ends.",
                "VDI 2067-1:2012, annuity method",
            ),
            (
                "Annuity, annual cost",
                "Annuity factor a = i / (1 - (1 + i)^-n), and 1/n without interest. Annual cost: a "
                "times the present value of all costs: the constant yearly sum worth the same as "
                "the flows. In nominal money a makes it a sum that rises by the inflation from "
                "year 1 on, stated in the money of that year. The optimisation minimises it.",
                "VDI 2067-1:2012",
            ),
            (
                "Demand charge",
                "Charged is what a system adds to the yearly peak of its meter: the peak with "
                "heating and cooling less the peak of the other use alone. Today's system is "
                "charged likewise; the charge on the other use is paid whatever is built and is in "
                "no cost of heat.",
                "Defined here",
            ),
            (
                "Internal rate of return",
                "The interest at which the NPV is zero. It is shown only where exactly one such "
                "interest exists; the table of the NPV at other interest rates shows why.",
                "EN 17463:2021; Norström 1972, doi:10.2307/2329806",
            ),
            (
                "Modified internal rate of return",
                "What comes in is invested at the interest until the last year, what goes out is "
                "paid at the interest; the rate that turns the one into the other. It has one "
                "answer even where the flows change sign more than once.",
                "EN 17463:2021",
            ),
            (
                "Grant, loan and tax",
                "Shown apart from the project, where the case states them. Grant: the least of its "
                "limits, paid in year 0. Loan: equal yearly payments; what is owed at the end is "
                "paid then. Tax: on savings less what is written off over the life of the "
                "equipment and less interest of the loan; a loss saves tax on other profits.",
                "Defined here",
            ),
            (
                "Runner-up",
                "The best design when the new machine, boiler or store of the greatest investment "
                "is not on offer: what is lost if it cannot be had. Solved with its own bound in "
                "a share of the time of the main search.",
                "Defined here",
            ),
            (
                "Scenarios",
                "All uncertain inputs at their bad end, as stated, and at their good end: prices "
                "by the share that the case holds possible, each investment by the range of its "
                "cost law. Design, operation and interest are kept.",
                "EN 17463:2021",
            ),
            (
                "Payback",
                "Years until the cumulated flows come back to zero, linear within the year; "
                "discounted payback uses the discounted flows. None if that never happens.",
                "EN 17463:2021",
            ),
            (
                "Levelised cost of heat",
                "Present value of all costs of supplying the heat over the present value of the "
                "heat delivered. Real, before tax and subsidy. All heat of the study is counted, "
                "that of boilers too.",
                "Defined here; equals annual cost over annual heat without price changes",
            ),
        ),
    ),
    (
        "Energy",
        (
            (
                "COP",
                "Heat delivered over electricity drawn by the machine, drive losses included. "
                "Design: the period of the greatest lift. Annual: heat of the year over "
                "electricity of the year. The COP of the served curve is that of the cycle, "
                "without the drive.",
                "Defined here",
            ),
            (
                "Seasonal performance factor",
                "Heat of all heat pumps over their electricity and that of source pumps, fans and "
                "the pumps of loops.",
                "Defined here, with auxiliaries",
            ),
            (
                "Heat cascade",
                "In every zone and period heat flows down a scale of shifted temperatures: hot "
                "streams lowered, cold streams raised by their temperature contribution (2.5 K for "
                "liquids, 1.5 K for a change of phase, 10 K for gases unless stated). Heat can "
                "only pass to the same or a colder interval, so the second law holds in every "
                "period.",
                "Linnhoff and Flower 1978 (problem table)",
            ),
            (
                "Who feeds whom",
                "Heat is handed from hottest to hottest in every period: one of many ways to read "
                "the design, since no match has a price of its own. A machine that feeds itself "
                "superheats its suction vapour with its own condensate: an internal exchanger.",
                "Defined here",
            ),
            (
                "Machines",
                "Each machine's COP comes from a cycle with real fluid properties at its own "
                "evaporating and condensing temperature, and the same cycle is calculated again "
                "for the temperature curve that the machine really serves. A machine is named "
                "after its refrigerant, these temperatures at design, and what it mainly takes "
                "and serves.",
                "CoolProp (Bell et al. 2014, doi:10.1021/ie4033999)",
            ),
            (
                "Fuel",
                "Energy of fuel is stated on the lower heating value; a price on the higher "
                "heating value is multiplied by the ratio of the two.",
                "Convention",
            ),
            (
                "CO2 emissions",
                "Electricity bought for heating and cooling times the emission factor of the grid, "
                "period by period, plus fuel times its factor. Emissions of making equipment, of "
                "refrigerant leaks and of fuel supply are counted only as far as the factors hold "
                "them.",
                "Factors on the sheet Inputs",
            ),
            (
                "Full load",
                "Hours at which the peak, or the size of a unit, would give the energy of the "
                "year.",
                "Convention",
            ),
            (
                "Refrigerants",
                "GWP: global warming potential over 100 years, relative to CO2. Safety class: A or "
                "B for lower or higher toxicity, 1 to 3 for rising flammability.",
                "Catalogue of the tool, after IPCC AR6 and ASHRAE 34; confirm there",
            ),
            (
                "Drive heat",
                "What a heat pump delivers less what it takes from its sources: the part of its "
                "electricity that ends up as heat.",
                "Energy balance",
            ),
        ),
    ),
    (
        "Proof",
        (
            (
                "Bound and gap",
                "The solver proves that no design made of the machines, levels and periods on "
                "offer can cost less than the bound. Gap = (cost - bound) / cost. It says nothing "
                "about wrong prices, temperatures or demands.",
                "HiGHS (Huangfu and Hall 2018, doi:10.1007/s12532-017-0130-5)",
            ),
            (
                "Checks",
                "Balances, second law, sizes, store contents, COP and money are calculated again "
                "from the finished operation by a second route; the cover lists each with its "
                "worst deviation.",
                "Defined here",
            ),
            (
                "Origin of an input",
                "Case: stated by the case. Default: the value that the tool takes where a case "
                "states no other. Rows of the catalogue: found (printed in the source), derived "
                "(computed from printed figures as its source says) or recalled (to be confirmed "
                "before it decides anything). Low and high are the range of a series over the "
                "year or the uncertainty that the catalogue states; other inputs have none stated.",
                "Defined here",
            ),
            (
                "Investment",
                "Price = (fixed part + size x part by size) x (1 + share of engineering, "
                "integration and contingency); pipes are priced by metre of trench, and a law "
                "that is made for a spread of temperatures is brought to the part's own. The "
                "accuracy is that of a feasibility study. A size outside the range of its law is "
                "marked and listed among the warnings.",
                "Cost laws and their sources stand on the sheet Inputs",
            ),
        ),
    ),
)


def write_methods(page: Page) -> None:
    """Write the sheet."""
    page.title("Methods", "Definitions and conventions behind the figures.")
    page.headers(HEADER_ROW, ("Term", "Meaning", "Source"), text_columns=(0, 1, 2))
    row = HEADER_ROW + 1
    for section, entries in METHODS:
        page.section(row, section, 3)
        row += 1
        for term, meaning, source in entries:
            page.text(row, 0, term, "bold")
            page.text(row, 1, meaning)
            page.text(row, 2, source)
            height = row_height((term, WIDTHS[0]), (meaning, WIDTHS[1]), (source, WIDTHS[2]))
            page.set_height(row, height)
            row += 1
    page.widths(WIDTHS)
    page.sheet.freeze_panes(HEADER_ROW + 1, 0)
    page.print_setup(row, 3, landscape=True, header_row=HEADER_ROW)
