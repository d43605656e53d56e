"""The fan's speed swings to and fro: its pressure loop never rests."""

from functools import partial

from model.faults.air_handler.control_hunting import assess
from model.faults.fault import Fault

_ROLES = ("supply_fan_speed",)

FAULT = Fault(
    id="fan_speed_hunting",
    kind="air_handler",
    needs=(_ROLES,),
    assess=partial(assess, roles=_ROLES, tolerance_strokes=0.7),
    quantity="strokes",
    traces=("supply_fan_speed", "supply_air_static_pressure", "supply_air_static_pressure_setpoint"),
    source="ASHRAE Guideline 36 FC4, for the fan's own loop; PNNL re-tuning, static pressure control",
    weight=0.2,
    weight_against=0.2,
)
