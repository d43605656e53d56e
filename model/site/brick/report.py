"""What an import of a Brick file found, and what it could not use."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from model.site.graph import Site

_EXAMPLES = 3


@dataclass(slots=True)
class BrickReport:
    """What an import found and left out.

    ``left_out``: reason -> names; ``concluded``: sentences about what was not declared and how it was taken.
    ``split``: boxes that two air handlers feed and that were taken as two. ``joined``: machines that were
    taken as one plant. ``equipment``: kind -> count;
    ``points``: kind -> role -> count.
    """

    file: str
    equipment: Counter[str] = field(default_factory=Counter)
    points: dict[str, Counter[str]] = field(default_factory=dict)
    left_out: dict[str, list[str]] = field(default_factory=dict)
    concluded: list[str] = field(default_factory=list)
    split: list[str] = field(default_factory=list)
    joined: list[str] = field(default_factory=list)

    def leave_out(self, reason: str, names: Iterable[str]) -> None:
        """Note things that are not used, and why."""
        added = list(names)
        if added:
            self.left_out.setdefault(reason, []).extend(added)

    def count(self, site: Site) -> None:
        """Count what the site holds."""
        for building in site.buildings:
            for item in building.equipment:
                self.equipment[item.kind] += 1
                roles = self.points.setdefault(item.kind, Counter())
                roles.update(point.role for point in item.points if point.role is not None)

    def why(self) -> str:
        """Return what was left out, for an error; empty where nothing was."""
        reasons = [f"{len(names)} x {reason}" for reason, names in self.left_out.items()][:_EXAMPLES]
        return f" (left out: {'; '.join(reasons)})" if reasons else ""

    def lines(self) -> list[str]:
        """Return the report as lines for people."""
        text = []
        for kind, count in sorted(self.equipment.items(), key=lambda pair: (-pair[1], pair[0])):
            roles = self.points[kind]
            text.append(f"{count} {plural(kind, count)}, {roles.total()} points")
            text += [
                f"  {number} x {role}" for role, number in sorted(roles.items(), key=lambda x: (-x[1], x[0]))
            ]
        concluded = list(self.concluded)
        if self.split:
            concluded.insert(
                0,
                f"{len(self.split)} boxes are fed by two air handlers, and each of their points names one "
                f"of the two: taken as two boxes each ({_some(self.split)})",
            )
        concluded += [f"taken as one plant: {names}" for names in self.joined]
        if concluded:
            text += ["Concluded:", *(f"  {sentence}" for sentence in concluded)]
        if self.left_out:
            text.append("Not used:")
        for reason, names in self.left_out.items():
            text.append(f"  {len(names)} x {reason}: {_some(names)}")
        return text


def _some(names: list[str]) -> str:
    more = f" and {len(names) - _EXAMPLES} more" if len(names) > _EXAMPLES else ""
    return ", ".join(names[:_EXAMPLES]) + more


def plural(kind: str, count: int) -> str:
    """Return the words for a kind of equipment.

    >>> plural("vav_box", 2)
    'VAV boxes'
    """
    words = kind.replace("vav_box", "VAV_box").replace("_", " ")
    if count == 1:
        return words
    return f"{words}es" if words.endswith("box") else f"{words}s"
