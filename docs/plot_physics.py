"""Draw the pictures of docs/physics.md.

    python docs/plot_physics.py [--epw FILE] [--json FILE]

FILE of --json is what ``python -m bench.physics --json FILE`` wrote; without it the years are lived anew.
"""

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import matplotlib as mpl

mpl.use("Agg")
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.figure import Figure

from bench.physics.balances import BalanceRow
from bench.physics.cases import YEAR_DAYS
from bench.physics.every_fault import EveryFault, FaultRow
from bench.physics.office import Office
from bench.physics.report import read_report, report

PICTURES = Path(__file__).parent / "pictures"
INK, WARM, COLD, CALM, FAINT = "#1d1d1b", "#9a3412", "#1d4ed8", "#0f4f4a", "#b8b5ad"
TERMS = {
    "electricity": ("electricity", "#e3a72f"),
    "gas": ("gas", "#9a3412"),
    "heat_pump_source": ("from outdoors by heat pumps", "#7c9a5b"),
    "sun": ("sun", "#f2d16b"),
    "people": ("people", "#d98a7a"),
    "envelope": ("walls and windows", "#5b7fb8"),
    "infiltration": ("infiltration", "#9db9dd"),
    "ventilation": ("ventilation", "#1d4ed8"),
    "condensers": ("condensers and towers", "#0f4f4a"),
    "flues": ("flues", "#77736a"),
    "drains": ("hot water down the drain", "#4aa3a2"),
    "pipes": ("pipes and tanks", "#c9c5bb"),
}
SYSTEMS = {
    "air_handlers": "air handlers",
    "air_handlers_and_fan_coils": "air handlers, fan coils",
    "air_handlers_and_rooftops": "air handlers, rooftops",
    "fan_coils": "fan coils",
    "rooftops": "rooftops",
}
plt.rcParams.update(
    {
        "font.size": 9,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.edgecolor": FAINT,
        "axes.titlelocation": "left",
        "axes.titleweight": "bold",
        "figure.facecolor": "white",
        "axes.axisbelow": True,
        "legend.frameon": False,
    }
)


def save(figure: Figure, name: str) -> None:
    figure.tight_layout()
    figure.savefig(PICTURES / name, dpi=100)
    plt.close(figure)


def balances(rows: list[BalanceRow]) -> None:
    figure, axis = plt.subplots(figsize=(10, 6.2))
    places = np.arange(len(rows))[::-1]
    right, left = np.zeros(len(rows)), np.zeros(len(rows))
    for name, (label, colour) in TERMS.items():
        values = np.array([row.terms[name] for row in rows])
        ends = np.where(values > 0, right, left)
        axis.barh(places, values, left=ends, height=0.72, color=colour, label=label)
        right += np.maximum(values, 0)
        left += np.minimum(values, 0)
    for place, row, end in zip(places, rows, right, strict=True):
        axis.text(end + 8, place, f"{1e6 * row.residual:.1f}", va="center", fontsize=7.5, color=INK)
    axis.axvline(0, color=INK, lw=0.8)
    axis.set_yticks(
        places,
        [f"{row.kind.replace('_', ' ')}, {SYSTEMS[row.system]}, {town(row.climate)}" for row in rows],
    )
    axis.tick_params(axis="y", length=0)
    axis.set_xlabel("heat out of and into the building in a year, kWh/m² of floor")
    axis.set_title("What goes in comes out: millionths that are unexplained at the end of each bar")
    axis.set_xlim(left.min() * 1.05, right.max() * 1.12)
    axis.legend(ncols=4, fontsize=8, loc="upper center", bbox_to_anchor=(0.35, -0.1))
    save(figure, "physics-balance.png")


def town(climate: str) -> str:
    return climate.replace("_", " ").title()


