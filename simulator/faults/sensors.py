"""Points by their path, ``group.field`` of the state, and what each reading is a reading of."""

from collections.abc import Mapping
from dataclasses import fields
from functools import cache

from simulator.physics.state import State
from simulator.record import Level

# Reading -> (group, field) of its truth.
READS: Mapping[str, tuple[str, str]] = {
    "outdoor_air": ("outdoors", "air"),
    "outdoor_humidity": ("outdoors", "humidity"),
    "hot_water_supply": ("hot_water", "supply"),
    "chilled_water_supply": ("chilled_water", "supply"),
    "condenser_supply": ("chilled_water", "condenser_supply"),
    "zone_air": ("zones", "air"),
    "zone_co2": ("zones", "co2"),
    "box_flow": ("boxes", "flow"),
    "supply_air": ("air_handlers", "supply_air"),
    "mixed_air": ("air_handlers", "mixed_air"),
    "return_air": ("air_handlers", "return_air"),
    "static_pressure": ("air_handlers", "static_pressure"),
    "rooftop_supply_air": ("rooftops", "supply_air"),
    "rooftop_mixed_air": ("rooftops", "mixed_air"),
}


@cache
def sensor_paths() -> Mapping[str, Level]:
    """Every field of the state by its path, with its level."""
    return {
        f"{group.name}.{entry.name}": entry.metadata["level"]
        for group in fields(State)
        for entry in fields(group.type)  # type: ignore[arg-type]  # each group is a Record
    }
