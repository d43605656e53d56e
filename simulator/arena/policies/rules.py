"""The fault conditions of Guideline 36 (5.16.14) for air handlers, on frames at five minutes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np

from model.faults import FAULT_IDS
from model.frames.frames import STEPS_PER_HOUR, Frames
from model.frames.windows import Flags, Floats
from model.site.yaml_lines import read_yaml

FILE = "rules.yaml"
_OPEN, _SHUT = 0.99, 0.01
_MOST_CHANGES_AN_HOUR = 7
_LEVELS = 4
_TOLERANCES = (
    "supply_air",
    "mixed_air",
    "return_air",
    "outdoor_air",
    "static_pressure",
    "fan_speed",
    "fan_heat",
    "outdoor_air_share",
    "outdoor_air_difference",
)


@dataclass(frozen=True, slots=True)
class Rule:
    """A fault condition: how severe it is, and the fault of the model that it stands for."""

    id: str
    level: int
    means: str


@dataclass(frozen=True, slots=True)
class RuleBook:
    """Rules by id, and the tolerances [SI] that all of them share."""

    tolerances: Mapping[str, float]
    rules: Mapping[str, Rule]


@cache
def load_rules() -> RuleBook:
    """The rules of ``rules.yaml``. Raises SiteError, which names line and key."""
    return parse_rules(resources.files("simulator.arena.policies").joinpath(FILE).read_text("utf-8"))


def parse_rules(text: str) -> RuleBook:
    """Rules from the text of such a file; raises SiteError."""
    root = read_yaml(text, FILE).fields(("tolerances", "rules"), ("tolerances", "rules"))
    tolerances = root["tolerances"].fields(_TOLERANCES, _TOLERANCES)
    rules = {}
    for name, entry in root["rules"].fields(tuple(CONDITIONS), tuple(CONDITIONS)).items():
        given = entry.fields(("level", "means"), ("level", "means"))
        level = round(given["level"].number(1, _LEVELS))
        rules[name] = Rule(name, level, given["means"].one_of(FAULT_IDS["air_handler"], "fault"))
    return RuleBook({name: entry.number(0) for name, entry in tolerances.items()}, rules)


@dataclass(frozen=True)
class Seen:
    """What the conditions look at, arrays (T, E); os1 to os4 are the Guideline's operating states."""

    supply: Floats
    supply_setpoint: Floats
    mixed: Floats
    returned: Floats
    outdoor: Floats
    static: Floats
    static_setpoint: Floats
    speed: Floats
    heating: Floats
    cooling: Floats
    least_damper: Floats
    state: Floats
    running: Flags

    @classmethod
    def of(cls, frames: Frames) -> "Seen":
        heating, cooling = frames.role("heating_valve_command"), frames.role("cooling_valve_command")
        damper = frames.role("outdoor_air_damper_command")
        least = frames.design("minimum_outdoor_air_fraction")
        least = np.where(np.isnan(least), 0.2, least)[None, :]
        with np.errstate(invalid="ignore"):
            at_least = damper <= least + 0.05
            heats, cools = heating > _SHUT, cooling > _SHUT
            state = np.select(
                [
                    heats & ~cools & at_least,
                    ~heats & ~cools & ~at_least,
                    ~heats & cools & (damper >= _OPEN),
                    ~heats & cools & at_least,
                ],
                [1.0, 2.0, 3.0, 4.0],
                5.0,
            )
            running = frames.first_of("supply_fan_status", "supply_fan_speed", "supply_fan_command") > 0.05
        return cls(
            supply=frames.role("supply_air_temperature"),
            supply_setpoint=frames.role("supply_air_temperature_setpoint"),
            mixed=frames.role("mixed_air_temperature"),
            returned=frames.role("return_air_temperature"),
            outdoor=frames.role("outdoor_air_temperature"),
            static=frames.role("supply_air_static_pressure"),
            static_setpoint=frames.role("supply_air_static_pressure_setpoint"),
            speed=frames.role("supply_fan_speed"),
            heating=heating,
            cooling=cooling,
            least_damper=np.broadcast_to(least, heating.shape),
            state=np.where(running, state, 0.0),
            running=running,
        )

    def within(self, *states: int) -> Flags:
        return np.asarray(np.isin(self.state, states))


Tolerances = Mapping[str, float]


def _static_low(s: Seen, e: Tolerances) -> Flags:
    low = s.static < s.static_setpoint - e["static_pressure"]
    return s.running & low & (s.speed >= _OPEN - e["fan_speed"])


def _mixed_low(s: Seen, e: Tolerances) -> Flags:
    bound = np.minimum(s.returned - e["return_air"], s.outdoor - e["outdoor_air"])
    return s.running & (s.mixed + e["mixed_air"] < bound)


