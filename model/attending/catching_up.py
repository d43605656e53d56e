"""Catching up: hours with news are judged, many buildings side by side, and beliefs carried on from them."""

from collections import OrderedDict, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar

from model.attending.carrying_on import (
    BELIEF,
    LEARNED,
    OLDEST_NEWS_HOURS,
    carry_on,
    days_between,
    repairs_by_hour,
)
from model.attending.side_by_side import (
    beliefs_of,
    beliefs_together,
    evidence_together,
    in_order,
    learning_of,
    learning_together,
    named,
)
from model.beliefs.answers import Answer
from model.beliefs.belief import Belief, aligned, faded, pack, unpack
from model.causes.topology import Topology
from model.frames.frames import HOUR_MS
from model.frames.history import ReadingSource, RollingState
from model.healthy.learning.learning import DAY_MS, Learning, begin_day
from model.healthy.learning.packing import pack_learning, unpack_learning
from model.site.graph import Building, Site

_FOREVER_MS = 2**62
# So many buildings at a time stay in the processor's cache.
_SIDE_BY_SIDE = 24
# No round begins further back than news may be old.
_KEPT_MS = OLDEST_NEWS_HOURS * HOUR_MS + DAY_MS
# Of so many buildings what was last unpacked is remembered.
_BUILDINGS = 1024

Unpacked = TypeVar("Unpacked")


@dataclass(slots=True)
class _Begun:
    """A building whose hours start_ms <= hour < end_ms are to be judged, with what was believed before."""

    building: Building
    start_ms: int
    end_ms: int
    beliefs: dict[str, Belief]
    learning: dict[str, Learning]


@dataclass(frozen=True, slots=True)
class Kept:
    """What is read from and carried on in."""

    readings: ReadingSource
    rolling: RollingState


def catch_up_all(
    news: Sequence[tuple[Building, Sequence[int]]],
    timezone: str,
    kept: Kept,
    *,
    answers: Iterable[Answer],
    now_ms: int = _FOREVER_MS,
) -> dict[str, dict[str, Belief]]:
    """Judge each building's hours with news and carry its beliefs on to the newest; state is kept by hour.

    Buildings with the same hours to judge go side by side. Hours older than ``OLDEST_NEWS_HOURS`` before a
    building's newest are left to history; what a clock that was ahead left behind, after ``now_ms``, is no
    newest. Returns beliefs by building and kind.
    """
    begun = [_begin(building, kept.rolling, hours_ms, now_ms) for building, hours_ms in news]
    windows: dict[tuple[int, int], list[_Begun]] = defaultdict(list)
    for each in begun:
        if each.start_ms < each.end_ms:
            windows[each.start_ms, each.end_ms].append(each)
    said = list(answers)
    for (start_ms, end_ms), waiting in windows.items():
        for first in range(0, len(waiting), _SIDE_BY_SIDE):
            for day in days_between(start_ms, end_ms):
                _live(waiting[first : first + _SIDE_BY_SIDE], kept, timezone, day, said)
    return {each.building.id: each.beliefs for each in begun}


def catch_up(
    site: Site,
    building: Building,
    readings: ReadingSource,
    state: RollingState,
    hours_ms: Sequence[int],
    *,
    answers: Iterable[Answer],
) -> dict[str, Belief]:
    """The same for one building alone."""
    kept = Kept(readings, state)
    return catch_up_all([(building, hours_ms)], site.timezone, kept, answers=answers)[building.id]


def _begin(building: Building, state: RollingState, hours_ms: Sequence[int], now_ms: int) -> _Begun:
    last = state.newest(building.id, BELIEF, now_ms + 1)
    newest = max([*hours_ms, *([last[0]] if last is not None else [])], default=0)
    oldest = newest - OLDEST_NEWS_HOURS * HOUR_MS
    fresh = [hour for hour in hours_ms if hour > oldest]
    if not fresh:
        believed = {} if last is None else _believed(building.id, last[1])
        return _Begun(building, 0, 0, _described(believed, building), {})
    start = min(fresh)
    before = state.newest(building.id, BELIEF, start)
    known = state.newest(building.id, LEARNED, start)
    learning = {} if known is None else _learned(building.id, known[1])
    if before is None:
        return _Begun(building, start, newest + HOUR_MS, {}, learning)
    begin = max(before[0] + HOUR_MS, oldest)
    jumped = (begin - before[0]) // HOUR_MS - 1
    believed = _believed(building.id, before[1])
    return _Begun(
        building,
        begin,
        newest + HOUR_MS,
        {kind: faded(belief, jumped) for kind, belief in believed.items()} if jumped else believed,
        learning,
    )


