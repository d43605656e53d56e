"""Frames of what is no equipment of a plant room: each sensor, each controller, the whole building."""

from collections.abc import Callable, Mapping

import numpy as np

from model.frames.block import Block, starts
from model.frames.frames import Frames
from model.frames.places import whole_building
from model.frames.runs import Runs
from model.frames.windows import Flags, Floats
from model.healthy.air.operation import fan_runs
from model.healthy.rooms.blind_loops import felt_behind, fought_behind, unheld
from model.healthy.steady_drives import steadily_driven
from model.healthy.water.plant import chilled_water_pump_stands, hot_water_pump_stands
from model.site.graph import Equipment

_STANDING: Mapping[str, Callable[[Frames], Flags]] = {
    "hot_water_plant": hot_water_pump_stands,
    "chilled_water_plant": chilled_water_pump_stands,
    "air_handler": lambda frames: np.asarray(fan_runs(frames) == 0),
}
_MOVES_AIR = ("air_handler", "vav_box")


def frames_beside(block: Block, others: dict[str, Frames]) -> None:
    """Add the frames of kinds "sensor", "controller" and "building" to ``others``, in place."""
    others["sensor"] = _sensors(block, others)
    devices = tuple(device for each in block.places for device in each.devices)
    talks = _talks(block)
    others["controller"] = _frames("controller", block, devices, {"talks": talks}, others=others)
    buildings = tuple(whole_building(each.building) for each in block.places)
    of_building = np.repeat(np.arange(len(buildings)), [len(each.devices) for each in block.places])
    at_all = (Runs.of(of_building, len(buildings)).sums(talks) > 0).astype(np.float64)
    others["building"] = _frames("building", block, buildings, {"talks": at_all}, others=others)


def _sensors(block: Block, others: Mapping[str, Frames]) -> Frames:
    """Each measuring point as equipment of its own, its values not held."""
    equipment = tuple(sensor for each in block.places for sensor in each.sensors.equipment)
    sources = [each.sensors.source + block.first_source[n] for n, each in enumerate(block.places)]
    source = np.concatenate(sources) if sources else np.zeros(0, dtype=np.int64)
    roles = {
        "value": block.told.value[:, source],
        "resting": _at_rest(block, len(equipment), others),
        "felt": _behind(block, equipment, felt_behind(others)),
        "fought": _behind(block, equipment, fought_behind(others)),
        "unheld": _behind(block, equipment, unheld(others)),
        "steadily_driven": _behind(block, equipment, steadily_driven(others)),
    }
    return _frames("sensor", block, equipment, roles, heard={"value": block.told.heard[:, source]})


def _at_rest(block: Block, count: int, others: Mapping[str, Frames]) -> Floats:
    """1 where the machine that moves what is measured is known to stand, else 0 (T, S): nothing new shows.

    Water cools unseen in a plant at rest; still air beside a fan goes on to change its temperature.
    """
    resting = np.zeros((len(block.times_ms), count))
    kinds = np.array([kind for each in block.places for kind in each.sensors.owner_kind])
    # Nothing mixes while the fan stands and the dampers are shut; the air may stay as warm as the room.
    mixed = np.array(
        [s.id.endswith("/mixed_air_temperature") for e in block.places for s in e.sensors.equipment],
        dtype=bool,
    )
    standing = {kind: stands(others[kind]) for kind, stands in _STANDING.items() if kind in others}
    if "vav_box" in others and "air_handler" in standing:
        above = others["vav_box"].parents["air_handler"]
        blown = standing["air_handler"][:, np.maximum(above, 0)]
        # No air passes a box whose fan stands.
        standing["vav_box"] = (above >= 0)[None, :] & blown
    for kind, stands in standing.items():
        begins = block.first(kind)
        owner = np.concatenate([e.sensors.owner + begins[n] for n, e in enumerate(block.places)])
        moved = np.concatenate([each.sensors.resting for each in block.places])
        at = np.flatnonzero((kinds == kind) & (moved | mixed | (kind not in _MOVES_AIR)))
        resting[:, at] = stands[:, owner[at]]
    return resting


def _behind(block: Block, equipment: tuple[Equipment, ...], told: Mapping[tuple[str, str], Floats]) -> Floats:
    """What is ``told`` of sensors by the kind of their equipment and their role, (T, S); else 0."""
    values = np.zeros((len(block.times_ms), len(equipment)))
    kinds = np.array([kind for each in block.places for kind in each.sensors.owner_kind], dtype=np.str_)
    roles = np.array([sensor.id.rpartition("/")[2] for sensor in equipment], dtype=np.str_)
    for (kind, role), of_kind in told.items():
        begins = block.first(kind)
        owner = np.concatenate([e.sensors.owner + begins[n] for n, e in enumerate(block.places)])
        at = np.flatnonzero((kinds == kind) & (roles == role))
        values[:, at] = of_kind[:, owner[at]]
    return values


def _talks(block: Block) -> Floats:
    """1 where a device (T, D) was heard within the last hour, else 0."""
    first = starts([len(each.devices) for each in block.places])
    device_of = [each.device_of + first[number] for number, each in enumerate(block.places)]
    of_device = np.concatenate(device_of) if device_of else first[:0]
    points = Runs.of(of_device, int(first[-1])).sums(block.talking.astype(np.float64))
    return (points > 0).astype(np.float64)


def _frames(
    kind: str,
    block: Block,
    equipment: tuple[Equipment, ...],
    roles: Mapping[str, Floats],
    *,
    heard: Mapping[str, Flags] | None = None,
    others: Mapping[str, Frames] | None = None,
) -> Frames:
    counts = {
        "sensor": [len(each.sensors.equipment) for each in block.places],
        "controller": [len(each.devices) for each in block.places],
        "building": [1] * len(block.places),
    }[kind]
    return Frames(
        kind=kind,
        buildings=block.buildings,
        building_of=np.repeat(np.arange(len(block.places)), counts),
        equipment=equipment,
        times_ms=block.times_ms,
        roles=roles,
        travel={},
        heard=heard or {},
        occupied=np.full((len(block.times_ms), len(equipment)), np.nan),
        schedule_declared=np.zeros(len(equipment), dtype=bool),
        borrowed={},
        parents={},
        others=others or {},
    )
