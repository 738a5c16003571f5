"""Where things stand on the sheet Monthly balance; the balances have fixed rows for charts."""

from enum import IntEnum

SHEET = "Monthly balance"
HEADER_ROW = 3
ITEM, GROUP, DIRECTION, UNIT, JANUARY = range(5)
YEAR = JANUARY + 12
MONTH_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Group(IntEnum):
    """Groups of the balance in their order; the value is the row within a block."""

    SOURCES = 1
    HEAT_PUMPS = 2
    GAS_BOILERS = 3
    ELECTRIC_BOILERS = 4
    STORES = 5
    LOOPS = 6
    COOLERS = 7
    SINKS = 8


GROUP_TITLES = {
    Group.SOURCES: "Recovered from sources",
    Group.HEAT_PUMPS: "Drive heat of heat pumps",
    Group.GAS_BOILERS: "Gas boilers",
    Group.ELECTRIC_BOILERS: "Electric boilers",
    Group.STORES: "Stores, net (loss)",
    Group.LOOPS: "Loops, net (loss)",
    Group.COOLERS: "Coolers",
    Group.SINKS: "Delivered to sinks",
}
ELECTRICITY_TITLES = GROUP_TITLES | {
    Group.SOURCES: "Cooling, source pumps",
    Group.HEAT_PUMPS: "Heat pumps",
    Group.STORES: "Stores",
    Group.LOOPS: "Pumps of loops",
}
"""Groups of the units that use electricity."""
SUPPLIERS = (Group.SOURCES, Group.HEAT_PUMPS, Group.GAS_BOILERS, Group.ELECTRIC_BOILERS)
SUM_OFFSET, STATUS_OFFSET, BLOCK_ROWS = len(Group) + 1, len(Group) + 2, len(Group) + 4
TOLERANCE_ROW = HEADER_ROW + 1
PROPOSED_ROW = HEADER_ROW + 2
BASE_ROW = PROPOSED_ROW + BLOCK_ROWS
DETAILS_ROW = BASE_ROW + BLOCK_ROWS
