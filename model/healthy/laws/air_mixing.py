"""How much outdoor air a damper lets in at a command: shut, open, and between."""

import numpy as np

from model.frames.frames import Frames
from model.healthy.air.operation import damper_command, settled
from model.healthy.learning.law import Law, Observed
from model.healthy.mixing.damper import LEARNED_AS, SPREAD, USUAL
from model.healthy.mixing.mixing import entering_air, return_air

_MOST_MISSING_K = 12.0


def observe(frames: Frames) -> Observed:
    """Mixed above return air [K] over outdoor above return air, shared out by the command.

    In kelvins, not as a fraction: hours in which outdoor and return air are alike then weigh as little as
    they tell. The last two features take up what the sensors are off by, with the damper shut and open.
    """
    command = np.clip(damper_command(frames), 0.0, 1.0)
    back, entering = return_air(frames), entering_air(frames)
    difference = frames.role("outdoor_air_temperature") - back.air
    known = np.isfinite(entering.least) & (entering.least == entering.most)
    target = np.where(known, entering.least - back.air, np.nan)
    between = 4.0 * command * (1.0 - command)
    features = np.stack(
        [
            difference * (1.0 - command),
            difference * command,
            difference * between,
            1.0 - command,
            command,
        ],
        axis=-1,
    )
    plain = settled(frames, "outdoor_air_damper_command") & (
        np.abs(target) < np.abs(difference) + _MOST_MISSING_K
    )
    return Observed(target, features, plain & ~np.isnan(target) & ~np.isnan(features).any(axis=-1))


LAW = Law(
    id=LEARNED_AS,
    kind="air_handler",
    observe=observe,
    # Fraction shut, fraction open, what it is more half way; offsets of the sensors at shut and open [K].
    mean=(*USUAL, 0.0, 0.0),
    spread=(*SPREAD, 1.5, 1.5),
    noise=0.6,
    source="energy balance of the mixing box; dampers as in mixing/damper.py; Guideline 36 tolerances",
)
