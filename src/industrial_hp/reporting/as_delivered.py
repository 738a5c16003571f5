"""A line on each sheet that tells whether its figures still belong to the inputs.

Formulas follow what is changed in the opened workbook; sentences, and figures that only a new
calculation gives, do not. The sheet Cash flow holds the annual costs as delivered and finds a
change by them.
"""

from industrial_hp.reporting.sheet_page import Page

CHANGED_NAME = "inputs_changed"
"""Workbook name of the cell that holds `YES` or `NO`."""
YES, NO = "yes", "no"
UNCHANGED = "Inputs as delivered: all figures belong together."
FOLLOWS = "Inputs changed since delivery: this sheet follows them, with the design kept."
BLUE_FOLLOWS = (
    "INPUTS CHANGED since delivery: blue figures follow them; black figures and sentences are "
    "those of the inputs as delivered."
)
OPERATION_STAYS = (
    "INPUTS CHANGED since delivery: design and operation are kept as calculated. What they would "
    "be for other inputs needs a new run."
)


def write_as_delivered(page: Page, row: int, changed: str) -> None:
    """Write the line.

    Parameters
    ----------
    page : Page
        The sheet.
    row : int
        A free row; the line runs over the cells right of its first.
    changed : str
        What it says once inputs have been changed.
    """
    formula = f'=IF({CHANGED_NAME}="{YES}","{changed}","{UNCHANGED}")'
    page.sheet.write_formula(row, 0, formula, page.styles.text("subtitle"), UNCHANGED)
    warned = {"type": "formula", "criteria": f'={CHANGED_NAME}="{YES}"'}
    page.sheet.conditional_format(row, 0, row, 0, warned | {"format": page.styles.alarm()})
