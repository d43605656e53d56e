from dataclasses import replace

import numpy as np
import pytest

from simulator.buildings.demo import demo_plans
from simulator.buildings.devices import list_devices
from simulator.buildings.measures import unit_of
from simulator.buildings.plan import Plan
from simulator.buildings.points import level_of
from simulator.layout import Layout
from simulator.published import Network, Published

_TIMES = np.arange(60, dtype=np.int64) * 300_000
_DEMO = demo_plans()


def _network(plans: list[Plan]) -> tuple[Network, Layout]:
    layout = Layout.of([plan.shape for plan in plans])
    return Network(list_devices(plans, layout)), layout


def _recorded(network: Network, layout: Layout) -> dict[str, np.ndarray]:
    """Something at every path: each row of its own, changing in time, 0..1 for shares."""
    found = {}
    for number, path in enumerate(network.paths):
        rows = np.arange(layout.count(level_of(path)))
        wave = np.sin(_TIMES[:, None] / 7e6 + rows + number) / 2 + 0.5
        temperature = path.startswith("readings") or "setpoint" in path or "discharge" in path
        found[path] = (15 + 10 * wave if temperature else wave).astype(np.float32)
    return found


def _values(published: Published, building: str, device: str, name: str) -> np.ndarray:
    frame = next(f for f in published.devices if (f.building, f.device) == (building, device))
    return frame.values[:, frame.names.index(name)]


_NETWORK, _LAYOUT = _network(_DEMO)
_RECORDED = _recorded(_NETWORK, _LAYOUT)
_PUBLISHED = _NETWORK.frames(_TIMES, _RECORDED)


def test_a_command_is_published_as_it_is_in_units_and_steps() -> None:
    command = _RECORDED["control_air_handlers.damper_command"][:, 1]
    said = _values(_PUBLISHED, "north-tower", "AHU-2", "oa_dmpr_cmd")
    assert np.abs(said - 100 * command).max() <= 0.0501


def test_a_temperature_is_published_in_the_units_of_the_building() -> None:
    # The school's second air handler is the fourth of all; it is metric.
    setpoint = _RECORDED["control_air_handlers.supply_setpoint"]
    school = _values(_PUBLISHED, "riverside-school", "AHU-2", "supply_air_temperature_setpoint")
    tower = _values(_PUBLISHED, "north-tower", "AHU-1", "sat_sp")
    assert np.abs(school - setpoint[:, 3]).max() < 0.051
    assert np.abs(tower - (setpoint[:, 0] * 1.8 + 32)).max() < 0.051


def test_values_are_whole_steps_and_the_shortest_decimals() -> None:
    said = _values(_PUBLISHED, "north-tower", "VAV-1-03", "zn_t")
    assert all(len(repr(value).partition(".")[2]) == 1 for value in said.tolist())
    flow = _values(_PUBLISHED, "riverside-school", "VAV-1-03", "discharge_air_flow_sensor")
    assert (flow % 5 == 0).all()


def test_a_sensor_is_off_by_its_own_fixed_error_and_noise() -> None:
    truth = _RECORDED["readings.mixed_air"][:, 0]
    error = (_values(_PUBLISHED, "north-tower", "AHU-1", "mat") - 32) / 1.8 - truth
    assert 0.02 < abs(float(error.mean())) < 0.81
    assert 0.05 < float(error.std()) < 0.2


def test_a_sensor_that_a_loop_holds_has_no_fixed_error() -> None:
    """The loop would have held it wrong, in the room."""
    truth = _RECORDED["readings.zone_air"][:, :12]
    said = np.stack(
        [
            _values(_PUBLISHED, "north-tower", f"VAV-{ahu}-{box:02d}", "zn_t")
            for ahu in (1, 2)
            for box in range(1, 7)
        ]
    ).T
    assert np.abs(((said - 32) / 1.8 - truth).mean(axis=0)).max() < 0.03


def test_a_flat_sensor_is_published_flat() -> None:
    flat = dict(_RECORDED, **{"readings.mixed_air": _RECORDED["readings.mixed_air"].copy()})
    flat["readings.mixed_air"][20:, 0] = flat["readings.mixed_air"][20, 0]
    said = _values(_NETWORK.frames(_TIMES, flat), "north-tower", "AHU-1", "mat")
    assert np.ptp(said[20:]) == 0
    assert np.ptp(said[:20]) > 0


