"""Makes the map of this study: a park of five sites that does not exist, the same at every run.

    python cases/industrial_park/make_park.py

Pipe routes along the roads of the park form a bent grid; each consumer and source hangs on it by a
trench of its own. No figure is of a real place.
"""

import json
import math
import random
from pathlib import Path

FOLDER = Path(__file__).parent
SEED = 811
COLUMNS, ROWS, WIDE_M, HIGH_M = 8, 5, 180.0, 140.0
ORIGIN = (7.0312, 51.4718)
METRE_OF_LATITUDE = 1.0 / 111_195.0
ENDS = {
    "paper_drying": (0, 0, -60, -40),
    "paper_offices": (1, 0, 10, -50),
    "chem_reactors": (6, 4, 30, 60),
    "chem_columns": (7, 4, 70, 20),
    "chem_tanks": (7, 3, 80, -10),
    "chem_offices": (5, 4, -10, 60),
    "food_washing": (3, 0, 0, -60),
    "food_pasteurising": (4, 0, 20, -55),
    "food_stores": (5, 0, 30, -45),
    "metal_baths": (0, 4, -70, 40),
    "metal_halls": (1, 4, -10, 60),
    "greenhouse_east": (7, 0, 90, -30),
    "greenhouse_west": (6, 0, 30, -70),
    "workshops": (3, 4, 0, 55),
    "refinery": (7, 2, 120, 30),
    "effluent_works": (0, 2, -130, 0),
    "boiler_house": (4, 2, 30, 40),
}
MISSING_SHARE = 0.08
EXISTING = {"r2_0-r2_1": 150, "r2_1-r2_2": 150, "r2_2-r2_3": 150, "r2_3-r2_4": 200}
"""The main between effluent works and boiler house that lies there today."""


def place(x_m: float, y_m: float) -> list[float]:
    """Longitude and latitude of a place in the plan."""
    wide = METRE_OF_LATITUDE / math.cos(math.radians(ORIGIN[1]))
    return [round(ORIGIN[0] + x_m * wide, 7), round(ORIGIN[1] + y_m * METRE_OF_LATITUDE, 7)]


def feature(kind: str, name: str, shape: list[list[float]], **figures: object) -> dict[str, object]:
    """A point or line of the map."""
    is_point = len(shape) == 1
    return {
        "type": "Feature",
        "properties": {"kind": kind, "id": name, **figures},
        "geometry": {
            "type": "Point" if is_point else "LineString",
            "coordinates": shape[0] if is_point else shape,
        },
    }


def main() -> None:
    """Make the park."""
    draw = random.Random(SEED)
    corner = {
        (row, column): (
            WIDE_M * column + draw.uniform(-20, 20),
            HIGH_M * row + 25.0 * math.sin(column) + draw.uniform(-15, 15),
        )
        for row in range(ROWS)
        for column in range(COLUMNS)
    }
    features = [feature("node", f"r{r}_{c}", [place(*xy)]) for (r, c), xy in corner.items()]
    for (row, column), here in corner.items():
        for other in ((row, column + 1), (row + 1, column)):
            name = f"r{row}_{column}-r{other[0]}_{other[1]}"
            if other not in corner or (draw.random() < MISSING_SHARE and name not in EXISTING):
                continue
            there = corner[other]
            across = other[0] > row
            bend = ((here[0] + there[0]) / 2 + 8.0 * across, (here[1] + there[1]) / 2)
            dn = {"existing_dn": EXISTING[name]} if name in EXISTING else {}
            factor = 1.6 if column == 3 and not across else 1.0
            shape = [place(*here), place(*bend), place(*there)]
            features.append(feature("trench", name, shape, cost_factor=factor, **dn))
    for name, (column, row, right, up) in ENDS.items():
        x, y = corner[row, column]
        features.append(feature("node", name, [place(x + right, y + up)]))
        shape = [place(x, y), place(x + right, y + up)]
        features.append(feature("trench", f"to_{name}", shape, cost_factor=0.8))
    document = {"type": "FeatureCollection", "features": features}
    text = json.dumps(document, indent=1)
    (FOLDER / "network.geojson").write_text(text + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
