"""Buildings in a few lines: roles with a number, or one number a step, become points with readings."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike, NDArray

from model.attending.carrying_on import carry_on, evidence_of
from model.beliefs.belief import Belief
from model.beliefs.evidence import HourEvidence
from model.frames.frames import HOUR_MS, STEP_MS, STEPS_PER_HOUR, Frames
from model.frames.framing import frames_of
from model.frames.history import ReadingColumns
from model.frames.memory_readings import MemoryReadings
from model.round import Judged, judge
from model.site.graph import Building, Equipment, Manager, Point, Schedule, Site
from model.site.roles import ROLES

MONDAY_MS = 1_705_276_800_000  # 2024-01-15 00:00 UTC
HOURS = 24
STEPS = HOURS * STEPS_PER_HOUR
ALWAYS_OCCUPIED = Schedule(dict.fromkeys(range(7), (0.0, 24.0)))
NEVER_OCCUPIED = Schedule({})
KINDS_BY_PREFIX = {
    "AHU": "air_handler",
    "VAV": "vav_box",
    "HW": "hot_water_plant",
    "CHW": "chilled_water_plant",
    "WS": "weather_station",
    "FC": "fan_coil",
    "RTU": "rooftop_unit",
    "EM": "electricity_meter",
    "GM": "gas_meter",
    "HM": "heat_meter",
    "WM": "water_meter",
    "LT": "lighting",
    "DHW": "domestic_hot_water",
}
_NOISE = {"temperature": 0.08, "pressure": 2.0, "air_flow": 0.002, "water_flow": 0.0001}


@dataclass(frozen=True)
class Exactly:
    """Values that are kept as they are, without the noise of a sensor."""

    values: ArrayLike


Roles = dict[str, ArrayLike | Exactly]


@dataclass(frozen=True)
class Told:
    """A building that has told its readings, and what is to be known of it."""

    building: Building
    readings: MemoryReadings
    hours: int = HOURS

    @property
    def site(self) -> Site:
        manager = Manager("ada", "Ada", (self.building.id,))
        return Site("campus", "Campus", "UTC", "USD", (self.building,), (manager,))

    @property
    def end_ms(self) -> int:
        return MONDAY_MS + self.hours * HOUR_MS

    def frames(self) -> dict[str, Frames]:
        return frames_of(self.building, "UTC", self.readings, MONDAY_MS, self.end_ms)

    def evidence(self) -> dict[str, HourEvidence]:
        return evidence_of(self.building, "UTC", self.readings, MONDAY_MS, self.end_ms)

    def beliefs(self) -> dict[str, Belief]:
        evidence = self.evidence()
        beliefs: dict[str, Belief] = {}
        for hour in range(self.hours):
            carry_on(beliefs, evidence, hour, ())
        return beliefs

    def judged(self) -> Judged:
        return judge(self.site, self.building, self.beliefs(), (), self.end_ms)

    def probability(self, fault: str, equipment: str) -> float:
        judged = self.judged()
        for kind, belief in judged.beliefs.items():
            if fault in belief.faults and equipment in belief.equipment:
                row = belief.faults.index(fault), belief.equipment.index(equipment)
                return float(judged.chances[kind].probability[row])
        raise AssertionError(f"{equipment} cannot have {fault}")


def building_of(
    equipment: Mapping[str, Roles],
    *,
    fed_by: Mapping[str, tuple[str, ...]] | None = None,
    design: Mapping[str, Mapping[str, float]] | None = None,
    schedule: Schedule | None = ALWAYS_OCCUPIED,
    every_steps: int = 1,
    seed: int = 7,
) -> Told:
    """Build a building of ``equipment`` (id -> roles), which tells its kind: AHU-1, VAV-1, HW-1, CHW-1, WS-1.

    Boxes are fed by AHU-1 unless ``fed_by`` says otherwise. Measured roles get a sensor's noise; NaN is no
    reading. A reading every ``every_steps`` steps of five minutes, for a day or as long as the arrays are.
    """
    random = np.random.default_rng(seed)
    columns = _Columns()
    pieces = []
    for identifier, roles in equipment.items():
        kind = KINDS_BY_PREFIX[identifier.partition("-")[0]]
        feeders = ("AHU-1",) if kind == "vav_box" and "AHU-1" in equipment else ()
        pieces.append(
            Equipment(
                id=identifier,
                kind=kind,
                name=identifier,
                points=tuple(Point(f"{identifier}/{role}", role) for role in roles),
                fed_by=(fed_by or {}).get(identifier, feeders),
                design=(design or {}).get(identifier, {}),
            )
        )
        for role, values in roles.items():
            columns.add(f"tower/{identifier}/{role}", _noisy(role, values, random), every_steps)
    building = Building("tower", "Tower", tuple(pieces), schedule=schedule)
    return Told(building, columns.readings(), columns.steps // STEPS_PER_HOUR)


def _noisy(role: str, values: ArrayLike | Exactly, random: np.random.Generator) -> NDArray[np.float64]:
    exact = isinstance(values, Exactly)
    given = np.asarray(values.values if isinstance(values, Exactly) else values, dtype=np.float64)
    series = np.broadcast_to(given, given.shape or (STEPS,)).copy()
    noise = 0.0 if exact or role.endswith("setpoint") else _NOISE.get(ROLES[role].quantity.id, 0.0)
    return series + random.normal(0.0, 1.0, len(series)) * noise


@dataclass
class _Columns:
    sources: list[str] = field(default_factory=list)
    parts: list[ReadingColumns] = field(default_factory=list)
    steps: int = 0

    def add(self, source: str, values: NDArray[np.float64], every_steps: int) -> None:
        at = np.arange(0, len(values), every_steps)
        at = at[~np.isnan(values[at])]
        column = np.full(len(at), len(self.sources), dtype=np.int64)
        self.parts.append(ReadingColumns(MONDAY_MS + at.astype(np.int64) * STEP_MS, column, values[at]))
        self.sources.append(source)
        self.steps = max(self.steps, len(values))

    def readings(self) -> MemoryReadings:
        time_ms = np.concatenate([part.time_ms for part in self.parts])
        column = np.concatenate([part.column for part in self.parts])
        value = np.concatenate([part.value for part in self.parts])
        return MemoryReadings(self.sources, ReadingColumns(time_ms, column, value))


def swinging(mean: float, by: float = 1.0) -> NDArray[np.float64]:
    """A quantity that goes up and down by ``by`` over the day."""
    return mean + by * np.sin(2 * np.pi * np.arange(STEPS) / STEPS)


def air_handler(
    *,
    outside: float | NDArray[np.float64] = 5.0,
    back: float = 22.0,
    damper: float = 0.2,
    passes: float | None = None,
    heat: float | NDArray[np.float64] = 0.0,
    cool: float | NDArray[np.float64] = 0.0,
    heated_k: float | NDArray[np.float64] | None = None,
    cooled_k: float | NDArray[np.float64] | None = None,
    short_k: float = 0.0,
    fan_k: float = 1.1,
    **instead: ArrayLike | Exactly,
) -> Roles:
    """Roles of an air handler whose air is mixed, heated and cooled; ``instead`` replaces roles, None drops.

    ``passes`` is the outdoor air that the damper lets in, ``heated_k`` and ``cooled_k`` what the coils do,
    else 20 K and 12 K at full command; the setpoint lies ``short_k`` above the supply air.
    """
    outside = outside if isinstance(outside, np.ndarray) else swinging(outside)
    mixed = back + (damper if passes is None else passes) * (outside - back)
    warmed = 20.0 * heat if heated_k is None else heated_k
    chilled = 12.0 * cool if cooled_k is None else cooled_k
    supply = mixed + fan_k + warmed - chilled
    roles: Roles = {
        "outdoor_air_temperature": outside,
        "return_air_temperature": swinging(back, 0.3),
        "mixed_air_temperature": mixed,
        "supply_air_temperature": supply,
        "supply_air_temperature_setpoint": np.round(supply.mean()) + short_k,
        "outdoor_air_damper_command": damper,
        "heating_valve_command": heat,
        "cooling_valve_command": cool,
        "supply_fan_status": 1.0,
        "supply_fan_speed": 0.7,
        "supply_air_static_pressure": 250.0,
        "supply_air_static_pressure_setpoint": 250.0,
    }
    return {role: values for role, values in (roles | instead).items() if values is not None}


def box(
    *,
    room: ArrayLike | Exactly = 21.5,
    setpoint: float = 21.0,
    leaves: ArrayLike = 14.0,
    **instead: ArrayLike | Exactly,
) -> Roles:
    """Roles of a VAV box with its room and the air that leaves it; ``instead`` replaces roles, None drops."""
    roles: Roles = {
        "zone_air_temperature": _moving(room),
        "zone_air_temperature_heating_setpoint": setpoint,
        "zone_air_temperature_cooling_setpoint": setpoint + 3.0,
        "discharge_air_temperature": _moving(leaves),
        "reheat_valve_command": 0.0,
        "box_damper_command": 0.5,
        "discharge_air_flow": 0.25,
        "discharge_air_flow_setpoint": 0.25,
    }
    return {role: values for role, values in (roles | instead).items() if values is not None}


def _moving(value: ArrayLike | Exactly) -> ArrayLike | Exactly:
    return swinging(value, 0.3) if isinstance(value, float) else value


def boxes(count: int, **roles: ArrayLike | Exactly) -> dict[str, Roles]:
    """``count`` boxes VAV-2, VAV-3 ... alike: the neighbours of VAV-1."""
    return {f"VAV-{number}": box(**roles) for number in range(2, count + 2)}  # type: ignore[arg-type]


def hot_water_plant(**instead: ArrayLike | Exactly) -> Roles:
    """Roles of a hot-water plant that runs."""
    roles: Roles = {
        "hot_water_supply_temperature": 70.0,
        "hot_water_supply_temperature_setpoint": 70.0,
        "hot_water_pump_status": 1.0,
        "hot_water_pump_speed": 0.7,
        "hot_water_differential_pressure": 60_000.0,
        "hot_water_differential_pressure_setpoint": 60_000.0,
    }
    return roles | instead


def chilled_water_plant(**instead: ArrayLike | Exactly) -> Roles:
    """Roles of a chilled-water plant that runs."""
    roles: Roles = {
        "chilled_water_supply_temperature": 7.0,
        "chilled_water_supply_temperature_setpoint": 7.0,
        "chilled_water_return_temperature": 12.5,
        "chilled_water_flow": 0.02,
        "chilled_water_pump_status": 1.0,
    }
    return roles | instead
