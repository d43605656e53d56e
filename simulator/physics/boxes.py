"""VAV boxes: reheat, and what they bring to their rooms."""

import numpy as np

from simulator.physics.air_handlers import Leaving, felt, sensor_pace
from simulator.physics.coils import Coil, coil_heat, valve_flow
from simulator.physics.instant import Instant
from simulator.physics.moist_air import AIR_HEAT
from simulator.physics.zones import Exchange, Supply


def reheat(instant: Instant, leaving: Leaving) -> Exchange:
    """Warm the air of each box as its valve lets; what reaches the rooms."""
    boxes, parameters, layout = instant.state.boxes, instant.fleet.boxes, instant.layout
    effects, water = instant.effects.boxes, instant.state.hot_water
    told = instant.state.control_boxes.reheat_command
    boxes.reheat_position = np.minimum(np.maximum(told, effects.reheat_least), effects.reheat_most)
    # What the pump can push of the loop's design flow, and the water's temperature, for each box.
    pumped = water.head.take(layout.box_building)
    boxes.reheat_water = valve_flow(boxes.reheat_position) * parameters.reheat_water * pumped
    entering = leaving.air.take(layout.box_air_handler)
    rate = boxes.flow * AIR_HEAT
    boxes.reheat_heat = coil_heat(
        Coil(
            parameters.reheat_ua * effects.reheat_fouling,
            parameters.heating_flow * AIR_HEAT,
            parameters.reheat_water,
        ),
        air_rate=rate,
        air_in=entering,
        water_rate=boxes.reheat_water,
        water_in=water.supply.take(layout.box_building),
    )
    discharge = entering + boxes.reheat_heat / rate
    pace = sensor_pace(boxes.flow, parameters.largest_flow, instant.seconds)
    rooms = instant.state.zones.air[layout.box_zones]
    feels = felt(boxes.flow, parameters.largest_flow, discharge, rooms)
    boxes.discharge_air = boxes.discharge_air + pace * (feels - boxes.discharge_air)
    supply = Supply(
        flow=boxes.flow,
        temperature=discharge,
        humidity=leaving.humidity.take(layout.box_air_handler),
        co2=leaving.co2.take(layout.box_air_handler),
    )
    nothing = np.zeros_like(discharge)
    return Exchange(fresh=supply, heat=nothing, vapour=nothing, supply=supply)
