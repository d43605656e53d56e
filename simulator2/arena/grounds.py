"""Where suggestions lead on a site: which faults stand there, and what feeds the place."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from model.site.graph import Site
from simulator2.arena.policy import Suggestion
from simulator2.faults.fault import Fault
from simulator2.people.trade import Trade

Roles = Mapping[tuple[str, str, str], str]


@dataclass(frozen=True, slots=True)
class Grounds:
    """A site for those who walk it. ``kinds`` and ``feeders`` are by building and equipment.

    ``roles``: the model's role of a sensor by building, equipment and the simulator's name of it; a sensor
    that is not in it is taken for any sensor of its equipment.
    """

    trade: Trade
    kinds: Mapping[tuple[str, str], str]
    feeders: Mapping[tuple[str, str], tuple[str, ...]]
    roles: Roles = field(default_factory=dict)

    @classmethod
    def of(cls, site: Site, trade: Trade, roles: Roles | None = None) -> "Grounds":
        """The grounds of a site as its owner describes it."""
        equipment = [(place.id, each) for place in site.buildings for each in place.equipment]
        return cls(
            trade,
            {(building, each.id): each.kind for building, each in equipment},
            {(building, each.id): each.fed_by for building, each in equipment},
            roles or {},
        )

    def suspects(self, suggestion: Suggestion, faults: Iterable[Fault]) -> tuple[Fault, ...]:
        """Those of ``faults`` that the suggestion leads to and that are mended by what it suspects."""
        return tuple(
            fault
            for fault in faults
            if self.trade.addresses(suggestion.fault, fault.kind) and self._leads_to(suggestion, fault)
        )

    def standing_at(self, suggestion: Suggestion, faults: Iterable[Fault]) -> tuple[Fault, ...]:
        """Those of ``faults`` that stand where the suggestion says, whatever it suspects."""
        place, _ = place_of(suggestion.equipment)
        there = suggestion.building, place
        return tuple(fault for fault in faults if (fault.building, fault.equipment) == there)

    def upstream(self, suggestion: Suggestion, faults: Iterable[Fault]) -> tuple[Fault, ...]:
        """Those of ``faults`` that stand on what feeds the place."""
        place, _ = place_of(suggestion.equipment)
        feeders = self.feeders.get((suggestion.building, place), ())
        return tuple(
            fault for fault in faults if fault.building == suggestion.building and fault.equipment in feeders
        )

    def meant(self, suggestion: Suggestion, faults: Sequence[Fault]) -> tuple[Fault, ...]:
        """The faults that make a suggestion true: the cause named, or, where none is, what stands there."""
        if suggestion.fault:
            return self.suspects(suggestion, faults)
        return self.standing_at(suggestion, faults)

    def _leads_to(self, suggestion: Suggestion, fault: Fault) -> bool:
        place, sensor = place_of(suggestion.equipment)
        if fault.building != suggestion.building:
            return False
        if fault.equipment != place:
            kind = self.kinds.get((suggestion.building, place), place)
            return kind in self.trade.seen_on.get(fault.kind, frozenset())
        if sensor is None or fault.sensor is None:
            return True
        role = self.roles.get((fault.building, fault.equipment, fault.sensor))
        return role is None or role == sensor


def place_of(equipment: str) -> tuple[str, str | None]:
    """Equipment and sensor of "AHU-1/mixed_air_temperature"; the sensor is None for an equipment."""
    place, _, sensor = equipment.partition("/")
    return place, sensor or None
