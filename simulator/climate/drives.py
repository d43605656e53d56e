"""What drives buildings from outside over a stretch of steps: made once a day for all, read row by row."""

from dataclasses import dataclass

from simulator.layout import Index, Layout, Rows
from simulator.record import Array, Flags, Times


@dataclass(frozen=True, slots=True)
class Drives:
    """T steps of B buildings in K climates with Z zones.

    ``facade`` is the sun on a vertical window to the north, east, south, west and on a horizontal one
    (T, 5 K); ``facade_row`` names the column of each zone (Z,). ``zone_people`` is each zone's own share of
    the building's ``people_share`` for each hour of the stretch (hours, Z); ``hour`` leads from step to hour.
    ``hours_to_start``: until the next scheduled start, 0 while occupied, 168 where none is within a week.
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

    def take(self, rows: Rows, layout: Layout) -> "Drives":
        """The same for the buildings ``rows``, whose layout is ``layout``, as ``Layout.take`` gives both.

        Raises ValueError where the two do not belong together.
        """
        if len(rows.building) != layout.count("building") or len(rows.zone) != layout.count("zone"):
            raise ValueError("rows and layout are not of the same buildings; take both from Layout.take")
        columns = rows.building
        return Drives(
            time_ms=self.time_ms,
            outdoor_air=self.outdoor_air[:, columns],
            outdoor_humidity=self.outdoor_humidity[:, columns],
            wind=self.wind[:, columns],
            facade=self.facade,
            facade_row=self.facade_row[rows.zone],
            occupied=self.occupied[:, columns],
            hours_to_start=self.hours_to_start[:, columns],
            people_share=self.people_share[:, columns],
            zone_people=self.zone_people[:, rows.zone],
            hour=self.hour,
            water_share=self.water_share[:, columns],
        )