def test_a_dead_sensor_is_no_number_and_its_neighbours_are() -> None:
    dead = dict(_RECORDED, **{"readings.mixed_air": _RECORDED["readings.mixed_air"].copy()})
    dead["readings.mixed_air"][5:, 0] = np.nan
    published = _NETWORK.frames(_TIMES, dead)
    assert np.isnan(_values(published, "north-tower", "AHU-1", "mat"))[5:].all()
    others = [f.values for f in published.devices if (f.building, f.device) != ("north-tower", "AHU-1")]
    assert not any(np.isnan(values).any() for values in others)


def test_a_silent_device_says_nothing_while_it_is_silent() -> None:
    silent = np.zeros((len(_TIMES), len(_NETWORK.devices)), dtype=bool)
    number = next(n for n, device in enumerate(_NETWORK.devices) if device.id == "AHU-2")
    silent[10:20, number] = True
    published = _NETWORK.frames(_TIMES, _RECORDED, silent)
    frame = next(f for f in published.devices if f.device == "AHU-2")
    assert np.isnan(frame.values[10:20]).all()
    assert not np.isnan(np.delete(frame.values, np.s_[10:20], axis=0)).any()
    assert sum(np.isnan(f.values).any() for f in published.devices) == 1


def test_how_time_is_cut_makes_no_difference() -> None:
    parts = [
        _NETWORK.frames(_TIMES[span], {path: values[span] for path, values in _RECORDED.items()})
        for span in (slice(0, 7), slice(7, 60))
    ]
    for whole, first, second in zip(_PUBLISHED.devices, parts[0].devices, parts[1].devices, strict=True):
        np.testing.assert_array_equal(whole.values, np.concatenate([first.values, second.values]))


def test_a_building_is_published_the_same_whatever_stands_beside_it() -> None:
    network, layout = _network([_DEMO[1]])
    recorded = {path: values[:, _LAYOUT.parent(level_of(path)) == 1] for path, values in _RECORDED.items()}
    assert layout.count("zone") == 12
    alone = network.frames(_TIMES, recorded)
    beside = [frame for frame in _PUBLISHED.devices if frame.building == "riverside-school"]
    for one, other in zip(alone.devices, beside, strict=True):
        assert (one.device, one.names) == (other.device, other.names)
        np.testing.assert_array_equal(one.values, other.values)


def test_what_is_not_on_the_network_is_not_published() -> None:
    assert {frame.device for frame in _PUBLISHED.devices} & {"CHP-1", "EM-1"} == set()
    assert _NETWORK.points == sum(len(frame.names) for frame in _PUBLISHED.devices) == 387


@pytest.fixture(scope="module")
def everything() -> tuple[Published, dict[str, np.ndarray], Plan]:
    """The office with every point there is."""
    plan = replace(_DEMO[0], lacking=frozenset())
    network, layout = _network([plan])
    recorded = _recorded(network, layout)
    return network.frames(_TIMES, recorded), recorded, plan


def test_relative_humidity_is_that_of_the_ratio_at_the_temperature(everything) -> None:
    _, recorded, plan = everything
    humid = dict(recorded)
    humid["readings.outdoor_air"] = np.full((60, 1), 20.0, dtype=np.float32)
    humid["readings.outdoor_humidity"] = np.full((60, 1), 0.00726, dtype=np.float32)
    said = _values(_network([plan])[0].frames(_TIMES, humid), "north-tower", "OAT-1", "oah")
    assert said[0] == pytest.approx(50, abs=4)


def test_no_instrument_shows_more_than_open_or_less_than_shut(everything) -> None:
    published, _, _ = everything
    position = _values(published, "north-tower", "AHU-1", "oa_dmpr_pos")
    assert 0 <= position.min() < position.max() <= 100


def test_outdoor_air_flow_is_the_share_of_the_supply_flow(everything) -> None:
    published, recorded, _ = everything
    flow = recorded["air_handlers.outdoor_fraction"][:, 0] * recorded["air_handlers.supply_flow"][:, 0]
    unit = unit_of("imperial", "air_flow")
    said = _values(published, "north-tower", "AHU-1", "oa_flow") * unit.scale
    moving = flow > 0.1
    assert np.abs(said[moving] / flow[moving] - 1).max() < 0.13


def test_meters_count_in_kilowatt_hours(everything) -> None:
    published, recorded, _ = everything
    said = _values(published, "north-tower", "EM-1", "kwh")
    assert np.abs(said - recorded["meters.electricity_count"][:, 0]).max() < 0.0501
