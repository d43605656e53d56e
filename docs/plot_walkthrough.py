"""Draw the pictures of docs/walkthrough.md from the published data of two real buildings.

    python docs/plot_walkthrough.py FOLDER

FOLDER holds lab-building/readings.csv.gz and ahu-trend/ahu.csv.gz; the page says where they are from.
"""

import math
import sys
from pathlib import Path

import matplotlib as mpl
import pandas as pd

mpl.use("Agg")
import matplotlib.pyplot as plt

PICTURES = Path(__file__).parent / "pictures"
# Names of neighbours stand so far apart [°F], and above what is drawn there is so much room for them.
NAME_F, ROOM_FOR_NAMES = 1.6, 0.2
# A command from which on a reheat valve counts as fully open [%], and the temperatures that are drawn [°F].
FULL_REHEAT, SPAN_F = 99, (30, 165)
# Airs that differ by so much tell how they mix [°F]; less travel in a quarter of an hour is none [%].
LEAST_APART_F, STEADY_POINTS = 10, 5
INK, WARM, COLD, CALM, FAINT = "#1d1d1b", "#9a3412", "#1d4ed8", "#0f4f4a", "#b8b5ad"
plt.rcParams.update(
    {
        "font.size": 9,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.edgecolor": FAINT,
        "axes.titlelocation": "left",
        "axes.titleweight": "bold",
        "figure.facecolor": "white",
        "lines.linewidth": 1.4,
    }
)


def save(figure: plt.Figure, name: str, foot: float = 0.0) -> None:
    figure.tight_layout(rect=(0, foot, 1, 1))
    figure.savefig(PICTURES / name, dpi=110)
    plt.close(figure)


def laboratory(folder: Path) -> None:
    table = pd.read_csv(folder / "lab-building" / "readings.csv.gz", parse_dates=["time"])
    wide = table.pivot_table(index="time", columns="point", values="value")
    rooms(wide)
    claims(wide)
    supply_air(wide)
    spread(wide)


def box(wide: pd.DataFrame, room: str) -> tuple[pd.DataFrame, str]:
    names = [name for name in wide if f".{room}." in name]
    handler = names[0].split(".")[2]
    own = [name for name in names if f".{handler}." in name]  # some boxes are fed by two
    return wide[own].rename(columns=lambda name: name.split(".")[-1]), handler


def rooms(wide: pd.DataFrame) -> None:
    figure, axes = plt.subplots(2, 4, figsize=(13, 5), sharex=True, height_ratios=[3, 1])
    titles = {
        "RM361_LAB": "RM361: cold at full reheat\n(the card)",
        "RM107_LAB": "RM107: cold air at full reheat\n(believed, worth less)",
        "RM222_LAB": "RM222: warm, valve shut\n(believed, worth less)",
        "RM207B_LAB": "RM207B: 85 °F in 40 °F air\n(silent: no flow point tells)",
    }
    for (temperature, valve), (room, title) in zip(axes.T, titles.items(), strict=True):
        part, handler = box(wide, room)
        temperature.plot(part.index, part["Zone_Supply_Air_Temp"], color=WARM, label="leaves the box")
        temperature.plot(part.index, part["Zone_Air_Temp"], color=INK, label="room")
        supply = wide[f"BLDG1.AHU.{handler}.Supply_Air_Temp"]
        temperature.plot(part.index, supply, color=COLD, label=f"supply air of {handler}")
        temperature.set_title(title)
        temperature.set_ylabel("°F")
        valve.step(part.index, part["Zone_Reheat_Valve_Command"], color=CALM, where="post")
        valve.set_ylim(-5, 105)
        valve.set_ylabel("reheat, %")
        valve.xaxis.set_major_locator(mpl.dates.DayLocator())
        valve.xaxis.set_major_formatter(mpl.dates.DateFormatter("%a"))
    axes[0][0].axhline(68, color=FAINT, linestyle="--", label="68 °F")
    axes[0][0].legend(frameon=False, fontsize=8)
    save(figure, "lab-rooms.png")


