"""Labelled laboratory days of air handlers (LBNL fault data, Granderson et al. 2020), each day alone."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ingest.tables import read_table
from model.attending.carrying_on import carry_on, evidence_of
from model.frames.frames import HOUR_MS
from model.frames.history import ReadingColumns
from model.frames.memory_readings import MemoryReadings
from model.frames.site_time import utc_ms
from model.round import Judged, judge
from model.site.graph import Site
from model.site.site_file import load_site

BELIEVED = 0.5
HOURS = 24
# The part that is broken, by words of a label and of a claim that name it.
PARTS: Mapping[str, tuple[str, ...]] = {
    "cooling valve": ("cooling_coil_valve", "cooling_valve", "supply_air_short_of_cooling"),
    "heating valve": ("heating_coil_valve", "heating_valve", "supply_air_short_of_heating"),
    "damper": ("damper", "excess_outdoor_air", "too_little_outdoor_air", "economizer_not_used"),
}


@dataclass(frozen=True, slots=True)
class Day:
    """One day of one air handler; ``fault`` is "" where nothing is broken. ``readings`` are its own alone."""

    handler: str
    date: str
    fault: str
    severity: str
    site: Site
    readings: MemoryReadings
    start_ms: int

    @property
    def name(self) -> str:
        """The day's name, "SZCAV 2017-03-11"."""
        return f"{self.handler} {self.date}"

    @property
    def label(self) -> str:
        """What is known to be broken."""
        return f"{self.fault} {self.severity}".strip() or "nothing"

    @property
    def end_ms(self) -> int:
        """The day's end."""
        return self.start_ms + HOURS * HOUR_MS

    @property
    def part(self) -> str | None:
        """The broken part, a key of ``PARTS``."""
        return part_of(self.fault)


def part_of(claim: str) -> str | None:
    """The part that a label or a fault of the model blames, None where it is another."""
    return next((part for part, words in PARTS.items() if any(word in claim for word in words)), None)


def labelled_days(folder: Path) -> list[Day]:
    """All days of a folder with day_labels.csv, SZCAV.csv.gz and SZVAV.csv.gz."""
    with (folder / "day_labels.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    found, handlers = [], {}
    for row in rows:
        name = row["file"].removesuffix(".csv")
        if name not in handlers:
            site = load_site(Path("examples") / f"lbnl-{name.lower()}.yaml")
            handlers[name] = site, read_table(folder / f"{name}.csv.gz", site).readings
        site, readings = handlers[name]
        start_ms = utc_ms(row["day"], site.export.timezone or site.timezone)
        sources = list(readings.sources)
        columns = readings.read(sources, start_ms, start_ms + HOURS * HOUR_MS)
        alone = MemoryReadings(sources, ReadingColumns(columns.time_ms, columns.column, columns.value))
        fault = "" if row["inventory_fault"] == "unfaulted" else row["inventory_fault"]
        found.append(Day(name, row["day"], fault, row["severity"], site, alone, start_ms))
    return found


def judged(day: Day) -> Judged:
    """What is believed at the end of a day, as if nothing was ever heard before it."""
    [building] = day.site.buildings
    evidence = evidence_of(building, day.site.timezone, day.readings, day.start_ms, day.end_ms)
    beliefs = carry_on({}, evidence, 0, ())
    for hour in range(1, HOURS):
        carry_on(beliefs, evidence, hour, ())
    return judge(day.site, building, beliefs, (), day.end_ms)


def believed(found: Judged) -> list[tuple[float, str, str]]:
    """Probability, fault and equipment of all that is believed, the surest first."""
    claims = [
        (float(chances.probability[row, column]), belief.faults[row], belief.equipment[column])
        for kind, belief in found.beliefs.items()
        for chances in [found.chances[kind]]
        for row, column in np.argwhere(chances.probability >= BELIEVED)
    ]
    return sorted(claims, reverse=True)


def verdict(day: Day, claims: list[str]) -> str:
    """Of claims, the surest first: found, confused (another part is blamed), missed, quiet or false."""
    if not day.fault:
        return "false" if claims else "quiet"
    if not claims:
        return "missed"
    return "found" if day.part in {part_of(claim) for claim in claims} else "confused"
