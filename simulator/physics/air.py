"""One step of all that moves and conditions air."""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

import numpy as np

from simulator.physics.air_fluxes import outdoor_air_heat
from simulator.physics.air_handlers import condition_supply, gather_return
from simulator.physics.boxes import reheat
from simulator.physics.draughts import blow_on_thermostats
from simulator.physics.ducts import move_air
from simulator.physics.fan_coils import run_fan_coils
from simulator.physics.instant import Instant
from simulator.physics.rooftops import run_rooftops
from simulator.physics.zones import Exchange, Supply, condition_zones
from simulator.record import Array


def condition_air(instant: Instant) -> None:
    """Air handlers, boxes, fan coils and rooftop units, then the rooms, then the air that returns."""
    layout = instant.layout
    exchanges: list[Exchange] = []
    leaving = None
    if layout.count("box"):
        move_air(instant)
        leaving = condition_supply(instant)
        exchanges.append(reheat(instant, leaving))
    if layout.count("fan_coil"):
        exchanges.append(run_fan_coils(instant))
    if layout.count("rooftop"):
        exchanges.append(run_rooftops(instant))
    whole = exchanges[0] if len(exchanges) == 1 else _join(exchanges)
    condition_zones(instant, whole)
    blow_on_thermostats(instant)
    if leaving is not None:
        gather_return(instant, leaving)
    if len(exchanges) > 1 or leaving is None:
        _let_air_out(instant, whole.fresh.flow)


def _join(exchanges: Sequence[Exchange]) -> Exchange:
    """Those of boxes, fan coils and rooftop units, one after the other."""

    def joined(values: Sequence[Supply]) -> Supply:
        columns: dict[str, Any] = {
            field.name: np.concatenate([getattr(each, field.name) for each in values])
            for field in fields(Supply)
        }
        return Supply(**columns)

    return Exchange(
        fresh=joined([each.fresh for each in exchanges]),
        heat=np.concatenate([each.heat for each in exchanges]),
        vapour=np.concatenate([each.vapour for each in exchanges]),
        supply=joined([each.supply for each in exchanges]),
    )


def _let_air_out(instant: Instant, fresh: Array) -> None:
    """Room units blow out as much room air as they bring outdoor air; the enthalpy that this brings in."""
    state, layout = instant.state, instant.layout
    brought = outdoor_air_heat(instant, fresh)
    state.fan_coils.ventilation_heat = brought[layout.fan_coil_zones]
    state.rooftops.ventilation_heat = brought[layout.rooftop_zones]