def claims(wide: pd.DataFrame) -> None:
    """The claimed rooms that the other picture does not show."""
    figure, axes = plt.subplots(2, 4, figsize=(13, 5.2), sharex=True, sharey=True)
    titles = {
        "RM135_LAB": "cold at full reheat",
        "RM195_LAB": "cold at full reheat",
        "RM237_LAB": "cold at full reheat",
        "RM157_LAB": "falls on the second day",
        "RM380_LAB": "cold but for the afternoons",
        "RM210_LAB": "full reheat, air hardly warmer",
        "RM246_LAB": "full reheat, air hardly warmer",
    }
    for axis, (room, title) in zip(axes.flat, titles.items(), strict=False):
        part, handler = box(wide, room)
        supply = wide[f"BLDG1.AHU.{handler}.Supply_Air_Temp"]
        full = part["Zone_Reheat_Valve_Command"] > FULL_REHEAT
        axis.fill_between(
            part.index, *SPAN_F, where=full, color=WARM, alpha=0.08, linewidth=0, label="reheat at 100 %"
        )
        axis.axhline(68, color=FAINT, linestyle="--", label="68 °F")
        axis.plot(part.index, part["Zone_Supply_Air_Temp"], color=WARM, label="leaves the box")
        axis.plot(part.index, part["Zone_Air_Temp"], color=INK, label="room")
        axis.plot(part.index, supply, color=COLD, label="supply air of the air handler")
        axis.set_title(f"{room.removesuffix('_LAB')}: {title}", fontsize=9)
        axis.set_ylim(*SPAN_F)
        axis.xaxis.set_major_locator(mpl.dates.DayLocator())
        axis.xaxis.set_major_formatter(mpl.dates.DateFormatter("%a"))
    for axis in axes[:, 0]:
        axis.set_ylabel("°F")
    for axis in axes[0]:
        axis.tick_params(labelbottom=False)
    axes[0][3].tick_params(labelbottom=True)
    axes[1][3].set_axis_off()
    axes[1][3].legend(*axes[0][0].get_legend_handles_labels(), frameon=False, loc="center")
    save(figure, "lab-claims.png")


def supply_air(wide: pd.DataFrame) -> None:
    figure, (left, right) = plt.subplots(1, 2, figsize=(11, 3.4))
    for axis, handler in ((left, "AHU01A"), (right, "AHU07B")):
        start = f"BLDG1.AHU.{handler}."
        axis.plot(wide.index, wide[start + "Supply_Air_Temp_Setpoint"], color=FAINT, label="setpoint")
        axis.plot(wide.index, wide[start + "Outside_Air_Temp_Virtual"], color=CALM, label="outdoor air")
        axis.plot(wide.index, wide[start + "Supply_Air_Temp"], color=COLD, label="supply air")
        is_open = wide[start + "Cooling_Valve_Output"] > 50
        axis.fill_between(
            wide.index, 34, 72, where=is_open, color=COLD, alpha=0.08, label="cooling valve 100 %"
        )
        axis.set_title(f"{handler}: a cooling valve that opens when it freezes")
        axis.set_ylabel("°F")
        axis.xaxis.set_major_locator(mpl.dates.HourLocator(byhour=(0, 12)))
        axis.xaxis.set_major_formatter(mpl.dates.DateFormatter("%a %H h"))
    figure.legend(*left.get_legend_handles_labels(), frameon=False, fontsize=8, ncols=4, loc="lower center")
    save(figure, "lab-supply-air.png", foot=0.07)


def spread(wide: pd.DataFrame) -> None:
    reheat = wide[[name for name in wide if name.endswith("Zone_Reheat_Valve_Command")]].mean()
    room = wide[[name for name in wide if name.endswith("Zone_Air_Temp") and "ZONE" in name]].mean()
    reheat.index = reheat.index.str.replace(".Zone_Reheat_Valve_Command", "")
    room.index = room.index.str.replace(".Zone_Air_Temp", "")
    both = pd.DataFrame({"reheat": reheat, "room": room}).dropna()
    figure, axis = plt.subplots(figsize=(6, 3.6))
    axis.scatter(both["reheat"], both["room"], s=9, color=CALM, alpha=0.6, linewidths=0)
    cold = both[(both["reheat"] > 95) & (both["room"] < 64)]
    axis.scatter(cold["reheat"], cold["room"], s=24, color=WARM)
    below = math.inf
    for name, row in cold.sort_values("room", ascending=False).iterrows():
        label = str(name).split(".")[-1].removesuffix("_LAB")
        below = min(row["room"], below - NAME_F)
        axis.annotate(label, (row["reheat"], below), xytext=(-6, -3), textcoords="offset points", ha="right")
    axis.axhline(68, color=FAINT, linestyle="--")
    axis.set_xlabel("mean reheat command, %")
    axis.set_ylabel("mean room temperature, °F")
    axis.set_title("391 rooms over two days: few are cold at full reheat")
    save(figure, "lab-spread.png")


