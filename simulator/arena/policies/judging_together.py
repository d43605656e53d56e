"""The buildings of several policies judged at once: each comes to what it would come to alone, and sooner."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Protocol, runtime_checkable

import numpy as np

from model.attending.carrying_on import BELIEF
from model.attending.catching_up import Kept, catch_up_all
from model.beliefs.belief import pack, unpack
from model.frames.history import ReadingColumns
from model.healthy.learning.packing import pack_learning, unpack_learning
from simulator.arena.policies.informed import Informed
from simulator.arena.policies.recent_state import KEPT_HOURS

_MARK = "~"


@runtime_checkable
class Judging(Protocol):
    """A policy that judges by the product's evidence, once it has begun."""

    informed: Informed


class JudgingTogether:
    """Policies that live side by side and look at the same moments; one's look serves all of them."""

    def __init__(self, members: Sequence[Informed]) -> None:
        self._members = tuple(members)
        for member in members:
            member.before_judging = self.judge

    def judge(self, manager: str, now_ms: int) -> None:
        """Judge the news of a manager's buildings in every copy that has heard all until ``now_ms``."""
        news, answers = [], []
        for number, member in enumerate(self._members):
            if member.heard_ms == now_ms:
                for building, hours_ms in member.take_news(manager, now_ms):
                    news.append((replace(building, id=f"{number}{_MARK}{building.id}"), hours_ms))
                answers += [
                    replace(answer, building=f"{number}{_MARK}{answer.building}")
                    for answer in member.answers
                    if answer.said == "done"
                ]
        if news:
            kept = Kept(_Readings(self._members), _State(self._members))
            catch_up_all(news, self._members[0].site.timezone, kept, answers=answers)


@dataclass(frozen=True, slots=True)
class _Readings:
    """The readings of all members; a source begins with the member's number."""

    members: Sequence[Informed]

    def read(self, sources: list[str], start_ms: int, end_ms: int) -> ReadingColumns:
        """Readings with start_ms <= time < end_ms, in SI."""
        found = []
        places = enumerate(source.partition(_MARK)[::2] for source in sources)
        for number, group in groupby(
            sorted(places, key=lambda each: int(each[1][0])), lambda each: each[1][0]
        ):
            asked = [(at, name) for at, (_, name) in group]
            part = self.members[int(number)].readings.read([name for _, name in asked], start_ms, end_ms)
            to = np.array([at for at, _ in asked], dtype=np.int64)
            found.append(ReadingColumns(part.time_ms, to[part.column], part.value))
        if not found:
            return ReadingColumns(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0))
        return ReadingColumns(
            np.concatenate([each.time_ms for each in found]),
            np.concatenate([each.column for each in found]),
            np.concatenate([each.value for each in found]),
        )


@dataclass(frozen=True, slots=True)
class _State:
    """The rolling states of all members; a building begins with the member's number."""

    members: Sequence[Informed]

    def get(self, building: str, name: str, start_ms: int, end_ms: int) -> list[tuple[int, bytes]]:
        """Contents with start_ms <= hour < end_ms, oldest first."""
        member, own = self._of(building)
        found = member.state.get(own, name, start_ms, end_ms)
        return [(hour_ms, _renamed(name, content, own, building)) for hour_ms, content in found]

    def newest(self, building: str, name: str, before_ms: int) -> tuple[int, bytes] | None:
        """The newest content with hour < before_ms, or None."""
        member, own = self._of(building)
        found = member.state.newest(own, name, before_ms)
        return None if found is None else (found[0], _renamed(name, found[1], own, building))

    def put(self, building: str, name: str, contents: list[tuple[int, bytes]]) -> None:
        """Write or replace contents by their hour."""
        member, own = self._of(building)
        kept = contents[-KEPT_HOURS:]
        member.state.put(
            own, name, [(hour_ms, _renamed(name, each, building, own)) for hour_ms, each in kept]
        )

    def forget(self, building: str, name: str, before_ms: int) -> None:
        """Let contents with hour < before_ms go."""
        member, own = self._of(building)
        member.state.forget(own, name, before_ms)

    def _of(self, building: str) -> tuple[Informed, str]:
        number, _, own = building.partition(_MARK)
        return self.members[int(number)], own


def _renamed(name: str, content: bytes, old: str, new: str) -> bytes:
    """A kept state with another name of the building, which is an equipment of its own too."""
    if name == BELIEF:
        beliefs = unpack(content)
        for belief in beliefs.values():
            belief.equipment = _names(belief.equipment, old, new)
        return pack(beliefs)
    learning = unpack_learning(content)
    for learned in learning.values():
        learned.equipment = _names(learned.equipment, old, new)
    return pack_learning(learning)


def _names(equipment: tuple[str, ...], old: str, new: str) -> tuple[str, ...]:
    return tuple(new + each[len(old) :] if each.partition("/")[0] == old else each for each in equipment)
