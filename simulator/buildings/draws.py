"""How portfolios are drawn, read from ``draws.yaml`` and checked when it is read."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources

import numpy as np

from model.site.yaml_lines import Described, read_yaml
from simulator.buildings.places import Weights, read_weights
from simulator.buildings.types import TYPES, Range

HABITS = ("resets_supply", "resets_static", "optimal_start", "setback", "economizer")


@dataclass(frozen=True, slots=True)
class Course:
    """A chance that changes with something, in straight lines."""

    at: tuple[float, ...]
    chances: tuple[float, ...]

    def of(self, value: float) -> float:
        """The chance at ``value``."""
        return float(np.interp(value, self.at, self.chances))


@dataclass(frozen=True, slots=True)
class Draws:
    """All that ``draws.yaml`` says."""

    kinds: Weights
    habits: Mapping[str, Course]
    water_cooled: Course
    cooled: Mapping[str, float]
    tuning: Mapping[str, Range]
    first_words: tuple[str, ...]
    last_words: Mapping[str, tuple[str, ...]]


def read_draws(text: str, file: str) -> Draws:
    """Read a draws file; raises SiteError, which names file, line and key."""
    keys = ("kinds", "habits", "water_cooled", "cooled", "tuning", "first_words", "last_words")
    root = read_yaml(text, file).fields(keys, keys)
    kinds, ranges = tuple(TYPES), tuple(next(iter(TYPES.values())).ranges)
    return Draws(
        kinds=read_weights(root["kinds"], kinds),
        habits={name: _course(entry) for name, entry in root["habits"].fields(HABITS, HABITS).items()},
        water_cooled=_course(root["water_cooled"]),
        cooled={name: entry.number(0.0, 2.0) for name, entry in root["cooled"].fields(kinds, kinds).items()},
        tuning={name: _factors(entry) for name, entry in root["tuning"].fields(ranges).items()},
        first_words=root["first_words"].texts(),
        last_words={name: entry.texts() for name, entry in root["last_words"].fields(kinds, kinds).items()},
    )


def _course(entry: Described) -> Course:
    points = sorted((float(at), item.number(0.0, 1.0)) for at, item in entry.items().items())
    return Course(tuple(at for at, _ in points), tuple(chance for _, chance in points))


def _factors(entry: Described) -> Range:
    numbers = [item.number(0.2, 5.0) for item in entry.entries()]
    if len(numbers) != 2 or numbers[0] > numbers[1]:
        raise entry.error("must be [low, high]")
    return numbers[0], numbers[1]


DRAWS = read_draws(
    resources.files("simulator.buildings").joinpath("draws.yaml").read_text(encoding="utf-8"), "draws.yaml"
)