def office(found: list[Office]) -> None:
    figure, axis = plt.subplots(figsize=(8.5, 4.6))
    rows = found[0].rows
    places = np.arange(len(rows))[::-1].astype(float)
    shades, marks = (WARM, "#d98a4a", COLD), ("o", "D", "s")
    for each, shade, mark, off in zip(found, shades, marks, (0.2, 0.0, -0.2), strict=True):
        for place, row in zip(places + off, each.rows, strict=True):
            axis.plot([min(row.costs), max(row.costs)], [place, place], color=shade, lw=1.6, alpha=0.45)
        means = [row.cost for row in each.rows]
        axis.plot(means, places + off, mark, color=shade, ms=5, label=f"here, {each.control}")
    published = [row.published for row in rows]
    axis.plot(published, places, "|", color=INK, ms=17, mew=2.2, label="published simulation")
    axis.axvline(0, color=FAINT, lw=0.8)
    axis.set_yticks(places, [row.label for row in rows])
    axis.tick_params(axis="y", length=0)
    axis.grid(axis="x", color=FAINT, alpha=0.35, lw=0.6)
    axis.set_xlabel("cost of a year over the healthy office's, %")
    axis.set_title("Five-zone office, Chicago: mean and range of five offices")
    axis.legend(loc="lower right")
    save(figure, "physics-office.png")


def faults(found: EveryFault) -> None:
    """One bar a kind of fault, in the way of it that costs most."""
    worst: dict[str, FaultRow] = {}
    for row in found.rows:
        worst.setdefault(row.kind, row)
    rows = [row for row in worst.values() if max(abs(row.energy), row.whole) > 0.01]
    figure, (energy, people) = plt.subplots(
        1, 2, figsize=(10, 0.172 * len(rows) + 1.4), sharey=True, width_ratios=[3, 2]
    )
    places = np.arange(len(rows))[::-1]
    shares = np.array([row.energy for row in rows])
    energy.barh(places, shares, height=0.7, color=np.where(shares > 0, "#e3a72f", "#7c9a5b"))
    energy.set_xscale("symlog", linthresh=1.0, linscale=0.6)
    energy.set_xlabel("energy, % of the healthy building's cost")
    # Lengths on such an axis do not add up, so each bar has the colour of its largest part.
    parts = np.array([[row.comfort, row.air, row.water] for row in rows])
    largest = parts.argmax(axis=1)
    for part, (label, shade) in enumerate(
        (("cold and heat", COLD), ("stale air", WARM), ("water", "#4aa3a2"))
    ):
        chosen = largest == part
        people.barh(places[chosen], parts.sum(axis=1)[chosen], height=0.7, color=shade, label=label)
    people.set_xscale("symlog", linthresh=1.0, linscale=0.5)
    people.set_xlabel("people and water, % of the same")
    ticks = [-10, -1, 0, 1, 10]
    energy.set_xticks([*ticks, 50], [f"{tick:g}" for tick in [*ticks, 50]])
    people.set_xticks([0, 1, 10, 100, 1000], ["0", "1", "10", "100", "1000"])
    energy.set_yticks(places, [f"{row.kind.replace('_', ' ')}" for row in rows], fontsize=7.5)
    for axis in (energy, people):
        axis.tick_params(axis="y", length=0)
        axis.grid(axis="x", color=FAINT, alpha=0.4, lw=0.6)
        axis.axvline(0, color=INK, lw=0.7)
        axis.set_ylim(-0.8, len(rows) - 0.2)
    energy.set_title("A year of each fault at full severity")
    people.legend(loc="lower right", fontsize=8)
    save(figure, "physics-faults.png")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--epw", type=Path, help="weather of Chicago, .epw or .epw.gz")
    parser.add_argument("--json", type=Path, help="figures of python -m bench.physics")
    told = parser.parse_args()
    made = report(YEAR_DAYS, told.epw) if told.json is None else read_report(told.json)
    balances(made.balances)
    office(made.offices)
    faults(made.faults)


if __name__ == "__main__":
    main()
