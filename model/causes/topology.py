"""Who feeds whom, as indices, so that causes can be looked up for all equipment at once."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from model.frames.lending import SHARED
from model.frames.places import places_of, whole_building
from model.site.graph import Building, Equipment
from model.site.rooms import serving_rooms

Index = NDArray[np.int64]


@dataclass(frozen=True)
class Topology:
    """Equipment of one building by kind, in the order of the beliefs, and the nearest feeder of each kind."""

    building: Building
    order: Mapping[str, tuple[str, ...]]

    @cached_property
    def by_id(self) -> Mapping[str, Equipment]:
        """Equipment of the building by its id, the building itself included."""
        return {e.id: e for e in (whole_building(self.building), *self.building.equipment)}

    @cached_property
    def controllers(self) -> Mapping[str, Equipment]:
        """Controllers of which anything was heard, by id: many are named like their equipment."""
        return {controller.id: controller for controller in places_of(self.building).devices}

    def knows(self, kind: str, identifier: str) -> bool:
        """Whether what a belief of ``kind`` is about is described, and of a controller, heard."""
        return self._owner(kind, identifier) in (self.controllers if kind == "controller" else self.by_id)

    def owner_of(self, kind: str, identifier: str) -> Equipment:
        """The equipment that a belief of ``kind`` is about; of a sensor the one that it sits on.

        Raises KeyError for what is not known.
        """
        known = self.controllers if kind == "controller" else self.by_id
        return known[self._owner(kind, identifier)]

    @staticmethod
    def _owner(kind: str, identifier: str) -> str:
        return identifier.rpartition("/")[0] if kind == "sensor" else identifier

    @cached_property
    def _places(self) -> Mapping[str, Mapping[str, int]]:
        return {kind: {e: at for at, e in enumerate(ids)} for kind, ids in self.order.items()}

    @cached_property
    def _feeders(self) -> dict[tuple[str, str], Index]:
        return {}

    def feeder(self, kind: str, of: str) -> Index:
        """For each equipment of kind ``of``, the index of its nearest feeder of ``kind``, or -1. (E,)."""
        key = (kind, of)
        if key not in self._feeders:
            place = self._places.get(kind, {})
            found = [self._nearest(identifier, place) for identifier in self.order.get(of, ())]
            self._feeders[key] = np.array(found, dtype=np.int64)
        return self._feeders[key]

    def feeders(self, kind: str, of: str) -> Index:
        """For each equipment of kind ``of``, indices of all its feeders of ``kind``, else -1. (E, K)."""
        key = (kind, of)
        if key not in self._all_feeders:
            place, those = self._places.get(kind, {}), self.order.get(of, ())
            found = [[place[f] for f in self.feeding(self._of_sensor(each)) if f in place] for each in those]
            index = np.full((len(those), max((len(each) for each in found), default=0)), -1, dtype=np.int64)
            for at, each in enumerate(found):
                index[at, : len(each)] = each
            self._all_feeders[key] = index
        return self._all_feeders[key]

    @cached_property
    def _all_feeders(self) -> dict[tuple[str, str], Index]:
        return {}

    def _of_sensor(self, start: str) -> str:
        return start if start in self.by_id else start.rpartition("/")[0]

    def feeding(self, equipment: str) -> tuple[str, ...]:
        """All that feeds an equipment, nearest first."""
        queue, found = [equipment], dict[str, None]()
        while queue:
            known = self.by_id.get(queue.pop(0))
            fed_by = known.fed_by if known is not None else ()
            fresh = [feeder for feeder in fed_by if feeder not in found and feeder != equipment]
            found |= dict.fromkeys(fresh)
            queue += fresh
        return tuple(found)

    def rooms_behind(self, equipment: str) -> int:
        """How many units that serve rooms it feeds."""
        return self._rooms_behind.get(equipment, 0)

    @cached_property
    def _rooms_behind(self) -> Counter[str]:
        units = serving_rooms(self.building)
        return Counter(feeder for unit in units for feeder in self.feeding(unit.id))

    def _nearest(self, start: str, place: Mapping[str, int]) -> int:
        return next((place[f] for f in self.feeding(self._of_sensor(start)) if f in place), -1)

    def owner(self, kind: str) -> Index:
        """For each sensor, the index of the equipment of ``kind`` that it sits on, or -1. (sensors,)."""
        place = self._places.get(kind, {})
        found = [place.get(identifier.rpartition("/")[0], -1) for identifier in self.order.get("sensor", ())]
        return np.array(found, dtype=np.int64)

    @cached_property
    def _sensors(self) -> dict[tuple[str, str], Index]:
        return {}

    def sensor(self, kind: str, role: str) -> Index:
        """For each equipment of ``kind``, the index of its sensor of ``role`` in kind "sensor", or -1. (E,).

        A role that the equipment lacks is looked for on the building's weather station, if it is one that is
        lent, else on the air handler that feeds it.
        """
        key = (kind, role)
        if key not in self._sensors:
            place = self._places.get("sensor", {})
            found = []
            for at, identifier in enumerate(self.order.get(kind, ())):
                own = place.get(f"{identifier}/{role}", -1)
                if own < 0 and role in SHARED:
                    own = self._lent(role)
                if own < 0 and kind != "air_handler" and "air_handler" in self.order:
                    feeder = int(self.feeder("air_handler", kind)[at])
                    if feeder >= 0:
                        own = place.get(f"{self.order['air_handler'][feeder]}/{role}", -1)
                found.append(own)
            self._sensors[key] = np.array(found, dtype=np.int64)
        return self._sensors[key]

    def _lent(self, role: str) -> int:
        """The sensor of whoever measures a shared role for the building, or -1."""
        place = self._places.get("sensor", {})
        lenders = (each.id for each in self.building.equipment if each.kind == SHARED[role])
        return next((place[f"{each}/{role}"] for each in lenders if f"{each}/{role}" in place), -1)
