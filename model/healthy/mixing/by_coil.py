"""The air before coils that no sensor measures: the supply air, less what the one coil at work did to it.

A loop that keeps its setpoint opens its valve by what the air lacks. So where the valve stays as far open
though it turns cold outdoors, it is not outdoor air that comes in, whatever the damper is told.
"""

from dataclasses import dataclass

import numpy as np

from model.frames.frames import Frames
from model.frames.windows import Floats
from model.healthy.air.flow import fan_heat_k
from model.healthy.air.operation import cooling_command, heating_command, keeps_setpoint
from model.healthy.mixing.mixing import may_work
from model.healthy.sensors import joined

# What usual coils do to their air at full command [K]; half as much, or half as much again, in others.
_HEATED_K, _COOLED_K = 25.0, 12.0
_DOUBT = 0.45
# Valves, the flow of air, moist air and the water bend what a coil does at one command over the hours.
_BENT, _BENT_K = 0.2, 0.7


@dataclass(frozen=True, slots=True)
class BeforeCoil:
    """Air before the coils [degC] (T, E); NaN where not just one coil keeps its setpoint.

    ``doubt``: one deviation of the coil's work [K], alike at all times; ``bent``: that of each hour's own.
    """

    air: Floats
    doubt: Floats
    bent: Floats


def before_working_coil(frames: Frames) -> BeforeCoil:
    """Work out the air before the coil that keeps the supply setpoint with its valve part open."""
    heat, cool = heating_command(frames), cooling_command(frames)
    heats = keeps_setpoint(frames, "heating") & ~may_work(frames, cool)
    cools = keeps_setpoint(frames, "cooling") & ~may_work(frames, heat)
    work = np.where(heats, _HEATED_K * heat, np.where(cools, -_COOLED_K * cool, np.nan))
    size = np.abs(np.nan_to_num(work))
    return BeforeCoil(
        air=frames.role("supply_air_temperature") - fan_heat_k(frames) - work,
        doubt=_DOUBT * size,
        bent=np.where(size > 0, joined(_BENT * size, _BENT_K), 0.0),
    )
