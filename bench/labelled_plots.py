"""A picture of a labelled day, with a sentence why what is broken on it was not seen."""

from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from bench.labelled import Day
from model.frames.frames import HOUR_MS

_TEMPERATURES = {
    "supply_air_temperature": "supply",
    "mixed_air_temperature": "mixed",
    "return_air_temperature": "return",
    "outdoor_air_temperature": "outdoor",
}
_COMMANDS = {
    "outdoor_air_damper_command": "damper",
    "cooling_valve_command": "cooling valve",
    "heating_valve_command": "heating valve",
    "supply_fan_speed": "fan",
    "occupied": "occupied",
}
_INCHES, _DOTS = (7.0, 4.2), 70


@cache
def _reasons() -> dict[str, str]:
    text = resources.files("bench").joinpath("labelled_days.yaml").read_text(encoding="utf-8")
    return dict(yaml.safe_load(text) or {})


def why(day: Day) -> str:
    """What an engineer says of the day, who has looked at its plot; "" where nobody has."""
    return str(_reasons().get(day.name, ""))


def plot_day(day: Day, said: str, claims: str, file: Path) -> None:
    """Temperatures above, commands below, over the hours of the day."""
    import matplotlib as mpl  # noqa: PLC0415  # an extra

    mpl.use("agg")
    import matplotlib.pyplot as plt  # noqa: PLC0415

    figure, (above, below) = plt.subplots(
        2, 1, sharex=True, figsize=_INCHES, height_ratios=(2, 1), layout="constrained"
    )
    _draw(day, _TEMPERATURES, above)
    _draw(day, _COMMANDS, below)
    above.set_ylabel("°C")
    below.set_ylabel("share")
    below.set_xlabel("hour of the day")
    below.set_xlim(0, 24)
    label, surest = day.label.replace("_", " "), claims.splitlines()[0]
    above.set_title(f"{day.name}: {label}\n{said}; believed at its end: {surest}", fontsize=9, loc="left")
    if why(day):
        figure.supxlabel(why(day), fontsize=8, wrap=True)
    figure.savefig(file, dpi=_DOTS)
    plt.close(figure)


def _draw(day: Day, roles: dict[str, str], axes: Any) -> None:  # noqa: ANN401  # matplotlib is an extra
    [building] = day.site.buildings
    sources = {p.role: f"{building.id}/{p.source}" for e in building.equipment for p in e.points if p.role}
    for role, label in roles.items():
        if role not in sources:
            continue
        columns = day.readings.read([sources[role]], day.start_ms, day.end_ms)
        order = np.argsort(columns.time_ms)
        hours = (columns.time_ms[order] - day.start_ms) / HOUR_MS
        axes.plot(hours, columns.value[order], label=label, linewidth=1)
    axes.legend(fontsize=7, loc="center left", bbox_to_anchor=(1.0, 0.5), frameon=False)
    axes.grid(alpha=0.3)
