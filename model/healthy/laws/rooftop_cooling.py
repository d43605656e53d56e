"""What compressors of a rooftop unit take off the air and draw, for the air that enters and the weather."""

import numpy as np

from model.frames.frames import Frames
from model.frames.windows import Floats, trailing_max, trailing_min
from model.healthy.air.rooftop import SETTLED_STEPS, asked_alone, design_flow, entering_air, rise
from model.healthy.learning.law import Law, Observed

# 400 cfm a ton and 3.2 of cooling for 1 of power: 18.6 kW and 5.8 kW for each m3/s of air at design.
COMPRESSOR_W_PER_M3_S = 5800.0
_ASKED = 0.35
_LEAST_W = 100.0
_STARTS_SHARE = 0.4


def _weather(frames: Frames) -> tuple[Floats, Floats]:
    entering, _ = entering_air(frames)
    outside = frames.role("outdoor_air_temperature")
    # Condenser fans keep head pressure up below 15 degC: nothing is gained by colder air.
    return (entering - 24.0) / 10.0, (np.maximum(outside, 15.0) - 30.0) / 10.0


def _drop(frames: Frames) -> Observed:
    command = frames.role("cooling_command")
    warmed, _ = rise(frames)
    entering, outside = _weather(frames)
    with np.errstate(invalid="ignore", divide="ignore"):
        target = -warmed / np.where(command > _ASKED, command, np.nan)
    features = np.stack([np.ones(frames.shape), entering, outside], axis=-1)
    return Observed(target, features, asked_alone(frames, "cooling_command", _ASKED) & ~np.isnan(target))


def _power(frames: Frames) -> Observed:
    command, power = frames.role("cooling_command"), frames.role("compressor_power")
    _, outside = _weather(frames)
    usual = COMPRESSOR_W_PER_M3_S * design_flow(frames)[None, :]
    with np.errstate(invalid="ignore", divide="ignore"):
        target = np.log(np.maximum(power, _LEAST_W) / (usual * np.where(command > _ASKED, command, np.nan)))
    features = np.stack([np.ones(frames.shape), outside], axis=-1)
    most, least = trailing_max(power, SETTLED_STEPS), trailing_min(power, SETTLED_STEPS)
    # A compressor that starts and stops has no power of its own.
    runs = asked_alone(frames, "cooling_command", _ASKED) & ~(most - least > _STARTS_SHARE * most)
    return Observed(target, features, runs & ~np.isnan(target))


DROP = Law(
    id="rooftop_cooling_drop",
    kind="rooftop_unit",
    observe=_drop,
    mean=(11.0, 1.5, -1.0),
    spread=(2.5, 2.0, 1.0),
    noise=1.2,
    source="estimate: 15 to 20 degF across a direct-expansion coil in use; less in moist air",
)
POWER = Law(
    id="rooftop_compressor_power",
    kind="rooftop_unit",
    observe=_power,
    mean=(-0.05, 0.14),
    spread=(0.35, 0.06),
    noise=0.10,
    source="estimate: 400 cfm a ton, EER 9 to 13; power +1.4 % a kelvin outdoors (DOE-2 packaged units)",
)
LAWS = (DROP, POWER)
