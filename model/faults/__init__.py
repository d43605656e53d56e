"""One fault a file; this is the list of them."""

from collections import defaultdict
from collections.abc import Mapping

from model.faults import (
    box_damper_stuck,
    chilled_water_low_delta_t,
    chilled_water_supply_short,
    control_hunting,
    cooling_valve_leaking,
    cooling_valve_stuck,
    economizer_not_used,
    excess_outdoor_air,
    fan_running_unoccupied,
    heating_valve_leaking,
    heating_valve_stuck,
    hot_water_pressure_not_met,
    hot_water_supply_short,
    mixed_air_temperature_sensor_wrong,
    outdoor_air_damper_leaking,
    outdoor_air_damper_stuck_closed,
    outdoor_air_damper_stuck_open,
    outdoor_air_temperature_sensor_wrong,
    pump_status_contradicts,
    return_air_temperature_sensor_wrong,
    sensor_flat,
    sensor_out_of_range,
    sensor_stale,
    simultaneous_heating_and_cooling,
    static_pressure_not_met,
    supply_air_short_of_cooling,
    supply_air_short_of_heating,
    supply_air_temperature_sensor_wrong,
    too_little_outdoor_air,
    zone_reheat_leaking,
    zone_reheat_stuck_closed,
    zone_temperature_sensor_wrong,
    zone_too_cold_at_limit,
    zone_too_hot_at_limit,
)
from model.faults.fault import Assessment, Fault, Waste

__all__ = ["FAULTS", "FAULT_IDS", "Assessment", "Fault", "Waste"]

_ALL = (
    mixed_air_temperature_sensor_wrong.FAULT,
    outdoor_air_temperature_sensor_wrong.FAULT,
    return_air_temperature_sensor_wrong.FAULT,
    supply_air_temperature_sensor_wrong.FAULT,
    supply_air_short_of_heating.FAULT,
    supply_air_short_of_cooling.FAULT,
    heating_valve_leaking.FAULT,
    cooling_valve_leaking.FAULT,
    heating_valve_stuck.FAULT,
    cooling_valve_stuck.FAULT,
    outdoor_air_damper_stuck_open.FAULT,
    outdoor_air_damper_stuck_closed.FAULT,
    outdoor_air_damper_leaking.FAULT,
    economizer_not_used.FAULT,
    excess_outdoor_air.FAULT,
    too_little_outdoor_air.FAULT,
    simultaneous_heating_and_cooling.FAULT,
    fan_running_unoccupied.FAULT,
    static_pressure_not_met.FAULT,
    control_hunting.AIR_HANDLER,
    zone_reheat_leaking.FAULT,
    zone_reheat_stuck_closed.FAULT,
    zone_too_cold_at_limit.FAULT,
    zone_too_hot_at_limit.FAULT,
    zone_temperature_sensor_wrong.FAULT,
    box_damper_stuck.FAULT,
    control_hunting.BOX,
    hot_water_supply_short.FAULT,
    hot_water_pressure_not_met.FAULT,
    pump_status_contradicts.FAULT,
    chilled_water_supply_short.FAULT,
    chilled_water_low_delta_t.FAULT,
    sensor_flat.FAULT,
    sensor_stale.FAULT,
    sensor_out_of_range.FAULT,
)


def _by_kind() -> Mapping[str, tuple[Fault, ...]]:
    kinds: dict[str, list[Fault]] = defaultdict(list)
    for fault in _ALL:
        kinds[fault.kind].append(fault)
    return {kind: tuple(faults) for kind, faults in kinds.items()}


FAULTS: Mapping[str, tuple[Fault, ...]] = _by_kind()
FAULT_IDS: Mapping[str, tuple[str, ...]] = {
    kind: tuple(f.id for f in faults) for kind, faults in FAULTS.items()
}
