"""What the controls of air do, from readings, schedule and orders."""

import numpy as np
import pytest

from simulator.controls.modes import Mode
from simulator.layout import Shape
from tests.simulator.physics.air_rig import SPRING, SUMMER, WINTER, Air, Season, plan

PLAN = plan(3, Shape(boxes=(6,)))
ROOMS = plan(4, Shape(fan_coils=3, rooftops=3))


def at(season: Season, hour: float, **changed: bool) -> Air:
    return Air([plan(3, Shape(boxes=(6,)), **changed)], season, hour=hour)


def mode(air: Air) -> float:
    return float(air.state.control_air_handlers.mode[0])


def feel(air: Air, temperature: float, rooms: slice = slice(None)) -> None:
    """Make rooms, and what their sensors say, that warm."""
    air.state.zones.air = air.state.zones.air.copy()
    air.state.zones.air[rooms] = temperature
    air.state.readings.zone_air = air.state.zones.air


def test_people_make_a_unit_occupied() -> None:
    air = at(WINTER, 10.0)
    air.step()
    assert mode(air) == Mode.OCCUPIED


def test_a_unit_is_off_at_night_when_rooms_are_between_setback_and_setup() -> None:
    air = at(SPRING, 22.0)
    air.step()
    assert mode(air) == Mode.OFF
    assert air.state.air_handlers.fan_speed[0] == 0


def test_cold_rooms_start_a_unit_before_people_come_and_colder_ones_earlier() -> None:
    starts = []
    for temperature in (21.0, 17.5):
        air = at(WINTER, 2.0)
        feel(air, temperature)
        air.state.zones.mass[:] = temperature
        lived = air.live(5.0, "control_air_handlers.mode")
        starts.append(lived["hour"][lived["control_air_handlers.mode"][:, 0] == Mode.WARM_UP][0])
    assert 3.0 <= starts[1] < starts[0] < 7.0


def test_without_optimal_start_a_unit_starts_an_hour_before() -> None:
    air = at(WINTER, 4.0, optimal_start=False)
    feel(air, 18.5)
    air.state.zones.mass[:] = 18.5
    lived = air.live(3.0, "control_air_handlers.mode")
    first = lived["hour"][lived["control_air_handlers.mode"][:, 0] == Mode.WARM_UP][0]
    assert first == pytest.approx(6.0, abs=0.1)


def test_one_cold_room_does_not_run_a_unit_at_night_but_two_do() -> None:
    for rooms, expected in ((1, Mode.OFF), (2, Mode.NIGHT_HEATING)):
        air = at(SPRING, 22.0)
        feel(air, 12.0, slice(0, rooms))
        air.step()
        assert mode(air) == expected


def test_hot_rooms_are_cooled_at_night() -> None:
    air = at(SUMMER, 22.0)
    feel(air, 33.0)
    air.step()
    assert mode(air) == Mode.NIGHT_COOLING


def test_warm_up_shuts_outdoor_air_out() -> None:
    air = at(WINTER, 6.0)
    feel(air, 17.0)
    air.step()
    assert mode(air) == Mode.WARM_UP
    assert air.state.control_air_handlers.damper_command[0] == 0
    assert air.state.control_air_handlers.supply_setpoint[0] > 20


def test_minimum_outdoor_air_is_a_flow_whatever_the_boxes_take() -> None:
    flows = []
    for factor in (1.0, 1.6):
        air = Air([PLAN], WINTER, hour=8.0)
        air.effects.boxes.minimum_flow_factor[:] = factor
        lived = air.live(6.0, "air_handlers.outdoor_fraction", "air_handlers.supply_flow")
        flows.append(
            (lived["air_handlers.outdoor_fraction"] * lived["air_handlers.supply_flow"])[-12:].mean()
        )
    assert flows[1] == pytest.approx(flows[0], rel=0.15)


def test_supply_air_is_reset_up_in_mild_weather_and_is_at_its_lowest_in_the_heat() -> None:
    mild, hot = at(SPRING, 8.0), at(SUMMER, 8.0)
    mild.live(6.0)
    hot.live(6.0)
    lowest = hot.fleet.air_handlers.supply_lowest[0]
    assert mild.state.control_air_handlers.supply_setpoint[0] > lowest + 2.0
    assert hot.state.control_air_handlers.supply_setpoint[0] == pytest.approx(lowest, abs=0.1)


def test_static_pressure_is_trimmed_where_boxes_are_content() -> None:
    for resets, expected in ((True, True), (False, False)):
        air = at(SPRING, 8.0, resets_static=resets)
        air.live(5.0)
        design = air.fleet.air_handlers.static_setpoint[0]
        assert (air.state.control_air_handlers.static_setpoint[0] < 0.7 * design) == expected


def test_the_economizer_is_shut_above_its_high_limit() -> None:
    air = at(SUMMER, 10.0)
    air.live(2.0)
    control = air.state.control_air_handlers
    assert control.economizing[0] == 0
    # No further open than brings the minimum of outdoor air.
    flow = air.state.air_handlers.outdoor_fraction * air.state.air_handlers.supply_flow
    assert flow[0] == pytest.approx(air.fleet.air_handlers.outdoor_flow[0], rel=0.15)


