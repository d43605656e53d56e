"""Faults of rooms that sit on boxes, fan coils and rooftop units alike."""

from tests.model.building_of import NEVER_OCCUPIED, Exactly, Told
from tests.model.faults.case import Case
from tests.model.faults.zone_units import UNITS, cooling_off, rooms, unit


def limits(prefix: str) -> list[Case]:
    """Rooms that are cold, or hot, with all that their units can give."""

    def cold(room: float, others: float = 21.0) -> Told:
        hard = unit(prefix, room=room, heat=1.0, air=36.0)
        return rooms(prefix, hard, unit(prefix, room=others, heat=1.0, air=36.0), outside=-5.0)

    def hot(room: float, others: float = 24.0) -> Told:
        hard = unit(prefix, room=room, cool=1.0, air=13.0)
        return rooms(prefix, hard, unit(prefix, room=others, cool=1.0, air=13.0), outside=30.0)

    everywhere = "weather that all rooms feel"
    return [
        Case(
            "zone_too_cold_at_limit",
            f"{prefix}-1",
            told_by=lambda: cold(17.5),
            healthy=lambda: cold(20.9),
            alike=lambda: cold(18.0, others=18.1),
            really=everywhere,
        ),
        Case(
            "zone_too_hot_at_limit",
            f"{prefix}-1",
            told_by=lambda: hot(27.5),
            healthy=lambda: hot(24.1),
            alike=lambda: hot(27.0, others=26.9),
            really=everywhere,
        ),
    ]


def readings(prefix: str) -> list[Case]:
    """Sensors of rooms that read what is not there."""

    def warmed(room: float, others: float = 21.2) -> Told:
        own = unit(prefix, room=room, heat=1.0, air=35.0)
        return rooms(prefix, own, unit(prefix, room=others, heat=0.3, air=25.0))

    def empty(co2: float, others: float = 430.0, schedule: bool = False) -> Told:
        at_night = {} if schedule else {"schedule": NEVER_OCCUPIED}
        own = unit(prefix, blows=0.0, zone_co2=Exactly(co2))
        return rooms(prefix, own, unit(prefix, blows=0.0, zone_co2=Exactly(others)), fan=0.0, **at_night)  # type: ignore[arg-type]

    return [
        Case(
            "zone_temperature_sensor_wrong",
            f"{prefix}-1",
            told_by=lambda: warmed(15.0),
            healthy=lambda: warmed(21.0),
            alike=lambda: warmed(16.0, others=16.5),
            really="a cold building that is warmed up",
        ),
        Case(
            "co2_sensor_wrong",
            f"{prefix}-1",
            told_by=lambda: empty(720.0),
            healthy=lambda: empty(440.0),
            alike=lambda: empty(720.0, schedule=True),
            really="a room with people in",
        ),
        Case(
            "co2_sensor_wrong",
            f"{prefix}-1",
            told_by=lambda: empty(220.0),
            healthy=lambda: empty(425.0),
            alike=lambda: empty(520.0, others=515.0),
            really="night air beside a road",
        ),
    ]


def setpoints(prefix: str) -> list[Case]:
    """Setpoints that fight each other, or are put down alone."""

    def at(band: tuple[float, float], others: tuple[float, float] = (21.0, 24.0)) -> Told:
        own = unit(prefix, room=band[1], cool=0.5, air=15.0, band=band)
        return rooms(prefix, own, unit(prefix, room=22.5, band=others))

    return [
        Case(
            "zone_setpoints_crossed",
            f"{prefix}-1",
            told_by=lambda: at((23.0, 22.0)),
            healthy=lambda: at((21.0, 24.0)),
            alike=lambda: at((21.0, 22.0)),
            really="a narrow band",
        ),
        Case(
            "zone_cooling_setpoint_too_low",
            f"{prefix}-1",
            told_by=lambda: at((21.0, 22.0)),
            healthy=lambda: at((21.0, 24.0)),
            alike=lambda: at((19.0, 22.0)),
            really="somebody who wants it cooler, by day and by night",
        ),
    ]


def windows(prefix: str) -> Case:
    """A room that loses its warmth by night."""

    def night(hours: float, others: float = 90.0) -> Told:
        still = {"blows": 0.0, "heat": 0.0, "air": 18.0}
        own = unit(prefix, room=cooling_off(21.0, -8.0, hours), **still)  # type: ignore[arg-type]
        beside = unit(prefix, room=cooling_off(21.0, -8.0, others), **still)  # type: ignore[arg-type]
        return rooms(prefix, own, beside, outside=-8.0, schedule=NEVER_OCCUPIED, fan=0.0)

    return Case(
        "window_left_open",
        f"{prefix}-1",
        told_by=lambda: night(14.0),
        healthy=lambda: night(90.0),
        alike=lambda: night(25.0, others=25.0),
        really="a light building in a cold night",
    )


CASES = [
    case
    for prefix in UNITS
    for case in (*limits(prefix), *readings(prefix), *setpoints(prefix), windows(prefix))
]
