"""Setpoints that leave no band between heating and cooling, or cool a room below the others."""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.frames.frames import Frames
from model.frames.windows import Floats
from model.healthy.air.flow import AIR_J_PER_M3_K, box_flow
from model.healthy.air.operation import CLOSED
from model.healthy.rooms.comfort import cold_at, hot_at
from model.healthy.rooms.fan_coil_flow import fan_coil_flow
from model.healthy.rooms.fought import fought_w
from model.healthy.rooms.units import cooling_asked, heating_asked, neighbours, peopled

# Guideline 36 (5.3.2) keeps the cooling setpoint 1 degF above the heating setpoint at least.
_LEAST_BAND_K = 5 / 9
_BAND_TOLERANCE_K = 0.2
# Bands are set by half kelvins, and people shift theirs; twice that is no whim.
_NARROWER_K, _NARROWER_TOLERANCE_K = 0.6, 0.35
_NEIGHBOUR_WIDTH_K = 1.0
_ENOUGH_NEIGHBOURS = 4
# A room kept a kelvin cooler takes 30 to 60 W/K of walls, air and neighbours (estimate).
_ROOM_W_PER_K = 45.0
_USUAL_FLOW_M3_S = 0.25


def _band(frames: Frames) -> Floats:
    """Cooling less heating setpoint [K] while people are in (T, E)."""
    cooling = frames.role("zone_air_temperature_cooling_setpoint")
    heating = frames.role("zone_air_temperature_heating_setpoint")
    return np.where(peopled(frames), cooling - heating, np.nan)


def _cooling_setpoint(frames: Frames) -> Floats:
    return np.where(peopled(frames), frames.role("zone_air_temperature_cooling_setpoint"), np.nan)


def crossed(frames: Frames) -> Assessment:
    """Judge whether the room is to be heated to more than it is to be cooled to."""
    band = _band(frames)
    heating = frames.role("zone_air_temperature_heating_setpoint")
    fights = (np.nan_to_num(heating_asked(frames)) > CLOSED) | (np.nan_to_num(cooling_asked(frames)) > CLOSED)
    overlap = np.clip(_LEAST_BAND_K - np.nan_to_num(band, nan=_LEAST_BAND_K), 0.0, 3.0)
    # The least that such a room takes; a box that heats and cools by turns takes all of what it fights.
    lost = np.where(fights & (overlap > 0), _flow(frames) * AIR_J_PER_M3_K * overlap, 0.0)
    lost = np.where(overlap > 0, np.maximum(lost, fought_w(frames)), 0.0)
    zone = frames.role("zone_air_temperature")
    usual_heating, _ = neighbours(frames, _heating_setpoint, _NEIGHBOUR_WIDTH_K)
    usual_cooling, _ = neighbours(frames, _cooling_setpoint, _NEIGHBOUR_WIDTH_K)
    felt = _felt_beyond(frames, zone, usual_heating, usual_cooling)
    return Assessment(
        applies=~np.isnan(band),
        residual=_LEAST_BAND_K / 2 - band,
        tolerance=np.full(frames.shape, _BAND_TOLERANCE_K),
        measured=frames.role("zone_air_temperature_cooling_setpoint"),
        expected=heating + _LEAST_BAND_K,
        waste=Waste(heating_w=lost, cooling_w=lost, discomfort=np.where(overlap > 0, felt, 0.0)),
    )


def _heating_setpoint(frames: Frames) -> Floats:
    return np.where(peopled(frames), frames.role("zone_air_temperature_heating_setpoint"), np.nan)


def _felt_beyond(frames: Frames, zone: Floats, heating: Floats, cooling: Floats) -> Floats:
    """People x kelvin beyond what the other rooms are kept at, by their setpoints."""
    own_heating = frames.role("zone_air_temperature_heating_setpoint")
    own_cooling = frames.role("zone_air_temperature_cooling_setpoint")
    cold = cold_at(frames, zone + np.nan_to_num(own_heating - heating))
    hot = hot_at(frames, zone + np.nan_to_num(own_cooling - cooling))
    return cold + hot


def too_low(frames: Frames) -> Assessment:
    """Judge whether the cooling setpoint alone was put below what it is in the other rooms."""
    band = _band(frames)
    setpoint = _cooling_setpoint(frames)
    usual_band, number = neighbours(frames, _band, _NEIGHBOUR_WIDTH_K)
    usual, _ = neighbours(frames, _cooling_setpoint, _NEIGHBOUR_WIDTH_K)
    # Somebody who wants it cooler shifts both setpoints; a band that is narrower was put so by itself.
    narrower = np.minimum(usual_band - band, usual - setpoint)
    # With no band left at all the two are crossed, which is a fault of its own.
    narrower = np.where(band < 0, 0.0, narrower)
    zone = frames.role("zone_air_temperature")
    deeper = np.clip(np.minimum(usual - zone, usual - setpoint), 0.0, 4.0)
    cools = (np.nan_to_num(cooling_asked(frames)) > CLOSED) & (zone > setpoint - 0.5)
    lost = np.where(cools & (narrower > _NARROWER_K), _ROOM_W_PER_K * np.nan_to_num(deeper), 0.0)
    return Assessment(
        applies=(number >= _ENOUGH_NEIGHBOURS) & ~np.isnan(narrower),
        residual=narrower - _NARROWER_K,
        tolerance=np.full(frames.shape, _NARROWER_TOLERANCE_K),
        measured=setpoint,
        expected=usual,
        waste=Waste(cooling_w=lost),
    )


def _flow(frames: Frames) -> Floats:
    if frames.kind == "fan_coil":
        return fan_coil_flow(frames)
    if frames.kind == "vav_box":
        return box_flow(frames)
    design = frames.design("supply_air_flow")
    return np.broadcast_to(np.where(np.isnan(design), _USUAL_FLOW_M3_S, design)[None, :], frames.shape)


_NEEDS = (("zone_air_temperature_heating_setpoint",), ("zone_air_temperature_cooling_setpoint",))
_TRACES = (
    "zone_air_temperature",
    "zone_air_temperature_heating_setpoint",
    "zone_air_temperature_cooling_setpoint",
)
_KINDS = ("vav_box", "fan_coil", "rooftop_unit")
CROSSED = tuple(
    Fault(
        id="zone_setpoints_crossed",
        kind=kind,
        needs=_NEEDS,
        assess=crossed,
        quantity="temperature",
        traces=_TRACES,
        source="ASHRAE Guideline 36 5.3.2: the cooling setpoint stands above the heating setpoint",
        weight=0.25,
    )
    for kind in _KINDS
)
TOO_LOW = tuple(
    Fault(
        id="zone_cooling_setpoint_too_low",
        kind=kind,
        needs=_NEEDS,
        assess=too_low,
        quantity="temperature",
        traces=_TRACES,
        source="PNNL re-tuning: zone setpoints and dead bands",
        weight=0.15,
    )
    for kind in _KINDS
)
FAULTS = (*CROSSED, *TOO_LOW)
