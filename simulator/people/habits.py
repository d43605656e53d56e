"""What ``people.yaml`` says of managers, technicians, parts and occupants, checked at load."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import Annotated, Any

from model.catalogue.entry import Entry, parse, read_resource
from model.catalogue.vocabulary import SKILLS
from model.recommendation import Interval
from simulator.people.fate import lognormal, triangular

FILE = "people.yaml"
REASONS = ("already_known", "not_real", "wrong_cause", "not_worth_it", "cannot_now")
_LARGE = 1e6
RESPONSES = ("accepted", "snoozed", "dismissed", "ignored")


@dataclass(frozen=True, slots=True)
class Spread:
    """A lognormal quantity; ``spread`` is the standard deviation of its logarithm."""

    median: float
    spread: float

    def at(self, share: float) -> float:
        """The quantile ``share``."""
        return lognormal(share, self.median, self.spread)


@dataclass(frozen=True, slots=True)
class Triangle:
    """A quantity between ``low`` and ``high``."""

    low: float
    likely: float
    high: float

    @classmethod
    def of(cls, interval: Interval) -> "Triangle":
        """The same three numbers of an interval of the catalogue."""
        return cls(interval.low, interval.likely, interval.high)

    def at(self, share: float) -> float:
        """The quantile ``share``."""
        return triangular(share, self.low, self.likely, self.high)

    @property
    def mean(self) -> float:
        """What it is on average."""
        return (self.low + self.likely + self.high) / 3


@dataclass(frozen=True, slots=True)
class Keys:
    """What a mapping of the file may hold; ``whole``: its shares sum to 1; ``all_of``: none may lack."""

    keys: tuple[str, ...]
    whole: bool = False
    all_of: bool = True


@dataclass(frozen=True, slots=True)
class Most:
    """The highest number that makes sense."""

    value: float


Share = Annotated[float, Most(1.0)]
Responses = Annotated[Mapping[str, float], Keys(RESPONSES, whole=True)]
Reasons = Annotated[Mapping[str, float], Keys(REASONS, whole=True)]


@dataclass(frozen=True, slots=True)
class ManagerHabits:
    """When managers look; hours are local."""

    buildings: Triangle
    first_hour: Triangle
    looks: tuple[float, ...]
    looks_at: Share
    away_week: Share
    away_day: Share
    patience: Triangle


@dataclass(frozen=True, slots=True)
class AnswerHabits:
    """What managers say; ``stands`` in days."""

    delay_hours: Spread
    real: Responses
    false: Responses
    certainty: float
    wasted_visit: float
    mended_visit: float
    trust: Triangle
    trust_half_life_days: float
    reasons_known: Reasons
    reasons_new: Reasons
    reasons_false: Reasons
    stands: Annotated[Mapping[str, float], Keys(("snoozed", "done", *REASONS))]


@dataclass(frozen=True, slots=True)
class DoneHabits:
    """How far "done" is true."""

    without_doing: Share
    after_nothing_found: Share
    not_said: Share
    delay_hours: Spread


@dataclass(frozen=True, slots=True)
class ContractorHabits:
    """Who comes for a skill that the team has not."""

    wait_days: Spread
    price_factor: float
    call_out_cost: float


@dataclass(frozen=True, slots=True)
class TechnicianHabits:
    """How technicians work; ``team`` is how many of a skill each manager has."""

    team: Annotated[Mapping[str, float], Keys(SKILLS, all_of=False)]
    first_hour: float
    hours_a_day: float
    start_hours: Spread
    travel_hours: Triangle
    call_out_cost: float
    contractor: ContractorHabits
    look_closer_hours: float
    wasted_share: Share
    finds_other_cause: Share
    finds_when_looking: Share
    follows_upstream: Share
    holds: Share
    holds_otherwise: Share
    comes_back_days: Spread


@dataclass(frozen=True, slots=True)
class PartHabits:
    """What is in the van."""

    in_van: Share


@dataclass(frozen=True, slots=True)
class OccupantHabits:
    """When occupants complain."""

    complaints_per_degree_hour: float
    false_per_person_day: float
    people_of_a_building: float
    delay_hours: Spread


@dataclass(frozen=True, slots=True)
class Habits:
    """Everything in ``people.yaml``, which says what each means."""

    managers: ManagerHabits
    answers: AnswerHabits
    done: DoneHabits
    technicians: TechnicianHabits
    parts: PartHabits
    occupants: OccupantHabits


@cache
def load_habits() -> Habits:
    """The habits that ship with the simulator. Raises CatalogueError."""
    return parse_habits(read_resource("simulator.people", FILE))


def parse_habits(text: str, file: str = FILE) -> Habits:
    """Read ``text``; ``file`` is the name that errors give. Raises CatalogueError."""
    habits: Habits = _record(parse(text, file), Habits)
    return habits


def _record(entry: Entry, kind: Any) -> Any:  # noqa: ANN401  # one reader for records of any kind
    if kind is Triangle:
        return Triangle.of(entry.interval(0.0, _LARGE))
    found = entry.fields([each.name for each in fields(kind)])
    return kind(**{each.name: _value(found[each.name], each.type) for each in fields(kind)})


def _value(entry: Entry, kind: Any) -> Any:  # noqa: ANN401
    if is_dataclass(kind):
        return _record(entry, kind)
    if kind is float:
        return entry.number(0.0, _LARGE)
    if kind == tuple[float, ...]:
        return tuple(each.number(0.0, 24.0) for each in entry.entries())
    asked = kind.__metadata__[0]
    if isinstance(asked, Most):
        return entry.number(0.0, asked.value)
    return _shares(entry, asked)


def _shares(entry: Entry, asked: Keys) -> dict[str, float]:
    found = entry.fields(asked.keys) if asked.all_of else entry.fields((), asked.keys)
    shares = {key: child.number(0.0, _LARGE) for key, child in found.items()}
    if asked.whole and abs(sum(shares.values()) - 1) > 1e-9:
        raise entry.error(f"shares must sum to 1, these sum to {sum(shares.values()):g}")
    return shares
