"""Two temperature sensors of the unit tell what the other one should: they are wired crosswise."""

from collections.abc import Mapping
from itertools import combinations

import numpy as np

from model.faults.fault import Assessment, Fault
from model.faults.needs import PROOF_OF_FAN
from model.frames.frames import STEPS_PER_HOUR, Frames
from model.frames.windows import Flags, Floats, trailing_max, trailing_mean, trailing_min
from model.healthy.air.flow import casing_k, fan_heat_k
from model.healthy.air.operation import CLOSED, cooling_command, damper_command, heating_command, settled
from model.healthy.mixing.damper import usual_fraction
from model.healthy.sensors import MIXED_AIR_K, RETURN_AIR_K, SUPPLY_AIR_K, joined, outdoor_air_k

_ROLES = ("mixed_air_temperature", "return_air_temperature", "supply_air_temperature")
# Return air comes from rooms that people keep; by night it may be colder.
_ROOMS_C, _ROOMS_DOUBT_K = 22.0, 2.5
_MOST = 6.0
# Air that fits nearly as well as it stands is no proof of crossed wires.
_CLEARLY_BETTER = 1.0
_FITS = 1.5
# A sensor that is off is off by the same for hours; and one that stands still has changed with none.
_STEPS = 6 * STEPS_PER_HOUR


def _misfit(frames: Frames, air: Mapping[str, Floats]) -> Floats:
    """Root mean square of what the three airs contradict, in deviations, (T, E); NaN where one is missing."""
    mixed, back, supply = (air[role] for role in _ROLES)
    outside = frames.role("outdoor_air_temperature")
    doubt = usual_fraction(damper_command(frames))[1]
    box = mixed - _mixture(frames, back)
    by_box = box / joined(MIXED_AIR_K, RETURN_AIR_K, outdoor_air_k(frames), doubt * (outside - back))
    heat = np.nan_to_num(heating_command(frames)) > CLOSED
    cool = np.nan_to_num(cooling_command(frames)) > CLOSED
    rise, coil = supply - mixed - fan_heat_k(frames), joined(MIXED_AIR_K, SUPPLY_AIR_K, casing_k(frames))
    against = np.where(
        heat & ~cool, np.minimum(rise, 0.0), np.where(cool & ~heat, np.maximum(rise, 0.0), rise)
    )
    by_coil = np.where(heat & cool, 0.0, against) / coil
    by_rooms = (back - _ROOMS_C) / _ROOMS_DOUBT_K
    parts = np.clip(np.stack([by_box, by_coil, by_rooms]), -_MOST, _MOST)
    return np.asarray(np.sqrt(np.square(parts).mean(axis=0)))


def _mixture(frames: Frames, back: Floats) -> Floats:
    """What the damper makes of outdoor air and return air ``back`` [degC], (T, E)."""
    fraction = usual_fraction(damper_command(frames))[0]
    return back + fraction * (frames.role("outdoor_air_temperature") - back)


def _put_right(frames: Frames, air: Mapping[str, Floats]) -> Mapping[str, Floats]:
    """The same air if nothing but the mixed-air sensor were off, by what it was off in the last hours."""
    mixed = air["mixed_air_temperature"]
    off = np.where(settled(frames), mixed - _mixture(frames, air["return_air_temperature"]), np.nan)
    return {**air, "mixed_air_temperature": mixed - trailing_mean(off, _STEPS)}


def _moves(air: Mapping[str, Floats]) -> Flags:
    """Where each of the three airs was read differently within the last hours. (T, E)."""
    ranges = [trailing_max(values, _STEPS) - trailing_min(values, _STEPS) for values in air.values()]
    return np.asarray(np.all([spread > 0 for spread in ranges], axis=0), dtype=bool)


def assess(frames: Frames) -> Assessment:
    stands = {role: frames.role(role) for role in _ROLES}
    as_told = np.fmin(_misfit(frames, stands), _misfit(frames, _put_right(frames, stands)))
    swapped = [
        _misfit(frames, stands | {one: stands[other], other: stands[one]})
        for one, other in combinations(_ROLES, 2)
    ]
    best = np.minimum(np.minimum(swapped[0], swapped[1]), swapped[2])
    residual = (as_told - np.maximum(best, _CLEARLY_BETTER)) * 2.0
    residual = np.where(best > _FITS, np.minimum(residual, 0.0), residual)
    return Assessment(
        applies=settled(
            frames, "outdoor_air_damper_command", "heating_valve_command", "cooling_valve_command"
        )
        & _moves(stands)
        & ~np.isnan(residual),
        residual=residual,
        tolerance=np.ones(frames.shape),
        measured=stands["mixed_air_temperature"],
        expected=stands["return_air_temperature"],
        command=stands["supply_air_temperature"],
    )


FAULT = Fault(
    id="sensors_swapped",
    kind="air_handler",
    needs=(
        ("mixed_air_temperature",),
        ("return_air_temperature",),
        ("supply_air_temperature",),
        ("outdoor_air_temperature",),
        PROOF_OF_FAN,
    ),
    assess=assess,
    quantity="temperature",
    traces=_ROLES,
    looks_back_hours=10,
    source="balance of mixing box and coils, as wired and crosswise; commissioning, point-to-point checks",
    weight=0.2,
    weight_against=0.2,
    costed=False,
)
