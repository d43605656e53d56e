"""Less of the fire reaches the water than used to: hotter flue gas, or more gas for the same heat."""

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.frames.frames import Frames
from model.healthy.laws.boiler import EFFICIENCY, FLUE, burnt_w
from model.healthy.services import people_in_building
from model.healthy.water.plant import heat_given_w

# Rule of thumb: 22 K (40 degF) of stack temperature are a per cent of efficiency; but only a part of what a
# fouled boiler loses shows in the flue, as excess air and shells take theirs.
_SHARE_PER_K = 0.01 / 10.0
_STANDING = 0.015
_STANDING_BY_GAS = 0.04
# Tap water and kitchens may burn of the same gas: 40 to 120 l a day and bed at 45 K, less for who only works.
_OTHERWISE_W = 100.0
# Soot and scale take some percent, neglect a fifth; no boiler loses a third more. That gas goes elsewhere.
_MOST_LOST = 0.3


def assess(frames: Frames) -> Assessment:
    flue, efficiency = FLUE.expected(frames), EFFICIENCY.expected(frames)
    by_flue = (flue.measured - flue.value) * _SHARE_PER_K
    by_gas = 1.0 - efficiency.measured / efficiency.value
    told = ~np.isnan(by_flue)
    residual = np.where(told, by_flue, by_gas)
    of_flue = np.hypot(flue.tolerance * _SHARE_PER_K, _STANDING)
    elsewhere = _OTHERWISE_W * people_in_building(frames) / np.maximum(burnt_w(frames), 1.0)
    of_gas = np.hypot(efficiency.tolerance / efficiency.value, np.hypot(_STANDING_BY_GAS, elsewhere))
    residual = np.where(told | ~(by_gas > _MOST_LOST), residual, np.nan)
    lost = np.clip(np.nan_to_num(residual), 0.0, 0.4)
    heat = np.nan_to_num(np.maximum(heat_given_w(frames), 0.0))
    return Assessment(
        applies=~np.isnan(residual),
        residual=residual,
        tolerance=np.where(told, of_flue, of_gas),
        measured=residual,
        expected=np.zeros(frames.shape),
        waste=Waste(fuel_w=lost * heat),
    )


FAULT = Fault(
    id="boiler_fouled",
    kind="hot_water_plant",
    needs=(("boiler_status",), ("flue_temperature", "hot_water_supply_temperature")),
    assess=assess,
    quantity="fraction",
    traces=("flue_temperature", "hot_water_return_temperature", "boiler_status"),
    looks_back_hours=4,
    source="stack temperature or heat over gas by the boiler's own law; rule of thumb, 40 degF a per cent",
    weight=0.12,
)
