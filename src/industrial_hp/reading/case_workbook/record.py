"""What a workbook states, gathered cell by cell: plain data, and the cell of each field."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from industrial_hp.case.fields import field_unit
from industrial_hp.errors import Finding
from industrial_hp.reading.case_workbook.cell_sheets import SheetCell
from industrial_hp.reading.case_workbook.cells import (
    Refused,
    cell_value,
    permitted_text,
    split_list,
    stated_unit,
)
from industrial_hp.reading.case_workbook.layout import Entry, Variant
from industrial_hp.reading.field_findings import field_path
from industrial_hp.reading.readable_parts import Location
from industrial_hp.units import interchangeable_units

UNKNOWN = object()
"""Stands where a cell could not be read: no field accepts it."""
LONGEST_SHOWN = 80


@dataclass(frozen=True)
class PlacedCell:
    """A filled cell with its place, and the unit that is stated for it with its own place."""

    cell: SheetCell
    place: str
    unit: SheetCell | None
    unit_place: str


@dataclass
class WorkbookRecord:
    """What a workbook states."""

    data: dict[str, Any] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    places: dict[str, str] = field(default_factory=dict)
    """Cell of each field by its path as text."""
    unreadable: set[Location] = field(default_factory=set)
    """Paths of fields that have findings already."""
    series_units: dict[str, str] = field(default_factory=dict)
    """Unit of the field that uses a series, by the name of the series."""

    def note(self, loc: Location, place: str) -> None:
        """Remember the cell of a field, and as the place of parts around it if they have none."""
        for length in range(len(loc), 0, -1):
            self.places.setdefault(field_path(loc[:length]), place)

    def give_up(self, loc: Location, steps: tuple[str, ...]) -> None:
        """Say nothing more of what cannot be read."""
        put(self.data, steps, UNKNOWN)
        self.unreadable.add(loc)

    def value(
        self, loc: Location, entry: Entry, variant: Variant, cells: Sequence[PlacedCell]
    ) -> Any:
        """Value of a field; of a list the values of all its cells.

        What cannot be read leaves a finding and a value that no field accepts.
        """
        if not entry.is_list:
            return self._one(loc, entry, variant, cells[0], cells[0].cell)
        values: list[Any] = []
        for placed in cells:
            for part in split_list(placed.cell):
                item: Location = (*loc, len(values))
                self.places[field_path(item)] = placed.place
                values.append(self._one(item, entry, variant, placed, part))
        return values

    def _one(
        self, loc: Location, entry: Entry, variant: Variant, placed: PlacedCell, cell: SheetCell
    ) -> Any:
        unit = self._unit(entry, variant, placed)
        if unit is None:
            self.unreadable.add(loc)
            return UNKNOWN
        value = cell_value(cell, entry, variant.field, unit)
        if isinstance(value, Refused):
            self.unreadable.add(loc)
            self.findings.append(
                Finding(
                    placed.place,
                    f"{entry.key}: {value.message}",
                    repr(cell.value)[:LONGEST_SHOWN],
                    value.permitted or permitted_text(entry, variant.field),
                    value.mend,
                )
            )
            return UNKNOWN
        if entry.holds == "profile" and isinstance(value, str):
            self.series_units.setdefault(value, field_unit(variant.field))
        return value

    def _unit(self, entry: Entry, variant: Variant, placed: PlacedCell) -> str | None:
        """Unit stated for a cell, the case's own where there is none to state; none if wrong."""
        wanted = field_unit(variant.field)
        if entry.holds not in ("number", "profile") or (placed.unit is None and wanted == "-"):
            return wanted
        unit = None if placed.unit is None else stated_unit(placed.unit.value, wanted)
        if unit is None:
            finding = unit_finding(placed.unit, placed.unit_place, wanted)
            self.findings += [] if finding in self.findings else [finding]
        return unit


def unit_finding(cell: SheetCell | None, place: str, wanted: str) -> Finding:
    """A unit is missing or not known."""
    return Finding(
        place,
        "the unit is missing" if cell is None else "the unit is not known here",
        "" if cell is None else repr(cell.value)[:LONGEST_SHOWN],
        ", ".join(interchangeable_units(wanted)),
        "choose one of these",
    )


def part_at(data: dict[str, Any], steps: tuple[str, ...]) -> dict[str, Any]:
    """The part of plain data at a path, made where it is not there."""
    for step in steps:
        data = data.setdefault(step, {})
    return data


def put(data: dict[str, Any], steps: tuple[str, ...], value: Any) -> None:
    """Put a value into plain data."""
    part_at(data, steps[:-1])[steps[-1]] = value
