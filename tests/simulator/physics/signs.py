"""What an effect does to one number of a building, against its twin without it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from simulator.buildings.plan import Plan
from tests.simulator.physics.air_rig import Season, Values, of_each, twins

WORK, NIGHT, DAY = (10.0, 17.0), (22.0, 28.0), (0.0, 24.0)


@dataclass(frozen=True, slots=True)
class Sign:
    """``effects`` make the mean of ``path`` over ``hours`` greater than by ``more``, or less if negative.

    With ``travel`` it is what the field moves from step to step, not the field.
    """

    name: str
    effects: Mapping[str, float]
    path: str
    more: float
    hours: tuple[float, float] = WORK
    travel: bool = False


def differences(plan: Plan, season: Season, signs: Sequence[Sign]) -> dict[str, float]:
    """By name, how much more there is with the effects than without: of the second day of each, (n,)."""
    air = twins(plan, season, [{}, *(sign.effects for sign in signs)])
    air.live(8.0)
    paths = sorted({sign.path for sign in signs})
    lived = air.live(20.0, *paths)
    found = {}
    for number, sign in enumerate(signs, start=1):
        values = of_each(lived[sign.path], len(signs) + 1)
        if sign.travel:
            values = np.abs(np.diff(values, axis=0, prepend=values[:1]))
        chosen = _within(lived["hour"], sign.hours)
        found[sign.name] = float((values[chosen, number] - values[chosen, 0]).mean())
    return found


def _within(hour: Values, hours: tuple[float, float]) -> Values:
    start, end = hours
    return (hour >= start) & (hour < end) | (hour + 24.0 >= start) & (hour + 24.0 < end)
