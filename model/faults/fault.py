"""What a fault is to the model: the roles it needs, the physics, and the residual that speaks for it."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from model.frames.frames import Frames
from model.frames.windows import LATELY_HOURS, Flags, Floats


@dataclass(frozen=True, slots=True)
class Waste:
    """What goes on being lost while the fault stands; arrays (T, E), None is nothing.

    ``heating_w`` and ``cooling_w`` are heat at the coils [W]; ``electricity_w`` [W]; ``discomfort`` is people
    times kelvin outside their band; ``stale_air`` is people times how stale their air is
    (1 at 1575 ppm); ``strokes`` is needless
    travel of actuators an hour; ``fuel_w`` gas or district heat burnt or bought for nothing [W], beside what
    ``heating_w`` already says; ``water_m3_s`` water [m3/s].
    """

    heating_w: Floats | None = None
    cooling_w: Floats | None = None
    electricity_w: Floats | None = None
    discomfort: Floats | None = None
    stale_air: Floats | None = None
    strokes: Floats | None = None
    fuel_w: Floats | None = None
    water_m3_s: Floats | None = None


@dataclass(frozen=True, slots=True)
class Assessment:
    """What frames say of one fault; arrays (T, E).

    ``residual`` is positive in the direction of the fault; ``tolerance`` is one standard deviation of what
    healthy equipment may show, in the same unit; both count only where ``applies``. ``measured`` and
    ``expected`` are for people: the quantity that gives the fault away and what it should be; ``command`` is
    what was asked for meanwhile.
    """

    applies: Flags
    residual: Floats
    tolerance: Floats
    measured: Floats
    expected: Floats
    command: Floats | None = None
    waste: Waste = field(default_factory=Waste)


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of one kind of equipment.

    ``needs``: all of these, each any one of its alternatives; ``kind.role`` is a role of the equipment that
    feeds it. Where there are none, no reading shows it. ``weight`` is what one hour is worth of an
    independent one, ``weight_against`` the same for hours that speak against; ``traces`` are the roles to
    show beside the measured quantity. ``costed`` is False where the readings cannot say what it costs and the
    catalogue's share must do.
    ``looks_back_hours`` before an hour are all that what is said of the hour rests on.
    """

    id: str
    kind: str
    needs: tuple[tuple[str, ...], ...]
    assess: Callable[[Frames], Assessment]
    quantity: str
    traces: tuple[str, ...]
    source: str
    weight: float = 0.35
    weight_against: float = 0.35
    costed: bool = True
    looks_back_hours: int = LATELY_HOURS

    def seen_on(self, frames: Frames) -> Flags:
        """Equipment (E,) whose described points suffice to see this fault."""
        if not self.needs:
            return np.zeros(frames.shape[1], dtype=bool)
        met = [np.any([_has(frames, role) for role in roles], axis=0) for roles in self.needs]
        return np.asarray(np.all(met, axis=0))


def _has(frames: Frames, role: str) -> Flags:
    if "." not in role:
        known = frames.described(role)
        return known | frames.borrowed.get(role, np.zeros_like(known))
    kind, _, name = role.partition(".")
    feeding = frames.others.get(kind)
    if feeding is None or kind not in frames.parents or not feeding.equipment:
        return np.zeros(frames.shape[1], dtype=bool)
    index = frames.parents[kind]
    return (index >= 0) & feeding.described(name)[np.maximum(index, 0)]
