"""Write docs/faults.md and its pictures from the faults themselves.

    python docs/list_faults.py [--detection FILE]

Roles, sources, priors and actions come from the code and the catalogue; the pictures are the signatures that
the tests use; FILE is what ``python -m bench.detection --all --json FILE`` wrote: what was measured.
"""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from textwrap import fill
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import matplotlib as mpl

mpl.use("Agg")
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes

import tests.model.faults as told
from model.cards.shown import display_unit, told_quantity
from model.catalogue import FaultFacts, actions_for, load_faults
from model.faults import FAULTS, Fault
from model.words import role_name
from model.words.words import load_words
from simulator.faults import fault_kinds
from tests.model.building_of import KINDS_BY_PREFIX
from tests.model.faults.case import Case

DOCS = Path(__file__).parent
PICTURES = DOCS / "pictures"
MEASURED, EXPECTED, HOLDS = "#9a3412", "#0f4f4a", "#f3d9b8"
COLUMNS = 4
HEAD = """# What plantroom sees

Every fault that the model judges, by kind of equipment: {faults} faults on {kinds} kinds, {pairs} pairs of
both. This page is written by `python docs/list_faults.py`; change the faults, not the page. [How the model
thinks](model.md) says what becomes of what a fault's file says.

*Needs* are points without which it is not judged: one of those joined by "or" will do, and a point in
brackets belongs to the equipment that feeds this one. *Prior* is the share of such equipment that has it
before any reading is seen. *Explained by* are faults that would show the same: where one of them is believed,
this one hardly is. *What to do* are actions of the [catalogue](catalogue.md). *Seen* and *false* are measured
by `python -m bench.detection --all` in simulated buildings of all kinds and climates, drawn anew, one broken
in each, beside twins in which nothing is.
{how}
*Seen* is in how many the fault, or another whose repair mends it, was believed (p ≥ 0.5) at its place after
it broke, after how many days on the average, and in which seasons; where it breaks in several ways, each by
its name. A fault that several kinds of equipment may have has one figure for all of them. Points that a
building lacks, a season that does not show a fault and a machine that happened to rest count as not seen;
"not tried" is what the simulated buildings cannot have. *False* is in how many twins it was believed. These
figures tell what to hope for where buildings are like those, nothing of them being known before the first
day; no more. In a picture the line is what gives the fault away, dashed what it should be, shaded where it is
judged; hours run along the bottom.
"""


def cases() -> Mapping[tuple[str, str], Case]:
    """The first case of each fault and kind."""
    found: dict[tuple[str, str], Case] = {}
    for module in walk_packages(told.__path__, f"{told.__name__}."):
        if module.name.endswith("_cases"):
            for case in import_module(module.name).CASES:
                kind = "sensor" if "/" in case.on else KINDS_BY_PREFIX.get(case.on.partition("-")[0], case.on)
                found.setdefault((case.fault, kind), case)
    return found


def many(kind: str) -> str:
    """The plural of a kind of equipment."""
    return load_words().kinds[kind].many


def needs_of(fault: Fault) -> str:
    """Its needs, in words."""
    if not fault.needs:
        return "people who complain; no reading shows it"
    said = []
    for alternatives in fault.needs:
        names = []
        for role in alternatives:
            kind, _, name = role.rpartition(".")
            names.append(f"({role_name(name)})" if kind else _called(name))
        said.append(" or ".join(names))
    return "; ".join(said)


def _called(role: str) -> str:
    return {"value": "the reading", "talks": "anything heard of it", "resting": "rest"}.get(
        role
    ) or role_name(role)


