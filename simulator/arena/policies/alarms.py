"""Limit alarms: what building systems raise on readings, read from ``alarms.yaml`` and checked."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np

from model.faults import FAULT_IDS
from model.frames.frames import STEP_MS, Frames
from model.frames.windows import Flags, Floats, held_for
from model.site.roles import KINDS, ROLES
from model.site.yaml_lines import Described, read_yaml

FILE = "alarms.yaml"
_KEYS = ("on", "reads", "above", "below", "by", "share", "silent", "while", "minutes", "level", "means")
_FAULTS = {fault for ids in FAULT_IDS.values() for fault in ids}
_LEVELS = 4
_STEP_MINUTES = STEP_MS // 60_000


@dataclass(frozen=True, slots=True)
class Alarm:
    """One alarm: ``sign`` +1 is too high, -1 too low; ``limit`` is a number [SI] or the role of a setpoint.

    ``reads`` is None where the alarm is that nothing is heard. ``means``: a fault of the model, or nothing.
    """

    id: str
    kind: str
    reads: str | None
    sign: float
    limit: float | str
    by: float
    share: float
    while_on: tuple[str, ...]
    minutes: float
    level: int
    means: str
    source: str

    def raised(self, frames: Frames) -> Flags:
        """Where the alarm stands (T, E): the condition, held for its minutes."""
        steps = max(round(self.minutes / _STEP_MINUTES), 1)
        return held_for(self._condition(frames), steps)

    def _condition(self, frames: Frames) -> Flags:
        if self.reads is None:
            return _silent(frames)
        limit: Floats | float = frames.role(self.limit) if isinstance(self.limit, str) else self.limit
        with np.errstate(invalid="ignore"):
            beyond = np.asarray(self.sign * (frames.role(self.reads) - limit * self.share) > self.by)
            for role in self.while_on:
                on = frames.occupied if role == "occupied" else frames.role(role)
                beyond = beyond & (on >= 0.5)
        return beyond


def _silent(frames: Frames) -> Flags:
    heard = np.zeros(frames.shape, dtype=bool)
    for there in frames.heard.values():
        heard |= there
    described = np.array([any(p.role for p in e.points) for e in frames.equipment], dtype=bool)
    return np.asarray(~heard & described[None, :])


@cache
def load_alarms() -> tuple[Alarm, ...]:
    """Every alarm of ``alarms.yaml``. Raises SiteError, which names line and key."""
    return parse_alarms(resources.files("simulator.arena.policies").joinpath(FILE).read_text("utf-8"))


def parse_alarms(text: str) -> tuple[Alarm, ...]:
    """Alarms from the text of such a file; raises SiteError."""
    return tuple(_alarm(name, entry) for name, entry in read_yaml(text, FILE).items().items())


def _alarm(name: str, entry: Described) -> Alarm:
    given = entry.fields((*_KEYS, "source"), ("on", "minutes", "level", "source"))
    kind = given["on"].one_of(sorted(KINDS), "kind of equipment")
    silent = "silent" in given and given["silent"].flag()
    reads, limited = "reads" in given, ("above" in given) != ("below" in given)
    if (reads, limited) != (not silent, not silent):
        raise entry.error("must have reads with either above or below, or silent: true alone")
    side = "above" if "above" in given else "below"
    return Alarm(
        id=name,
        kind=kind,
        reads=None if silent else _role(given["reads"], kind),
        sign=1.0 if side == "above" else -1.0,
        limit=0.0 if silent else _limit(given[side], kind),
        by=given["by"].number(0) if "by" in given else 0.0,
        share=given["share"].number(0, 2) if "share" in given else 1.0,
        while_on=_roles(given, kind),
        minutes=given["minutes"].number(5, 24 * 60),
        level=round(given["level"].number(1, _LEVELS)),
        means=_meaning(entry.items().get("means")),
        source=given["source"].text(),
    )


def _role(entry: Described, kind: str) -> str:
    role = entry.one_of(sorted(ROLES), "role")
    if kind not in ROLES[role].kinds:
        raise entry.error(f"{role} is no role of {kind}")
    return role


def _limit(entry: Described, kind: str) -> float | str:
    try:
        return float(entry.text())
    except ValueError:
        return _role(entry, kind)


def _roles(given: Mapping[str, Described], kind: str) -> tuple[str, ...]:
    if "while" not in given:
        return ()
    entries = given["while"].entries()
    return tuple("occupied" if e.text() == "occupied" else _role(e, kind) for e in entries)


def _meaning(entry: Described | None) -> str:
    if entry is None or not entry.node.value:
        return ""
    return entry.one_of(sorted(_FAULTS), "fault of the model")
