"""Draw the pictures of docs/model.md.

    python docs/plot_model.py

A simulated building lives for some weeks; the outdoor-air damper of one air handler sticks half-way through.
Its twin, in which nothing breaks, lives through the same weather.
"""

import datetime as dt
import sys
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import matplotlib as mpl

mpl.use("Agg")
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from model.attending.carrying_on import LEARNED
from model.frames.frames import HOUR_MS, LEAD_HOURS, Frames
from model.frames.framing import frames_of
from model.healthy.air.operation import damper_command, fan_runs
from model.healthy.laws import LAWS
from model.healthy.learning.learning import learned_by_law
from model.healthy.learning.packing import unpack_learning
from model.healthy.mixing.mixing import outdoor_air
from model.round import Judged
from model.site.graph import Building, Site
from simulator.arena.policies.informed import Informed
from simulator.buildings.draw import draw_plans
from simulator.buildings.plan import Plan
from simulator.faults import Fault
from simulator.faults.scenario import healthy
from simulator.portfolio import Portfolio

PICTURES = Path(__file__).parent / "pictures"
INK, BROKEN, WELL, FAINT = "#1d1d1b", "#9a3412", "#0f4f4a", "#b8b5ad"
START = dt.datetime(2023, 1, 9, tzinfo=dt.UTC)  # a Monday in frost
START_MS = int(START.timestamp() * 1000)
DAY_MS = 24 * HOUR_MS
DAYS, STICKS = 18, 9
# Hours of fan, and commands, of an air handler that brings in what people need and no more.
LEAST_STEPS, LOW = 8 * 12, (0.05, 0.35)
SHOWN_LAW = "air_fan_power"
# It is a law of logarithms; people read what it is the logarithm of.
SHOWN_AS = "fan at full speed, kW for each m³/s"
# The seeds before it draw buildings without such an air handler.
FIRST_SEED = 52
NEEDED = {
    "mixed_air_temperature",
    "return_air_temperature",
    "outdoor_air_damper_command",
    "supply_fan_power",
    "supply_air_flow",
}


@dataclass
class Life:
    """A building that lives, and what is believed of it each day."""

    portfolio: Portfolio
    informed: Informed
    days: list[Judged] = field(default_factory=list)
    frames: list[dict[str, Frames]] = field(default_factory=list)

    @property
    def site(self) -> Site:
        return self.informed.site

    @property
    def building(self) -> Building:
        return self.site.buildings[0]

    def live(self, days: int) -> None:
        """Live, judge at each midnight, and keep the frames of each day."""
        for day in range(1, days + 1):
            now_ms = START_MS + day * DAY_MS
            self.informed.take_in(self.portfolio.advance(now_ms))
            self.days += self.informed.judged(self.site.managers[0], now_ms)
            readings = self.informed.attendant.readings
            start_ms = now_ms - DAY_MS
            framed = frames_of(
                self.building, self.site.timezone, readings, start_ms - LEAD_HOURS * HOUR_MS, now_ms
            )
            self.frames.append(framed)

    def day(self, kind: str, values: str) -> np.ndarray:
        """A role over all days, without the lead."""
        return np.concatenate([f[kind].role(values)[LEAD_HOURS * 12 :] for f in self.frames])


def found() -> tuple[list[Plan], str]:
    """A building whose air handler has all points that the pictures show and rests at its least by day."""
    for seed in range(FIRST_SEED, 200):
        plans = draw_plans(seed, 1, climates={"chicago"})
        portfolio = Portfolio(plans, start_ms=START_MS, scenario=healthy(oddities=False))
        for equipment in portfolio.site().buildings[0].equipment:
            roles = {point.role for point in equipment.points}
            has_all = equipment.kind == "air_handler" and roles >= NEEDED
            if has_all and equipment.design.get("economizer") and _rests_at_least(portfolio, equipment.id):
                return plans, equipment.id
    message = "no building with these points in 200 seeds"
    raise SystemExit(message)


def _rests_at_least(portfolio: Portfolio, which: str) -> bool:
    life = Life(portfolio, Informed(portfolio.site()))
    life.live(1)
    frames, at = life.frames[0]["air_handler"], column(life, which)
    commands = damper_command(frames)[fan_runs(frames)[:, at] == 1, at]
    return len(commands) > LEAST_STEPS and LOW[0] < np.nanmedian(commands) < LOW[1]


def lives() -> tuple[Life, Life, str]:
    """The healthy twin, the broken one, and the air handler that breaks."""
    plans, which = found()
    pair = []
    for breaks in (False, True):
        portfolio = Portfolio(plans, start_ms=START_MS, scenario=healthy(oddities=False))
        if breaks:
            portfolio.break_down(
                Fault(
                    "damper",
                    "outdoor_air_damper_stuck_open",
                    plans[0].id,
                    which,
                    0.6,
                    START_MS + STICKS * DAY_MS,
                )
            )
        life = Life(portfolio, Informed(portfolio.site()))
        life.live(DAYS)
        pair.append(life)
    return pair[0], pair[1], which


def column(life: Life, which: str) -> int:
    return [e.id for e in life.frames[0]["air_handler"].equipment].index(which)


