"""A labelled day as a plain table for the rules of others: one row a minute, in degF and shares."""

import csv
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np

from bench.labelled import Day

_ROLES = (
    "supply_air_temperature",
    "outdoor_air_temperature",
    "mixed_air_temperature",
    "return_air_temperature",
    "supply_fan_status",
    "supply_fan_speed",
    "outdoor_air_damper_command",
    "cooling_valve_command",
    "heating_valve_command",
    "occupied",
)
_HEATING, _COOLING = "supply_air_temperature_heating_setpoint", "supply_air_temperature_cooling_setpoint"
_MINUTE_MS = 60_000


def write_day(day: Day, folder: Path) -> Path:
    """Write a day to ``folder``; the file is named as the day.

    The unit has a setpoint to heat to and one to cool to: the one that its valves act on stands for both.
    """
    heats = _series(day, "heating_valve_command") > 0
    columns = {role: _series(day, role) for role in _ROLES}
    columns["supply_air_temperature_setpoint"] = np.where(
        heats, _series(day, _HEATING), _series(day, _COOLING)
    )
    file = folder / f"{day.name.replace(' ', '_')}.csv"
    midnight = datetime.fromisoformat(day.date).replace(tzinfo=UTC)
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["time", *columns])
        for minute in range((day.end_ms - day.start_ms) // _MINUTE_MS):
            clock = (midnight + timedelta(minutes=minute)).strftime("%Y-%m-%d %H:%M")
            writer.writerow([clock, *(_cell(name, values[minute]) for name, values in columns.items())])
    return file


def _series(day: Day, role: str) -> np.ndarray:
    """Values (minutes of the day,) in SI, NaN where nothing was heard."""
    [building] = day.site.buildings
    values = np.full((day.end_ms - day.start_ms) // _MINUTE_MS, np.nan)
    for equipment in building.equipment:
        for point in equipment.points:
            if point.role == role:
                columns = day.readings.read([f"{building.id}/{point.source}"], day.start_ms, day.end_ms)
                values[(columns.time_ms - day.start_ms) // _MINUTE_MS] = columns.value
    return values


def _cell(name: str, value: float) -> str:
    if np.isnan(value):
        return ""
    return f"{value * 1.8 + 32:.3f}" if "temperature" in name else f"{value:g}"
