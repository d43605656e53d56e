"""Working days and hours where a manager and her technicians work."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from simulator.clock import HOUR_MS

DayOff = Callable[[date], bool]


def weekends_alone(day: date) -> bool:
    """No holidays: for a place whose calendar is unknown."""
    del day
    return False


@dataclass(frozen=True, slots=True)
class WorkingHours:
    """Days of work in ``timezone`` (IANA); ``day_off`` says which weekdays are holidays."""

    timezone: str
    day_off: DayOff = weekends_alone

    def day_of(self, time_ms: int) -> date:
        """The local date at ``time_ms`` (UTC)."""
        return datetime.fromtimestamp(time_ms / 1000, ZoneInfo(self.timezone)).date()

    def at(self, day: date, hour: float) -> int:
        """UTC milliseconds of a local ``hour``, a whole minute, of a day."""
        midnight = datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(self.timezone))
        # Added to the wall clock, so that seven in the morning is seven on the day the clocks change too.
        local = midnight + timedelta(minutes=round(hour * 60))
        return round(local.timestamp() * 1000)

    def works(self, day: date) -> bool:
        """Whether it is neither weekend nor holiday."""
        return day.weekday() < 5 and not self.day_off(day)

    def days(self, start_ms: int, end_ms: int) -> Iterator[date]:
        """Every local date that has a moment in ``start_ms`` <= time < ``end_ms``."""
        day, last = self.day_of(start_ms), self.day_of(end_ms - 1)
        while day <= last:
            yield day
            day += timedelta(days=1)

    def after(self, start_ms: int, hours: float, *, first_hour: float, hours_a_day: float) -> int:
        """When ``hours`` of work begun at or after ``start_ms`` are done.

        Work goes on from ``first_hour`` local for ``hours_a_day`` on working days.
        """
        day, left = self.day_of(start_ms), hours * HOUR_MS
        while True:
            if self.works(day):
                opens = self.at(day, first_hour)
                closes = opens + round(hours_a_day * HOUR_MS)
                begins = max(opens, start_ms)
                if begins < closes and begins + left <= closes:
                    return round(begins + left)
                left -= max(closes - begins, 0)
            day += timedelta(days=1)