def air_handler(folder: Path) -> None:
    table = pd.read_csv(folder / "ahu-trend" / "ahu.csv.gz")
    table.index = pd.to_datetime(table["Time"], format="%m/%d/%Y %H:%M")
    table = table.drop(columns="Time")
    plant_week(table)
    damper(table)


def plant_week(table: pd.DataFrame) -> None:
    week = table.loc["2014-10-20":"2014-10-24"].resample("1min").mean()
    week = week.ffill(limit=15)  # what the logger left out for longer stays a gap
    running = week["SupplyFanStatus"] == 1
    figure, axes = plt.subplots(3, 1, figsize=(11, 7), sharex=True)
    axes[0].plot(week.index, week["OutdoorAirTemperature"], color=CALM, label="outdoor air")
    axes[0].plot(
        week.index, week["MixedAirTemperature"].where(running), color=WARM, label="mixed air, fan on"
    )
    axes[0].plot(
        week.index, week["ReturnAirTemperature"].where(running), color=INK, label="return air, fan on"
    )
    axes[0].set_ylabel("°F")
    axes[0].set_title("The air handler: mixed air lies between its two airs, and follows its damper")
    axes[1].plot(week.index, week["DamperSignal"], color=CALM, label="outdoor-air damper, %")
    axes[1].plot(week.index, week["CoolingCoilValvePosition"], color=COLD, label="cooling valve, %")
    axes[1].set_title("Its damper opens before its cooling valve: free cooling is used")
    axes[2].plot(week.index, week["HotWaterSupplyTemperature"], color=WARM, label="hot water supply, °F")
    axes[2].plot(week.index, week["HotWaterReturnTemperature"], color=INK, label="hot water return, °F")
    axes[2].plot(week.index, week["HotWaterPumpStatus"] * 100, color=FAINT, label="pump status, x 100")
    axes[2].plot(week.index, week["HotWaterPumpVFDCommand"], color=CALM, label="pump speed, %")
    axes[2].set_title(
        "The plant: supply stands at 190.000 for thirty days, the pump is stopped at 22 % speed"
    )
    for axis in axes:
        low, high = axis.get_ylim()
        axis.set_ylim(low, high + ROOM_FOR_NAMES * (high - low))
        axis.legend(frameon=False, fontsize=8, ncols=4, loc="upper right")
    save(figure, "ahu-trend.png")


def damper(table: pd.DataFrame) -> None:
    """How far the outdoor-air damper is told to open, and how much outdoor air comes."""
    returned, outdoor = table["ReturnAirTemperature"], table["OutdoorAirTemperature"]
    share = 100 * (returned - table["MixedAirTemperature"]) / (returned - outdoor)
    runs = (table["SupplyFanStatus"] == 1) & (returned - outdoor > LEAST_APART_F)
    part = pd.DataFrame({"told": table["DamperSignal"], "share": share.where(runs)})
    figure, (left, right) = plt.subplots(1, 2, figsize=(11, 3.8), width_ratios=[3, 2])
    hour = part.loc["2014-11-11 11:30":"2014-11-11 14:00"]
    left.step(hour.index, hour["told"], color=CALM, where="post", label="damper told, %")
    left.step(hour.index, hour["share"], color=WARM, where="post", label="outdoor air in the mixed air, %")
    left.set_title("Tue 11 Nov: told to and fro, the air comes in leaps")
    left.xaxis.set_major_formatter(mpl.dates.DateFormatter("%H:%M"))
    left.set_ylim(0, 75)
    left.legend(frameon=False, fontsize=8, ncols=2, loc="upper right")
    span = part["told"].resample("15min").max() - part["told"].resample("15min").min()
    steady = part.resample("15min").mean()[span < STEADY_POINTS].dropna()
    last = steady.index >= "2014-11-11"
    right.scatter(
        steady["told"][~last], steady["share"][~last], s=12, color=FAINT, linewidths=0,
        label="13 Oct to 10 Nov",
    )  # fmt: skip
    right.scatter(
        steady["told"][last], steady["share"][last], s=12, color=INK, alpha=0.7, linewidths=0,
        label="11 and 12 Nov",
    )  # fmt: skip
    right.set_title("Last days: no more air at 40 % than at 5 %")
    right.set_xlabel("damper told, %")
    right.set_ylabel("outdoor air in the mixed air, %")
    right.legend(frameon=False, fontsize=8, loc="lower right")
    save(figure, "ahu-damper.png")


def main() -> None:
    folder = Path(sys.argv[1])
    PICTURES.mkdir(exist_ok=True)
    laboratory(folder)
    air_handler(folder)


if __name__ == "__main__":
    main()
