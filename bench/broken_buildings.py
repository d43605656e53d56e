"""Buildings in which one thing breaks, beside the same ones in which nothing does."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from simulator.buildings.devices import Device, devices_of
from simulator.buildings.draw import draw_plans
from simulator.buildings.plan import Plan
from simulator.climate.climate import climates
from simulator.clock import DAY_MS
from simulator.faults import Fault, fault_kind, fault_kinds
from simulator.faults.chance import Candidate, candidates

_MOST_DRAWN = 240
# Dates by season on the northern half of the earth; on the southern one they change places.
SEASONS: Mapping[str, str] = {
    "cold": "2023-01-09",
    "spring": "2023-04-10",
    "hot": "2023-07-10",
    "autumn": "2023-10-16",
}
_OPPOSITE = {"cold": "hot", "hot": "cold", "spring": "autumn", "autumn": "spring"}
# Words of a kind of fault that tell when its machine works; a building each in the seasons named.
_WORKS: Mapping[tuple[str, ...], tuple[str, ...]] = {
    ("economizer",): ("spring", "autumn"),
    ("hot_water_pump_always_on",): ("spring", "hot"),
    ("hot_water_reset", "boiler_short_cycling"): ("spring", "autumn"),
    ("heating_stuck", "reheat_stuck", "heating_coil", "boiler", "furnace", "heat_pump"): ("cold",),
    ("hot_water", "reheat_coil", "setback", "window", "fan_coil_heating"): ("cold",),
    ("cooling_stuck", "cooling_coil", "chill", "tower", "refrigerant", "condenser", "stage"): ("hot",),
    ("compressor", "fan_coil_cooling"): ("hot",),
    ("leaking", "stuck", "damper", "outdoor"): ("cold", "hot", "spring"),
}
_ANY = ("cold", "hot", "spring")


@dataclass(frozen=True, slots=True)
class Case:
    """A fault in a building, ``plan`` as drawn; ``begins``: the first day of its life, YYYY-MM-DD.

    ``season`` is a key of ``SEASONS``, or the date that was asked for.
    """

    plan: Plan
    fault: Fault
    begins: str
    season: str

    @property
    def home(self) -> str:
        """Its twin, which is in order."""
        return f"{self.plan.id}-whole"

    @property
    def start_ms(self) -> int:
        """The first moment of its life."""
        return start_of(self.begins)


def start_of(date: str) -> int:
    """Midnight UTC of a date."""
    return int(dt.datetime.fromisoformat(date).replace(tzinfo=dt.UTC).timestamp() * 1000)


def kinds_named(name: str) -> tuple[str, ...]:
    """The kind of fault ``name``, or all that the model's fault ``name`` mends; SystemExit for neither."""
    if name in fault_kinds():
        return (name,)
    found = tuple(kind.id for kind in fault_kinds().values() if name in kind.mended_by)
    if not found:
        raise SystemExit(
            f"no kind of fault is {name!r} or is mended by it; there are {', '.join(fault_kinds())}"
        )
    return found


def cases_of(
    kinds: Sequence[str],
    *,
    buildings: int,
    seed: int,
    size: float,
    breaks_on: int = 2,
    season: str | None = None,
) -> list[Case]:
    """``buildings`` cases of each kind, or as many as can have it, in buildings of any type and climate.

    ``size`` is the severity, full from the start of day ``breaks_on`` on. ``season``: a key of ``SEASONS``
    or a date, else chosen by what the fault needs to show.
    """
    pool = _Pool(seed)
    found = []
    for kind in kinds:
        for number, (plan, possible) in enumerate(islice(pool.that_can_have(kind), buildings)):
            chosen = possible[(number * 7 + plan.seed[1]) % len(possible)]
            when, begins = _begins(kind, plan, number, season)
            fault = _fault(f"{kind}-{number + 1}", plan, chosen, size, mirrored=number % 2 == 1)
            onset_ms = start_of(begins) + breaks_on * DAY_MS
            found.append(Case(plan, replace(fault, onset_ms=onset_ms), begins, when))
    return found


class _Pool:
    """Buildings of a seed, drawn as they are needed, used again for other kinds: their twins are the same."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._drawn: list[tuple[Plan, tuple[Candidate, ...]]] = []

    def that_can_have(self, kind: str) -> Iterator[tuple[Plan, list[Candidate]]]:
        """Buildings with what can break so in them, from another one on for each kind."""
        shift = list(fault_kinds()).index(kind) * 5 % 16
        for number in range(_MOST_DRAWN):
            plan, possible = self._building(number if number >= 16 else (number + shift) % 16)
            ours = [each for each in possible if each.kind.id == kind]
            if ours:
                yield plan, ours

    def _building(self, number: int) -> tuple[Plan, tuple[Candidate, ...]]:
        while len(self._drawn) <= number:
            [plan] = draw_plans(self._seed, 1, first=len(self._drawn))
            devices: tuple[Device, ...] = devices_of(plan)
            self._drawn.append((plan, candidates(plan, devices)))
        return self._drawn[number]


def _begins(kind: str, plan: Plan, number: int, season: str | None) -> tuple[str, str]:
    """The season and the date."""
    if season is not None and season not in SEASONS:
        return season, season
    fitting = next((when for words, when in _WORKS.items() if any(word in kind for word in words)), _ANY)
    chosen = season or fitting[number % len(fitting)]
    return chosen, SEASONS[_OPPOSITE[chosen] if climates()[plan.climate].latitude < 0 else chosen]


def _fault(name: str, plan: Plan, chosen: Candidate, size: float, *, mirrored: bool) -> Fault:
    kind = fault_kind(chosen.kind.id)
    building = f"{plan.id}-{name}".replace("_", "-")
    return Fault(
        id=f"{building}-fault",
        kind=kind.id,
        building=building,
        # The whole building is an equipment too, and has the building's name.
        equipment=building if chosen.equipment == plan.id else chosen.equipment,
        severity=size,
        onset_ms=0,
        value=kind.span.mirrored(size) if kind.signed and mirrored else None,
        sensor=chosen.sensors[0] if chosen.sensors else None,
        swapped_with=chosen.sensors[1] if len(chosen.sensors) > 1 else None,
    )


def plans_of(cases: Sequence[Case]) -> list[Plan]:
    """Each case's building, and the twins that are in order, each once: the same seed, so the same chance."""
    broken = [replace(case.plan, id=case.fault.building) for case in cases]
    whole = {case.home: replace(case.plan, id=case.home) for case in cases}
    return [*broken, *whole.values()]
