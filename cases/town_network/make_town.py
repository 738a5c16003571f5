"""Makes the tables of this study: a town that does not exist, the same at every run.

    python cases/town_network/make_town.py

A bent grid of streets on both banks of a river with two crossings; houses stand along the streets.
A data centre lies north-west, the sewage works lie downstream. No figure is of a real place.
"""

import csv
import math
import random
from pathlib import Path

FOLDER = Path(__file__).parent
SEED = 20260
COLUMNS, ROWS, BLOCK_M = 8, 7, 125.0
RIVER_AFTER_ROW, CROSSINGS, UNDER_THE_RIVER = 2, (2, 5), 5.0
"""Where pipes may be bored under the river, and what that does to their cost."""
ORIGIN = (9.8421, 50.0917)
"""Longitude and latitude of the south-western corner."""
METRE_OF_LATITUDE = 1.0 / 111_195.0
LARGE = (
    ("hospital", 0.85, 3000, 75),
    ("swimming_pool", 0.42, 3300, 65),
    ("grammar_school", 0.36, 1650, 70),
    ("primary_school", 0.22, 1600, 70),
    ("town_hall", 0.20, 1700, 70),
    ("brewery", 0.60, 3600, 75),
    ("care_home", 0.28, 2400, 65),
    ("supermarket", 0.15, 1500, 55),
    ("hotel", 0.24, 2100, 65),
    ("sports_hall", 0.16, 1500, 60),
)
HOUSES = 165


def degrees(x_m: float, y_m: float) -> tuple[float, float]:
    """Longitude and latitude of a place in the plan."""
    latitude = ORIGIN[1] + y_m * METRE_OF_LATITUDE
    wide = METRE_OF_LATITUDE / math.cos(math.radians(ORIGIN[1]))
    return round(ORIGIN[0] + x_m * wide, 7), round(latitude, 7)


