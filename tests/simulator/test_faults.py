"""Each fault leaves its signature in the readings, and the healthy twin does not have it."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
import yaml

from simulator.clock import DAY_MS, HOUR_MS
from simulator.faults import fault_kinds
from tests.conftest import REPOSITORY
from tests.simulator.looking import OFFICE, SCHOOL, Life, fault, live, start_ms

DAYS = 1.0


@pytest.fixture(scope="module")
def well() -> Callable[[str], Life]:
    """Healthy lives by season, each lived once."""
    lives: dict[str, Life] = {}

    def of(season: str) -> Life:
        if season not in lives:
            lives[season] = live(season, DAYS)
        return lives[season]

    return of


def running(life: Life) -> np.ndarray:
    return life.steady(OFFICE, "AHU-1")


def unit(life: Life, role: str) -> np.ndarray:
    return life.of(OFFICE, "AHU-1")[role][running(life)]


def box(life: Life, role: str) -> np.ndarray:
    return life.of(OFFICE, "VAV-1-02")[role][running(life)]


def outdoor_share(life: Life) -> float:
    """Share of outdoor air that the three temperatures say."""
    outdoor = life.of(OFFICE, "OAT-1")["outdoor_air_temperature"][running(life)]
    returned = unit(life, "return_air_temperature")
    return float(np.median((unit(life, "mixed_air_temperature") - returned) / (outdoor - returned)))


def reversals(life: Life) -> float:
    """Turns of more than 3 % of any command of the air handler in an hour."""
    turns = 0
    for role in ("heating_valve_command", "outdoor_air_damper_command", "cooling_valve_command"):
        moves = np.diff(unit(life, role))
        moves = moves[np.abs(moves) > 0.03]
        turns += int((np.diff(np.sign(moves)) != 0).sum())
    return turns / (running(life).sum() / 12)


def coil_rise(life: Life) -> float:
    """Kelvin from mixed to supply air while both valves are told to be shut."""
    shut = (unit(life, "heating_valve_command") < 0.001) & (unit(life, "cooling_valve_command") < 0.001)
    rise = unit(life, "supply_air_temperature") - unit(life, "mixed_air_temperature")
    return float(np.median(rise[shut])) if shut.any() else float("nan")


def night_fan(life: Life) -> float:
    quiet = life.of(OFFICE, "AHU-1")
    return float(quiet["supply_fan_status"][quiet["occupied"] < 0.5].mean())


# Kind, equipment, season, what to measure, and what it must be with and without the fault.
SIGNATURES = [
    ("outdoor_air_damper_stuck_open", "AHU-1", "winter", outdoor_share, (0.6, 1.0), (0.1, 0.35)),
    ("outdoor_air_damper_stuck_closed", "AHU-1", "shoulder", outdoor_share, (-0.1, 0.15), (0.2, 0.7)),
    ("heating_valve_leaking", "AHU-1", "shoulder", coil_rise, (3.0, 25.0), (-1.0, 2.0)),
    (
        "heating_valve_stuck",
        "AHU-1",
        "winter",
        lambda life: float(
            np.median(unit(life, "supply_air_temperature") - unit(life, "supply_air_temperature_setpoint"))
        ),
        (3.0, 40.0),
        (-0.5, 0.5),
    ),
    (
        "cooling_valve_leaking",
        "AHU-1",
        "summer",
        lambda life: float(np.median(unit(life, "cooling_valve_command"))),
        (0.0, 0.43),
        (0.45, 0.9),
    ),
    (
        "cooling_valve_stuck",
        "AHU-1",
        "summer",
        lambda life: float(np.median(unit(life, "cooling_valve_command"))),
        (0.0, 0.1),
        (0.45, 0.9),
    ),
    (
        "zone_reheat_leaking",
        "VAV-1-02",
        "winter",
        lambda life: (
            float(
                np.median(
                    (box(life, "discharge_air_temperature") - unit(life, "supply_air_temperature"))[
                        box(life, "reheat_valve_command") < 0.01
                    ]
                )
            )
            if (box(life, "reheat_valve_command") < 0.01).any()
            else 0.0
        ),
        (4.0, 40.0),
        (-1.0, 1.0),
    ),
    (
        "zone_reheat_stuck_closed",
        "VAV-1-02",
        "winter",
        lambda life: float(np.median(box(life, "zone_air_temperature"))),
        (10.0, 19.8),
        (20.7, 22.0),
    ),
    (
        "box_damper_stuck",
        "VAV-1-02",
        "summer",
        lambda life: float(
            np.median(box(life, "discharge_air_flow") / box(life, "discharge_air_flow_setpoint"))
        ),
        (0.0, 0.6),
        (0.95, 1.05),
    ),
    (
        "mixed_air_temperature_sensor_wrong",
        "AHU-1",
        "winter",
        lambda life: float(
            np.median(unit(life, "mixed_air_temperature") - unit(life, "supply_air_temperature"))
        ),
        (1.5, 12.0),
        (-8.0, 0.5),
    ),
    (
        "supply_air_temperature_sensor_wrong",
        "AHU-1",
        "shoulder",
        coil_rise,
        (2.5, 8.0),
        (-1.0, 2.0),
    ),
    (
        "zone_temperature_sensor_wrong",
        "VAV-1-02",
        "winter",
        lambda life: float(np.mean(box(life, "reheat_valve_command"))),
        (0.0, 0.05),
        (0.1, 1.0),
    ),
    ("fan_running_unoccupied", "AHU-1", "winter", night_fan, (0.99, 1.0), (0.0, 0.4)),
    (
        "economizer_not_used",
        "AHU-1",
        "shoulder",
        lambda life: float(np.ptp(unit(life, "outdoor_air_damper_command"))),
        (0.0, 0.01),
        (0.1, 0.8),
    ),
    (
        "static_pressure_not_met",
        "AHU-1",
        "summer",
        lambda life: float(
            np.median(
                unit(life, "supply_air_static_pressure") / unit(life, "supply_air_static_pressure_setpoint")
            )
        ),
        (0.0, 0.6),
        (0.95, 1.05),
    ),
    ("control_hunting", "AHU-1", "winter", reversals, (4.0, 14.0), (0.0, 1.0)),
]


@pytest.mark.parametrize(("kind", "equipment", "season", "measure", "broken", "healthy"), SIGNATURES)
def test_the_signature_is_there_with_the_fault_and_not_without(  # noqa: PLR0917  # columns of the table
    well, kind, equipment, season, measure, broken, healthy
):
    ill = live(season, DAYS, fault(kind, equipment, severity=1.0))
    assert broken[0] <= measure(ill) <= broken[1]
    assert healthy[0] <= measure(well(season)) <= healthy[1]


@pytest.mark.parametrize(
    ("equipment", "sensor"),
    [
        ("AHU-1", "supply_air_temperature"),
        ("AHU-1", "mixed_air_temperature"),
        ("VAV-1-02", "zone_air_temperature"),
    ],
)
def test_a_flat_sensor_says_the_same_from_its_onset_on(well, equipment, sensor):
    ill = live("winter", 1.0, fault("sensor_flat", equipment, onset_h=9, sensor=sensor))
    after = 9 * 12
    said = ill.of(OFFICE, equipment)[sensor]
    assert np.ptp(said[after:]) == 0
    assert np.ptp(said[:after]) > 0.5
    assert np.ptp(well("winter").of(OFFICE, equipment)[sensor][after:288]) > 0.5


def test_every_kind_of_fault_has_its_signature_tested():
    assert {kind for kind, *_ in SIGNATURES} | {"sensor_flat"} == set(fault_kinds())


def test_nothing_differs_before_the_onset(well):
    ill = live("winter", 1.0, fault("outdoor_air_damper_stuck_open", "AHU-1", onset_h=10))
    for sick, sound in zip(ill.published.devices, well("winter").published.devices, strict=True):
        np.testing.assert_array_equal(sick.values[: 10 * 12 - 1], sound.values[: 10 * 12 - 1])


def test_a_fault_leaves_other_buildings_as_they_are(well):
    ill = live("winter", 1.0, fault("heating_valve_stuck", "AHU-1"))
    for sick, sound in zip(ill.published.devices, well("winter").published.devices, strict=True):
        if sick.building != OFFICE:
            np.testing.assert_array_equal(sick.values, sound.values[: len(sick.values)])


def test_two_faults_at_once_both_show():
    ill = live(
        "winter",
        DAYS,
        fault("outdoor_air_damper_stuck_open", "AHU-1"),
        fault("fan_running_unoccupied", "AHU-1"),
    )
    assert outdoor_share(ill) > 0.6
    assert night_fan(ill) > 0.99


def test_more_severe_is_more():
    shares = [
        outdoor_share(live("winter", 1.0, fault("outdoor_air_damper_stuck_open", "AHU-1", severity=severity)))
        for severity in (0.1, 0.9)
    ]
    assert shares[1] > shares[0] + 0.2


@pytest.mark.parametrize("kind", ["outdoor_air_damper_stuck_open", "heating_valve_stuck"])
def test_a_mended_air_handler_reads_like_its_healthy_twin_a_day_later(kind):
    sound = live("winter", 2.0)
    ill = live("winter", 0.6, fault(kind, "AHU-1"))
    assert ill.portfolio.heal(f"{kind}-AHU-1")
    later = Life(ill.portfolio, ill.portfolio.advance(start_ms("winter") + 2 * DAY_MS))
    last_day = slice(-200, None)
    for role in ("mixed_air_temperature", "supply_air_temperature", "heating_valve_command"):
        mended = later.of(OFFICE, "AHU-1")[role][last_day]
        expected = sound.of(OFFICE, "AHU-1")[role][last_day]
        spread = 0.6 if "temperature" in role else 0.03
        assert np.quantile(np.abs(mended - expected), 0.9) < spread, role


def test_a_lying_sensor_that_is_replaced_tells_the_truth_again():
    sick = replace(fault("mixed_air_temperature_sensor_wrong", "AHU-1", building=SCHOOL), value=-5.0)
    ill = live("winter", 0.5, sick)
    before = ill.of(SCHOOL, "AHU-1")["mixed_air_temperature"][-1]
    ill.portfolio.heal(sick.id)
    later = Life(ill.portfolio, ill.portfolio.advance(ill.portfolio.now_ms + HOUR_MS))
    assert later.of(SCHOOL, "AHU-1")["mixed_air_temperature"][-1] > before + 3


def test_repairs_that_mend_faults_are_named_as_the_model_names_them():
    known = set(yaml.safe_load((REPOSITORY / "model" / "catalogue" / "faults.yaml").read_text()))
    for kind in fault_kinds().values():
        assert kind.mended_by <= known, kind.id
