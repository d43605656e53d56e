"""What comes out of a portfolio: raw values at the publishing interval, device by device."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulator.buildings.devices import Device
from simulator.buildings.measures import MEASURES, unit_of
from simulator.buildings.points import PointKind
from simulator.buildings.sensing import Keys, fixed_errors, noise, noise_of, sensor_key
from simulator.layout import Index
from simulator.physics.moist_air import relative_humidity
from simulator.record import FLOAT, Array, Flags, Times

# So many values at a time stay in the processor's cache.
_CHUNK = 65_536
# No instrument shows less than shut or dry, or more than open or saturated.
_SHARES = frozenset(("fraction", "humidity"))


@dataclass(frozen=True, slots=True)
class DeviceFrame:
    """Raw values (T, P) of one device's points ``names`` (P,), in the units of the site."""

    building: str
    device: str
    names: tuple[str, ...]
    values: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Published:
    """Frames of all devices at ``times_ms`` (T,), UTC; NaN where nothing was heard."""

    times_ms: Times
    devices: tuple[DeviceFrame, ...]


@dataclass(frozen=True, slots=True)
class _Cut:
    """All points (N,) that show the same fields in the same way; a raw value is whole * ``times`` / ``over``.

    ``steps`` and ``shift`` lead from SI to whole steps of the resolution.
    """

    kind: PointKind
    rows: Index
    columns: Index
    keys: Keys
    gain: Array
    offset: Array
    noise: Array
    relative_noise: Array
    steps: Array
    shift: Array
    times: Array
    over: NDArray[np.float64]

    def values(self, recorded: Mapping[str, Array], span: slice) -> NDArray[np.float64]:
        """Raw values (T, N) over a span of time."""
        kind = self.kind
        value = recorded[kind.path][span].take(self.rows, axis=1)
        if kind.beside is not None:
            beside = recorded[kind.beside][span].take(self.rows, axis=1)
            value = value * beside if kind.formula == "product" else relative_humidity(beside, value)
        if kind.sensor is not None:
            error = noise(value, self.keys)
            error *= self.noise + self.relative_noise * value if self.relative_noise.any() else self.noise
            value *= self.gain
            value += self.offset
            value += error
            if kind.quantity in _SHARES:
                value = np.minimum(np.maximum(value, 0), 1)
        value *= self.steps
        value += self.shift
        np.rint(value, out=value)
        value += 0  # no -0.0 on the wire
        value *= self.times
        # Dividing by a whole number gives the shortest decimal, 68.3 and not 68.30000000000001.
        return value / self.over


class Network:
    """The devices of buildings with all that it takes to cut recorded arrays to what they publish."""

    def __init__(self, devices: Sequence[Device]) -> None:
        self.devices = tuple(devices)
        self._talking = [
            (number, device, device.names) for number, device in enumerate(self.devices) if device.points
        ]
        self._ends = np.cumsum([len(device.points) for _, device, _ in self._talking]).tolist()
        self._cuts = _cuts([device for _, device, _ in self._talking])

    @property
    def paths(self) -> tuple[str, ...]:
        """The fields of the state, "group.field", that have to be recorded."""
        return tuple(sorted({path for cut in self._cuts for path in cut.kind.paths}))

    @property
    def points(self) -> int:
        """How many readings there are at each moment."""
        return self._ends[-1] if self._ends else 0

    def frames(
        self, times_ms: Times, recorded: Mapping[str, Array], silent: Flags | None = None
    ) -> Published:
        """Cut ``recorded``, path -> SI values (T, count of its level), to devices.

        ``silent`` (T, number of devices) says which devices, in their order, were not heard. Sensors that
        are dead are NaN in ``recorded`` already.
        """
        values = np.empty((len(times_ms), self.points))
        for cut in self._cuts:
            length = max(1, _CHUNK // len(cut.rows))
            for start in range(0, len(times_ms), length):
                span = slice(start, start + length)
                values[span, cut.columns] = cut.values(recorded, span)
        frames = []
        quiet: list[bool] = [] if silent is None else np.any(silent, axis=0).tolist()
        for (number, device, names), end in zip(self._talking, self._ends, strict=True):
            own = values[:, end - len(names) : end]
            if silent is not None and quiet[number]:
                own[silent[:, number]] = np.nan
            frames.append(DeviceFrame(device.building, device.id, names, own))
        return Published(times_ms, tuple(frames))


def _cuts(devices: Sequence[Device]) -> list[_Cut]:
    together: dict[tuple[object, ...], list[tuple[int, Device, PointKind]]] = {}
    column = 0
    for device in devices:
        for point in device.points:
            way = (point.path, point.beside, point.formula, point.sensor, point.regulated, point.factor)
            together.setdefault(way, []).append((column, device, point))
            column += 1
    return [_cut(members) for members in together.values()]


def _cut(members: list[tuple[int, Device, PointKind]]) -> _Cut:
    kind = members[0][2]
    keys = np.array([sensor_key(d.plan, d.id, p.id) for _, d, p in members], dtype=np.uint32)
    units = [unit_of(device.plan.units, point.quantity) for _, device, point in members]
    errors = np.zeros(len(members), dtype=FLOAT)
    gain = np.ones(len(members), dtype=FLOAT)
    spread: list[tuple[float, float]] = [(0.0, 0.0)] * len(members)
    if kind.sensor is not None:
        sensor = MEASURES.sensors[kind.sensor]
        spread = [noise_of(device.plan, sensor) for _, device, _ in members]
        if not kind.regulated:
            drawn = fixed_errors(keys)
            errors = drawn * FLOAT(sensor.tolerance)
            gain += drawn * FLOAT(sensor.relative_tolerance)
    steps = np.array([kind.factor / unit.scale / unit.resolution for unit in units], dtype=FLOAT)
    return _Cut(
        kind=kind,
        rows=np.array([device.rows[kind.level] for _, device, _ in members]),
        columns=np.array([column for column, _, _ in members]),
        keys=keys,
        gain=gain,
        offset=errors,
        noise=np.array([fixed for fixed, _ in spread], dtype=FLOAT),
        relative_noise=np.array([share for _, share in spread], dtype=FLOAT),
        steps=steps,
        shift=np.array([-unit.offset / unit.scale / unit.resolution for unit in units], dtype=FLOAT),
        times=np.array([max(unit.resolution, 1.0) for unit in units], dtype=FLOAT),
        over=np.array([max(round(1 / unit.resolution), 1) for unit in units], dtype=np.float64),
    )