def _described(beliefs: dict[str, Belief], building: Building) -> dict[str, Belief]:
    """Beliefs of what the building still has: it may have been imported again since they were kept."""
    topology, found = Topology(building, {}), dict[str, Belief]()
    for kind, belief in beliefs.items():
        there = tuple(identifier for identifier in belief.equipment if topology.knows(kind, identifier))
        if there:
            found[kind] = belief if there == belief.equipment else aligned(belief, kind, there)
    return found


@dataclass(slots=True)
class _Remembered(Generic[Unpacked]):
    """What was last unpacked of each building: a round comes back to the hour before it again and again."""

    unpacking: Callable[[bytes], Unpacked]
    _of: OrderedDict[str, tuple[bytes, Unpacked]] = field(default_factory=OrderedDict)

    def __call__(self, building: str, content: bytes) -> Unpacked:
        known = self._of.get(building)
        if known is None or known[0] != content:
            known = self._of[building] = content, self.unpacking(content)
        self._of.move_to_end(building)
        while len(self._of) > _BUILDINGS:
            self._of.popitem(last=False)
        return known[1]


_believed = _Remembered(unpack)
_learned = _Remembered(unpack_learning)


def _live(
    together: Sequence[_Begun],
    kept: Kept,
    timezone: str,
    day: tuple[int, int],
    answers: Sequence[Answer],
) -> None:
    """Take in the hours of a day, or a part of it (its start and end), in place."""
    start_ms, end_ms = day
    for each in together:
        # What was unpacked is remembered for the next round of this hour, and stays as it is.
        each.learning = {kind: replace(one) for kind, one in each.learning.items()}
        begin_day(each.learning, start_ms)
    learning = learning_together([(each.building.id, each.learning) for each in together])
    found = evidence_together(
        [each.building for each in together], timezone, kept.readings, start_ms, end_ms, learning=learning
    )
    beliefs = in_order(beliefs_together([(e.building.id, e.beliefs) for e in together]), found.evidence)
    repaired = _repairs(together, answers)
    contents: list[list[tuple[int, bytes, bytes]]] = [[] for _ in together]
    for hour, hour_ms in enumerate(range(start_ms, end_ms, HOUR_MS)):
        carry_on(beliefs, found.evidence, hour, repaired.get(hour_ms, ()), learning)
        for number, each in enumerate(together):
            each.beliefs = beliefs_of(number, each.building.id, beliefs, found)
            each.learning = learning_of(number, each.building.id, learning, found)
            contents[number].append((hour_ms, pack(each.beliefs), pack_learning(each.learning)))
    for each, hours in zip(together, contents, strict=True):
        kept.rolling.put(each.building.id, LEARNED, [(hour_ms, known) for hour_ms, _, known in hours])
        kept.rolling.put(each.building.id, BELIEF, [(hour_ms, believed) for hour_ms, believed, _ in hours])
        if any(hour_ms % DAY_MS == 0 for hour_ms, _, _ in hours):
            for name in (LEARNED, BELIEF):
                kept.rolling.forget(each.building.id, name, end_ms - _KEPT_MS)


def _repairs(together: Sequence[_Begun], answers: Sequence[Answer]) -> dict[int, list[Answer]]:
    """Repairs by hour, of equipment as it is named among that of other buildings."""
    found: dict[int, list[Answer]] = defaultdict(list)
    for each in together:
        for hour_ms, repairs in repairs_by_hour(answers, each.building.id).items():
            found[hour_ms] += [replace(a, equipment=named(a.building, a.equipment)) for a in repairs]
    return found
