"""What faults cost a five-zone office in Chicago over a year, beside a published simulation."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.physics.cases import GAS_PRICE, Breach, Case, block_of, live
from bench.physics.watching import UnmetWatch
from simulator.buildings.devices import devices_of
from simulator.buildings.plan import Plan
from simulator.layout import Layout, Shape
from simulator.physics.fleet import Fleet
from simulator.physics.parameters.draw import draw_fleet
from simulator.truth.toll import Toll

OFFICES = 5
SEED = 7
MINIMUM, RAISED_MINIMUM = 0.3, 0.7
PRESSURE_MORE = 0.3  # of what the fan overcomes at design
ALWAYS = np.float32(60.0)  # outdoor air that never comes [degC]
Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Published:
    """What a whole-building simulation says of one fault: cost [%], and zone-hours unmet."""

    label: str
    cost: float
    unmet: float | None = None


# Chicago, five zones, a year, 0.15 USD/kWh and 1.20 USD/therm.
PUBLISHED = (
    Published("VAV minimum 0.3 to 0.7", 6.5),
    Published("supply-air sensor +2 K", 4.1),
    Published("boiler fouled to 0.85", 1.9),
    Published("filter, fan pressure +30 %", 1.6),
    Published("economizer off", 1.0),
    Published("thermostat -2 K, one room", 0.7),
    Published("thermostat +2 K, one room", -0.5, 2041.0),
    Published("supply-air sensor -2 K", -0.9, 249.0),
)
PLAIN, LIGHT, RESET = "fixed setpoints", "fixed, light fan", "resets of Guideline 36"
CONTROLS = (PLAIN, LIGHT, RESET)
# Fans here take some 1.6 W a litre and second, those of simulated example buildings 0.9.
LIGHTER = np.float32(1.8)


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """A fault in all offices: cost over the healthy twin's [%], each office; the rest are means.

    ``electricity`` and ``gas`` are their parts of it, ``unmet_*`` zone-hours more than in the healthy twin.
    """

    label: str
    published: float
    published_unmet: float | None
    costs: list[float]
    cost: float
    electricity: float
    gas: float
    unmet_cold: float
    unmet_hot: float


@dataclass(frozen=True, slots=True)
class Office:
    """The healthy offices, means of a year, and the faults; ``control``: one of ``CONTROLS``."""

    control: str
    area: float
    electricity_kwh: float  # per m2
    gas_kwh: float
    cost: float  # [USD]
    unmet_cold: float  # zone-hours
    unmet_hot: float
    rows: list[OfficeRow]


def five_zones(number: int, *, resets: bool) -> Plan:
    """An office of the turn of the century: an air handler, a room to each side and one inside."""
    return Plan(
        seed=(SEED, number),
        id=f"office-{number}",
        name=f"Office {number}",
        kind="office",
        built=2000,
        climate="chicago",
        timezone="America/Chicago",
        units="imperial",
        style="long",
        shape=Shape((5,)),
        heat_source="boiler",
        cooling_source="air_cooled",
        hours=dict.fromkeys(range(5), (7.0, 18.0)),
        resets_supply=resets,
        resets_static=resets,
    )


def offices(days: int, epw: Path | None) -> list[Office]:
    """Live through ``days`` in ``OFFICES`` offices under each control, healthy and once with each fault."""
    labels = ["healthy", *(each.label for each in PUBLISHED)]
    cases = []
    for control in CONTROLS:
        for number in range(OFFICES):
            plan = five_zones(number, resets=control == RESET)
            found = breaches_of(plan)
            cases += [Case(plan, label, found.get(label, ())) for label in labels]
    block = block_of(cases, epw)
    equip_as_published(block.world.fleet)
    # Each office has one air handler.
    light = slice(
        CONTROLS.index(LIGHT) * OFFICES * len(labels), CONTROLS.index(RESET) * OFFICES * len(labels)
    )
    block.world.fleet.air_handlers.fan_efficiency[light] *= LIGHTER
    layout = block.world.layout
    toll, unmet = Toll(block.world.plans, block.world.step_ms), UnmetWatch(layout)
    live(block, days, [toll, unmet])
    sums = {
        "cost": toll.energy_cost,
        "power": toll.electricity_kwh,
        "gas": toll.gas_kwh,
        "cold": unmet.cold,
        "hot": unmet.hot,
        "area": layout.sum_to_buildings("zone", block.world.fleet.zones.area),
    }
    by_control = {
        name: np.asarray(values, dtype=np.float64).reshape(len(CONTROLS), OFFICES, len(labels))
        for name, values in sums.items()
    }
    return [
        _summed(control, {name: values[number] for name, values in by_control.items()})
        for number, control in enumerate(CONTROLS)
    ]


def equip_as_published(fleet: Fleet) -> None:
    """Boxes with a single maximum that heat at their minimum, and plants that stand ready all year."""
    boxes = fleet.boxes
    boxes.minimum_flow = boxes.largest_flow * np.float32(MINIMUM)
    boxes.heating_flow = boxes.minimum_flow.copy()
    fleet.hot_water.heat_below[:] = ALWAYS
    fleet.chilled_water.cool_above[:] = -ALWAYS


def breaches_of(plan: Plan) -> dict[str, tuple[Breach, ...]]:
    """The published faults by their label, as they befall ``plan``."""
    devices = devices_of(plan)
    unit = next(each.id for each in devices if each.kind == "air_handler")
    plant = next(each.id for each in devices if each.kind == "hot_water_plant")
    boxes = [each.id for each in devices if each.kind == "vav_box"]
    # The room to the south, which heats and cools.
    room = boxes[2]
    factor = RAISED_MINIMUM / MINIMUM
    supply, air = "readings.supply_air", "readings.zone_air"
    sensor = "supply_air_temperature_sensor_wrong"
    return {
        "VAV minimum 0.3 to 0.7": tuple(Breach("box_minimum_too_high", box, factor) for box in boxes),
        "supply-air sensor +2 K": (Breach(sensor, unit, 2.0, supply),),
        "supply-air sensor -2 K": (Breach(sensor, unit, -2.0, supply),),
        "boiler fouled to 0.85": (Breach("boiler_fouled", plant, 0.85),),
        "filter, fan pressure +30 %": (Breach("filter_loaded", unit, _loading(plan)),),
        "economizer off": (Breach("economizer_not_used", unit),),
        # Taken as what the room is held at: colder by 2 K where the sensor reads 2 K too warm.
        "thermostat -2 K, one room": (Breach("zone_temperature_sensor_wrong", room, 2.0, air),),
        "thermostat +2 K, one room": (Breach("zone_temperature_sensor_wrong", room, -2.0, air),),
    }


def _loading(plan: Plan) -> float:
    """Factor on the unit's resistance that takes ``PRESSURE_MORE`` of the fan's pressure at design."""
    units = draw_fleet([plan], Layout.of([plan.shape])).air_handlers
    squared = units.supply_flow**2
    unit = units.unit_resistance * squared
    whole = unit + units.duct_resistance * squared + units.static_setpoint
    return 1.0 + PRESSURE_MORE * float(whole[0] / unit[0])


def _summed(control: str, sums: dict[str, Numbers]) -> Office:
    """``sums`` (offices, cases) of a year, the healthy case first."""
    cost, area = sums["cost"], sums["area"][:, 0]
    base = cost[:, :1]
    gas_money = GAS_PRICE * sums["gas"]
    power_money = cost - gas_money

    def share(money: Numbers, column: int) -> Numbers:
        return np.asarray(100 * (money[:, column] - money[:, 0]) / base[:, 0])

    def more(name: str, column: int) -> float:
        return float((sums[name][:, column] - sums[name][:, 0]).mean())

    return Office(
        control=control,
        area=float(area.mean()),
        electricity_kwh=float((sums["power"][:, 0] / area).mean()),
        gas_kwh=float((sums["gas"][:, 0] / area).mean()),
        cost=float(base.mean()),
        unmet_cold=float(sums["cold"][:, 0].mean()),
        unmet_hot=float(sums["hot"][:, 0].mean()),
        rows=[
            OfficeRow(
                label=each.label,
                published=each.cost,
                published_unmet=each.unmet,
                costs=share(cost, column).tolist(),
                cost=float(share(cost, column).mean()),
                electricity=float(share(power_money, column).mean()),
                gas=float(share(gas_money, column).mean()),
                unmet_cold=more("cold", column),
                unmet_hot=more("hot", column),
            )
            for column, each in enumerate(PUBLISHED, start=1)
        ],
    )
