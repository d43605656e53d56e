"""The fan is told to run and does not.

Where nobody hears what it is told, it is told to run while the unit is asked to heat or to cool a room that
is past its setpoint with people in: no packaged unit does either without air.
"""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.frames.frames import Frames
from model.frames.windows import Floats, held_for, trailing_mean
from model.healthy.air.rooftop import SETTLED_STEPS, drawing
from model.healthy.breath.stale_air import breathed, staleness_lacking
from model.healthy.rooms.comfort import zone_cold, zone_hot
from model.healthy.rooms.units import cooling_asked, heating_asked, peopled, too_cold_by, too_hot_by

_TOLERANCE = 0.25
_ASKED, _PAST_K = 0.3, 0.5


def assess(frames: Frames) -> Assessment:
    told = _told(frames)
    status = frames.role("supply_fan_status")
    draws = drawing(frames)
    runs = np.where(np.isnan(status), draws, (status >= 0.5).astype(np.float64))
    on = held_for(told > 0.1, SETTLED_STEPS)
    stands = trailing_mean(1.0 - runs, SETTLED_STEPS)
    still = np.where(on, np.nan_to_num(stands), 0.0)
    return Assessment(
        applies=on & ~np.isnan(stands),
        residual=stands,
        tolerance=np.full(frames.shape, _TOLERANCE),
        measured=1.0 - stands,
        expected=np.ones(frames.shape),
        command=told,
        waste=Waste(
            discomfort=still * (zone_cold(frames) + zone_hot(frames)),
            stale_air=breathed(frames, staleness_lacking(frames, still)),
        ),
    )


def _told(frames: Frames) -> Floats:
    told = frames.first_of("supply_fan_command", "supply_fan_speed")
    cold = (heating_asked(frames) > _ASKED) & (too_cold_by(frames) > _PAST_K)
    hot = (cooling_asked(frames) > _ASKED) & (too_hot_by(frames) > _PAST_K)
    wanted = (cold | hot) & peopled(frames) & (frames.occupied == 1)
    return np.where(np.isnan(told), np.where(wanted, 1.0, np.nan), told)


FAULT = Fault(
    id="rooftop_fan_failed",
    kind="rooftop_unit",
    needs=(
        ("supply_fan_command", "supply_fan_speed", "cooling_command", "heating_command"),
        ("supply_fan_status", "supply_fan_power"),
    ),
    assess=assess,
    quantity="fraction",
    traces=("supply_fan_command", "supply_fan_status", "supply_fan_power", "supply_air_temperature"),
    source="contradiction between command and proof of the fan; rules in use",
    weight=0.8,
)
