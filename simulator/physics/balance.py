"""The heat balance of whole buildings over a run: all that crosses their boundary against what they store.

The boundary holds rooms, ducts, water loops and the domestic tank. Condensers, towers, outdoor coils of heat
pumps and flues lie outside of it. Vapour counts with its latent heat.
"""

import numpy as np
from numpy.typing import NDArray

from simulator.layout import Layout
from simulator.physics import chilled_water, hot_water, services
from simulator.physics.air_fluxes import (
    envelope_heat,
    infiltration_heat,
    people_heat,
    stored_in_plenums,
    stored_in_rooms,
    sun_heat,
)
from simulator.physics.instant import Instant
from simulator.record import Array

Joules = NDArray[np.float64]
_LEVELS = ("air_handler", "fan_coil", "rooftop")


class Balance:
    """Sums in float64, for each building (B,) [J].

    ``terms`` are what came in by name, negative what went out: electricity (as metered), gas, sun, people,
    envelope, infiltration, ventilation, heat_pump_source, flues, condensers, pipes, drains.
    """

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._start: Joules | None = None
        self._stored = np.zeros(layout.count("building"))
        self._hot = self._chilled = self._stored
        self.terms: dict[str, Joules] = {}
        self.throughput = np.zeros(layout.count("building"))

    def add(self, instant: Instant) -> None:
        """Count the step at whose end ``instant`` stands; the first call only takes what is stored then."""
        self._stored = self._holds(instant)
        if self._start is None:
            self._start = self._stored
        else:
            for name, watts in self._fluxes(instant).items():
                joules = watts * instant.seconds
                self.terms[name] = self.terms.get(name, 0.0) + joules
                self.throughput = self.throughput + np.maximum(joules, 0.0)
        self._hot = instant.state.hot_water.supply.astype(np.float64)
        self._chilled = instant.state.chilled_water.supply.astype(np.float64)

    @property
    def stored(self) -> Joules:
        """What each building holds more than after the first call [J]."""
        return self._stored - (0.0 if self._start is None else self._start)

    def residual(self) -> Joules:
        """What is left unexplained, as a share of all that came in, (B,); 0 is perfect."""
        came: Joules = (
            np.sum(list(self.terms.values()), axis=0) if self.terms else np.zeros_like(self._stored)
        )
        return np.abs(came - self.stored) / np.maximum(self.throughput, 1.0)

    def _sum(self, level: str, values: Array | Joules) -> Joules:
        parents = self._layout.parent(level)
        return np.asarray(np.bincount(parents, values, len(self._stored)), dtype=np.float64)

    def _holds(self, instant: Instant) -> Joules:
        state, fleet = instant.state, instant.fleet
        held: Joules = (
            self._sum("zone", stored_in_rooms(instant))
            + self._sum("air_handler", stored_in_plenums(instant))
            + fleet.hot_water.water_heat.astype(np.float64) * state.hot_water.supply
            + fleet.chilled_water.water_heat.astype(np.float64) * state.chilled_water.supply
            + fleet.services.tank_heat.astype(np.float64) * state.services.domestic_hot
        )
        return held

    def _fluxes(self, instant: Instant) -> dict[str, Joules]:
        """Heat into each building [W], (B,), by name."""
        state, fleet = instant.state, instant.fleet
        hot, chilled, meters = state.hot_water, state.chilled_water, state.meters
        units, domestic, plan = state.rooftops, state.services, fleet.services
        ventilation = sum(self._sum(level, getattr(state, f"{level}s").ventilation_heat) for level in _LEVELS)
        # What a heat pump gives beyond its electricity comes from outside; what a boiler keeps of its gas
        # leaves by the flue.
        pumped = fleet.hot_water.heat_pump
        drawn = plan.water * instant.water_share * plan.hot_share * services.WATER_HEAT
        return {
            "electricity": meters.electricity.astype(np.float64),
            "gas": meters.gas.astype(np.float64),
            "sun": self._sum("zone", sun_heat(instant)),
            "people": self._sum("zone", people_heat(instant)),
            "envelope": self._sum("zone", envelope_heat(instant)),
            "infiltration": self._sum("zone", infiltration_heat(instant)),
            "ventilation": np.asarray(ventilation, dtype=np.float64),
            "heat_pump_source": (pumped * (hot.source_heat - hot.source_power)).astype(np.float64),
            "flues": (
                (1.0 - pumped) * (hot.source_heat - hot.gas)
                - (domestic.domestic_gas + domestic.domestic_power - domestic.domestic_heat)
            ).astype(np.float64)
            - self._sum("rooftop", units.gas - units.heating_heat),
            "condensers": -(chilled.chiller_load + chilled.chiller_power + chilled.tower_power).astype(
                np.float64
            )
            - self._sum("rooftop", units.cooling_heat + units.compressor_power),
            "pipes": fleet.chilled_water.gain * (chilled_water.SURROUNDINGS - self._chilled)
            - fleet.hot_water.loss * (self._hot - hot_water.SURROUNDINGS)
            - plan.tank_loss * (domestic.domestic_hot - services.SURROUNDINGS),
            "drains": -(drawn * (domestic.domestic_hot - plan.cold_water)).astype(np.float64),
        }
