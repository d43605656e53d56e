"""Supply and return differ by what neither the heat nor the flow lets them.

Behind a boiler that rests water leaves as it came: one that believes a sensor that stands at its setpoint
leaves cold rooms, and water comes back far colder than it seems to leave.
"""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.frames.frames import STEPS_PER_HOUR, Frames
from model.frames.windows import Floats, held_for, trailing_mean
from model.healthy.rooms.comfort import building_cold
from model.healthy.water.firing import fires, heat_pump_runs
from model.healthy.water.plant import WATER_J_PER_M3_K, heat_called, metered_heat_w, pump_runs

_LEAST_FLOW_M3_S = 2e-4
# Meter 5 %, flow 5 %; pockets and pairs of sensors 0.5 K, over which a pair of plant sensors errs by 1.
_METER_SHARE = 0.12
# A boiler that starts and stops fills the loop and lets it drain, and meters count by the step: over hours it
# comes to the same.
_METERED_STEPS = 6 * STEPS_PER_HOUR
_TOLERANCE_K = 1.1
# Without a heat meter: pumped water never comes back warmer than it left.
_BACK_TOLERANCE_K = 1.2
# Hours after the pump has stopped both pipes are near the room they hang in; risers still drift apart.
_REST_STEPS = 6 * STEPS_PER_HOUR
_REST_TOLERANCE_K = 2.0
# Tanks are drawn down with as much between what leaves and what comes back, but they keep rooms warm.
_STORED_K = 14.0


def _by_meter(frames: Frames) -> tuple[Floats, Floats, Floats]:
    """Difference by the sensors, by heat and flow, and how far these are apart but for doubt [K] (T, E)."""
    heat = metered_heat_w(frames)
    flow = frames.role("hot_water_flow")
    difference = frames.role("hot_water_supply_temperature") - frames.role("hot_water_return_temperature")
    counts = (flow > _LEAST_FLOW_M3_S) & ~np.isnan(heat + difference)
    rate = np.where(counts, flow * WATER_J_PER_M3_K, np.nan)
    moved = trailing_mean(rate, _METERED_STEPS)
    shown = trailing_mean(rate * difference, _METERED_STEPS) / moved
    metered = trailing_mean(np.where(counts, heat, np.nan), _METERED_STEPS) / moved
    off: Floats = np.abs(shown - metered) - _METER_SHARE * np.abs(metered)
    return shown, metered, off


def assess(frames: Frames) -> Assessment:
    supply, back = frames.role("hot_water_supply_temperature"), frames.role("hot_water_return_temperature")
    running = held_for(pump_runs(frames), STEPS_PER_HOUR)
    shown, due, metered = _by_meter(frames)
    warmer_back = trailing_mean(back - supply, STEPS_PER_HOUR)
    heated = (fires(frames) == 1) | (heat_pump_runs(frames) == 1)
    rests = held_for(running & (fires(frames) == 0) & (heat_pump_runs(frames) != 1), STEPS_PER_HOUR)
    cold = building_cold(frames)
    unheated = rests & heat_called(frames) & (-warmer_back > _STORED_K) & (cold > 0)
    by_order = np.where(heated | (warmer_back > 0), warmer_back, np.nan)
    by_order = np.where(unheated, -warmer_back, by_order)
    by_meter = ~np.isnan(metered)
    known = ~np.isnan(frames.first_of("hot_water_pump_status", "hot_water_flow"))
    resting = held_for(known & ~pump_runs(frames), _REST_STEPS)
    by_rest = np.where(resting, np.abs(trailing_mean(supply - back, STEPS_PER_HOUR)), np.nan)
    residual = np.where(by_meter, metered, by_order)
    residual = np.where(resting, by_rest, residual)
    setpoint = frames.role("hot_water_supply_temperature_setpoint")
    wrong = running & (residual > _TOLERANCE_K)
    return Assessment(
        applies=(running | resting) & ~np.isnan(residual),
        residual=residual,
        tolerance=np.where(resting, _REST_TOLERANCE_K, np.where(by_meter, _TOLERANCE_K, _BACK_TOLERANCE_K)),
        measured=np.where(by_meter & ~resting, shown, -warmer_back),
        expected=np.where(by_meter & ~resting, due, 0.0),
        command=setpoint,
        waste=Waste(discomfort=np.where(wrong, cold, 0.0)),
    )


FAULT = Fault(
    id="plant_temperature_sensor_wrong",
    kind="hot_water_plant",
    needs=(("hot_water_supply_temperature",), ("hot_water_return_temperature",)),
    assess=assess,
    quantity="temperature_difference",
    traces=("hot_water_supply_temperature", "hot_water_return_temperature", "hot_water_flow"),
    looks_back_hours=8,
    source="heat meter against flow and temperatures; return warmer than supply",
    weight=0.12,
)
