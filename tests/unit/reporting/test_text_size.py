"""Room that text needs. Widths by hand from Adobe's metrics of Helvetica: i 222, W 944, 0 556."""

import pytest

from industrial_hp.reporting.text_size import MARGIN, lines_of, pixels, row_height


def test_rows_grow_with_their_text() -> None:
    assert lines_of("a" * 100, 20.0) > lines_of("a" * 10, 20.0) == 1
    assert row_height(("a" * 200, 20.0), ("b", 5.0)) > row_height(("b", 5.0))


def test_narrow_letters_need_less_room_than_wide_ones() -> None:
    column = MARGIN + 10.0
    assert lines_of("i" * 25, column) == 1  # 25 * 222 / 556 = 9.98 digits
    assert lines_of("i" * 26, column) == 2  # 10.38
    assert lines_of("W" * 5, column) == 1  # 5 * 944 / 556 = 8.49
    assert lines_of("W" * 6, column) == 2  # 10.19


def test_lines_break_between_words() -> None:
    column = MARGIN + 10.0
    assert lines_of("000000 000000 000000", column) == 3  # 18 digits, but no two words fit
    assert lines_of("0000 0000 0000 0000", column) == 2  # 4 + 0.5 + 4 = 8.5
    assert lines_of("first\nsecond", column) == 2


def test_a_column_has_the_pixels_of_its_digits_and_five_more() -> None:
    assert pixels(10.0) == 75  # 7 pixels a digit; ECMA-376 part 1, 18.3.1.13
    assert sum(map(pixels, (8.43, 8.43))) == pytest.approx(128)
