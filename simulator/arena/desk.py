"""What stands on one manager's desk: what she holds to, what is in hand, what is yet to be said."""

from dataclasses import dataclass, field
from heapq import heappop, heappush

from simulator.arena.lived import Look
from simulator.arena.policy import Heard, Suggestion
from simulator.people.answering import Trust, stands_until
from simulator.people.crew import Crew
from simulator.people.habits import AnswerHabits
from simulator.people.managers import FacilityManager


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A repair that goes on when ``ready_ms`` is past: a part or another skill was missing."""

    suggestion: Suggestion
    event: str
    building: str
    skill: str
    hours: float
    parts_cost: float
    faults: tuple[str, ...]
    ready_ms: int
    expected: bool


@dataclass(slots=True)
class Desk:
    """All that changes about one manager while her buildings live."""

    manager: FacilityManager
    crew: Crew
    trust: Trust
    habits: AnswerHabits
    busy_until: int = 0
    unfinished: list[Unfinished] = field(default_factory=list)
    untold: set[str] = field(default_factory=set)
    before: Look | None = None
    before_faults: tuple[str, ...] = ()
    ids_seen: set[str] = field(default_factory=set)
    keys_seen: set[str] = field(default_factory=set)
    complained_of: set[tuple[str, str]] = field(default_factory=set)
    _occasions: dict[str, int] = field(default_factory=dict)
    _stands: dict[str, tuple[int, Suggestion]] = field(default_factory=dict)
    _answered: set[str] = field(default_factory=set)
    _due: list[tuple[int, int, Heard]] = field(default_factory=list)
    _said: int = 0

    def occasion(self, suggestion: Suggestion) -> int:
        """How often she was asked of it before; counts this time."""
        times = self._occasions.get(suggestion.key, 0)
        self._occasions[suggestion.key] = times + 1
        return times

    def say(self, suggestion: Suggestion, said: str, reason: str | None, at_ms: int) -> None:
        """Have something said at a time, to be heard by the policy then; she holds to it from now on."""
        heappush(self._due, (at_ms, self._said, Heard(suggestion, said, reason, at_ms)))
        self._said += 1
        self._answered.add(suggestion.key)
        self._stands[suggestion.key] = stands_until(said, reason, at_ms, self.habits), suggestion
        if said == "done":
            self.untold.discard(suggestion.key)

    def due(self, now_ms: int) -> list[Heard]:
        """What was said until now and has not been heard, in order of time."""
        heard = []
        while self._due and self._due[0][0] <= now_ms:
            heard.append(heappop(self._due)[2])
        # What was said after work may be heard looks later, and is the cause of what changes then.
        self._answered.update(each.suggestion.key for each in heard)
        return heard

    def ready(self, now_ms: int) -> list[Unfinished]:
        """The repairs that can go on now; they are no longer unfinished."""
        ready = [each for each in self.unfinished if each.ready_ms <= now_ms]
        self.unfinished = [each for each in self.unfinished if each.ready_ms > now_ms]
        return ready

    def rests(self, suggestion: Suggestion, now_ms: int) -> bool:
        """Whether she ignores it: she holds to what she said, or it is in hand."""
        until, _ = self._stands.get(suggestion.key, (0, suggestion))
        return now_ms < until or any(each.suggestion.key == suggestion.key for each in self.unfinished)

    def standing(self, now_ms: int) -> list[Suggestion]:
        """The suggestions that she ignores for what she said of them."""
        return [suggestion for until, suggestion in self._stands.values() if now_ms < until]

    def in_hand(self) -> set[str]:
        """The faults that a repair yet to be finished will mend."""
        return {fault for each in self.unfinished for fault in each.faults}

    def changed(self, look: Look, alive: set[str]) -> str | None:
        """Why this look shows something else than the one before; see ``Look.change``.

        ``alive`` are the faults that are active and that nobody is about to mend.
        """
        before = self.before
        if before is None or before.shown is None or _same(before.shown, look.shown):
            return None
        if before.shown.key in self._answered:
            return "answered"
        if before.real and not alive.intersection(self.before_faults):
            return "ended"
        fresh = look.shown is not None and look.shown.key not in self.keys_seen
        if fresh and look.real and look.shown_per_day > before.shown_per_day:
            return "news"
        return "no_cause"

    def looked(self, look: Look, faults: tuple[str, ...]) -> None:
        """Keep what this look showed, and the faults that it is about."""
        self.before, self.before_faults = look, faults
        self._answered.clear()
        if look.shown is not None:
            self.ids_seen.add(look.shown.id)
            self.keys_seen.add(look.shown.key)


def _same(one: Suggestion, other: Suggestion | None) -> bool:
    return other is not None and (one.key, one.action) == (other.key, other.action)
