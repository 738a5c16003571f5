"""Write the hourly series of this case. They are made up, the same in every run: see the README."""

import csv
import math
from datetime import datetime, timedelta
from pathlib import Path

YEAR, HOURS = 2025, 8760
LOSS_SHARE, PEAK_MW, LIMIT_C, COLD_C = 0.12, 12.0, 16.0, -12.0
DAILY_LOAD = (
    (0.78,) * 5 + (0.95, 1.12, 1.2, 1.15, 1.08, 1.02, 0.98, 0.96, 0.95, 0.94, 0.96)
    + (1.02, 1.1, 1.12, 1.1, 1.05, 0.98, 0.9, 0.82)
)  # fmt: skip
"""Shape of the demand over a day, near one in the mean."""
DAILY_FLOW = (
    (0.7,) * 6 + (0.9, 1.15, 1.25, 1.2, 1.15, 1.1) + (1.05,) * 6 + (1.1, 1.15, 1.1, 1.0, 0.9, 0.8)
)
DAILY_PRICE = (
    -14,
    -16,
    -17,
    -17,
    -14,
    -6,
    8,
    22,
    24,
    12,
    0,
    -8,
    -14,
    -16,
    -12,
    -2,
    10,
    26,
    34,
    30,
    18,
    8,
    0,
    -8,
)


def weather(hour: int) -> tuple[float, float, float]:
    """Outdoor temperature [degC], wind and sun (0 to 1) of an hour."""
    day = hour / 24
    season = -math.cos(2 * math.pi * (day - 20) / 365)
    spells = 3.6 * math.sin(2 * math.pi * day / 9.3) + 2.6 * math.sin(2 * math.pi * day / 4.1 + 1)
    clock = 3.0 * math.sin(2 * math.pi * (hour % 24 - 9) / 24)
    outdoor = 9.5 + 10.0 * season + spells + clock - 4.0 * math.exp(-(((day - 22) / 2.5) ** 2))
    wind = 0.5 + 0.5 * math.sin(2 * math.pi * day / 6.7 + 2)
    light = max(0.0, math.sin(math.pi * (hour % 24 - 6) / 12)) * (0.55 + 0.45 * season)
    return outdoor, wind, light


def row(hour: int) -> list[str]:
    """Values of one hour."""
    outdoor, wind, sun = weather(hour)
    clock, day = hour % 24, hour / 24
    heating = max(0.0, (LIMIT_C - outdoor) / (LIMIT_C - COLD_C))
    load = min(PEAK_MW, PEAK_MW * (LOSS_SHARE + (1 - LOSS_SHARE) * heating) * DAILY_LOAD[clock])
    effluent = 13.5 - 5.2 * math.cos(2 * math.pi * (day - 45) / 365)
    flow = 150.0 * DAILY_FLOW[clock]
    price = 88.0 + DAILY_PRICE[clock] * (0.6 + 0.8 * (1 - wind)) + 40.0 * (0.5 - wind) - 90.0 * sun
    price += 12.0 * math.cos(2 * math.pi * (day - 15) / 365)
    emissions = min(0.55, max(0.05, 0.40 - 0.22 * (wind - 0.5) - 0.25 * sun))
    stamp = datetime(YEAR, 1, 1) + timedelta(hours=hour)
    values = (outdoor, effluent, flow, load, price, emissions)
    digits = (1, 1, 1, 3, 1, 3)
    return [f"{stamp:%Y-%m-%d %H:%M}", *(f"{v:.{d}f}" for v, d in zip(values, digits, strict=True))]


def main() -> None:
    """Write series/year.csv beside this file."""
    path = Path(__file__).parent / "series" / "year.csv"
    path.parent.mkdir(exist_ok=True)
    names = (
        "outdoor_c effluent_c effluent_kg_per_s network_mw electricity_eur_per_mwh grid_t_per_mwh"
    )
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(["time", *names.split()])
        writer.writerows(row(hour) for hour in range(HOURS))


if __name__ == "__main__":
    main()