class Town:
    """Nodes in metres, and rows of the tables."""

    def __init__(self) -> None:
        self.draw = random.Random(SEED)
        self.places: dict[str, tuple[float, float]] = {}
        self.trenches: list[dict[str, object]] = []
        self.consumers: list[dict[str, object]] = []
        self.sources: list[dict[str, object]] = []

    def corner(self, column: int, row: int) -> str:
        """A street corner, off its place in the grid by some metres."""
        name = f"k{row}{chr(ord('a') + column)}"
        bend = 35.0 * math.sin(column / 2.5)
        beyond_river = 60.0 if row > RIVER_AFTER_ROW else 0.0
        self.places[name] = (
            BLOCK_M * column + self.draw.uniform(-14, 14),
            BLOCK_M * row + bend + beyond_river + self.draw.uniform(-14, 14),
        )
        return name

    def trench(self, start: str, end: str, factor: float) -> None:
        """A stretch of street, its length left to the coordinates."""
        self.trenches.append(
            {
                "id": f"t{len(self.trenches) + 1:03d}",
                "from_node": start,
                "to_node": end,
                "length_m": "",
                "cost_factor": factor,
                "existing_dn": "",
            }
        )

    def streets(self) -> list[tuple[str, str, float]]:
        """Streets between neighbouring corners; the river can be crossed twice."""
        grid = [[self.corner(c, r) for c in range(COLUMNS)] for r in range(ROWS)]
        found = []
        for r in range(ROWS):
            for c in range(COLUMNS):
                centre = 2 <= c <= 5 and 1 <= r <= 4
                factor = 1.3 if centre else 1.0
                if c + 1 < COLUMNS and self.draw.random() > 0.07:
                    found.append((grid[r][c], grid[r][c + 1], factor))
                if r + 1 == ROWS:
                    continue
                if r == RIVER_AFTER_ROW:
                    if c in CROSSINGS:
                        found.append((grid[r][c], grid[r + 1][c], UNDER_THE_RIVER))
                elif self.draw.random() > 0.12:
                    found.append((grid[r][c], grid[r + 1][c], factor))
        return found

    def houses(self, streets: list[tuple[str, str, float]]) -> None:
        """Houses along streets, crossings apart, each with its own short trench."""
        lots = [street for street in streets if street[2] != UNDER_THE_RIVER]
        plots = self.draw.sample(lots, len(lots)) + self.draw.choices(lots, k=HOUSES)
        on_street: dict[tuple[str, str, float], list[int]] = {street: [] for street in streets}
        for number in range(HOUSES):
            on_street[plots[number]].append(number)
        large = dict(zip(self.draw.sample(range(HOUSES), len(LARGE)), LARGE, strict=True))
        for street, numbers in on_street.items():
            self.along(street, numbers, large)

    def along(
        self,
        street: tuple[str, str, float],
        numbers: list[int],
        large: dict[int, tuple[str, float, int, int]],
    ) -> None:
        """A street cut in its middle, where its houses are joined to it."""
        start, end, factor = street
        if not numbers:
            self.trench(start, end, factor)
            return
        (x_1, y_1), (x_2, y_2) = self.places[start], self.places[end]
        joint, length = f"j{start[1:]}_{end[1:]}", math.hypot(x_2 - x_1, y_2 - y_1)
        self.places[joint] = ((x_1 + x_2) / 2, (y_1 + y_2) / 2)
        self.trench(start, joint, factor)
        self.trench(joint, end, factor)
        for place, number in enumerate(numbers):
            house = f"h{number + 1:03d}"
            along = (place // 2 - (len(numbers) - 1) // 4) * 24.0 + self.draw.uniform(-4, 4)
            away = self.draw.uniform(12, 26) * (1 if place % 2 else -1)
            x, y = self.places[joint]
            self.places[house] = (
                x + (along * (x_2 - x_1) - away * (y_2 - y_1)) / length,
                y + (along * (y_2 - y_1) + away * (x_2 - x_1)) / length,
            )
            self.trench(joint, house, 1.0)
            self.house(number, house, large)

    def house(self, number: int, node: str, large: dict[int, tuple[str, float, int, int]]) -> None:
        """Demand of a house, or of one of the large buildings."""
        if number in large:
            name, demand, hours, warm = large[number]
        else:
            name = f"house_{number + 1:03d}"
            demand = round(self.draw.choice((0.02, 0.03, 0.04, 0.06, 0.09, 0.12, 0.16)), 3)
            hours = self.draw.choice((1600, 1700, 1800, 1900, 2000))
            warm = self.draw.choice((45, 45, 55, 55, 55, 65, 65, 70))
        self.consumers.append(
            {
                "id": name,
                "node": node,
                "demand_mw": demand,
                "full_load_hours": hours,
                "connection_eur": round(6000 + 90_000 * demand),
                "supply_min_c": warm,
            }
        )

    def write(self) -> None:
        """Write the tables."""
        nodes = [
            {"id": name, "longitude": degrees(*xy)[0], "latitude": degrees(*xy)[1]}
            for name, xy in self.places.items()
        ]
        for name, rows in (
            ("nodes", nodes),
            ("trenches", self.trenches),
            ("consumers", self.consumers),
            ("sources", self.sources),
        ):
            with (FOLDER / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
                writer.writeheader()
                writer.writerows(rows)


def main() -> None:
    """Make the town."""
    town = Town()
    streets = town.streets()
    town.houses(streets)
    for name, corner, offset in (
        ("data_centre", "k6a", (-190.0, 130.0)),
        ("sewage_works", "k0h", (240.0, -110.0)),
    ):
        x, y = town.places[corner]
        town.places[name] = (x + offset[0], y + offset[1])
        town.trench(corner, name, 0.8)
    for trench in town.trenches:  # the pipe that joins the pool with the school beside it today
        if trench["from_node"] in ("k4c", "j4c_4d") and trench["cost_factor"] == 1.3:
            trench["existing_dn"] = 100
    town.sources = [
        {
            "id": "data_centre",
            "node": "data_centre",
            "kind": "heat_pump",
            "max_mw": 6.8,
            "investment_eur_per_mw": 780_000,
            "lifetime_a": 20,
            "heat_eur_per_mwh": 18,
            "om_eur_per_mwh": 3,
            "source_in_c": 30,
            "source_out_c": 24,
            "lorenz_efficiency": 0.48,
        },
        {
            "id": "sewage_works",
            "node": "sewage_works",
            "kind": "heat_pump",
            "max_mw": 6.4,
            "investment_eur_per_mw": 800_000,
            "lifetime_a": 20,
            "heat_eur_per_mwh": 0,
            "om_eur_per_mwh": 3,
            "source_in_c": 13,
            "source_out_c": 8,
            "lorenz_efficiency": 0.48,
        },
    ]
    town.write()


if __name__ == "__main__":
    main()
