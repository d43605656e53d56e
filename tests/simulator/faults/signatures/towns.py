"""All faults of a season in one town, which lives but once."""

from functools import cache

from simulator.published import Published
from tests.simulator.faults.signatures.air_handlers import AIR_HANDLERS
from tests.simulator.faults.signatures.onsets import NOW_AND_THEN, SLOW, interrupted, slowed
from tests.simulator.faults.signatures.plants import PLANTS
from tests.simulator.faults.signatures.rooms import ROOMS
from tests.simulator.faults.signatures.seasons import Season
from tests.simulator.faults.signatures.sensors import CUT_OFF, LYING, SILENT, SWAPPED
from tests.simulator.faults.signatures.town import Town

SIGNATURES = [*AIR_HANDLERS, *ROOMS, *PLANTS]
ONSETS = [*SLOW, *NOW_AND_THEN, *map(slowed, SLOW), *map(interrupted, NOW_AND_THEN)]
BROKEN = list(
    dict.fromkeys(
        [
            *(signature.broken for signature in [*SIGNATURES, *ONSETS]),
            *(each for lying in LYING.values() for each in lying),
            *SWAPPED,
            *SILENT,
            CUT_OFF,
        ]
    )
)
# What can be different in truth.
TRUTH = (
    "zones.air",
    "zones.co2",
    "air_handlers.outdoor_fraction",
    "air_handlers.supply_air",
    "air_handlers.mixed_air",
    "air_handlers.static_pressure",
    "boxes.flow",
    "boxes.reheat_heat",
    "fan_coils.flow",
    "fan_coils.heating_heat",
    "fan_coils.cooling_heat",
    "rooftops.outdoor_fraction",
    "rooftops.mixed_air",
    "rooftops.supply_air",
    "hot_water.supply",
    "hot_water.pump_power",
    "chilled_water.supply",
    "chilled_water.condenser_supply",
    "services.domestic_hot",
    "services.water",
    "meters.electricity",
    "meters.gas",
    "meters.heat",
    "meters.water",
)


@cache
def town(season: Season) -> Town:
    """Everything that is broken in a season."""
    paths = {path for signature in [*SIGNATURES, *ONSETS] for path in signature.measure.paths}
    return Town.of(season, [each for each in BROKEN if each.season is season], {*paths, *TRUTH})


@cache
def published(season: Season) -> Published:
    """What was heard in a town."""
    return town(season).published()