def picture(kind: str, faults: Sequence[Fault], shown: Mapping[tuple[str, str], Case]) -> Path | None:
    """Small multiples: the signature of each fault of a kind."""
    drawn = [(fault, shown[fault.id, kind]) for fault in faults if (fault.id, kind) in shown]
    if not drawn:
        return None
    columns = min(COLUMNS, len(drawn))
    rows = -(-len(drawn) // columns)
    figure, axes = plt.subplots(rows, columns, figsize=(3.1 * columns, 2.0 * rows), squeeze=False)
    for axis in axes.flat[len(drawn) :]:
        axis.axis("off")
    for axis, (fault, case) in zip(axes.flat, drawn, strict=False):
        _signature(axis, fault, case, kind)
    figure.tight_layout(h_pad=1.4)
    path = PICTURES / f"faults-{kind}.png"
    figure.savefig(path, dpi=80, metadata={"Software": ""})
    plt.close(figure)
    return path


def _signature(axis: Axes, fault: Fault, case: Case, kind: str) -> None:
    frames = case.told_by().frames()[kind]
    ids = [equipment.id for equipment in frames.equipment]
    at = ids.index(case.on) if case.on in ids else 0
    said = fault.assess(frames)
    hours = np.arange(len(frames.times_ms)) / 12
    unit = display_unit("", "metric", told_quantity(fault.quantity, kind, case.on.rpartition("/")[2]))
    measured = unit.show(said.measured[:, at])
    expected = unit.show(np.broadcast_to(said.expected, frames.shape)[:, at])
    applies = np.broadcast_to(said.applies, frames.shape)[:, at]
    axis.fill_between(
        hours, 0, 1, where=applies, color=HOLDS, alpha=0.5, lw=0, transform=axis.get_xaxis_transform()
    )
    axis.plot(hours, measured, color=MEASURED, lw=1.3)
    axis.plot(hours, expected, color=EXPECTED, lw=1.1, ls="--")
    axis.set_title(fill(load_faults()[fault.id].name, 34), fontsize=9, loc="left")
    axis.set_ylabel(unit.symbol, fontsize=8)
    axis.tick_params(labelsize=7.5)
    axis.set_xlim(0, hours[-1])
    axis.spines[["top", "right"]].set_visible(False)


def measured(path: Path) -> Mapping[str, Any]:
    """What the bench saw; nothing where it has not been run."""
    nothing = {"kinds": {}, "false_in_twins": {}, "twins": 0}
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else nothing


def how_measured(found: Mapping[str, Any]) -> str:
    """How large the run was, in words."""
    if not found["kinds"]:
        return "It has not been run."
    asked = found["asked"]
    return (
        f"{found['broken']} broken buildings and {found['twins']} twins lived {asked['days']} days: at most "
        f"{asked['buildings']} for each of {len(found['kinds'])} ways to break, which break\non day "
        f"{asked['breaks_on_day']} at {100 * asked['size']:.0f} % of their worst"
        + (f" (as of {asked['at']})." if asked.get("at") else ".")
    )


def seen(fault: str, kinds: Mapping[str, Mapping[str, Any]]) -> str:
    """What was measured of a fault: of itself, else of those kinds of the simulator that it mends."""
    if fault in kinds:
        return _of_kind(kinds[fault])
    mended = [kind for kind, what in fault_kinds().items() if fault in what.mended_by and kind in kinds]
    return "; ".join(f"{kind.replace('_', ' ')}: {_of_kind(kinds[kind])}" for kind in mended) or "not tried"


def _of_kind(tried: Mapping[str, Any]) -> str:
    said = f"{tried['seen']} of {tried['tried']}"
    if tried["after_days"]:
        said += f", after {np.mean(tried['after_days']):.1f} d"
    seasons = [f"{season} {found} of {number}" for season, (found, number) in tried["by_season"].items()]
    told = [", ".join(seasons)] if len(seasons) > 1 else []
    told += [f"{tried['never_judged']} never judged"] if tried["never_judged"] else []
    return f"{said} ({'; '.join(told)})" if told else said


def row(fault: Fault, facts: FaultFacts, found: Mapping[str, Any]) -> str:
    """A row of the table."""
    prior = facts.prior.value
    acts = ", ".join(action.id.replace("_", " ") for action in actions_for(fault.id, fault.kind))
    rivals = [cause.fault for cause in facts.explained_by]
    told_from = ", ".join(name.replace("_", " ") for name in dict.fromkeys(rivals))
    cells = (
        f"**{facts.name}**",
        needs_of(fault),
        f"{100 * prior.likely:.3g} %",
        fault.source,
        told_from or "-",
        acts,
        seen(fault.id, found["kinds"]),
        f"{found['false_in_twins'].get(fault.id, 0)} of {found['twins']}" if found["kinds"] else "",
    )
    return "| " + " | ".join(cell.replace("|", "/") for cell in cells) + " |"


def main() -> None:
    """Write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--detection", type=Path, default=DOCS / "detection.json")
    asked = parser.parse_args()
    found = measured(asked.detection)
    shown, facts = cases(), load_faults()
    pairs = sum(len(faults) for faults in FAULTS.values())
    ids = {fault.id for faults in FAULTS.values() for fault in faults}
    page = [HEAD.format(faults=len(ids), kinds=len(FAULTS), pairs=pairs, how=how_measured(found))]
    for kind, faults in FAULTS.items():
        heading = many(kind)
        page.append(f"\n## {heading[0].upper()}{heading[1:]}\n")
        page.append("| fault | needs | prior | source | explained by | what to do | seen | false |")
        page.append("| --- | --- | --- | --- | --- | --- | --- | --- |")
        page.extend(row(fault, facts[fault.id], found) for fault in faults)
        drawn = picture(kind, faults, shown)
        if drawn is not None:
            page.append(f"\n![Signatures of faults of {many(kind)}](pictures/{drawn.name})")
    (DOCS / "faults.md").write_text("\n".join(page) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