def mixing(well: Life, broken: Life, which: str) -> None:
    """Outdoor-air fraction and command, three days before and three after."""
    figure, axes = plt.subplots(2, 1, figsize=(9.5, 4.6), sharex=True)
    for axis, life, title in zip(
        axes, (well, broken), ("healthy", f"stuck after {STICKS} days"), strict=True
    ):
        at = column(life, which)
        fraction, doubt, command, runs = [], [], [], []
        for day in range(STICKS - 2, STICKS + 3):
            frames, lead = life.frames[day]["air_handler"], LEAD_HOURS * 12
            air = outdoor_air(frames)
            fraction.append(air.fraction[lead:, at])
            doubt.append(air.tolerance[lead:, at])
            command.append(damper_command(frames)[lead:, at])
            runs.append(fan_runs(frames)[lead:, at] == 1)
        on = np.concatenate(runs)
        f, s = np.where(on, np.concatenate(fraction), np.nan), np.concatenate(doubt)
        days = STICKS - 2 + np.arange(len(f)) / 288
        axis.fill_between(
            days, np.clip(f - s, -0.3, 1.3), np.clip(f + s, -0.3, 1.3), color=BROKEN, alpha=0.18, lw=0
        )
        axis.plot(days, f, color=BROKEN, lw=0.9, label="what the temperatures tell")
        axis.plot(days, np.where(on, np.concatenate(command), np.nan), color=WELL, lw=1.4, label="command")
        axis.set_ylim(-0.3, 1.3)
        axis.set_title(title, loc="left", fontsize=9)
        tidy(axis)
    axes[0].legend(frameon=False, fontsize=8, ncols=2, loc="upper right")
    axes[0].set_ylabel("outdoor-air fraction", fontsize=8)
    axes[1].set_xlabel("days", fontsize=8)
    save(figure, "model-mixing.png")


def belief(well: Life, broken: Life, which: str) -> None:
    """Probabilities by day of what comes into question."""
    figure, axes = plt.subplots(1, 2, figsize=(9.5, 3.2), sharey=True)
    for axis, life, title in zip(
        axes, (well, broken), ("healthy twin", f"stuck after {STICKS} days"), strict=True
    ):
        series: dict[str, list[float]] = {}
        for judged in life.days:
            chances, held = judged.chances["air_handler"], judged.beliefs["air_handler"]
            at = held.equipment.index(which)
            for row, fault in enumerate(held.faults):
                series.setdefault(fault, []).append(float(chances.probability[row, at]))
        ranked = sorted(series, key=lambda fault: -max(series[fault]))
        for fault in ranked[4:]:
            axis.plot(range(1, DAYS + 1), series[fault], color=FAINT, lw=0.6)
        for fault, colour in zip(ranked[:4], (BROKEN, WELL, "#1d4ed8", "#e3a72f"), strict=False):
            axis.plot(range(1, DAYS + 1), series[fault], color=colour, lw=1.6, label=fault.replace("_", " "))
        axis.axhline(0.5, color=INK, lw=0.6, ls=":")
        axis.set_xticks(range(0, DAYS + 1, 3))
        axis.set_ylim(-0.03, 1.0)
        axis.set_title(title, loc="left", fontsize=9)
        axis.legend(frameon=False, fontsize=7)
        axis.set_xlabel("days", fontsize=8)
        tidy(axis)
    axes[0].set_ylabel("probability", fontsize=8)
    save(figure, "model-belief.png")


def law(well: Life, which: str) -> None:
    """A law of the air handler on its first day and after weeks."""
    at, shown = column(well, which), LAWS[SHOWN_LAW]
    figure, axes = plt.subplots(1, 2, figsize=(9.5, 3.2), sharey=True)
    newest = well.informed.state.newest(well.building.id, LEARNED, START_MS + DAYS * DAY_MS)
    learning = unpack_learning(newest[1]) if newest else {}
    frames = well.frames[-2]["air_handler"]
    for axis, known, title in (
        (axes[0], {}, "with what holds for the kind, as on day 1"),
        (
            axes[1],
            learned_by_law(learning.get("air_handler"), frames),
            f"with its own history, as on day {DAYS}",
        ),
    ):
        expected = shown.foretold(frames, known.get(shown.id))
        lead = LEAD_HOURS * 12
        value, band = expected.value[lead:, at], expected.tolerance[lead:, at]
        hours = np.arange(len(value)) / 12
        measured = np.where(np.isfinite(value), expected.measured[lead:, at], np.nan)
        axis.fill_between(
            hours,
            np.exp(value - 2 * band),
            np.exp(value + 2 * band),
            color=WELL,
            alpha=0.2,
            lw=0,
            label="two tolerances",
        )
        axis.plot(hours, np.exp(value), color=WELL, lw=1.4, ls="--", label="expected")
        axis.plot(hours, np.exp(measured), color=BROKEN, lw=1.0, label="measured")
        axis.set_xticks(range(0, 25, 6))
        axis.set_ylim(bottom=0)
        axis.set_title(title, loc="left", fontsize=9)
        axis.set_xlabel("hour (UTC)", fontsize=8)
        tidy(axis)
    axes[0].set_ylabel(SHOWN_AS, fontsize=8)
    axes[0].legend(frameon=False, fontsize=8)
    save(figure, "model-law.png")


def tidy(axis: Axes) -> None:
    axis.spines[["top", "right"]].set_visible(False)
    axis.tick_params(labelsize=8)


def save(figure: Figure, name: str) -> None:
    figure.tight_layout()
    figure.savefig(PICTURES / name, dpi=90, metadata={"Software": ""})
    plt.close(figure)


def main() -> None:
    well, broken, which = lives()
    mixing(well, broken, which)
    belief(well, broken, which)
    law(well, which)


if __name__ == "__main__":
    main()
