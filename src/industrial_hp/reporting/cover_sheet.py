"""Sheet Cover: what this is, how sure it is, what was checked, and where to find the rest."""

from collections.abc import Sequence

from industrial_hp.reporting.as_delivered import OPERATION_STAYS, write_as_delivered
from industrial_hp.reporting.cell_styles import KEY
from industrial_hp.reporting.sheet_page import Page
from industrial_hp.reporting.text_size import row_height
from industrial_hp.reporting.titles import STATUS_WORDS, proof_sentence

WIDTHS = (34.0, 48.0, 19.0, 12.0, 8.0)
COLUMNS = 5
DEVIATION = '0.0E+00;-0.0E+00;"0"'


def write_cover(page: Page, contents: Sequence[tuple[str, str]]) -> None:
    """Write the sheet.

    Parameters
    ----------
    page : Page
        The worksheet.
    contents : sequence of (name, content)
        Sheets of the workbook.
    """
    case = page.solution.case
    page.widths(WIDTHS)
    page.text(0, 0, "Feasibility of industrial heat pumps", "subtitle")
    page.text(1, 0, case.title, "title")
    page.set_height(1, 26)
    row = page.across(2, case.description, WIDTHS) if case.description else 2
    page.text(row, 0, "Report date", "line")
    page.text(row, 1, page.report_date.isoformat(), "line")
    page.text(row + 1, 0, "Case", "line")
    page.text(row + 1, 1, case.name, "line")
    row = _write_proof(page, row + 3)
    row = _write_checks(page, row + 1)
    row = _write_contents(page, row + 1, contents)
    row = _write_key(page, row + 1)
    row = _write_stamp(page, row + 1)
    page.print_setup(row, COLUMNS, landscape=False, header_row=None, pages_tall=1)


def _write_proof(page: Page, row: int) -> int:
    proof = page.solution.proof
    failed = [check for check in page.solution.checks if not check.passed]
    page.section(row, "How sure is it?", COLUMNS)
    good = proof.proved and not failed
    words = STATUS_WORDS.get(proof.status, proof.status)
    row = page.across(row + 1, words, WIDTHS, "good" if good else "warning")
    row = page.across(row, proof_sentence(proof), WIDTHS)
    write_as_delivered(page, row, OPERATION_STAYS)
    row = page.across(row + 1, f"This holds for {proof.proved_for}.", WIDTHS)
    offered = (
        f"{page.solution.candidates} machines were on offer to the optimisation; "
        f"{len(page.solution.dropped)} more were left out beforehand, each with its reason in "
        "results.json."
    )
    row = page.across(row, offered, WIDTHS)
    for title, value, unit in (
        ("Annual cost of the design", proof.objective_eur_per_a, "EUR/a"),
        ("Least possible annual cost (bound)", proof.lower_bound_eur_per_a, "EUR/a"),
        ("Gap reached", proof.gap, "gap"),
        ("Gap asked for", proof.asked_gap, "gap"),
    ):
        page.text(row, 0, title)
        page.number(row, 2, value, unit)
        page.text(row, 1, "")
        page.unit(row, 3, unit)
        page.text(row, 4, "")
        row += 1
    return row


def _write_checks(page: Page, row: int) -> int:
    checks = page.solution.checks
    passed = sum(check.passed for check in checks)
    page.section(row, f"Checks: {passed} of {len(checks)} passed", COLUMNS)
    row += 1
    heads = ("Result", "Check", "Largest deviation", "Tolerated", "Unit")
    page.headers(row, heads, text_columns=(0, 1, 4))
    for check in checks:
        row += 1
        page.text(row, 0, "passed" if check.passed else "FAILED", _verdict(check.passed))
        name = f"{check.name} ({check.note})" if check.note else check.name
        page.text(row, 1, name, _verdict(check.passed))
        page.sheet.write_number(row, 2, check.worst, page.styles.number(DEVIATION))
        page.sheet.write_number(row, 3, check.tolerance, page.styles.number(DEVIATION))
        page.text(row, 4, check.unit, "unit")
        page.set_height(row, row_height((name, WIDTHS[1])))
    margin = "A negative deviation is a margin: the limit is not reached."
    return page.across(row + 1, margin, WIDTHS, "subtitle_small")


def _verdict(passed: bool) -> str:
    return "text" if passed else "message"


def _write_contents(page: Page, row: int, contents: Sequence[tuple[str, str]]) -> int:
    page.section(row, "Contents", COLUMNS)
    for name, content in contents:
        row += 1
        link = page.styles.text("link")
        page.sheet.write_url(row, 0, f"internal:'{name}'!A1", link, name)
        page.text(row, 1, content, "line")
    return row + 1


def _write_key(page: Page, row: int) -> int:
    page.section(row, "Key to the cells", COLUMNS)
    for look, meaning in KEY:
        row += 1
        page.sheet.write_number(row, 0, 1234.5, page.styles.number("#,##0.0", look))
        page.text(row, 1, meaning, "line")
    return row + 1


def _write_stamp(page: Page, row: int) -> int:
    stamp, size = page.solution.stamp, page.solution.model_size
    page.section(row, "Stamp", COLUMNS)
    for name, value in (
        ("Tool", f"industrial_hp {stamp.tool}, Python {stamp.python}, CoolProp {stamp.coolprop}"),
        ("Solver", f"{stamp.solver}, seed {stamp.seed}"),
        (
            "Model",
            f"{size.rows:,} rows, {size.columns:,} columns, {size.binaries:,} yes/no decisions",
        ),
        ("Input SHA-256", stamp.input_sha256),
        ("Catalogue SHA-256", stamp.catalogue_sha256),
    ):
        row += 1
        page.text(row, 0, name, "line")
        page.text(row, 1, value, "line")
    return row + 1
