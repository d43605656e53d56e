"""The points of a Brick file's equipment, each in its role, or in the report with the reason why in none."""

import re
from collections.abc import Mapping

from model.site.brick.boxes import Box
from model.site.brick.file import BrickFile, local_name
from model.site.brick.overrides import Overrides
from model.site.brick.plants import one_of_several
from model.site.brick.points import Candidate, candidate, choose
from model.site.brick.report import BrickReport
from model.site.roles import ROLES


def roles_of_boxes(
    file: BrickFile, boxes: Mapping[str, Box], said: Overrides, report: BrickReport
) -> dict[str, dict[str, Candidate]]:
    """Return equipment id -> role -> its point. What the overrides say goes before the file."""
    found: dict[str, dict[str, Candidate]] = {}
    for box in boxes.values():
        candidates: list[Candidate] = []
        ordered: set[str] = set()
        for part, thing in box.points:
            own = (file.classes.get(thing) or ("no class",))[0]
            name = local_name(thing)
            override = said.of_point(name, own)
            item = candidate(file, box.whole, part, thing)
            if override.role is not None and box.whole.kind in ROLES[override.role].kinds:
                item = Candidate(thing, ROLES[override.role], own, -1, inverted=False, has_unit=True)
                ordered.add(thing)
            several = one_of_several(file, box.whole, part)
            if thing in file.summaries:
                report.leave_out(f"{own} over a day or more, no reading", [name])
            elif item is None:
                report.leave_out(f"{own} on {box.whole.kind}: no use for it", [name])
            elif override.unused:
                report.leave_out("point that the overrides say is unused", [name])
            elif several is not None and thing not in ordered and not item.role.id.endswith("_setpoint"):
                report.leave_out(f"{own} of one {several} of several: says nothing of the whole", [name])
            else:
                candidates.append(item)
        candidates = _without_numbered(box, candidates, ordered, report)
        found[box.id], second = choose(candidates, (local_name(thing) for _, thing in box.points))
        for item in second:
            report.leave_out(f"{item.brick_class} beside another that is {item.role.id} already", [item.name])
    return found


def _without_numbered(
    box: Box, candidates: list[Candidate], ordered: set[str], report: BrickReport
) -> list[Candidate]:
    """Leave out what a plant has of each of several machines, as numbers in the names tell: Pump1, Pump2."""
    if not box.whole.kind.endswith("_plant"):
        return candidates
    kept = []
    for item in candidates:
        alike = {
            other.name
            for other in candidates
            if other.role is item.role and _unnumbered(other.name) == _unnumbered(item.name)
        }
        counts = item.role.quantity.id in {"switch", "fraction", "power"}
        if counts and len(alike) > 1 and item.thing not in ordered:
            report.leave_out(f"{item.brick_class} of one of several: says nothing of the whole", [item.name])
        else:
            kept.append(item)
    return kept


def _unnumbered(name: str) -> str:
    return re.sub(r"\d+", "0", name)
