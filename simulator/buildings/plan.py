"""What is known of a building before anything is computed: its kind, place, systems, habits and wiring."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from simulator.layout import Shape

Hours = Mapping[int, tuple[float, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One building as drawn from a seed.

    ``seed`` is (seed of the portfolio, number of the building): each random draw of it starts from
    it, so that one building more changes none of the others. ``lacking``: (equipment, role) without a point.
    ``tuning``: factors on what a kind of building is like, by the name of the range in ``types.yaml``.
    """

    seed: tuple[int, int]
    id: str
    name: str
    kind: str
    built: int
    climate: str
    timezone: str
    units: str
    style: str
    shape: Shape
    heat_source: str = "boiler"  # boiler, heat_pump or none
    cooling_source: str = "water_cooled"  # water_cooled, air_cooled or none
    hours: Hours = field(default_factory=dict)  # weekday (0 Monday) -> local start and end [h]
    holidays: str = "us"
    tariff: str = "flat"
    resets_supply: bool = True
    resets_static: bool = True
    economizer: bool = True
    setback: bool = True
    optimal_start: bool = True
    lacking: frozenset[tuple[str, str]] = frozenset()
    tuning: Mapping[str, float] = field(default_factory=dict)
    sensors: str = "usual"  # make of its sensors, a class in ``measures.yaml``
    country: str = "us"  # a country of ``places.yaml`` and ``tariffs.yaml``
