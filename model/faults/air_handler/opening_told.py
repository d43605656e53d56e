"""What is told of a damper that is held to stand elsewhere: by the air, else by what else shows it."""

import numpy as np

from model.frames.frames import Frames
from model.frames.windows import Flags, Floats
from model.healthy.air.operation import damper_command
from model.healthy.mixing.damper import position_above


def opening_told(
    frames: Frames, accused: Flags, sign: float, air: Floats, due: Floats
) -> tuple[Floats, Floats, Floats]:
    """Opening seen, opening due and command [1] (T, E) of a damper ``accused`` of standing too far one way.

    ``sign``: 1 where it stands further open than ``due``, -1 where less; ``air`` is the opening that the air
    tells of. What was gathered over hours accuses in hours, too, whose own readings show nothing: nothing is
    told of those (NaN).
    """
    command = damper_command(frames)
    departs = sign * (air - due) > 0
    by_position = ~departs & (sign * position_above(frames) > 0)
    silent = accused & ~departs & ~by_position
    seen = np.where(by_position, frames.role("outdoor_air_damper_position"), air)
    due = np.where(by_position, frames.role("outdoor_air_damper_command"), due)
    return np.where(silent, np.nan, seen), np.where(silent, np.nan, due), np.where(silent, np.nan, command)
