"""What was answered until now, as it bears on the rows: what rests, what is in work, what was tried."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from model.beliefs.answers import Answer, newest, rests_until, times_denied
from model.catalogue import FaultFacts, load_faults
from model.frames.windows import Flags
from model.ranking.choice import CODE, Before
from model.ranking.craft import Craft, Index
from model.ranking.rows import Rows
from model.site.graph import Building
from model.site.rooms import ROOM_KINDS

_DAY_MS = 86_400_000
# An acceptance that nobody reports done binds what belongs to it so long.
_ACCEPTED_DAYS = 30
# What somebody else said that sends nobody there a second time.
_WORK = frozenset({"accepted", "handed_over", "done"})
_TRIED_DAYS = 90
# A part is on its way, or somebody has it on a list: what else it causes waits with it.
_KNOWN_TO_BE_THERE = frozenset({"cannot_now", "already_known"})
Key = tuple[str, str, str]


@dataclass(frozen=True, eq=False, slots=True)
class Standing:
    """``held`` (N,) codes of ``choice.HOLDS``; ``shared`` (N,) visits; ``tried`` pairs of row and action."""

    before: Before
    held: Index
    shared: Flags
    tried: frozenset[tuple[int, int]]


def standing_of(
    rows: Rows,
    buildings: Sequence[Building],
    craft: Craft,
    *,
    shown_before: Key | None,
    action_before: str | None,
    answers: Iterable[Answer],
    now_ms: int,
    not_fixed: frozenset[Key] = frozenset(),
    others: Iterable[Answer] = (),
) -> Standing:
    """How one manager's ``answers`` bear on her rows; ``buildings`` in the order of ``rows.buildings``.

    ``not_fixed``: what was reported done and the data still show; it rests no longer. ``others``: answers of
    other managers of these buildings; what they have in work, or have tried, nobody is sent to again.
    """
    keys = {rows.key(row, craft): row for row in range(len(rows))}
    answers = [answer for answer in answers if answer.answered_ms <= now_ms]
    elsewhere = [answer for answer in others if answer.answered_ms <= now_ms and answer.said in _WORK]
    said, denied = newest(answers), times_denied(answers)
    held = np.zeros(len(rows), dtype=np.int64)
    shared = np.zeros(len(rows), dtype=bool)
    by_id = {building.id: building for building in buildings}
    given_by = [(answer, True) for answer in said.values()]
    given_by += [(answer, False) for answer in newest(elsewhere).values()]
    for answer, hers in given_by:
        key = answer.key
        if _in_work(answer, now_ms) and not _came_back(answer, not_fixed):
            own = keys.get(key, -1) if hers else -1
            agreed = answer.said in {"accepted", "handed_over"}
            building = by_id.get(key[0])
            if building is None:
                continue
            for row in _of_building(rows, building.id):
                if row == own:
                    continue
                shared[row] |= agreed
                if _belongs(rows, row, craft, answer, building):
                    held[row] = CODE["in_work"]
    for key, row in keys.items():
        given = said.get(key)
        if given is None or _came_back(given, not_fixed):
            continue
        if now_ms < rests_until(given, denied[key]):
            held[row] = CODE["answered"]
    row = keys.get(shown_before, -1) if shown_before is not None else -1
    accepted = row >= 0 and shown_before in said and said[shown_before].said == "accepted"
    before = Before(
        np.array([row], dtype=np.int64),
        np.array([craft.action_number.get(action_before or "", -1)], dtype=np.int64),
        np.array([accepted]),
    )
    return Standing(before, held, shared, _tried([*answers, *elsewhere], keys, craft, now_ms))


def on_the_way(answers: Iterable[Answer], now_ms: int) -> Answer | None:
    """What a manager took on last and has not reported yet, None where there is nothing."""
    taken = [
        answer
        for answer in newest(answer for answer in answers if answer.answered_ms <= now_ms).values()
        if answer.said == "accepted" and _in_work(answer, now_ms)
    ]
    return max(taken, key=lambda answer: answer.answered_ms, default=None)


def _tried(
    answers: Iterable[Answer], keys: Mapping[Key, int], craft: Craft, now_ms: int
) -> frozenset[tuple[int, int]]:
    return frozenset(
        (keys[answer.key], craft.action_number[answer.action])
        for answer in answers
        if answer.said == "done"
        and answer.found != "fixed"
        and answer.key in keys
        and answer.action in craft.action_number
        and now_ms - answer.answered_ms < _TRIED_DAYS * _DAY_MS
    )


def _came_back(answer: Answer, not_fixed: frozenset[Key]) -> bool:
    return answer.said == "done" and answer.key in not_fixed


def _in_work(answer: Answer, now_ms: int) -> bool:
    if answer.said == "accepted":
        return now_ms - answer.answered_ms < _ACCEPTED_DAYS * _DAY_MS
    waits = answer.said in {"handed_over", "done", "snoozed"} or answer.reason in _KNOWN_TO_BE_THERE
    return waits and now_ms < rests_until(answer)


def _of_building(rows: Rows, building: str) -> list[int]:
    wanted = [at for at, name in enumerate(rows.buildings) if name == building]
    return np.flatnonzero(np.isin(rows.building, wanted)).tolist()


def _belongs(rows: Rows, row: int, craft: Craft, answer: Answer, building: Building) -> bool:
    """Whether a row is a rival, a symptom, or leans on the sensor, of what is in work."""
    facts = craft.facts[int(rows.fault[row])]
    equipment = rows.equipment[int(rows.place[row])]
    working = _facts_of(craft, answer.fault)
    same = equipment == answer.equipment
    if same and working is not None and facts.rivals is not None and facts.rivals == working.rivals:
        return True
    # In one room everything bears on everything: whoever is on the way to its unit will see.
    unit = answer.equipment.partition("/")[0]
    serves_a_room = any(each.id == unit and each.kind in ROOM_KINDS for each in building.equipment)
    agreed = answer.said in {"accepted", "handed_over"}
    if agreed and serves_a_room and equipment.partition("/")[0] == unit:
        return True
    if same and working is not None and _one_part(facts) & _one_part(working):
        return True
    owner, _, role = answer.equipment.partition("/")
    for cause in facts.explained_by:
        if cause.fault == answer.fault and (
            (cause.where == "same_equipment" and same)
            or (cause.where == "its_sensor" and equipment == owner)
            or (cause.where == "fed_by" and _fed_by(equipment, answer.equipment, building))
            or cause.where == "building"
        ):
            return True
    sensor = role or (working.sensor_of if working is not None else None)
    near = equipment == owner or _fed_by(equipment, owner, building)
    return bool(sensor and sensor in facts.leans_on and near and facts.sensor_of != sensor)


def _one_part(facts: FaultFacts) -> frozenset[str]:
    """The fault itself and what on its own equipment may be behind it: who mends one will meet the other.

    Sensors may be behind anything, and are found by another way.
    """
    behind = {cause.fault for cause in facts.explained_by if cause.where == "same_equipment"}
    return frozenset({facts.id, *behind}) - _of_sensors()


@cache
def _of_sensors() -> frozenset[str]:
    return frozenset({"sensors_swapped", *(id_ for id_, facts in load_faults().items() if facts.sensor_of)})


def _facts_of(craft: Craft, fault: str) -> FaultFacts | None:
    return next((facts for facts in craft.facts if facts.id == fault), None)


def _fed_by(equipment: str, feeder: str, building: Building) -> bool:
    """Whether ``feeder`` is upstream of ``equipment``; of a sensor, of what it sits on."""
    feeds = {e.id: e.fed_by for e in building.equipment}
    queue, seen = [equipment.partition("/")[0]], set()
    while queue:
        at = queue.pop()
        for above in feeds.get(at, ()):
            if above == feeder:
                return True
            if above not in seen:
                seen.add(above)
                queue.append(above)
    return False
