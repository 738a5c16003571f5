"""Cells of the catalogue: blank is unknown, anything odd is named."""

import pytest

from industrial_hp.catalogue.tables import number, optional_number, table_rows, yes_or_no
from industrial_hp.errors import UsageError

ROW = {"name": "one", "known": "1.5", "blank": "", "odd": "about 3", "flag": "yes"}


def test_a_blank_cell_is_none() -> None:
    assert optional_number(ROW, "blank") is None


def test_a_number_that_must_be_there_is_missed_by_name() -> None:
    with pytest.raises(UsageError, match="blank is blank in row 'one'"):
        number(ROW, "blank")


def test_a_cell_that_is_no_number_is_named() -> None:
    with pytest.raises(UsageError, match="odd of row 'one' is 'about 3'"):
        optional_number(ROW, "odd")


def test_a_flag_is_yes_or_no_and_nothing_else() -> None:
    assert yes_or_no(ROW, "flag")
    with pytest.raises(UsageError, match="permitted: yes, no"):
        yes_or_no(ROW, "odd")


def test_a_missing_table_is_named() -> None:
    with pytest.raises(UsageError, match=r"nothing\.csv"):
        table_rows("nothing.csv")
