"""The rooms of a site: whose people feel which fault, and complain of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from model.site.graph import Site
from model.site.rooms import ROOM_KINDS, serving_rooms
from simulator.arena.living import Costed, Living
from simulator.people.habits import OccupantHabits
from simulator.people.occupants import Complaint, complaint_of, groundless_complaint


@dataclass(slots=True)
class Rooms:
    """Equipment that serves rooms, by building and by what feeds it."""

    people: Mapping[str, float | None]
    units: Mapping[str, tuple[str, ...]]
    fed: Mapping[tuple[str, str], tuple[str, ...]]
    _behind: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, site: Site) -> "Rooms":
        """The rooms of a site; a building without such equipment has rooms of its air handlers."""
        fed: dict[tuple[str, str], list[str]] = {}
        units: dict[str, tuple[str, ...]] = {}
        for building in site.buildings:
            mine = serving_rooms(building)
            units[building.id] = tuple(each.id for each in mine)
            for each in mine:
                for feeder in each.fed_by if each.kind in ROOM_KINDS else ():
                    fed.setdefault((building.id, feeder), []).append(each.id)
        people = {building.id: building.people for building in site.buildings}
        return cls(people, units, {place: tuple(names) for place, names in fed.items()})

    def feeling(self, building: str, equipment: str) -> tuple[str, ...]:
        """The units whose people feel what an equipment does; a plant is felt in the whole building."""
        if equipment in self.units[building]:
            return (equipment,)
        return self.fed.get((building, equipment), self.units[building])

    def complaints(
        self, seed: int, active: Iterable[Costed], day_ms: int, habits: OccupantHabits
    ) -> list[Complaint]:
        """Who will complain of the day that begins, were nothing mended in it."""
        found: list[Complaint] = []
        for each in active:
            fault = each.fault
            said = complaint_of(
                seed,
                fault.id,
                fault.building,
                self.feeling(fault.building, fault.equipment),
                day_ms=day_ms,
                discomfort=each.discomfort,
                habits=habits,
            )
            if said is not None:
                self._behind[said.id] = fault.id
                found.append(said)
        for building, units in self.units.items():
            people = self.people[building] or habits.people_of_a_building
            said = groundless_complaint(seed, building, units, day_ms=day_ms, people=people, habits=habits)
            found += [] if said is None else [said]
        return found

    def still_felt(self, complaint: Complaint, portfolio: Living) -> bool:
        """Whether what is complained of was not mended before it could be felt."""
        fault = self._behind.get(complaint.id)
        return fault is None or any(each.id == fault for each in portfolio.active(complaint.felt_ms))
