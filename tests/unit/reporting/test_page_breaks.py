"""Where printed pages end, by hand: an upright A4 page holds 46 rows of 15 pt at full size.

842 pt less two margins of 0.7 in are 741.2 pt, 95 % of them 704.1 pt: 46.9 rows. Of its 595 pt of
width 523 remain.
"""

from industrial_hp.reporting.page_breaks import PAPER_POINTS, LaidOut

UPRIGHT = PAPER_POINTS[9]
ONE_COLUMN = {0: 20.0}


def test_a_section_that_fits_on_no_rest_of_a_page_begins_a_new_one() -> None:
    sheet = LaidOut(widths=ONE_COLUMN, sections=[5, 30])
    assert sheet.page_breaks(50, 1, sides=UPRIGHT, header_row=None) == [30]


def test_sections_that_fit_stay_on_one_page() -> None:
    sheet = LaidOut(widths=ONE_COLUMN, sections=[5, 30])
    assert sheet.page_breaks(46, 1, sides=UPRIGHT, header_row=None) == []


def test_high_rows_need_room() -> None:
    sheet = LaidOut(widths=ONE_COLUMN, heights={10: 150.0}, sections=[5, 30])
    assert sheet.page_breaks(46, 1, sides=UPRIGHT, header_row=None) == [30]


def test_a_wide_sheet_is_printed_smaller_and_holds_more_rows() -> None:
    """Columns of 1394 px are 1046 pt, twice the width: 93 rows."""
    wide = LaidOut(widths={0: 1389 / 7}, sections=[30, 60])
    assert wide.page_breaks(93, 1, sides=UPRIGHT, header_row=None) == []
    assert wide.page_breaks(95, 1, sides=UPRIGHT, header_row=None) == [60]


def test_a_section_longer_than_a_page_begins_where_it_stands() -> None:
    sheet = LaidOut(widths=ONE_COLUMN, sections=[10])
    assert sheet.page_breaks(120, 1, sides=UPRIGHT, header_row=None) == []


def test_no_title_stands_alone_at_the_foot_of_a_page() -> None:
    sheet = LaidOut(widths=ONE_COLUMN, sections=[10, 44])
    assert sheet.page_breaks(120, 1, sides=UPRIGHT, header_row=None) == [44]


def test_the_header_printed_again_takes_room_of_every_page() -> None:
    """Below the header of 27 pt a second page holds 45 rows."""
    sheet = LaidOut(widths=ONE_COLUMN, heights={0: 27.0}, sections=[30, 60, 75])
    assert sheet.page_breaks(75, 1, sides=UPRIGHT, header_row=0) == [30]
    assert sheet.page_breaks(76, 1, sides=UPRIGHT, header_row=0) == [30, 75]
