"""How much water runs in a building when nobody should draw any: its least flow, for each person."""

import numpy as np

from model.frames.frames import STEPS_PER_HOUR, Frames
from model.frames.windows import Flags, held_for, trailing_mean, trailing_min
from model.healthy.learning.law import Law, Observed
from model.healthy.services import never_empty, nobody_in, people_in_building, water_flow

_NIGHT_STEPS = 3 * STEPS_PER_HOUR
_ROUND_STEPS = 8 * STEPS_PER_HOUR
ML_PER_M3 = 1e6


def observe(frames: Frames) -> Observed:
    """Least flow of the last three empty hours, or of eight where people never leave [mL/s a person]."""
    flow = trailing_mean(water_flow(frames), STEPS_PER_HOUR // 2) * ML_PER_M3 / people_in_building(frames)
    empty, full = nobody_in(frames, 3), never_empty(frames)
    least = np.where(empty, trailing_min(flow, _NIGHT_STEPS), trailing_min(flow, _ROUND_STEPS))
    known: Flags = ~np.isnan(least) & held_for(~np.isnan(flow), STEPS_PER_HOUR)
    features = np.stack([empty.astype(np.float64), full.astype(np.float64)], axis=-1)
    return Observed(np.where(known, least, np.nan), features, known & (empty | full))


LAW = Law(
    id="least_water",
    kind="water_meter",
    observe=observe,
    # 4 L a person and day in an empty house: cisterns, cooling, dripping taps. Where people sleep or are
    # nursed 80 L and up to several times that, of which only the house's own nights tell.
    mean=(0.04, 0.9),
    spread=(0.05, 2.5),
    noise=0.04,
    looks_back_hours=10,
    source="minimum night flow, IWA; EPA WaterSense at Work; spread is an estimate",
)
