"""Draw what the simulator does, to be looked at: healthy weeks, and each fault beside its healthy twin.

Run from the repository: ``python docs/plot_simulator.py [FOLDER]``; the default folder is build/simulator.
"""

import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import matplotlib as mpl

mpl.use("Agg")
from matplotlib import pyplot as plt

from simulator import Fault, Portfolio, Published, Scenario, healthy
from simulator.arrays import Array
from simulator.clock import DAY_MS, HOUR_MS
from simulator.points import unit_of

SEASONS = {"winter": "2026-01-12", "shoulder": "2026-04-13", "summer": "2026-07-13"}
BUILDINGS = ("north-tower", "riverside-school", "science-wing")
PANELS: Sequence[tuple[str, Sequence[tuple[str, str]]]] = (
    (
        "degC",
        [
            ("OAT-1", "outdoor_air_temperature"),
            ("AHU", "mixed_air_temperature"),
            ("AHU", "return_air_temperature"),
            ("AHU", "supply_air_temperature"),
            ("AHU", "supply_air_temperature_setpoint"),
        ],
    ),
    (
        "commands",
        [
            ("AHU", "outdoor_air_damper_command"),
            ("AHU", "heating_valve_command"),
            ("AHU", "cooling_valve_command"),
            ("AHU", "supply_fan_status"),
            ("AHU", "supply_fan_speed"),
        ],
    ),
    ("Pa", [("AHU", "supply_air_static_pressure"), ("AHU", "supply_air_static_pressure_setpoint")]),
    (
        "zone, degC",
        [
            ("VAV", "zone_air_temperature"),
            ("VAV", "zone_air_temperature_heating_setpoint"),
            ("VAV", "zone_air_temperature_cooling_setpoint"),
            ("VAV", "discharge_air_temperature"),
        ],
    ),
    (
        "box",
        [
            ("VAV", "reheat_valve_command"),
            ("VAV", "box_damper_command"),
            ("VAV", "discharge_air_flow"),
            ("VAV", "discharge_air_flow_setpoint"),
        ],
    ),
    (
        "hot water, degC",
        [("HWP-1", "hot_water_supply_temperature"), ("HWP-1", "hot_water_return_temperature")],
    ),
)
# Each kind where it shows: season, the value or severity, and the equipment.
FAULTS: Sequence[tuple[str, str, str, dict[str, object]]] = (
    ("outdoor_air_damper_stuck_open", "winter", "AHU-1", {}),
    ("outdoor_air_damper_stuck_closed", "shoulder", "AHU-1", {}),
    ("heating_valve_leaking", "shoulder", "AHU-1", {}),
    ("cooling_valve_leaking", "shoulder", "AHU-1", {}),
    ("heating_valve_stuck", "winter", "AHU-1", {}),
    ("cooling_valve_stuck", "summer", "AHU-1", {}),
    ("zone_reheat_leaking", "winter", "VAV-1-02", {}),
    ("zone_reheat_stuck_closed", "winter", "VAV-1-02", {}),
    ("box_damper_stuck", "summer", "VAV-1-02", {}),
    ("mixed_air_temperature_sensor_wrong", "winter", "AHU-1", {}),
    ("supply_air_temperature_sensor_wrong", "shoulder", "AHU-1", {}),
    ("zone_temperature_sensor_wrong", "winter", "VAV-1-02", {}),
    ("sensor_flat", "winter", "AHU-1", {"sensor": "supply_air_temperature"}),
    ("fan_running_unoccupied", "winter", "AHU-1", {}),
    ("economizer_not_used", "shoulder", "AHU-1", {}),
    ("static_pressure_not_met", "summer", "AHU-1", {}),
    ("control_hunting", "winter", "AHU-1", {}),
)


def start_of(season: str) -> int:
    return int(datetime.fromisoformat(SEASONS[season]).replace(tzinfo=UTC).timestamp() * 1000) + 6 * HOUR_MS


def readings(portfolio: Portfolio, published: Published, building: str, device: str) -> dict[str, Array]:
    """Values in SI by role."""
    known = next(d for d in portfolio.setting.devices if (d.building, d.id) == (building, device))
    frame = next(f for f in published.devices if (f.building, f.device) == (building, device))
    units = [unit_of(known.plan.units, point.quantity) for point in known.points]
    return {
        str(point.role): frame.values[:, column] * unit.scale + unit.offset
        for column, (point, unit) in enumerate(zip(known.points, units, strict=True))
    }


def draw(
    path: Path, title: str, building: str, vav: str, lives: Sequence[tuple[Portfolio, Published]]
) -> None:
    """The first life in full lines; a second one, the healthy twin, dashed."""
    figure, axes = plt.subplots(len(PANELS), 1, figsize=(16, 18), sharex=True)
    for (portfolio, published), dashes in zip(lives, ("-", ":"), strict=False):
        days = (published.times_ms - published.times_ms[0]) / DAY_MS
        for axis, (label, lines) in zip(axes, PANELS, strict=True):
            axis.set_prop_cycle(None)
            axis.set_ylabel(label)
            for device, role in lines:
                name = {"AHU": f"AHU-{vav[4]}", "VAV": vav}.get(device, device)
                known = readings(portfolio, published, building, name)
                if role in known:
                    axis.plot(days, known[role], dashes, lw=0.9, label=role if dashes == "-" else None)
    for axis in axes:
        axis.legend(loc="upper right", fontsize=8)
        axis.grid(alpha=0.3)
    axes[0].set_title(title)
    figure.tight_layout()
    figure.savefig(path, dpi=55)
    plt.close(figure)


def main() -> None:
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "build/simulator")
    folder.mkdir(parents=True, exist_ok=True)
    well: dict[str, tuple[Portfolio, Published]] = {}
    for season in SEASONS:
        portfolio = Portfolio.from_seed(7, start_ms=start_of(season), scenario=healthy())
        well[season] = portfolio, portfolio.advance(portfolio.now_ms + 7 * DAY_MS)
        for building in BUILDINGS:
            draw(
                folder / f"{season}-{building}.png",
                f"healthy {season}, {building}",
                building,
                "VAV-1-01",
                [well[season]],
            )
    for kind, season, equipment, more in FAULTS:
        fault = Fault("drawn", kind, "north-tower", equipment, 0.7, 30 * HOUR_MS, **more)
        scenario = Scenario(first=(fault,), mean_gap_days=None)
        portfolio = Portfolio.from_seed(7, start_ms=start_of(season), scenario=scenario)
        published = portfolio.advance(portfolio.now_ms + 4 * DAY_MS)
        twin, all_days = well[season]
        few = Published(
            all_days.times_ms[: len(published.times_ms)],
            tuple(
                type(f)(f.building, f.device, f.names, f.values[: len(published.times_ms)])
                for f in all_days.devices
            ),
        )
        title = f"{kind} (severity 0.7 from day 1.25), {season}; dotted: its healthy twin"
        draw(
            folder / f"fault-{kind}.png",
            title,
            "north-tower",
            "VAV-1-02",
            [(portfolio, published), (twin, few)],
        )


if __name__ == "__main__":
    main()