def test_a_frozen_coil_shuts_outdoor_air_out_and_lets_it_in_again() -> None:
    air = at(Season(-15.0, 2.0, -20.0, 0.0), 10.0)
    air.live(1.0)
    air.state.readings.supply_air = np.full(1, 2.0, np.float32)
    air.step()
    assert air.state.control_air_handlers.freeze_tripped[0] == 1
    assert air.state.control_air_handlers.damper_command[0] == 0
    air.live(2.0)
    assert air.state.control_air_handlers.freeze_tripped[0] == 0
    assert air.state.control_air_handlers.damper_command[0] > 0


def test_minimum_outdoor_air_comes_in_steps_when_the_unit_starts_in_the_cold() -> None:
    air = at(Season(-15.0, 2.0, -20.0, 0.0), 3.0)
    air.effects.air_handlers.schedule_overridden[:] = 1.0
    lived = air.live(8.0, "control_air_handlers.damper_command", "control_air_handlers.freeze_tripped")
    damper = lived["control_air_handlers.damper_command"][:, 0]
    assert damper[0] < 0.2
    assert damper.max() > 0.3
    assert lived["control_air_handlers.freeze_tripped"].sum() == 0


def test_forced_commands_stand_in_the_place_of_the_loops() -> None:
    air = at(WINTER, 10.0)
    for name, value in (("damper", 0.7), ("heating", 0.6), ("cooling", 0.5), ("fan_speed", 0.9)):
        getattr(air.orders, name)[:] = value
    air.step()
    control = air.state.control_air_handlers
    assert control.damper_command[0] == pytest.approx(0.7)
    assert control.heating_command[0] == pytest.approx(0.6)
    assert control.cooling_command[0] == pytest.approx(0.5)
    assert control.fan_speed_command[0] == pytest.approx(0.9)


def test_demand_response_lets_rooms_get_two_kelvin_warmer() -> None:
    air = at(SUMMER, 12.0)
    air.step()
    before = air.state.control_zones.cooling_setpoint
    air.orders.demand_response[:] = 1.0
    air.step()
    assert air.state.control_zones.cooling_setpoint - before == pytest.approx(np.full(6, 2.0))


def test_a_shifted_setpoint_shifts_both() -> None:
    air = at(SUMMER, 12.0)
    air.step()
    heating, cooling = air.state.control_zones.heating_setpoint, air.state.control_zones.cooling_setpoint
    air.orders.setpoint_shift[:] = -1.0
    air.step()
    assert air.state.control_zones.heating_setpoint - heating == pytest.approx(np.full(6, -1.0))
    assert air.state.control_zones.cooling_setpoint - cooling == pytest.approx(np.full(6, -1.0))


def test_controls_believe_a_sensor_that_lies() -> None:
    honest, fooled = (Air([PLAN], SUMMER, hour=8.0) for _ in range(2))
    for _ in range(72):
        honest.step()
        fooled.step()
        fooled.state.readings.supply_air = fooled.state.air_handlers.supply_air + np.float32(2.0)
    assert fooled.state.air_handlers.supply_air[0] < honest.state.air_handlers.supply_air[0] - 1.5


def test_boxes_reach_the_flow_that_they_are_told() -> None:
    air = at(SUMMER, 8.0)
    air.live(5.0)
    flow, setpoint = air.state.boxes.flow, air.state.control_boxes.flow_setpoint
    assert (np.abs(flow - setpoint) < 0.08 * air.fleet.boxes.largest_flow).all()


def test_room_units_rest_at_night_and_heat_to_the_setback_only() -> None:
    air = Air([ROOMS], WINTER, hour=16.0)
    lived = air.live(12.0, "control_fan_coils.fan_command", "control_rooftops.fan_command", "zones.air")
    night = lived["hour"] > 20
    assert lived["control_fan_coils.fan_command"][night].mean() < 0.6
    assert (lived["control_rooftops.fan_command"][night] == 0).any()
    assert lived["zones.air"][-1].min() > air.fleet.zones.heating_setback.min() - 1.0


def test_rooftop_units_cool_with_outdoor_air_before_compressors() -> None:
    air = Air([ROOMS], Season(14.0, 2.0, 5.0, 1.0), hour=8.0)
    lived = air.live(8.0, "control_rooftops.damper_command", "control_rooftops.cooling_command")
    opened = lived["control_rooftops.damper_command"] > air.fleet.rooftops.minimum_damper + 0.05
    assert opened.any()
    assert not (lived["control_rooftops.cooling_command"] > 0)[~opened].any()


def test_supply_air_is_not_heated_to_a_reset_setpoint_for_rooms_that_reheat_or_need_none() -> None:
    air = at(WINTER, 10.0)
    lived = air.live(4.0, "control_air_handlers.supply_setpoint", "control_air_handlers.heating_command")
    setpoint = lived["control_air_handlers.supply_setpoint"][:, 0]
    units = air.fleet.air_handlers
    assert units.supply_highest[0] > units.supply_lowest[0] + 2.0
    assert lived["control_air_handlers.heating_command"][-1, 0] > 0
    assert setpoint[-12:].max() < units.supply_lowest[0] + 1.0
