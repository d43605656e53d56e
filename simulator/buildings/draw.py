"""Portfolios by domain randomisation: each building from the portfolio's seed and its own number alone."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

import numpy as np

from simulator.buildings.devices import devices_of
from simulator.buildings.draws import DRAWS
from simulator.buildings.measures import MEASURES
from simulator.buildings.places import PLACES, Country
from simulator.buildings.plan import Plan
from simulator.buildings.types import TYPES, BuildingType, Range
from simulator.buildings.wiring import draw_lacking
from simulator.climate.climate import climates as known_climates
from simulator.layout import Shape

_PURPOSE = 21
_BOXES_EACH = 10
_HOT_AFTERNOON = 28.0  # [degC]


def draw_plans(
    seed: int,
    count: int,
    *,
    first: int = 0,
    kinds: Collection[str] | None = None,
    climates: Collection[str] | None = None,
    systems: Collection[str] | None = None,
    zones: int | None = None,
) -> list[Plan]:
    """Buildings ``first`` to ``first + count`` of the portfolio of ``seed``.

    ``kinds``, ``climates`` and ``systems`` (see ``types.yaml``) are those to choose from, all by default;
    ``zones`` is how many each building has, as drawn by default. A building is the same however many are
    drawn beside it. ValueError for what is not known, or a choice that leaves nothing.
    """
    if zones is not None and zones < 2:
        raise ValueError(f"zones is {zones}: a building needs two")
    choice = _Choice(
        _chosen("kind", DRAWS.kinds, kinds), _chosen("climate", PLACES.shares, climates), systems, zones
    )
    for kind in choice.kinds:
        _chosen(f"system of a {kind}", TYPES[kind].systems, systems, every=False)
    return [_draw(seed, number, choice) for number in range(first, first + count)]


@dataclass(frozen=True, slots=True)
class _Choice:
    """What to choose from, as ``draw_plans`` is told."""

    kinds: Mapping[str, float]
    climates: Mapping[str, float]
    systems: Collection[str] | None
    zones: int | None


def _draw(seed: int, number: int, choice: _Choice) -> Plan:
    rng = np.random.default_rng([seed, number, _PURPOSE])
    kind = TYPES[_pick(rng, choice.kinds)]
    climate = _pick(rng, choice.climates)
    code = PLACES.country_of[climate]
    country = PLACES.countries[code]
    built = int(rng.integers(kind.built[0], kind.built[1] + 1))
    system = _pick(rng, _chosen("system", kind.systems, choice.systems, every=False))
    shape = _shape(rng, kind, system) if choice.zones is None else _shape_of(system, choice.zones)
    heat, cooling = _sources(rng, kind, country, shape, hot=_hot(climate))
    name = f"{_one_of(rng, DRAWS.first_words)} {_one_of(rng, DRAWS.last_words[kind.id])} {number + 1}"
    habits = {name: bool(rng.random() < course.of(built)) for name, course in DRAWS.habits.items()}
    plan = Plan(
        seed=(seed, number),
        id=name.lower().replace(" ", "-"),
        name=name,
        kind=kind.id,
        built=built,
        climate=climate,
        timezone=known_climates()[climate].timezone,
        units=_pick(rng, country.units),
        style=_pick(rng, country.styles),
        shape=shape,
        heat_source=heat,
        cooling_source=cooling,
        hours=_hours(rng, kind),
        holidays=code,
        country=code,
        tariff=_pick(rng, country.tariffs),
        sensors=_pick(rng, {name: make.share for name, make in MEASURES.makes.items()}),
        tuning={name: float(rng.uniform(low, high)) for name, (low, high) in DRAWS.tuning.items()},
        resets_supply=habits["resets_supply"],
        resets_static=habits["resets_static"],
        economizer=habits["economizer"],
        setback=habits["setback"],
        optimal_start=habits["optimal_start"],
    )
    return replace(plan, lacking=draw_lacking(devices_of(plan), rng))


def _chosen(
    what: str, weights: Mapping[str, float], wanted: Collection[str] | None, *, every: bool = True
) -> Mapping[str, float]:
    if wanted is None:
        return weights
    unknown = [name for name in wanted if name not in weights]
    chosen = {name: weight for name, weight in weights.items() if name in wanted}
    if (every and unknown) or not sum(chosen.values()):
        raise ValueError(f"no {what} {', '.join(unknown)!r}; there are {', '.join(weights)}")
    return chosen


def _pick(rng: np.random.Generator, weights: Mapping[str, float]) -> str:
    at = rng.random() * sum(weights.values())
    for name, weight in weights.items():
        at -= weight
        if at < 0:
            return name
    return name


def _one_of(rng: np.random.Generator, words: tuple[str, ...]) -> str:
    return words[int(rng.integers(len(words)))]


def _shape(rng: np.random.Generator, kind: BuildingType, system: str) -> Shape:
    def count(name: str) -> int:
        low, high = kind.sizes[name]
        return int(rng.integers(low, high + 1))

    boxes = tuple(count("boxes") for _ in range(count("air_handlers"))) if "air_handlers" in system else ()
    fan_coils = count("fan_coils") if "fan_coils" in system else 0
    return Shape(boxes, fan_coils, count("rooftops") if "rooftops" in system else 0)


def _shape_of(system: str, zones: int) -> Shape:
    """The shape of just so many zones; half of them on air handlers where there is something else too."""
    others = 0 if system == "air_handlers" else zones // 2 if "air_handlers" in system else zones
    boxes = zones - others
    units = max(1, round(boxes / _BOXES_EACH)) if boxes else 0
    return Shape(
        boxes=tuple(boxes // units + (unit < boxes % units) for unit in range(units)),
        fan_coils=others if "fan_coils" in system else 0,
        rooftops=others if "rooftops" in system else 0,
    )


def _hot(climate: str) -> bool:
    """Whether afternoons of the warmest month are so hot on average that nobody does without cooling."""
    place = known_climates()[climate]
    afternoons = [mean + span / 2 for mean, span in zip(place.temperature, place.daily_range, strict=True)]
    return max(afternoons) > _HOT_AFTERNOON


def _sources(
    rng: np.random.Generator, kind: BuildingType, country: Country, shape: Shape, *, hot: bool
) -> tuple[str, str]:
    """Heat source and cooling source; rooftop units bring their own."""
    heat, cooled, water_cooled = _pick(rng, country.heat), rng.random(), rng.random()
    served = sum(shape.boxes) + shape.fan_coils
    if not served:
        return "none", "none"
    if not hot and cooled >= country.cooled * DRAWS.cooled[kind.id]:
        return heat, "none"
    return heat, "water_cooled" if water_cooled < DRAWS.water_cooled.of(served) else "air_cooled"


def _hours(rng: np.random.Generator, kind: BuildingType) -> dict[int, tuple[float, float]]:
    hours: dict[int, tuple[float, float]] = {}
    for opening in kind.openings:
        is_open = rng.random() < opening.share
        start, end = _half_hour(rng, opening.start), _half_hour(rng, opening.end)
        if is_open:
            hours |= dict.fromkeys(opening.days, (start, end))
    return hours


def _half_hour(rng: np.random.Generator, span: Range) -> float:
    return round(float(rng.uniform(*span)) * 2) / 2
