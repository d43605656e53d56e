"""What drives buildings from outside over a stretch of steps: made once a day for all, read row by row."""

from dataclasses import dataclass

from simulator2.layout import Index
from simulator2.record import Array, Flags, Times


@dataclass(frozen=True, slots=True)
class Drives:
    """T steps of B buildings in K climates with Z zones.

    ``facade`` is the sun on a vertical window to the north, east, south, west and on a horizontal one
    (T, 5 K); ``facade_row`` names the column of each zone (Z,). ``zone_people`` is each zone's own share of
    the building's ``people_share`` for each hour of the stretch (hours, Z); ``hour`` leads from step to hour.
    ``hours_to_start``: until the next scheduled start, 0 while occupied; ``hours_since_end`` the reverse.
    """

    time_ms: Times  # (T,)
    outdoor_air: Array  # [degC] (T, B)
    outdoor_humidity: Array  # [kg/kg] (T, B)
    wind: Array  # [m/s] (T, B)
    facade: Array  # [W/m2] (T, 5 K)
    facade_row: Index  # (Z,)
    occupied: Flags  # by schedule, (T, B)
    hours_to_start: Array  # (T, B)
    people_share: Array  # of the design number (T, B)
    zone_people: Array  # (hours, Z)
    hour: Index  # (T,)
    water_share: Array  # of the design draw of domestic water (T, B)
