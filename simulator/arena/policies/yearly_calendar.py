"""The yearly maintenance calendar: each kind of equipment on its days, whatever its readings say."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from importlib import resources
from zoneinfo import ZoneInfo

from model.site.graph import Equipment, Site
from model.site.yaml_lines import Described, read_yaml
from simulator.arena.policies.resting import Resting
from simulator.arena.policy import LOOK_CLOSER, Complaint, Heard, Suggestion
from simulator.published import Published

FILE = "tasks.yaml"
_OVERDUE_DAYS = 60


@dataclass(frozen=True, slots=True)
class Task:
    """Work on all equipment of a kind; ``days`` are (month, day)."""

    id: str
    kind: str
    days: tuple[tuple[int, int], ...]
    work: str
    source: str


@cache
def load_tasks() -> tuple[Task, ...]:
    """Every task of ``tasks.yaml``. Raises SiteError, which names line and key."""
    return parse_tasks(resources.files("simulator.arena.policies").joinpath(FILE).read_text("utf-8"))


def parse_tasks(text: str) -> tuple[Task, ...]:
    """Tasks from the text of such a file; raises SiteError."""
    return tuple(_task(name, entry) for name, entry in read_yaml(text, FILE).items().items())


def _task(name: str, entry: Described) -> Task:
    keys = ("on", "days", "work", "source")
    given = entry.fields(keys, keys)
    days = tuple(_day(item) for item in given["days"].entries())
    return Task(name, given["on"].text(), days, given["work"].text(), given["source"].text())


def _day(entry: Described) -> tuple[int, int]:
    try:
        day = date.fromisoformat(f"2001-{entry.text()}")
    except ValueError:
        raise entry.error(f"must be month-day as in 04-13, is {entry.text()!r}") from None
    return day.month, day.day


class YearlyCalendar:
    """Tasks that are due and not yet answered, by their day, then building by building."""

    name = "calendar"

    def begin(self, site: Site, managers: Sequence[str]) -> None:
        """Note what equipment there is; what was due before the first look was done then."""
        del managers
        self._zone = ZoneInfo(site.timezone)
        self._resting = Resting()
        self._first: date | None = None
        self._settled: set[str] = set()
        buildings = {building.id: building for building in site.buildings}
        self._equipment: Mapping[str, list[tuple[str, Equipment]]] = {
            manager.id: [
                (name, equipment) for name in manager.buildings for equipment in buildings[name].equipment
            ]
            for manager in site.managers
        }

    def take_in(self, published: Published) -> None:
        """It looks at no reading."""

    def hear_complaint(self, complaint: Complaint) -> None:
        """It listens to nobody."""

    def choose(self, manager: str, now_ms: int) -> Suggestion | None:
        """The task that is longest due."""
        today = datetime.fromtimestamp(now_ms / 1000, UTC).astimezone(self._zone).date()
        if self._first is None:
            self._first = today
        for due, task in _due(self._first, today):
            for building, equipment in self._equipment[manager]:
                identifier = f"{manager}/{building}/{equipment.id}/{task.id}/{due}"
                settled = equipment.kind != task.kind or identifier in self._settled
                if not settled and not self._resting.rests(building, equipment.id, "", now_ms):
                    return Suggestion(identifier, building, equipment.id, "", LOOK_CLOSER)
        return None

    def hear(self, manager: str, heard: Heard) -> None:
        """What is done or dismissed is settled for this time; what is snoozed comes back."""
        self._resting.hear(manager, heard)
        if heard.said in {"done", "dismissed", "handed_over"}:
            self._settled.add(heard.suggestion.id)


def _due(first: date, today: date) -> list[tuple[date, Task]]:
    """Tasks that fell due from ``first`` to ``today`` and are no older than two months, oldest first."""
    oldest = max(first, today - timedelta(days=_OVERDUE_DAYS))
    return sorted(
        (
            (day, task)
            for task in load_tasks()
            for year in (today.year - 1, today.year)
            for day in (date(year, *md) for md in task.days)
            if oldest <= day <= today
        ),
        key=lambda due: (due[0], due[1].id),
    )
