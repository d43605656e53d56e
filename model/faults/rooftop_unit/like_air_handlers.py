"""Faults that a rooftop unit shares with air handlers: the same physics, its room for the return air."""

from collections.abc import Callable
from dataclasses import replace

from model.faults.air_handler import (
    economizer_not_used,
    excess_outdoor_air,
    outdoor_air_damper_stuck_closed,
    outdoor_air_damper_stuck_open,
)
from model.faults.air_handler.outdoor_air_damper_stuck_open import SEEN_BY
from model.faults.fault import Assessment, Fault
from model.faults.needs import DAMPER
from model.frames.frames import Frames
from model.healthy.air.rooftop import as_air_handler

_FAN = ("supply_fan_status", "supply_fan_command", "supply_fan_speed")
_ROOM = ("return_air_temperature", "zone_air_temperature")
# By mixed air, or by supply air in hours in which little or nothing is done to it.
_MIXED = (SEEN_BY[0], _ROOM, ("outdoor_air_temperature",))
_COMMANDS = ("heating_command", "cooling_command")


def _assessing(fault: Fault) -> Callable[[Frames], Assessment]:
    """Assess as of an air handler."""

    def assess(frames: Frames) -> Assessment:
        return fault.assess(as_air_handler(frames))

    return assess


def _of(
    fault: Fault,
    *,
    needs: tuple[tuple[str, ...], ...],
    traces: tuple[str, ...],
) -> Fault:
    assess = _assessing(fault)
    return replace(fault, kind="rooftop_unit", needs=needs, assess=assess, traces=traces)


_MIX_TRACES = (
    "mixed_air_temperature",
    "supply_air_temperature",
    "zone_air_temperature",
    "outdoor_air_temperature",
    "outdoor_air_damper_command",
)

FAULTS = (
    _of(
        outdoor_air_damper_stuck_open.FAULT,
        needs=(*_MIXED, DAMPER, _FAN),
        traces=_MIX_TRACES,
    ),
    _of(
        outdoor_air_damper_stuck_closed.FAULT,
        needs=(*_MIXED, DAMPER, _FAN),
        traces=(*_MIX_TRACES, "zone_co2"),
    ),
    _of(
        economizer_not_used.FAULT,
        needs=(("outdoor_air_temperature",), DAMPER, ("cooling_command",), _FAN),
        traces=("outdoor_air_temperature", "outdoor_air_damper_command", "cooling_command"),
    ),
    _of(
        excess_outdoor_air.FAULT,
        needs=(_ROOM, ("outdoor_air_temperature",), DAMPER, _COMMANDS, _FAN),
        traces=("outdoor_air_damper_command", "heating_command", "outdoor_air_temperature"),
    ),
)
