"""The alarm panel: which alarms stand in a building, since when."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from model.frames.frames import HOUR_MS
from model.site.graph import Site
from simulator.arena.policies.alarms import Alarm
from simulator.arena.policies.recent_frames import RecentFrames
from simulator.published import Published

# What came and went is on the list for a day: nobody has acknowledged it.
_LISTED_MS = 24 * HOUR_MS


@dataclass(frozen=True, slots=True)
class Standing:
    """An alarm of an equipment that is on the list, and when it was raised."""

    alarm: Alarm
    building: str
    equipment: str
    since_ms: int


@dataclass(slots=True)
class _Row:
    """One alarm over its equipment (E,): when it was raised, and when it last stood; 0 is never."""

    equipment: tuple[str, ...]
    since_ms: NDArray[np.int64]
    last_ms: NDArray[np.int64]


class Panel:
    """Alarms over the readings of a site, brought up to date for the buildings of whoever looks."""

    def __init__(self, site: Site, alarms: Sequence[Alarm]) -> None:
        self._alarms = alarms
        self._frames = RecentFrames(site)
        self._rows: dict[tuple[str, str], _Row] = {}

    def take_in(self, published: Published) -> None:
        """Keep what was published until somebody looks."""
        self._frames.take_in(published)

    def standing(self, building: str, now_ms: int) -> list[Standing]:
        """What is on the list of a building, in the order of arrival."""
        self._look(building, now_ms)
        found = [
            Standing(alarm, building, row.equipment[at], int(row.since_ms[at]))
            for alarm, row in ((alarm, self._rows.get((building, alarm.id))) for alarm in self._alarms)
            if row is not None
            for at in np.flatnonzero(row.last_ms > now_ms - _LISTED_MS)
        ]
        return sorted(found, key=lambda s: (s.since_ms, s.alarm.level, s.equipment, s.alarm.id))

    def _look(self, building: str, now_ms: int) -> None:
        frames, start_ms = self._frames.fresh(building, now_ms)
        for alarm in self._alarms:
            if alarm.kind in frames:
                of = frames[alarm.kind]
                first = int(np.searchsorted(of.times_ms, start_ms))
                raised = alarm.raised(of)[first:]
                ids = tuple(equipment.id for equipment in of.equipment)
                self._note(building, alarm, ids, raised, of.times_ms[first:])

    def _note(
        self,
        building: str,
        alarm: Alarm,
        equipment: tuple[str, ...],
        raised: NDArray[np.bool_],
        times_ms: NDArray[np.int64],
    ) -> None:
        nothing = np.zeros(len(equipment), dtype=np.int64)
        row = self._rows.setdefault((building, alarm.id), _Row(equipment, nothing, nothing))
        some = raised.any(axis=0)
        first = times_ms[np.argmax(raised, axis=0)]
        last = times_ms[len(times_ms) - 1 - np.argmax(raised[::-1], axis=0)]
        anew = some & (first - row.last_ms > _LISTED_MS)
        row.since_ms = np.where(anew, first, row.since_ms)
        row.last_ms = np.where(some, last, row.last_ms)