def _mixed_high(s: Seen, e: Tolerances) -> Flags:
    bound = np.maximum(s.returned + e["return_air"], s.outdoor + e["outdoor_air"])
    return s.running & (s.mixed - e["mixed_air"] > bound)


def _hunting(s: Seen, _: Tolerances) -> Flags:
    changed = np.zeros(s.state.shape, dtype=np.float64)
    changed[1:] = np.diff(s.state, axis=0) != 0
    total = np.cumsum(changed, axis=0)
    total[STEPS_PER_HOUR:] -= total[:-STEPS_PER_HOUR].copy()
    return s.running & (total > _MOST_CHANGES_AN_HOUR)


def _heating_no_warmer(s: Seen, e: Tolerances) -> Flags:
    return s.within(1) & (s.supply + e["supply_air"] <= s.mixed - e["mixed_air"] + e["fan_heat"])


def _outdoor_share_off(s: Seen, e: Tolerances) -> Flags:
    share = (s.mixed - s.returned) / (s.outdoor - s.returned)
    told = np.abs(s.returned - s.outdoor) >= e["outdoor_air_difference"]
    return s.within(1, 4) & told & (np.abs(share - s.least_damper) > e["outdoor_air_share"])


def _short_of_heat(s: Seen, e: Tolerances) -> Flags:
    return s.within(1) & (s.supply < s.supply_setpoint - e["supply_air"]) & (s.heating >= _OPEN)


def _joined(*tolerances: float) -> float:
    return float(np.sqrt(sum(t * t for t in tolerances)))


def _supply_not_mixed(s: Seen, e: Tolerances) -> Flags:
    joined = _joined(e["supply_air"], e["mixed_air"])
    return s.within(2) & (np.abs(s.supply - e["fan_heat"] - s.mixed) > joined)


def _outdoor_too_warm(s: Seen, e: Tolerances) -> Flags:
    return s.within(2) & (s.outdoor - e["outdoor_air"] > s.supply_setpoint - e["fan_heat"] + e["supply_air"])


def _mixed_not_outdoor(s: Seen, e: Tolerances) -> Flags:
    return s.within(3) & (np.abs(s.mixed - s.outdoor) > _joined(e["mixed_air"], e["outdoor_air"]))


def _outdoor_too_cool(s: Seen, e: Tolerances) -> Flags:
    return s.within(3) & (s.outdoor + e["outdoor_air"] < s.supply_setpoint - e["fan_heat"] - e["supply_air"])


def _cooling_no_cooler(s: Seen, e: Tolerances) -> Flags:
    return s.within(3, 4) & (s.supply - e["supply_air"] - e["fan_heat"] >= s.mixed + e["mixed_air"])


def _short_of_cold(s: Seen, e: Tolerances) -> Flags:
    return s.within(3, 4) & (s.supply > s.supply_setpoint + e["supply_air"]) & (s.cooling >= _OPEN)


def _falls_without_cooling(s: Seen, e: Tolerances) -> Flags:
    joined = _joined(e["supply_air"], e["mixed_air"]) + e["fan_heat"]
    return s.within(2) & (s.mixed - s.supply >= joined)


def _rises_without_heating(s: Seen, e: Tolerances) -> Flags:
    joined = _joined(e["supply_air"], e["mixed_air"]) + e["fan_heat"]
    return s.within(2, 3, 4) & (s.supply - s.mixed >= joined)


CONDITIONS: Mapping[str, Callable[[Seen, Tolerances], Flags]] = {
    "FC1": _static_low,
    "FC2": _mixed_low,
    "FC3": _mixed_high,
    "FC4": _hunting,
    "FC5": _heating_no_warmer,
    "FC6": _outdoor_share_off,
    "FC7": _short_of_heat,
    "FC8": _supply_not_mixed,
    "FC9": _outdoor_too_warm,
    "FC10": _mixed_not_outdoor,
    "FC11": _outdoor_too_cool,
    "FC12": _cooling_no_cooler,
    "FC13": _short_of_cold,
    "FC14": _falls_without_cooling,
    "FC15": _rises_without_heating,
}


def conditions(frames: Frames, book: RuleBook) -> tuple[dict[str, Flags], Flags]:
    """Where each rule holds (T, E), and where the fan runs; unknown readings hold nothing."""
    seen = Seen.of(frames)
    with np.errstate(invalid="ignore", divide="ignore"):
        held = {name: np.asarray(CONDITIONS[name](seen, book.tolerances)) for name in book.rules}
    return held, np.asarray(seen.running)
