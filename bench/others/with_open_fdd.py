"""Run by the interpreter of an environment with open-fdd: its rules at their defaults on days, a CSV each.

    python with_open_fdd.py DAY.csv ... > claims.json

Prints {"version": ..., "claims": {"DAY": {"rule": "fault"}}}. Nothing of this project is imported here.
"""

import json
import sys
from importlib.metadata import version
from pathlib import Path

import pandas as pd
from open_fdd.rules import run_all

ROLES = {
    "supply_air_temperature": "discharge-air-temp",
    "supply_air_temperature_setpoint": "discharge-air-temp-sp",
    "outdoor_air_temperature": "outside-air-temp",
    "mixed_air_temperature": "mixed-air-temp",
    "return_air_temperature": "return-air-temp",
    "supply_fan_status": "fan-status",
    "supply_fan_speed": "fan-cmd",
    "outdoor_air_damper_command": "outside-air-damper",
    "cooling_valve_command": "cooling-valve",
    "heating_valve_command": "heating-valve",
    "occupied": "occupied",
}


def claims(path: Path) -> dict[str, str]:
    """Rules that say FAULT of a day."""
    frame = pd.read_csv(path, index_col="time", parse_dates=True).rename(columns=ROLES)
    frame.attrs.update(equipment_id="AHU_1", equipment_type="AHU")
    return {
        result.rule_id: "fault" for result in run_all(frame, poll_seconds=60.0) if result.status == "FAULT"
    }


if __name__ == "__main__":
    found = {Path(name).stem: claims(Path(name)) for name in sys.argv[1:]}
    json.dump({"version": version("open-fdd"), "claims": found}, sys.stdout)
