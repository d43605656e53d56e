"""Run by the interpreter of an environment with camber-toolkit: its rules on days, a CSV each.

    python with_camber.py [--minutes] DAY.csv ... > claims.json

As they are by default: hourly frames, and Guideline 36 told of a day of applicable hours alone. With
--minutes: frames of a minute, and Guideline 36 without a least number of hours, for days that stand alone.
Prints {"version": ..., "claims": {"DAY": {"rule": "fault" or "warn"}}}. Nothing of this project is imported.
"""

import json
import sys
from importlib.metadata import version
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pandas as pd
from camber.model.roles import Role
from camber.rules.base import _cannot_run, _class_declined, _with_class
from camber.rules.builtin import builtin_registry
from camber.rules.g36_rule import G36AFDD

ROLES = {
    "supply_air_temperature": Role.SUPPLY_AIR_TEMP,
    "supply_air_temperature_setpoint": Role.SUPPLY_AIR_TEMP_SP,
    "outdoor_air_temperature": Role.OAT,
    "mixed_air_temperature": Role.MIXED_AIR_TEMP,
    "return_air_temperature": Role.RETURN_AIR_TEMP,
    "supply_fan_status": Role.SUPPLY_FAN_STATUS,
    "supply_fan_speed": Role.SUPPLY_FAN_SPEED,
    "outdoor_air_damper_command": Role.OA_DAMPER,
    "cooling_valve_command": Role.COOL_VALVE,
    "heating_valve_command": Role.HEAT_VALVE,
    "occupied": Role.OCCUPANCY,
}
PERCENT = (Role.SUPPLY_FAN_SPEED, Role.OA_DAMPER, Role.COOL_VALVE, Role.HEAT_VALVE)
UNIT = SimpleNamespace(equip="AHU_1", equip_class="AHU", space="")


def claims(path: Path, *, minutes: bool) -> dict[str, str]:
    """Rules that find a fault or warn, of those for one air handler; of Guideline 36 each condition."""
    frame = pd.read_csv(path, index_col="time", parse_dates=True).rename(columns=ROLES)
    for role in PERCENT:
        frame[role] *= 100.0
    frame = _with_class(frame if minutes else frame.resample("1h").mean(), UNIT)
    registry = builtin_registry()
    told: dict[str, str] = {}
    for name in registry.names():
        rule = registry.get(name)
        if minutes and name == G36AFDD.name:
            rule = G36AFDD(min_applicable_hours=0.0)
        if not hasattr(rule, "analyze") or _cannot_run(rule, frame) or _class_declined(rule, UNIT):
            continue
        finding = rule.analyze("AHU_1", frame)
        if finding is None or finding.severity not in {"warn", "fault"}:
            continue
        told |= dict.fromkeys(_named(finding), finding.severity)
    return told


def _named(finding: Any) -> list[str]:  # noqa: ANN401  # a package that is not there
    if finding.rule == G36AFDD.name:
        return [f"g36 {condition}" for condition in finding.metrics["flagged_fcs"]] or [finding.rule]
    if finding.rule == "leaking_valve":
        heating = finding.metrics["hw_leak_pct"] >= finding.metrics["chw_leak_pct"]
        return ["leaking_valve heating" if heating else "leaking_valve cooling"]
    return [finding.rule]


if __name__ == "__main__":
    days = [Path(name) for name in sys.argv[1:] if not name.startswith("--")]
    found = {day.stem: claims(day, minutes="--minutes" in sys.argv) for day in days}
    json.dump({"version": version("camber-toolkit"), "claims": found}, sys.stdout)
