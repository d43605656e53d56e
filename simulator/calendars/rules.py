"""Rules for the days of a year: dates, n-th weekdays, days from Easter."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from model.catalogue.entry import Entry

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MOVES = ("nearest", "monday", "next")
_KEYS = ("date", "weekday", "nth", "month", "from", "easter", "plus", "moves", "name")
_DAY = timedelta(days=1)


def easter(year: int) -> date:
    """Easter Sunday of the western churches; the anonymous Gregorian algorithm (Meeus 1991)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    rest = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * rest) // 451
    month, day = divmod(h + rest - 7 * m + 114, 31)
    return date(year, month, day + 1)


@dataclass(frozen=True, slots=True)
class Rule:
    """One day a year: a (month, day), an n-th weekday of a month or from a date, or days from Easter."""

    month_day: tuple[int, int] | None = None
    weekday: int | None = None
    nth: int = 0
    month: int = 1
    easter: int | None = None
    plus: int = 0
    moves: str | None = None

    def falls(self, year: int) -> date:
        """The day in ``year``, before it is moved off a weekend."""
        if self.easter is not None:
            return easter(year) + self.easter * _DAY
        if self.weekday is None:
            month, day = self.month_day or (1, 1)
            return date(year, month, day) + self.plus * _DAY
        if self.month_day is not None:
            first = date(year, *self.month_day)
            return first + ((self.weekday - first.weekday()) % 7 + self.plus) * _DAY
        if self.nth > 0:
            first = date(year, self.month, 1)
            return first + ((self.weekday - first.weekday()) % 7 + 7 * (self.nth - 1) + self.plus) * _DAY
        last = date(year + self.month // 12, self.month % 12 + 1, 1) - _DAY
        return last + (self.plus - (last.weekday() - self.weekday) % 7 + 7 * (self.nth + 1)) * _DAY

    def kept(self, year: int, taken: Collection[date]) -> date:
        """The day in ``year`` on which it is kept; ``taken`` are holidays that it cannot be moved to."""
        day = self.falls(year)
        if self.moves is None or day.weekday() < 5:
            return day
        if self.moves == "nearest":
            return day - _DAY if day.weekday() == 5 else day + _DAY
        day += (7 - day.weekday()) * _DAY
        while self.moves == "next" and (day in taken or day.weekday() > 4):
            day += _DAY
        return day


def read_rule(entry: Entry) -> Rule:
    """A rule from its line. Raises CatalogueError."""
    keys = entry.fields([], _KEYS)
    kinds = [key for key in ("date", "weekday", "easter") if key in keys]
    if len(kinds) != 1:
        raise entry.error("needs one of date, weekday and easter")
    moves = keys["moves"].one_of(MOVES, "way to move") if "moves" in keys else None
    plus = round(keys["plus"].number(0, 120)) if "plus" in keys else 0
    if kinds == ["easter"]:
        return Rule(easter=round(keys["easter"].number(-80, 80)), moves=moves)
    if kinds == ["date"]:
        return Rule(month_day=_date(keys["date"]), plus=plus, moves=moves)
    weekday = WEEKDAYS.index(keys["weekday"].one_of(WEEKDAYS, "weekday"))
    if "from" in keys:
        return Rule(weekday=weekday, month_day=_date(keys["from"]), plus=plus)
    if "nth" not in keys or "month" not in keys:
        raise entry.error("a weekday needs nth and month, or from")
    nth = round(keys["nth"].number(-4, 4))
    if nth == 0:
        raise keys["nth"].error("must be 1 to 4, or -1 for the last")
    return Rule(weekday=weekday, nth=nth, month=round(keys["month"].number(1, 12)), plus=plus)


def _date(entry: Entry) -> tuple[int, int]:
    text = entry.text()
    try:
        month, day = (int(part) for part in text.split("-"))
        date(2001, month, day)
    except ValueError:
        raise entry.error(f"{text!r} is no date; write month-day, 12-25") from None
    return month, day
