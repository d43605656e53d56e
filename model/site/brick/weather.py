"""One weather station a building: the outdoor temperature for equipment without its own."""

from dataclasses import replace

from model.site.brick.report import BrickReport
from model.site.graph import Building, Equipment

_OUTDOOR = "outdoor_air_temperature"
_ID = "weather"


def with_weather(building: Building, report: BrickReport) -> Building:
    """Return the building with a weather station, where an outdoor temperature can be spared for it.

    A plant's sensor comes first, as the plant falls back on the station like all others. An air handler's is
    taken only when other air handlers have none.
    """
    lenders = [item for item in building.equipment if _has(item)]
    if not lenders or any(item.kind == "weather_station" for item in building.equipment):
        return building
    plants = [item for item in lenders if item.kind != "air_handler"]
    bare = [item for item in building.equipment if item.kind == "air_handler" and not _has(item)]
    if not plants and not bare:
        return building
    lender = (plants or lenders)[0]
    point = next(point for point in lender.points if point.role == _OUTDOOR)
    station = Equipment(_ID, "weather_station", "Outdoor sensor", (point,))
    report.concluded.append(
        f"{point.source} is taken as the outdoor temperature of the building"
        + (f", for {len(bare)} air handlers without one" if bare else "")
    )
    equipment = [
        replace(item, points=tuple(own for own in item.points if own is not point))
        if item is lender
        else item
        for item in building.equipment
    ]
    return replace(building, equipment=(*equipment, station))


def _has(item: Equipment) -> bool:
    return any(point.role == _OUTDOOR for point in item.points)
