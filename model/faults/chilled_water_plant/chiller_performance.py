"""The chiller draws more for its cooling than the lift explains: dirty tubes, or too little refrigerant.

Dirt on the condenser shows in power alone, and more under load; a lost charge costs capacity too, so that the
water is not chilled to its setpoint.
"""

from dataclasses import replace

import numpy as np

from model.faults.fault import Assessment, Fault, Waste
from model.frames.frames import Frames
from model.frames.windows import Floats
from model.healthy.laws.chiller import LAW
from model.healthy.sensors import joined
from model.healthy.water.chilled_water import chiller_w

# A flow meter within 5 % and a difference of 5 K within 0.3 K: cooling within 8 %.
_SENSORS = 0.08
_SHORT_TOLERANCE_K = 1.2


def _lacking(frames: Frames) -> Floats:
    """How far the water stays above its setpoint, in tolerances, 0 to 2; zero where it is not known."""
    short = frames.role("chilled_water_supply_temperature") - frames.role(
        "chilled_water_supply_temperature_setpoint"
    )
    return np.clip(np.nan_to_num(short) / _SHORT_TOLERANCE_K, 0.0, 2.0)


def _excess(frames: Frames) -> Assessment:
    expected = LAW.expected(frames)
    residual = expected.measured - expected.value
    beyond = 1.0 - np.exp(-np.clip(np.nan_to_num(residual), 0.0, 2.0))
    return Assessment(
        applies=~np.isnan(expected.value) & ~np.isnan(residual),
        residual=residual,
        tolerance=joined(expected.tolerance, _SENSORS),
        measured=np.exp(expected.measured),
        expected=np.exp(expected.value),
        waste=Waste(electricity_w=beyond * np.nan_to_num(chiller_w(frames))),
    )


def _by_charge(frames: Frames) -> Assessment:
    # Excess power counts for half while the water is cold, and for more when it does not get cold either.
    found = _excess(frames)
    return replace(found, residual=found.residual * (1.0 + _lacking(frames)) / 2.0)


def _by_dirt(frames: Frames) -> Assessment:
    # A dirty condenser costs capacity last.
    found = _excess(frames)
    return replace(found, residual=found.residual / (1.0 + _lacking(frames) / 2.0))


_NEEDS = (
    ("chiller_power",),
    ("chilled_water_flow",),
    ("chilled_water_supply_temperature",),
    ("chilled_water_return_temperature",),
    ("condenser_water_supply_temperature", "outdoor_air_temperature"),
)
_TRACES = ("chiller_power", "chilled_water_supply_temperature", "chilled_water_return_temperature")

FAULTS = (
    Fault(
        id="chiller_condenser_fouled",
        kind="chilled_water_plant",
        needs=_NEEDS,
        assess=_by_dirt,
        quantity="fraction",
        traces=_TRACES,
        source="power per cooling against lift; ASHRAE RP-1043 (chiller faults)",
        weight=0.15,
    ),
    Fault(
        id="chiller_refrigerant_low",
        kind="chilled_water_plant",
        needs=(*_NEEDS, ("chilled_water_supply_temperature_setpoint",)),
        assess=_by_charge,
        quantity="fraction",
        traces=_TRACES,
        source="power per cooling against lift, with capacity; ASHRAE RP-1043 (chiller faults)",
        weight=0.15,
    ),
)
